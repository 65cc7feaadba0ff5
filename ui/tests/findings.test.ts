import { expect, test } from 'vitest';
import { control, find, go, open, pause, press, settle, text, type, use } from './window';

const BASIC = '#/draft/7/step/basic';
const field = (fact: string) => text(`[data-fact="${fact}"]`);

test('what is wrong is said at the field; what is only missing waits until the step has been left', async () => {
  await open(BASIC);
  expect(field('work.start_month')).toContain('参加工作年月是 5 位');
  expect(control('work.start_month').getAttribute('aria-invalid')).toBe('true');
  expect(field('person.political_status')).not.toContain('还没填');
  expect(document.querySelector('[role="alert"]')).toBeNull();
  await use('保存并继续');
  expect(location.hash).toBe('#/draft/7/step/history');
  await go(BASIC);
  expect(field('person.political_status')).toContain('政治面貌还没填');
  expect(text('[role="alert"]')).toContain('有 2 处需要修改');
  expect(document.title).toBe('有错误：基本信息 — 张三 — 备申');
});

test('a new finding waits until the field is left, an old one goes as soon as it is no longer true', async () => {
  await open(BASIC);
  const input = control('work.start_month');
  type(input, '200606');
  await pause(400);
  expect(field('work.start_month')).not.toContain('应为 6 位');
  type(input, '2006');
  await pause(400);
  expect(field('work.start_month')).not.toContain('应为 6 位');
  input.blur();
  await settle();
  expect(field('work.start_month')).toContain('参加工作年月是 4 位');
  const described = input.getAttribute('aria-describedby')?.split(' ') ?? [];
  expect(described.map((id) => text(`[id="${id}"]`)).join()).toContain('参加工作年月是 4 位');
});

test('nothing moves between the press and the release of the pointer', async () => {
  await open(BASIC);
  type(control('degree.prior_month'), '2014');
  find('h1').dispatchEvent(new Event('pointerdown', { bubbles: true }));
  control('degree.prior_month').blur();
  await settle();
  expect(field('degree.prior_month')).not.toContain('应为 6 位');
  find('h1').dispatchEvent(new Event('pointerup', { bubbles: true }));
  await settle();
  expect(field('degree.prior_month')).toContain('应为 6 位');
});

test('a line of the summary leads to its field', async () => {
  await open(BASIC);
  await go('#/draft/7/step/work');
  await go(BASIC);
  find('[role="alert"] a').click();
  await settle();
  expect(document.activeElement).toBe(control('work.start_month'));
});

test('a warning can be repaired or kept', async () => {
  const program = await open(BASIC);
  await use('改成 201506');
  expect(program.asked).toContainEqual({
    locale: 'zh',
    command: 'fix',
    draft: 7,
    finding: 'basic-degree.prior_month-shape',
    fix: 0,
  });
  expect(field('degree.prior_month')).not.toContain('请核对');
  await go('#/draft/7/step/history');
  await use('保留');
  expect(text('[data-fact="history"]')).toContain('已核对，保留现在的内容：2018 年 7 月');
  await use('不再保留');
  expect(text('[data-fact="history"]')).toContain('请核对：2018 年 7 月');
});

test('a repair is of what is found after what was typed has been saved', async () => {
  const program = await open(BASIC);
  program.meanwhile = () =>
    program.draft.findings.forEach((it) => it.fact === 'degree.prior_month' && (it.id = 'renamed'));
  type(control('person.name_pinyin'), 'ZHANG SHAN');
  await use('改成 201506');
  expect(program.asked.at(-1)).toMatchObject({ command: 'fix', finding: 'renamed' });
});

test('the margin shows the portal’s word, its format and the source of the field in focus', async () => {
  await open(BASIC);
  control('work.start_month').focus();
  await settle();
  expect(text('.margin-note')).toContain(
    '平台上叫 参加工作年月 平台格式 六位数字，如 200606 怎么填 第一次正式工作的年月',
  );
  expect(document.querySelectorAll('.margin-note').length).toBe(1);
});

test('earlier answers are a key away, and one of them can be taken again', async () => {
  const program = await open(BASIC);
  await press(control('work.start_month'), 'F10', { shiftKey: true });
  await settle();
  expect(text('.past')).toContain('20060 11-22 14:32 现在200606 11-22 14:30 手填');
  await use('200606');
  expect(program.answers('work.start_month')).toEqual(['200606']);
  expect(document.activeElement).toBe(control('work.start_month'));
});
