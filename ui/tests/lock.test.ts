import { expect, test } from 'vitest';
import { find, open, press, settle, text, type, use } from './window';

const input = (id: string) => find<HTMLInputElement>(`#${id}`);

async function submit(): Promise<void> {
  find<HTMLFormElement>('#protect').requestSubmit();
  await settle();
}

test('who uses the computer is asked beside the work, and can be put off for good', async () => {
  const program = await open('#/', (it) => (it.desk = { ...it.desk, samples: false }));
  expect(text('.protect')).toContain('谁用这台电脑');
  await use('以后再说');
  expect(document.querySelector('.protect')).toBeNull();
  expect(program.settings.ask_later).toBe(true);
  await open('#/settings');
  expect(text('[data-keys]')).toContain('选择保护方式');
});

test('alone, the keychain keeps the key, and the code counts once it was copied', async () => {
  const program = await open('#/settings');
  await use('选择保护方式');
  expect(text('dialog')).toContain('不用再输密码');
  await submit();
  expect(text('[data-code]')).toBe('ABCDEFGHJKMNPQRSTVWXYZ0123');
  type(input('group-0'), 'FGHJK');
  type(input('group-1'), 'YZ0123');
  await submit();
  expect(program.kept).toEqual([{ choose: { shared: false, passphrase: null, typed: ['FGHJK', 'YZ0123'] } }]);
  expect(text('[data-keys]')).toContain('现在锁定（Ctrl+L）');
});

test('without a keychain that is said, and a passphrase is wanted', async () => {
  const program = await open('#/settings', (it) => (it.offer = { ...it.offer, keychain: false }));
  await use('选择保护方式');
  expect(text('dialog')).toContain('没有可用的系统钥匙串');
  type(input('first'), 'short');
  await submit();
  expect(text('dialog [role=alert]')).toBe('密码至少要 8 个字符。');
  type(input('first'), '春眠不觉晓 2026');
  type(input('again'), '春眠不觉晓 2027');
  await submit();
  expect(text('dialog [role=alert]')).toBe('两次输入的密码不一样。');
  type(input('again'), '春眠不觉晓 2026');
  await submit();
  expect(text('[data-code]')).not.toBe('');
  expect(program.kept).toEqual([]);
});

test('Ctrl+L locks, or leads to the question', async () => {
  const program = await open('#/');
  await press(document.body, 'l', { ctrlKey: true });
  expect(program.locked).toBe(false);
  expect(location.hash).toBe('#/settings');
  program.keys.chosen = true;
  await press(document.body, 'l', { ctrlKey: true });
  expect(program.locked).toBe(true);
});

test('a second place is kept once there is a lock, and left again', async () => {
  await open('#/settings');
  expect(text('[data-second]')).toContain('先在上面选好资料库的锁');
  const program = await open('#/settings', (it) => (it.keys.chosen = true));
  await use('选择文件夹…');
  expect(text('[data-second]')).toContain('/文档/回执');
  expect(text('[data-second]')).toContain('最近一份：2026-11-28 09:00');
  program.backups.second = { place: '/文档/回执', newest: null, there: false };
  await open('#/settings', (it) => Object.assign(it, { keys: program.keys, backups: program.backups }));
  expect(text('[data-second]')).toContain('插上后自动补存');
  await use('不再另存');
  expect(text('[data-second]')).not.toContain('回执');
});

test('a backup from elsewhere wants what opens it, and says when that is another', async () => {
  const program = await open('#/settings', (it) => (it.picked = '/U 盘/20261128-090000.vault'));
  await use('从别处的备份恢复…');
  expect(text('dialog')).toContain('/U 盘/20261128-090000.vault');
  const adopt = async (typed: string) => {
    type(input('adopted'), typed);
    find<HTMLFormElement>('#adopt').requestSubmit();
    await settle();
  };
  await adopt('XXXXX');
  expect(text('dialog [role=alert]')).toBe('密码或恢复码不对。');
  expect(program.restored).toEqual([]);
  await adopt('ABCDE');
  expect(program.restored).toEqual(['/U 盘/20261128-090000.vault']);
});
