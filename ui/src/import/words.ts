// Words of the way in from a table.

import { s, worded } from '../lib/language';

export const t = worded({
  title: { zh: '从表格导入', en: 'Import from a table' },
  lead: {
    zh: '先读表、核对，点“导入”以前什么也不写入。',
    en: 'The table is read and checked first. Nothing is written before you import.',
  },
  procedure: { zh: '为哪件事导入', en: 'For which procedure' },
  choose: { zh: '选择表格…', en: 'Choose a table…' },
  another: { zh: '换一个表格…', en: 'Another table…' },
  kinds: {
    zh: 'XLSX、XLS、ODS 或 CSV，最大 20 MB。导出的名册含证件号码，请只发给需要的人。',
    en: 'XLSX, XLS, ODS or CSV, up to 20 MB. A saved list holds document numbers: send it only to who needs it.',
  },
  template: { zh: '存一份空白表格…', en: 'Save an empty table…' },
  templateName: { zh: '名册', en: 'people' },
  sheet: { zh: '工作表', en: 'Sheet' },
  columns: {
    title: { zh: '每一列是什么', en: 'What each column is' },
    column: { zh: '表格的列', en: 'Column' },
    sample: { zh: '例如', en: 'Such as' },
    is: { zh: '导入为', en: 'Taken in as' },
    of: (name: string) => ({ zh: `“${name}”导入为`, en: `“${name}” is taken in as` }),
    none: { zh: '不导入', en: 'Left out' },
    hidden: { zh: '表格里隐藏的列', en: 'hidden in the spreadsheet' },
    summary: (taken: number, all: number) => ({
      zh: `认出 ${all} 列中的 ${taken} 列`,
      en: `${taken} of ${all} columns are taken in`,
    }),
  },
  hidden: (count: number) => ({
    zh: `不导入表格里隐藏的 ${count} 行`,
    en: `Leave out the ${count} row${s(count)} hidden in the spreadsheet`,
  }),
  takeAll: (count: number) => ({
    zh: `与资料台不同的 ${count} 处都用表格的`,
    en: `Take the table’s word in all ${count} place${s(count)} where it differs from the desk`,
  }),
  rows: {
    title: { zh: '每一行', en: 'Every row' },
    show: { zh: '显示', en: 'Show' },
    all: { zh: '全部', en: 'All' },
    bad: { zh: '有问题', en: 'To put right' },
    doubtful: { zh: '请核对', en: 'To check' },
    here: { zh: '已在资料台', en: 'On the desk' },
    row: { zh: '行', en: 'Row' },
    state: { zh: '结果', en: 'Result' },
    fine: { zh: '可导入', en: 'Fine' },
    isHere: (name: string) => ({ zh: `已在资料台：${name}`, en: `On the desk: ${name}` }),
    taken: (text: string) => ({ zh: `按“${text}”导入`, en: `Taken in as “${text}”` }),
    take: (text: string) => ({ zh: `用表格的；资料台是“${text}”`, en: `Take this; the desk has “${text}”` }),
    nobody: { zh: '这里没有行。', en: 'No rows here.' },
    page: (from: number, to: number, all: number) => ({
      zh: `第 ${from}–${to} 行，共 ${all} 行`,
      en: `${from}–${to} of ${all}`,
    }),
    before: { zh: '前一页', en: 'Previous' },
    after: { zh: '后一页', en: 'Next' },
  },
  run: (count: number) => ({ zh: `导入 ${count} 人`, en: `Import ${count}` }),
  saveBad: (count: number) => ({
    zh: `存回有问题的 ${count} 行…`,
    en: `Save the ${count} row${s(count)} to put right…`,
  }),
  badName: { zh: '有问题的行', en: 'rows to put right' },
  badAbout: {
    zh: '存成 .xlsx，第一列写着原因；改好后可以再导入。',
    en: 'As .xlsx with the reason in the first column. Put them right and import that file.',
  },
  undo: { zh: '撤销这次导入', en: 'Take this import back' },
  toDesk: { zh: '回到资料台', en: 'Back to the desk' },
  export: { zh: '导出名册…', en: 'Save the list…' },
  exportName: { zh: '名册', en: 'people' },
});
