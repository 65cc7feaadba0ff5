import { expect, test } from 'vitest';
import { OFFICE, type Program } from './program';
import { click, find, go, open, settle, text, type, use } from './window';

const shared = (it: Program, change: Partial<typeof OFFICE> = {}) => (it.office = { ...OFFICE, ...change });
const asked = (program: Program, command: string) => program.asked.filter((it) => it.command === command);

test('it is off until a desk says its name; then its new code is shown, may be hidden and shown again', async () => {
  const program = await open('#/settings');
  expect(text('[data-office]')).toContain('本程序不联网');
  expect(document.querySelector('[data-stands]')).toBeNull();
  type(find<HTMLInputElement>('[data-office] [name=desk]'), '二号窗口');
  await click('[data-on]');
  await settle();
  expect(asked(program, 'set_office').at(-1)).toMatchObject({ name: '二号窗口', code: '' });
  expect(text('[data-office] [data-code]').replaceAll(/\s/g, '')).toBe('ABCDEFGHJKMNPQRSTVWXYZ2345');
  expect(text('[data-office]')).toContain('能读共享的全部资料');
  expect(text('[data-stands]')).toContain('共享 3 人，待发 1，待收 2。');
  expect(text('[data-trays]')).toBe('/资料/office');
  await use('收起办公室码');
  expect(document.querySelector('[data-office] [data-code]')).toBeNull();
  await use('显示办公室码');
  expect(text('[data-office] [data-code]')).toContain('ABCDE');
});

test('another desk joins with the code, which is not shown to who has typed it; a new name keeps the code', async () => {
  const program = await open('#/settings');
  type(find<HTMLInputElement>('[data-office] [name=desk]'), '三号窗口');
  type(find<HTMLInputElement>('[data-office] [name=code]'), 'ABCDE-FGHJK');
  await click('[data-on]');
  await settle();
  expect(asked(program, 'set_office').at(-1)).toMatchObject({ name: '三号窗口', code: 'ABCDE-FGHJK' });
  expect(document.querySelector('[data-office] [data-code]')).toBeNull();
  type(find<HTMLInputElement>('[data-office] [name=desk]'), '四号窗口');
  await use('改名');
  expect(asked(program, 'set_office').at(-1)).toMatchObject({ name: '四号窗口', code: null });
});

test('to turn it off and to have people deleted at the office is asked first', async () => {
  const program = await open('#/settings', (it) => shared(it, { erased: 2, forgotten: 1 }));
  expect(text('[data-office]')).toContain('2 人这里已没有，办公室还有。');
  expect(text('[data-office]')).toContain('1 人办公室已删除');
  for (const [button, command] of [
    ['[data-forget]', 'office_forget'],
    ['[data-off]', 'leave_office'],
  ] as const) {
    await click(button);
    await use('先不动');
    expect(asked(program, command)).toEqual([]);
    await click(button);
    await click('dialog [data-sure]');
    await settle();
    expect(asked(program, command)).toHaveLength(1);
  }
  expect(document.querySelector('[data-stands]')).toBeNull();
});

test('trays that are gone are said, and made again under the same code', async () => {
  const program = await open('#/', (it) => shared(it, { there: false }));
  expect(text('[data-round]')).toContain('收发文件夹不见了');
  expect(document.querySelector('[data-send-and-fetch]')).toBeNull();
  await go('#/settings');
  await click('[data-again]');
  await settle();
  expect(asked(program, 'set_office').at(-1)).toMatchObject({ name: '二号窗口', code: null });
});

test('while it is off nothing of it is on the desk', async () => {
  const program = await open('#/');
  await click('[data-draft="1"] .mark input');
  await settle();
  expect(document.querySelector('[data-round], [data-act=share], .held')).toBeNull();
  await use('更多 张三');
  expect(document.querySelector('[data-person]')).toBeNull();
  expect(program.asked.some((it) => it.command.includes('office'))).toBe(false);
});

