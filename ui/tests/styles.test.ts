import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = join(import.meta.dirname, '../src');

const styles = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((it) => /\.(svelte|css)$/.test(it))
  .map((it) => [it, readFileSync(join(SOURCE, it), 'utf8')] as const);

test('text is drawn as it is: no style puts blanks between Chinese and digits', () => {
  // WebKit draws the mark after such a digit over it (测试1？), and a name would seem to have a blank in it.
  expect(styles.length).toBeGreaterThan(100);
  expect(styles.filter(([, it]) => it.includes('text-autospace')).map(([file]) => file)).toEqual([]);
});

test('a list of choices is drawn in the colours of the page, never by the system', () => {
  const lists = styles.flatMap(([file, it]) =>
    it
      .split(/<select\b/)
      .slice(1)
      .map((list) => [file, list] as const),
  );
  expect(lists.length).toBeGreaterThan(15);
  const plain = lists.filter(([, list]) => !/^[^<]*class="[^"]*\bselect\b/.test(list));
  expect(plain.map(([file]) => file)).toEqual([]);
});
