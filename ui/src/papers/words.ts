// Words of what is exported, printed and signed.

import { s, worded } from '../lib/language';

export const t = worded({
  papers: {
    title: { zh: '另存一份', en: 'Save a single paper' },
    otherAbout: {
      zh: '要别的格式时用：网页可以逐项复制，表格可以用电子表格打开。',
      en: 'For other formats: values can be copied from a web page, a table opens in a spreadsheet.',
    },
    paper: { zh: '单据', en: 'Paper' },
    about: {
      receipt: { zh: 'PDF，可打印签名，本人留存', en: 'A PDF to print, sign and keep' },
      checklist: {
        zh: 'PDF 和网页，按平台的页面和顺序，一项一项照着填',
        en: 'A PDF and a web page, by the portal’s pages and order',
      },
      correction: {
        zh: '平台显示有误的内容，打印签名后交上去',
        en: 'What the portal shows wrongly: print, sign and hand in',
      },
      materials: { zh: 'PDF，每项材料备好没有、什么形式', en: 'A PDF: which material is ready, and in which form' },
      on_site: { zh: 'PDF，到现场带什么、核验什么', en: 'A PDF: what to bring and what is done there' },
      photo_guide: {
        zh: 'PDF，怎么拍照片，一页，可交给照相馆',
        en: 'A PDF: how the photo is taken, a page for a studio',
      },
    },
    titles: {
      receipt: { zh: '准备回执', en: 'Receipt' },
      checklist: { zh: '填报清单', en: 'Checklist' },
      correction: { zh: '数据检查勘误表', en: 'Correction form' },
      materials: { zh: '材料清单', en: 'List of materials' },
      on_site: { zh: '现场清单', en: 'On-site checklist' },
      photo_guide: { zh: '拍照指南', en: 'Photo guide' },
      summary: { zh: '办理汇总表', en: 'Summary of the desk' },
      envelopes: { zh: '信封清单', en: 'List of envelopes' },
    },
    save: (title: string) => ({
      zh: `存${title || '这份单据'}`,
      en: title ? `Save ${title.toLowerCase()}` : 'Save this paper',
    }),
  },
  mail: {
    title: { zh: '要发的邮件', en: 'Mails to send' },
    about: {
      zh: '点进框里就会全选，复制到自己的邮箱里发送；本软件不发邮件。',
      en: 'A click into a box selects all of it; copy it into your own mail program. Nothing is sent from here.',
    },
    to: { zh: '收件人', en: 'To' },
    subject: { zh: '主题', en: 'Subject' },
    body: { zh: '正文', en: 'Text' },
    enclosed: { zh: '附件', en: 'Enclosed' },
  },
  export: {
    lead: {
      zh: '文件存在这台电脑上，由本人交给需要的人。',
      en: 'Files stay on this computer until handed over in person.',
    },
    what: { zh: '要导出的文件', en: 'What to export' },
    files: { zh: '要上传的材料', en: 'Files to upload' },
    filesAbout: (count: number) => ({
      zh: `${count} 个文件，按平台的说法起好名`,
      en: `${count} file${s(count)}, named in the portal’s words`,
    }),
    make: (count: number) => ({
      zh: count > 0 ? `导出 ${count} 项` : '先勾选要导出的',
      en: count > 0 ? `Export ${count} thing${s(count)}` : 'Tick what to export',
    }),
    making: { zh: '正在制作…', en: 'Being made…' },
    open: (count: number) => ({ zh: `材料还有 ${count} 处要改`, en: `${count} to change in the files` }),
    numbers: { zh: '显示完整的证件号码和手机号', en: 'Show full ID and phone numbers' },
    numbersHint: { zh: '不勾选时中间打码', en: 'Otherwise the middle is masked' },
    format: { zh: '格式', en: 'Format' },
    formats: {
      pdf: { zh: 'PDF', en: 'PDF' },
      html: { zh: '网页', en: 'Web page' },
      md: { zh: 'Markdown', en: 'Markdown' },
      txt: { zh: '纯文本', en: 'Plain text' },
      csv: { zh: '表格（CSV）', en: 'Table (CSV)' },
    },
    printAbout: { zh: '打印前先看每一页。', en: 'See every page before it is printed.' },
    privacy: {
      zh: '文件含个人信息，请只发给需要的人。',
      en: 'The files hold personal data. Give them only to those who need them.',
    },
    unfinished: (open: string) => ({
      zh: `还有 ${open}。可以照常导出，准备回执上会注明。`,
      en: `Still open: ${open}. Export works all the same; the receipt mentions it.`,
    }),
  },
  pane: {
    page: (paper: string, at: number, all: number) => ({
      zh: `${paper}，第 ${at} 页，共 ${all} 页`,
      en: `${paper}, page ${at} of ${all}`,
    }),
    open: (paper: string) => ({ zh: `放大看${paper}`, en: `See the ${paper.toLowerCase()} as large as it is` }),
  },
  sign: {
    gone: { zh: '签名已移除。', en: 'The signature is removed.' },
    title: { zh: '签名', en: 'Signature' },
    ways: {
      ink: { zh: '留空，打印后手写', en: 'Leave it empty and sign on paper' },
      screen: { zh: '在屏幕上签', en: 'Sign on the screen' },
    },
    about: {
      zh: '印在准备回执和勘误表上。不少学校只收亲笔签名；不用鼠标、笔或触摸时，选留空。',
      en: 'Printed on the receipt and the correction form. Many schools take ink only; without mouse, pen or touch, leave it empty.',
    },
    pad: (strokes: number) => ({
      zh: strokes > 0 ? `签名，${strokes} 笔` : '签名处，还没有签',
      en:
        strokes > 0
          ? `Signature, ${strokes} ${strokes === 1 ? 'stroke' : 'strokes'}`
          : 'Place for the signature, empty',
    }),
    here: { zh: '在这里签名', en: 'Sign here' },
    back: { zh: '退回一笔', en: 'Take back one stroke' },
    clear: { zh: '清除', en: 'Clear' },
    count: (strokes: number, full: boolean) => ({
      zh: full ? '笔画已满，请清除后重签。' : strokes > 0 ? `已签 ${strokes} 笔` : '',
      en: full
        ? 'There is room for no more strokes. Clear it and sign again.'
        : strokes > 0
          ? `${strokes} ${strokes === 1 ? 'stroke' : 'strokes'}`
          : '',
    }),
    changed: {
      zh: '签名以后内容改过，这个签名不会印出来。',
      en: 'Answers have changed since the signature. It will not be printed.',
    },
    keep: { zh: '核对过了，签名仍有效', en: 'Checked: the signature still holds' },
    again: { zh: '重新签名', en: 'Sign again' },
  },
  preview: {
    title: (paper: string) => ({ zh: `预览：${paper}`, en: `Preview: ${paper}` }),
    making: { zh: '正在排版…', en: 'Laying out…' },
    drawing: (done: number, all: number) => ({
      zh: `正在画出各页，${done} / ${all}`,
      en: `Drawing the pages, ${done} of ${all}`,
    }),
    page: (at: number, all: number) => ({ zh: `第 ${at} 页，共 ${all} 页`, en: `Page ${at} of ${all}` }),
    alt: (paper: string, at: number, all: number) => ({
      zh: `${paper}第 ${at} 页，共 ${all} 页`,
      en: `${paper}, page ${at} of ${all}`,
    }),
    pages: { zh: '各页', en: 'Pages' },
    before: { zh: '上一页', en: 'Page before' },
    after: { zh: '下一页', en: 'Next page' },
    zoom: { fit: { zh: '适合宽度', en: 'Fit width' }, true: { zh: '实际大小', en: 'Actual size' } },
    printer: { zh: '打印机', en: 'Printer' },
    print: { zh: '打印', en: 'Print' },
    save: { zh: '存为 PDF', en: 'Save as PDF' },
    saveAndOpen: { zh: '存为 PDF 并打开', en: 'Save as PDF and open' },
    noPrinter: {
      zh: '这里没有找到打印机。存好后在系统的阅读器里打印，缩放选“实际大小”。',
      en: 'No printer was found from here. Once saved, print it from the system’s viewer and choose “actual size” as scaling.',
    },
    sending: { zh: '正在交给打印机…', en: 'Handing it to the printer…' },
    sent: (printer: string) => ({ zh: `已交给打印机 ${printer}。`, en: `Handed to the printer ${printer}.` }),
  },
  verify: {
    title: { zh: '验证', en: 'Verify' },
    about: {
      zh: '选一份准备回执 PDF，或拖到这里，看它与现在的内容是否一致。打码的数字不比较。',
      en: 'Choose a receipt, or drop it here, to see whether it agrees with the draft. Hidden digits are not compared.',
    },
    choose: { zh: '选准备回执', en: 'Choose a receipt' },
  },
  readback: { go: { zh: '去核对', en: 'Compare' } },
});
