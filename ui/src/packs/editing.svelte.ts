// A pack's text as it is written: checked while it is typed, kept until it is saved.

import { call } from '../lib/ipc/call';
import type { PackCheck, PackPreview } from '../lib/ipc/contract.gen';
import { Soon } from '../lib/soon';

/** So many milliseconds without a key are a pause; so many steps are kept. */
const PAUSE = 800;
const MOST = 100;

export class Editing {
  readonly file: string;
  text = $state('');
  /** As it lies in the folder; none: it does not yet. */
  saved = $state.raw<string | null>(null);
  fault = $state.raw<PackCheck['fault']>(null);
  /** What it looked like when it was sound last. */
  preview = $state.raw<PackPreview | null>(null);
  /** What is written now has been checked. */
  checked = $state(false);
  #asked = 0;
  /** What stood there before each pause in typing, and what was taken back of it. */
  #before: string[] = [];
  #after: string[] = [];
  #typed = 0;
  readonly #soon = new Soon(() => void this.check());

  constructor(file: string, text: string, saved: string | null) {
    this.file = file;
    this.text = text;
    this.saved = saved;
  }

  get sound(): boolean {
    return this.checked && this.fault === null;
  }

  get changed(): boolean {
    return this.text !== this.saved;
  }

  write(text: string): void {
    // What is typed without a pause is taken back as one.
    if (Date.now() - this.#typed > PAUSE) this.#before = [...this.#before.slice(1 - MOST), this.text];
    this.#typed = Date.now();
    this.#after = [];
    this.#put(text);
  }

  undo(): void {
    const text = this.#before.pop();
    if (text === undefined) return;
    this.#after.push(this.text);
    this.#typed = 0;
    this.#put(text);
  }

  redo(): void {
    const text = this.#after.pop();
    if (text === undefined) return;
    this.#before.push(this.text);
    this.#put(text);
  }

  #put(text: string): void {
    this.text = text;
    this.checked = false;
    this.#soon.ask();
  }

  /** Has it checked as it is now; an answer to what was written before says nothing of it. */
  async check(): Promise<void> {
    this.#soon.forget();
    const asked = ++this.#asked;
    const { file, text } = this;
    const { fault, preview } = await call({ command: 'check_pack', file, text });
    if (asked !== this.#asked || text !== this.text) return;
    this.fault = fault;
    this.preview = preview ?? this.preview;
    this.checked = true;
  }

  /** What is typed is with the program, before one goes away. */
  async flush(): Promise<void> {
    if (this.#soon.asked) await this.check();
  }
}
