// What an item is called.

import type { CompanionItemView, CompanionView } from '../lib/ipc/contract.gen';
import { t as common } from '../parts/words';

/** Its word on the portal; a point of no return is called by what comes after it, which it guards. */
export function called(view: CompanionView, item: CompanionItemView): string {
  const at = view.items.findIndex((it) => it.id === item.id);
  const guarded = item.kind === 'irreversible' && at >= 0 ? view.items[at + 1] : undefined;
  return guarded ? common.stop.stop(guarded.label) : item.label;
}
