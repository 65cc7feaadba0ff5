// Where the keyboard is.

import { tick } from 'svelte';

const REGIONS = '[data-region]';
const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
const FIELD = '[data-fact]';

/** The heading of the page, so that a reader starts there. */
export async function focusHeading(): Promise<void> {
  await tick();
  document.querySelector('main .scroll')?.scrollTo(0, 0);
  document.querySelector<HTMLElement>('main h1')?.focus();
}

/** The control of a fact, in the middle of the page. Tells whether the page has it. */
export async function focusFact(fact: string): Promise<boolean> {
  const control = await focusControl(fact);
  control?.scrollIntoView({ block: 'center' });
  return !!control;
}

/** The control of a fact, where it is. */
export async function focusControl(fact: string): Promise<HTMLElement | null> {
  await tick();
  const field = document.querySelector(`[data-fact="${CSS.escape(fact)}"]`);
  const control = field && controlOf(field);
  control?.focus({ preventScroll: true });
  return control;
}

/** The next region of the window: bar, rail, sheet, what is done to marked rows at its foot, side panel. */
export function nextRegion(back: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>(REGIONS)];
  const here = regions.findLastIndex((it) => it.contains(document.activeElement));
  const next = regions.at((here + (back ? -1 : 1) + (here < 0 && back ? 1 : 0)) % regions.length);
  const stop = next?.querySelector<HTMLElement>('h1') ?? next?.querySelector<HTMLElement>(STOPS) ?? next;
  stop?.focus();
}

/** Where one writes or chooses in a field, rather than what repairs it. */
function controlOf(field: Element): HTMLElement | null {
  const find = (css: string) => field.querySelector<HTMLElement>(css);
  return find('input[type="radio"]:checked') ?? find('input:not([type="checkbox"]), select, textarea') ?? find(STOPS);
}

/** Where the keyboard was: the element, what holds it, from the inside out, and everything one can go to, in order. */
interface At {
  element: Element;
  holders: Element[];
  stops: HTMLElement[];
  /** Where it was before a dialog or a panel was opened. */
  before: At | undefined;
}

let at: At | undefined;

/**
 * The keyboard never falls to nowhere: when what had the focus goes away, and nobody says where to go on, it goes to the field it
 * belonged to; else to what follows it there; out of what has been closed, to where it was before; or to the heading.
 */
export function watchFocus(): () => void {
  const noted = ({ target }: FocusEvent) => target instanceof Element && note(target);
  const watch = new MutationObserver(() => at && !at.element.isConnected && lost() && goOn(at));
  document.addEventListener('focusin', noted);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', noted);
    watch.disconnect();
    at = undefined;
  };
}

const lost = () => !document.activeElement?.isConnected || document.activeElement === document.body;
const layer = (it: Element | undefined) => it?.closest('dialog, [data-layer]');

function note(element: Element): void {
  const holders: Element[] = [];
  for (let it = element.parentElement; it; it = it.parentElement) holders.push(it);
  const inside = layer(element);
  const before = inside && inside !== layer(at?.element) ? at : inside ? at?.before : undefined;
  at = { element, holders, stops: [...document.querySelectorAll<HTMLElement>(STOPS)], before };
}

function goOn(was: At): void {
  // What took its place may come a moment later, and say itself where to go on.
  void tick().then(
    () => lost() && (next(was) ?? document.querySelector<HTMLElement>('h1'))?.focus({ preventScroll: true }),
  );
}

function next({ element, holders, stops, before }: At): HTMLElement | undefined {
  const gone = holders.filter((it) => !it.isConnected);
  const closed = gone.some((it) => it.matches('dialog, [data-layer]'));
  if (closed && before) return before.element.isConnected ? (before.element as HTMLElement) : next(before);
  const field = holders.find((it) => it.isConnected && it.matches(FIELD));
  const control = field && controlOf(field);
  if (control) return control;
  const place = stops.indexOf(element as HTMLElement);
  const there = (it: HTMLElement) => it.isConnected && !it.closest('[hidden], [inert]');
  for (const holder of holders.filter((it) => it.isConnected && it.closest('main, dialog, [data-layer]'))) {
    const inside = (it: HTMLElement) => there(it) && holder.contains(it);
    const found = stops.slice(place + 1).find(inside) ?? stops.slice(0, Math.max(place, 0)).findLast(inside);
    if (found) return found;
  }
  return undefined;
}
