import { expect, test } from 'vitest';
import { deal, gather } from '../src/step/parts';
import type { Program } from './program';
import { field, finding } from './story';
import { control, find, go, open, pause, press, settle, text, type, use } from './window';

const WORK = '#/draft/1/step/work';
const facts = () => [...document.querySelectorAll<HTMLElement>('form [data-fact]')].map((it) => it.dataset['fact']);
const named = (count: number) => Array.from({ length: count }, (_, n) => field(`long.${n}`, `第 ${n} 项`));

/** The step of work is made this long; what is wrong is in its last field. */
function long(program: Program, count = 9): void {
  program.settings.whole_page = false;
  const step = program.draft.steps.find((it) => it.id === 'work');
  if (step) step.fields = named(count);
  program.draft.findings.push(finding('work', `long.${count - 1}`, '最后一项不对。'));
}

test.each([
  [0, 0, 0],
  [1, 1, 1],
  [7, 7, 1],
  [8, 4, 2],
  [11, 6, 2],
  [15, 5, 3],
])('%i fields are dealt out by %i into %i parts', (count, most, parts) => {
  const sizes: Record<number, number> = {};
  for (const part of deal(named(count)).values()) sizes[part] = (sizes[part] ?? 0) + 1;
  expect(Object.values(sizes).length).toBe(parts);
  expect(Math.max(0, ...Object.values(sizes))).toBe(most);
});

test('a field that has appeared joins the one before it, and an empty part is none', () => {
  const [a, b, c, d, e, f, g, h] = named(8);
  const dealt = deal(named(8));
  const parts = (...fields: (typeof a)[]) =>
    gather(
      fields.filter((it) => it !== undefined),
      dealt,
    );
  const [x, y] = [field('new.x', 'x'), field('new.y', 'y')];
  expect(parts(x, a, b, c, d, e, y, f, g, h)).toEqual([
    [x, a, b, c, d],
    [e, y, f, g, h],
  ]);
  expect(parts(e, f)).toEqual([[e, f]]);
  expect(parts()).toEqual([[]]);
});

test('a long step goes on part by part, each from its heading, and back the same way', async () => {
  await open(WORK, long);
  const [first, second] = [
    ['0', '1', '2', '3', '4'],
    ['5', '6', '7', '8'],
  ].map((it) => it.map((n) => `long.${n}`));
  expect(text('h1')).toBe('工作单位 1/2');
  expect(facts()).toEqual(first);
  await press(control('long.4'), 'Enter', { ctrlKey: true });
  expect(text('h1')).toBe('工作单位 2/2');
  expect(document.activeElement).toBe(find('h1'));
  expect(facts()).toEqual(second);
  await use('保存并继续');
  expect(find('main').dataset['screen']).toBe('review');
  await go('#/draft/1/step/work?part=2');
  await press(document.body, 'ArrowLeft', { altKey: true });
  expect(facts()).toEqual(first);
  await use('上一步');
  expect(location.hash).toBe('#/draft/1/step/degree?part=2');
});

test('going back to a long step one comes to its last part', async () => {
  await open('#/draft/1/step/photo', (it) => {
    it.settings.whole_page = false;
    const step = it.draft.steps.find((one) => one.id === 'register');
    if (step) step.fields = named(8);
  });
  await use('上一步');
  expect(text('h1')).toBe('注册信息 2/2');
});

test('what is typed in one part is saved on the way to the next', async () => {
  const program = await open(WORK, long);
  type(control('long.0'), '示例');
  await press(control('long.0'), 'Enter', { ctrlKey: true });
  expect(program.answers('long.0')).toEqual(['示例']);
  expect(document.querySelector('[role="alert"]')).toBeNull();
});

test('a link to a field leads to the part that holds it: from checking, and from the summary', async () => {
  await open('#/draft/1/step/work?fact=long.8&back=review', long);
  expect(document.activeElement).toBe(control('long.8'));
  await go('#/draft/1/step/work?back=review');
  expect(facts()[0]).toBe('long.0');
  expect(text('[role="alert"]')).toContain('有 1 处需要修改');
  find('[role="alert"] a').click();
  await settle();
  expect(document.activeElement).toBe(control('long.8'));
  await press(control('long.8'), 'Enter', { ctrlKey: true });
  expect(location.hash).toBe('#/draft/1/review');
});

test('fields that come and go move nothing from the part in which one writes', async () => {
  const program = await open(WORK, (it) => long(it, 7));
  const step = program.draft.steps.find((it) => it.id === 'work');
  program.meanwhile = () => step?.fields.splice(1, 0, ...['a', 'b'].map((it) => field(`new.${it}`, it)));
  type(control('long.0'), '是');
  control('long.6').focus();
  await pause(400);
  expect(facts().length).toBe(9);
  expect(document.activeElement).toBe(control('long.6'));
});

test('whole pages show all of a step at once, from the step or the settings, and stay', async () => {
  const program = await open(WORK, long);
  await use('整页显示');
  expect(facts().length).toBe(9);
  expect(text('h1')).toBe('工作单位');
  expect(program.settings.whole_page).toBe(true);
  await press(document.body, 'Enter', { ctrlKey: true });
  expect(find('main').dataset['screen']).toBe('review');
  await go(WORK);
  control('long.8').focus();
  await settle();
  await use('分页显示');
  expect(facts()).toContain('long.8');
  expect(text('h1')).toBe('工作单位 2/2');
  await go('#/settings');
  const box = [...document.querySelectorAll('label')].find((it) => it.textContent?.includes('整页'));
  box?.click();
  await settle();
  expect(program.settings.whole_page).toBe(true);
  await go('#/draft/1/step/basic');
  expect([...document.querySelectorAll('button')].some((it) => it.textContent?.includes('分页'))).toBe(
    facts().length > 7,
  );
});
