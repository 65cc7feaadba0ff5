// What happens at the portal: comparing, the log, points of no return, what time has outdated, beginning again.

import { expect, test } from 'vitest';
import { LETTER } from './program';
import { click, find, go, open, pause, settle, text, type, use } from './window';

const TASKS = '#/draft/1';
const COMPARING = '#/draft/4/step/record';

function choose(selector: string): Promise<void> {
  const input = find<HTMLInputElement>(selector);
  input.click();
  return settle();
}

test('an item is compared by one press; what differs is copied, with its evidence', async () => {
  const program = await open(COMPARING);
  const row = '[data-fact="comparisons.record.name"]';
  expect(text(row)).toContain('阿依古丽·买买提');
  expect(document.querySelector(`${row} input.text-input`)).toBeNull();
  await choose(`${row} input[value="differs"]`);
  const [shown, evidence] = document.querySelectorAll<HTMLInputElement>(`${row} input.text-input`);
  if (!shown || !evidence) throw new Error('nowhere to write');
  type(shown, '阿依古丽买买提');
  await pause(400);
  type(evidence, '身份证');
  await pause(400);
  const asked = program.asked.filter((it) => it.command === 'compare').at(-1);
  expect(asked).toMatchObject({ item: 'record.name', verdict: 'differs', shown: '阿依古丽买买提', evidence: '身份证' });

  const photo = '[data-fact="comparisons.record.image"]';
  await choose(`${photo} input[value="differs"]`);
  expect(document.querySelectorAll(`${photo} input.text-input`)).toHaveLength(1);
  expect(text('[role="status"]')).not.toBe('');
  expect(document.body.textContent).toContain('已核对 2 / 12 项');
});

test('what was typed last is sent when the step is left before the pause', async () => {
  const program = await open(COMPARING);
  const row = '[data-fact="comparisons.record.name"]';
  await choose(`${row} input[value="differs"]`);
  type(find<HTMLInputElement>(`${row} input.text-input`), '阿依古丽买买提');
  await go(TASKS);
  const asked = program.asked.filter((it) => it.command === 'compare').at(-1);
  expect(asked).toMatchObject({ shown: '阿依古丽买买提' });
});

test('a stage is told done by one press and taken back by another', async () => {
  const program = await open(TASKS);
  await use('我已激活账号');
  expect(program.asked.at(-1)).toMatchObject({ command: 'log', act: 'activated', at: null, note: '' });
  expect(text('[data-log]')).toContain('我已激活账号');
  find('[data-stage="activate"] .act button').click();
  await settle();
  expect(program.asked.at(-1)).toMatchObject({ command: 'unlog', entry: 'activated' });
});

test('a line of the log is written with its time and a note', async () => {
  const program = await open('#/draft/4');
  find('[data-log] summary').click();
  await settle();
  // What the portal answers is offered first, and asked for its reason.
  const act = find<HTMLSelectElement>('#log-act');
  expect(act.value).toBe('approved');
  act.value = 'rejected';
  act.dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
  expect(text('label[for="log-note"]')).toBe('未通过的原因');
  type(find<HTMLInputElement>('#log-at'), '2026-11-22 11:00');
  type(find<HTMLInputElement>('#log-note'), '照片不清晰');
  await use('记下');
  const wanted = { command: 'log', act: 'rejected', at: '2026-11-22 11:00', note: '照片不清晰' };
  expect(program.asked.at(-1)).toMatchObject(wanted);
  expect(text('[data-entry]')).toContain('照片不清晰');
  expect(find<HTMLInputElement>('#log-note').value).toBe('');
});

test('a point of no return is ticked where it is shown', async () => {
  const program = await open(TASKS);
  find('aside [data-irreversible="name-locked"] input').click();
  await settle();
  expect(program.asked.at(-1)).toMatchObject({ command: 'tick', tick: 'irreversible.name-locked', on: true });
});

