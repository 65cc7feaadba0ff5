// A data folder that cannot be written: the window says so, and everything in it is looked at on one page.

import { expect, test } from 'vitest';
import { find, go, open, text, use } from './window';

const WORDS = '资料文件夹不能写入，现在只能查看：/资料。请改好它的权限。';

test('nothing offers to be changed, and it is tried again at one press', async () => {
  const program = await open('#/', (it) => {
    it.desk.read_only = WORDS;
    it.draft.read_only = true;
  });
  expect(text('.read-only')).toContain(WORDS);
  expect(document.querySelector('main .button--primary')).toBeNull();
  for (const hash of ['#/draft/1', '#/draft/1/step/register', '#/draft/1/readback']) {
    await go(hash);
    expect(find('main').dataset['screen']).toBe('review');
    expect(document.querySelectorAll('main input, main textarea, main select, [data-stage] button')).toHaveLength(0);
    expect(text('main')).not.toContain('修改');
  }
  await go('#/draft/1/export');
  expect(find('main').dataset['screen']).toBe('export');
  program.desk.read_only = '';
  program.draft.read_only = false;
  await use('再试一次');
  expect(document.querySelector('.read-only')).toBeNull();
});
