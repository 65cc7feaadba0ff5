// How a window's page begins.

import { mount, type Component } from 'svelte';
import { loadSettings } from './settings.svelte';

/** Puts the page there once it is known how the person likes it: until then it could not know which keys do what. */
export async function start(page: Component, target = document.getElementById('app')): Promise<object> {
  await loadSettings().catch(() => undefined);
  return target ? mount(page, { target }) : {};
}
