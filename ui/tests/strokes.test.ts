import { expect, test } from 'vitest';
import { BOX, MOST, path, simplified, within, type Stroke } from '../src/papers/strokes';

const box = { left: 100, top: 50, width: 560, height: 170 } as DOMRect;

test('a place in the box is a part of it, a place outside is on its edge', () => {
  expect(within(box, 100, 50)).toEqual([0, 0]);
  expect(within(box, 380, 135)).toEqual([0.5, 0.5]);
  expect(within(box, 700, 20)).toEqual([1, 0]);
  expect(within(box, 101 + 1 / 3, 50)).toEqual([0.0024, 0]);
  expect(within({ ...box, width: 0 }, 300, 50)).toEqual([0, 0]);
});

test('what lies on a line is left out, corners stay, a dot is one point', () => {
  const line = Array.from({ length: 50 }, (_, n): [number, number] => [n / 50, 0.5]);
  expect(simplified(line)).toEqual([line[0], line[49]]);
  const corner: Stroke = [...line, [0.98, 0.6], [0.98, 0.9]];
  expect(simplified(corner)).toEqual([line[0], line[49], [0.98, 0.9]]);
  expect(
    simplified([
      [0.3, 0.3],
      [0.3, 0.3],
    ]),
  ).toEqual([[0.3, 0.3]]);
  expect(simplified([])).toEqual([]);
});

test('a stroke that comes back to its beginning keeps its far end', () => {
  const there: Stroke = Array.from({ length: 20 }, (_, n) => [n / 20, 0.2]);
  expect(simplified([...there, ...there.toReversed()])).toContainEqual([0.95, 0.2]);
});

test('no scribble has more points than the program takes, and none is far from what was drawn', () => {
  const wild = Array.from({ length: 20_000 }, (_, n): [number, number] => [
    0.5 + 0.5 * Math.sin(n * 1.7),
    0.5 + 0.5 * Math.cos(n * 0.9),
  ]);
  expect(simplified(wild).length).toBeLessThanOrEqual(MOST.points);
  const round = Array.from({ length: 400 }, (_, n): [number, number] => [
    0.5 + 0.3 * Math.cos(n / 60),
    0.5 + 0.4 * Math.sin(n / 60),
  ]);
  const few = simplified(round);
  expect(few.length).toBeLessThan(80);
  const near = (it: [number, number]) =>
    Math.min(...few.map(([x, y]) => Math.hypot((x - it[0]) * BOX.width, (y - it[1]) * BOX.height)));
  expect(Math.max(...round.map(near))).toBeLessThan(2);
});

test('the line goes through every point; a dot is a line to where it is', () => {
  const drawn: Stroke[] = [
    [
      [0, 0],
      [0.5, 0.5],
      [1, 0],
    ],
    [[0.25, 1]],
  ];
  expect(path(drawn)).toBe('M0 0C4.67 1.42 18.67 8.5 28 8.5C37.33 8.5 51.33 1.42 56 0M14 17h0');
  expect(path([])).toBe('');
});