test('what time has outdated, changed rules and a twin are told before anything else', async () => {
  const program = await open(TASKS, ({ draft }) => {
    draft.stale = [{ step: 'history', fact: 'history', message: '经历写到 2026 年 10 月，请点“更新到本月”。' }];
    draft.pack_changes = ['材料有变：电子照片'];
    draft.twin = '与“李四”的证件号码相同，请核对是否重复登记。';
  });
  expect(find<HTMLAnchorElement>('[data-note="stale"] a').hash).toContain('/step/history?fact=history');
  expect(text('[data-note="twin"]')).toContain('李四');
  expect(text('[data-note="changes"]')).toContain('材料有变：电子照片');
  await use('知道了');
  expect(program.asked.at(-1)).toMatchObject({ command: 'seen_changes' });
  expect(document.querySelector('[data-note="changes"]')).toBeNull();
  await go('#/draft/1/export');
  expect(text('[data-note="stale"]')).toContain('更新到本月');
});

test('help is found by the portal’s own words, and says what to do in each case', async () => {
  await open('#/draft/4');
  await use('求助');
  type(find<HTMLInputElement>('.help input'), '证件号码 已被注册');
  await settle();
  const cards = [...document.querySelectorAll('[data-help]')].map((it) => it.getAttribute('data-help'));
  expect(cards).toEqual(['number-taken']);
  expect(text('[data-help="number-taken"]')).toContain('本人注册过 停止注册，点“找回用户名”');
});

test('beginning again asks first', async () => {
  const program = await open(TASKS);
  await use('沿用上次的再办一次');
  expect(program.asked.some((it) => it.command === 'begin_again')).toBe(false);
  await use('封存并再办一次');
  expect(program.asked.some((it) => it.command === 'begin_again')).toBe(true);
  expect(location.hash).toBe('#/draft/4');
});

test('a closed draft is only looked at', async () => {
  await open('#/draft/1/review', ({ draft }) => (draft.closed = '2026-11-22'));
  expect(document.body.textContent).toContain('已于 2026-11-22 封存');
  expect(document.querySelectorAll('.summary-list .act a')).toHaveLength(0);
  expect(document.querySelectorAll('.thread li')).toHaveLength(2);
});

test('an answer can stand for one procedure alone', async () => {
  const program = await open('#/draft/1/step/work');
  find('[data-fact="work.employer"] input').dispatchEvent(
    new KeyboardEvent('keydown', { key: 'F10', shiftKey: true, bubbles: true }),
  );
  await settle();
  await use('只在本事项用别的内容');
  const wanted = { command: 'answer', fact: 'work.employer', text: '示例设计院', only_here: true };
  expect(program.asked.find((it) => it.command === 'answer')).toMatchObject(wanted);
});

test('what differs leads to the form, and a letter is there to be copied', async () => {
  const program = await open(COMPARING, (it) => {
    const draft = it.drafts.get(4);
    if (draft) Object.assign(draft, { correction: true, mails: [LETTER] });
  });
  await use('有不一致或看不到的内容');
  expect(location.hash).toBe('#/draft/4/export');
  expect(text('[data-choice="correction"]')).toContain('数据检查勘误表');
  expect(find<HTMLInputElement>('[data-choice="correction"] input').checked).toBe(true);
  find('[data-choice="correction"] input').focus();
  await settle();
  expect(find('[data-pane]').dataset['pane']).toBe('correction');
  await click('[data-export]');
  expect(program.asked.findLast((it) => it.command === 'export')).toMatchObject({
    papers: ['receipt', 'checklist', 'correction'],
    files: false,
  });
  const letter = find<HTMLTextAreaElement>('#school-body');
  expect(letter.value).toContain('老师好：');
  letter.focus();
  expect(letter.selectionEnd).toBe(letter.value.length);
  expect(find<HTMLInputElement>('#school-subject').value).toContain('学籍信息更正：阿依古丽·买买提');
});
