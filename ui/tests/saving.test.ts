import { expect, test } from 'vitest';
import { click, control, find, go, open, pause, press, settle, text, type, use } from './window';

const FACT = 'work.start_month';
const BASIC = '#/draft/1/step/basic';

test('an answer is saved 400 ms after typing stops, once', async () => {
  const program = await open(BASIC);
  type(control(FACT), '200606');
  await pause(399);
  expect(program.answers(FACT)).toEqual([]);
  await pause(1);
  expect(program.answers(FACT)).toEqual(['200606']);
  expect(text('.saved')).toBe('已保存 14:33');
});

test('steady typing is saved every 400 ms, and is one answer in the end', async () => {
  const program = await open(BASIC);
  const input = control(FACT);
  input.focus();
  for (let n = 1; n <= 12; n += 1) {
    input.value = '2'.repeat(n);
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await pause(250);
    const last = program.answers(FACT).at(-1) ?? '';
    expect(n - last.length, 'keys that would be lost').toBeLessThanOrEqual(2);
  }
  input.blur();
  await settle();
  const sent = program.asked.filter((it) => it.command === 'answer');
  expect(sent.at(-1)?.text).toBe('2'.repeat(12));
  expect(sent.map((it) => it.more ?? false)).toEqual(sent.map((_, at) => at > 0));
  type(input, '200606');
  input.blur();
  await settle();
  expect(program.asked.at(-1), 'what is typed later is another').toEqual({
    locale: 'zh',
    command: 'answer',
    draft: 1,
    fact: FACT,
    text: '200606',
  });
});

test('what is copied from the portal is saved while it is typed, too', async () => {
  const program = await open('#/draft/4/step/record');
  const saved = () => program.asked.flatMap((it) => (it.command === 'compare' ? [it.shown] : []));
  const differs = find<HTMLInputElement>('[data-fact="comparisons.record.name"] input[value="differs"]');

  differs.click();
  await settle();
  const input = find<HTMLInputElement>('.copied [id$="-shown"]');
  input.focus();
  for (let n = 1; n <= 8; n += 1) {
    input.value = '字'.repeat(n);
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await pause(250);
    expect(n - (saved().at(-1) ?? '').length).toBeLessThanOrEqual(2);
  }
});

test('leaving a field saves it at once', async () => {
  const program = await open(BASIC);
  type(control(FACT), '200606');
  control(FACT).blur();
  await settle();
  expect(program.answers(FACT)).toEqual(['200606']);
});

test('a reply disturbs neither the focus nor what is being typed; on leaving, what counts is shown', async () => {
  await open(BASIC);
  const input = control(FACT);
  type(input, '２００６０６');
  await pause(400);
  expect(input.value).toBe('２００６０６');
  expect(document.activeElement).toBe(input);
  input.blur();
  await settle();
  expect(input.value).toBe('200606');
  expect(control(FACT)).toBe(input);
});

test('what is typed while an answer is on its way is not lost', async () => {
  const program = await open(BASIC);
  const input = control(FACT);
  type(input, '2006');
  program.meanwhile = () => {
    program.meanwhile = undefined;
    type(input, '200606');
  };
  await pause(400);
  await pause(400);
  expect(input.value).toBe('200606');
  expect(program.answers(FACT).at(-1)).toBe('200606');
});

test('nothing is saved while an input method composes', async () => {
  const program = await open('#/draft/1/step/register');
  const input = control('contact.address');
  input.focus();
  input.dispatchEvent(new CompositionEvent('compositionstart'));
  input.value = "shi'li";
  input.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
  const enter = await press(input, 'Enter', { ctrlKey: true, keyCode: 229 });
  await pause(1000);
  expect(enter.defaultPrevented).toBe(false);
  expect(program.answers('contact.address')).toEqual([]);
  expect(location.hash).toContain('register');
  input.value = '示例';
  input.dispatchEvent(new CompositionEvent('compositionend'));
  await pause(400);
  expect(program.answers('contact.address')).toEqual(['示例']);
});

test('a full disk is told loudly with its cause, typing goes on, and 再试一次 saves everything', async () => {
  const program = await open(BASIC, (it) => (it.full = true));
  type(control(FACT), '200606');
  await pause(400);
  expect(text('[role="alert"].trouble')).toContain('没能保存。 磁盘已满');
  expect(text('.saved')).toBe('还没保存');
  type(control('degree.prior_month'), '201506');
  control('degree.prior_month').blur();
  await go('#/draft/1/step/work');
  await go(BASIC);
  expect(control(FACT).value).toBe('200606');
  expect(control('degree.prior_month').value).toBe('201506');
  program.full = false;
  find('.trouble .button--danger').focus();
  await use('再试一次');
  expect(document.querySelector('.trouble')).toBeNull();
  expect(document.activeElement).toBe(find('h1'));
  expect(program.answers(FACT).at(-1)).toBe('200606');
  expect(program.answers('degree.prior_month').at(-1)).toBe('201506');
});

