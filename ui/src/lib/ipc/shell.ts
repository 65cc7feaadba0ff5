// What the window itself can do: dialogs, opening files, settings, closing.

import { invoke } from '@tauri-apps/api/core';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import { getCurrentWindow } from '@tauri-apps/api/window';
import type { Settings } from '../settings.svelte';

export const pickFile = (kind: 'photo' | 'pack' | 'page') => invoke<string | null>('pick_file', { kind });
export const pickSave = (name: string, extension: string) => invoke<string | null>('pick_save', { name, extension });
/** Opens a file that was written, or shows it in its folder. Tells whether that worked. */
export const openPath = (path: string) => invoke<boolean>('open_path', { path });
export const revealPath = (path: string) => invoke<boolean>('reveal_path', { path });
export const getSettings = () => invoke<Settings>('settings_get');
export const setSettings = (settings: Settings) => invoke<boolean>('settings_set', { settings });
/** Tells the shell that the first page is on the screen. */
export const ready = () => invoke<null>('ready');

/** Before the window closes, `save` runs; the window stays if it says no, but only the first time. */
export function beforeClose(save: () => Promise<boolean>): void {
  let warned = false;
  void getCurrentWindow().onCloseRequested(async (event) => {
    if (warned || (await save())) return;
    warned = true;
    event.preventDefault();
  });
}

/** Files dragged in from outside. Returns the way to stop listening. */
export async function onDrop(hover: (over: boolean) => void, drop: (path: string) => void): Promise<() => void> {
  return getCurrentWebview().onDragDropEvent(({ payload }) => {
    hover(payload.type === 'enter' || payload.type === 'over');
    const path = payload.type === 'drop' ? payload.paths[0] : undefined;
    if (path !== undefined) drop(path);
  });
}
