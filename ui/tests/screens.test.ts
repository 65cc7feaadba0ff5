import axe from 'axe-core';
import { expect, test, vi } from 'vitest';
import type { FieldView } from '../src/lib/ipc/contract.gen';
import { parse } from '../src/lib/route';
import { button, screens } from './examples';
import type { Program } from './program';
import { click, control, find, go, open, press, settle, text, type, use } from './window';

test.each(screens)('$at is a screen, named, with the focus on its heading', async ({ at, title }) => {
  const { screen } = parse(at);
  await open(screen === 'desk' ? '#/settings' : '#/');
  await go(at);
  expect(find('main').dataset['screen']).toBe(screen);
  expect(document.title).toBe(title);
  expect(document.activeElement).toBe(find('h1'));
});

test('a step that is not there leads to the steps that are', async () => {
  await open('#/draft/1/step/nowhere');
  expect(find('main').dataset['screen']).toBe('tasks');
});

test('first run: one press, a name, and the procedure is chosen next', async () => {
  const program = await open('#/', (it) => Object.assign(it.desk, { total: 0, applicants: [], samples: false }));
  await use('从空白开始');
  find<HTMLInputElement>('input[name="name"]').value = '李四';
  await click('.first-run form .button--primary');
  await settle();
  expect(program.asked).toContainEqual({ locale: 'zh', command: 'add_applicant', name: '李四' });
  expect(location.hash).toBe('#/applicant/6');
});

test('an applicant is renamed, put into the bin, brought back and erased, the last only after a question', async () => {
  const program = await open('#/');
  await use('更多 张三');
  expect(text('[data-actions="1"]')).toContain('不填就到 2027-');
  type(find<HTMLInputElement>('[data-actions="1"] [name="name"]'), '张三丰');
  await click('dialog .button--primary');
  const asked = (command: string) => program.asked.findLast((it) => it.command === command);
  expect(asked('rename_applicant')).toMatchObject({ applicant: 1, name: '张三丰' });
  expect(asked('set_about')).toMatchObject({ applicant: 1, about: { class: '', keep_until: null } });
  await use('更多 张三');
  await use('移到回收站');
  expect(asked('do_to_many')).toMatchObject({ applicants: [1], deed: 'bin' });
  await use('撤销');
  expect(asked('undo_many')).toBeDefined();
  await go('#/bin');
  await use('恢复 周八');
  expect(program.asked.at(-1)).toMatchObject({ command: 'restore_applicant', applicant: 5 });
  await use('彻底删除 周八');
  expect(program.asked.at(-1)).not.toMatchObject({ command: 'erase_applicant' });
  expect(text('dialog')).toContain('不能恢复');
  await click('dialog .button--seal');
  expect(program.asked.at(-1)).toMatchObject({ command: 'erase_applicant', applicant: 5 });
});

test('a list is searched by initials and chosen from by keys', async () => {
  const program = await open('#/draft/1/step/degree');
  const input = control('degree.discipline');
  type(input, 'tmgc');
  await settle();
  expect(input.getAttribute('aria-expanded')).toBe('true');
  expect(text('[data-fact="degree.discipline"] [role="status"]')).toBe('找到 1 个。 现在是土木工程');
  expect(text(`[id="${input.getAttribute('aria-activedescendant')}"]`)).toBe('0814 土木工程 学术学位');
  await press(input, 'Enter');
  expect(program.answers('degree.discipline')).toEqual(['土木工程']);
  expect(input.value).toBe('土木工程');
  expect(input.getAttribute('aria-expanded')).toBe('false');
  expect(text('aside')).toContain('申请学位学科名称土木工程');
});

test('half a query is no answer until the field is left', async () => {
  const program = await open('#/draft/1/step/degree');
  const input = control('degree.discipline');
  type(input, 'tm');
  await vi.advanceTimersByTimeAsync(2000);
  expect(program.answers('degree.discipline')).toEqual([]);
  await press(input, 'Escape');
  expect(input.getAttribute('aria-expanded')).toBe('false');
  input.blur();
  await settle();
  expect(program.answers('degree.discipline')).toEqual(['tm']);
});

