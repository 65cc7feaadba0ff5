// What every control of a field is given.

import type { FieldView } from '../lib/ipc/contract.gen';
import type { DraftSession } from '../lib/session.svelte';

export interface ControlProps {
  session: DraftSession;
  field: FieldView;
  id: string;
  /** The ids of what is said about it. */
  described: string | undefined;
  invalid: boolean;
}

/** What a control shows: what is not yet acknowledged, else what counts, else what was typed. */
export function shown(session: DraftSession, field: FieldView): string {
  return session.pending.get(field.fact) ?? (field.value || field.typed);
}
