// Words of 办公室: desks that share applicants through sealed files, which another program carries.

import { worded } from '../lib/language';

export const t = worded({
  title: { zh: '办公室', en: 'Office' },
  lead: {
    zh: '几个窗口共享选中的申请人，互相看得到谁在办理谁。默认关闭。',
    en: 'Desks share the applicants they choose and see who works on whom. Off unless turned on.',
  },
  offline: {
    zh: '本程序不联网：只读写封好的文件，由另装的 beishen-office 收送。',
    en: 'Nothing here goes online: sealed files are carried by beishen-office, a program installed apart.',
  },
  name: { zh: '本窗口名称', en: 'Name of this desk' },
  code: { zh: '办公室码', en: 'Office code' },
  codeHint: {
    zh: '第一个窗口留空，会生成新码；其他窗口填同一个码。',
    en: 'Leave it empty at the first desk: a new one is made. The others type the same.',
  },
  on: { zh: '开启办公室', en: 'Turn on' },
  tell: {
    zh: '请当面或打电话告诉其他窗口。有这个码的人能读共享的全部资料。',
    en: 'Tell the other desks in person or by phone. Whoever has it can read all that is shared.',
  },
  showCode: { zh: '显示办公室码', en: 'Show the office code' },
  hideCode: { zh: '收起办公室码', en: 'Hide the office code' },
  rename: { zh: '改名', en: 'Rename' },
  trays: { zh: '收发文件夹', en: 'Trays' },
  stands: { zh: '现在', en: 'Now' },
  counts: (shared: number, out: number, come: number, asked: number) => ({
    zh: `共享 ${shared} 人，待发 ${out}，待收 ${come}${asked ? `，请求 ${asked}` : ''}。`,
    en: `${shared} shared, ${out} to go out, ${come} to be taken in${asked ? `, ${asked} requests` : ''}.`,
  }),
  carried: (when: string) => ({
    zh: when ? `beishen-office 上次收送：${when}。` : 'beishen-office 还没有收送过。',
    en: when ? `Carried by beishen-office last: ${when}.` : 'beishen-office has not carried anything yet.',
  }),
  lost: {
    zh: '收发文件夹不见了，收不到也发不出。请重新建立。',
    en: 'The trays are gone: nothing comes in or goes out. Make them again.',
  },
  again: { zh: '重新建立', en: 'Make them again' },
  erased: (count: number) => ({
    zh: `${count} 人这里已没有，办公室还有。`,
    en: `${count} are here no longer, and at the office still.`,
  }),
  forget: {
    open: { zh: '请办公室删除…', en: 'Have them deleted…' },
    title: { zh: '请办公室删除这些人？', en: 'Have the office delete them?' },
    said: (count: number) => ({
      zh: `下次收送时从办公室删除 ${count} 人。其他窗口里的仍在，要各自清除。`,
      en: `The office deletes ${count} with the next round. Other desks keep theirs until they erase them.`,
    }),
    run: { zh: '请办公室删除', en: 'Have them deleted' },
  },
  forgotten: (count: number) => ({
    zh: `${count} 人办公室已删除，这里还有，不再发送。`,
    en: `${count} were deleted at the office and are here still; they are not sent.`,
  }),
  off: {
    open: { zh: '关闭办公室…', en: 'Turn off…' },
    title: { zh: '关闭办公室？', en: 'Turn the office off?' },
    here: {
      zh: '申请人都留在这里。收发文件夹连同没有收发的会删除。',
      en: 'Everybody stays here. The trays go, with what was not carried or taken in.',
    },
    code: {
      zh: '办公室码也会从这里删除，再加入时要输入。',
      en: 'The office code goes from here too; to join again it has to be typed.',
    },
    run: { zh: '关闭', en: 'Turn off' },
  },
  share: {
    open: { zh: '共享到办公室…', en: 'Share with the office…' },
    title: { zh: '共享到办公室', en: 'Share with the office' },
    lead: (people: number) => ({
      zh: `${people} 人连同草稿和文件，办公室的每个窗口都能办理。`,
      en: `Every desk of the office can work on ${people === 1 ? 'this person' : `these ${people} people`}, with drafts and files.`,
    }),
    stays: {
      zh: '发出以后收不回来。班级、标签和备注不发。',
      en: 'What was sent cannot be called back. Class, tags and notes are not sent.',
    },
    run: { zh: '共享', en: 'Share' },
    done: (put: number) => ({
      zh: put > 0 ? `${put} 人放进待发，由 beishen-office 送出。` : '都已共享，没有新的要发。',
      en: put > 0 ? `Put out: ${put}. beishen-office carries them.` : 'All are shared; nothing new goes out.',
    }),
    tooLarge: (names: string) => ({
      zh: `文件太大，没有放进待发：${names}`,
      en: `Too large, not put out: ${names}`,
    }),
  },
  round: {
    run: { zh: '收发', en: 'Send and fetch' },
    waits: (out: number, come: number) => ({
      zh: `待发 ${out}，待收 ${come}`,
      en: `${out} to go out, ${come} to be taken in`,
    }),
    who: { zh: '申请人', en: 'Applicant' },
    what: { zh: '收进以后', en: 'Taken in' },
    first: (count: number) => ({ zh: `先列出 ${count} 人。`, en: `The first ${count} are listed.` }),
    differing: (count: number) => ({
      zh: `有 ${count} 处两边都改过，用了较晚的：`,
      en: `Changed on both sides: ${count}. The later counts:`,
    }),
    ours: { zh: '这里：', en: 'Here:' },
    theirs: { zh: '收到：', en: 'Came:' },
    counts: { zh: '已采用', en: 'counts' },
    again: {
      zh: '移除的人，下次收送会再来。',
      en: 'Whoever was removed comes again with the next round.',
    },
  },
  person: {
    notShared: { zh: '没有共享', en: 'Not shared' },
    waits: { zh: '已共享，办公室还没有收到', en: 'Shared; the office does not have them yet' },
    nobody: { zh: '没有别的窗口在办理', en: 'No other desk works on them' },
    take: { zh: '接手办理', en: 'Take over' },
    letGo: { zh: '放开', en: 'Let go' },
    askFrom: (by: string) => ({
      zh: `从“${by}”接手？对方已发出的修改照样合并。`,
      en: `Take over from “${by}”? What they have sent is put together all the same.`,
    }),
    askNobody: {
      zh: '接手后，其他窗口看得到由本窗口办理。',
      en: 'The other desks then see that this desk works on them.',
    },
    run: { zh: '接手', en: 'Take over' },
    asked: {
      take_over: { zh: '已请求接手，下次收送时生效', en: 'taken over with the next round' },
      let_go: { zh: '已请求放开，下次收送时生效', en: 'let go with the next round' },
      forget: { zh: '已请办公室删除', en: 'to be deleted at the office' },
    },
  },
  held: {
    row: (by: string) => ({ zh: `${by}正在办理`, en: `${by} works on this` }),
    by: (by: string) => ({ zh: `“${by}”正在办理`, en: `“${by}” works on them` }),
    draft: (by: string, minutes: number) => ({
      zh: `“${by}”正在办理此人（约剩 ${minutes} 分钟）。`,
      en: `“${by}” works on this person (about ${minutes} min left).`,
    }),
    merges: {
      zh: '可以照常填写；两边都改的，收发时用较晚的。',
      en: 'You can go on; of what both change the later counts.',
    },
  },
});
