// The arithmetic of cropping: a frame of one shape within a picture, and what the head in it will measure. All lengths are
// whole pixels of the picture, unless it is said that they are pixels of the finished photo.

import type { CropView, LengthView, LineView, Verdict } from '../lib/ipc/contract.gen';

export interface Size {
  width: number;
  height: number;
}

/** A part of a picture: no longer than its sides, of the target's shape to half a pixel. */
export type Frame = CropView;

/** Where the lines of the head are, by their ids. */
export type Lines = Readonly<Record<string, number>>;

/** The corners of a frame: which side of it moves, across and down. */
export type Corner = readonly [-1 | 1, -1 | 1];

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));

const heightOf = (width: number, target: Size) => Math.round((width * target.height) / target.width);

/** The widest frame that is not larger than a room. */
function widest(room: Size, target: Size): number {
  let width = Math.min(room.width, Math.ceil((room.height * target.width) / target.height) + 1);
  while (width > 1 && heightOf(width, target) > room.height) width -= 1;
  return width;
}

/** Smaller frames show nothing that could be used. */
const narrowest = (target: Size) => Math.ceil(target.width / 4);

/** The frame moved, as far as the picture goes. */
export function move(frame: Frame, dx: number, dy: number, picture: Size): Frame {
  const x = clamp(Math.round(frame.x + dx), 0, picture.width - frame.width);
  const y = clamp(Math.round(frame.y + dy), 0, picture.height - frame.height);
  return { ...frame, x, y };
}

/** The frame made as wide about its middle, as far as the picture goes. */
export function resize(frame: Frame, width: number, picture: Size, target: Size): Frame {
  const most = widest(picture, target);
  const wide = clamp(Math.round(width), Math.min(narrowest(target), most), most);
  const next = { ...frame, width: wide, height: heightOf(wide, target) };
  return move(next, (frame.width - next.width) / 2, (frame.height - next.height) / 2, picture);
}

/** The frame with a corner dragged to a place; the opposite one stays. */
export function drag(frame: Frame, [across, down]: Corner, to: readonly [number, number], picture: Size, target: Size) {
  const [fixedX, fixedY] = [across > 0 ? frame.x : frame.x + frame.width, down > 0 ? frame.y : frame.y + frame.height];
  const room = {
    width: across > 0 ? picture.width - fixedX : fixedX,
    height: down > 0 ? picture.height - fixedY : fixedY,
  };
  const wanted = Math.max((to[0] - fixedX) * across, ((to[1] - fixedY) * down * target.width) / target.height);
  const most = widest(room, target);
  const width = clamp(Math.round(wanted), Math.min(narrowest(target), most), most);
  const height = heightOf(width, target);
  return { x: across > 0 ? fixedX : fixedX - width, y: down > 0 ? fixedY : fixedY - height, width, height };
}

/** The lines with one of them put somewhere else: within the picture, and in the order in which a head has them. */
export function place(lines: Lines, all: readonly LineView[], id: string, at: number, picture: Size): Lines {
  const line = all.find((it) => it.id === id);
  if (!line) return lines;
  const same = all.filter((it) => it.across === line.across);
  const index = same.indexOf(line);
  const least = lines[same[index - 1]?.id ?? ''] ?? -1;
  const most = lines[same[index + 1]?.id ?? ''] ?? (line.across ? picture.height : picture.width) + 1;
  return { ...lines, [id]: clamp(Math.round(at), least + 1, most - 1) };
}

/** A length of the head in whole pixels of the finished photo. */
export function measure(length: LengthView, lines: Lines, frame: Frame, target: Size): number {
  const from = length.from ? (lines[length.from] ?? 0) : frame.y;
  return Math.round((((lines[length.to] ?? 0) - from) * target.width) / frame.width);
}

/** What a length is by its limits. */
export function judge(length: LengthView, value: number): Verdict {
  if (value >= length.low && value <= length.high) return 'pass';
  const far = value < (length.far_low ?? -Infinity) || value > (length.far_high ?? Infinity);
  return far ? 'fail' : 'ask';
}

/** By how many pixels a frame is smaller than the finished photo. */
export function lacking(frame: Frame, target: Size): Size {
  return {
    width: Math.max(0, target.width - frame.width),
    height: Math.max(0, target.height - frame.height),
  };
}

/** The lines that are not within the frame. */
export function outside(all: readonly LineView[], lines: Lines, frame: Frame): LineView[] {
  return all.filter(({ id, across }) => {
    const at = (lines[id] ?? 0) - (across ? frame.y : frame.x);
    return at < 0 || at > (across ? frame.height : frame.width);
  });
}

/** How far the lines reach that cross those of one direction: over the head. Eyes lie in its middle. */
export function reach(lines: Lines, all: readonly LineView[], across: boolean): [number, number] {
  const places = all.filter((it) => it.across === across).map((it) => lines[it.id] ?? 0);
  const [first, last] = [Math.min(...places), Math.max(...places)];
  return [first, across && !('chin' in lines) ? last + (last - first) : last];
}

/** Where lines may lie: for two that are limited by their distance, boxes about their middle, the largest and the smallest. */
export function windows(
  lengths: readonly LengthView[],
  all: readonly LineView[],
  lines: Lines,
  frame: Frame,
  target: Size,
): Frame[] {
  const [top, bottom] = reach(lines, all, true);
  const scale = frame.width / target.width;
  const middle = ({ from, to }: LengthView) => ((lines[from] ?? 0) + (lines[to] ?? 0)) / 2;
  const across = lengths.find((it) => it.from === 'left' || it.from === 'face_left');
  const down = lengths.find((it) => it.from === 'crown');
  const boxes: Frame[] = [];
  for (const limit of ['high', 'low'] as const) {
    if (!across) continue;
    const width = across[limit] * scale;
    const height = down ? down[limit] * scale : bottom - top;
    boxes.push({ x: middle(across) - width / 2, y: down ? middle(down) - height / 2 : top, width, height });
  }
  for (const length of lengths.filter((it) => !it.from)) {
    const height = (length.high - length.low) * scale;
    boxes.push({ x: frame.x, y: frame.y + length.low * scale, width: frame.width, height });
  }
  return boxes;
}
