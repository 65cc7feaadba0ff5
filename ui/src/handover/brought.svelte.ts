// A bundle that was opened outside, by a double click: the page goes to where bundles are taken in.

import { tick } from 'svelte';
import { brought, onBrought } from '../lib/ipc/shell';
import { place } from '../lib/place.svelte';

/** The way to it, until it is taken up. */
export const outside = $state({ path: '' });

/** Asks for one now, and whenever there is word of one. */
export async function watchBrought(): Promise<void> {
  await onBrought(() => void ask());
  await ask();
}

async function ask(): Promise<void> {
  const path = await brought();
  if (!path) return;
  place.go({ screen: 'import' });
  await place.settled();
  // A page starts at its heading; then the code is asked for.
  await tick();
  outside.path = path;
}
