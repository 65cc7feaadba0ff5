import { afterEach, beforeEach, expect, test } from 'vitest';
import { click, find, open, settle } from './window';

/** So many stand beside each other here. */
const ROOM = 4;
const measures = ['offsetTop', 'offsetHeight'] as const;
const own = measures.map((it) => Object.getOwnPropertyDescriptor(HTMLElement.prototype, it));

beforeEach(() => {
  const seen = (line: Element) => [...line.children].filter((it) => !(it as HTMLElement).hidden);
  const top = (it: HTMLElement) => Math.floor(seen(it.parentElement ?? it).indexOf(it) / ROOM) * 40;
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 32 });
  Object.defineProperty(HTMLElement.prototype, 'offsetTop', {
    configurable: true,
    get(this: HTMLElement) {
      return this.parentElement?.classList.contains('one-line') ? top(this) : 0;
    },
  });
});

afterEach(() => {
  measures.forEach((it, at) => Object.defineProperty(HTMLElement.prototype, it, own[at] ?? { value: 0 }));
});

const line = () => [...find('.one-line').children] as HTMLElement[];
const more = () => line().at(-1) as HTMLElement;
const hidden = () => line().filter((it) => it.hidden);

test('what does not fit on the line is behind a button that counts it, and the keyboard stays there', async () => {
  await open('#/');
  await settle();
  expect(line().length).toBeGreaterThan(ROOM + 1);
  expect(line().length - hidden().length, 'one line, the button on it').toBe(ROOM);
  expect(more().textContent?.trim()).toBe(`更多 ${hidden().length} 个`);
  more().focus();
  more().click();
  await settle();
  expect(hidden()).toEqual([]);
  expect(more().textContent?.trim()).toBe('收起');
  expect(more().getAttribute('aria-expanded')).toBe('true');
  expect(document.activeElement).toBe(more());
  more().click();
  await settle();
  expect(line().length - hidden().length).toBe(ROOM);
  expect(document.activeElement).toBe(more());
});

test('what is pressed in stays in sight', async () => {
  await open('#/');
  await settle();
  const last = line().at(-2) as HTMLElement;
  expect(last.hidden).toBe(true);
  last.setAttribute('aria-pressed', 'true');
  await settle();
  expect(last.hidden).toBe(false);
  expect(more().hidden).toBe(false);
});

test('what is done to the marked is one line too', async () => {
  await open('#/');
  await click('thead .mark input');
  await settle();
  const acts = document.querySelectorAll<HTMLElement>('.many [data-act]');
  expect([...acts].map((it) => it.dataset['act'])).toEqual(['receipts', 'export', 'handover', 'many']);
  expect([...acts].every((it) => !it.hidden)).toBe(true);
});
