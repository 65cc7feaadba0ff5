// Rows and the headings of classes between them, by their place in the whole.

import type { GroupView } from '../lib/ipc/contract.gen';

export type Item = { row: number } | { group: GroupView };

/** What stands from one place to another where each group has a heading before its rows; without groups, rows alone. */
export function items(groups: GroupView[], total: number, from: number, to: number): Item[] {
  const all: Item[] = [];
  const add = (at: number, item: () => Item) => at >= from && at < to && all.push(item());
  let [at, row] = [0, 0];
  for (const group of groups) {
    add(at, () => ({ group }));
    const skipped = Math.max(0, Math.min(group.rows, from - at - 1));
    for (let nth = skipped; nth < group.rows && at + 1 + nth < to; nth += 1) {
      const here = row + nth;
      add(at + 1 + nth, () => ({ row: here }));
    }
    at += group.rows + 1;
    row += group.rows;
  }
  for (let nth = Math.max(0, from - at); row + nth < total && at + nth < to; nth += 1) all.push({ row: row + nth });
  return all;
}
