// What was taken away comes back where it was, as long as nothing else was done.

import { expect, test } from 'vitest';
import { click, control, find, open, settle, text, type, pause, use } from './window';

/** Where something is taken away, by which press, and how that is told. */
const REMOVALS = [
  ['a file', '#/draft/1/step/photo', '[data-fact="files.photo"] figcaption .button--quiet:last-child', '已移除“'],
  ['a line of the log', '#/draft/1', '[data-log] [data-entry] .act button', '已撤回“'],
  ['a stage that was done', '#/draft/1', '[data-stage] .act button.button--quiet', '已撤回“'],
  ['a row of the history', '#/draft/1/step/history', '[data-row="1"] .acts button:last-child', '第 2 段已删除。'],
] as const;

test.each(REMOVALS)('%s', async (_, hash, button, words) => {
  const program = await open(hash);
  find(button).focus();
  await click(button);
  const done = [...document.querySelectorAll('[data-done]')].find((it) => it.textContent?.includes(words));
  const undo = done?.querySelector<HTMLElement>('[data-undo]');
  expect(undo, document.body.textContent ?? '').toBeTruthy();
  undo?.click();
  await settle();
  expect(program.asked.at(-1)).toMatchObject({ command: 'undo', draft: 1 });
  expect(document.querySelector('[data-undo]')).toBeNull();
});

test('what a difference said can be had back when it is none any more', async () => {
  const row = '[data-fact="comparisons.record.name"]';
  const program = await open('#/draft/4/step/record', ({ drafts }) => {
    const items = drafts.get(4)?.steps.flatMap((it) => it.comparison?.items ?? []) ?? [];
    const name = items.find((it) => it.id === 'record.name');
    if (name) Object.assign(name, { verdict: 'differs', shown: '阿依古丽买买提', evidence: '身份证' });
  });
  await click(`${row} input[value="same"]`);
  expect(text(`${row} [data-done]`)).toContain('抄下的内容已移除');
  await click(`${row} [data-undo]`);
  expect(program.asked.at(-1)).toMatchObject({ command: 'undo', draft: 4 });
});

test('once something else was done, the step that would be undone is another, and it is not offered', async () => {
  await open('#/draft/1');
  await click('[data-log] [data-entry] .act button');
  expect(document.querySelector('[data-undo]')).not.toBeNull();
  find('aside [data-irreversible="name-locked"] input').click();
  await settle();
  expect(document.querySelector('[data-undo]')).toBeNull();
});

test('answers of somebody else are chosen, copied in one step, and given back', async () => {
  const program = await open('#/draft/1', (it) => {
    it.others = [
      { applicant: 2, name: '李四', id_tail: '0017' },
      { applicant: 3, name: '王五', id_tail: '0025' },
    ];
    const answer = (fact: string, label: string, here = '') => ({
      fact,
      label,
      value: '示例大学',
      here,
      sensitive: false,
    });
    it.copyable = [
      {
        title: '学位',
        answers: [answer('degree.institution', '学位授予单位', '另一所'), answer('degree.type', '类型')],
      },
      { title: '经历', answers: [answer('history', '个人经历')] },
    ];
  });
  await click('[data-copy]');
  type(find<HTMLInputElement>('#copy-from'), '王');
  await settle();
  expect(document.querySelectorAll('[data-source]')).toHaveLength(1);
  await click('[data-source="3"]');
  expect(text('dialog')).toContain('现在是 另一所');
  // Nothing is chosen by itself, and without a choice it says so.
  expect(document.querySelectorAll('dialog input:checked')).toHaveLength(0);
  await click('[data-take]');
  expect(text('dialog [role="alert"]')).toBe('请先勾选要抄的内容。');
  await click('dialog .all input');
  expect(text('[data-take]')).toBe('抄来 2 项');
  await click('[data-take]');
  const facts = ['degree.institution', 'degree.type'];
  expect(program.asked.at(-1)).toMatchObject({ command: 'copy_answers', draft: 1, applicant: 3, facts });
  expect(document.querySelector('dialog')).toBeNull();
  expect(text('aside [data-done]')).toContain('已从“王五”抄来 2 项，请核对。');
  await click('aside [data-undo]');
  expect(program.asked.at(-1)).toMatchObject({ command: 'undo' });
});

test('what is being typed is saved before it is asked what may be copied', async () => {
  const program = await open('#/draft/1/step/register');
  type(control('contact.email'), 'zhang@example.cn');
  location.hash = '#/draft/1';
  await settle();
  await pause(500);
  await click('[data-copy]');
  expect(program.asked.some((it) => it.command === 'answer' && it.fact === 'contact.email')).toBe(true);
});

test('samples that were removed come back', async () => {
  const program = await open('#/');
  await use('移除示例');
  expect(program.desk.samples).toBe(false);
  expect(text('[data-done]')).toContain('已移除“示例”。');
  await click('[data-undo]');
  expect(program.desk.samples).toBe(true);
  expect(document.querySelector('[data-undo]')).toBeNull();
});