test('a break in the history stands where it is, with its repairs', async () => {
  await open('#/draft/1/step/history');
  const rows = [...document.querySelectorAll('tbody tr')].map(
    (it) => it.textContent?.replace(/\s+/g, ' ').trim() ?? '',
  );
  expect(rows.map((it) => it.slice(0, 8))).toEqual(['1 2011.0', '2 2015.0', '请核对：2018', '3 2019.0']);
  expect(find('.timeline').getAttribute('aria-label')).toBe(
    '2011.09 至 2026.11，共 3 段；2018.07 至 2018.12没有经历。',
  );
});

test('a row of the history is moved and removed by buttons', async () => {
  const program = await open('#/draft/1/step/history');
  await click('[data-row="2"] button');
  await use('上移');
  const places = () => program.draft.history?.rows.map((it) => it.place);
  expect(places()).toEqual(['示例大学', '示例设计院', '示例建筑公司']);
  await use('完成');
  await click('[data-row="0"] .acts button:last-child');
  expect(places()).toEqual(['示例设计院', '示例建筑公司']);
});

test('a row goes no further than the first and the last place, and what lasts until now has nothing after it', async () => {
  const program = await open('#/draft/1/step/history');
  const acts = () => [...document.querySelectorAll('.form .acts button')].map((it) => it.textContent?.trim());
  await click('[data-row="0"] button');
  expect(acts()).not.toContain('上移');
  await use('完成');
  await click('[data-row="2"] button');
  expect(acts()).not.toContain('下移');
  await use('完成');
  expect(program.draft.history?.rows.at(-1)?.to).toBe(program.draft.history?.this_month);
  await click('.add');
  expect(find<HTMLInputElement>('[data-column="from"] input').value).toBe('');
});

test('from checking one goes to a field and comes back', async () => {
  await open('#/draft/1/review');
  await click('[data-fact="work.start_month"] .act a');
  expect(document.activeElement).toBe(control('work.start_month'));
  await press(control('work.start_month'), 'Enter', { ctrlKey: true });
  expect(location.hash).toBe('#/draft/1/review');
});

test('once everything was looked over, what comes next at the portal is proposed', async () => {
  await open('#/draft/1', ({ draft }) => {
    draft.findings = draft.findings.filter((it) => it.severity !== 'error');
    for (const it of draft.steps) it.status = 'completed';
    draft.log = [];
  });
  const proposed = () => find('.foot .button--primary');
  expect(proposed().textContent).toContain('继续：核对全部内容');
  await go('#/draft/1/review');
  await go('#/draft/1');
  expect(proposed().dataset['companion']).toBeDefined();
  expect(text('[data-next]')).toContain('接下来');
});

test('what can never be changed and was not checked is named before it goes out', async () => {
  const points = (at: string) => [...document.querySelectorAll(`${at} [data-unchecked] a`)].map((it) => it.textContent);
  const tick = (on: boolean) => (it: Program) => {
    for (const step of it.draft.steps) for (const point of step.irreversible) point.on = on;
  };
  for (const screen of ['review', 'export']) {
    await open(`#/draft/1/${screen}`, tick(false));
    expect(points('main')).toContain('姓名');
    await open(`#/draft/1/${screen}`, tick(true));
    expect(points('main')).toEqual([]);
  }
});

test('checking can be narrowed to what is open', async () => {
  await open('#/draft/1/review');
  await use('请核对');
  expect([...document.querySelectorAll('tbody th')].map((it) => it.textContent)).toEqual([
    '获前置学位年月',
    '201901—202611',
    '学位授予单位',
  ]);
});

