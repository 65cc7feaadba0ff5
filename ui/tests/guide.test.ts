import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settings } from '../src/lib/settings.svelte';
import { ACTIONS, written } from '../src/lib/shortcuts';
import { t as names } from '../src/lib/words';
import { said } from './said';
import { COMPARING, MAIN, SCANS } from './program';
import { click, find, go, open, press, settle, text, type, use } from './window';

const FOLDER = join(import.meta.dirname, '../../assets/guide');
const LOCALES = ['zh', 'en'] as const;
const read = (locale: string, id: string) => readFileSync(join(FOLDER, locale, `${id}.md`), 'utf8');
const ids = (locale: string) =>
  readdirSync(join(FOLDER, locale)).flatMap((it) => (it.endsWith('.md') ? it.slice(0, -3) : []));

/** Every screen there is, and the page of the guide that F1 opens there. */
const SCREENS: [string, string][] = [
  ['#/', 'desk'],
  ['#/deadlines', 'deadlines'],
  ['#/bin', 'bin'],
  ['#/settings', 'settings'],
  ['#/import', 'import'],
  ['#/portal/tdxl', 'portal'],
  ['#/packs', 'packs'],
  ['#/packs/our-school.toml', 'packs'],
  ['#/applicant/1', 'choose'],
  [`#/draft/${MAIN}`, 'tasks'],
  [`#/draft/${MAIN}/step/register`, 'step'],
  [`#/draft/${MAIN}/step/photo`, 'photo'],
  [`#/draft/${MAIN}/step/history`, 'history'],
  [`#/draft/${COMPARING}/step/record`, 'comparison'],
  [`#/draft/${SCANS}/step/language`, 'materials'],
  [`#/draft/${MAIN}/review`, 'review'],
  [`#/draft/${MAIN}/export`, 'export'],
  [`#/draft/${MAIN}/readback`, 'readback'],
];

/** Keys of the system, and those that every control has. */
const COMMON = ['Ctrl+A', 'Ctrl+C', 'Ctrl+V'];
const KEY = /(?:(?:Ctrl|Alt|Shift)\+)+(?:F\d+|Enter|PgUp|PgDn|[A-Z]|[←→])|\bF\d+|\bEsc\b/g;

describe.each(LOCALES)('the guide in %s', (locale) => {
  test('every key that it names is one, and every key is named', () => {
    const keys = ACTIONS.map(written);
    for (const id of ids(locale)) {
      const named = read(locale, id).match(KEY) ?? [];
      expect([...keys, ...COMMON], id).toEqual(expect.arrayContaining([...named]));
    }
    expect(read(locale, 'keys').match(KEY)).toEqual(expect.arrayContaining(keys));
  });

  test('whatever it puts in quotation marks stands in the window', () => {
    settings.locale = locale;
    const words = said();
    settings.locale = 'zh';
    for (const id of ids(locale)) {
      const named = [...read(locale, id).matchAll(/“([^”]+)”/g)].map(([, it]) => it ?? '');
      const unknown = named.filter((it) => it !== '·' && !words.has(it));
      expect(unknown, id).toEqual([]);
    }
  });
});

test('both languages have the same pages, and every screen that has a name has one', () => {
  expect(ids('en')).toEqual(ids('zh'));
  expect(ids('zh')).toEqual(expect.arrayContaining(Object.keys(names.titles)));
  expect(SCREENS.map(([, id]) => id)).toEqual(expect.arrayContaining(Object.keys(names.titles)));
});

test('F1 opens the guide at the page of the screen, wherever one is', async () => {
  await open('#/');
  for (const [hash, id] of SCREENS) {
    await go(hash);
    await press(document.body, 'F1');
    expect([hash, document.querySelector('.help article')?.getAttribute('data-page')]).toEqual([hash, id]);
    expect(document.activeElement).toBe(find('.help input'));
    await press(find('.help input'), 'Escape');
    expect(document.querySelector('.help')).toBeNull();
  }
});

test('a part of a screen has a page of its own', async () => {
  await open(`#/draft/${MAIN}/export`);
  find('[data-guide=verify] button').focus();
  await press(find('[data-guide=verify] button'), 'F1');
  expect(find('.help article').dataset['page']).toBe('verify');
  await press(find('.help input'), 'Escape');
  expect(document.activeElement).toBe(find('[data-guide=verify] button'));
  const named = [...document.querySelectorAll<HTMLElement>('[data-guide]')].map((it) => it.dataset['guide']);
  expect(ids('zh')).toEqual(expect.arrayContaining(named));
});

test('the guide is searched, led through by its links, and shows its contents', async () => {
  await open('#/');
  await press(document.body, 'F1');
  type(find<HTMLInputElement>('.help input'), '练习平台');
  await settle();
  await use('练习平台');
  expect(find('.help article').dataset['page']).toBe('practice');
  expect(document.activeElement).toBe(find('.help article h3'));
  await use('回读核对');
  expect(find('.help article').dataset['page']).toBe('readback');
  type(find<HTMLInputElement>('.help input'), '没有这样的话');
  await settle();
  expect(text('.help')).toContain('没有找到。换个词试试。');
});

test('the tour goes from page to page, and can be left and taken again', async () => {
  const program = await open('#/', (it) => Object.assign(it.desk, { applicants: [], total: 0 }));
  await click('[data-tour]');
  const pages = [find('.help article').dataset['page']];
  for (let n = 0; n < 3; n += 1) {
    await click('.help article .button--primary');
    pages.push(find('.help article').dataset['page']);
  }
  expect(pages).toEqual(['prepare', 'check', 'fill', 'read-back']);
  expect(document.querySelector('.help article .button--primary')).toBeNull();
  await press(find('.help'), 'Escape');
  expect(document.querySelector('.help')).toBeNull();
  expect(program.asked.filter((it) => it.command === 'guide')).toHaveLength(1);
  await press(document.body, 'F1');
  expect(find('.help article').dataset['page']).toBe('first-run');
  await use('一分钟导览');
  expect(find('.help article').dataset['page']).toBe('prepare');
});

test('every page can be shown', async () => {
  await open('#/');
  await press(document.body, 'F1');
  const contents = () => [...document.querySelectorAll<HTMLElement>('.help .pages button')];
  expect(contents()).toHaveLength(ids('zh').length - 4);
  for (let at = 0; at < contents().length; at += 1) {
    const title = contents()[at]?.textContent.trim();
    contents()[at]?.click();
    await settle();
    expect(text('.help article h3')).toBe(title);
  }
});

test('a key that was changed is named as it is now', async () => {
  await open('#/settings', (it) => (it.settings.keys = { find: 'Ctrl+j' }));
  await press(document.body, 'F1');
  await use('按键');
  expect(text('.help article')).toContain('Ctrl+J查找申请人或步骤');
  expect(text('.help article')).not.toContain('Ctrl+K');
});
