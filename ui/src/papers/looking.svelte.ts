// The paper that is looked at: made by the program, which keeps one at a time, and shown small beside the choice and large.

import { asFailure, call, type Asking } from '../lib/ipc/call';
import type { PreviewView } from '../lib/ipc/contract.gen';

export class Looking {
  shown = $state.raw<PreviewView>();
  /** Why there is none. */
  trouble = $state('');
  #turn = 0;
  #made: Promise<PreviewView | undefined> = Promise.resolve(undefined);

  /** Has a paper made in the place of the one before. */
  look(command: Asking<PreviewView>): void {
    const turn = ++this.#turn;
    this.#made = (async () => {
      try {
        const made = await call(command);
        if (turn !== this.#turn) return this.#made;
        [this.shown, this.trouble] = [made, ''];
        return made;
      } catch (reason) {
        if (turn === this.#turn) [this.shown, this.trouble] = [undefined, asFailure(reason).message];
        return undefined;
      }
    })();
  }

  /** The paper, as soon as it is there. */
  made(): Promise<PreviewView | undefined> {
    return this.#made;
  }

  /** The program need not keep it. */
  forget(): void {
    void this.#made.then((it) => it && call({ command: 'close_preview', preview: it.preview })).catch(() => undefined);
  }
}
