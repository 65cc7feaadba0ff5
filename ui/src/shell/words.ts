// Words of what surrounds every screen.

import { worded } from '../lib/language';

export const t = worded({
  pageTitle: (parts: string[], open: 'wrong' | 'missing' | null) => ({
    zh: (open ? { wrong: '有错误：', missing: '没填完：' }[open] : '') + parts.join(' — '),
    en: (open ? { wrong: 'Errors: ', missing: 'Incomplete: ' }[open] : '') + parts.join(' — '),
  }),
  bar: {
    skip: { zh: '跳到正文', en: 'Skip to content' },
    where: { zh: '所在位置', en: 'You are here' },
    tools: { zh: '常用', en: 'Tools' },
    saved: (time: string) => ({ zh: `已保存 ${time}`, en: `Saved ${time}` }),
    unsaved: { zh: '还没保存', en: 'Not saved yet' },
    mask: { zh: '遮挡号码', en: 'Mask numbers' },
    unmask: { zh: '显示号码', en: 'Show numbers' },
  },
  find: {
    title: { zh: '查找', en: 'Find' },
    placeholder: { zh: '姓名、首字母，或步骤', en: 'Name, initials, or step' },
    how: { zh: '回车打开。', en: 'Enter opens.' },
    applicant: { zh: '申请人', en: 'Applicant' },
  },
  help: {
    title: { zh: '求助', en: 'Help' },
    search: { zh: '在求助里查找', en: 'Search in help' },
    placeholder: { zh: '想问的事，或平台上的提示', en: 'What to find, or words of the portal' },
    none: { zh: '没有找到。换个词试试。', en: 'Nothing found. Try another word.' },
  },
  trouble: {
    save: { zh: '没能保存。', en: 'Could not save.' },
    retry: { zh: '再试一次', en: 'Try again' },
    kept: { zh: '内容还在屏幕上，可以接着填。', en: 'Everything is still on the screen; go on typing.' },
    elsewhere: { zh: '另存到…', en: 'Save elsewhere…' },
    backups: { zh: '备份与恢复', en: 'Backups' },
    file: { zh: '已填内容', en: 'Answers' },
    written: (path: string) => ({ zh: `已另存到 ${path}，可以接着填。`, en: `It is also in ${path}; go on typing.` }),
  },
  nav: { main: { zh: '主导航', en: 'Main' }, steps: { zh: '步骤', en: 'Steps' } },
  privacy: {
    zh: ['资料只存在这台电脑上，', '本软件不联网。'],
    en: ['Everything stays on this computer. ', 'Nothing goes online.'],
  },
  ended: (day: string) => ({ zh: `${day} 封存`, en: `closed ${day}` }),
});
