// Words of the locked vault, and of the question who uses the computer.

import { worded } from '../lib/language';

export const t = worded({
  title: { zh: '资料库已锁定', en: 'The vault is locked' },
  secret: { zh: '密码或恢复码', en: 'Passphrase or recovery code' },
  show: { zh: '显示输入的内容', en: 'Show what is typed' },
  open: { zh: '打开', en: 'Open' },
  byKeychain: { zh: '用系统钥匙串打开', en: 'Open with the keychain' },
  opening: { zh: '正在打开…', en: 'Opening …' },
  forgotten: {
    title: { zh: '忘了密码', en: 'Forgotten the passphrase' },
    withCode: {
      zh: '有恢复码：输在上面的框里。打开后在“设置”里换一个密码。',
      en: 'With the recovery code: type it above. Then choose another passphrase in the settings.',
    },
    without: {
      zh: '没有恢复码：密码没有存在任何地方，谁也打不开，也没有办法找回。',
      en: 'Without it: the passphrase is kept nowhere. Nobody can open the vault, and there is no way round.',
    },
    anew: { zh: '另建新资料库', en: 'Begin a new vault' },
    anewSaid: {
      zh: '现在的资料库原样留在文件夹里，以后想起密码还能打开。',
      en: 'The vault stays in its folder as it is, and opens should the passphrase come back to mind.',
    },
  },
  bar: {
    said: {
      zh: '资料已加密，钥匙还放在旁边的文件里。谁用这台电脑？',
      en: 'The data are encrypted, and the key still lies beside them. Who uses this computer?',
    },
    choose: { zh: '选择保护方式', en: 'Choose the protection' },
    later: { zh: '以后再说', en: 'Later' },
  },
  section: {
    title: { zh: '资料库的锁', en: 'Lock of the vault' },
    open: {
      zh: '还没有选。钥匙放在资料库旁边的文件里，用这个账号的人都能打开。',
      en: 'Not chosen yet. The key lies beside the vault: whoever uses this account can open it.',
    },
    shared: {
      zh: '多人共用：每次打开要输密码。',
      en: 'Shared computer: the passphrase is asked for each time.',
    },
    keychain: {
      zh: '只有自己用：钥匙由系统钥匙串保管。',
      en: 'Used alone: the system’s keychain holds the key.',
    },
    alone: { zh: '只有自己用：打开时要输密码。', en: 'Used alone: the passphrase is asked for.' },
    now: (key: string) => ({ zh: `现在锁定（${key}）`, en: `Lock now (${key})` }),
    after: { zh: '没人用时自动锁定', en: 'Lock when nobody is there' },
    afterHint: {
      zh: '自动：共用 5 分钟，自用 15 分钟；锁屏和休眠时也会锁定',
      en: 'As is usual: after 5 minutes shared, 15 alone; also when the screen is locked or the computer sleeps',
    },
    minutes: (count: number) => ({
      zh: count > 0 ? `${count} 分钟` : '自动',
      en: count > 0 ? `${count} min` : 'As is usual',
    }),
    done: { zh: '已保存。', en: 'Kept.' },
  },
  deeds: {
    choose: { zh: '换保护方式', en: 'Change the protection' },
    passphrase: { zh: '换密码', en: 'Change the passphrase' },
    code: { zh: '换恢复码', en: 'New recovery code' },
    rekey: { zh: '换钥匙', en: 'New key' },
  },
  rekeySaid: {
    zh: '钥匙可能被人知道时用。先备份，再用新钥匙重写整个资料库；旧备份仍是旧钥匙。',
    en: 'For when somebody may know the key. A backup is made, then everything is written anew; older backups keep the old key.',
  },
  who: {
    title: { zh: '谁用这台电脑？', en: 'Who uses this computer?' },
    alone: { zh: '只有我用这台电脑', en: 'Only I use this computer' },
    shared: { zh: '多人共用这台电脑', en: 'Several people share it' },
    keychain: {
      zh: '钥匙交给系统保管，登录电脑后不用再输密码。',
      en: 'The system keeps the key: no passphrase once you are logged in.',
    },
    noKeychain: {
      zh: '这台电脑没有可用的系统钥匙串，所以要设一个密码。',
      en: 'This computer has no keychain that answers, so a passphrase is needed.',
    },
    passphrase: {
      zh: '每次打开都要输密码，5 分钟没人用就锁定。',
      en: 'The passphrase is asked for each time; it locks after 5 minutes without anybody.',
    },
  },
  passphrase: {
    now: { zh: '现在的密码', en: 'The passphrase of today' },
    first: { zh: '新密码（至少 8 个字符）', en: 'New passphrase (at least 8 characters)' },
    again: { zh: '再输一次新密码', en: 'The same once more' },
    differs: { zh: '两次输入的密码不一样。', en: 'The two are not the same.' },
    short: { zh: '密码至少要 8 个字符。', en: 'A passphrase has at least 8 characters.' },
  },
  code: {
    title: { zh: '恢复码', en: 'Recovery code' },
    lead: {
      zh: '忘记密码或换电脑时，只有它能打开资料库。只显示这一次，请抄在纸上或打印。',
      en: 'When the passphrase is forgotten or the computer replaced, only this opens the vault. It is shown once: copy or print it.',
    },
    print: { zh: '打印恢复码', en: 'Print the code' },
    printed: { zh: '已交给打印机。', en: 'Handed to the printer.' },
    noPrinter: { zh: '没有打印机，请抄在纸上。', en: 'There is no printer: copy it by hand.' },
    group: (number: number) => ({ zh: `照纸上输入第 ${number} 组`, en: `Type group ${number} from your paper` }),
  },
  next: { zh: '继续', en: 'Continue' },
  keep: { zh: '保存', en: 'Keep' },
});
