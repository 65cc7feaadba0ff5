import { expect, test } from 'vitest';
import type { Command, FoundOptions } from '../src/lib/ipc/contract.gen';
import type { Program } from './program';
import { control, find, open, press, settle, text, type } from './window';

const FACT = 'degree.discipline';
const DEGREE = '#/draft/1/step/degree';

/** Lists find what a test says, as late as it says. */
function finding(...found: string[]) {
  const waits: (() => void)[] = [];
  const state = { late: false, answer: () => waits.splice(0).forEach((go) => go()) };
  const prepare = (program: Program): void => {
    const answer = program.invoke;
    program.invoke = async (command, args) => {
      if ((args?.['request'] as Command | undefined)?.command !== 'search_options') return answer(command, args);
      if (state.late) await new Promise<void>((go) => waits.push(go));
      const like = { code: '', detail: '', names: '', gloss: '', certainty: 'standard', certainty_note: '' } as const;
      const reply: FoundOptions = { options: found.map((value) => ({ ...like, value })), total: found.length };
      return reply;
    };
  };
  return { state, prepare };
}

test.each(['Enter', 'Tab'])('%s takes the only match', async (key) => {
  const program = await open(DEGREE, finding('土木工程').prepare);
  type(control(FACT), 'tmgc');
  await settle();
  const pressed = await press(control(FACT), key);
  expect(pressed.defaultPrevented).toBe(key === 'Enter');
  expect(program.answers(FACT)).toEqual(['土木工程']);
  expect(control(FACT).value).toBe('土木工程');
});

test('Tab takes the only match also where it is found after the field was left', async () => {
  const { state, prepare } = finding('土木工程');
  const program = await open(DEGREE, prepare);
  state.late = true;
  type(control(FACT), 'tmgc');
  await press(control(FACT), 'Tab');
  control('degree.institution').focus();
  await settle();
  expect(program.answers(FACT), 'nothing is said of half a word').toEqual([]);
  state.answer();
  await settle();
  expect(program.answers(FACT)).toEqual(['土木工程']);
  expect(find(`[data-fact="${FACT}"] .popup`).hidden).toBe(true);
});

test.each([
  ['of several none is taken', ['土木工程', '土木水利'], 'tm', ['tm']],
  ['the one that is typed in full is', ['土木工程', '土木工程史'], '土木工程', ['土木工程']],
  ['nor is one where nothing was typed', ['土木工程'], '', ['']],
])('%s', async (_, found, typed, answers) => {
  const program = await open(DEGREE, finding(...found).prepare);
  const input = control(FACT);
  input.focus();
  input.value = typed;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settle();
  await press(input, 'Tab');
  input.blur();
  await settle();
  expect(program.answers(FACT)).toEqual(answers);
});

test('Esc lets what was typed stand, also beside a match', async () => {
  const program = await open(DEGREE, finding('土木工程').prepare);
  type(control(FACT), '土木');
  await settle();
  await press(control(FACT), 'Escape');
  await press(control(FACT), 'Tab');
  control(FACT).blur();
  await settle();
  expect(program.answers(FACT)).toEqual(['土木']);
});

test('Enter opens the first that Ctrl+K finds; a step is found by pinyin and initials', async () => {
  for (const query of ['gongzuodanwei', 'gzdw', '工作单位']) {
    await open('#/draft/1/step/basic');
    await press(find('h1'), 'k', { ctrlKey: true });
    type(find<HTMLInputElement>('#find'), query);
    await settle();
    expect(text('.find [role="option"]'), query).toContain('工作单位');
    await press(find('#find'), 'Enter');
    expect(location.hash, query).toBe('#/draft/1/step/work');
  }
});

test('a few options are radio buttons; where the portal has other words they can be given', async () => {
  const fact = 'degree.type';
  const program = await open(DEGREE);
  const radios = () => [...document.querySelectorAll<HTMLInputElement>(`[data-fact="${fact}"] [type="radio"]`)];
  expect(radios().map((it) => it.value)).toEqual(['学术型学位', '专业学位', '']);
  radios()[2]?.click();
  await settle();
  const line = find<HTMLInputElement>(`[data-fact="${fact}"] .text-input`);
  type(line, '专业学位（临床医学）');
  line.blur();
  await settle();
  expect(program.answers(fact)).toEqual(['专业学位（临床医学）']);
  expect(radios().map((it) => it.checked)).toEqual([false, false, true]);
  radios()[1]?.click();
  await settle();
  expect(program.answers(fact).at(-1)).toBe('专业学位');
  expect(document.querySelector(`[data-fact="${fact}"] .text-input`)).toBeNull();
});
