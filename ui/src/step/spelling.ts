// How a value is read out on the telephone, piece by piece.

/** Parts of characters that are often surnames, as people name them. */
const PARTS: Record<string, string> = {
  张: '弓长',
  章: '立早',
  李: '木子',
  王: '三横一竖',
  汪: '三点水王',
  黄: '草头黄',
  吴: '口天',
  陈: '耳东',
  程: '禾口王',
  成: '成功的成',
  林: '双木',
  徐: '双人余',
  许: '言午',
  杨: '木易',
  刘: '文刀',
  何: '人可',
  胡: '古月',
  朱: '撇未',
  赵: '走叉',
  孙: '子小',
  郑: '关耳',
  于: '干钩',
  余: '人示',
  俞: '人则',
  吕: '双口',
  谢: '言射',
  董: '草重',
  魏: '委鬼',
  蒋: '草将',
  沈: '三点水',
  江: '三点水工',
  姜: '美女姜',
  邓: '又耳',
  邹: '刍耳',
  冯: '两点马',
  马: '马到成功',
  罗: '四夕',
  骆: '马各',
  宋: '宝盖木',
  唐: '唐朝的唐',
  韩: '韩国的韩',
  曹: '曹操的曹',
  袁: '袁世凯的袁',
  潘: '三点水番',
  杜: '木土',
  叶: '口十',
  苏: '草办',
  任: '人壬',
  卢: '卢沟桥的卢',
  陆: '耳击',
  姚: '女兆',
  钟: '金中',
  谭: '言西早',
  石: '石头的石',
  金: '金银的金',
  夏: '夏天的夏',
  田: '田地的田',
  方: '方向的方',
  白: '白色的白',
  秦: '秦朝的秦',
};

/** Words for letters that are not mistaken for each other (ICAO). */
const LETTERS =
  'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu'.split(
    ' ',
  );

/** A piece that is said in one breath, and how it is told from others. */
export interface Piece {
  text: string;
  says: string;
}

/** An identity number in 6-8-4, a mobile in 3-4-4, other numbers by four; characters and letters one by one. */
export function pieces(value: string, sign: (c: string) => string): Piece[] {
  if (/^\d{17}[\dX]$/.test(value)) return cut(value, [6, 8, 4]);
  if (/^1\d{10}$/.test(value)) return cut(value, [3, 4, 4]);
  return (value.match(/\d{1,4}|[\s\S]/gu) ?? []).map((text) => ({ text, says: says(text, sign) }));
}

function cut(value: string, sizes: number[]): Piece[] {
  let at = 0;
  return sizes.map((size) => {
    const text = value.slice(at, (at += size));
    return { text, says: text.endsWith('X') ? 'X-ray' : '' };
  });
}

function says(c: string, sign: (c: string) => string): string {
  const letter = LETTERS[c.toUpperCase().charCodeAt(0) - 65];
  if (/^[A-Za-z]$/.test(c) && letter) return letter;
  return PARTS[c] ?? sign(c);
}
