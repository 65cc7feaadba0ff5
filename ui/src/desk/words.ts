// Words of the desk: applicants, what they have begun, what is due.

import { worded } from '../lib/language';

export const t = worded({
  create: { zh: '新建申请人', en: 'New applicant' },
  namesake: (tail: string) => ({
    zh: `已有同名的人${tail && `（证件尾号 ${tail}）`}，确是另一位就再点一次“新建申请人”。`,
    en: `There is an applicant of that name${tail && `, whose ID ends in ${tail}`}. If this is somebody else, press “New applicant” again.`,
  }),
  people: { zh: '申请人', en: 'Applicants' },
  search: {
    zh: '按姓名、拼音、首字母、证件或电话尾号、学号、班级查找',
    en: 'Find by name, pinyin, initials, end of ID or phone, student number, class',
  },
  placeholder: { zh: '姓名、首字母、尾号、学号、班级', en: 'Name, initials, ID, class' },
  none: (query: string) => ({
    zh: `没有找到“${query}”。换个写法，或清空再看。`,
    en: `Nobody found for “${query}”. Try another spelling, or clear the search.`,
  }),
  found: (count: number) => ({ zh: `找到 ${count} 人`, en: `${count} found` }),
  begin: { zh: '选择办理事项', en: 'Choose a procedure' },
  more: { zh: '更多', en: 'More' },
  oneLine: {
    more: (count: number) => ({ zh: `更多 ${count} 个`, en: `${count} more` }),
    fewer: { zh: '收起', en: 'Fewer' },
  },
  toBin: { zh: '移到回收站', en: 'Move to bin' },
  another: { zh: '办理其他事项', en: 'Another procedure' },
  sample: { zh: '示例', en: 'Sample' },
  removeSamples: { zh: '移除示例', en: 'Remove samples' },
  samplesHere: { zh: '示例里的人都是虚构的。', en: 'The people in the samples are invented.' },
  columns: {
    name: { zh: '姓名', en: 'Name' },
    tail: { zh: '证件尾号', en: 'ID ends in' },
    class: { zh: '班级', en: 'Class' },
    procedure: { zh: '办理事项', en: 'Procedure' },
    progress: { zh: '进度', en: 'Progress' },
    deadline: { zh: '最近期限', en: 'Next deadline' },
    status: { zh: '状态', en: 'Status' },
    changed: { zh: '改动于', en: 'Changed' },
  },
  roster: {
    pick: { zh: '筛选', en: 'Pick out' },
    all: { zh: '全部', en: 'Show all' },
    columns: { zh: '列和分组', en: 'Columns' },
    byClass: { zh: '按班级分组', en: 'Class by class' },
    noClass: { zh: '没有班级', en: 'No class' },
    nobody: { zh: '没有符合的申请人。点“全部”再看。', en: 'Nobody fits. Press “Show all”.' },
    making: { zh: '正在整理', en: 'Being read' },
    tally: (drafts: number, completed: number, wrong: number, untouched: number) => ({
      zh: `${drafts} 件：已完成 ${completed}，要改 ${wrong}，未开始 ${untouched}。`,
      en: `${drafts} procedures: ${completed} completed, ${wrong} to change, ${untouched} not started.`,
    }),
    behind: (count: number) => ({
      zh: `还有 ${count} 位正在按今天重新整理。`,
      en: `${count} are still being brought up to today.`,
    }),
  },
  many: {
    open: { zh: '批量操作…', en: 'Do to all…' },
    title: { zh: '对选中的每一位', en: 'For everybody marked' },
    begin: { zh: '开始办理', en: 'Begin' },
    which: { zh: '选一件事项', en: 'Choose a procedure' },
    doBegin: { zh: '开始', en: 'Begin' },
    setClass: { zh: '设为这个班', en: 'Set class' },
    tag: { zh: '标签', en: 'Tag' },
    addTag: { zh: '加上', en: 'Add' },
    removeTag: { zh: '去掉', en: 'Remove' },
    setDay: { zh: '设为这天', en: 'Set day' },
    undo: { zh: '撤销', en: 'Undo' },
  },
  about: {
    tags: { zh: '标签', en: 'Tags' },
    tagsHint: { zh: '用空格隔开，例如：缓交 现役', en: 'Separated by blanks' },
    note: { zh: '备注', en: 'Note' },
    consent: { zh: '同意记录', en: 'Consent' },
    consentHint: {
      zh: '本人何时、怎样同意保存这些资料。',
      en: 'When and how the person agreed that this is kept.',
    },
    keepUntil: { zh: '保留到', en: 'Keep until' },
    usualEnd: (day: string) => ({
      zh: `不填就到 ${day}，多少天可在“设置”里改。`,
      en: `If empty, until ${day}. The settings say how many days.`,
    }),
    save: { zh: '保存', en: 'Save' },
  },
  classes: {
    open: { zh: '班级共同项…', en: 'Same for a class…' },
    title: { zh: '班级共同项', en: 'The same for a class' },
    lead: {
      zh: '一个班都一样的内容在这里写一次。本人填过的不会被改动。',
      en: 'Say here once what is the same for a class. What a person has answered stays.',
    },
    none: {
      zh: '还没有班级。选中几位，再用“批量操作”设班级。',
      en: 'No classes yet. Mark some applicants and set one under “Do to all”.',
    },
    which: { zh: '选一个班', en: 'Choose a class' },
    people: (count: number) => ({ zh: `${count} 位`, en: `${count}` }),
    add: { zh: '再加一项', en: 'Add' },
    what: { zh: '选一项', en: 'Choose one' },
    preview: { zh: '看看会改什么', en: 'Show what would change' },
    apply: { zh: '按此更改', en: 'Change it so' },
    takenBack: { zh: '收回', en: 'taken back' },
    kept: (label: string, text: string) => ({
      zh: `${label}：本人填的是“${text}”，保持不变`,
      en: `${label}: answered “${text}”, which stays`,
    }),
  },
  marks: {
    mark: (what: string) => ({ zh: `选中 ${what}`, en: `Mark ${what}` }),
    all: { zh: '选中找到的每一位', en: 'Mark everybody found' },
    count: (people: number, drafts: number) => ({
      zh: `已选 ${people} 位` + (drafts > people ? `，${drafts} 件` : ''),
      en: `${people} marked` + (drafts > people ? `, ${drafts} drafts` : ''),
    }),
    export: { zh: '导出文件…', en: 'Write files…' },
    receipts: { zh: '准备回执存成 PDF…', en: 'Save receipts as PDF…' },
    clear: { zh: '取消选择', en: 'Clear' },
  },
  firstRun: {
    title: { zh: '还没有申请人', en: 'No applicants yet' },
    lines: {
      zh: [
        '资料只填一次，各个平台都能用。',
        '在这台电脑上核对，不联网，不上传。',
        '打印准备回执和清单，照着平台的顺序填报。',
      ],
      en: [
        'Answer once; every portal can use it.',
        'Check everything on this computer, offline.',
        'Print the receipt and the checklist, then fill in the portal.',
      ],
    },
    theme: { zh: '外观', en: 'Theme' },
    themes: {
      system: { zh: '随系统', en: 'As the system' },
      light: { zh: '浅色', en: 'Light' },
      dark: { zh: '深色', en: 'Dark' },
    },
    blank: { zh: '从空白开始', en: 'Start from blank' },
    samples: { zh: '看示例', en: 'Look at samples' },
  },
  papers: {
    title: { zh: '名单和空白表', en: 'Lists and blank forms' },
    about: (count: number, marked: boolean) => ({
      zh: `名单包括上面${marked ? '选中' : '找到'}的 ${count} 件，号码中间隐去；空白表打印后手工填写。`,
      en: `Lists are of the ${count} procedures ${marked ? 'marked' : 'shown'} above, with masked numbers; blank forms are filled in by hand.`,
    }),
    blank: (procedure: string) => ({ zh: `信息采集表：${procedure}`, en: `Questionnaire: ${procedure}` }),
  },
  notInstalled: { zh: '去设置中导入', en: 'Import it in the settings' },
});
