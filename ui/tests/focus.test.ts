import { expect, test } from 'vitest';
import { button, screens } from './examples';
import type { Program } from './program';
import { control, find, open, pause, press, settle, text } from './window';

/** What was pressed already, by screen: one of each kind is enough. */
const pressed = new Set<string>();

/** The next of the buttons that are there to be pressed. */
function next(): HTMLElement | undefined {
  const all = document.querySelectorAll<HTMLElement>('button, summary');
  return [...all].find((it) => {
    if (it.closest('[hidden], [inert]')) return false;
    const name = it.getAttribute('aria-label') ?? (it.textContent || it.getAttribute('type') || '');
    const at = it.closest('.app-bar') ? '' : document.querySelector('main')?.dataset['screen'];
    const key = [at, it.tagName, name.replace(/[\d\s]+/g, ''), it.className].join();
    return !pressed.has(key) && pressed.add(key);
  });
}

/** What the stand-in has no answer to does not work: that loses no keyboard either. */
function refuse(program: Program): void {
  program.picked = null;
  const answer = program.invoke;
  program.invoke = async (command, args) => {
    const reply = await answer(command, args);
    if (program.unknown.splice(0).length > 0) throw { message: '这里没有回答。' };
    return reply;
  };
}

const where = () => {
  const at = document.activeElement;
  return at && at !== document.body && at.isConnected ? '' : (at?.tagName ?? 'nowhere');
};

test.each(screens)('$at: whatever is pressed, the keyboard is somewhere', async ({ at }) => {
  const there = () => open(at, refuse);
  await there();
  const screen = find('main').dataset['screen'];
  const lost: string[] = [];
  for (let it = next(); it; it = next()) {
    it.focus();
    it.click();
    await settle();
    await pause(400);
    if (where()) lost.push(`${it.textContent?.trim() ?? ''} → ${where()}`);
    if (find('main').dataset['screen'] !== screen) await there();
  }
  expect(lost).toEqual([]);
});

test('after a repair the keyboard is at the field', async () => {
  const fact = 'work.start_month';
  const program = await open('#/draft/1/step/basic', (it) => {
    for (const found of it.draft.findings) if (found.fact === fact) found.fixes = ['改为 200606'];
  });
  const repair = button('改为 200606');
  repair.focus();
  program.draft.findings = program.draft.findings.filter((it) => it.fact !== fact);
  repair.click();
  await settle();
  expect(document.activeElement).toBe(control(fact));
});

test('after a removal it is at what takes it back, and then at what came back', async () => {
  const program = await open('#/draft/1/step/history');
  const remove = find('[data-row="1"] .acts button:last-child');
  remove.focus();
  remove.click();
  await settle();
  expect(document.querySelectorAll('[data-row]').length).toBe(2);
  expect(text('[data-done]')).toContain('第 2 段已删除。');
  expect(document.activeElement).toBe(find('[data-undo]'));
  find('[data-undo]').click();
  await settle();
  expect(program.asked.at(-1)).toMatchObject({ command: 'undo' });
  expect(document.querySelector('[data-undo]')).toBeNull();
  expect(document.activeElement).toBe(find('[data-row="1"] button'));
});

test('a dialog and a panel give it back to where it was', async () => {
  await open('#/draft/1/export');
  const before = button('打印准备回执');
  before.focus();
  before.click();
  await settle();
  expect(find('dialog').contains(document.activeElement)).toBe(true);
  await press(find('dialog'), 'Escape');
  expect(document.querySelector('dialog')).toBeNull();
  expect(document.activeElement?.textContent).toBe(before.textContent);
});

test('help opens at its search', async () => {
  await open('#/draft/1/step/basic');
  await press(find('h1'), 'F1');
  expect(document.activeElement).toBe(find('.help input'));
  await press(find('.help input'), 'Escape');
  expect(document.activeElement).toBe(find('h1'));
});

test('what is pressed on the way to a page is meant for it', async () => {
  await open('#/draft/1/step/work');
  const save = (at: EventTarget) =>
    at.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }));
  save(find('h1'));
  for (let n = 0; n < 9; n += 1) await Promise.resolve();
  expect(location.hash, 'on the way').toBe('#/draft/1/review');
  save(find('h1'));
  await settle();
  await settle();
  expect(location.hash).toBe('#/draft/1/export');
});
