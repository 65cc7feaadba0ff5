// Receipts and files of many, made by the program while the window goes on: how far they are.

import { call, type Asking } from '../lib/ipc/call';
import type { PrintView } from '../lib/ipc/contract.gen';
import { place } from '../lib/place.svelte';

/** Milliseconds between two looks. */
const EVERY = 300;

class Printing {
  view = $state.raw<PrintView | null>(null);
  #looking = false;
  #recalled = false;

  async begin(command: Asking<PrintView>): Promise<void> {
    if (!(await place.flush())) return;
    await place.attempt(async () => this.#take(await call(command)));
  }

  async stop(): Promise<void> {
    await place.attempt(async () => this.#take(await call({ command: 'stop_printing' })));
  }

  /** Looks again at what is shown, in the language of now; the first time also whether there is a batch from before. */
  async recall(): Promise<void> {
    if (this.#recalled && !this.view) return;
    this.#recalled = true;
    await this.look();
  }

  /** Looks how far it is, and goes on looking until it has ended. */
  async look(): Promise<void> {
    await place.attempt(async () => this.#take(await call({ command: 'print_progress' })));
  }

  #take(view: PrintView | null): void {
    this.view = view;
    if (!view?.running || this.#looking) return;
    this.#looking = true;
    setTimeout(() => {
      this.#looking = false;
      void this.look();
    }, EVERY);
  }
}

export const printing = new Printing();
