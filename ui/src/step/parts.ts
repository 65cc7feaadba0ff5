// A long step is shown in parts of a few fields each, unless the person wants whole pages.

import type { FieldView } from '../lib/ipc/contract.gen';

/** Fields of a part. */
const MOST = 7;

/** The part of every field, by fact: parts are counted from 0 and of nearly the same length. */
export function deal(fields: FieldView[]): Map<string, number> {
  const size = Math.ceil(fields.length / Math.ceil(fields.length / MOST));
  return new Map(fields.map(({ fact }, index) => [fact, Math.floor(index / size)]));
}

/** The fields, part by part. One that has appeared since joins the one before it: nothing moves from under the writer. */
export function gather(fields: FieldView[], dealt: Map<string, number>): FieldView[][] {
  const parts: FieldView[][] = [];
  let at = 0;
  for (const field of fields) {
    at = dealt.get(field.fact) ?? at;
    (parts[at] ??= []).push(field);
  }
  const shown = parts.filter((it) => it.length > 0);
  return shown.length > 0 ? shown : [[]];
}
