// What the window itself can do: dialogs, opening files, settings, closing.

import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import { getCurrentWindow } from '@tauri-apps/api/window';
import type { CompanionView } from './contract.gen';
import { settings, type Settings } from '../settings.svelte';

type Picked = 'photo' | 'file' | 'pack' | 'receipt' | 'page' | 'table' | 'backup' | 'bundle';
export const pickFile = (kind: Picked) => invoke<string | null>('pick_file', { kind });
export const pickSave = (name: string, extension: string) => invoke<string | null>('pick_save', { name, extension });
/** Asks for a folder to write to. */
export const pickFolder = () => invoke<string | null>('pick_folder');
/** Opens a file that was written, or shows it in its folder. Tells whether that worked. */
export const openPath = (path: string) => invoke<boolean>('open_path', { path });
export const revealPath = (path: string) => invoke<boolean>('reveal_path', { path });
/** The names of the system's printers, the usual one first; none where there is none, or none can be reached from here. */
export const printers = () => invoke<string[]>('printers');
/** Hands a paper that is shown to a printer; rejects with a `Failure`. */
export const printPreview = (preview: number, printer: string) =>
  invoke<null>('print', { preview, printer, locale: settings.locale });
/** A bundle that was opened outside, by a double click; asked for once. */
export const brought = () => invoke<string | null>('brought');
/** Says when there is one. */
export const onBrought = (told: () => void) => listen('brought', told);
/** What this program is. `licences`: those of others lie beside it. */
export interface About {
  version: string;
  licences: boolean;
}
export const about = () => invoke<About>('about');
/** Opens them; tells whether that worked. */
export const openLicences = () => invoke<boolean>('open_licences');
export const getSettings = () => invoke<Settings>('settings_get');
export const setSettings = (settings: Settings) => invoke<boolean>('settings_set', { settings });

/** The vault's backups: where they lie, and the newest first. */
export interface Backups {
  folder: string;
  all: { name: string; at: string; before: boolean; size: number }[];
  /** Where they lie a second time. */
  second: { place: string; newest: string | null; there: boolean } | null;
}

/** What is done with the vault's file, also while it does not open. All of it rejects with a `Failure`. */
const ofVault = <T>(command: string, more = {}) => invoke<T>(command, { locale: settings.locale, ...more });
export const backups = () => ofVault<Backups>('backups');
export const backUp = () => ofVault<Backups>('back_up');
export const restoreBackup = (name: string) => ofVault<string | null>('restore_backup', { name });
/** From now on every backup is copied into a folder that was chosen; `null`: into none. */
export const keepSecond = (place: string | null) => ofVault<Backups>('keep_second', { place });
/** Puts a backup that was chosen, wherever it lies, in the vault's place. */
export const adoptBackup = (backup: string, typed: string) => ofVault<string | null>('adopt_backup', { backup, typed });
export const beginAnew = () => ofVault<null>('begin_anew');
export const checkVault = () => ofVault<null>('check_vault');
/** How the vault's key is kept. */
export interface KeysView {
  chosen: boolean;
  locked: boolean;
  shared: boolean;
  passphrase: boolean;
  keychain: boolean;
  /** The keychain may be asked without being told to. */
  at_once: boolean;
}

/** A recovery code: its groups, those that are typed back, and the number of its paper. */
export interface Offer {
  groups: string[];
  asked: [number, number];
  keychain: boolean;
  paper: number | null;
}

export type Deed = 'choose' | 'passphrase' | 'code' | 'rekey';
type Typed = [string, string];
type KeyDeed =
  | { choose: { shared: boolean; passphrase: string | null; typed: Typed } }
  | { passphrase: string }
  | { code: Typed }
  | { rekey: { passphrase: string | null; typed: Typed } };

export const lockView = () => ofVault<KeysView>('lock_view');
/** Opens the vault with what was typed, or with the keychain; the window goes back to where it was. */
export const unlock = (typed: string | null) => ofVault<null>('unlock', { typed });
export const offerCode = () => ofVault<Offer>('offer_code');
export const keepKey = (deed: KeyDeed) => ofVault<KeysView>('keep_key', { deed });
/** Locks the vault, if a person has said how. Tells whether it can be locked. */
export const lock = () => invoke<boolean>('lock');
/** Tells the shell that somebody is there. */
export const active = () => invoke<null>('active');
/** Before the vault is locked because nobody is there, `save` runs. */
export const beforeLock = (save: () => Promise<unknown>) => listen('locking', () => void save().then(lock));
/** Tells the shell that the first page is on the screen. */
export const ready = () => invoke<null>('ready');

/** What the companion's window is about. */
export interface Here {
  draft: number;
  on_top: boolean;
  /** Whether it can be kept above other windows. */
  can_stay: boolean;
}

/** Opens the companion on a draft; for practice it walks without leaving a trace. */
export const companionOpen = (draft: number, practice = false) =>
  invoke<boolean>('companion_open', { draft, practice });
export const companionHere = () => invoke<Here | null>('companion_here');
export const companionOnTop = (on: boolean) => invoke<boolean>('companion_on_top', { on });
/** Keys that work in every program, by action. Answers with those that could not be had. */
export const companionKeys = (keys: Record<string, string>) => invoke<string[]>('companion_keys', { keys });
/** What the companion is to show now, or that it should look. Returns the way to stop listening. */
export const onCompanion = (told: (view: CompanionView | null) => void) =>
  listen<CompanionView | null>('companion', ({ payload }) => told(payload));

/** What the system calls the window. */
export const setTitle = (title: string) =>
  getCurrentWindow()
    .setTitle(title)
    .catch(() => undefined);

/** Before the window closes, `save` runs; the window stays if it says no, but only the first time. */
export function beforeClose(save: () => Promise<boolean>): void {
  let warned = false;
  void getCurrentWindow().onCloseRequested(async (event) => {
    if (warned || (await save())) return;
    warned = true;
    event.preventDefault();
  });
}

/** A file dragged in from outside goes to what it is dropped on, if `mine` says so. Returns the way to stop listening. */
export async function onDrop(
  mine: (at: Element | null) => boolean,
  hover: (over: boolean) => void,
  drop: (path: string) => void,
): Promise<() => void> {
  return getCurrentWebview().onDragDropEvent(({ payload }) => {
    if (payload.type === 'leave') return hover(false);
    const { x, y } = payload.position;
    const here = mine(document.elementFromPoint(x / devicePixelRatio, y / devicePixelRatio));
    hover(here && payload.type !== 'drop');
    const path = here && payload.type === 'drop' ? payload.paths[0] : undefined;
    if (path !== undefined) drop(path);
  });
}
