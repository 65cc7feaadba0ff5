import { expect, test, vi } from 'vitest';
import type { PrintView } from '../src/lib/ipc/contract.gen';
import { example } from './examples';
import type { Program } from './program';
import { click, find, open, press, settle, text, use } from './window';

const state = (name: string) => (example(name).program as { printing: PrintView }).printing;

const box = (draft: number) => find<HTMLInputElement>(`[data-draft="${draft}"] .mark input`);
const drafts = () =>
  [...document.querySelectorAll<HTMLElement>('tr[data-draft]')].map((it) => Number(it.dataset['draft']));
const marked = () =>
  drafts().filter((it) => document.querySelector<HTMLInputElement>(`[data-draft="${it}"] .mark input`)?.checked);

async function desk(change: (it: Program) => void = () => undefined): Promise<Program> {
  const program = await open('#/', change);
  while (document.querySelector('.many')) await use('取消选择');
  return program;
}

test('rows are marked one by one, in a range, and all at once', async () => {
  await desk();
  const all = drafts();
  const [first = 0, second = 0] = all;
  await click(`[data-draft="${first}"] .mark input`);
  expect(marked()).toEqual([first]);
  expect(text('.many')).toContain('已选 1 位');
  box(all.at(-1) ?? 0).dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }));
  await settle();
  expect(marked()).toEqual(all);
  await click('thead .mark input');
  expect(marked()).toEqual([]);
  expect(document.querySelector('.many')).toBeNull();
  await click(`[data-draft="${second}"] .mark input`);
  expect(find<HTMLInputElement>('thead .mark input').indeterminate).toBe(true);
  await click('thead .mark input');
  expect(marked()).toEqual(all);
});

test('Space on a name marks its draft instead of scrolling', async () => {
  await desk();
  const [first = 0] = drafts();
  const link = find(`[data-draft="${first}"] .name a`);
  await press(link, ' ');
  expect(marked()).toEqual([first]);
  await press(link, ' ');
  expect(marked()).toEqual([]);
});

test('F6 goes from the desk to what is done to the marked rows, and back', async () => {
  await desk();
  const [first = 0] = drafts();
  await press(find(`[data-draft="${first}"] .name a`), ' ');
  const bar = find('.many');
  const heading = find('main h1');
  heading.focus();
  await press(heading, 'F6');
  expect(bar.contains(document.activeElement)).toBe(true);
  await press(find('.many button'), 'F6', { shiftKey: true });
  expect(document.activeElement).toBe(heading);
});

test('marks stay while one searches, and go with the applicant', async () => {
  const program = await desk();
  await click('thead .mark input');
  const all = marked();
  const search = find<HTMLInputElement>('[type="search"]');
  search.value = '没有这个人';
  search.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
  expect(text('.many')).toContain(`已选`);
  search.value = '';
  search.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
  expect(marked()).toEqual(all);
  program.desk.applicants.shift();
  program.desk.total -= 1;
  search.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
  expect(marked()).toEqual(drafts());
});

test('the receipts of the marked are printed where the person says, and followed to their end', async () => {
  const program = await desk();
  await click('thead .mark input');
  const all = marked();
  await use('准备回执存成 PDF…');
  await settle();
  expect(text('.panel')).toContain('文件名：BS-20261122-');
  await click('.panel [type="radio"]:not(:checked)');
  await settle();
  expect(program.asked.at(-1)).toMatchObject({ command: 'name_receipts', choice: { one_file: true } });
  program.printing = { ...state('receipts being printed'), looked_at: 0, message: '正在存成 PDF，0 / 5 份。' };
  await use('选文件夹，存成 PDF');
  await settle();
  expect(program.asked).toContainEqual(
    expect.objectContaining({ command: 'print_receipts', drafts: all, folder: '/文档/回执' }),
  );
  expect(text('.panel')).toContain('正在存成 PDF，0 / 5 份。');
  program.printing = state('receipts being printed');
  await vi.advanceTimersByTimeAsync(400);
  await settle();
  expect(text('.panel')).toContain('正在存成 PDF，2 / 5 份。');
  await use('停止');
  expect(program.asked.at(-1)).toMatchObject({ command: 'stop_printing' });
  program.printing = state('receipts stopped');
  await vi.advanceTimersByTimeAsync(400);
  await settle();
  expect(text('.panel [role="status"]')).toContain('已停止：1 份已存成 PDF');
  expect(find<HTMLAnchorElement>('[data-failures] a').getAttribute('href')).toBe('#/draft/1');
  const asked = program.asked.length;
  await vi.advanceTimersByTimeAsync(2000);
  expect(program.asked.length).toBe(asked);
  await use('关闭');
  expect(text('.panel')).toContain('选文件夹，存成 PDF');
});

