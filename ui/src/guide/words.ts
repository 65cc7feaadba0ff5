// Words of the guide.

import { worded } from '../lib/language';

export const t = worded({
  contents: { zh: '指南目录', en: 'Contents of the guide' },
  tour: { zh: '一分钟导览', en: 'The first minute' },
  onward: { zh: '下一页', en: 'Next' },
  more: { zh: '另见', en: 'See also' },
  enlarge: (caption: string) => ({ zh: `放大：${caption}`, en: `Enlarge: ${caption}` }),
});
