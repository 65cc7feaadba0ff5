// 事项: the procedures of this desk, and a pack of one's own that is edited by a form and written as text.

import { expect, test } from 'vitest';
import { asOptions, asText } from '../src/packs/options';
import { click, find, go, open, pause, press, settle, text, use } from './window';

const area = () => find<HTMLTextAreaElement>('[data-text]');

async function choose(css: string, value: string): Promise<void> {
  const select = find<HTMLSelectElement>(css);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}

async function write(words: string): Promise<void> {
  area().focus();
  area().value = words;
  area().dispatchEvent(new InputEvent('input', { bubbles: true }));
  await pause(400);
}

test('every procedure is listed with where it is from and as of when', async () => {
  await open('#/packs');
  expect(text('[data-procedure="tdxl"]')).toMatch(/同等学力申硕 tdxl · 自带 · .+ · 核对于 20/);
  expect(text('[data-procedure="tdxl-example"]')).toContain('自备 · 以“同等学力申硕”为基础');
  expect(document.querySelector('[data-procedure="tdxl"] [data-edit]')).toBeNull();
  await go('#/settings');
  await click('[data-packs]');
  expect(find('main').dataset['screen']).toBe('packs');
});

test('one is begun over another, and leads to where it is written', async () => {
  const program = await open('#/packs');
  const below = find<HTMLSelectElement>('[data-below]');
  below.value = 'tdxl';
  below.dispatchEvent(new Event('change', { bubbles: true }));
  const id = find<HTMLInputElement>('input[name="id"]');
  id.value = 'our-school';
  id.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settle();
  await click('[data-begin]');
  await settle();
  expect(program.asked).toContainEqual({ locale: 'zh', command: 'new_pack', id: 'our-school', extends: 'tdxl' });
  expect(location.hash).toBe('#/packs/our-school.toml');
  await click('[data-way="text"]');
  expect(area().value).toContain('id = "our-school"');
});

test('it is checked while it is written: what is wrong is said with its line, and nothing is saved meanwhile', async () => {
  const program = await open('#/packs/our-school.toml');
  await click('[data-way="text"]');
  expect(find('[data-checked]').dataset).toMatchObject({ checked: 'true', sound: 'true' });
  expect(text('[data-preview="step"]')).not.toBe('');
  const save = () => find<HTMLButtonElement>('[data-save]');
  expect(save().getAttribute('aria-disabled')).toBe('false');
  const sound = area().value;
  await write('id = "our-school"\nextends = ');
  expect(text('[data-checked]')).toContain('第 2 行不是正确的 TOML');
  expect(area().getAttribute('aria-invalid')).toBe('true');
  expect(text('.numbers .wrong')).toBe('2');
  expect(text('[data-old]')).toBe('这是上一次没有错的样子。');
  expect(save().getAttribute('aria-disabled')).toBe('true');
  await use('到第 2 行');
  expect([document.activeElement, area().selectionStart]).toEqual([area(), 18]);
  await press(area(), 'Enter', { ctrlKey: true });
  expect(program.asked.some((it) => it.command === 'write_pack')).toBe(false);
  await press(area(), 'z', { ctrlKey: true });
  expect(area().value).toBe(sound);
  await press(area(), 'z', { ctrlKey: true, shiftKey: true });
  expect(area().value).not.toBe(sound);
  await press(area(), 'z', { ctrlKey: true });
  await press(area(), 'Enter', { ctrlKey: true });
  await settle();
  expect(program.asked).toContainEqual({ locale: 'zh', command: 'write_pack', file: 'our-school.toml', text: sound });
  expect(text('[data-done]')).toContain('已保存');
  await click('[data-undo]');
  expect(program.asked).toContainEqual({ locale: 'zh', command: 'put_back' });
});

test('it is shown as a step, as a checklist and as a questionnaire', async () => {
  await open('#/packs/our-school.toml');
  expect(find('[data-show="step"]').getAttribute('aria-pressed')).toBe('true');
  await use('填报清单');
  expect(text('[data-preview="checklist"]')).toContain('填报清单');
  await use('信息采集表');
  expect(text('[data-preview="questionnaire"]')).toContain('信息采集表');
});

test('its practice portal opens in the browser as it is written now', async () => {
  const program = await open('#/packs/our-school.toml');
  await use('练习平台');
  await click('[data-practise]');
  expect(program.asked).toContainEqual(expect.objectContaining({ command: 'try_pack', file: 'our-school.toml' }));
  expect(program.opened.length).toBe(1);
});

