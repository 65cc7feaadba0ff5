import { expect, test } from 'vitest';
import { en } from '../src/lib/i18n/en';
import { zh } from '../src/lib/i18n/zh';

/** Every text, with what is filled in left short. */
function texts(words: unknown, path = ''): [string, string][] {
  if (typeof words === 'string') return [[path, words]];
  if (typeof words === 'function')
    return texts(
      words(...(path.endsWith('Title') || path.endsWith('listing') ? [['x']] : ['x', 'x', 'x', ['x']])),
      path,
    );
  return Object.entries(words ?? {}).flatMap(([key, value]) => texts(value, `${path}.${key}`));
}

const chinese = texts(zh);
const english = texts(en);

test('both languages say the same things', () => {
  expect(english.map(([path]) => path)).toEqual(chinese.map(([path]) => path));
  expect(english.filter(([, text]) => /[\u4e00-\u9fff]/.test(text))).toEqual([]);
  expect(chinese.length).toBeGreaterThan(150);
});

test.each(chinese)('%s is worded as agreed: %s', (_, text) => {
  expect(text).not.toMatch(/[你您]|非法|失败|错误码|抱歉|哎呀/);
  expect(text.match(/请/g)?.length ?? 0).toBeLessThan(2);
  expect([...text].length).toBeLessThanOrEqual(40);
});