test('what is ticked is made with one press, masked unless asked otherwise, and what came of it is in sight', async () => {
  const program = await open('#/draft/1/export');
  const made = () => program.asked.findLast((it) => it.command === 'export');
  expect(text('.foot')).toContain('导出 4 项');
  await click('[data-choice="checklist"] input');
  expect(text('.foot')).toContain('导出 3 项');
  await press(document.body, 'Enter', { ctrlKey: true });
  await settle();
  expect(made()).toMatchObject({ draft: 1, papers: ['receipt', 'on_site'], files: true, show_numbers: false });
  const result = find('[data-result]');
  expect(result.closest('.scroll'), 'it does not scroll away').toBeNull();
  expect(result.textContent).toContain('已存到 /文档/回执/张三-同等学力申硕');
  expect(result.textContent).toContain('打开');
  // What comes next is at the portal.
  expect(find('.foot .button--primary').dataset['companion']).toBeDefined();
  expect(text('[data-next]')).toContain('接下来');
  await click('.numbers input');
  await use('导出 3 项');
  expect(made()).toMatchObject({ show_numbers: true });
});

test('the paper that is looked at is shown as it will be printed, page by page', async () => {
  const program = await open('#/draft/1/export');
  const looked = () => program.asked.flatMap((it) => (it.command === 'preview' ? [it.paper] : []));
  expect(looked()).toEqual(['receipt']);
  expect(text('[data-pane] figcaption')).toContain('准备回执，第 1 页，共 3 页');
  await use('下一页');
  expect(text('[data-pane] figcaption')).toContain('第 2 页');
  find('[data-choice="checklist"] input').focus();
  await settle();
  expect(looked()).toEqual(['receipt', 'checklist']);
  expect(text('[data-pane] figcaption')).toContain('填报清单');
});

test('what is due is listed, each line a way to its draft, and a month shows it on its days', async () => {
  await open('#/deadlines');
  const rows = [...document.querySelectorAll('[data-due]')].map((row) =>
    [...row.children].slice(0, 5).map((it) => it.textContent?.trim()),
  );
  expect(rows).toEqual([
    ['激活账号', '张三', '同等学力申硕', '11-22 10:30', '已过 4 小时'],
    ['照片人工审核', '张䶮㛃', '学士学位申请', '预计 11-29 至 12-02', '等待平台'],
  ]);
  expect(text('[aria-current="date"]')).toBe('22 今天 激活账号 张三');
  const month = () =>
    [...document.querySelectorAll('.month td')].map((it) => it.textContent?.replace(/\s+/g, ' ').trim());
  expect(month()).toContain('29 照片人工审核（最早） 张䶮㛃');
  await use('下个月');
  expect(text('.turn h2')).toBe('2026 年 12 月');
  expect(month().slice(0, 3)).toEqual(['', '1', '2 照片人工审核（最晚） 张䶮㛃']);
  expect(document.querySelector('[aria-current="date"]')).toBeNull();
  await use('回到本月');
  await click('[aria-current="date"] a');
  expect(location.hash).toBe('#/draft/1');
});

test('without a deadline the screen says where deadlines come from', async () => {
  await open('#/deadlines', (it) => (it.deadlines.items = []));
  expect(text('main')).toContain('还没有期限');
  expect(text('main')).not.toContain('导出日历');
});

test('what is due is saved as a calendar, of one draft or of all, under no one’s name', async () => {
  const program = await open('#/draft/1');
  await use('导出日历');
  const path = '/文档/同等学力申硕-期限.ics';
  expect(program.asked.at(-1)).toMatchObject({ command: 'save_calendar', draft: 1, path });
  expect(text('main section [role="status"]')).toContain(`已存到 ${path}`);
  await go('#/deadlines');
  await use('导出日历');
  expect(program.asked.at(-1)).toMatchObject({ command: 'save_calendar', draft: null, path: '/文档/备申-期限.ics' });
});

test('a stage that is waited for says when the portal usually answers', async () => {
  await open('#/draft/5');
  expect(text('[data-stage="photo-review"]')).toContain('等待平台，预计 11-29 至 12-02');
});

