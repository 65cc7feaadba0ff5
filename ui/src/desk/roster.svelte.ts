// The roster as it is looked at: what is asked of it, and the rows that have come of it so far.

import { call } from '../lib/ipc/call';
import type {
  ChipView,
  DeskView,
  RosterLook,
  RosterQuery,
  RosterRow,
  RosterSort,
  RosterView,
} from '../lib/ipc/contract.gen';
import { place } from '../lib/place.svelte';

/** So many rows come at once. */
const PAGE = 100;
/** While lines are being made anew, it is looked again after so many milliseconds. */
const AGAIN = 1000;

const EVERYBODY: RosterQuery = {
  text: '',
  sort: 'changed',
  down: true,
  by_class: false,
  procedures: [],
  classes: [],
  tags: [],
  states: [],
};

class Roster {
  query = $state.raw<RosterQuery>(EVERYBODY);
  hidden = $state.raw<string[]>([]);
  view = $state.raw<RosterView | null>(null);
  /** By their place in the list. */
  rows = $state.raw(new Map<number, RosterRow>());
  #look: string | undefined;
  /** How often something else was asked for; what comes of an earlier question is passed over. */
  #asked = 0;
  readonly #coming = new Set<number>();

  /** How the desk wants it, once it is known. */
  adopt({ look }: DeskView): void {
    const text = JSON.stringify(look);
    if (this.#look !== undefined) return;
    this.#look = text;
    this.query = { ...look.query, text: '' };
    this.hidden = look.hidden;
  }

  /** Asks for something else, or for the same again. */
  async ask(change: Partial<RosterQuery> = {}, from = 0): Promise<void> {
    this.query = { ...this.query, ...change };
    this.#keep();
    const asked = ++this.#asked;
    this.#coming.clear();
    const offset = Math.floor(from / PAGE) * PAGE;
    await place.attempt(async () => {
      const view = await call({ command: 'list_roster', query: this.query, offset, limit: PAGE });
      if (asked !== this.#asked) return;
      this.view = view;
      this.rows = new Map(view.rows.map((row, at) => [offset + at, row]));
      if (view.behind > 0) setTimeout(() => asked === this.#asked && void this.ask({}, offset), AGAIN);
    });
  }

  /** Rows come into sight: those that are not there yet are asked for. */
  need(first: number, last: number): void {
    const end = Math.min(last, (this.view?.total ?? 0) - 1);
    for (let page = Math.floor(first / PAGE) * PAGE; page <= end; page += PAGE) {
      const there = this.rows.has(Math.max(page, first)) && this.rows.has(Math.min(page + PAGE - 1, end));
      if (!there && !this.#coming.has(page)) void this.#bring(page);
    }
  }

  async #bring(offset: number): Promise<void> {
    const asked = this.#asked;
    this.#coming.add(offset);
    await place.attempt(async () => {
      const { rows } = await call({ command: 'list_roster', query: this.query, offset, limit: PAGE });
      if (asked === this.#asked)
        this.rows = new Map([...this.rows, ...rows.map((row, at) => [offset + at, row] as const)]);
    });
    this.#coming.delete(offset);
  }

  /** Sorts by a column; once more the other way round. */
  sort(sort: RosterSort): Promise<void> {
    const down = this.query.sort === sort ? !this.query.down : sort === 'changed' || sort === 'progress';
    return this.ask({ sort, down });
  }

  pick({ kind, id, on }: ChipView): Promise<void> {
    const key = ({ state: 'states', procedure: 'procedures', class: 'classes', tag: 'tags' } as const)[kind];
    const rest = (this.query[key] as string[]).filter((it) => it !== id);
    return this.ask({ [key]: on ? rest : [...rest, id] });
  }

  get picked(): boolean {
    const { procedures, classes, tags, states } = this.query;
    return procedures.length + classes.length + tags.length + states.length > 0;
  }

  clear = () => this.ask({ procedures: [], classes: [], tags: [], states: [] });

  hide(column: string, on: boolean): void {
    this.hidden = [...this.hidden.filter((it) => it !== column), ...(on ? [column] : [])];
    this.#keep();
  }

  /** The vault keeps how the desk wants its roster; what is searched for it does not. */
  #keep(): void {
    const look: RosterLook = { query: { ...this.query, text: '' }, hidden: this.hidden };
    const text = JSON.stringify(look);
    if (this.#look === undefined || text === this.#look) return;
    this.#look = text;
    void call({ command: 'keep_look', look }).catch(() => undefined);
  }
}

export const roster = new Roster();
