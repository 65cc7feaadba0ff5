// A pack's text as it is written: checked while it is typed, kept until it is saved.

import { call } from '../lib/ipc/call';
import type { PackCheck, PackEdited, PackForm, PackPreview } from '../lib/ipc/contract.gen';
import { Soon } from '../lib/soon';

/** So many milliseconds without a key are a pause; so many steps are kept. */
const PAUSE = 800;
const MOST = 100;

export class Editing {
  readonly file: string;
  text = $state('');
  /** As it lies in the folder; none: it does not yet. */
  saved = $state.raw<string | null>(null);
  faults = $state.raw<PackCheck['faults']>([]);
  /** Its pages and boxes as they were when the text could be read last. */
  form = $state.raw<PackForm | null>(null);
  /** Lines of texts that are in Chinese alone. */
  noEnglish = $state.raw<number[]>([]);
  /** What it looked like when it was sound last. */
  preview = $state.raw<PackPreview | null>(null);
  /** What is written now has been checked. */
  checked = $state(false);
  #asked = 0;
  /** What stood there before each pause in typing, and what was taken back of it. */
  #before = $state.raw<string[]>([]);
  #after = $state.raw<string[]>([]);
  #typed = 0;
  /** The edit that was asked for last. */
  #edited: Promise<void> = Promise.resolve();
  readonly #soon = new Soon(() => void this.check());

  constructor(file: string, text: string, saved: string | null) {
    this.file = file;
    this.text = text;
    this.saved = saved;
  }

  get sound(): boolean {
    return this.checked && this.faults.length === 0;
  }

  get changed(): boolean {
    return this.text !== this.saved;
  }

  /** Something can be taken back, or done once more. */
  get before(): boolean {
    return this.#before.length > 0;
  }

  get after(): boolean {
    return this.#after.length > 0;
  }

  write(text: string): void {
    // What is typed without a pause is taken back as one.
    if (Date.now() - this.#typed > PAUSE) this.#before = [...this.#before.slice(1 - MOST), this.text];
    this.#typed = Date.now();
    this.#after = [];
    this.#put(text);
  }

  undo(): void {
    const text = this.#before.at(-1);
    if (text === undefined) return;
    this.#before = this.#before.slice(0, -1);
    this.#after = [...this.#after, this.text];
    this.#typed = 0;
    this.#put(text);
  }

  redo(): void {
    const text = this.#after.at(-1);
    if (text === undefined) return;
    this.#after = this.#after.slice(0, -1);
    this.#before = [...this.#before, this.text];
    this.#put(text);
  }

  /** An edit of the text that the program makes; it is one step back, and is checked at once. */
  edit(by: (text: string) => Promise<PackEdited>): Promise<void> {
    const next = this.#edited.then(async () => {
      const { text } = await by(this.text);
      if (text === this.text) return;
      this.#typed = 0;
      this.write(text);
      this.#typed = 0;
      await this.check();
    });
    this.#edited = next.catch(() => undefined);
    return next;
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
    const { faults, preview, form, no_english: noEnglish } = await call({ command: 'check_pack', file, text });
    if (asked !== this.#asked || text !== this.text) return;
    this.faults = faults;
    this.noEnglish = noEnglish;
    this.form = form;
    this.preview = preview ?? this.preview;
    this.checked = true;
  }

  /** What is typed is with the program, before one goes away. */
  async flush(): Promise<void> {
    if (this.#soon.asked) await this.check();
  }
}
