import axe from 'axe-core';
import { expect, test, vi } from 'vitest';
import { examples, prepare } from './examples';
import { find, open, settle, text, use } from './window';

test.each(examples)('$name: it is named, and names, roles and relations in it hold', async (example) => {
  await open(example.at, prepare(example));
  for (const words of example.press ?? []) await use(words);
  await settle();
  expect(document.title).toBe(example.title);
  expect(document.querySelectorAll('h1').length).toBe(1);
  expect(text('h1')).not.toBe('');
  expect(find('main').dataset['screen']).not.toBe('');
  vi.useRealTimers();
  // Colours and sizes need a real browser; they are looked at in the real window.
  const rules = { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } };
  const { violations } = await axe.run(document.body, { rules });
  expect(violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
});
