// The strokes of a signature: points in its box, fewer of them without a difference to be seen, and the line through them.

/** Right and down from the upper left corner of the box, both 0 to 1. */
export type Point = [number, number];
export type Stroke = Point[];

/** The box for a signature on paper, in millimetres. */
export const BOX = { width: 56, height: 17 };
/** The program takes no more. */
export const MOST = { strokes: 200, points: 500 };
/** Nobody sees a line that is this far beside another, in millimetres of paper. */
const UNSEEN = 0.06;

/** Where in the box something is; outside counts as on its edge. */
export function within(box: DOMRect, x: number, y: number): Point {
  const part = (at: number, size: number) => Number(Math.min(1, Math.max(0, size > 0 ? at / size : 0)).toFixed(4));
  return [part(x - box.left, box.width), part(y - box.top, box.height)];
}

/** The same line with fewer points (Ramer, Douglas and Peucker). */
export function simplified(points: Stroke): Stroke {
  let unseen = UNSEEN;
  let fewer = fewest(points, unseen);
  while (fewer.length > MOST.points) fewer = fewest(points, (unseen *= 2));
  return fewer;
}

function fewest(points: Stroke, unseen: number): Stroke {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return [];
  if (points.every((it) => distance(it, first, first) === 0)) return [first];
  const kept = new Set([0, points.length - 1]);
  const spans: [number, number][] = [[0, points.length - 1]];
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    let [far, at] = [unseen, 0];
    for (let n = from + 1; n < to; n++) {
      const away = distance(points[n] ?? first, points[from] ?? first, points[to] ?? last);
      if (away > far) [far, at] = [away, n];
    }
    if (at === 0) continue;
    kept.add(at);
    spans.push([from, at], [at, to]);
  }
  return points.filter((_, n) => kept.has(n));
}

/** How far a point is from the line between two others, in millimetres of paper. */
function distance(it: Point, from: Point, to: Point): number {
  const across = (a: Point, b: Point): Point => [(a[0] - b[0]) * BOX.width, (a[1] - b[1]) * BOX.height];
  const [x, y] = across(it, from);
  const [dx, dy] = across(to, from);
  const length = dx * dx + dy * dy;
  const part = length > 0 ? Math.min(1, Math.max(0, (x * dx + y * dy) / length)) : 0;
  return Math.hypot(x - part * dx, y - part * dy);
}

/** The strokes as the path of an SVG as large as the box: smooth through every point (Catmull and Rom), as on paper. */
export function path(strokes: readonly Stroke[]): string {
  return strokes.map((it) => curve(it.map(([x, y]): Point => [x * BOX.width, y * BOX.height]))).join('');
}

function curve(points: Stroke): string {
  const first = points[0];
  if (!first) return '';
  const point = (n: number): Point => points[Math.min(Math.max(n, 0), points.length - 1)] ?? first;
  const handle = (at: Point, from: Point, to: Point, by: number): Point => [
    at[0] + (to[0] - from[0]) * by,
    at[1] + (to[1] - from[1]) * by,
  ];
  let line = `M${said(first)}${points.length === 1 ? 'h0' : ''}`;
  for (let n = 0; n + 1 < points.length; n++) {
    const [before, from, to, after] = [point(n - 1), point(n), point(n + 1), point(n + 2)];
    line += `C${said(handle(from, before, to, 1 / 6))} ${said(handle(to, from, after, -1 / 6))} ${said(to)}`;
  }
  return line;
}

const said = ([x, y]: Point) => `${Number(x.toFixed(2))} ${Number(y.toFixed(2))}`;
