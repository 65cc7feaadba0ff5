// A program that takes its time: nothing that is pressed or typed before it answers is lost.

import { expect, test } from 'vitest';
import type { Program } from './program';
import { click, control, find, go, open, pause, press, settle, text, type, use } from './window';

type Args = Record<string, unknown>;
type Answer = (at?: number) => Promise<void>;

/** Lets what `which` names wait until it is let go, the first that waits or another. */
function slow(program: Program, which: string): Answer {
  const answer = program.invoke;
  const waiting: (() => void)[] = [];
  program.invoke = async (command: string, args: Args = {}) => {
    const asked = command === 'call' ? (args['request'] as { command: string }).command : command;
    if (asked === which) await new Promise<void>((go) => waiting.push(go));
    return answer(command, args);
  };
  return async (at = 0) => {
    waiting.splice(at, 1)[0]?.();
    await settle();
  };
}

/** Lets what `which` names fail until it is told not to. */
function broken(program: Program, message: string, which?: string, busy = false): () => void {
  const answer = program.invoke;
  let here = true;
  program.invoke = async (command: string, args: Args = {}) => {
    const asked = command === 'call' && (args['request'] as { command: string }).command;
    if (here && asked && (!which || asked === which)) throw { message, busy };
    return answer(command, args);
  };
  return () => (here = false);
}

const ctrl = (name: string, more: KeyboardEventInit = {}) => press(document.body, name, { ctrlKey: true, ...more });
const IN_USE = '资料库正由另一个备申窗口使用。';

test('a vault that another program has not let go of is told of, and opened as soon as it has', async () => {
  let free = (): void => undefined;
  await open('#/', (it) => (free = broken(it, IN_USE, undefined, true)));
  expect(text('[role="alert"].trouble')).toContain(IN_USE);
  await pause(5000);
  expect(text('[role="alert"].trouble')).toContain(IN_USE);
  free();
  await pause(500);
  expect(document.querySelector('.trouble')).toBeNull();
  expect(text('.data-table')).toContain('阿依古丽');
  expect(document.activeElement).toBe(find('main h1'));
});

test('the first page starts at its heading', async () => {
  await open('#/');
  expect(document.activeElement).toBe(find('main h1'));
});

test('another trouble waits for the person', async () => {
  let free = (): void => undefined;
  const program = await open('#/', (it) => (free = broken(it, '资料库文件有损坏。')));
  const asked = program.asked.length;
  free();
  await pause(60_000);
  expect(text('.trouble')).toContain('资料库文件有损坏。');
  expect(program.asked.length).toBe(asked);
  await use('再试一次');
  expect(document.querySelector('.trouble')).toBeNull();
  expect(text('.data-table')).toContain('阿依古丽');
});

test('a draft that could not be opened is shown once it can', async () => {
  let free = (): void => undefined;
  await open('#/', (it) => (free = broken(it, '读写磁盘时中断。', 'open_draft')));
  await go('#/draft/1');
  expect(find('main').dataset['screen']).toBe('desk');
  free();
  await use('再试一次');
  expect(find('main').dataset['screen']).toBe('tasks');
});

test('whoever is entered at the second attempt is gone to', async () => {
  let free = (): void => undefined;
  await open('#/', (it) => (free = broken(it, '磁盘已满。', 'add_applicant')));
  await use('新建申请人');
  find<HTMLInputElement>('[name=name]').value = '李四';
  find('form').dispatchEvent(new SubmitEvent('submit', { cancelable: true, bubbles: true }));
  await settle();
  expect(text('.trouble')).toContain('磁盘已满。');
  free();
  await use('再试一次');
  expect(location.hash).toBe('#/applicant/6');
});

test('Enter pressed twice is one applicant', async () => {
  let answer: Answer = async () => undefined;
  const program = await open('#/', (it) => (answer = slow(it, 'add_applicant')));
  await use('新建申请人');
  find<HTMLInputElement>('[name=name]').value = '李四';
  const enter = () => find('form').dispatchEvent(new SubmitEvent('submit', { cancelable: true, bubbles: true }));
  enter();
  enter();
  await answer();
  await answer();
  expect(program.asked.filter((it) => it.command === 'add_applicant').length).toBe(1);
});

