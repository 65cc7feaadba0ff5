// A draft on the screen: what the program last said of it, and what it has not yet taken in.

import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Done } from './done';
import { asFailure, call, type Asking } from './ipc/call';
import type { DraftView, Failure, FindingView, HistoryRow, StepView } from './ipc/contract.gen';
import { released } from './pointer';
import { Soon } from './soon';

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
  /** What was taken away last, and where that is said; until anything else is done. */
  #done = $state.raw<(Done & { at: string }) | null>(null);
  /** What is being written, with what was said of it before. */
  #held = $state.raw<{ fact: string; said: FindingView[] } | null>(null);
  /** What was found. Of what is being written nothing new is said; what was said goes as soon as it is no longer true. */
  readonly findings = $derived.by(() => {
    const { findings } = this.view;
    const held = this.#held;
    if (!held) return findings;
    return findings.filter((it) => it.fact !== held.fact || held.said.some((old) => sameFinding(old, it)));
  });
  /** Steps that were left or saved: missing answers are pointed out there. */
  readonly left = new SvelteSet<string>();

  /** Everything was looked over on one page, when nothing was open any more. */
  reviewed = $state(false);

  readonly #saving = new Soon(() => void this.#save(true));
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** What is being typed and was saved in part: an answer by its fact, the history by its own name. */
  readonly #begun = new SvelteSet<string>();
  /** What waits for its turn to save; what is asked for meanwhile is done by it. */
  #waiting: { typing: boolean; saved: Promise<void> } | undefined;
  #queue: Promise<void> = Promise.resolve();
  #again: () => Promise<unknown> = () => this.flush();

  constructor(view: DraftView) {
    this.view = view;
  }

  /** Somebody begins to write it. `now` is said of it only once it is left, though it is true already. */
  hold(fact: string, now: (finding: FindingView) => boolean = () => false): void {
    if (this.#held?.fact === fact) return;
    this.#held = { fact, said: this.view.findings.filter((it) => it.fact === fact && !now(it)) };
  }

  /** It is written: whatever is found of it is said. */
  release(fact: string): void {
    if (this.#held?.fact === fact) this.#held = null;
  }

  /** How a step stands by what is said of it. */
  status(step: StepView): StepView['status'] {
    const wrong = this.findings.some((it) => it.step === step.id && it.severity === 'error' && !it.missing);
    return step.status === 'has_problems' && !wrong ? 'in_progress' : step.status;
  }

  get unsaved(): boolean {
    return this.pending.size > 0 || this.rows !== null;
  }

  /** Takes in what is being typed; it is sent soon, or by `flush`. */
  write(fact: string, text: string, soon = true): void {
    this.elsewhere = null;
    this.pending.set(fact, text);
    if (soon) this.#saving.ask();
  }

  writeHistory(rows: HistoryRow[]): void {
    this.elsewhere = null;
    this.rows = rows;
    this.#saving.ask();
  }

  /** Rows of which one was taken away. */
  async removeRow(rows: HistoryRow[], done: { at: string; words: string }): Promise<void> {
    this.writeHistory(rows);
    if (await this.flush()) this.#done = this.#undone(done);
  }

  /** Sends an answer at once. */
  answer(fact: string, text: string): Promise<boolean> {
    this.elsewhere = null;
    this.pending.set(fact, text);
    return this.flush();
  }

  /** Sends everything that is not yet acknowledged. Tells whether all of it was. */
  async flush(): Promise<boolean> {
    await this.#save(false);
    return !this.unsaved;
  }

  async #save(typing: boolean): Promise<void> {
    this.#saving.forget();
    clearTimeout(this.#retry);
    if (this.#waiting) this.#waiting.typing &&= typing;
    else {
      const waiting = { typing, saved: Promise.resolve() };
      waiting.saved = this.#inTurn(() => {
        this.#waiting = undefined;
        return this.#send(waiting.typing);
      });
      this.#waiting = waiting;
    }
    await this.#waiting.saved;
  }

  /** Does something to the draft after what was typed has been saved. What takes something away says so: where, and in which words. */
  async run(command: Asking<DraftView>, done?: { at: string; words: string }): Promise<boolean> {
    return this.#attempt(async () => {
      const view = await call(command);
      await this.show(view, done && this.#undone(done));
    });
  }

  #undone = (done: { at: string; words: string }): Done & { at: string } => ({
    ...done,
    undo: () => this.run({ command: 'undo', draft: this.view.draft }),
  });

  /** What can be undone here. */
  done(at: string): Done | null {
    return this.#done?.at === at ? this.#done : null;
  }

  async #attempt(act: () => Promise<void>): Promise<boolean> {
    if (!(await this.flush())) return false;
    return this.#inTurn(async () => {
      try {
        await act();
        this.failure = null;
        return true;
      } catch (reason) {
        this.#again = () => this.#attempt(act);
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

  /** Tells whether it was put right. */
  async fix(finding: FindingView, fix: number): Promise<boolean> {
    const now = await this.#find(finding);
    return !!now && this.run({ command: 'fix', draft: this.view.draft, finding: now.id, fix });
  }

  async keep(finding: FindingView, on: boolean): Promise<void> {
    const now = await this.#find(finding);
    if (now) await this.run({ command: 'keep', draft: this.view.draft, finding: now.id, on });
  }

  /** An option that was added here goes; what follows from it is asked for. */
  async removeOption(option: { fact: string; value: string }): Promise<boolean> {
    if (!(await this.#attempt(async () => void (await call({ command: 'remove_option', ...option }))))) return false;
    return this.run({ command: 'open_draft', draft: this.view.draft });
  }

  /** One thing after another: a later reply must not be overtaken by an earlier one. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(act);
    this.#queue = done.then(() => undefined);
    return done;
  }

  async show(view: DraftView, done?: Done & { at: string }): Promise<void> {
    await released();
    this.#done = done ?? null;
    this.view = view;
    const held = this.#held;
    if (held)
      this.#held = { ...held, said: held.said.filter((old) => view.findings.some((it) => sameFinding(it, old))) };
  }

  #more(what: string): { more?: true } {
    const more = this.#begun.has(what);
    this.#begun.add(what);
    return more ? { more } : {};
  }

  /** One answer that is refused does not hold up the others. What was saved while it was typed is one step with the rest of it. */
  async #send(typing: boolean): Promise<void> {
    const { draft } = this.view;
    let failure: Failure | null = null;
    const attempt = async (send: () => Promise<DraftView>, taken: () => void): Promise<void> => {
      try {
        await this.show(await send());
        taken();
      } catch (reason) {
        failure = asFailure(reason);
      }
    };
    for (const [fact, text] of [...this.pending]) {
      await attempt(
        () => call({ command: 'answer', draft, fact, text, ...this.#more(fact) }),
        () => this.pending.get(fact) === text && this.pending.delete(fact),
      );
    }
    const rows = this.rows;
    if (rows) {
      await attempt(
        () => call({ command: 'set_history', draft, rows, ...this.#more(HISTORY) }),
        () => this.rows === rows && (this.rows = null),
      );
    }
    if (!typing) this.#begun.clear();
    if (failure) {
      this.#again = () => this.flush();
      this.#retry = setTimeout(() => void this.flush(), AGAIN);
    }
    this.failure = failure;
    if (!failure) this.elsewhere = null;
  }
}

const HISTORY = 'history';

/** Whether two findings of different replies are the same one. */
export function sameFinding(a: FindingView, b: FindingView): boolean {
  return a.rule === b.rule && a.reason === b.reason && a.fact === b.fact && a.row === b.row && a.step === b.step;
}
