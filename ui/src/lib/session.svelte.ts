// A draft on the screen: what the program last said of it, and what it has not yet taken in.

import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { asFailure, call, type Asking } from './ipc/call';
import type { DraftView, Failure, FindingView, HistoryRow } from './ipc/contract.gen';
import { released } from './pointer';

/** Typing counts as stopped after this many milliseconds. */
const PAUSE = 400;
/** What could not be saved is tried again after this many milliseconds. */
const AGAIN = 10_000;

/** What is typed stands in `pending` until the program has acknowledged it; it is lost neither by a reply nor by a failure. */
export class DraftSession {
  view = $state.raw() as DraftView;
  /** Why the last attempt to save did not work. */
  failure = $state.raw<Failure | null>(null);
  /** Answers not yet acknowledged, by fact. */
  readonly pending = new SvelteMap<string, string>();
  /** The history, if it is not yet acknowledged. */
  rows = $state.raw<HistoryRow[] | null>(null);
  /** Where everything on the screen was written instead, if nothing was typed since. */
  elsewhere = $state.raw<string | null>(null);
  /** Steps that were left or saved: missing answers are pointed out there. */
  readonly left = new SvelteSet<string>();

  #timer: ReturnType<typeof setTimeout> | undefined;
  #queue: Promise<void> = Promise.resolve();
  #again: () => Promise<unknown> = () => this.flush();

  constructor(view: DraftView) {
    this.view = view;
  }

  get unsaved(): boolean {
    return this.pending.size > 0 || this.rows !== null;
  }

  /** Takes in what is being typed; it is sent when typing pauses, or by `flush`. */
  write(fact: string, text: string, pause = true): void {
    this.elsewhere = null;
    this.pending.set(fact, text);
    if (pause) this.#later(PAUSE);
  }

  writeHistory(rows: HistoryRow[]): void {
    this.elsewhere = null;
    this.rows = rows;
    this.#later(PAUSE);
  }

  /** Sends an answer at once. */
  answer(fact: string, text: string): Promise<boolean> {
    this.elsewhere = null;
    this.pending.set(fact, text);
    return this.flush();
  }

  /** Sends everything that is not yet acknowledged. Tells whether all of it was. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#inTurn(() => this.#send());
    return !this.unsaved;
  }

  /** Does something to the draft after what was typed has been saved. */
  async run(command: Asking<DraftView>): Promise<boolean> {
    if (!(await this.flush())) return false;
    return this.#inTurn(async () => {
      try {
        await this.#show(await call(command));
        this.failure = null;
        return true;
      } catch (reason) {
        this.#again = () => this.run(command);
        this.failure = asFailure(reason);
        return false;
      }
    });
  }

  /** Tries once more what did not work. */
  async retry(): Promise<void> {
    await this.#again();
  }

  /** Writes everything on the screen to a file of its own; the program reads the vault for it and writes nothing there. */
  async saveTo(path: string): Promise<void> {
    const { draft } = this.view;
    const request = { draft, path, pending: Object.fromEntries(this.pending), rows: this.rows };
    try {
      this.elsewhere = (await call({ command: 'save_facts', ...request })).path;
    } catch (reason) {
      this.failure = asFailure(reason);
    }
  }

  /** A finding may have another id once what was typed is saved; it is looked up again by what it says. */
  async #find(finding: FindingView): Promise<FindingView | undefined> {
    await this.flush();
    const { findings } = this.view;
    return findings.find((it) => it.id === finding.id) ?? findings.find((it) => sameFinding(it, finding));
  }

  async fix(finding: FindingView, fix: number): Promise<void> {
    const now = await this.#find(finding);
    if (now) await this.run({ command: 'fix', draft: this.view.draft, finding: now.id, fix });
  }

  async keep(finding: FindingView, on: boolean): Promise<void> {
    const now = await this.#find(finding);
    if (now) await this.run({ command: 'keep', draft: this.view.draft, finding: now.id, on });
  }

  /** One thing after another: a later reply must not be overtaken by an earlier one. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(act);
    this.#queue = done.then(() => undefined);
    return done;
  }

  #later(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), wait);
  }

  async #show(view: DraftView): Promise<void> {
    await released();
    this.view = view;
  }

  /** One answer that is refused does not hold up the others. */
  async #send(): Promise<void> {
    const { draft } = this.view;
    let failure: Failure | null = null;
    const attempt = async (send: () => Promise<DraftView>, taken: () => void): Promise<void> => {
      try {
        await this.#show(await send());
        taken();
      } catch (reason) {
        failure = asFailure(reason);
      }
    };
    for (const [fact, text] of [...this.pending]) {
      await attempt(
        () => call({ command: 'answer', draft, fact, text }),
        () => this.pending.get(fact) === text && this.pending.delete(fact),
      );
    }
    const rows = this.rows;
    if (rows) {
      await attempt(
        () => call({ command: 'set_history', draft, rows }),
        () => this.rows === rows && (this.rows = null),
      );
    }
    if (failure) {
      this.#again = () => this.flush();
      this.#later(AGAIN);
    }
    this.failure = failure;
    if (!failure) this.elsewhere = null;
  }
}

/** Whether two findings of different replies are the same one. */
export function sameFinding(a: FindingView, b: FindingView): boolean {
  return a.rule === b.rule && a.reason === b.reason && a.fact === b.fact && a.row === b.row && a.step === b.step;
}