test('Enter pressed twice is one entry in the record', async () => {
  let answer: Answer = async () => undefined;
  const program = await open('#/draft/1', (it) => (answer = slow(it, 'log')));
  const enter = () => find('[data-log] form').dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
  enter();
  enter();
  await settle();
  await answer();
  await answer();
  expect(program.asked.filter((it) => it.command === 'log').length).toBe(1);
});

test('the page waits for its settings: no key does what it no longer does, and none writes over them', async () => {
  let answer: Answer = async () => undefined;
  const program = await open('#/', (it) => {
    it.settings.keys = { find: 'Ctrl+j', mask: 'Ctrl+k' };
    it.settings.scale = 1.5;
    answer = slow(it, 'settings_get');
  });
  await ctrl('H', { shiftKey: true });
  await answer();
  expect(program.settings).toMatchObject({ keys: { find: 'Ctrl+j' }, scale: 1.5, mask_numbers: false });
  await ctrl('j');
  expect(document.querySelector('.find')).not.toBeNull();
});

test('a key that was just chosen works before it is kept', async () => {
  let answer: Answer = async () => undefined;
  const program = await open('#/settings', (it) => (answer = slow(it, 'settings_set')));
  await click('[data-action="find"] .key');
  await press(find('[data-action="find"] .key'), 'j', { ctrlKey: true });
  await press(document.activeElement ?? document.body, 'j', { ctrlKey: true });
  expect(document.querySelector('.find')).not.toBeNull();
  expect(text('[data-action="find"] [role="status"]')).toBe('');
  await answer();
  expect(program.settings.keys).toEqual({ find: 'Ctrl+j' });
  expect(text('[data-action="find"] [role="status"]')).toContain('Ctrl+J');
});

test('what is changed later is kept later', async () => {
  let answer: Answer = async () => undefined;
  const program = await open('#/', (it) => (answer = slow(it, 'settings_set')));
  await ctrl('H', { shiftKey: true });
  await ctrl('H', { shiftKey: true });
  await answer(1);
  await answer();
  await answer();
  expect(program.settings.mask_numbers).toBe(false);
});

test('a panel that is opened while a page is on its way stays open', async () => {
  let answer: Answer = async () => undefined;
  await open('#/', (it) => (answer = slow(it, 'open_draft')));
  // The stand-in for the browser tells of a new address a second time.
  let told = 0;
  const arrived = new Promise((done) => addEventListener('hashchange', () => ++told === 2 && done(told)));
  await go('#/draft/1');
  await arrived;
  await ctrl('k');
  await answer();
  await answer();
  expect(find('main').dataset['screen']).toBe('tasks');
  expect(document.querySelector('.find')).not.toBeNull();
  await go('#/');
  expect(document.querySelector('.find')).toBeNull();
});

test('of two searches the later one counts, whichever is answered first', async () => {
  let answer: Answer = async () => undefined;
  await open('#/', (it) => (answer = slow(it, 'search_applicants')));
  const input = find<HTMLInputElement>('input[type=search]');
  type(input, '无');
  type(input, '阿');
  await answer(1);
  await answer();
  expect(text('.data-table')).toContain('阿依古丽');
});

test('what is pressed while a list is being searched is for what is found', async () => {
  let answer: Answer = async () => undefined;
  const program = await open('#/draft/1/step/degree', (it) => (answer = slow(it, 'search_options')));
  const input = control('degree.discipline');
  type(input, 'tmgc');
  await press(input, 'ArrowDown');
  await press(input, 'Enter');
  expect(program.answers('degree.discipline')).toEqual([]);
  while (program.answers('degree.discipline').length === 0 && document.querySelector('.combobox[aria-busy=true]'))
    await answer();
  await settle();
  expect(program.answers('degree.discipline')).toEqual(['土木工程']);
});

test('a paper is printed when it is there, also if that was asked for before', async () => {
  let answer: Answer = async () => undefined;
  const program = await open('#/draft/1/export', (it) => {
    it.printers = ['Office'];
    answer = slow(it, 'preview');
  });
  await ctrl('p');
  await press(find('dialog'), 'p', { ctrlKey: true });
  expect(program.printed).toEqual([]);
  await answer();
  expect(program.printed).toEqual([{ preview: 1, printer: 'Office', locale: 'zh' }]);
});
