import { expect, test } from 'vitest';
import { draft } from './story';
import { example, screens } from './examples';
import { COMPARING, LETTER } from './program';
import type { PrintView } from '../src/lib/ipc/contract.gen';
import { click, find, open, press, settle, text, use } from './window';

/** What tells 张三 apart or reaches him. */
const view = draft(1);
const sensitive = view.steps.flatMap((it) => it.fields).filter((it) => it.sensitive && it.value);
const secrets = [...new Set(sensitive.flatMap((it) => [it.value, it.value.replaceAll('-', '')]))];

/** Everything the page says, shown or only read out. */
function said(): string {
  const all = [...document.querySelectorAll<HTMLElement>('*')];
  const values = all.flatMap((it) => [
    it.getAttribute('aria-label') ?? '',
    it.getAttribute('title') ?? '',
    it instanceof HTMLInputElement || it instanceof HTMLTextAreaElement ? it.value : '',
  ]);
  return [document.title, document.body.textContent, ...values].join(' ').replaceAll(' ', '');
}

test('mail, telephone, document and birth are what is hidden', () => {
  const facts = sensitive.map((it) => it.fact);
  for (const fact of ['person.id_number', 'contact.email', 'contact.mobile', 'contact.home_phone', 'account.username'])
    expect(facts).toContain(fact);
});

test.each(screens)('$at hides every number while that is asked for', async ({ at }) => {
  await open(at, (it) => {
    it.settings.mask_numbers = true;
    for (const one of it.desk.applicants) one.id_tail = '002X';
  });
  await settle();
  for (const secret of secrets) expect(said()).not.toContain(secret);
  expect(said()).not.toContain('1949年12月31日');
});

/** Numbers as they come in from elsewhere: in a table, in a letter, as names of files. */
const NUMBER = '11010519491231002X';
const HIDDEN = '110105********002X';

test('a table that is taken in shows no number', async () => {
  await open('#/import', (it) => (it.settings.mask_numbers = true));
  await use('选择表格…');
  expect(said()).toContain('孙八');
  expect(said()).not.toMatch(/4405241880010|13[79]00/);
});

test('a number in the history is hidden as one in a sentence is', async () => {
  await open('#/draft/1/step/history', (it) => {
    it.settings.mask_numbers = true;
    for (const row of it.draft.history?.rows ?? []) row.witness = '李四 13800138000';
  });
  expect(said()).toContain('李四138****8000');
  expect(said()).not.toContain('13800138000');
});

test('files that are called by a number are not named by it', async () => {
  await open('#/draft/1/step/photo', (it) => {
    it.settings.mask_numbers = true;
    for (const { file } of it.draft.materials) if (file) file.name = `${NUMBER}.jpg`;
  });
  expect(text('figcaption')).toContain(`${HIDDEN}.jpg`);
  await click('[data-save-as]');
  expect(said()).not.toContain(NUMBER);
  await click('figcaption .button--quiet:last-child');
  expect(text('[data-done]')).toContain(`${HIDDEN}.jpg`);
});

test('a letter shows its numbers to whoever copies it', async () => {
  await open('#/draft/4/export', (it) => {
    it.settings.mask_numbers = true;
    const draft = it.drafts.get(COMPARING);
    if (draft) draft.mails = [{ ...LETTER, body: LETTER.body + NUMBER }];
  });
  const letter = find<HTMLTextAreaElement>('#school-body');
  expect(letter.value).toContain(HIDDEN);
  letter.focus();
  expect(letter.value).toContain(NUMBER);
  expect(letter.selectionEnd).toBe(letter.value.length);
  letter.blur();
  await settle();
  expect(letter.value).not.toContain(NUMBER);
});

test('a number in a note is hidden in the list of people and on their card, until one writes there', async () => {
  const program = await open('#/', (it) => {
    it.settings.mask_numbers = true;
    for (const one of it.desk.applicants) one.about.note = `母亲电话 13800138000，证件 ${NUMBER}`;
  });
  expect(said()).toContain(`母亲电话138****8000，证件${HIDDEN}`);
  await click('[data-applicant] .act button');
  const note = find<HTMLTextAreaElement>('[data-actions] textarea');
  expect(said()).not.toMatch(/13800138000|11010519491231002X/);
  note.focus();
  await settle();
  expect(note.value).toContain(NUMBER);
  note.value += '。';
  note.dispatchEvent(new Event('input', { bubbles: true }));
  note.blur();
  await settle();
  expect(note.value).toContain(HIDDEN);
  await click('dialog .button--primary');
  expect(program.asked).toContainEqual(
    expect.objectContaining({
      command: 'set_about',
      about: expect.objectContaining({ note: `母亲电话 13800138000，证件 ${NUMBER}。` }) as unknown,
    }),
  );
});

test('names of files are listed without their numbers, before they are written and where they were not', async () => {
  const program = await open('#/', (it) => {
    it.settings.mask_numbers = true;
    for (const file of it.named.files) file.name = `${NUMBER}-准备回执.pdf`;
  });
  await click('thead .mark input');
  await use('导出文件…');
  await settle();
  expect(text('[data-names]')).toContain(`${HIDDEN}-准备回执.pdf`);
  const ended = example('receipts stopped').program as { printing: PrintView };
  program.printing = {
    ...ended.printing,
    failures: ended.printing.failures.map((it) => ({ ...it, message: `“${NUMBER}.pdf”已经有了，没有替换。` })),
  };
  await use('取消');
  await use('准备回执存成 PDF…');
  await use('选文件夹，存成 PDF');
  await settle();
  expect(text('[data-failures]')).toContain(`“${HIDDEN}.pdf”`);
  expect(said()).not.toContain(NUMBER);
});

test('one key hides what is on the screen, and shows it again', async () => {
  await open('#/draft/1/review');
  const shown = () => secrets.filter((it) => said().includes(it));
  expect(shown().length).toBeGreaterThan(2);
  await press(document.body, 'h', { ctrlKey: true, shiftKey: true });
  expect(shown()).toEqual([]);
});

test.each([
  ['改为 11010519491231002X', '改为 110105********002X'],
  ['改为 138 0000 8000', '改为 138******8000'],
  ['邮箱 zhangsan@example.cn 收不到', '邮箱 z***@example.cn 收不到'],
  ['第 7–14 位“19491331”不是有效日期', '第 7–14 位“********”不是有效日期'],
  ['截止 2026-12-31，经历写到 2026 年 11 月，如 200606。', '截止 2026-12-31，经历写到 2026 年 11 月，如 200606。'],
])('%s', async (words, hidden) => {
  const { settings } = await import('../src/lib/settings.svelte');
  const { discreet } = await import('../src/lib/number');
  settings.mask_numbers = true;
  expect(discreet(words)).toBe(hidden);
  settings.mask_numbers = false;
  expect(discreet(words)).toBe(words);
});
