import { expect, test, vi } from 'vitest';
import { click, control, find, go, open, press, settle, text, use } from './window';

const row = (action: string) => `[data-action="${action}"]`;
const key = (action: string) => find(`${row(action)} .key`);

/** Presses the button of an action, then a key. */
async function choose(action: string, name: string, more: KeyboardEventInit = {}): Promise<void> {
  await click(`${row(action)} .key`);
  await press(key(action), name, more);
}

test('a key is changed by pressing another, which then does it everywhere, is named everywhere, and is kept', async () => {
  const program = await open('#/settings');
  await choose('find', 'j', { ctrlKey: true });
  expect(document.querySelector('.find')).toBeNull();
  expect(program.settings.keys).toEqual({ find: 'Ctrl+j' });
  expect(text(row('find'))).toContain('查找申请人或步骤：Ctrl+J');
  expect(document.activeElement).toBe(key('find'));
  expect(text('.app-bar')).toContain('查找 Ctrl+J');
  await press(document.body, 'k', { ctrlKey: true });
  expect(document.querySelector('.find')).toBeNull();
  await press(document.body, 'j', { ctrlKey: true });
  expect(document.querySelector('.find')).not.toBeNull();
  await press(find('#find'), 'Escape');
  await press(document.body, 'F1');
  expect(text('.help')).toContain('Ctrl+J');
});

