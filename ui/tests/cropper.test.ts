import { expect, test } from 'vitest';
import type { CropperView } from '../src/lib/ipc/contract.gen';
import { example } from './examples';
import type { Program } from './program';
import { find, open, pause, press, settle, text, use } from './window';

const CROPPER = (example('cropper').program as { cropper: CropperView }).cropper;

const asked = (program: Program, command: string) => program.asked.filter((it) => it.command === command).at(-1);
const number = (id: string) => find<HTMLInputElement>(`[data-number="${id}"]`);
const length = () => text('[data-length="head_height"]');

async function opened(prepare: (program: Program) => void = () => undefined): Promise<Program> {
  const program = await open('#/draft/1/step/photo', (it) => {
    it.cropper = structuredClone(CROPPER);
    prepare(it);
  });
  await use('裁剪');
  return program;
}

test('the frame moves and grows by keys, with the millimetres of the head beside it', async () => {
  const program = await opened();
  const frame = find('.cut');
  expect(document.activeElement).toBe(frame);
  expect(length()).toBe('头部长度30.3 mm358 px28–33 mm通过');
  await press(frame, 'ArrowLeft');
  await press(frame, 'ArrowDown', { shiftKey: true });
  expect(frame.getAttribute('aria-valuetext')).toBe('左 299，上 210，宽 600，高 872');
  for (let n = 0; n < 15; n += 1) await press(frame, '+', { shiftKey: true });
  expect(length()).toContain('请核对');
  await press(frame, '-');
  await use('按建议裁剪');
  expect(frame.getAttribute('aria-valuetext')).toBe('左 300，上 200，宽 600，高 872');
  await use('确定裁剪');
  expect(asked(program, 'prepare_photo')).toEqual({
    command: 'prepare_photo',
    draft: 1,
    material: 'photo',
    crop: CROPPER.crop,
    lines: [],
    locale: 'zh',
  });
  expect(document.querySelector('.cropper')).toBeNull();
  expect(document.activeElement?.textContent).toBe('裁剪');
});

test('a line moves by keys; the proposal follows it, and what was moved is sent along', async () => {
  const program = await opened((it) => (it.proposal = { crop: null, reason: '四周留空不够，缺上12像素，请重拍。' }));
  const crown = find('[data-line=crown]');
  await press(crown, 'ArrowUp', { shiftKey: true });
  await press(crown, 'ArrowUp');
  expect(crown.getAttribute('aria-valuenow')).toBe('289');
  expect(number('crown').value).toBe('289');
  expect(length()).toContain('30.9 mm365 px');
  await pause(200);
  expect(asked(program, 'propose_crop')).toMatchObject({ lines: [{ id: 'crown', at: 289 }] });
  expect(text('.cropper [role=status]')).toContain('缺上12像素，请重拍');
  await use('确定裁剪');
  expect(asked(program, 'prepare_photo')).toMatchObject({ lines: [{ id: 'crown', at: 289 }] });
});

test('lines go back to where they were found', async () => {
  const program = await opened();
  expect(text('.cropper .acts')).not.toContain('恢复量出的线');
  await press(find('[data-line=chin]'), 'ArrowDown');
  await use('恢复量出的线');
  expect(asked(program, 'propose_crop')).toMatchObject({ lines: [] });
  expect(number('chin').value).toBe('850');
});

test('whatever is dragged can be typed; a number that cannot be is put right', async () => {
  await opened();
  const write = async (id: string, value: string) => {
    number(id).value = value;
    number(id).dispatchEvent(new Event('change', { bubbles: true }));
    await settle();
    return number(id).value;
  };
  expect(await write('x', '350')).toBe('350');
  expect(await write('x', '99999')).toBe('600');
  expect(await write('y', '-5')).toBe('0');
  expect(await write('y', '')).toBe('0');
  expect(await write('width', '99999')).toBe('963');
  expect(await write('chin', '100')).toBe('301');
  expect(find('.cut').getAttribute('aria-valuetext')).toBe('左 237，上 0，宽 963，高 1400');
});

test('a frame that is too small says by how many pixels, and a line outside is named', async () => {
  await opened();
  number('width').value = '360';
  number('width').dispatchEvent(new Event('change', { bubbles: true }));
  await settle();
  expect(text('.cropper [role=status]')).toContain('裁剪框窄了 30、矮了 44 像素，不能放大；调不大就请重拍。');
  expect(text('.cropper [role=status]')).toContain('头顶在裁剪框外');
  expect(text('.cropper tbody tr')).toBe('像素360 × 523≥ 390 × 567需要修改');
});

test('what the program refuses stays open with the reason; Escape leaves everything as it was', async () => {
  const program = await opened((it) => (it.stopped = '压到最低品质仍超过大小上限，请换背景干净的照片。'));
  await press(find('.cut'), 'ArrowLeft');
  await use('确定裁剪');
  expect(text('.cropper [role=status]')).toContain('压到最低品质');
  expect(number('x').value).toBe('299');
  await press(find('.cut'), 'Escape');
  expect(document.querySelector('.cropper')).toBeNull();
  expect(find('.studio').hidden).toBe(false);
  expect(program.asked.filter((it) => it.command === 'prepare_photo').length).toBe(1);
});

test('a file that cannot be cropped says why', async () => {
  await opened((it) => (it.cropper = null));
  expect(text('.cropper [role=status]')).toBe('图片不完整或已损坏，请重新导出。');
  await use('不裁剪');
  expect(find('.studio').hidden).toBe(false);
});
