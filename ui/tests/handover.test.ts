import { expect, test } from 'vitest';
import { click, find, open, press, settle, text, type, use } from './window';

const CODE = 'ABCD-2345-EFGH-6789';

/** Opens the bundle that somebody has sent. */
async function opened(code = CODE, masked = false) {
  const program = await open('#/import', (it) => (it.settings.mask_numbers = masked));
  program.picked = '/文档/备申交接包.beishen';
  await click('[data-choose-bundle]');
  await settle();
  type(find<HTMLInputElement>('[data-take] input'), code);
  await use('打开');
  await settle();
  return program;
}

test('who is marked is handed over, and the code is shown once, apart from the file', async () => {
  const program = await open('#/');
  await click('[data-draft="1"] .mark input');
  await settle();
  await click('[data-act=handover]');
  expect(text('[data-handover]')).toContain('选中的 1 人');
  await click('[data-make]');
  await settle();
  const asked = program.asked.find((it) => it.command === 'save_bundle');
  expect(asked).toMatchObject({ path: '/文档/备申交接包.beishen' });
  expect(text('[data-code]').replaceAll(/\s/g, '')).toBe('ABCD2345EFGH6789');
  expect(text('[data-handover]')).toContain('不要和文件一起发');
  // Neither Escape nor the marks take it away; only its own button does.
  await press(find('[data-handover] h2'), 'Escape');
  await use('取消选择');
  expect(text('[data-code]')).toContain('ABCD');
  await click('[data-handover] .button--quiet');
  expect(document.querySelector('[data-code]')).toBeNull();
});

test('a bundle is looked through, what both have changed is chosen, and it can be taken back', async () => {
  const program = await opened();
  expect(text('[data-take]')).toContain('张三');
  expect(text('[data-take]')).toContain('更新 2 项');
  const [ours, theirs] = document.querySelectorAll<HTMLInputElement>('[data-differing] input');
  expect(theirs?.checked, 'the later one is proposed').toBe(true);
  expect(program.asked.some((it) => it.command === 'merge_bundle')).toBe(false);
  ours?.click();
  await settle();
  await click('[data-merge]');
  await settle();
  expect(program.asked.find((it) => it.command === 'merge_bundle')).toMatchObject({ theirs: [] });
  expect(text('[data-take] [data-done]')).toContain('新增 1 人');
  await click('[data-take] [data-undo]');
  await settle();
  expect(program.asked.at(-1)).toMatchObject({ command: 'undo_import', import: 9 });
  expect(text('[data-take]')).toContain('已撤销');
});

test('a wrong code is said, and what was typed stays to be put right', async () => {
  await opened('ABCD-2345-EFGH-0000');
  expect(document.body.textContent).toContain('交接码不对');
  expect(find<HTMLInputElement>('[data-take] input').value).toBe('ABCD-2345-EFGH-0000');
});

test('numbers of both sides are hidden where that is asked for', async () => {
  await opened(CODE, true);
  expect(text('[data-differing]')).toContain('139****9000');
  expect(text('[data-take]')).not.toContain('13900139000');
});
