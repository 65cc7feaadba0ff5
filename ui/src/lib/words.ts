// Names for every room: the product, its screens, and each action that has a key.

import { worded } from './language';

export const t = worded({
  faulty: {
    zh: '程序出了错，这一步没有完成；已保存的都在，请重新启动后再试。',
    en: 'The program made a mistake and did not finish this step. What was saved is safe: start it again and retry.',
  },
  product: { zh: '备申', en: 'Beishen' },
  titles: {
    desk: { zh: '资料台', en: 'Desk' },
    deadlines: { zh: '期限', en: 'Deadlines' },
    bin: { zh: '回收站', en: 'Bin' },
    settings: { zh: '设置', en: 'Settings' },
    import: { zh: '从表格导入', en: 'Import from a table' },
    choose: { zh: '要办什么事？', en: 'What is to be done?' },
    review: { zh: '核对全部内容', en: 'Check everything' },
    export: { zh: '导出', en: 'Export' },
    readback: { zh: '回读核对', en: 'Read-back' },
    portal: { zh: '认识平台页面', en: 'The portal’s pages' },
    packs: { zh: '事项', en: 'Procedures' },
  },
  shortcuts: {
    save: { zh: '保存并继续', en: 'Save and continue' },
    back: { zh: '上一步', en: 'Step back' },
    on: { zh: '下一步', en: 'Step forward' },
    undo: { zh: '撤销（不在填写时）', en: 'Undo (while not writing)' },
    redo: { zh: '重做（不在填写时）', en: 'Redo (while not writing)' },
    find: { zh: '查找申请人或步骤', en: 'Find an applicant or a step' },
    print: { zh: '打印准备回执', en: 'Print the receipt' },
    export: { zh: '导出', en: 'Export' },
    mask: { zh: '遮挡或显示号码', en: 'Mask or show numbers' },
    past: { zh: '这一项以前填过的', en: 'Earlier answers of this field' },
    region: { zh: '换到下一个区域', en: 'Next region' },
    regionBack: { zh: '换到上一个区域', en: 'Region before' },
    nextApplicant: { zh: '下一位（筛选不变）', en: 'Next applicant (same filter)' },
    previousApplicant: { zh: '上一位（筛选不变）', en: 'Applicant before (same filter)' },
    nextWrong: { zh: '下一位要改的', en: 'Next one with something to change' },
    lock: { zh: '锁定资料库', en: 'Lock the vault' },
    companion: { zh: '打开填报助手', en: 'Open the companion' },
    next: { zh: '填报助手：下一项并复制', en: 'Companion: next item, copied' },
    previous: { zh: '填报助手：上一项', en: 'Companion: previous item' },
    again: { zh: '填报助手：再复制', en: 'Companion: copy again' },
    help: { zh: '求助', en: 'Help' },
    close: { zh: '关闭；填报助手：暂停并清空', en: 'Close; companion: pause and clear' },
  },
  keys: {
    taken: (key: string, what: string) => ({
      zh: `${key} 已用于“${what}”，请换一个。`,
      en: `${key} already means “${what}”. Choose another.`,
    }),
    writes: {
      zh: '这个键用来填写。请加上 Ctrl 或 Alt，或用 F1 到 F12。',
      en: 'This key is for writing. Add Ctrl or Alt, or use F1 to F12.',
    },
    inFields: (key: string) => ({
      zh: `${key} 在填写时有用，请换一个。`,
      en: `${key} is needed while writing. Choose another.`,
    }),
  },
});
