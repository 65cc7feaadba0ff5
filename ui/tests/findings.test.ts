import { expect, test } from 'vitest';
import { finding } from './story';
import { control, find, go, open, pause, press, settle, text, type, use } from './window';

const BASIC = '#/draft/1/step/basic';
const SHAPE = '请填 6 位数字“年年年年月月”，如 200606。';
const field = (fact: string) => text(`[data-fact="${fact}"]`);

test('what is wrong is said at the field; what is only missing waits until the step has been left', async () => {
  await open(BASIC);
  expect(field('work.start_month')).toContain(SHAPE);
  expect(control('work.start_month').getAttribute('aria-invalid')).toBe('true');
  expect(field('person.political_status')).not.toContain('还没有选择');
  expect(document.querySelector('[role="alert"]')).toBeNull();
  await use('保存并继续');
  expect(location.hash).toBe('#/draft/1/step/history');
  await go(BASIC);
  expect(field('person.political_status')).toContain('还没有选择政治面貌。');
  expect(text('[role="alert"]')).toContain('有 1 处需要修改，1 处没填');
  expect(document.title).toBe('有错误：基本信息 — 张三 — 备申');
});

test('a new finding waits until the field is left, an old one goes as soon as it is no longer true', async () => {
  await open(BASIC);
  const input = control('work.start_month');
  type(input, '200606');
  await pause(400);
  expect(field('work.start_month')).not.toContain(SHAPE);
  type(input, '2006');
  await pause(400);
  expect(field('work.start_month')).not.toContain(SHAPE);
  input.blur();
  await settle();
  expect(field('work.start_month')).toContain(SHAPE);
  const described = input.getAttribute('aria-describedby')?.split(' ') ?? [];
  expect(described.map((id) => text(`[id="${id}"]`)).join()).toContain(SHAPE);
});

test('nothing moves between the press and the release of the pointer', async () => {
  await open(BASIC);
  type(control('degree.prior_month'), '2014');
  find('h1').dispatchEvent(new Event('pointerdown', { bubbles: true }));
  control('degree.prior_month').blur();
  await settle();
  expect(field('degree.prior_month')).not.toContain(SHAPE);
  find('h1').dispatchEvent(new Event('pointerup', { bubbles: true }));
  await settle();
  expect(field('degree.prior_month')).toContain(SHAPE);
});

test('a line of the summary leads to its field', async () => {
  await open(BASIC);
  await go('#/draft/1/step/work');
  await go(BASIC);
  find('[role="alert"] a[href*="work.start_month"]').click();
  await settle();
  expect(document.activeElement).toBe(control('work.start_month'));
});

test('a warning can be repaired or kept', async () => {
  const program = await open('#/draft/1/step/history');
  const gap = program.draft.findings.find((it) => it.reason === 'gap')?.id;
  await use('保留');
  expect(field('history')).toContain('已核对，保留现在的内容：2018 年 7 月');
  await use('不再保留');
  expect(field('history')).toContain('请核对：2018 年 7 月');
  await use('补一段，内容自己填');
  expect(program.asked).toContainEqual({ locale: 'zh', command: 'fix', draft: 1, finding: gap, fix: 0 });
  expect(field('history')).not.toContain('请核对：2018 年 7 月');
  expect(field('history'), 'the row is only just being written').not.toContain('缺少单位或职务');
  await use('完成');
  expect(field('history')).toContain('缺少单位或职务');
});

const rail = (step: string) => text(`[data-step="${step}"] small`);

test.each([
  ['a row', 'history', 'history', '[data-column="from"] input'],
  ['a field', 'basic', 'person.name_pinyin', '[data-fact="person.name_pinyin"] input'],
])(
  'of %s that is being written nothing is said, and nothing counted, before it is left',
  async (_, step, fact, css) => {
    const program = await open(`#/draft/1/step/${step}`, ({ draft }) => {
      draft.findings = draft.findings.filter((it) => it.step !== step || it.severity !== 'error');
      for (const it of draft.steps) if (it.id === step) it.status = 'completed';
    });
    const before = rail(step);
    if (fact === 'history') await use('添加一段');
    program.draft.findings.push(finding(step, fact, '还缺一半。', { row: fact === 'history' ? 3 : null }));
    for (const it of program.draft.steps) if (it.id === step) it.status = 'has_problems';
    type(find(css), 'ZH');
    await pause(500);
    expect(program.asked.at(-1)?.command, 'it is saved').toMatch(/answer|set_history/);
    const knot = () => find(`nav [data-step="${step}"]`).dataset['status'];
    expect([field(fact).includes('还缺一半'), rail(step) === before || rail(step) === '填写中', knot()]).toEqual([
      false,
      true,
      'in_progress',
    ]);
    expect(program.title).not.toContain('有错误');
    if (fact === 'history') await use('完成');
    else find(css).blur();
    await settle();
    expect([rail(step), knot()]).toEqual(['1 处要改', 'has_problems']);
    expect(field(fact)).toContain('还缺一半');
    expect(program.title).toContain('有错误');
  },
);

test('a repair is of what is found after what was typed has been saved', async () => {
  const program = await open(BASIC, (it) =>
    it.draft.findings.forEach((one) => one.fact === 'degree.prior_month' && (one.fixes = ['改成 201506'])),
  );
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
    '平台上叫 参加工作年月 平台格式 200606 怎么填 平台示例“如:200606”。 为什么问 平台“学位申请 › 填写基本信息”要填。 依据 同等学力申硕网上注册及提交学位申请流程（2023）七、填写个人基本信息',
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
