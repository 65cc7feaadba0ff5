// What of a page is taken over: which boxes, and of each renamed option whether it is the same.

import type { PortalBox } from '../lib/ipc/contract.gen';

type Same = 'same' | 'other' | '';

export class Taking {
  /** Boxes with something to take over. */
  readonly all: PortalBox[];
  #said = $state<Record<string, boolean>>({});
  #same = $state<Record<string, Same>>({});

  constructor(boxes: PortalBox[]) {
    this.all = boxes.filter((it) => it.takes);
  }

  /** What the page does not have may be on another's page: unasked nothing goes. */
  has(key: string): boolean {
    return this.#said[key] ?? this.all.some(({ key: its, there }) => its === key && there);
  }

  mark(key: string, on: boolean): void {
    this.#said[key] = on;
  }

  same(there: string): Same {
    return this.#same[there] ?? '';
  }

  say(there: string, same: Same): void {
    this.#same[there] = same;
  }

  get marked(): string[] {
    return this.all.filter((it) => this.has(it.key)).map((it) => it.key);
  }

  get #renamed(): string[] {
    return this.all.filter((it) => this.has(it.key)).flatMap((it) => it.renamed.map(({ there }) => there));
  }

  /** Whether each of them was asked and answered. */
  get answered(): boolean {
    return this.#renamed.every((it) => this.same(it) !== '');
  }

  /** Options that are no other names of ours. */
  get apart(): string[] {
    return this.#renamed.filter((it) => this.same(it) === 'other');
  }
}
