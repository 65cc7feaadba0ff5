// What the window can look like, for tests and pictures: where one is, what is pressed there, and what of the program's
// state is not as in the story.

import all from './examples.json';
import type { Program } from './program';

export interface Example {
  name: string;
  /** The address. */
  at: string;
  title: string;
  /** Words of the buttons that lead to it. */
  press?: string[];
  /** Parts of the stand-in's state, over its own (RFC 7386). */
  program?: object;
}

export const examples: Example[] = all;

/** The screens themselves: nothing was pressed there, and nothing is other than in the story. */
export const screens = examples.filter((it) => !it.press && !it.program);

export function example(name: string): Example {
  const found = examples.find((it) => it.name === name);
  if (!found) throw new Error(`no example ${name}`);
  return found;
}

export const prepare =
  ({ program: state = {} }: Example) =>
  (program: Program): void =>
    lay(structuredClone(state), program);

function lay(over: object, under: object): void {
  for (const [key, value] of Object.entries(over)) {
    const there = (under as Record<string, unknown>)[key];
    if (plain(value) && plain(there)) lay(value, there);
    else (under as Record<string, unknown>)[key] = value;
  }
}

const plain = (it: unknown): it is object => typeof it === 'object' && it !== null && !Array.isArray(it);

/** The button, link or box with these words. */
export function button(words: string): HTMLElement {
  const all = [...document.querySelectorAll<HTMLElement>('button, a, input[aria-label]')];
  const named = (it: HTMLElement) => [it.textContent ?? '', it.getAttribute('aria-label') ?? ''];
  const hit = all.find((it) => named(it).some((name) => name.replace(/\s+/g, ' ').trim().startsWith(words)));
  if (!hit) throw new Error(`nothing to press says ${words}`);
  return hit;
}
