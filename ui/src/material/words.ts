// Words of files to hand in.

import { s, worded } from '../lib/language';

export const t = worded({
  drop: (photo: boolean) => ({
    zh: `把${photo ? '照片' : '文件'}拖到这里，或按 Enter 选择。`,
    en: `Drop the ${photo ? 'photo' : 'file'} here, or press Enter to choose.`,
  }),
  replace: (photo: boolean) => ({ zh: photo ? '换一张' : '换一个', en: 'Another one' }),
  preview: (name: string) => ({ zh: `${name}的预览`, en: `Preview of ${name}` }),
  noPreview: { zh: '这种文件不能预览。', en: 'This kind of file has no preview.' },
  machine: { zh: '机器能查', en: 'Checked by machine' },
  this: (photo: boolean) => ({ zh: photo ? '这张照片' : '这个文件', en: photo ? 'This photo' : 'This file' }),
  confirm: {
    title: { zh: '对着照片，请本人确认', en: 'With the picture in sight, confirm in person' },
    left: (left: number, all: number) => ({
      zh: left === all ? `共 ${all} 项，机器看不出来，逐项回答。` : `还有 ${left} 项，共 ${all} 项。`,
      en: left === all ? `${all} things no machine can see, one by one.` : `${left} of ${all} left.`,
    }),
    done: (all: number) => ({ zh: `${all} 项都已确认。`, en: all === 1 ? 'Confirmed.' : `All ${all} confirmed.` }),
    yes: { zh: '是这样', en: 'Yes, it is so' },
    no: { zh: '不是', en: 'No' },
    refused: { zh: '这一条不合要求，请换一张照片。', en: 'This is not as wanted. Choose another picture.' },
  },
  found: (count: number) => ({ zh: `这个文件有 ${count} 处要看`, en: `${count} point${s(count)} about this file` }),
  fine: { zh: '机器能查的都合格。', en: 'Everything a machine can check is right.' },
  measures: { zh: '查看测量', en: 'See the measurements' },
  saveAs: (photo: boolean) => ({
    zh: photo ? '另存照片…' : '另存文件…',
    en: photo ? 'Save the photo as…' : 'Save the file as…',
  }),
  before: { zh: '查看原照片和处理记录', en: 'See the original and what was done' },
  untouched: (photo: boolean) => ({
    zh: photo ? '只裁剪、缩小、压缩，不改动人像和背景。' : '只转换、缩小、压缩，原文件保留。',
    en: photo
      ? 'Only cropped, scaled down and compressed; person and background stay as they are.'
      : 'Only converted, scaled down and compressed; the original is kept.',
  }),
  /** The words of the judge of files, as the command line has them. */
  verdict: {
    pass: { zh: '通过', en: 'pass' },
    unknown: { zh: '不能判断', en: 'unknown' },
    ask: { zh: '请确认', en: 'confirm' },
    fail: { zh: '不合格', en: 'fail' },
  },
  by: (source: string) => ({ zh: ` 依据：${source}`, en: ` Source: ${source}` }),
  prepare: { zh: '按要求准备', en: 'Make it ready' },
  original: { zh: '原照片', en: 'Original' },
  after: { zh: '准备好的照片', en: 'Photo made ready' },
  record: { zh: '处理记录', en: 'What was done' },
  content: { zh: '内容', en: 'Details' },
  undo: { zh: '原照片仍保留，撤销即可换回。', en: 'The original is kept; undo brings it back.' },
  guide: {
    open: { zh: '怎么拍', en: 'How to take it' },
    print: {
      zh: '要交给照相馆，导出时勾选“拍照指南”，是一页 PDF。',
      en: 'For a studio, tick the photo guide when exporting: a PDF of one page.',
    },
  },
  looking: { zh: '正在检查这个文件…', en: 'Looking at the file…' },
  crop: (again: boolean) => ({ zh: again ? '重新裁剪' : '裁剪', en: again ? 'Crop again' : 'Crop' }),
  scan: {
    convert: { zh: '按要求转换', en: 'Convert as wanted' },
    convertHint: {
      zh: '转成 JPG，压到限定大小，画质尽量好；原文件保留。',
      en: 'To a JPEG within the limits, of the best quality that fits; the original is kept.',
    },
    undo: { zh: '原文件仍保留，撤销即可换回。', en: 'The original is kept; undo brings it back.' },
  },
  card: {
    title: { zh: '正反面拼成一张', en: 'Both sides in one picture' },
    lead: {
      zh: '分别选正面和反面的图片，衬深色底、放平拍的，会按卡边裁好。',
      en: 'Choose a picture of the front and one of the back. Lying flat on a dark surface, the card is cropped by its edges.',
    },
    sides: { front: { zh: '正面', en: 'Front' }, back: { zh: '反面', en: 'Back' } },
    swap: { zh: '对调正反面', en: 'Swap front and back' },
    layout: { zh: '拼法', en: 'Layout' },
    layouts: { above: { zh: '上下拼', en: 'One above the other' }, beside: { zh: '左右拼', en: 'Side by side' } },
    preview: { zh: '拼好的样子', en: 'Both sides in one picture' },
    make: { zh: '用这一张', en: 'Use this picture' },
    makeHint: {
      zh: '放到上面作为要交的文件；两张原图仍保留，可撤销。',
      en: 'It becomes the file to hand in; both originals are kept, and it can be undone.',
    },
  },
  materials: {
    title: { zh: '材料', en: 'Files to hand in' },
    more: (count: number) => ({ zh: `另有 ${count} 处`, en: `${count} more` }),
    states: {
      missing: { zh: '还缺', en: 'Missing' },
      optional: { zh: '可不交', en: 'Not needed' },
      wrong: { zh: '要改', en: 'To change' },
      ask: { zh: '请核对', en: 'To check' },
      ready: { zh: '已备好', en: 'Ready' },
    },
  },
});
