// The one hop to the program. What can be asked and what comes back is in contract.gen.ts.

import { invoke } from '@tauri-apps/api/core';
import { settings } from '../settings.svelte';
import { t } from '../words';
import type { Command, Failure, Replies } from './contract.gen';

/** The commands with a given kind of answer. */
export type Asking<R> = {
  [N in keyof Replies]: Replies[N] extends R ? Extract<Command, { command: N }> : never;
}[keyof Replies];

/** Asks the program; rejects with a `Failure`, never with anything else. */
export async function call<C extends Command>(command: C): Promise<Replies[C['command']]> {
  try {
    return await invoke('call', { request: { locale: settings.locale, ...command } });
  } catch (reason) {
    throw asFailure(reason);
  }
}

/** Whatever was thrown, as words that can be shown: the program's own, or that it is at fault. */
export function asFailure(reason: unknown): Failure {
  const told = typeof reason === 'object' && reason !== null && !(reason instanceof Error) && 'message' in reason;
  if (!told) return { message: t.faulty, busy: false };
  return { message: String(reason.message), busy: 'busy' in reason && reason.busy === true };
}
