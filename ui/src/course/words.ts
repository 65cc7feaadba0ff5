// Words of the way of a procedure, from its first step to its end at the portal.

import { s, worded } from '../lib/language';

export const t = worded({
  choose: {
    lead: { zh: '一起办几件事，资料也只填一次。', en: 'With several procedures, answers are still given only once.' },
    facts: (steps: number, minutes: number) => ({
      zh: `${steps} 步，约 ${minutes} 分钟`,
      en: `${steps} step${s(steps)}, about ${minutes} minutes`,
    }),
    needs: { zh: '先备好', en: 'Have ready' },
    irreversible: (count: number) => ({ zh: `有 ${count} 处不能更改`, en: `${count} point${s(count)} of no return` }),
    start: { zh: '开始', en: 'Start' },
    resume: { zh: '继续', en: 'Continue' },
    back: { zh: '返回', en: 'Back' },
    about: (title: string) => ({ zh: `${title}须知`, en: `About ${title}` }),
    begun: { zh: '已开始', en: 'Begun' },
    none: { zh: '没有要办的事项？', en: 'Not what you want to do?' },
    packs: { zh: '到设置里导入事项包', en: 'Import a pack in the settings' },
  },
  questionnaire: {
    title: { zh: '信息采集表', en: 'Questionnaire' },
    about: { zh: '打印后手工填写，与填写的顺序相同。', en: 'To be filled in by hand, in the same order.' },
  },
  current: { zh: '现在', en: 'Now' },
  done: (done: number, total: number) => ({
    zh: [`已完成 `, `${done}`, ` / ${total} 步`],
    en: ['', `${done}`, ` of ${total} steps done`],
  }),
  wrong: (count: number) => ({ zh: [`，还有 `, `${count}`, ` 处要改`], en: [', ', `${count}`, ' to change'] }),
  missing: (count: number) => ({ zh: `，${count} 处没填`, en: `, ${count} not given` }),
  prepare: { zh: '一、准备资料', en: '1. Prepare' },
  finish: { zh: '二、核对与导出', en: '2. Check and export' },
  portal: { zh: '三、在平台上', en: '3. On the portal' },
  historyHint: { zh: '从大学写到本月', en: 'From university to this month' },
  reviewHint: { zh: '一页看完，随时修改', en: 'Everything on one page' },
  exportHint: { zh: '准备回执和填报清单', en: 'Receipt and checklist' },
  readbackHint: { zh: '平台保存的与这里是否一致', en: 'Whether the portal has what is here' },
  noDeadlines: {
    zh: '在平台上办了哪一步，就在这里点一下，期限从那时算起。',
    en: 'Press here what has been done on the portal; the time runs from then.',
  },
  about: { zh: '这件事须知', en: 'About this procedure' },
  irreversible: { zh: '不能更改的地方', en: 'Points of no return' },
  resume: (title: string) => ({ zh: `继续：${title}`, en: `Continue: ${title}` }),
  due: (time: string) => ({ zh: `${time} 前`, en: `before ${time}` }),
  revoke: { zh: '撤回', en: 'Take back' },
  revokeOf: (title: string) => ({ zh: `撤回：${title}`, en: `Take back: ${title}` }),
  revoked: (title: string) => ({ zh: `已撤回“${title}”。`, en: `“${title}” is taken back.` }),
  sampleNote: { zh: '这是示例，里面的人是虚构的。', en: 'This is a sample; the person is invented.' },
  log: {
    title: { zh: '办理记录', en: 'Log' },
    empty: {
      zh: '在平台上办了什么、平台怎么答复，都可以记在这里。',
      en: 'What you do at the portal and what it answers can be noted here.',
    },
    add: { zh: '记一条', en: 'Add a line' },
    what: { zh: '什么事', en: 'What' },
    when: { zh: '时间', en: 'When' },
    now: { zh: '现在，或如 2026-11-22 09:30', en: 'Now, or such as 2026-11-22 09:30' },
    note: { zh: '备注', en: 'Note' },
    save: { zh: '记下', en: 'Note it' },
    answer: { zh: '平台答复', en: 'Portal’s answer' },
  },
});
