import { expect, test } from 'vitest';
import { find, open, settle, text } from './window';

async function choose(id: string, value: string): Promise<void> {
  const select = find<HTMLSelectElement>(`select#${id}`);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
}

test('what is chosen from a list is kept as it was meant', async () => {
  const program = await open('#/settings');
  await choose('theme', 'dark');
  await choose('scale', '1.5');
  await choose('clear_after', '0');
  expect(program.settings).toMatchObject({ theme: 'dark', scale: 1.5, clear_after: 0 });
  expect(document.documentElement.dataset['theme']).toBe('dark');
  expect(document.documentElement.style.fontSize).toBe('150%');
});

test('each box says what it is for, and is kept as it is ticked', async () => {
  const program = await open('#/settings');
  const boxes = [...document.querySelectorAll<HTMLInputElement>('section input[type="checkbox"]')];
  expect(boxes.map((it) => it.labels?.[0]?.textContent?.trim())).toEqual([
    '遮挡 遮挡号码',
    '整页 整页模式',
    '提醒 到期提醒',
    '启用 在其他程序里也能用它的键',
  ]);
  for (const box of boxes) box.click();
  await settle();
  expect(program.settings).toMatchObject({
    mask_numbers: true,
    whole_page: false,
    reminders: false,
    global_keys: true,
  });
});

test('it says what it is, and opens the licences of others where they are', async () => {
  const program = await open('#/settings');
  expect(text('[data-version]')).toBe('版本 0.1.0+abcdef0');
  find('[data-licences]').click();
  await settle();
  expect(program.opened).toEqual(['licences']);
  await open('#/settings', (it) => (it.licences = false));
  expect(document.querySelector('[data-licences]')).toBeNull();
  expect(text('section[aria-labelledby="about"]')).toContain('随安装包提供');
});

test('what is on the screen follows a change of language at once', async () => {
  await open('#/settings');
  expect(text('h1')).toBe('设置');
  await choose('locale', 'en');
  expect(text('h1')).toBe('Settings');
  expect(text('[aria-current="page"]')).toBe('Settings');
});

test('a backup is put back only after it was asked, and the page begins anew', async () => {
  const program = await open('#/settings');
  const line = find('li[data-backup]');
  expect(text('li[data-backup]')).toContain('2026-11-28 09:00 256 KB');
  line.querySelector('button')?.click();
  await settle();
  expect(text('dialog')).toContain('现在的资料库不会删除');
  expect(program.restored).toEqual([]);
  find('dialog .button--seal').click();
  await settle();
  expect(program.restored).toEqual(['20261128-090000.vault']);
});

test('everything is written person by person, and taken in again after a look, with a way back', async () => {
  await open('#/settings');
  find('[data-write-everything]').click();
  await settle();
  expect(text('[data-everything]')).toContain('全部写出');
  expect(text('[data-everything]')).toContain('没有加密');
  find('[data-look-into]').click();
  await settle();
  expect(text('[data-everything]')).toContain('可取入 12 人');
  expect(text('#everything ~ ul')).toContain('00004');
  find('[data-take-in]').click();
  await settle();
  expect(text('#everything ~ [data-done]')).toContain('已取入 12 人');
  expect(document.activeElement?.id).toBe('everything');
  find('#everything ~ [data-done] [data-undo]').click();
  await settle();
  expect(text('[data-everything]')).toContain('已撤销');
});

test('what was written out is told, a few lines at first, and that nothing was', async () => {
  const program = await open('#/settings', (it) => {
    const [line] = it.exports;
    if (line) it.exports = Array.from({ length: 20 }, () => line);
  });
  const lines = () => document.querySelectorAll('[data-exports] tr').length;
  expect(lines()).toBe(8);
  expect(text('[data-exports] tr')).toContain('答辩材料');
  expect(text('[data-all-exports]')).toBe('全部 20 条');
  find('[data-all-exports]').click();
  await settle();
  expect(lines()).toBe(20);
  expect(program.asked.filter((it) => it.command === 'exports').length).toBe(1);
  await open('#/settings', (it) => (it.exports = []));
  expect(lines()).toBe(0);
  expect(text('section[aria-labelledby=privacy]')).toContain('还没有导出过');
});

test('for how long applicants are kept is chosen from a list', async () => {
  const program = await open('#/settings');
  expect(find<HTMLSelectElement>('#keep_days').value).toBe('180');
  await choose('keep_days', '0');
  expect(program.settings.keep_days).toBe(0);
});
