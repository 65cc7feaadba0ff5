// How the vault's key is kept, for every place that says so.

import { lockView, type KeysView } from '../lib/ipc/shell';

class Keys {
  view = $state.raw<KeysView | null>(null);

  async look(): Promise<void> {
    this.view = await lockView();
  }
}

export const keys = new Keys();
