// What the program said in the story that is told in `desk/tests/views`: to be taken from, and changed.

import type { Command, Failure, FieldView, FindingView, Replies } from '../src/lib/ipc/contract.gen';
import views from './views.gen.json';

/** A question, as far as it is given. */
type Asked<C extends keyof Replies> = { command: C } & Partial<Extract<Command, { command: C }>>;

interface Told {
  asked: Record<string, unknown>;
  reply?: unknown;
  failure?: Failure;
  /** What a reply changed in the draft, by its place there (RFC 6901). */
  changed?: Record<string, unknown>;
}

/** What was said to it, as far as it is given. */
export function told(asked: { command: string }): Told | undefined {
  const given: Record<string, unknown> = { ...asked };
  const known = (views as unknown as Told[]).find((it) =>
    Object.entries(it.asked).every(([key, value]) => !(key in given) || same(given[key], value)),
  );
  return structuredClone(known);
}

function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return a === b;
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return Object.keys({ ...one, ...other }).every((key) => same(one[key], other[key]));
}

/** The same, where it must have been said. */
export function reply<C extends keyof Replies>(asked: Asked<C>): Replies[C] {
  const known = told(asked);
  if (!known) throw new Error(`never asked: ${JSON.stringify(asked)}`);
  return known.reply as Replies[C];
}

export const draft = (id: number) => reply({ command: 'open_draft', draft: id });

/** A field like one of the program's, with nothing in it. */
export function field(fact: string, label: string): FieldView {
  const all = draft(1).steps.flatMap((step) => step.fields);
  const like = all.find((it) => it.kind === 'text' && it.value === '');
  if (!like) throw new Error('no field is empty');
  return { ...like, fact, label };
}

/** An error like one of the program's. */
export function finding(step: string, fact: string, message: string, more: Partial<FindingView> = {}): FindingView {
  const like = draft(1).findings.find((it) => it.severity === 'error' && !it.missing);
  if (!like) throw new Error('nothing is wrong');
  return { ...like, id: `${step}-${fact}`, step, fact, message, ...more };
}
