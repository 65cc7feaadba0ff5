// Words of what is made for many at once: receipts, and files under names.

import { worded } from '../lib/language';

export const t = worded({
  receipts: {
    title: { zh: '准备回执存成 PDF', en: 'Save receipts as PDF' },
    files: { zh: '文件', en: 'Files' },
    single: { zh: '每人一个 PDF', en: 'A PDF for each' },
    one: (parts: number) => ({
      zh: parts > 1 ? `合成 ${parts} 个 PDF，每个不超过 100 份` : '合成一个 PDF',
      en: parts > 1 ? `All in ${parts} PDFs of up to 100` : 'All in one PDF',
    }),
    named: { zh: '文件名里加上姓名', en: 'Add the name to the names of files' },
    names: (names: string) => ({ zh: `文件名：${names}`, en: `Files: ${names}` }),
    print: { zh: '选文件夹，存成 PDF', en: 'Choose a folder and save' },
    stop: { zh: '停止', en: 'Stop' },
    nobody: { zh: '（未填姓名）', en: '(no name)' },
  },
  files: {
    title: { zh: '导出文件', en: 'Write files' },
    what: { zh: '导出哪些', en: 'Which files' },
    kinds: {
      receipts: { zh: '准备回执', en: 'Receipts' },
      checklists: { zh: '填报清单', en: 'Checklists' },
      photos: { zh: '照片', en: 'Photos' },
      materials: { zh: '全部材料', en: 'All materials' },
      calendar: { zh: '期限日历', en: 'Calendar' },
    },
    names: { zh: '文件名', en: 'File names' },
    presets: { zh: '常用写法', en: 'Usual patterns' },
    own: { zh: '自己写的', en: 'My own' },
    insert: { zh: '插入一项', en: 'Insert a field' },
    folder: { zh: '写到', en: 'Into' },
    pick: { zh: '选文件夹…', en: 'Choose a folder…' },
    taken: { zh: '已有同名文件时', en: 'If a file is there' },
    takens: {
      number: { zh: '另加编号', en: 'Number the new one' },
      skip: { zh: '不写入', en: 'Leave it out' },
      replace: { zh: '替换', en: 'Replace it' },
    },
    twice: { zh: '重名，已加编号', en: 'same name, numbered' },
    there: { zh: '文件夹里已有', en: 'there already' },
    more: (count: number) => ({ zh: `还有 ${count} 个`, en: `${count} more` }),
    begin: { zh: '开始导出', en: 'Write the files' },
    all: { zh: '全部', en: 'All' },
  },
});