test('reminders can be turned off', async () => {
  const program = await open('#/settings');
  const boxes = [...document.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  const box = boxes.find((it) => it.closest('label')?.textContent?.includes('到期提醒'));
  expect(box?.checked).toBe(true);
  box?.click();
  await settle();
  expect(program.settings.reminders).toBe(false);
});

test('numbers can be hidden everywhere, and are shown where one writes', async () => {
  await open('#/draft/1/step/register');
  const number = control('person.id_number');
  await press(number, 'H', { ctrlKey: true, shiftKey: true });
  expect(number.value).toBe('110105********002X');
  number.focus();
  await settle();
  expect(number.value).toBe('11010519491231002X');
});

test('the steps turn by keys, and help and search open and close without losing the place', async () => {
  await open('#/draft/1/step/register');
  await press(document.body, 'ArrowRight', { altKey: true });
  expect(location.hash).toBe('#/draft/1/step/photo');
  await press(document.body, 'F1');
  expect(text('.help')).toContain('收不到激活邮件');
  await press(document.activeElement ?? document.body, 'Escape');
  expect(document.querySelector('.help')).toBeNull();
  expect(document.activeElement).toBe(find('h1'));
  await press(document.body, 'k', { ctrlKey: true });
  type(find('#find'), '经历');
  await settle();
  await press(find('#find'), 'ArrowDown');
  await press(find('#find'), 'Enter');
  await settle();
  expect(location.hash).toBe('#/draft/1/step/history');
});

test('in English the window speaks English, and the portal’s own words stay Chinese and say so', async () => {
  await open('#/draft/1/step/basic', (it) => (it.settings.locale = 'en'));
  expect(document.documentElement.lang).toBe('en');
  expect(text('.button--primary')).toContain('Save and continue');
  expect(find('.margin-note dd[lang="zh-CN"]').textContent).toBe('姓名拼音');
});

test('a row of the history that was opened and not written in is no answer', async () => {
  const program = await open('#/draft/1/step/history');
  await use('添加一段');
  expect(document.querySelectorAll('[data-row]').length).toBe(4);
  await use('完成');
  expect(document.querySelectorAll('[data-row]').length).toBe(3);
  expect(program.asked.some((it) => it.command === 'set_history')).toBe(false);
  expect(document.activeElement?.textContent).toContain('添加一段');
});

test('what is not saved of a person who is erased is not tried again', async () => {
  const program = await open('#/draft/1/step/work', (it) => (it.full = true));
  type(control('work.employer'), '示例公司');
  await vi.advanceTimersByTimeAsync(400);
  expect(text('.trouble')).toContain('没能保存');
  for (const it of program.desk.bin) it.id = 1;
  await go('#/bin');
  await use('彻底删除 周八');
  await click('dialog .button--seal');
  expect(document.querySelector('.trouble')).toBeNull();
});

test('a name is looked at character by character, and put right with one press', async () => {
  const program = await open('#/draft/1/step/register');
  const input = control('person.name');
  type(input, '阿依古丽．买买提');
  input.blur();
  await settle();
  await use('逐字检查');
  expect(find('dialog').getAttribute('aria-labelledby')).toBe(find('dialog h2').id);
  expect(text('dialog h2')).toBe('姓名：逐字检查');
  expect(text('dialog [role="status"]')).toBe('共 8 个字符，1 个要改。');
  const dot = '5． U+FF0E全角句点 只是看着像“·”，平台当作不同的字符。 替换为“·”（U+00B7），再对照证件确认。需要修改';
  expect(text('dialog tr[data-verdict="fail"]')).toBe(dot);
  expect([...document.querySelectorAll('dialog thead th')].every((it) => it.getAttribute('scope') === 'col')).toBe(
    true,
  );
  vi.useRealTimers();
  const rules = { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } };
  expect((await axe.run(find('dialog'), { rules })).violations.map((it) => it.id)).toEqual([]);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await use('替换为 阿依古丽·买买提');
  expect(program.answers('person.name').at(-1)).toBe('阿依古丽·买买提');
  expect(document.querySelector('dialog')).toBeNull();
  expect(document.activeElement?.textContent?.trim()).toBe('逐字检查');
});

test('of two repairs of a name neither stands out', async () => {
  await open('#/draft/1/step/register');
  const input = control('person.name');
  type(input, '买买提江 阿卜杜拉');
  input.blur();
  await settle();
  await use('逐字检查');
  const offered = [...document.querySelectorAll('dialog button')].filter((it) => it.textContent?.includes('替换为'));
  expect(offered.map((it) => it.textContent?.trim())).toEqual(['替换为 买买提江·阿卜杜拉', '替换为 买买提江阿卜杜拉']);
  expect(offered.some((it) => it.classList.contains('button--primary'))).toBe(false);
});

