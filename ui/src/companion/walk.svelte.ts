// What the companion shows: always the newest reply, so that the item on the screen is the one on the clipboard.

import { asFailure, call } from '../lib/ipc/call';
import type { CompanionItemView, CompanionKey, CompanionView } from '../lib/ipc/contract.gen';
import { companionHere, companionKeys, companionOnTop, onCompanion, revealPath, type Here } from '../lib/ipc/shell';
import { loadSettings, settings } from '../lib/settings.svelte';
import { GLOBAL, keyOf, readable } from '../lib/shortcuts';

class Walk {
  view = $state.raw<CompanionView>();
  here = $state<Here>();
  /** What could not be done, in words. */
  trouble = $state('');
  /** Seconds until the number leaves the clipboard. */
  left = $state<number>();
  /** The clipboard could not be had, and nothing was copied since: items are typed by eye. */
  byEye = $state(false);
  /** Keys that were to work everywhere and do not. */
  refused = $state.raw<string[]>([]);
  /** Where the file to upload lies, when no program shows folders. */
  path = $state('');

  #turn = Promise.resolve();
  #keys = '{}';

  readonly item: CompanionItemView | undefined = $derived(
    this.view?.phase === 'walking' ? this.view.items[this.view.at] : undefined,
  );

  /** Shows the draft that was opened last, and follows what changes elsewhere. Returns the way to stop. */
  async follow(): Promise<() => void> {
    const stop = await onCompanion((view) => (view ? this.#show(view) : void this.look()));
    this.byEye = false;
    await this.look();
    const clock = setInterval(() => this.left && (this.left -= 1), 1000);
    return () => {
      stop();
      clearInterval(clock);
    };
  }

  look(): Promise<void> {
    return this.#next(async () => {
      await loadSettings();
      await this.#takeKeys();
      this.here = (await companionHere()) ?? this.here;
      if (this.here) this.#show(await call({ command: 'open_companion', draft: this.here.draft }));
    });
  }

  press(key: CompanionKey): Promise<void> {
    return this.#next(async () => {
      if (this.view) this.#show(await call({ command: 'press_companion', draft: this.view.draft, key }));
    });
  }

  /** Opens the folder of the file to upload, with the file selected. */
  reveal(item: string): Promise<void> {
    return this.#next(async () => {
      if (!this.view) return;
      const { path } = await call({ command: 'companion_file', draft: this.view.draft, item });
      if (!(await revealPath(path))) this.path = path;
    });
  }

  async stay(on: boolean): Promise<void> {
    if (this.here && (await companionOnTop(on))) this.here.on_top = on;
  }

  /** One after the other: keys have an order. */
  #next(act: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(act).then(
      () => void (this.trouble = ''),
      (reason: unknown) => void (this.trouble = asFailure(reason).message),
    );
    return this.#turn;
  }

  #show(view: CompanionView): void {
    if (this.view && view.turn < this.view.turn) return;
    this.view = view;
    if (view.clip === 'stuck' || view.clip === 'copied') this.byEye = view.clip === 'stuck';
    this.left = view.clears_in ?? undefined;
    this.path = '';
  }

  /** Asks for the keys in every program, when they have changed. */
  async #takeKeys(): Promise<void> {
    const keys = settings.global_keys ? Object.fromEntries(GLOBAL.map((it) => [it, keyOf(it)])) : {};
    const wanted = JSON.stringify(keys);
    if (wanted === this.#keys) return;
    this.#keys = wanted;
    this.refused = (await companionKeys(keys)).map(readable);
  }
}

export const walk = new Walk();
