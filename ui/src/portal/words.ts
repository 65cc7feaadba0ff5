// Words of 认识平台页面: the portal's form page beside the pack.

import { worded } from '../lib/language';

export const t = worded({
  lead: {
    zh: '把平台的填报页另存或复制下来，在这里与备申对照。填了什么不读。',
    en: 'Save or copy the portal’s form page in the browser and compare it here. What was filled in is not read.',
  },
  open: { zh: '打开存下的页面…', en: 'Open a saved page…' },
  paste: { zh: '或粘贴页面', en: 'Or paste the page' },
  pasteHere: { zh: '在平台页面全选、复制，再粘贴到这里', en: 'Select all on the portal’s page, copy, paste here' },
  dropHint: {
    zh: '也可以把存下的页面或更正文件拖到窗口里。',
    en: 'A saved page or a correction can be dropped on the window too.',
  },
  openPack: { zh: '打开别人给的更正文件…', en: 'Open a correction from elsewhere…' },
  packs: { zh: '全部办理事项', en: 'All procedures' },
  colon: { zh: '：', en: ': ' },
  would: (count: number) => ({
    zh: count > 0 ? `采用后会改这 ${count} 处` : '采用后会改什么',
    en: count > 0 ? `What taking it changes (${count})` : 'What taking it changes',
  }),
  marked: {
    zh: '勾选要采用的框，这里列出会改什么。',
    en: 'Tick what is to be taken: what that changes is listed here.',
  },
  more: (count: number) => ({ zh: `还有 ${count} 处`, en: `${count} more` }),
  nothing: { zh: '与现在的一样，没有要改的。', en: 'It is as it is now: nothing changes.' },
  whose: (drafts: number, touched: number, names: string) => {
    const zh = touched > 0 ? `其中 ${touched} 份的检查结果会变：${names}` : '检查结果都不变';
    const en = touched > 0 ? `of ${touched} something else is said then: ${names}` : 'nothing else is said of any';
    return drafts > 0
      ? { zh: `用到它的草稿有 ${drafts} 份，${zh}。`, en: `Open drafts of it: ${drafts}; ${en}.` }
      : { zh: '没有草稿用到它。', en: 'No open draft is of it.' };
  },
  over: (title: string) => ({ zh: `更正“${title}”`, en: `corrects “${title}”` }),
  replaces: (title: string) => ({ zh: `替换自备的“${title}”`, en: `in the place of your own “${title}”` }),
  alone: { zh: '这是一个单独的办理事项，不改动别的。', en: 'This is a procedure by itself. It changes no other.' },
  takeOver: (title: string) => ({ zh: `采用，更正“${title}”`, en: `Take it over “${title}”` }),
  keepOwn: { zh: '作为单独的事项导入', en: 'Import as a procedure by itself' },
  replaceOwn: { zh: '替换', en: 'Replace' },
  kept: (title: string) => ({ zh: `已导入“${title}”。`, en: `“${title}” is imported.` }),
  never: { zh: '还没有看过它的页面。', en: 'None of its pages has been seen yet.' },
  seen: (title: string, on: string) => ({ zh: `“${title}”：${on} 看过`, en: `“${title}”: seen on ${on}` }),
  stillDiffers: { zh: '与这里不同', en: 'otherwise than here' },
  stillSame: { zh: '与这里一致', en: 'the same as here' },
  taught: (count: number) => ({
    zh: `已采用 ${count} 次平台的内容，只在这台电脑上。`,
    en: `Taken from the portal: ${count} ${count === 1 ? 'time' : 'times'}, on this computer only.`,
  }),
  lost: {
    zh: '采用过的内容与现在的办理事项对不上，没有用。',
    en: 'What was taken before does not fit the procedure as it is now, and is not used.',
  },
  untake: { zh: '撤销最近一次', en: 'Take back the last' },
  practice: {
    zh: '这是练习平台的页面，不是平台的，没有可采用的。',
    en: 'This is the practice portal’s page and not the portal’s: there is nothing to take.',
  },
  table: { zh: '平台的框与备申的对照', en: 'The portal’s boxes beside Beishen’s' },
  columns: {
    box: { zh: '平台的框', en: 'Box' },
    result: { zh: '与这里', en: 'Beside this' },
    options: { zh: '平台的选项', en: 'Its options' },
    take: { zh: '采用', en: 'Take' },
  },
  state: {
    same: { zh: '一致', en: 'Same' },
    differs: { zh: '不同', en: 'Differs' },
    look: { zh: '请看一眼', en: 'Look' },
  },
  sums: (same: number, differs: number, look: number) => ({
    zh: `一致 ${same} · 不同 ${differs} · 请看一眼 ${look}`,
    en: `${same} the same · ${differs} different · ${look} to be looked at`,
  }),
  says: (title: string, text: string) => ({
    zh: text ? `${title}：${text}` : title,
    en: text ? `${title}: ${text}` : title,
  }),
  count: (count: number) => ({ zh: `${count} 项`, en: `${count}` }),
  guessed: { zh: '这里的选项是推测的', en: 'our options are a guess' },
  takeOf: (label: string) => ({ zh: `采用“${label}”`, en: `Take “${label}”` }),
  renamed: (here: string, there: string) => ({ zh: `“${here}”与“${there}”`, en: `“${here}” and “${there}”` }),
  choose: { zh: '是不是同一项', en: 'The same option?' },
  same: { zh: '同一项，改了名', en: 'The same, renamed' },
  other: { zh: '不是同一项', en: 'Not the same' },
  ask: { zh: '改名的选项还没有选是不是同一项。', en: 'Say of each renamed option whether it is the same.' },
  take: (count: number) => ({ zh: `采用平台的内容（${count}）`, en: `Take what the portal has (${count})` }),
  done: (boxes: number, drafts: number, names: string) => ({
    zh:
      drafts > 0
        ? `已采用 ${boxes} 项；${drafts} 份草稿的检查结果有变：${names}`
        : `已采用 ${boxes} 项；没有草稿受影响。`,
    en:
      drafts > 0
        ? `${boxes} taken; something else is said now of ${drafts} ${drafts === 1 ? 'draft' : 'drafts'}: ${names}`
        : `${boxes} taken; no draft is touched.`,
  }),
  save: { zh: '存为更正文件…', en: 'Save as a correction…' },
  saveHint: {
    zh: '更正是一个办理事项文件，可以看、改、分享、导入。',
    en: 'A correction is a procedure’s file: to be looked at, changed, shared and imported.',
  },
});
