// Words of checking: all answers on one page, and the portal’s page against them.

import { worded } from '../lib/language';

export const t = worded({
  review: {
    closed: (day: string) => ({
      zh: `这一次办理已于 ${day} 封存，内容保持原样，不能再改。`,
      en: `Closed on ${day}. It stays as it was and cannot be changed.`,
    }),
    filter: { zh: '筛选', en: 'Filter' },
    filters: {
      all: { zh: '全部', en: 'All' },
      wrong: { zh: '要改', en: 'To change' },
      check: { zh: '请核对', en: 'To check' },
      missing: { zh: '还没填', en: 'Not given yet' },
    },
    nothing: { zh: '这一类没有内容。', en: 'Nothing of this kind.' },
    next: { zh: '接下来', en: 'What is next' },
    export: { zh: '去导出', en: 'Go to export' },
    free: { zh: '没改完也能导出，准备回执上会注明。', en: 'Export works at any time; the receipt says what is open.' },
  },
  readback: {
    lead: {
      zh: '在平台结果页全选、复制，粘贴到这里。粘贴的内容比对完就丢弃。',
      en: 'Select all on the portal’s result page, copy, and paste here. What is pasted is dropped after comparing.',
    },
    page: { zh: '平台结果页的文字', en: 'Text of the portal’s result page' },
    practice: {
      zh: '这是练习平台的页面：比对结果只显示，不记入草稿和准备回执。',
      en: 'This is the practice portal’s page: what was found is shown here and kept nowhere.',
    },
    compare: { zh: '粘贴核对', en: 'Compare what was pasted' },
    nothing: {
      zh: '还没有粘贴。请在平台结果页全选、复制，再到框里粘贴。',
      en: 'Nothing is pasted yet. Select all on the portal’s result page, copy, and paste it into the box.',
    },
    open: { zh: '打开存下的网页…', en: 'Open a saved page…' },
    made: (at: string, page: string) => ({ zh: `${at}，平台页面“${page}”：`, en: `${at}, page “${page}”:` }),
    sums: (same: number, differs: number, missing: number) => ({
      zh: `一致 ${same}、不一致 ${differs}、没找到 ${missing}`,
      en: `${same} the same, ${differs} different, ${missing} not found`,
    }),
    differing: (labels: string) => ({ zh: `不一致：${labels}`, en: `Different: ${labels}` }),
    outdated: { zh: '核对以后内容改过，请重新核对。', en: 'Something was changed since. Read the page back again.' },
    table: { zh: '逐项核对的结果', en: 'Result, field by field' },
    item: { zh: '项目', en: 'Field' },
    portal: { zh: '平台上', en: 'On the portal' },
    here: { zh: '这里', en: 'Here' },
    verdict: {
      same: { zh: '一致', en: 'Same' },
      differs: { zh: '不一致', en: 'Different' },
      not_found: { zh: '没找到', en: 'Not found' },
    },
    ignored: (what: string) => ({ zh: `已忽略：${what}`, en: `Ignored: ${what}` }),
    how: { zh: '怎么核对', en: 'How to compare' },
    hints: {
      zh: [
        '在平台结果页按 Ctrl+A 全选，再按 Ctrl+C 复制。',
        '也可以把网页存成文件再打开。',
        '个人经历的表格可以单独粘贴。',
        '没找到的项目，请对照平台看一眼。',
      ],
      en: [
        'On the result page press Ctrl+A to select all, then Ctrl+C to copy.',
        'Or save the page as a file and open it.',
        'The table of the personal history can be pasted by itself.',
        'Look on the portal for what was not found.',
      ],
    },
    fix: { zh: '怎么改', en: 'What to correct' },
    change: { zh: '，改成', en: ': change it to ' },
    stop: { zh: '先改，再提交', en: 'Correct first, then submit' },
    first: {
      zh: '在平台上改好、保存，再粘贴核对一次。',
      en: 'Correct it on the portal, save, and paste the page again.',
    },
    onReceipt: { zh: '结果会印在准备回执上。', en: 'The result is printed on the receipt.' },
  },
});
