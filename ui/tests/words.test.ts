import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settings } from '../src/lib/settings.svelte';

const rooms = import.meta.glob<{ t: object }>('../src/*/words.ts', { eager: true });

/** Every text in a language, with what is filled in left short: once as little, once as much. */
function texts(locale: 'zh' | 'en'): [string, string][] {
  settings.locale = locale;
  return Object.entries(rooms).flatMap(([file, { t }]) => said(t, file.split('/').at(-2) ?? ''));
}

function said(words: unknown, path: string): [string, string][] {
  if (typeof words === 'string') return [[path, words]];
  if (typeof words === 'function')
    return ['0', '9'].flatMap((it) =>
      said(words(...(/Title$|listing$/.test(path) && !/\..*\./.test(path) ? [[it], it] : [it, it, it, [it]])), path),
    );
  return Object.entries(words ?? {}).flatMap(([key, value]) => said(value, `${path}.${key}`));
}

const chinese = texts('zh');
const english = texts('en');

test('every room that speaks says the same things in both languages', () => {
  expect(chinese.length).toBeGreaterThan(600);
  expect(english.map(([path]) => path)).toEqual(chinese.map(([path]) => path));
  expect(english.filter(([, it]) => /[\u4e00-\u9fff]/.test(it))).toEqual([]);
});

test.each(chinese)('%s is worded as agreed: %s', (_, it) => {
  expect(it).not.toMatch(/[你您]|非法|失败|错误码|抱歉|哎呀/);
  expect(it.match(/请/g)?.length ?? 0).toBeLessThan(2);
  expect([...it].length).toBeLessThanOrEqual(40);
});

test('what separates words is in their language: no component writes Chinese marks of its own', () => {
  const folder = join(import.meta.dirname, '../src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.svelte'));
  const drawn = (source: string) => source.replace(/<script.*?<\/script>|<style.*?<\/style>|<!--.*?-->/gs, '');
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((it) => /[：（），；、。？！]/.test(drawn(readFileSync(join(folder, it), 'utf8'))))).toEqual([]);
});

test('every text is said somewhere', () => {
  const folder = join(import.meta.dirname, '../src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((it) => /\.(svelte|ts)$/.test(it));
  const source = files.filter((it) => !it.endsWith('words.ts')).map((it) => readFileSync(join(folder, it), 'utf8'));
  const named = new Set([...source.join().matchAll(/\b(?:t|common|names|\w+Words)\.([\w.]+)/g)].map(([, it]) => it));
  // One of several is taken by its key: then the name of all of them stands there.
  const silent = chinese.filter(([path]) => {
    const keys = path.split('.').slice(1);
    return !keys.some((_, at) => named.has(keys.slice(0, at + 1).join('.')));
  });
  expect(silent.map(([path]) => path)).toEqual([]);
});
