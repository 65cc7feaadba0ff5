// 事项: the procedures of this desk, and a pack of one's own that is written as text.

import { expect, test } from 'vitest';
import { click, find, go, open, pause, press, settle, text, use } from './window';

const area = () => find<HTMLTextAreaElement>('[data-text]');

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
  expect(area().value).toContain('id = "our-school"');
});

test('it is checked while it is written: what is wrong is said with its line, and nothing is saved meanwhile', async () => {
  const program = await open('#/packs/our-school.toml');
  expect(find('[data-checked]').dataset).toMatchObject({ checked: 'true', sound: 'true' });
  expect(text('[data-preview="step"]')).not.toBe('');
  const save = () => find<HTMLButtonElement>('[data-save]');
  expect(save().disabled).toBe(false);
  const sound = area().value;
  await write('id = "our-school"\nextends = ');
  expect(text('[data-checked]')).toContain('第 2 行不是正确的 TOML');
  expect(area().getAttribute('aria-invalid')).toBe('true');
  expect(text('.numbers .wrong')).toBe('2');
  expect(text('[data-old]')).toBe('这是上一次没有错的样子。');
  expect(save().disabled).toBe(true);
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

test('what was typed last is with the program when one goes away', async () => {
  const program = await open('#/packs/our-school.toml');
  const half = 'id = "our-school"\nextends = ';
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