test('only names are looked at so, and only when there is one', async () => {
  await open('#/draft/1/step/register');
  expect(text('[data-fact="person.name"]')).toContain('逐字检查');
  expect(text('[data-fact="contact.email"]')).not.toContain('逐字检查');
  type(control('person.name'), ' ');
  control('person.name').blur();
  await settle();
  expect(text('[data-fact="person.name"]')).not.toContain('逐字检查');
});

test('a list shows other names of an entry, and says when it is not the portal’s own', async () => {
  await open('#/draft/1/step/degree');
  const input = control('degree.institution');
  type(input, '河北中医');
  await settle();
  expect(text('[data-fact="degree.institution"] [role="option"]')).toContain(
    '14432 河北中医药大学 原名河北中医学院 见于公开资料',
  );
  expect(text('[data-fact="degree.institution"] .count')).toContain('列表里没有的可以直接填，以平台下拉为准。');
});

test('what an open list lacks is kept as an option when one says that the portal has it, and can be removed again there', async () => {
  const fact = 'degree.institution';
  const of = (program: Program) =>
    program.draft.steps.flatMap((it) => it.fields).find((it) => it.fact === fact) as FieldView;
  const program = await open('#/draft/1/step/degree', (it) => {
    Object.assign(of(it), { own: 'addable', value: '示例学院', typed: '示例学院' });
  });
  type(control(fact), '示例学院');
  await settle();
  expect(document.querySelectorAll(`[data-fact="${fact}"] [role="option"]`).length, 'no entry to fall for').toBe(0);
  expect(text(`[data-fact="${fact}"] .own`)).toContain('平台的下拉里确有“示例学院”吗？');
  const add = button('有，以后也列出');
  add.focus();
  add.click();
  Object.assign(of(program), { own: 'added' });
  await settle();
  expect(program.asked).toContainEqual({
    locale: 'zh',
    command: 'add_option',
    draft: 1,
    fact,
    value: '示例学院',
  });
  Object.assign(of(program), { own: 'none' });
  await use('移除这个选项');
  expect(program.asked).toContainEqual({ locale: 'zh', command: 'remove_option', fact, value: '示例学院' });
  expect(document.querySelector('.own')).toBeNull();
});

test('a list of the portal’s own takes no options', async () => {
  await open('#/draft/1/step/degree');
  type(control('degree.province'), '示例省');
  await settle();
  expect(document.querySelectorAll('[data-fact="degree.province"] [role="option"]').length).toBe(0);
});

test('options that were added are listed in the settings and removed there', async () => {
  const added = { fact: 'work.employer_type', label: '工作单位性质', value: '示例单位', at: '2026-11-22' };
  const program = await open('#/settings', (it) => it.added.push(added));
  expect(text('[data-options] tbody tr')).toContain('示例单位工作单位性质2026-11-22');
  find('[data-options] tbody button').focus();
  await use('移除 示例单位');
  expect(program.asked.at(-1)).toMatchObject({ command: 'remove_option', fact: added.fact, value: added.value });
  expect(text('main')).toContain('还没有。');
  expect(document.activeElement).toBe(find('[data-undo]'));
  await click('[data-undo]');
  expect(text('[data-options] tbody tr')).toContain('示例单位');
  expect(document.activeElement?.textContent).toBe('本机选项');
});

test('a photo that is not right says what to do, and is made ready by one press', async () => {
  const program = await open('#/draft/1/step/photo');
  const rows = text('[data-fact="files.photo"] table');
  expect(rows).toContain('请压缩，像素不变。 依据：同等学力申硕网上注册及提交学位申请流程（2023）六、上传电子照片');
  program.stopped = '四周留空不够，缺左12像素，请重拍。';
  await use('按要求准备');
  expect(program.asked.at(-1)).toMatchObject({ command: 'prepare_photo', draft: 1, material: 'photo', crop: null });
  expect(text('[data-fact="files.photo"] .stopped')).toContain('缺左12像素');
  program.stopped = '';
  program.prepared = { before: '', original: '张三.png', rows: [{ label: '处理', value: '缩小到 50%。' }] };
  await use('按要求准备');
  expect(text('.prepared')).toContain('缩小到 50%。');
  expect(text('.prepared')).toContain('撤销即可换回');
  expect(text('[data-fact="files.photo"]')).not.toContain('按要求准备');
});

