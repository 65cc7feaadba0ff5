import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '../src');

/** Whose parts a room may use: those of rooms further up in this list only, so that there is no way round in a circle. */
const ROOMS: Record<string, string> = {
  lib: '',
  parts: 'lib',
  guide: 'lib parts',
  cropper: 'lib parts',
  material: 'lib parts cropper',
  step: 'lib parts material',
  companion: 'lib parts guide',
  checking: 'lib parts companion',
  papers: 'lib parts material companion',
  reuse: 'lib parts',
  course: 'lib parts material companion papers reuse',
  handover: 'lib parts',
  import: 'lib parts handover',
  deadlines: 'lib parts',
  batch: 'lib parts papers',
  bin: 'lib parts',
  office: 'lib parts',
  desk: 'lib parts guide papers batch bin handover office',
  lock: 'lib parts',
  portal: 'lib parts',
  packs: 'lib parts portal',
  settings: 'lib parts guide lock office',
  shell:
    'lib parts guide portal packs step checking papers course handover import deadlines bin desk lock office settings',
};

interface Arrow {
  from: string;
  to: string;
}

const room = (file: string): string => file.split('/')[0] ?? '';

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((it) => it.replaceAll('\\', '/'))
  .filter((it) => /\.(svelte|ts)$/.test(it));

const arrows: Arrow[] = files.flatMap((from) => {
  const source = readFileSync(join(SOURCE, from), 'utf8');
  const named = [...source.matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, it = '']) => it);
  return named
    .map((it) => posix.normalize(posix.join(dirname(from), it)))
    .filter((it) => !it.endsWith('.css'))
    .map((it) => ({
      from,
      to: files.find((file) => file === it || file === `${it}.ts`) ?? `${it}, which is not there`,
    }));
});

test('every file lies in a room, and every room is in the list', () => {
  expect([...new Set(files.map(room))].sort()).toEqual(Object.keys(ROOMS).sort());
});

test('no room uses a room above it in the list', () => {
  const names = Object.keys(ROOMS);
  const up = names.filter((name, at) => ROOMS[name]?.split(' ').some((it) => it && !names.slice(0, at).includes(it)));
  expect(up).toEqual([]);
});

test('a file uses its own room, and the rooms its room may use', () => {
  expect(arrows.length).toBeGreaterThan(400);
  const wrong = arrows.filter(
    ({ from, to }) => room(from) !== room(to) && !ROOMS[room(from)]?.split(' ').includes(room(to)),
  );
  expect(wrong.map(({ from, to }) => `${from} uses ${to}`)).toEqual([]);
});

test('a part is used by two rooms, or by other parts', () => {
  const lonely = files.filter((part) => {
    const users = new Set(arrows.filter(({ to }) => to === part).map(({ from }) => room(from)));
    return room(part) === 'parts' && users.size < 2 && !users.has('parts');
  });
  expect(lonely).toEqual([]);
});

test('nothing lies about unused', () => {
  const used = new Set(arrows.map(({ to }) => to));
  expect(files.filter((it) => !used.has(it) && !it.endsWith('/main.ts'))).toEqual([]);
});

test('every table has a name', () => {
  const tables = files.flatMap((file) => {
    const source = readFileSync(join(SOURCE, file), 'utf8');
    return [...source.matchAll(/<table\b[^>]*>/g)].map(([tag]) => `${file}: ${tag}`);
  });
  expect(tables.length).toBeGreaterThan(8);
  expect(tables.filter((it) => !/aria-label(ledby)?=/.test(it))).toEqual([]);
});

test('a list that shows no markers says that it is a list: WebKit tells it as nothing else', () => {
  const lists = files.flatMap((file) => {
    const source = readFileSync(join(SOURCE, file), 'utf8');
    const marked = /list-style: (disc|decimal)/.test(source);
    return [...source.matchAll(/<(?:ul|ol)\b[^>]*>/g)].map(([tag]) => ({ file, tag, marked }));
  });
  expect(lists.length).toBeGreaterThan(25);
  const silent = lists.filter(({ tag, marked }) => !marked && !/role="list"|aria-hidden="true"/.test(tag));
  expect(silent.map(({ file, tag }) => `${file}: ${tag}`)).toEqual([]);
});
