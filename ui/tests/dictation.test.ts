import { expect, test } from 'vitest';
import { pieces } from '../src/step/spelling';
import { control, find, open, press, settle, text } from './window';

test.each([
  ['11010519491231002X', '110105 19491231 002X(X-ray)'],
  ['110105194912310021', '110105 19491231 0021'],
  ['13800008000', '138 0000 8000'],
  ['01062961234', '0106 2961 234'],
  ['张三', '张(弓长) 三'],
  ['E12345678', 'E(Echo) 1234 5678'],
  ['z.s1@x.cn', 'z(Zulu) .(点) s(Sierra) 1 @(艾特) x(X-ray) .(点) c(Charlie) n(November)'],
  ['𠮷', '𠮷'],
])('%s is read out as %s', (value, said) => {
  const sign = (c: string) => ({ '@': '艾特', '.': '点' })[c] ?? '';
  expect(
    pieces(value, sign)
      .map((it) => it.text + (it.says && `(${it.says})`))
      .join(' '),
  ).toBe(said);
});

test('a number is read out beside its field, and the keyboard comes back to it', async () => {
  await open('#/draft/1/step/register');
  const field = '[data-fact="person.id_number"]';
  const button = [...document.querySelectorAll<HTMLElement>(`${field} button`)].find((it) =>
    it.textContent?.includes('电话核对'),
  );
  button?.focus();
  button?.click();
  await settle();
  expect(text('[data-dictation]')).toBe('11010519491231002XX-ray');
  await press(find('dialog'), 'Escape');
  expect(document.activeElement).toBe(button);
});

test('Tab goes past what is read out, from field to field; Shift+F10 has it in turn', async () => {
  await open('#/draft/1/step/register', (it) => {
    const answer = it.invoke;
    it.invoke = async (command, args) =>
      JSON.stringify(args ?? {}).includes('past_values') ? [] : answer(command, args);
  });
  const field = find('[data-fact="person.id_number"]');
  const tools = () =>
    [...field.querySelectorAll<HTMLElement>('button')].filter((it) => it.textContent?.includes('电话核对'));
  expect(tools().map((it) => it.tabIndex)).toEqual([-1]);
  await press(control('person.id_number'), 'F10', { shiftKey: true });
  expect(
    tools()
      .map((it) => it.tabIndex)
      .sort(),
  ).toEqual([-1, 0]);
});

test('behind an open dialog nothing goes on', async () => {
  const program = await open('#/draft/1/step/register');
  find<HTMLElement>('[data-inspect]').click();
  await settle();
  const before = program.asked.length;
  for (const [key, held] of [
    ['ArrowLeft', { altKey: true }],
    ['Enter', { ctrlKey: true }],
    ['e', { ctrlKey: true }],
    ['z', { ctrlKey: true }],
    ['PageDown', { ctrlKey: true }],
  ] as const)
    await press(find('dialog button'), key, held);
  expect(location.hash).toBe('#/draft/1/step/register');
  expect(find('dialog')).toBeTruthy();
  expect(program.asked.slice(before)).toEqual([]);
});

test('every value can be read out, also one with characters that nothing is said of', async () => {
  await open('#/draft/1/step/register');
  const buttons = [...document.querySelectorAll('button')].filter((it) => it.textContent?.includes('电话核对'));
  expect(buttons.length).toBeGreaterThan(2);
  for (const button of buttons) {
    button.click();
    await settle();
    expect(document.querySelectorAll('[data-dictation] li').length).toBeGreaterThan(0);
    await press(find('dialog'), 'Escape');
  }
});
