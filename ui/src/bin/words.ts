// Words of the bin, and of what goes for good.

import { s, worded } from '../lib/language';

export const t = worded({
  lead: { zh: '删除的申请人在这里保留 30 天。', en: 'Deleted applicants stay here for 30 days.' },
  empty: { zh: '回收站是空的。', en: 'The bin is empty.' },
  deleted: { zh: '删除于', en: 'Deleted' },
  restore: { zh: '恢复', en: 'Restore' },
  erase: { zh: '彻底删除', en: 'Erase' },
  all: { zh: '清空回收站…', en: 'Empty the bin…' },
  many: { zh: '彻底删除…', en: 'Erase…' },
  expired: (count: number) => ({
    zh: `${count} 位已过保留期。`,
    en: `${count} ${count === 1 ? 'is' : 'are'} kept for longer than was agreed.`,
  }),
  confirmMany: (count: number) => ({
    zh: `彻底删除 ${count} 位申请人？`,
    en: `Erase ${count} applicant${s(count)} for good?`,
  }),
  confirmTitle: (name: string) => ({ zh: `彻底删除${name}？`, en: `Erase ${name} for good?` }),
  goes: {
    zh: '已填的内容、材料和历史都会删除，备份里的也一样，不能恢复。',
    en: 'Answers, files and history are erased, from the backups too, and cannot be brought back.',
  },
  stays: {
    zh: '已经导出的文件不受影响，需要时请自行删除。',
    en: 'Files already exported stay where they are; delete them yourself if need be.',
  },
  keep: { zh: '先不删除', en: 'Not now' },
});
