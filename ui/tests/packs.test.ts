import { expect, test } from 'vitest';
import { click, find, go, open, settle, text, use } from './window';

const TITLE = '同等学力申硕（示例大学）';

test('a pack is imported, and is in the list with what it extends', async () => {
  const program = await open('#/settings', (it) => (it.picked = '/下载/own.toml'));
  await use('导入办理事项');
  await settle();
  expect(program.asked.at(-1)).toMatchObject({ command: 'import_pack', path: '/下载/own.toml', replace: false });
  expect(text('[data-pack="tdxl-example.toml"]')).toContain(
    `${TITLE} tdxl-example · 核对于 2026-11-20 · 以“同等学力申硕”为基础`,
  );
  expect(text('[aria-labelledby="own-packs"] [role="status"]')).toBe(`已导入“${TITLE}”。`);
});

test('a pack that is there is replaced only after a question', async () => {
  const program = await open('#/settings', (it) => (it.picked = '/下载/own.toml'));
  await use('导入办理事项');
  await settle();
  await use('导入办理事项');
  await settle();
  expect(text('dialog')).toContain('替换后不能恢复');
  await use('先不动');
  expect(program.asked.at(-1)).toMatchObject({ replace: false });
  await use('导入办理事项');
  await settle();
  await click('dialog .button--seal');
  expect(program.asked.at(-1)).toMatchObject({ command: 'import_pack', replace: true });
  expect(document.querySelector('dialog')).toBeNull();
});

test('a pack goes at one press, and comes back at another', async () => {
  const program = await open('#/settings', (it) => (it.picked = '/下载/own.toml'));
  await use('导入办理事项');
  await settle();
  find('[data-pack] button').focus();
  await use(`移除 ${TITLE}`);
  expect(program.asked.at(-1)).toMatchObject({ command: 'remove_pack', file: 'tdxl-example.toml' });
  expect(document.querySelector('[data-pack]')).toBeNull();
  expect(document.activeElement).toBe(find('[data-undo]'));
  expect(text('[aria-labelledby="own-packs"] [data-done]')).toContain('用它填过的内容都留着');
  await click('[data-undo]');
  expect(program.asked).toContainEqual({ locale: 'zh', command: 'put_back' });
  expect(text('[data-pack]')).toContain(TITLE);
  expect(document.querySelector('[data-undo]')).toBeNull();
});

test('a file that is no pack is told in the words of the program', async () => {
  await open('#/settings', (it) => (it.picked = '/下载/own.docx'));
  await use('导入办理事项');
  await settle();
  expect(document.body.textContent).toContain('第 1 行不是正确的 TOML');
});

test('a pack that does not load is listed with the reason', async () => {
  await open('#/settings', (it) => (it.packs.refused = [{ file: 'x.toml', message: 'x.toml：id：缺少“id”' }]));
  expect(text('[data-refused="x.toml"]')).toContain('x.toml：id：缺少“id”');
});

test('a draft without its pack is named, and leads to where packs are imported', async () => {
  const gone = { installed: false, title: '办理事项“own”未安装' };
  await open('#/settings', (it) => Object.assign(it.desk.applicants[0]?.drafts[0] ?? {}, gone));
  await go('#/');
  expect(text('[data-applicant="1"]')).toContain('办理事项“own”未安装');
  expect(find('[data-applicant="1"] .procedure').querySelector('a')).toBeNull();
  await use('去设置中导入');
  expect(find('main').dataset['screen']).toBe('settings');
});
