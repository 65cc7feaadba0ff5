import { expect, test } from 'vitest';
import type { Program } from './program';
import { find, go, open, settle, text, use } from './window';

/** Draws a stroke of two points in the pad. */
async function draw(from: [number, number], to: [number, number]): Promise<void> {
  const pad = find('[data-pad]');
  pad.getBoundingClientRect = () => ({ left: 0, top: 0, width: 560, height: 170 }) as DOMRect;
  pad.setPointerCapture = () => undefined;
  const at = (type: string, [clientX, clientY]: [number, number]) =>
    pad.dispatchEvent(
      new PointerEvent(type, { clientX, clientY, pointerId: 1, isPrimary: true, button: 0, bubbles: true }),
    );
  at('pointerdown', from);
  at('pointermove', to);
  at('pointerup', to);
  await settle();
}

/** What was signed last. */
const signed = (program: Program) => program.asked.findLast((it) => it.command === 'sign');

test('a paper is left empty for ink unless one signs; each stroke is kept, taken back and cleared', async () => {
  const program = await open('#/draft/1/export');
  expect(find<HTMLInputElement>('[name=signature][value=ink]').checked).toBe(true);
  expect(document.querySelector('[data-pad]')).toBeNull();
  find('[name=signature][value=screen]').click();
  await settle();
  await draw([56, 17], [280, 85]);
  await draw([280, 85], [900, 85]);
  const [one, two] = [
    [
      [0.1, 0.1],
      [0.5, 0.5],
    ],
    [
      [0.5, 0.5],
      [1, 0.5],
    ],
  ];
  expect(signed(program)).toMatchObject({ draft: 1, strokes: [one, two] });
  expect(text('[data-signature]')).toContain('已签 2 笔');
  await use('退回一笔');
  expect(signed(program)).toMatchObject({ strokes: [one] });
  await use('清除');
  expect(signed(program)).toMatchObject({ strokes: [] });
  await draw([56, 17], [280, 85]);
  find('[name=signature][value=ink]').click();
  await settle();
  expect(signed(program)).toMatchObject({ strokes: [] });
});

test('a signature under other words says so and is given again or anew', async () => {
  const strokes: [number, number][][] = [[[0.1, 0.1]]];
  const program = await open('#/draft/1/export', (it) => {
    it.draft.signature = { strokes, at: '2026-11-22 09:00', stands: false };
  });
  expect(text('[data-signature]')).toContain('签名以后内容改过');
  await use('核对过了，签名仍有效');
  expect(signed(program)).toMatchObject({ strokes });
  expect(text('[data-signature]')).not.toContain('签名以后内容改过');
});

test('what is closed cannot be signed', async () => {
  const program = await open('#/', (it) => (it.draft.closed = '2026-11-01'));
  await go('#/draft/1/export');
  expect(program.draft.closed).toBe('2026-11-01');
  expect(document.querySelector('[data-signature]')).toBeNull();
});
