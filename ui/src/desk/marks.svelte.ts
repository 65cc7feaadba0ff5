// The drafts that are marked on the desk, for what is done to many at once.

import { SvelteMap } from 'svelte/reactivity';
import type { ApplicantRow, DeskView } from '../lib/ipc/contract.gen';

interface Row {
  draft: number;
  applicant: number;
}

/** What can be marked of the applicants in sight, in their order: every draft whose procedure is installed. */
export const markable = (applicants: ApplicantRow[]): Row[] =>
  applicants.flatMap(({ id, drafts }) =>
    drafts.filter((it) => it.installed).map((it) => ({ draft: it.id, applicant: id })),
  );

class Marks {
  /** Whose each marked draft is, in the order of marking. */
  readonly #marked = new SvelteMap<number, number>();
  /** Where a range begins. */
  #last: number | undefined;

  get drafts(): number[] {
    return [...this.#marked.keys()];
  }

  /** How many applicants have a marked draft. */
  get people(): number {
    return new Set(this.#marked.values()).size;
  }

  has(draft: number): boolean {
    return this.#marked.has(draft);
  }

  set(rows: Row[], on: boolean): void {
    for (const { draft, applicant } of rows) {
      if (on) this.#marked.set(draft, applicant);
      else this.#marked.delete(draft);
    }
  }

  /** Marks a row or takes its mark away; with `range` every row from the one before to this. */
  toggle(draft: number, rows: Row[], range: boolean): void {
    const at = rows.findIndex((it) => it.draft === draft);
    const last = rows.findIndex((it) => it.draft === this.#last);
    const from = range && last >= 0 ? last : at;
    this.set(rows.slice(Math.min(from, at), Math.max(from, at) + 1), !this.has(draft));
    this.#last = draft;
  }

  clear(): void {
    this.#marked.clear();
    this.#last = undefined;
  }

  /** Drafts that are no longer there lose their mark. `desk` shows everybody. */
  keep({ applicants, total }: DeskView): void {
    if (applicants.length < total) return;
    const here = new Set(markable(applicants).map((it) => it.draft));
    for (const draft of this.drafts) if (!here.has(draft)) this.#marked.delete(draft);
  }
}

export const marks = new Marks();