/** The portal's page as the story knows it. */
const PAGE = [
  '学位授予单位所在省市地区：河北省',
  '学位授予单位：示例大学',
  '申请人类型：其他在职人员',
  '申请学位类型：学术型学位',
  '申请学位学科门类：理学',
  '',
].join('\n');

test('the portal’s page is pasted, compared and dropped; what differs stands first and is named', async () => {
  const program = await open('#/draft/1');
  await click('[data-step="readback"] a');
  expect(location.hash).toBe('#/draft/1/readback');
  const box = find<HTMLTextAreaElement>('#page');
  type(box, '无关的文字');
  await press(box, 'Enter', { ctrlKey: true });
  expect(text('[role="alert"]')).toContain('没有认出平台的项目');
  expect(box.value).toBe('无关的文字');
  type(box, PAGE);
  await press(box, 'Enter', { ctrlKey: true });
  expect(program.asked.at(-1)).toMatchObject({ command: 'read_back', draft: 1, text: PAGE });
  expect(box.value).toBe('');
  expect(text('[role="alert"]')).toBe('');
  expect(text('.outcome')).toContain('一致 4、不一致 1、没找到 1');
  expect(text('.outcome')).toContain('不一致：申请学位学科门类');
  const rows = [...document.querySelectorAll('tbody tr')].map((it) => it.textContent?.replace(/\s+/g, '') ?? '');
  expect(rows).toEqual([
    '申请学位学科门类理学工学不一致第1个字这里是工，平台是理',
    '学位申请年月—202611没找到',
    '学位授予单位所在省市地区河北省河北省一致',
    '学位授予单位示例大学示例大学一致',
    '申请人类型其他在职人员其他在职人员一致',
    '申请学位类型学术型学位学术型学位一致',
  ]);
  vi.useRealTimers();
  const rules = { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } };
  expect((await axe.run(document.body, { rules })).violations.map((it) => it.id)).toEqual([]);
});

test('a saved page of the portal is opened, and a read-back that is out of date says so', async () => {
  const program = await open('#/draft/1/readback', (it) => (it.picked = PAGE));
  await use('打开存下的网页…');
  expect(program.asked.at(-1)).toMatchObject({ command: 'read_back_file', path: PAGE });
  expect(text('.outcome')).not.toContain('请重新核对');
  if (program.draft.read_back) program.draft.read_back.stands = false;
  await press(document.body, 'z', { ctrlKey: true });
  expect(text('.outcome')).toContain('请重新核对');
});

test('before a second applicant of one name it is said that there is one', async () => {
  const program = await open('#/');
  const entered = () => program.asked.filter((it) => it.command === 'add_applicant').length;
  await use('新建申请人');
  find<HTMLInputElement>('[name=name]').value = '张三';
  const enter = async () => {
    find('form').dispatchEvent(new SubmitEvent('submit', { cancelable: true, bubbles: true }));
    await settle();
  };
  await enter();
  expect(text('main')).toContain('已有同名的人（证件尾号 002X）');
  expect(entered()).toBe(0);
  await enter();
  expect(entered()).toBe(1);
});

/** Nothing of it is to be changed or missing. */
function ready(program: Program): void {
  const view = program.drafts.get(1);
  if (view) Object.assign(view, { findings: [], steps: view.steps.map((it) => ({ ...it, status: 'completed' })) });
}

test('where everything is right, checking it leads on to the portal', async () => {
  await open('#/draft/1/review', ready);
  expect(text('aside')).toContain('我已激活账号');
  expect(text('aside')).toContain('打开填报助手');
});

test('once it has begun at the portal, the companion is what comes first', async () => {
  await open('#/draft/1', ready);
  expect(find('.foot .button--primary').textContent).toContain('打开填报助手');
  expect(text('.foot')).not.toContain('继续');
});
