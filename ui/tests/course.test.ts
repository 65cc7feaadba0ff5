// What happens at the portal: comparing, the log, points of no return, what time has outdated, beginning again.

import { expect, test } from 'vitest';
import type { ComparisonView } from '../src/lib/ipc/contract.gen';
import type { Program } from './program';
import { find, go, open, pause, settle, text, type, use } from './window';

const TASKS = '#/draft/7';

function choose(selector: string): Promise<void> {
  const input = find<HTMLInputElement>(selector);
  input.click();
  return settle();
}

/** The step “work” compares the name and the picture. */
function comparing(program: Program): void {
  const item = (id: string, label: string, known: string, copied: boolean): ComparisonView['items'][number] => ({
    id: `record.${id}`,
    fact: `comparisons.record.${id}`,
    label,
    gloss: '',
    known,
    sensitive: false,
    copied,
    verdict: null,
    shown: '',
    evidence: '',
  });
  const step = program.draft.steps.find((it) => it.id === 'work');
  if (!step) throw new Error('no such step');
  step.comparison = {
    title: '学籍信息对照表',
    lead: '逐项看平台显示的与本人所知是否一致。',
    source: '学信档案流程（2022）5',
    items: [item('name', '姓名', '张三', true), item('photo', '照片', '', false)],
  };
}

test('an item is compared by one press; what differs is copied, with its evidence', async () => {
  const program = await open('#/draft/7/step/work', comparing);
  const row = '[data-fact="comparisons.record.name"]';
  expect(text(row)).toContain('张三');
  expect(document.querySelector(`${row} input.text-input`)).toBeNull();
  await choose(`${row} input[value="differs"]`);
  const [shown, evidence] = document.querySelectorAll<HTMLInputElement>(`${row} input.text-input`);
  if (!shown || !evidence) throw new Error('nowhere to write');
  type(shown, '张山');
  await pause(400);
  type(evidence, '身份证');
  await pause(400);
  const asked = program.asked.filter((it) => it.command === 'compare').at(-1);
  expect(asked).toMatchObject({ item: 'record.name', verdict: 'differs', shown: '张山', evidence: '身份证' });

  const photo = '[data-fact="comparisons.record.photo"]';
  await choose(`${photo} input[value="differs"]`);
  expect(document.querySelectorAll(`${photo} input.text-input`)).toHaveLength(1);
  expect(text('[role="status"]')).not.toBe('');
  expect(document.body.textContent).toContain('已核对 2 / 2 项');
});

test('what was typed last is sent when the step is left before the pause', async () => {
  const program = await open('#/draft/7/step/work', comparing);
  const row = '[data-fact="comparisons.record.name"]';
  await choose(`${row} input[value="differs"]`);
  type(find<HTMLInputElement>(`${row} input.text-input`), '张山');
  await go(TASKS);
  const asked = program.asked.filter((it) => it.command === 'compare').at(-1);
  expect(asked).toMatchObject({ shown: '张山' });
});

test('a stage is told done by one press and taken back by another', async () => {
  const program = await open(TASKS);
  await use('我已激活账号');
  expect(program.asked.at(-1)).toMatchObject({ command: 'log', act: 'activated', at: null, note: '' });
  expect(text('[data-log]')).toContain('我已激活账号');
  find('[data-stage="activate"] .act button').click();
  await settle();
  expect(program.asked.at(-1)).toMatchObject({ command: 'unlog', entry: 'activated#1' });
});

test('a line of the log is written with its time and a note', async () => {
  const program = await open(TASKS, ({ draft }) => {
    draft.acts.push({
      id: 'refused',
      title: '审核未通过',
      at: null,
      answer: true,
      note_label: '未通过的原因',
      entry: null,
    });
  });
  find('[data-log] summary').click();
  await settle();
  // What the portal answers is offered first, and asked for its reason.
  expect(find<HTMLSelectElement>('#log-act').value).toBe('refused');
  expect(text('label[for="log-note"]')).toBe('未通过的原因');
  type(find<HTMLInputElement>('#log-at'), '2026-11-22 11:00');
  type(find<HTMLInputElement>('#log-note'), '照片不清晰');
  await use('记下');
  const wanted = { command: 'log', act: 'refused', at: '2026-11-22 11:00', note: '照片不清晰' };
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
  await go('#/draft/7/export');
  expect(text('[data-note="stale"]')).toContain('更新到本月');
});

test('help is found by the portal’s own words, and says what to do in each case', async () => {
  await open(TASKS, ({ draft }) => {
    draft.help.push({
      id: 'taken',
      title: '证件号码被占用',
      says: ['该证件号码已被注册'],
      text: '先想想自己有没有注册过。',
      cases: [{ when: '本人注册过', then: '用“找回用户名”。' }],
      source: '学信档案流程（2022）',
      differs: '',
    });
  });
  await use('求助');
  type(find<HTMLInputElement>('.help input'), '号码 已被注册');
  await settle();
  const cards = [...document.querySelectorAll('[data-help]')].map((it) => it.getAttribute('data-help'));
  expect(cards).toEqual(['taken']);
  expect(text('[data-help="taken"]')).toContain('本人注册过 用“找回用户名”。');
});

test('beginning again asks first', async () => {
  const program = await open(TASKS);
  await use('再办一次');
  expect(program.asked.some((it) => it.command === 'begin_again')).toBe(false);
  await use('封存并再办一次');
  expect(program.asked.some((it) => it.command === 'begin_again')).toBe(true);
  expect(location.hash).toBe('#/draft/8');
});

test('a closed draft is only looked at', async () => {
  await open('#/draft/7/review', ({ draft }) => (draft.closed = '2026-11-22'));
  expect(document.body.textContent).toContain('已于 2026-11-22 封存');
  expect(document.querySelectorAll('.summary-list .act a')).toHaveLength(0);
  expect(document.querySelectorAll('.thread li')).toHaveLength(2);
});

test('an answer can stand for one procedure alone', async () => {
  const program = await open('#/draft/7/step/work');
  find('[data-fact="work.employer"] input').dispatchEvent(
    new KeyboardEvent('keydown', { key: 'F10', shiftKey: true, bubbles: true }),
  );
  await settle();
  await use('只在本事项用别的内容');
  const wanted = { command: 'answer', fact: 'work.employer', text: '示例设计院', only_here: true };
  expect(program.asked.find((it) => it.command === 'answer')).toMatchObject(wanted);
});

test('what differs leads to the form, and a letter is there to be copied', async () => {
  const program = await open('#/draft/7/step/work', (it) => {
    comparing(it);
    it.draft.correction = true;
    const body = '您好：\n请更正证件号码。';
    it.draft.mails = [
      { id: 'number', title: '更正证件号码', to: 'kefu@example.cn', subject: '张三', body, enclosed: '身份证双面' },
    ];
  });
  await use('有不一致或看不到的内容');
  expect(location.hash).toBe('#/draft/7/export');
  await use('存勘误表');
  expect(program.asked.at(-1)).toMatchObject({
    command: 'save_correction',
    path: '/文档/同等学力申硕-数据检查勘误表.pdf',
  });
  expect(text('[data-paper="correction"] [role="status"]')).toContain('已存到');
  const letter = find<HTMLTextAreaElement>('#number-body');
  expect(letter.value).toContain('请更正证件号码。');
  letter.focus();
  expect(letter.selectionEnd).toBe(letter.value.length);
  expect(text('[data-mail="number"]')).toContain('身份证双面');
});