test('the lists of the desk are of the marked drafts, or of all', async () => {
  const program = await desk();
  const asked = () => program.asked.findLast((it) => it.command === 'save_desk_paper');
  const save = () => click('[data-paper="desk"] .row > .button');
  await save();
  expect(asked()).toMatchObject({ paper: 'summary', drafts: drafts() });
  const [first = 0] = drafts();
  await click(`[data-draft="${first}"] .mark input`);
  expect(text('[data-paper="desk"]')).toContain('选中的 1 件');
  await save();
  expect(asked()).toMatchObject({ paper: 'summary', drafts: [first] });
});

test('files of the marked are named before anything is written, and followed to their end', async () => {
  const program = await desk();
  await click('thead .mark input');
  const all = marked();
  await use('导出文件…');
  await settle();
  await vi.advanceTimersByTimeAsync(200);
  await settle();
  expect(text('[data-export]')).toContain('张三-002X-准备回执.pdf');
  expect(text('[data-export]')).toContain('共 1 个文件。');
  const begin = () => find<HTMLButtonElement>('[data-export] .button--primary');
  expect(begin().getAttribute('aria-disabled'), 'without a folder').toBe('true');
  program.named = { ...program.named, wrong: '没有“年龄”这一项', files: [], total: 0, said: '' };
  const pattern = find<HTMLInputElement>('[data-export] .pattern');
  pattern.value = '{年龄}';
  pattern.dispatchEvent(new Event('input', { bubbles: true }));
  await vi.advanceTimersByTimeAsync(200);
  await settle();
  expect(text('[data-export]')).toContain('没有“年龄”这一项');
  expect(program.asked.at(-1)).toMatchObject({ command: 'name_many', choice: { pattern: '{年龄}' } });
  program.named = { ...program.named, wrong: '', total: 1 };
  await use('选文件夹…');
  await vi.advanceTimersByTimeAsync(200);
  await settle();
  expect(begin().getAttribute('aria-disabled')).toBe('false');
  program.printing = { ...state('receipts stopped'), export: true, message: '已停止：写入了 1 个文件。' };
  await use('开始导出');
  await settle();
  expect(program.asked).toContainEqual(
    expect.objectContaining({ command: 'export_many', drafts: all, folder: '/文档/回执' }),
  );
  expect(text('[data-export] [role="status"]')).toContain('已停止：写入了 1 个文件。');
});

test('what goes is said before everybody who is marked is erased', async () => {
  const program = await desk();
  await click('thead .mark input');
  const people = [
    ...new Set(
      [...document.querySelectorAll<HTMLElement>('tbody tr[data-applicant]')].map((it) =>
        Number(it.dataset['applicant']),
      ),
    ),
  ];
  await use('批量操作…');
  await use('彻底删除…');
  await settle();
  expect(text('dialog')).toContain('2 位申请人的 9 项内容');
  await click('dialog .button--seal');
  await settle();
  expect(program.asked).toContainEqual(expect.objectContaining({ command: 'erase_applicants', applicants: people }));
  expect(document.querySelector('dialog')).toBeNull();
});
