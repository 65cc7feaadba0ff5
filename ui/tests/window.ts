// The page with a stand-in for the program, and hands to use it with.

import { afterEach, expect, vi } from 'vitest';
import { button } from './examples';
import { Program } from './program';

let here = '';
let close: (() => void) | undefined;
let unknown: unknown[] = [];
const listening = new Set<(event: unknown) => void>();

afterEach(() => {
  close?.();
  listening.clear();
  vi.useRealTimers();
  document.body.replaceChildren();
  expect(unknown.splice(0), 'what the stand-in has no answer to').toEqual([]);
});

/** Opens the page at an address; nothing of an earlier test is left in it. */
export async function open(hash: string, prepare: (program: Program) => void = () => undefined): Promise<Program> {
  close?.();
  close = undefined;
  document.body.replaceChildren();
  const program = new Program();
  unknown = program.unknown;
  prepare(program);
  vi.resetModules();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.doMock('@tauri-apps/api/core', () => ({ invoke: program.invoke, convertFileSrc: program.convertFileSrc }));
  vi.doMock('@tauri-apps/api/event', () => ({ listen: async () => () => undefined }));
  vi.doMock('@tauri-apps/api/window', () => ({
    getCurrentWindow: () => ({ onCloseRequested: program.onClose, setTitle: program.setTitle }),
  }));
  vi.doMock('@tauri-apps/api/webview', () => ({
    getCurrentWebview: () => ({
      onDragDropEvent: async (listen: (event: unknown) => void) => {
        listening.add(listen);
        return () => listening.delete(listen);
      },
    }),
  }));
  location.hash = here = hash;
  const { unmount } = await import('svelte');
  const { default: App } = await import('../src/shell/app.svelte');
  const { start } = await import('../src/lib/start');
  const app = start(App, document.body);
  close = () => void app.then((it) => unmount(it));
  await settle();
  return program;
}

/** Drops a file on an element, as the system does. */
export async function drop(path: string, on: Element | null): Promise<void> {
  document.elementFromPoint = () => on;
  const payload = { type: 'drop', paths: [path], position: { x: 1, y: 1 } };
  for (const listen of listening) listen({ payload });
  await settle();
}

/** Lets everything happen that needs no time. */
export async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
  if (location.hash !== here) {
    here = location.hash;
    window.dispatchEvent(new Event('hashchange'));
  }
  await vi.advanceTimersByTimeAsync(0);
}

export const pause = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

export async function go(hash: string): Promise<void> {
  location.hash = hash;
  await settle();
}

export function find<E extends HTMLElement = HTMLElement>(selector: string): E {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`${selector} is not on the page: ${document.body.textContent}`);
  return found;
}

export const text = (selector: string) =>
  document.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

export const control = (fact: string) => find<HTMLInputElement>(`[data-fact="${fact}"] input`);

/** Types over what is there, as one would: focus, then a letter at a time. */
export function type(input: HTMLInputElement | HTMLTextAreaElement, words: string): void {
  input.focus();
  for (let n = 1; n <= words.length; n += 1) {
    input.value = words.slice(0, n);
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
}

export async function press(target: EventTarget, key: string, more: KeyboardEventInit = {}): Promise<KeyboardEvent> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  await settle();
  return event;
}

export async function click(selector: string): Promise<void> {
  find(selector).click();
  await settle();
}

/** Presses the button or link with these words. */
export async function use(words: string): Promise<void> {
  button(words).click();
  await settle();
}