test('who is marked is shared after it was said what that means', async () => {
  const program = await open('#/', (it) => shared(it));
  await click('[data-draft="1"] .mark input');
  await settle();
  await click('[data-act=share]');
  expect(text('[data-share]')).toContain('收不回来');
  expect(asked(program, 'share_applicants')).toEqual([]);
  await click('[data-share-them]');
  await settle();
  expect(asked(program, 'share_applicants')).toMatchObject([{ applicants: [1] }]);
  expect(text('[data-share]')).toContain('1 人放进待发');
});

test('a row says who works on somebody, and so does the draft at its top, which stays open to be written', async () => {
  await open('#/', (it) => shared(it));
  expect(text('[data-draft="1"]')).toContain('一号窗口正在办理');
  expect(text('tbody')?.split('正在办理')).toHaveLength(2);
  await go('#/draft/1');
  expect(text('[data-held]')).toContain('“一号窗口”正在办理此人（约剩 12 分钟）');
  await go('#/draft/5');
  expect(document.querySelector('[data-held]')).toBeNull();
});

test('one press takes in and puts out: who came, what both have changed with both values, and the way back', async () => {
  const program = await open('#/', (it) => {
    shared(it);
    it.settings.mask_numbers = true;
  });
  expect(text('[data-waits]')).toBe('待发 1，待收 2');
  expect(text('[data-round]')).toContain('beishen-office 上次收送：2026-11-28 10:00');
  await click('[data-send-and-fetch]');
  await settle();
  expect(text('[data-round] [data-done]')).toContain('新增 1 人，更新 1 人');
  expect(text('[data-came]')).toContain('李四');
  expect(text('[data-round]')).toContain('取回后再收发');
  expect(text('[data-round] [data-differing]')).toContain('138****8000');
  expect(text('[data-round] .counts')).toContain('139****9000');
  expect(text('[data-round]')).not.toContain('13900139000');
  await click('[data-round] [data-undo]');
  await settle();
  expect(asked(program, 'undo_import')).toMatchObject([{ import: 12 }, { import: 11 }]);
  expect(text('[data-round]')).toContain('下次收送会再来');
  expect(document.querySelector('[data-came]')).toBeNull();
});

test('what cannot be saved is not put together with what comes', async () => {
  const program = await open('#/draft/1/step/degree', (it) => shared(it));
  program.full = true;
  const input = find<HTMLInputElement>('[data-fact] input[type=text], [data-fact] input:not([type])');
  type(input, '甲');
  input.dispatchEvent(new Event('blur'));
  await settle();
  await go('#/');
  await click('[data-send-and-fetch]');
  await settle();
  expect(asked(program, 'office_round')).toEqual([]);
});

test('somebody is taken over after it is said from whom, and let go', async () => {
  const program = await open('#/', (it) => {
    shared(it);
    it.person = { shared: true, there: true, by: '一号窗口', asked: null };
  });
  await use('更多 张三');
  await settle();
  expect(text('[data-person]')).toContain('“一号窗口”正在办理');
  await click('[data-take-over]');
  expect(text('[data-person]')).toContain('从“一号窗口”接手？');
  expect(asked(program, 'office_take_over')).toEqual([]);
  await click('[data-person] [data-sure]');
  await settle();
  expect(asked(program, 'office_take_over')).toMatchObject([{ applicant: 1, from: '一号窗口' }]);
  expect(text('[data-person]')).toContain('下次收送时生效');
  await click('[data-let-go]');
  await settle();
  expect(asked(program, 'office_let_go')).toMatchObject([{ applicant: 1 }]);
});

test('one applicant is shared from their own card, after a question', async () => {
  const program = await open('#/', (it) => shared(it));
  await use('更多 张三');
  await settle();
  expect(text('[data-person]')).toContain('没有共享');
  await click('[data-share-one]');
  expect(asked(program, 'share_applicants')).toEqual([]);
  await click('[data-person] [data-sure]');
  await settle();
  expect(asked(program, 'share_applicants')).toMatchObject([{ applicants: [1] }]);
  expect(text('[data-person]')).toContain('办公室还没有收到');
});
