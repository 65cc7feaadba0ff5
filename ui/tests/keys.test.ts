import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keys } from '../src/lib/keys';

const SOURCE = join(import.meta.dirname, '../src');
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((it) => /\.(svelte|ts)$/.test(it));
const sources = files.map((name) => [name, readFileSync(join(SOURCE, name), 'utf8')] as const);

function pressed(init: KeyboardEventInit & { keyCode?: number }): { acted: string[]; prevented: boolean } {
  const acted: string[] = [];
  const table = Object.fromEntries(
    ['Enter', 'Escape', 'Ctrl+k', 'Ctrl+Shift+z', 'Alt+ArrowLeft', 'Shift+F10'].map((it) => [it, () => acted.push(it)]),
  );
  const event = new KeyboardEvent('keydown', { cancelable: true, ...init });
  keys(table)(event);
  return { acted, prevented: event.defaultPrevented };
}

test.each([
  [{ key: 'Enter' }, 'Enter'],
  [{ key: 'K', ctrlKey: true }, 'Ctrl+k'],
  [{ key: 'k', metaKey: true }, 'Ctrl+k'],
  [{ key: 'Z', ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+z'],
  [{ key: 'ArrowLeft', altKey: true }, 'Alt+ArrowLeft'],
  [{ key: 'F10', shiftKey: true }, 'Shift+F10'],
])('%o does %s', (init, name) => {
  expect(pressed(init)).toEqual({ acted: [name], prevented: true });
});

test.each([
  ['a key of no meaning here', { key: 'Enter', ctrlKey: true }],
  ['a key while composing', { key: 'Enter', isComposing: true }],
  ['the Enter that ends a composition in WKWebView', { key: 'Enter', keyCode: 229 }],
  ['Esc of an input method', { key: 'Escape', keyCode: 229 }],
])('%s is left alone', (_, init) => {
  expect(pressed(init)).toEqual({ acted: [], prevented: false });
});

test('no component takes a key past the guard', () => {
  const handlers = sources.flatMap(([name, source]) =>
    [...source.matchAll(/onkey(?:down|up|press)=(.{0,16})/g)].map(([, start = '']) => ({ name, start })),
  );
  expect(handlers.length).toBeGreaterThan(5);
  const unguarded = handlers.filter(
    ({ name, start }) => !/^\{(keys|anyKey|besides|shortcuts)\(/.test(start) && name !== 'shell/app.svelte',
  );
  expect(unguarded).toEqual([]);
  const listening = sources.filter(([, source]) => /addEventListener\(\s*['"]key|\.on(?:keydown|keyup) =/.test(source));
  expect(listening.map(([name]) => name)).toEqual([]);
  const reading = sources.filter(([name, source]) => name !== 'lib/keys.ts' && /\.key(?:Code)?\s*===/.test(source));
  expect(reading.map(([name]) => name)).toEqual([]);
});

test('no button loses the keyboard because it cannot be pressed for the moment', () => {
  const lost = sources.filter(([, source]) => /<button[^>]*\sdisabled/.test(source.replaceAll('=>', '')));
  expect(lost.map(([name]) => name)).toEqual([]);
});

test('every key that the page names is the one it has now', () => {
  const fixed = sources.filter(([, source]) => /<kbd>[^{]/.test(source));
  expect(fixed.map(([name]) => name)).toEqual([]);
});

test('nothing in the page has an address on the web or makes code of text', () => {
  const outside = sources.filter(([, source]) =>
    /https?:\/\/|\bfetch\(|XMLHttpRequest|WebSocket|\beval\(|new Function/.test(source),
  );
  expect(outside.map(([name]) => name)).toEqual([]);
});
