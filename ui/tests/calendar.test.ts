import { expect, test } from 'vitest';
import { turned, weeks } from '../src/deadlines/calendar';

test.each([
  ['2026-11', 6, '', '2026-11-01', '2026-11-30'],
  ['2026-12', 5, '', '2026-12-06', '2026-12-31'],
  ['2027-02', 4, '2027-02-01', '2027-02-07', '2027-02-28'],
  ['2028-02', 5, '', '2028-02-06', '2028-02-29'],
])('%s has %i weeks', (month, count, monday, sunday, last) => {
  const all = weeks(month);
  expect(all.length).toBe(count);
  expect([all[0]?.[0], all[0]?.[6]]).toEqual([monday, sunday]);
  expect(all.flat().filter(Boolean).at(-1)).toBe(last);
  expect(all.every((week) => week.length === 7)).toBe(true);
});

test('months turn over the year', () => {
  expect([turned('2026-12', 1), turned('2026-01', -1), turned('2026-11', 0)]).toEqual([
    '2027-01',
    '2025-12',
    '2026-11',
  ]);
});
