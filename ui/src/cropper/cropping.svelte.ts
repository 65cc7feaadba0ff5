// A photo that is being cropped: where the frame and the lines are, and what the program would propose for them.

import type { CropperView, LineAt, ProposalView } from '../lib/ipc/contract.gen';
import { drag, lacking, move, outside, place, resize, type Corner, type Frame, type Lines, type Size } from './crop';

/** Moving counts as stopped after this many milliseconds. */
const PAUSE = 200;

export class Cropping {
  readonly view: CropperView;
  readonly picture: Size;
  readonly target: Size;
  frame = $state.raw() as Frame;
  lines = $state.raw() as Lines;
  /** For the lines as they were when moving stopped. */
  proposal = $state.raw() as ProposalView;

  readonly #ask: (lines: LineAt[]) => Promise<ProposalView>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(view: CropperView, ask: (lines: LineAt[]) => Promise<ProposalView>) {
    this.view = view;
    this.picture = { width: view.width, height: view.height };
    this.target = { width: view.target_width, height: view.target_height };
    this.frame = view.crop;
    this.proposal = view.proposal;
    this.lines = Object.fromEntries(view.lines.map((it) => [it.id, it.at]));
    this.#ask = ask;
  }

  /** The lines the person has moved. */
  get moved(): LineAt[] {
    const lines = this.view.lines.map((it) => ({ ...it, at: this.lines[it.id] ?? it.at }));
    return lines.filter((it) => it.at !== it.measured).map(({ id, at }) => ({ id, at }));
  }

  get lacking(): Size {
    return lacking(this.frame, this.target);
  }

  get outside(): string[] {
    return outside(this.view.lines, this.lines, this.frame).map((it) => it.label);
  }

  move(dx: number, dy: number): void {
    this.frame = move(this.frame, dx, dy, this.picture);
  }

  moveTo(x: number, y: number): void {
    this.move(x - this.frame.x, y - this.frame.y);
  }

  resize(width: number): void {
    this.frame = resize(this.frame, width, this.picture, this.target);
  }

  /** Larger or smaller by a hundredth. */
  grow(by: 1 | -1): void {
    this.resize(this.frame.width + by * Math.max(2, Math.round(this.frame.width / 100)));
  }

  drag(corner: Corner, to: readonly [number, number]): void {
    this.frame = drag(this.frame, corner, to, this.picture, this.target);
  }

  place(id: string, at: number): void {
    this.lines = place(this.lines, this.view.lines, id, at, this.picture);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#propose(), PAUSE);
  }

  /** The frame where the program would put it. */
  async suggest(): Promise<void> {
    await this.#propose();
    if (this.proposal.crop) this.frame = this.proposal.crop;
  }

  /** The lines where the program found them. */
  async forget(): Promise<void> {
    this.lines = Object.fromEntries(this.view.lines.map((it) => [it.id, it.measured]));
    await this.#propose();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  async #propose(): Promise<void> {
    clearTimeout(this.#timer);
    const asked = (this.#asked += 1);
    const proposal = await this.#ask(this.moved);
    if (asked === this.#asked) this.proposal = proposal;
  }
}
