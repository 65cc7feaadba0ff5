// Words of 交接包: people handed to another computer, and taken in from one.

import { worded } from '../lib/language';

export const t = worded({
  open: { zh: '交接…', en: 'Hand over…' },
  make: {
    title: { zh: '交给另一台电脑', en: 'Hand over to another computer' },
    lead: (people: number) => ({
      zh: `选中的 ${people} 人连同草稿、文件和历史，存进一个加密的交接包。`,
      en: `The ${people} marked ${people === 1 ? 'person goes' : 'people go'} into one encrypted bundle, with drafts, files and history.`,
    }),
    stays: {
      zh: '这里的内容不变；两边各自修改后，把交接包交回来就能合并。',
      en: 'Nothing changes here. What both sides change is put together when one hands back.',
    },
    notes: {
      zh: '连同班级、标签、备注和同意书记录',
      en: 'Bring along class, tags, notes and consent',
    },
    save: { zh: '存成交接包…', en: 'Save the bundle…' },
    name: { zh: '备申交接包', en: 'beishen-bundle' },
    code: { zh: '交接码', en: 'Transfer code' },
    tell: {
      zh: '交接码只显示这一次。请打电话或当面告诉对方，不要和文件一起发。',
      en: 'The code is shown only now. Tell it by phone or in person, never along with the file.',
    },
  },
  take: {
    title: { zh: '打开交接包', en: 'Open a bundle' },
    lead: {
      zh: '另一台电脑交来的申请人。先查看，再取入；离开本页前可撤销。',
      en: 'Applicants handed over on another computer. Look first, then take them in; until you leave this page it can be undone.',
    },
    choose: { zh: '选择交接包…', en: 'Choose a bundle…' },
    code: { zh: '交接码', en: 'Transfer code' },
    look: { zh: '打开', en: 'Open' },
    made: (file: string, time: string) => ({ zh: `${file}，${time} 制作`, en: `${file}, made ${time}` }),
    who: { zh: '申请人', en: 'Applicant' },
    what: { zh: '办理事项', en: 'Procedures' },
    comes: { zh: '取入以后', en: 'Once taken in' },
    differing: (count: number) => ({
      zh: `有 ${count} 处两边都改过，请选择用哪一边的`,
      en: `Changed on both sides: ${count}. Choose which to keep.`,
    }),
    later: { zh: '较晚', en: 'later' },
    ours: { zh: '这里：', en: 'Here:' },
    theirs: { zh: '交接包里：', en: 'In the bundle:' },
    allOurs: { zh: '全用这里的', en: 'Keep all of here' },
    allTheirs: { zh: '全用交接包的', en: 'Take all of the bundle' },
    run: (people: number) => ({ zh: `取入（${people} 人）`, en: `Take in (${people})` }),
    nothing: { zh: '没有要取入的内容。', en: 'There is nothing to take in.' },
  },
});
