// How the window looks and speaks. Kept by the shell.

import type { Locale } from './ipc/contract.gen';
import { getSettings, setSettings } from './ipc/shell';

export interface Settings {
  locale: Locale;
  theme: 'system' | 'light' | 'dark';
  /** Size of the text, 1 to 2. */
  scale: number;
  mask_numbers: boolean;
  /** All fields of a step on one page, not a few at a time. */
  whole_page: boolean;
  /** After how many seconds a number leaves the clipboard; 0: it stays. */
  clear_after: number;
  /** Whether the companion's keys work in every program. */
  global_keys: boolean;
  /** Keys that were chosen instead of the usual ones, by action. */
  keys: Partial<Record<string, string>>;
  /** Whether the system tells what comes due. */
  reminders: boolean;
  /** After how many minutes without anybody the vault is locked; 0: as is usual. */
  lock_after: number;
  /** For how many days applicants are kept where nobody has said a day; 0: for ever. */
  keep_days: number;
  /** The question who uses the computer was put off. */
  ask_later: boolean;
}

export const settings = $state<Settings>({
  locale: 'zh',
  theme: 'system',
  scale: 1,
  mask_numbers: false,
  whole_page: false,
  clear_after: 30,
  global_keys: false,
  keys: {},
  reminders: true,
  lock_after: 0,
  keep_days: 180,
  ask_later: false,
});

export async function loadSettings(): Promise<void> {
  Object.assign(settings, await getSettings());
}

let kept: Promise<unknown> = Promise.resolve();

/** Changes how the window is at once, and has it kept; what is changed later is kept later. */
export async function change(patch: Partial<Settings>): Promise<void> {
  Object.assign(settings, patch);
  const now = $state.snapshot(settings);
  kept = kept.then(() => setSettings(now)).catch(() => undefined);
  await kept;
}

/** Puts language, theme and text size on the page; runs again whenever one of them changes. */
export function applySettings(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const paint = (): void => {
    const theme = settings.theme === 'system' ? (dark.matches ? 'dark' : 'light') : settings.theme;
    document.documentElement.dataset['theme'] = theme;
  };
  dark.addEventListener('change', paint);
  $effect(paint);
  $effect(() => {
    document.documentElement.lang = settings.locale === 'en' ? 'en' : 'zh-CN';
    document.documentElement.style.fontSize = `${settings.scale * 100}%`;
  });
}
