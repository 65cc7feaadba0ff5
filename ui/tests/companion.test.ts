import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import type { CompanionItemView, CompanionKey, CompanionView } from '../src/lib/ipc/contract.gen';
import { reply } from './story';
import { click, find, pause, press, text } from './window';

const page = (id: string) => reply({ command: 'press_companion', draft: 1, key: { page: id } });
const [register, photo] = [page('register'), page('photo')];

/** An item of the program's, under a short name. */
function item(id: string, of: string, more: Partial<CompanionItemView> = {}): CompanionItemView {
  const found = [...register.items, ...photo.items].find((it) => it.id === of);
  if (!found) throw new Error(`no item ${of}`);
  return { ...found, id, ...more };
}

const NUMBER = '11010519491231002X';
const items = [
  item('stop', 'name-locked'),
  item('name', 'register.name'),
  item('number', 'register.id_number'),
  item('type', 'register.id_type', { position: 2 }),
  item('photo', 'photo.photo'),
  item('code', 'register.password', { kind: 'code' }),
  item('fax', 'register.postcode', { value: '', required: false, copies: false }),
];

/** Answers as the program would: one view after the other. */
class Walking {
  turn = 1;
  asked: CompanionKey[] = [];
  keys: unknown[] = [];
  settings: Record<string, unknown> = { locale: 'zh', theme: 'light', scale: 1, keys: {}, clear_after: 30 };
  here = { draft: 1, on_top: true, can_stay: true };
  more: Partial<CompanionView> = {};
  refused: string[] = [];
  tell: (view: CompanionView | null) => void = () => undefined;
  at = -1;

  view(): CompanionView {
    const walking = this.at >= 0 && this.at < items.length;
    const now = items[this.at];
    return {
      ...register,
      turn: this.turn++,
      phase: this.at < 0 ? 'paused' : walking ? 'walking' : 'finished',
      pages: [{ id: 'register', title: '注册', done: 0, items: items.length }],
      page: 0,
      items,
      at: Math.max(this.at, 0),
      next: items[this.at + 1] ?? null,
      clip: now?.copies ? 'copied' : 'nothing',
      clears_in: now?.secret ? 30 : null,
      ...this.more,
    };
  }

  invoke = async (command: string, args: Record<string, unknown> = {}): Promise<unknown> => {
    if (command === 'settings_get') return this.settings;
    if (command === 'companion_here') return this.here;
    if (command === 'companion_keys') return this.keys.push(args['keys']) && this.refused;
    if (command === 'reveal_path') return false;
    if (command !== 'call') return true;
    const request = args['request'] as { command: string; key?: CompanionKey };
    if (request.command === 'companion_file') return { path: '/upload/photo.jpg', missing: [] };
    if (request.key) this.asked.push(request.key);
    if (request.key === 'next') this.at += 1;
    if (request.key === 'previous') this.at -= 1;
    return this.view();
  };
}

let close: (() => void) | undefined;

afterEach(() => {
  close?.();
  vi.useRealTimers();
  document.body.replaceChildren();
});

async function open(prepare: (program: Walking) => void = () => undefined): Promise<Walking> {
  const program = new Walking();
  prepare(program);
  vi.resetModules();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  vi.doMock('@tauri-apps/api/core', () => ({ invoke: program.invoke }));
  vi.doMock('@tauri-apps/api/window', () => ({ getCurrentWindow: () => ({}) }));
  vi.doMock('@tauri-apps/api/webview', () => ({ getCurrentWebview: () => ({}) }));
  vi.doMock('@tauri-apps/api/event', () => ({
    listen: async (_: string, told: (event: { payload: CompanionView | null }) => void) => {
      program.tell = (payload) => told({ payload });
      return () => undefined;
    },
  }));
  const { mount, unmount } = await import('svelte');
  const { default: Companion } = await import('../src/companion/companion.svelte');
  const companion = mount(Companion, { target: document.body });
  close = () => void unmount(companion);
  await pause(0);
  return program;
}

/** The companion at an item. */
const at = (id: string, prepare: (program: Walking) => void = () => undefined) =>
  open((it) => {
    it.at = items.findIndex((item) => item.id === id);
    prepare(it);
  });

const key = (name: string, more: KeyboardEventInit = {}) => press(document.body, name, more);
const shown = () => text('[data-value]');

test('keys go forth and back, copy again and pause; a paused companion shows no value', async () => {
  const program = await open();
  expect(shown()).toBe('');
  expect(text('main')).toContain('在平台打开第一页，按 F8 开始，一项一项复制。');
  await key('F8');
  await key('F8');
  expect(shown()).toBe('张三');
  expect(text('[data-clip]')).toContain('已复制，请到平台粘贴。');
  await key('F8', { shiftKey: true });
  await key('F8', { ctrlKey: true });
  await key('Escape');
  expect(program.asked).toEqual(['next', 'next', 'previous', 'again', 'pause']);
});

test('a key pressed twice in haste does two things in order; an older answer never replaces a newer one', async () => {
  const program = await at('stop');
  const old = program.view();
  void key('F8');
  await key('F8');
  expect(shown()).toBe(NUMBER);
  program.tell(old);
  await pause(0);
  expect(shown()).toBe(NUMBER);
  program.at += 1;
  program.tell(program.view());
  await pause(0);
  expect(shown()).toBe('中华人民共和国居民身份证');
});

test('keys of an input method are left alone', async () => {
  const program = await at('name');
  await key('F8', { keyCode: 229 });
  await key('Escape', { isComposing: true });
  expect(program.asked).toEqual([]);
});

