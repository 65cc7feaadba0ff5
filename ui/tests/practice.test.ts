// The practice portal's own script, over a page as small as it can be: what it says to passwords and to boxes typed twice.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const script = readFileSync('../src-tauri/crates/guide/src/practice/practice.js', 'utf8');

const WORDS = {
  confirm: 'confirm {label} {k}',
  secret: 'secret {k}',
  secret_length: 'length {min}-{max}',
  secret_signs: 'signs',
  secret_mixed: 'mixed',
  fill: 'fill {label}',
  nothing: 'nothing',
};
const field = (kind: string, id: string, attributes = '', fact = ''): string =>
  `<div class="field" data-kind="${kind}" data-field="p.${id}" data-fact="${fact}" data-label="${id}">
     <input id="${id}" ${attributes}><p class="wrong" id="${id}-wrong" hidden></p></div>`;

function page(boxes: string): void {
  document.body.innerHTML = `<header class="banner">b</header><nav>
    <input type="checkbox" id="no-paste"><button id="time-out"></button></nav>
    <main data-words='${JSON.stringify(WORDS)}'>
    <form data-page="p" data-title="p"><h2 tabindex="-1">p</h2>${boxes}
      <button type="button" data-back></button><button data-next></button></form>
    <section id="result"><h2 tabindex="-1">r</h2><button id="copy"></button><span id="copied"></span>
      <select id="layout"><option value="table">t</option></select><div id="shown"></div></section>
    <dialog><h2 id="notice"></h2><p></p></dialog></main>`;
  new Function(script)();
}

function says(values: Record<string, string>, about: string): string {
  for (const [id, text] of Object.entries(values)) {
    const box = document.querySelector<HTMLInputElement>(`#${id}`);
    if (box) box.value = text;
  }
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  return document.querySelector(`#${about}-wrong`)?.textContent ?? '';
}

it('refuses a password by the rule of its portal', () => {
  page(field('secret', 'a', 'data-min="6" data-max="30"'));
  for (const [text, said] of [
    ['a1', 'length 6-30'],
    ['abc-12', ''],
    ['密码密码密码', 'signs'],
    ['abcdef', ''],
    ['123456', ''],
    ['!@#$%^', ''],
    ['abc12', 'length 6-30'],
    ['abc 123', 'signs'],
    ['ａbc123', 'signs'],
    [`${'a'.repeat(29)}1`, ''],
  ] as const)
    expect(says({ a: text }, 'a'), text).toBe(said);
  page(field('secret', 'a', 'data-min="0" data-max="30" data-mixed'));
  for (const [text, said] of [
    ['abc', 'mixed'],
    ['123456', 'mixed'],
    ['abc1', ''],
    ['!@#1', 'mixed'],
    ['!@#1aB', ''],
    ['密码a1', 'signs'],
  ] as const)
    expect(says({ a: text }, 'a'), text).toBe(said);
  page(field('secret', 'a'));
  expect(says({ a: 'a' }, 'a'), 'of which nothing is said').toBe('');
});

it('says in which character two entries differ', () => {
  for (const kind of ['confirm', 'secret']) {
    const first = kind === 'secret' ? kind : 'enter';
    page(field(first, 'a', 'data-rules="[]"', 'f') + field(kind, 'b', '', 'f'));
    const told = (k: number): string => (kind === 'secret' ? `secret ${k}` : `confirm a ${k}`);
    for (const [one, other, k] of [
      ['abc-12345', 'abc-12346', 9],
      ['abc', 'abcd', 4],
      ['abcd', 'abc', 4],
      ['𠮷a', '𠮷b', 2],
      ['Abc12345', 'abc12345', 1],
      ['zhangsan2026', 'zhangsan2O26', 10],
    ] as const)
      expect(says({ a: one, b: other }, 'b'), `${kind} ${one}`).toBe(told(k));
    expect(says({ a: 'abc', b: 'abc' }, 'b')).toBe('');
  }
});
