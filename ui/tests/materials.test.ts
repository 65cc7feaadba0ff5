import { expect, test } from 'vitest';
import type { MaterialView } from '../src/lib/ipc/contract.gen';
import { SCANS, type Program } from './program';
import { draft } from './story';
import { drop, find, open, settle, text } from './window';

/** A scan of another procedure, beside the photo. */
const SCAN = { ...(draft(SCANS).materials.find((it) => it.id === 'grades') as MaterialView), step: 'photo' };

function twoFiles(program: Program): void {
  program.draft.materials.push(SCAN);
  program.draft.steps.find((it) => it.id === 'photo')?.materials.push('grades');
  for (const it of program.draft.materials) it.file = null;
}

const attached = (program: Program) =>
  program.asked.flatMap((it) => (it.command === 'attach' ? [[it.material, it.path]] : []));

test('a photo is asked for as a photo, anything else as a file, each under its name', async () => {
  await open('#/draft/1/step/photo', twoFiles);
  expect(text('[data-fact="files.photo"] [data-drop]')).toBe('把照片拖到这里，或按 Enter 选择。');
  expect(text('[data-fact="files.grades"] [data-drop]')).toBe('把文件拖到这里，或按 Enter 选择。');
  expect(text('main')).toContain('毕业生备案表');
});

test('among several files a dropped one goes to the one it is dropped on, and nowhere else', async () => {
  const program = await open('#/draft/1/step/photo', twoFiles);
  await drop('/文档/备案表.pdf', find('[data-fact="files.grades"] dl'));
  expect(attached(program)).toEqual([['grades', '/文档/备案表.pdf']]);
  await drop('/文档/备案表.pdf', find('h1'));
  expect(attached(program).length).toBe(1);
});

test('where there is one file, it may be dropped anywhere', async () => {
  const program = await open('#/draft/1/step/photo');
  await drop('/文档/张三.jpg', find('h1'));
  expect(attached(program)).toEqual([['photo', '/文档/张三.jpg']]);
});

test('the task list says what is missing or wrong and why, and leads there', async () => {
  await open('#/draft/1', twoFiles);
  expect(text('[data-material=grades]')).toContain('还没有选择学信网毕业生备案表（有成绩）的文件。');
  expect(text('[data-material=grades]')).toContain('还缺');
  expect(text('[data-material=photo]')).toContain('要改');
  const link = find<HTMLAnchorElement>('[data-material=grades] a');
  expect(link.getAttribute('href')).toContain('step/photo');
  expect(link.getAttribute('href')).toContain('files.grades');
});

test('one press makes a scan what is wanted, where that would help', async () => {
  const program = await open('#/draft/1/step/photo', (it) => {
    it.draft.materials.push({ ...SCAN, convert: true });
    it.draft.steps.find((step) => step.id === 'photo')?.materials.push('grades');
  });
  find('[data-fact="files.grades"] [data-convert]').click();
  await settle();
  expect(program.asked).toContainEqual(expect.objectContaining({ command: 'prepare_scan', material: 'grades' }));
  expect(text('[data-fact="files.photo"]')).not.toContain('按要求转换');
});

test('what is wrong with a file is not said of another whose name begins alike', async () => {
  await open('#/draft/1/step/photo', (program) => {
    twoFiles(program);
    const [of] = program.draft.findings;
    if (!of) throw new Error('the sample has findings');
    program.draft.findings.push({ ...of, id: 'alike', fact: 'files.grades_sealed', message: '盖章页缺一页。' });
  });
  expect(text('[data-fact="files.grades"]')).not.toContain('盖章页缺一页。');
});
