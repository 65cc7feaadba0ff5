// What does not work is said beside what was asked for, and not over the whole window.

import { asFailure } from './ipc/call';

/** Does something; what was said before goes, and why it did not work is said. */
export const attempting =
  (clear: () => void, refuse: (why: string) => void) =>
  async (act: () => Promise<void>): Promise<void> => {
    clear();
    refuse('');
    try {
      await act();
    } catch (reason) {
      refuse(asFailure(reason).message);
    }
  };
