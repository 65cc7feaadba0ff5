// The receipts of many, printed by the program while the window goes on: how far they are.

import { call } from './ipc/call';
import type { PrintChoice, PrintView } from './ipc/contract.gen';
import { place } from './place.svelte';

/** Milliseconds between two looks. */
const EVERY = 300;

class Printing {
  view = $state.raw<PrintView | null>(null);
  #looking = false;
  #recalled = false;

  async begin(drafts: number[], folder: string, choice: PrintChoice): Promise<void> {
    if (!(await place.flush())) return;
    this.#take(await place.attempt(() => call({ command: 'print_receipts', drafts, folder, choice })));
  }

  async stop(): Promise<void> {
    this.#take(await place.attempt(() => call({ command: 'stop_printing' })));
  }

  /** Looks again at what is shown, in the language of now; the first time also whether there is a batch from before. */
  async recall(): Promise<void> {
    if (this.#recalled && !this.view) return;
    this.#recalled = true;
    await this.look();
  }

  /** Looks how far it is, and goes on looking until it has ended. */
  async look(): Promise<void> {
    this.#take(await place.attempt(() => call({ command: 'print_progress' })));
  }

  #take(view: PrintView | null | undefined): void {
    if (view === undefined) return;
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
