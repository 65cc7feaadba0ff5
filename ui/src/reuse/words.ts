// Words of beginning with what is there already: somebody else's answers, or those of the last time.

import { s, worded } from '../lib/language';

export const t = worded({
  copy: {
    open: { zh: '抄另一位申请人的', en: 'Copy another applicant’s answers' },
    title: { zh: '抄另一位申请人已填的', en: 'Copy what another applicant has given' },
    lead: {
      zh: '同一个单位、同一批办理的，相同的只填一次。姓名和证件不会抄过来。',
      en: 'What several people share is given once. Name and document are never copied.',
    },
    find: { zh: '抄谁的', en: 'Whose' },
    placeholder: { zh: '姓名、拼音首字母', en: 'Name or pinyin initials' },
    nobody: { zh: '没有找到别的申请人。', en: 'No other applicant is found.' },
    more: {
      zh: '只列出最近改过的，其他人请输入姓名查找。',
      en: 'Those changed last are listed; type a name for others.',
    },
    nothing: (name: string) => ({
      zh: `“${name}”没有这里还缺的内容。`,
      en: `“${name}” has given nothing that is not here already.`,
    }),
    which: (name: string) => ({ zh: `抄“${name}”的哪些`, en: `Which of “${name}”’s` }),
    all: (title: string) => ({ zh: `“${title}”的全部`, en: `All of “${title}”` }),
    here: { zh: '现在是', en: 'now' },
    other: { zh: '换一位', en: 'Somebody else' },
    take: (count: number) => ({
      zh: count > 0 ? `抄来 ${count} 项` : '抄来',
      en: count > 0 ? `Copy ${count} answer${s(count)}` : 'Copy',
    }),
    none: { zh: '请先勾选要抄的内容。', en: 'Tick what is to be copied first.' },
    done: (count: number, name: string) => ({
      zh: `已从“${name}”抄来 ${count} 项，请核对。`,
      en: `${count} answer${s(count)} copied from “${name}”. Check them.`,
    }),
  },
  again: {
    begin: { zh: '沿用上次的再办一次', en: 'Do it again from last time’s answers' },
    title: { zh: '再办一次这件事？', en: 'Go through this procedure again?' },
    stays: {
      zh: '现在这一次会原样封存，以后只能查看和导出。',
      en: 'This time is kept as it is, to be looked at and exported only.',
    },
    goes: {
      zh: '新的一次沿用已填的内容和材料；确认、办理记录和核对结果重新开始。',
      en: 'The new one starts with the answers and files; confirmations, log and comparison start afresh.',
    },
    confirm: { zh: '封存并再办一次', en: 'Keep this one and begin again' },
    keep: { zh: '先不办', en: 'Not now' },
  },
});
