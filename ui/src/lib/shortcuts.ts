// What keys do: the usual key of every action, and the one the person has chosen instead.

import { t } from './words';
import { keys, onMac, type Act } from './keys';
import { settings } from './settings.svelte';

/** Every action and its usual key, in the order they are listed. */
const USUAL = {
  save: 'Ctrl+Enter',
  back: 'Alt+ArrowLeft',
  on: 'Alt+ArrowRight',
  undo: 'Ctrl+z',
  redo: 'Ctrl+Shift+z',
  find: 'Ctrl+k',
  print: 'Ctrl+p',
  export: 'Ctrl+e',
  mask: 'Ctrl+Shift+h',
  past: 'Shift+F10',
  region: 'F6',
  regionBack: 'Shift+F6',
  nextApplicant: 'Ctrl+PageDown',
  previousApplicant: 'Ctrl+PageUp',
  nextWrong: 'Ctrl+Shift+PageDown',
  lock: 'Ctrl+l',
  companion: 'Ctrl+Shift+p',
  next: 'F8',
  previous: 'Shift+F8',
  again: 'Ctrl+F8',
  help: 'F1',
  close: 'Escape',
} as const;

/** On a Mac F8 is a key of the music player, unless one has set it otherwise. */
const ON_MAC: Partial<Record<Action, string>> = {
  next: 'Ctrl+Shift+k',
  previous: 'Ctrl+Shift+u',
  again: 'Ctrl+Shift+y',
};

export type Action = keyof typeof USUAL;
export const ACTIONS = Object.keys(USUAL) as Action[];

/** Keys of the companion that can work in every program. */
export const GLOBAL = ['next', 'previous', 'again'] as const;

/** Keys that would no longer write, or no longer do in a field what they do everywhere. */
const WRITES = /^(Shift\+)?(?!F\d|Escape)[^+]+$|^(Shift\+)?\+$/;
const IN_FIELDS = /^Ctrl\+(Shift\+)?([acvxyz]|Arrow\w+|Backspace|Delete|Home|End)$/;

/** A keydown handler: what is done for each action, whatever its key is now, and then for other keys. */
export function shortcuts(table: Partial<Record<Action, Act>>, others?: Act): Act {
  return (event) => {
    const acts = Object.entries(table).map(([action, act]) => [keyOf(action as Action), act]);
    keys(Object.fromEntries(acts))(event);
    others?.(event);
  };
}

export const keyOf = (action: Action): string => settings.keys[action] ?? usual(action);
export const usual = (action: Action): string => (onMac() ? ON_MAC[action] : undefined) ?? USUAL[action];

/** The usual key as the guide writes it, on whatever computer it is read. */
export const written = (action: Action): string => plain(USUAL[action]);

/** The key of an action, to be read. */
export const keyName = (action: Action): string => readable(keyOf(action));

const SIGNS: Record<string, string> = {
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
};

/** `Ctrl+k` → Ctrl+K, `Alt+ArrowLeft` → Alt+← */
function plain(key: string): string {
  const at = key.lastIndexOf('+', key.length - 2) + 1;
  const last = key.slice(at);
  return key.slice(0, at) + (SIGNS[last] ?? (last.length === 1 ? last.toUpperCase() : last));
}

/** The same as this computer's keyboard has it: on a Mac `Ctrl+Shift+k` → ⇧⌘K. */
export const readable = (key: string): string => asHere(plain(key));

/** How a Mac draws what is held down, in the order it is written there. */
const HELD = [
  ['Alt', '⌥'],
  ['Shift', '⇧'],
  ['Ctrl', '⌘'],
] as const;

/** A text in which keys are named, with the signs of this computer's keyboard. */
export function asHere(text: string): string {
  if (!onMac()) return text;
  const signs = (held: string): string => HELD.map(([name, sign]) => (held.includes(name) ? sign : '')).join('');
  return text.replace(/\b(?:(?:Ctrl|Alt|Shift)\+)+/g, signs).replace(/\b(?:Ctrl|Alt)\b/g, signs);
}

/** Why an action cannot have a key; empty if it can. */
export function refused(action: Action, key: string): string {
  const other = ACTIONS.find((it) => it !== action && keyOf(it) === key);
  if (other) return t.keys.taken(readable(key), t.shortcuts[other]);
  if (key === usual(action)) return '';
  if (WRITES.test(key)) return asHere(t.keys.writes);
  return IN_FIELDS.test(key) ? t.keys.inFields(readable(key)) : '';
}
