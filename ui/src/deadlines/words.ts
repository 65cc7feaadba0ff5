// Words of what is due: the list and the month.

import { worded } from '../lib/language';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export const t = worded({
  lead: {
    zh: '最近的排在最前。期限从在平台上办事的时间算起。',
    en: 'The nearest first. Time runs from what was done on the portal.',
  },
  empty: {
    zh: '还没有期限。在平台上办了一步，就到那件事里点一下，期限从那时算起。',
    en: 'No deadlines yet. Say in a procedure what was done on the portal; the time runs from then.',
  },
  toDesk: { zh: '到资料台', en: 'To the desk' },
  what: { zh: '事项', en: 'What' },
  applicant: { zh: '申请人', en: 'Applicant' },
  due: { zh: '日期', en: 'Date' },
  left: { zh: '剩余', en: 'Left' },
  month: (year: number, month: number) => ({
    zh: `${year} 年 ${month} 月`,
    en: `${MONTHS[month - 1] ?? ''} ${year}`,
  }),
  weekdays: {
    zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
    en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  },
  before: { zh: '上个月', en: 'Month before' },
  after: { zh: '下个月', en: 'Month after' },
  now: { zh: '回到本月', en: 'This month' },
  today: { zh: '今天', en: 'Today' },
  earliest: (title: string) => ({ zh: `${title}（最早）`, en: `${title} (earliest)` }),
  latest: (title: string) => ({ zh: `${title}（最晚）`, en: `${title} (latest)` }),
});