test('pages and boxes are edited by hand: each act is an edit of the text, and one step back', async () => {
  const program = await open('#/packs/our-school.toml');
  expect(find('[data-way="form"]').getAttribute('aria-pressed')).toBe('true');
  await choose('[data-page]', 'register');
  const boxes = () => document.querySelectorAll('[data-boxes] [data-box]').length;
  const before = boxes();
  expect(find('[data-back]').getAttribute('aria-disabled')).toBe('true');
  const name = find<HTMLInputElement>('[data-new="box"]');
  name.value = '微信号';
  name.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settle();
  await click('[data-add="box"]');
  const act = { act: 'add_box', page: 'register', label: '微信号' };
  expect(program.asked).toContainEqual(expect.objectContaining({ command: 'edit_pack', act }));
  expect(boxes()).toBe(before + 1);
  // What was added is open, and is told what it is.
  const box = '[data-boxes] li:last-child';
  expect(text(`${box} .called`)).toBe('微信号');
  const kind = find<HTMLSelectElement>(`${box} [data-kind]`);
  expect(kind.value).toBe('do');
  kind.value = 'secret';
  kind.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
  const told = program.asked.findLast((it) => it.command === 'edit_pack');
  expect(told).toMatchObject({ act: { act: 'set_box', page: 'register', to: { label: '微信号', kind: 'secret' } } });
  await click('[data-back]');
  await pause(400);
  expect(boxes()).toBe(before);
  await click('[data-forth]');
  await pause(400);
  expect(boxes()).toBe(before + 1);
  // The text beside it is the same one.
  await click('[data-way="text"]');
  expect(area().value).toContain('portal_label = "微信号"');
});

test('a box is told by name which fact goes in; a saved page becomes boxes', async () => {
  const program = await open('#/packs/our-school.toml', (it) => (it.picked = '/下载/page.html'));
  await choose('[data-page]', 'register');
  await click('[data-box="mobile"] .head');
  const fact = find<HTMLInputElement>('[data-box="mobile"] [data-fact]');
  expect(fact.value).not.toBe('');
  fact.focus();
  fact.value = '参加工作';
  fact.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settle();
  await press(fact, 'Enter');
  const set = program.asked.findLast((it) => it.command === 'edit_pack');
  expect(set).toMatchObject({ act: { act: 'set_box', to: { id: 'mobile', fact: 'work.start_month' } } });
  await choose('[data-where]', 'here');
  await click('[data-form] [data-open]');
  const taken = { command: 'take_pack_page', page: 'register', path: '/下载/page.html' };
  expect(program.asked).toContainEqual(expect.objectContaining(taken));
});

test('a fact of its own is added by its name and kind', async () => {
  const program = await open('#/packs/our-school.toml');
  const name = find<HTMLInputElement>('[data-new="fact"]');
  name.value = '宿舍楼';
  name.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settle();
  await click('[data-add="fact"]');
  const act = { act: 'add_fact', label: '宿舍楼', kind: 'text' };
  expect(program.asked).toContainEqual(expect.objectContaining({ command: 'edit_pack', act }));
});

test.each([
  [
    '男 | male\n女｜female\n',
    [
      ['男', 'male'],
      ['女', 'female'],
    ],
  ],
  [
    '甲\n\n 甲 \n乙 | a | b',
    [
      ['甲', ''],
      ['乙', 'a | b'],
    ],
  ],
  ['', []],
])('%j is a list of options', (lines, options) => {
  const read = asOptions(lines);
  expect(read.map(({ zh, en }) => [zh, en])).toEqual(options);
  expect(asOptions(asText(read))).toEqual(read);
});

test('what was typed last is with the program when one goes away', async () => {
  const program = await open('#/packs/our-school.toml');
  const half = 'id = "our-school"\nextends = ';
  await click('[data-way="text"]');
  area().value = half;
  area().dispatchEvent(new InputEvent('input', { bubbles: true }));
  await go('#/');
  expect(program.asked).toContainEqual(expect.objectContaining({ command: 'check_pack', text: half }));
});

test('a file is looked at before it is taken in, and one is removed and comes back', async () => {
  const program = await open('#/packs', (it) => (it.picked = '/下载/fix.toml'));
  await click('[data-import]');
  expect(text('[data-offered]')).toContain('平台新增：微信号');
  await click('[data-take-file]');
  expect(text('[data-done]')).toContain('已更正“同等学力申硕”。');
  await click('[data-procedure="tdxl-example"] [data-remove]');
  expect(program.asked).toContainEqual({ locale: 'zh', command: 'remove_pack', file: 'tdxl-example.toml' });
  expect(text('[data-done]')).toContain('用它填过的内容都留着');
  await click('[data-undo]');
  expect(program.asked).toContainEqual({ locale: 'zh', command: 'put_back' });
});

test('what was begun and never saved is listed, goes at one press and comes back at another', async () => {
  const program = await open('#/packs');
  await go('#/');
  program.shelf.unsaved = ['our-school.toml'];
  await go('#/packs');
  expect(text('[data-begun="our-school.toml"]')).toContain('写了一半，还没保存');
  await click('[data-begun] [data-drop]');
  expect(program.asked).toContainEqual({ locale: 'zh', command: 'drop_pack_text', file: 'our-school.toml' });
  expect(document.querySelector('[data-begun]')).toBeNull();
  await click('[data-undo]');
  const again = expect.objectContaining({ command: 'check_pack', file: 'our-school.toml' });
  expect(program.asked).toContainEqual(again);
});
