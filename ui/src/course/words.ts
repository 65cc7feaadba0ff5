// Words of the way of a procedure, from its first step to its end at the portal.

import { worded } from '../lib/language';

export const t = worded({
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
    zh: '现在没有期限。在平台上办了哪一步，就在下面点一下，期限从那时算起。',
    en: 'No deadlines now. Press what has been done on the portal below; the time runs from then.',
  },
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
