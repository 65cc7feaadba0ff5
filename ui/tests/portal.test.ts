// A page of the portal beside the pack: how it comes in, what taking it over would change, and the way back.

import { expect, test } from 'vitest';
import { copied } from '../src/portal/copied';
import { click, drop, find, open, pause, settle, text, use } from './window';

const PAGE = '<form>证件类型：<select><option>护照</select></form>';

function paste(words: Record<string, string>): Promise<void> {
  const event = new Event('paste', { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { getData: (kind: string) => words[kind] ?? '' } });
  find('[data-paste]').dispatchEvent(event);
  expect(event.defaultPrevented).toBe(true);
  return settle();
}

test.each([
  ['the source that was copied', { 'text/plain': PAGE, 'text/html': '<pre>&lt;form&gt;</pre>' }, PAGE],
  ['the page with its boxes', { 'text/plain': '证件类型：护照', 'text/html': PAGE }, PAGE],
  ['the words, where nothing has boxes', { 'text/plain': '证件类型', 'text/html': '<p>证件类型</p>' }, '证件类型'],
  ['nothing', {}, ''],
])('of what is on the clipboard %s is read', (_, words: Record<string, string>, read) => {
  expect(copied({ getData: (kind) => words[kind] ?? '' })).toBe(read);
});

test('a page is pasted or dropped and compared at once; it is shown nowhere', async () => {
  const program = await open('#/portal/tdxl');
  await paste({ 'text/plain': '证件类型：护照', 'text/html': PAGE });
  expect(program.asked.at(-1)).toMatchObject({ command: 'read_portal_text', procedure: 'tdxl', text: PAGE });
  expect(find<HTMLInputElement>('[data-paste]').value).toBe('');
  expect(find('[data-box="basic.id_type"]').dataset['state']).toBe('differs');
  await drop('/下载/填报.mhtml', find('h1'));
  expect(program.asked).toContainEqual({
    locale: 'zh',
    command: 'read_portal',
    procedure: 'tdxl',
    path: '/下载/填报.mhtml',
  });
  await paste({ 'text/plain': '文字' });
  expect(text('[role="alert"]')).toContain('粘贴的内容里没有框');
});

test('what taking it changes is listed before, anew for other boxes, and one press gives it back', async () => {
  const program = await open('#/portal/tdxl');
  await use('打开存下的页面…');
  await pause(400);
  const looked = () => program.asked.filter((it) => it.command === 'look_portal');
  expect(looked()).toHaveLength(1);
  expect(text('[data-would]')).toMatch(/平台新增：微信号/);
  expect(text('[data-whose]')).toContain('用到它的草稿有');
  await click('[data-box="basic 微信号"] input[type="checkbox"]');
  await pause(400);
  expect(looked()).toHaveLength(2);
  expect(looked().at(-1)).not.toEqual(looked()[0]);
  await click('[data-take]');
  expect(text('[role="alert"]')).toContain('改名的选项还没有选是不是同一项。');
  const same = find<HTMLSelectElement>('[data-renamed="普通护照"]');
  same.value = 'same';
  same.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
  await click('[data-take]');
  expect(text('[data-done]')).toContain('已采用');
  await click('[data-undo]');
  expect(program.asked.at(-1)).toMatchObject({ command: 'untake_portal', procedure: 'tdxl' });
});

test('a correction from elsewhere is looked at first, then taken over, or kept as one of one’s own, or left', async () => {
  const program = await open('#/portal/tdxl', (it) => (it.picked = '/下载/broken.toml'));
  await use('打开别人给的更正文件…');
  expect(text('[role="alert"]')).toContain('不是正确的 TOML');
  expect(document.querySelector('[data-offered]')).toBeNull();
  await drop('/下载/fix.toml', find('h1'));
  expect(text('[data-offered="fix"]')).toContain('更正“同等学力申硕”');
  expect(text('[data-offered]')).toContain('平台新增：微信号');
  await click('[data-leave-file]');
  expect(document.querySelector('[data-offered]')).toBeNull();
  await drop('/下载/fix.toml', find('h1'));
  await click('[data-take-file]');
  expect(program.asked).toContainEqual({ locale: 'zh', command: 'take_correction' });
  await click('[data-undo]');
  expect(program.asked.at(-1)).toMatchObject({ command: 'untake_portal', procedure: 'tdxl' });
  await drop('/下载/fix.toml', find('h1'));
  await click('[data-keep-file]');
  expect(text('[data-done]')).toContain('已导入“');
  await click('[data-undo]');
  expect(program.asked).toContainEqual({ locale: 'zh', command: 'put_back' });
});
