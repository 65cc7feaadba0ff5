// How this vault stands with the office, as it was told last.

import { call } from '../lib/ipc/call';
import type { OfficeView } from '../lib/ipc/contract.gen';

class Office {
  /** Nothing while the office is off. */
  view = $state.raw<OfficeView | null>(null);
  readonly #held = $derived(new Map((this.view?.held ?? []).map((it) => [it.applicant, it])));

  /** The other desk that works on somebody. */
  held(applicant: number) {
    return this.#held.get(applicant);
  }

  /** What the other program has carried meanwhile. */
  async look(): Promise<void> {
    if (!this.view) return;
    try {
      this.view = await call({ command: 'office' });
    } catch {
      // Whatever is pressed next says why.
    }
  }
}

export const office = new Office();
