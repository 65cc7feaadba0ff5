// Words of the parts, and those that several rooms say.

import { worded } from '../lib/language';

export const t = worded({
  listing: (items: string[], more: boolean) => ({
    zh: items.join('、') + (more ? '等' : ''),
    en: items.join(', ') + (more ? ', …' : ''),
  }),
  name: { zh: '姓名', en: 'Name' },
  tail: { zh: '证件尾号', en: 'ID ends in' },
  procedure: { zh: '办理事项', en: 'Procedure' },
  named: (what: string, text: string) => ({ zh: `${what}：${text}`, en: `${what}: ${text}` }),
  bracketed: (what: string, text: string) => ({ zh: `${what}（${text}）`, en: `${what} (${text})`.trim() }),
  actions: { zh: '操作', en: 'Actions' },
  change: { zh: '修改', en: 'Change' },
  remove: { zh: '移除', en: 'Remove' },
  replace: { zh: '替换', en: 'Replace' },
  keep: { zh: '先不动', en: 'Leave it' },
  cancel: { zh: '取消', en: 'Cancel' },
  close: { zh: '关闭', en: 'Close' },
  source: { zh: '依据', en: 'Source' },
  differs: { zh: '另有说法', en: 'Others say' },
  verified: { zh: '核对于', en: 'Checked on' },
  mayChange: (day: string) => ({
    zh: `${day}。平台可能有变，以平台页面为准。`,
    en: `${day}. The portal may have changed; its pages decide.`,
  }),
  noAnswer: { zh: '还没填', en: 'Not given yet' },
  companion: { zh: '填报助手', en: 'Companion' },
  calendar: { zh: '导出日历', en: 'Save calendar' },
  ownProfile: { zh: '本机规格', en: 'This computer’s own' },
  provenance: {
    typed: { zh: '手填', en: 'typed' },
    derived: { zh: '推算', en: 'derived' },
    usual: { zh: '预填', en: 'prefilled' },
    carried_over: { zh: '沿用', en: 'reused' },
    class: { zh: '班级', en: 'class' },
    none: { zh: '', en: '' },
  },
  status: {
    not_started: { zh: '未开始', en: 'Not started' },
    in_progress: { zh: '填写中', en: 'In progress' },
    has_problems: { zh: '有问题', en: 'Has problems' },
    completed: { zh: '已完成', en: 'Done' },
    waiting: { zh: '等待平台', en: 'Waiting for portal' },
    not_needed: { zh: '不需要', en: 'Not needed' },
    toChange: (count: number) => ({ zh: `${count} 处要改`, en: `${count} to change` }),
    toGive: (count: number) => ({ zh: `${count} 处没填`, en: `${count} not given` }),
    toCheck: (count: number) => ({ zh: `${count} 处请核对`, en: `${count} to check` }),
    /** What is wrong and what is not given, apart; what to check where there is neither. */
    open: ({ wrong, missing, check }: { wrong: number; missing: number; check: number }) => {
      const zh = [wrong && `${wrong} 处要改`, missing && `${missing} 处没填`].filter(Boolean);
      const en = [wrong && `${wrong} to change`, missing && `${missing} not given`].filter(Boolean);
      return {
        zh: zh.join('，') || (check ? `${check} 处请核对` : ''),
        en: en.join(', ') || (check ? `${check} to check` : ''),
      };
    },
  },
  check: {
    limit: { zh: '要求', en: 'Wanted' },
    result: { zh: '结果', en: 'Result' },
    verdict: {
      pass: { zh: '通过', en: 'Passed' },
      ask: { zh: '请核对', en: 'Please check' },
      fail: { zh: '需要修改', en: 'To change' },
      unknown: { zh: '还没查', en: 'Not checked' },
    },
  },
  finding: {
    errorPrefix: { zh: '错误：', en: 'Error: ' },
    pleaseCheck: { zh: '请核对：', en: 'Please check: ' },
    keep: { zh: '保留', en: 'Keep as it is' },
    kept: { zh: '已核对，保留现在的内容：', en: 'Checked and kept: ' },
    unkeep: { zh: '不再保留', en: 'Keep no longer' },
  },
  stop: {
    stop: (what: string) => ({ zh: `${what}：不能更改`, en: `${what}: no return` }),
    checked: (what: string) => ({ zh: `我已核对${what}`, en: `I have checked: ${what}` }),
    left: {
      zh: '填进平台就不能更改，还没有勾“我已核对”：',
      en: 'No return at the portal, and not yet ticked as checked:',
    },
  },
  next: {
    title: { zh: '接下来', en: 'What comes next' },
    waiting: (days: string) => ({ zh: `等待平台，${days}`, en: `Waiting for the portal, ${days}` }),
    over: { zh: '平台上的各步都办完了。', en: 'Everything on the portal is done.' },
  },
  open: {
    wrong: (count: number) => ({ zh: `还有 ${count} 处要改`, en: `${count} to change` }),
    missing: (count: number) => ({ zh: `${count} 处还没填`, en: `${count} not given yet` }),
    ready: { zh: '都填好了，没有要改的。', en: 'All is given and nothing needs changing.' },
  },
  notes: {
    stale: { zh: '上次保存以后，时间让这些内容过期了：', en: 'Since it was last saved, time has outdated this:' },
    changes: (day: string) => ({
      zh: `这件事的规则有更新（核对于 ${day}）：`,
      en: `The rules of this procedure have changed (checked on ${day}):`,
    }),
    seen: { zh: '知道了', en: 'Understood' },
    portal: {
      zh: '平台页面与这里不同，填报时以平台为准：',
      en: 'The portal’s pages are otherwise than here; the portal decides:',
    },
    portalLook: { zh: '对照平台页面', en: 'Compare with the portal’s pages' },
  },
  file: {
    saved: (path: string) => ({ zh: `已存到 ${path}`, en: `Saved to ${path}` }),
    open: { zh: '打开', en: 'Open' },
    reveal: { zh: '在文件夹中显示', en: 'Show in folder' },
    notOpened: { zh: '没有程序能打开它。可以在文件夹中找到它。', en: 'No program can open it. It is in its folder.' },
    missing: (characters: string) => ({
      zh: `这些字没有字形，印成了〓：${characters}。请手写补上。`,
      en: `No font has these characters, printed as 〓: ${characters}. Write them in by hand.`,
    }),
    name: (what: string, kind: string) => ({ zh: `${what}-${kind}`, en: `${what} - ${kind}` }),
  },
  undo: {
    removed: (what: string) => ({ zh: `已移除“${what}”。`, en: `“${what}” is removed.` }),
    undo: { zh: '撤销', en: 'Undo' },
    redo: { zh: '重做', en: 'Redo' },
    nothing: { zh: '没有可撤销的改动。', en: 'Nothing to undo.' },
    nothingMore: { zh: '没有可重做的改动。', en: 'Nothing to redo.' },
  },
  combobox: {
    found: (total: number, shown: number) => ({
      zh:
        total === 0
          ? '没有找到。换个写法试试。'
          : total > shown
            ? `找到 ${total} 个，先列出 ${shown} 个。`
            : `找到 ${total} 个。`,
      en:
        total === 0
          ? 'Nothing found. Try another spelling.'
          : total > shown
            ? `${total} found, the first ${shown} are listed.`
            : `${total} found.`,
    }),
    how: { zh: '汉字、拼音、首字母或代码都可以。', en: 'Characters, pinyin, initials or codes.' },
    open: {
      zh: '列表里没有的可以直接填，以平台下拉为准。',
      en: ' What the list lacks can be typed; the portal’s own list decides.',
    },
    active: (name: string) => ({ zh: `现在是${name}`, en: `now ${name}` }),
    list: (label: string) => ({ zh: `${label}的选项`, en: `Options for ${label}` }),
  },
});
