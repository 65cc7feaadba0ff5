// The columns of the roster beside the name, in their order, and what each is sorted by.

import type { RosterSort } from '../lib/ipc/contract.gen';

export const COLUMNS = ['tail', 'class', 'procedure', 'progress', 'deadline', 'status', 'changed'] as const;
export type Column = (typeof COLUMNS)[number];

/** What the table is sorted by when a column's head is pressed: it is called as the column. */
export const sorts: Record<Column, RosterSort> = {
  tail: 'tail',
  class: 'class',
  procedure: 'procedure',
  progress: 'progress',
  deadline: 'deadline',
  status: 'status',
  changed: 'changed',
};

/** How wide a column is, in rem: the least in a small window, and where there is room. */
const WIDTHS: Record<Column, [number, number]> = {
  tail: [5, 5.5],
  class: [7, 7],
  procedure: [6.75, 9],
  progress: [4.5, 4.5],
  deadline: [6.75, 9.5],
  status: [7.25, 8.25],
  changed: [6, 6.5],
};
/** What stands before and after them: the mark, what can be done, and the name, which takes what is left. */
export const ENDS = { mark: 2.75, act: 4.25 };
const NAME = [7.5, 9.5] as const;
/** Below so many rem the table is a small one. */
const SMALL = 50;
/** In a small window what is said elsewhere as well gives way, the first of these first. */
const GIVES_WAY: Column[] = ['progress', 'changed', 'tail', 'class', 'deadline', 'procedure'];

export interface Fitting {
  columns: Column[];
  /** In rem, by column. */
  width: (column: Column) => number;
}

/** Those columns for which there is room in so many rem. */
export function fitting(columns: Column[], room: number): Fitting {
  const roomy = room < SMALL ? 0 : 1;
  const width = (it: Column) => WIDTHS[it][roomy];
  const left = [...columns];
  const wanted = () => left.reduce((sum, it) => sum + width(it), ENDS.mark + NAME[roomy] + ENDS.act);
  for (const it of GIVES_WAY) if (wanted() > room && left.includes(it)) left.splice(left.indexOf(it), 1);
  return { columns: left, width };
}