test('a number is shown in groups, counts down, and can be read digit by digit', async () => {
  await at('number');
  const groups = () => [...document.querySelectorAll('[data-value] .number-text span')].map((it) => it.textContent);
  expect(groups()).toEqual(['110105', '1949', '1231', '002X']);
  expect(text('[data-clip]')).toContain('30 秒后清除。');
  await pause(12_000);
  expect(text('[data-clip]')).toContain('18 秒后清除。');
  await click('footer button[aria-pressed]');
  expect(groups()).toEqual(['110105', '1949', '1231', '002X']);
  expect(text('.visually-hidden')).toBe([...NUMBER].join(' '));
});

test('hidden numbers stay hidden until they are asked for digit by digit', async () => {
  await at('number', (it) => (it.settings['mask_numbers'] = true));
  expect(shown()).toBe('110105********002X');
  await click('footer button[aria-pressed]');
  expect(shown()).toBe(NUMBER);
});

test.each([
  ['name', { clip: 'stuck' }, '剪贴板暂时用不了'],
  ['name', { clip: 'cleared' }, '剪贴板上已没有这一项'],
  ['type', {}, '下拉框，选第 2 个，不用粘贴。'],
  ['photo', {}, '上传文件：打开文件夹'],
  ['code', {}, '等待平台：收到验证码后'],
  ['fax', {}, '没有内容，这一项留空。'],
] as const)('%s %o says %s', async (id, more, says) => {
  await at(id, (it) => (it.more = more));
  expect(text('[data-clip]')).toContain(says);
});

test('where there is no clipboard one goes on without copying', async () => {
  const program = await at('name', (it) => (it.more = { clip: 'stuck' }));
  program.more = { clip: 'cleared' };
  await click('.keys .wide');
  expect(text('[data-clip]')).toContain('没有复制，请照着输入');
  await click('.keys .wide');
  expect(program.asked).toEqual(['past', 'past']);
});

test('a point of no return shows what it guards, and its tick gets the keyboard', async () => {
  const program = await at('stop');
  expect(text('[data-item]')).toContain('姓名一经注册不能修改');
  expect(text('[data-item] h1')).toBe('姓名：不能更改');
  expect(text('[data-item]')).toContain('姓名：张三');
  expect(text('.onward')).toContain('勾选后到下一项：姓名');
  program.more = { unchecked: true, at: 0, phase: 'walking' };
  await key('F8');
  expect(document.activeElement).toBe(find('[data-tick]'));
  expect(text('[role="alert"]')).toContain('请先勾选“已核对”');
  await click('[data-tick]');
  expect(program.asked.at(-1)).toEqual({ tick: 'stop' });
});

test('also before it, and in the list, a point of no return is called by what it guards', async () => {
  const program = await open();
  expect(text('.onward')).toContain('开始：姓名：不能更改');
  await key('F8');
  expect(program.at).toBe(0);
  await click('[data-list]');
  expect(text('tr[data-item="stop"] th')).toBe('姓名：不能更改');
});

test('the list shows the portal’s word and ours, and copies a line by going to it', async () => {
  const program = await at('name');
  await click('[data-list]');
  const rows = [...document.querySelectorAll('tbody tr')];
  expect(rows.length).toBe(items.length);
  expect(find('tr[aria-current]').dataset['item']).toBe('name');
  await click('tr[data-item="number"] button');
  expect(program.asked.at(-1)).toEqual({ item: 'number' });
  await click('tr[data-item="number"] input');
  expect(program.asked.at(-1)).toEqual({ tick: 'number' });
});

test('where windows cannot stay on top and keys cannot be had, it says so and goes on', async () => {
  const program = await open((it) => {
    it.here.can_stay = false;
    it.settings['global_keys'] = true;
    it.refused = ['F8', 'Shift+F8'];
  });
  expect(program.keys).toEqual([{ next: 'F8', previous: 'Shift+F8', again: 'Ctrl+F8' }]);
  expect(text('footer')).toContain('要置顶，请在窗口菜单里选。');
  expect(text('main')).toContain('F8、Shift+F8 在别的程序里用不了');
  await key('F8');
  expect(program.asked).toEqual(['next']);
});

test('other programs keep their keys unless they are asked for, and get them back', async () => {
  const program = await open();
  expect(program.keys).toEqual([]);
  program.settings['global_keys'] = true;
  program.settings['keys'] = { next: 'F9' };
  program.tell(null);
  await pause(0);
  expect(program.keys.at(-1)).toMatchObject({ next: 'F9' });
  program.settings['global_keys'] = false;
  program.tell(null);
  await pause(0);
  expect(program.keys.at(-1)).toEqual({});
});

test('a file is named where no program shows folders', async () => {
  await at('photo');
  await key('F8', { ctrlKey: true });
  expect(text('[data-item]')).toContain('/upload/photo.jpg');
});

test.each(['paused', 'stop', 'number', 'type', 'photo', 'finished'])(
  '%s has names, roles and relations that hold',
  async (id) => {
    const place = id === 'finished' ? items.length : items.findIndex((it) => it.id === id);
    await open((it) => (it.at = place));
    for (const list of [false, true]) {
      if (list && document.querySelector('[data-list]')) await click('[data-list]');
      vi.useRealTimers();
      const rules = { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } };
      const { violations } = await axe.run(document.body, { rules });
      expect(violations.map((it) => it.id)).toEqual([]);
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    }
  },
);
