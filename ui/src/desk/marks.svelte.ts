// The rows that are marked on the desk, for what is done to many at once. They stay marked whatever is searched for.

import { SvelteMap } from 'svelte/reactivity';
import { call } from '../lib/ipc/call';
import type { MarkView, RosterQuery, RosterRow } from '../lib/ipc/contract.gen';

const key = ({ applicant, draft }: MarkView) => `${applicant}/${draft ?? ''}`;

/** What can be marked of a row: a draft whose procedure is installed, or an applicant without one. */
export const markable = (row: RosterRow | undefined): MarkView | undefined =>
  row && row.draft?.installed !== false ? { applicant: row.applicant, draft: row.draft?.id ?? null } : undefined;

class Marks {
  readonly #marked = new SvelteMap<string, MarkView>();
  /** Where a range begins. */
  #last: number | undefined;

  get drafts(): number[] {
    return [...this.#marked.values()].flatMap((it) => it.draft ?? []);
  }

  /** Who has a marked row. */
  get people(): number[] {
    return [...new Set([...this.#marked.values()].map((it) => it.applicant))];
  }

  get size(): number {
    return this.#marked.size;
  }

  has(mark: MarkView | undefined): boolean {
    return !!mark && this.#marked.has(key(mark));
  }

  set(all: MarkView[], on: boolean): void {
    for (const mark of all) {
      if (on) this.#marked.set(key(mark), mark);
      else this.#marked.delete(key(mark));
    }
  }

  /** Marks the row at a place or takes its mark away; with `range` every row from the one before to this. */
  async toggle(at: number, mark: MarkView, range: boolean, query: RosterQuery): Promise<void> {
    const on = !this.has(mark);
    const last = this.#last;
    this.#last = at;
    if (!range || last === undefined) return this.set([mark], on);
    const all = await call({ command: 'roster_marks', query });
    this.set(all.slice(Math.min(last, at), Math.max(last, at) + 1), on);
  }

  clear(): void {
    this.#marked.clear();
    this.#last = undefined;
  }

  /** Rows that are no longer there lose their mark. `here` is everybody. */
  keep(here: MarkView[]): void {
    const there = new Set(here.map(key));
    for (const one of [...this.#marked.keys()]) if (!there.has(one)) this.#marked.delete(one);
  }
}

export const marks = new Marks();