test('while the vault cannot be written, everything on the screen can be saved elsewhere', async () => {
  const program = await open(BASIC, (it) => (it.full = true));
  type(control(FACT), '200606');
  control(FACT).blur();
  await go('#/draft/1/step/history');
  await click('[data-row="0"] .acts button:last-child');
  await pause(400);
  await use('另存到…');
  const path = '/文档/同等学力申硕-已填内容.json';
  const pending = { [FACT]: '200606' };
  expect(program.asked.at(-1)).toMatchObject({ command: 'save_facts', draft: 1, path, pending });
  expect(program.asked.at(-1)).toHaveProperty('rows.length', 2);
  expect(text('.trouble')).toContain(`已另存到 ${path}`);
  expect(text('.saved')).toBe('还没保存');

  await go(BASIC);
  type(control(FACT), '2006');
  await settle();
  expect(text('.trouble')).toContain('内容还在屏幕上');
  await go('#/');
  expect(text('.trouble')).toContain('张三');
  program.full = false;
  await use('再试一次');
  expect(document.querySelector('.trouble')).toBeNull();
  expect(program.answers(FACT).at(-1)).toBe('2006');
});

test('what could not be saved is tried again without being asked', async () => {
  const program = await open(BASIC, (it) => (it.full = true));
  type(control(FACT), '200606');
  await pause(400);
  program.full = false;
  await pause(10_000);
  expect(document.querySelector('.trouble')).toBeNull();
  expect(text('.saved')).toBe('已保存 14:33');
});

test('changing the step and closing the window save first; the window stays if that does not work, once', async () => {
  const program = await open(BASIC);
  type(control(FACT), '200606');
  await go('#/draft/1/step/work');
  expect(program.answers(FACT)).toEqual(['200606']);

  program.full = true;
  type(control('work.employer'), '示例公司');
  let stayed = 0;
  const event = { preventDefault: () => (stayed += 1) };
  await program.closing?.(event);
  expect(program.answers('work.employer')).toEqual(['示例公司']);
  expect(stayed).toBe(1);
  await program.closing?.(event);
  expect(stayed).toBe(1);
});

test('undo belongs to the field while one writes in it, and to the draft elsewhere', async () => {
  const program = await open(BASIC);
  const undone = () => program.asked.filter((it) => it.command === 'undo').length;
  await press(control(FACT), 'z', { ctrlKey: true });
  expect(undone()).toBe(0);
  program.draft.undo = false;
  await press(find('h1'), 'z', { ctrlKey: true });
  expect(undone()).toBe(1);
  expect(text('main')).toContain('已撤销：参加工作年月');
  await use('撤销');
  expect(undone()).toBe(1);
  expect(text('main')).toContain('没有可撤销的改动。');
});

test('a history row is saved like any answer', async () => {
  const program = await open('#/draft/1/step/history');
  await use('添加一段');
  const place = find<HTMLInputElement>('[data-column="place"] input');
  // The row before goes on to this month; what would follow it is in the future.
  expect(find<HTMLInputElement>('[data-column="from"] input').value).toBe('');
  type(place, '示例研究所');
  await pause(400);
  const last = program.asked.findLast((it) => it.command === 'set_history');
  expect(last?.command === 'set_history' && last.rows.map((it) => it.place)).toEqual([
    '示例大学',
    '示例建筑公司',
    '示例设计院',
    '示例研究所',
  ]);
  expect(place.value).toBe('示例研究所');
});

test('what the shell throws is never told in its own words', async () => {
  const technical = 'invalid args `request` for command `call`';
  for (const reason of [technical, new Error('IPC custom protocol failed'), { code: 500 }, undefined]) {
    await open(BASIC, (program) => {
      const answer = program.invoke;
      program.invoke = async (command, args) => {
        const asked = command === 'call' && (args?.['request'] as { command: string }).command;
        if (asked === 'undo') throw reason;
        return answer(command, args);
      };
    });
    await use('撤销');
    expect(text('[role="alert"].trouble')).toContain('程序出了错，这一步没有完成');
  }
});