test.each([
  ['a key that means something else', 'e', { ctrlKey: true }, 'Ctrl+E 已用于“导出”，请换一个。'],
  ['a letter', 'a', {}, '这个键用来填写。请加上 Ctrl 或 Alt，或用 F1 到 F12。'],
  ['a capital', 'A', { shiftKey: true }, '这个键用来填写。'],
  ['Enter', 'Enter', {}, '这个键用来填写。'],
  ['an arrow', 'ArrowLeft', { shiftKey: true }, '这个键用来填写。'],
  ['a plus', '+', {}, '这个键用来填写。'],
  ['the key that copies', 'c', { ctrlKey: true }, 'Ctrl+C 在填写时有用，请换一个。'],
  ['the key that goes from word to word', 'ArrowLeft', { ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+← 在填写时有用'],
])('%s is refused with a sentence, and another can be pressed at once', async (_, name, more, said) => {
  const program = await open('#/settings');
  await choose('find', name, more);
  expect(text(`${row('find')} [role="status"]`)).toContain(said);
  expect(program.settings.keys).toEqual({});
  await press(key('find'), 'F9');
  expect(program.settings.keys).toEqual({ find: 'F9' });
});

test('on a Mac keys have its signs, and the companion keys of its own', async () => {
  vi.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel');
  const program = await open('#/settings');
  expect(text(`${row('find')} kbd`)).toBe('⌘K');
  expect(text(`${row('mask')} kbd`)).toBe('⇧⌘H');
  expect(text(`${row('next')} kbd`)).toBe('⇧⌘K');
  await choose('find', 'a', {});
  expect(text(`${row('find')} [role="status"]`)).toContain('请加上 ⌘ 或 ⌥，或用 F1 到 F12。');
  await press(key('find'), 'j', { metaKey: true });
  expect(program.settings.keys).toEqual({ find: 'Ctrl+j' });
  await press(document.body, 'F1');
  expect(text('.help')).toContain('⌘J');
  expect(text('.help')).not.toMatch(/Ctrl|F8/);
  vi.restoreAllMocks();
});

test('what a browser does by itself is not done', async () => {
  await open('#/desk');
  for (const [name, more] of [
    ['F5', {}],
    ['r', { ctrlKey: true }],
    ['f', { ctrlKey: true }],
    ['F7', {}],
  ] as const) {
    expect((await press(document.body, name, more)).defaultPrevented, name).toBe(true);
  }
  expect((await press(document.body, 'Tab')).defaultPrevented).toBe(false);
});

test('Esc and leaving keep the key; a key of an input method and one that is only held down are not taken', async () => {
  const program = await open('#/settings');
  await choose('find', 'Control', { ctrlKey: true });
  await press(key('find'), 'j', { ctrlKey: true, keyCode: 229 });
  expect(text(row('find'))).toContain('按新的键');
  await press(key('find'), 'Escape');
  expect(text(`${row('find')} kbd`)).toBe('Ctrl+K');
  await click(`${row('find')} .key`);
  const tab = await press(key('find'), 'Tab');
  expect(tab.defaultPrevented).toBe(false);
  key('find').blur();
  await settle();
  expect(text(row('find'))).not.toContain('按新的键');
  expect(program.settings.keys).toEqual({});
});

test('one key goes back to the usual one, if that is free, or all do', async () => {
  const program = await open(
    '#/settings',
    (it) => (it.settings.keys = { find: 'Ctrl+j', export: 'Ctrl+k', help: 'F2' }),
  );
  await click(`${row('find')} .button--quiet`);
  expect(text(`${row('find')} [role="status"]`)).toBe('Ctrl+K 已用于“导出”，请换一个。');
  await click(`${row('help')} .button--quiet`);
  expect(program.settings.keys).toEqual({ find: 'Ctrl+j', export: 'Ctrl+k' });
  await use('全部还原');
  expect(program.settings.keys).toEqual({});
  expect(text(`${row('find')} kbd`)).toBe('Ctrl+K');
});

test('closing has another key where everything closes', async () => {
  await open('#/draft/1/step/basic', (it) => (it.settings.keys = { close: 'Alt+w', past: 'F7' }));
  const input = control('work.start_month');
  expect(text('.margin-note')).toContain('F7');
  await press(input, 'F7');
  expect(text('.past[role="group"]')).toContain('关闭 Alt+W');
  await press(find('.past[role="group"] button'), 'w', { altKey: true });
  expect(document.querySelector('.past[role="group"]')).toBeNull();
});

test('printing shows the receipt first, from anywhere in a draft', async () => {
  const program = await open('#/draft/1/step/basic');
  await press(control('work.start_month'), 'p', { ctrlKey: true });
  await settle();
  expect(location.hash).toBe('#/draft/1/export');
  const previews = () => program.asked.filter((it) => it.command === 'preview');
  expect(previews()).toMatchObject([{ draft: 1, paper: 'receipt', show_numbers: false }]);
  expect(text('dialog')).toContain('第 1 页，共 3 页');
  await use('关闭');
  expect(program.asked.map((it) => it.command)).not.toContain('close_preview');
  await go('#/draft/1/review');
  expect(program.asked).toContainEqual(expect.objectContaining({ command: 'close_preview', preview: 1 }));
  await go('#/draft/1/export');
  expect(document.querySelector('dialog')).toBeNull();
  await go('#/');
  await press(document.body, 'p', { ctrlKey: true });
  await go('#/draft/1/export');
  expect(document.querySelector('dialog')).toBeNull();
});

test('without a printer the paper is saved and opened, with one it is handed over', async () => {
  const program = await open('#/draft/1/export');
  await press(document.body, 'p', { ctrlKey: true });
  await settle();
  expect(text('dialog')).toContain('没有找到打印机');
  await press(find('dialog'), 'p', { ctrlKey: true });
  const path = '/文档/同等学力申硕-准备回执.pdf';
  expect(program.asked.at(-1)).toMatchObject({ command: 'save_preview', preview: 1, path });
  expect(program.opened).toEqual([path]);
  await use('关闭');
  program.printers = ['Office', 'Home'];
  await press(document.body, 'p', { ctrlKey: true });
  await settle();
  find<HTMLSelectElement>('dialog select').value = 'Home';
  find('dialog select').dispatchEvent(new Event('change', { bubbles: true }));
  await click('dialog .button--primary');
  expect(program.printed).toEqual([{ preview: 1, printer: 'Home', locale: 'zh' }]);
  expect(text('dialog')).toContain('已交给打印机 Home');
});

test('whoever does not say where is not printed for', async () => {
  const program = await open('#/draft/1/export', (it) => (it.saving = false));
  await press(document.body, 'p', { ctrlKey: true });
  await settle();
  await click('dialog .button--primary');
  expect(program.asked.some((it) => it.command === 'save_preview')).toBe(false);
  expect(program.opened).toEqual([]);
});
