// Words of a step, its fields and what stands beside them.

import { s, worded } from '../lib/language';

export const t = worded({
  number: (index: number, total: number) => ({ zh: `第 ${index} 步，共 ${total} 步`, en: `Step ${index} of ${total}` }),
  continue: { zh: '保存并继续', en: 'Save and continue' },
  toReview: { zh: '保存并回到核对', en: 'Save and return to check' },
  whole: { zh: '整页显示', en: 'Whole page' },
  inParts: { zh: '分页显示', en: 'In parts' },
  previous: { zh: '上一步', en: 'Back' },
  allRight: { zh: '都改好了', en: 'All is put right' },
  errors: (wrong: number, missing: number) => ({
    zh: [wrong && `有 ${wrong} 处需要修改`, missing && `${wrong ? '' : '还有 '}${missing} 处没填`]
      .filter(Boolean)
      .join('，'),
    en: [wrong && `${wrong} answer${s(wrong)} to change`, missing && `${missing} not given yet`]
      .filter(Boolean)
      .join(', '),
  }),
  notGiven: (count: number, first: string) => ({
    zh: `${count} 处没填，从第一处开始：${first}`,
    en: `${count} not given yet, beginning with: ${first}`,
  }),
  later: { zh: '也可以先继续，稍后再改。', en: 'You can also continue and come back later.' },
  free: { zh: '有问题也可以先继续', en: 'Problems can wait' },
  known: { zh: '已经知道的', en: 'Already known' },
  guessed: { zh: '选项是推测的，以平台为准。', en: 'These options are a guess; the portal’s own list decides.' },
  teach: { zh: '用存下的平台页面更正', en: 'Correct them by a saved page of the portal' },
  optional: { zh: '选填', en: 'optional' },
  choose: { zh: '请选择', en: 'Please choose' },
  other: { zh: '平台上写的是别的', en: 'The portal says something else' },
  otherIs: { zh: '平台上的写法', en: 'The portal’s words' },
  own: {
    before: { zh: '平台的下拉里确有“', en: 'Does the portal’s own list have “' },
    after: { zh: '”吗？', en: '”?' },
    add: { zh: '有，以后也列出', en: 'Yes, list it from now on' },
    added: { zh: '这是本机添加的选项。', en: 'This option was added on this computer.' },
    remove: { zh: '移除这个选项', en: 'Remove the option' },
  },
  margin: {
    title: { zh: '依据', en: 'Source and format' },
    label: { zh: '平台上叫', en: 'On the portal' },
    format: { zh: '平台格式', en: 'Portal format' },
    example: { zh: '平台的示例', en: 'The portal’s example' },
    how: { zh: '怎么填', en: 'What to enter' },
    why: { zh: '为什么问', en: 'Why it is asked' },
  },
  past: {
    open: { zh: '以前填过的', en: 'Earlier answers' },
    title: (label: string) => ({ zh: `${label}：以前填过的`, en: `${label}: earlier answers` }),
    current: { zh: '现在', en: 'now' },
    empty: { zh: '以前没有填过别的内容。', en: 'Nothing else was ever given here.' },
    blank: { zh: '（空）', en: '(empty)' },
    onlyHere: { zh: '仅用于本事项', en: 'this procedure only' },
    apart: { zh: '只在本事项用别的内容', en: 'Use another answer here only' },
    shared: { zh: '改回各事项共用的内容', en: 'Back to the answer for every procedure' },
  },
  name: {
    inspect: { zh: '逐字检查', en: 'Check each character' },
    title: (label: string) => ({ zh: `${label}：逐字检查`, en: `${label}: each character` }),
    summary: (all: number, wrong: number, check: number) => ({
      zh:
        `共 ${all} 个字符` +
        (wrong > 0 ? `，${wrong} 个要改` : '') +
        (check > 0 ? `，${check} 个请核对` : '') +
        (wrong + check === 0 ? '，都能用。' : '。'),
      en:
        `${all} characters` +
        (wrong > 0 ? `, ${wrong} to change` : '') +
        (check > 0 ? `, ${check} to check` : '') +
        (wrong + check === 0 ? ', all of them usable.' : '.'),
    }),
    position: { zh: '第几个', en: 'Place' },
    character: { zh: '字符', en: 'Character' },
    what: { zh: '是什么', en: 'What it is' },
    replace: (name: string) => ({ zh: `替换为 ${name}`, en: `Change to ${name}` }),
  },
  dictation: {
    open: { zh: '电话核对', en: 'Read out' },
    title: (label: string) => ({ zh: `电话核对：${label}`, en: `Read out: ${label}` }),
    lead: (parts: number) => ({
      zh: `共 ${parts} 段，一段一段念，对方一段一段复述。`,
      en: `${parts} pieces: read one, and have it repeated before the next.`,
    }),
    signs: {
      '@': { zh: '艾特', en: 'at' },
      '.': { zh: '点', en: 'dot' },
      '-': { zh: '横线', en: 'dash' },
      _: { zh: '下划线', en: 'underscore' },
      '·': { zh: '间隔号', en: 'middle dot' },
      '+': { zh: '加号', en: 'plus' },
      '(': { zh: '左括号', en: 'open bracket' },
      ')': { zh: '右括号', en: 'close bracket' },
      ' ': { zh: '空格', en: 'blank' },
    },
  },
  history: {
    lead: { zh: '从大学开始写，写到这个月，中间不断开。', en: 'From university up to this month, without a break.' },
    caption: { zh: '经历，按填写的先后', en: 'History, in the order given' },
    number: { zh: '序号', en: 'No.' },
    months: { zh: '起止年月', en: 'Months' },
    editOf: (row: number) => ({ zh: `修改第 ${row} 段`, en: `Change row ${row}` }),
    remove: { zh: '删除', en: 'Remove' },
    removeOf: (row: number) => ({ zh: `删除第 ${row} 段`, en: `Remove row ${row}` }),
    gone: (row: number) => ({ zh: `第 ${row} 段已删除。`, en: `Row ${row} is removed.` }),
    row: (row: number) => ({ zh: `第 ${row} 段`, en: `Row ${row}` }),
    up: { zh: '上移', en: 'Move up' },
    down: { zh: '下移', en: 'Move down' },
    add: { zh: '添加一段', en: 'Add a row' },
    done: { zh: '完成', en: 'Done' },
    now: { zh: '本月', en: 'this month' },
    toNow: { zh: '更新到本月', en: 'Up to this month' },
    empty: { zh: '从大学开始写，写到这个月。', en: 'Start with university and go on to this month.' },
    monthHint: (month: string) => ({
      zh: `月份写 6 位数字，如 200606；一直到现在的写 ${month}。`,
      en: `Months have 6 digits, such as 200606; what still goes on ends with ${month}.`,
    }),
    line: (from: string, to: string, rows: number, gaps: string[]) => ({
      zh: `${from} 至 ${to}，共 ${rows} 段` + (gaps.length > 0 ? `；${gaps.join('、')}没有经历。` : '，没有空档。'),
      en:
        `${from} to ${to}, ${rows} row${s(rows)}` +
        (gaps.length > 0 ? `; nothing is said of ${gaps.join(', ')}.` : ', without a break.'),
    }),
    gap: (from: string, to: string) => ({ zh: `${from} 至 ${to}`, en: `${from} to ${to}` }),
  },
  comparison: {
    gone: { zh: '抄下的内容已移除。', en: 'What was copied is removed.' },
    onward: {
      zh: '有不一致或看不到的内容：去导出勘误表',
      en: 'Something differs or cannot be seen: export the correction form',
    },
    item: { zh: '项目', en: 'Item' },
    known: { zh: '本人所知', en: 'As you know it' },
    verdict: {
      same: { zh: '一致', en: 'The same' },
      differs: { zh: '不一致', en: 'Differs' },
      unseen: { zh: '看不到', en: 'Not to be seen' },
    },
    seen: (seen: number, total: number) => ({ zh: `已核对 ${seen} / ${total} 项`, en: `${seen} of ${total} compared` }),
    shown: { zh: '照抄显示的内容', en: 'Copy what is shown' },
    evidence: { zh: '依据材料', en: 'Evidence' },
    evidenceHint: { zh: '如身份证、录取通知书', en: 'Such as the ID card' },
  },
  submit: {
    title: { zh: '将提交', en: 'To be submitted' },
    words: { zh: '平台的原话', en: 'in the portal’s words' },
    empty: { zh: '还没填', en: 'not given yet' },
  },
});
