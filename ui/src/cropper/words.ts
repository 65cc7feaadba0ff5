// Words of the cropper.

import { worded } from '../lib/language';

export const t = worded({
  before: (name: string) => ({ zh: `原照片：${name}`, en: `Original: ${name}` }),
  title: { zh: '裁剪照片', en: 'Crop the photo' },
  measuring: { zh: '正在量这张照片…', en: 'Measuring the photo…' },
  preparing: { zh: '正在裁剪和压缩…', en: 'Cropping and compressing…' },
  hint: { zh: '框和线都能拖动。', en: 'Drag the frame and the lines. ' },
  hintKeys: {
    zh: '选中后，方向键移 1 像素，加 Shift 移 10 像素，加减号调大小。',
    en: 'Selected, they move by 1 pixel with the arrows, by 10 with Shift; + and − change the size.',
  },
  frame: { zh: '裁剪框', en: 'Frame' },
  at: (x: number, y: number, width: number, height: number) => ({
    zh: `左 ${x}，上 ${y}，宽 ${width}，高 ${height}`,
    en: `${x} from the left, ${y} from the top, ${width} wide, ${height} high`,
  }),
  result: { zh: '裁出的照片', en: 'The cropped photo' },
  now: { zh: '现在', en: 'Now' },
  pixels: { zh: '像素', en: 'Pixels' },
  backdrop: { zh: '背景', en: 'Background' },
  look: { zh: '不会改动', en: 'unchanged' },
  frameNumbers: { zh: '裁剪框（像素）', en: 'Frame (pixels)' },
  lineNumbers: { zh: '头部的线（像素）', en: 'Lines of the head (pixels)' },
  left: { zh: '左', en: 'Left' },
  top: { zh: '上', en: 'Top' },
  width: { zh: '宽', en: 'Width' },
  small: (width: number, height: number) => ({
    zh: `裁剪框窄了 ${width}、矮了 ${height} 像素，不能放大；调不大就请重拍。`,
    en: `The frame is ${width} × ${height} pixels too small; nothing is enlarged. If it cannot be larger, take the photo again.`,
  }),
  outside: (lines: string) => ({
    zh: `${lines}在裁剪框外，请移动裁剪框。`,
    en: `Outside the frame: ${lines}. Move the frame.`,
  }),
  notFound: { zh: '没有量到头部，请把线拖到头部四周。', en: 'The head was not found. Drag the lines to its edges.' },
  done: { zh: '确定裁剪', en: 'Crop' },
  suggest: { zh: '按建议裁剪', en: 'As proposed' },
  forget: { zh: '恢复量出的线', en: 'Lines as measured' },
  cancel: { zh: '不裁剪', en: 'Do not crop' },
});
