// Where the keyboard is.

import { tick } from 'svelte';

const REGIONS = '[data-region]';
const STOPS = 'a[href], button, input, select, [tabindex="0"]';

/** The heading of the page, so that a reader starts there. */
export async function focusHeading(): Promise<void> {
  await tick();
  document.querySelector('main .scroll')?.scrollTo(0, 0);
  document.querySelector<HTMLElement>('main h1')?.focus();
}

/** The control of a fact, in the middle of the page. Tells whether the page has it. */
export async function focusFact(fact: string): Promise<boolean> {
  await tick();
  const field = document.querySelector(`[data-fact="${CSS.escape(fact)}"]`);
  const control =
    field?.querySelector<HTMLElement>('input[type="radio"]:checked') ?? field?.querySelector<HTMLElement>(STOPS);
  if (!control) return false;
  control.scrollIntoView({ block: 'center' });
  control.focus({ preventScroll: true });
  return true;
}

/** The next region of the window: bar, rail, sheet, side panel. */
export function nextRegion(back: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>(REGIONS)];
  const here = regions.findIndex((it) => it.contains(document.activeElement));
  const next = regions.at((here + (back ? -1 : 1) + (here < 0 && back ? 1 : 0)) % regions.length);
  const stop = next?.querySelector<HTMLElement>('h1') ?? next?.querySelector<HTMLElement>(STOPS) ?? next;
  stop?.focus();
}
