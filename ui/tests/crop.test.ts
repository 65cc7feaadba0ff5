import { expect, test } from 'vitest';
import {
  drag,
  judge,
  lacking,
  measure,
  move,
  outside,
  place,
  reach,
  resize,
  windows,
  type Frame,
} from '../src/cropper/crop';
import type { LengthView, LineView } from '../src/lib/ipc/contract.gen';

const PICTURE = { width: 1200, height: 1400 };
const TARGET = { width: 390, height: 567 };
const FRAME: Frame = { x: 300, y: 200, width: 600, height: 872 };
const line = (id: string, across: boolean, at: number): LineView => ({
  id,
  label: id,
  across,
  at,
  measured: at,
  by_hand: false,
});
const LINES = [line('crown', true, 300), line('chin', true, 850), line('left', false, 420), line('right', false, 780)];
const AT = Object.fromEntries(LINES.map((it) => [it.id, it.at]));
const length = (more: Partial<LengthView>): LengthView => ({
  id: 'head_height',
  label: '头部长度',
  limit: '28–33 mm',
  from: 'crown',
  to: 'chin',
  low: 330,
  high: 390,
  far_low: 280.5,
  far_high: 448.5,
  source: '',
  ...more,
});

/** What the program asks of a frame: within the picture, and of the target's shape to half a pixel. */
function fits(frame: Frame, picture = PICTURE): boolean {
  const { x, y, width, height } = frame;
  const stray = Math.abs(width * TARGET.height - height * TARGET.width) * 2;
  const whole = [x, y, width, height].every(Number.isInteger);
  const within = x >= 0 && y >= 0 && x + width <= picture.width && y + height <= picture.height;
  return whole && within && stray <= Math.max(TARGET.width, TARGET.height);
}

test('whatever is done to a frame, it stays within the picture and keeps its shape', () => {
  let frame = FRAME;
  let seed = 7;
  const random = (most: number) => (seed = (seed * 16807) % 2147483647) % most;
  for (let n = 0; n < 3000; n += 1) {
    const picture = n % 2 ? PICTURE : { width: 400 + random(900), height: 300 + random(1200) };
    if (!fits(frame, picture)) frame = { ...resize({ ...FRAME, x: 0, y: 0 }, 200, picture, TARGET) };
    const corner = [random(2) ? 1 : -1, random(2) ? 1 : -1] as const;
    const to = [random(3000) - 900, random(3000) - 900] as const;
    const acts = [
      () => move(frame, random(2000) - 1000, random(2000) - 1000, picture),
      () => resize(frame, random(2000) - 100, picture, TARGET),
      () => drag(frame, corner, to, picture, TARGET),
    ];
    frame = acts[random(3)]?.() ?? frame;
    expect(fits(frame, picture), JSON.stringify({ frame, picture })).toBe(true);
  }
});

test('a frame grows about its middle, and a dragged corner leaves the opposite one where it is', () => {
  expect(resize(FRAME, 620, PICTURE, TARGET)).toEqual({ x: 290, y: 186, width: 620, height: 901 });
  const dragged = drag(FRAME, [1, 1], [700, 400], PICTURE, TARGET);
  expect(dragged).toEqual({ x: 300, y: 200, width: 400, height: 582 });
  const other = drag(FRAME, [-1, -1], [500, 0], PICTURE, TARGET);
  expect([other.x + other.width, other.y + other.height]).toEqual([900, 1072]);
  // As far as the picture goes from there.
  expect(drag(FRAME, [1, 1], [9999, 9999], PICTURE, TARGET).height).toBeLessThanOrEqual(1200);
  expect(lacking(drag(FRAME, [1, 1], [660, 300], PICTURE, TARGET), TARGET)).toEqual({ width: 30, height: 44 });
  expect(lacking(FRAME, TARGET)).toEqual({ width: 0, height: 0 });
});

test('a head is measured in pixels of the finished photo, and judged by limits that it is told', () => {
  // 550 pixels of the picture, at 390/600.
  expect(measure(length({}), AT, FRAME, TARGET)).toBe(358);
  expect(measure(length({ from: '', to: 'crown' }), AT, FRAME, TARGET)).toBe(65);
  expect(measure(length({}), AT, { ...FRAME, width: 700 }, TARGET)).toBe(306);
  const verdicts = [280, 281, 329, 330, 390, 391, 449].map((it) => judge(length({}), it));
  expect(verdicts).toEqual(['fail', 'ask', 'ask', 'pass', 'pass', 'ask', 'fail']);
  // Where the program names no such limit, nothing is wrong for certain.
  expect(judge(length({ far_high: null }), 9999)).toBe('ask');
});

test('lines stay within the picture and in the order of a head', () => {
  expect(place(AT, LINES, 'crown', 120.4, PICTURE)['crown']).toBe(120);
  expect(place(AT, LINES, 'crown', -50, PICTURE)['crown']).toBe(0);
  expect(place(AT, LINES, 'crown', 9000, PICTURE)['crown']).toBe(849);
  expect(place(AT, LINES, 'chin', 10, PICTURE)['chin']).toBe(301);
  expect(place(AT, LINES, 'chin', 9000, PICTURE)['chin']).toBe(1400);
  expect(place(AT, LINES, 'right', 0, PICTURE)['right']).toBe(421);
  expect(place(AT, LINES, 'nose', 1, PICTURE)).toBe(AT);
  expect(outside(LINES, { ...AT, crown: 199, right: 901 }, FRAME).map((it) => it.id)).toEqual(['crown', 'right']);
  expect(outside(LINES, AT, FRAME)).toEqual([]);
});

test('dashed boxes show the largest and the smallest head, and where crown and eyes may lie', () => {
  const width = length({ id: 'head_width', from: 'left', to: 'right', low: 248, high: 284 });
  const rounded = (all: Frame[]) => all.map((it) => Object.values(it).map(Math.round));
  const scale = 600 / 390;
  expect(rounded(windows([length({}), width], LINES, AT, FRAME, TARGET))).toEqual([
    [600 - 142 * scale, 575 - 195 * scale, 284 * scale, 390 * scale].map(Math.round),
    [600 - 124 * scale, 575 - 165 * scale, 248 * scale, 330 * scale].map(Math.round),
  ]);
  const crown = length({ id: 'crown', from: '', to: 'crown', low: 50, high: 110 });
  expect(rounded(windows([crown], LINES, AT, FRAME, TARGET))).toEqual([[300, 277, 600, 92]]);
  // A width alone reaches over the head; without a chin the eyes lie in the middle of it.
  expect(rounded(windows([width], LINES, AT, FRAME, TARGET))[0]).toEqual([
    600 - Math.round(142 * scale),
    300,
    437,
    550,
  ]);
  const eyes = [line('crown', true, 300), line('eyes', true, 560)];
  expect(reach({ crown: 300, eyes: 560 }, eyes, true)).toEqual([300, 820]);
  expect(reach(AT, LINES, false)).toEqual([420, 780]);
});
