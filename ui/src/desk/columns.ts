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
