import { expect, test } from 'vitest';
import { click, find, open, settle, text, use } from './window';

test('a table is read, looked through, mapped, taken in and taken back', async () => {
  const program = await open('#/');
  await use('从表格导入');
  await settle();
  program.picked = '/文档/名册.csv';
  await use('选择表格…');
  expect(program.asked).toContainEqual({
    locale: 'zh',
    command: 'read_table',
    path: '/文档/名册.csv',
    procedure: 'tdxl',
  });
  // Where something is wrong, that is shown first, with the reason in its cell.
  expect(find('[data-show="bad"]').getAttribute('aria-pressed')).toBe('true');
  expect(text('[data-row="3"] [data-fact="person.id_number"]')).toContain('应为 18 位');
  await click('[data-show="all"]');
  expect(text('[data-row="2"] [data-state], [data-row="2"] .state')).toContain('可导入');
  expect(text('[data-row="4"] .state')).toContain('已在资料台：张三');
  await click('[data-row="4"] [data-fact="contact.mobile"] input');
  expect(program.asked).toContainEqual({
    locale: 'zh',
    command: 'take_over',
    row: 4,
    fact: 'contact.mobile',
    take: true,
  });
  const select = find<HTMLSelectElement>('select[data-column="E"]');
  select.value = 'contact.address';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
  expect(program.asked).toContainEqual({
    locale: 'zh',
    command: 'map_column',
    column: 4,
    fact: 'contact.address',
  });
  await click('[data-run]');
  await settle();
  expect(text('[data-imported]')).toContain('新增 1 人');
  expect(document.querySelector('[data-run]')).toBeNull();
  await click('[data-save-bad]');
  expect(program.asked.at(-1)).toMatchObject({ command: 'save_bad_rows', path: '/文档/有问题的行.xlsx' });
  await click('[data-undo-import]');
  await settle();
  expect(text('[data-imported]')).toContain('已撤销导入');
  expect(find('[data-run]').textContent).toContain('导入 2 人');
});

test('an empty table and the list of people are saved without reading one', async () => {
  const program = await open('#/import');
  await use('存一份空白表格…');
  expect(program.asked.at(-1)).toMatchObject({ command: 'save_template', procedure: 'tdxl' });
  await use('导出名册…');
  expect(program.asked.at(-1)).toMatchObject({ command: 'save_people', procedure: 'tdxl', show_numbers: true });
});
