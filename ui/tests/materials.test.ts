import { expect, test } from 'vitest';
import type { MaterialView } from '../src/lib/ipc/contract.gen';
import type { Program } from './program';
import { drop, find, open, text } from './window';

const SCAN: MaterialView = {
  id: 'grades',
  title: '毕业生备案表',
  detail: 'JPG 或 PDF',
  required: true,
  source: '',
  file: null,
  checks: [],
  ticks: [],
  prepared: null,
  stopped: '',
};

function twoFiles(program: Program): void {
  program.draft.materials.push(SCAN);
  program.draft.steps.find((it) => it.id === 'photo')?.materials.push('grades');
  for (const it of program.draft.materials) it.file = null;
}

const attached = (program: Program) =>
  program.asked.flatMap((it) => (it.command === 'attach' ? [[it.material, it.path]] : []));

test('a photo is asked for as a photo, anything else as a file, each under its name', async () => {
  await open('#/draft/7/step/photo', twoFiles);
  expect(text('[data-fact="files.photo"] [data-drop]')).toBe('把照片拖到这里，或按 Enter 选择。');
  expect(text('[data-fact="files.grades"] [data-drop]')).toBe('把文件拖到这里，或按 Enter 选择。');
  expect(text('main')).toContain('毕业生备案表');
});

test('among several files a dropped one goes to the one it is dropped on, and nowhere else', async () => {
  const program = await open('#/draft/7/step/photo', twoFiles);
  await drop('/文档/备案表.pdf', find('[data-fact="files.grades"] dl'));
  expect(attached(program)).toEqual([['grades', '/文档/备案表.pdf']]);
  await drop('/文档/备案表.pdf', find('h1'));
  expect(attached(program).length).toBe(1);
});

test('where there is one file, it may be dropped anywhere', async () => {
  const program = await open('#/draft/7/step/photo');
  await drop('/文档/张三.jpg', find('h1'));
  expect(attached(program)).toEqual([['photo', '/文档/张三.jpg']]);
});
