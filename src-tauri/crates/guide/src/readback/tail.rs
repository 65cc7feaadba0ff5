//! What belongs to a label behind it.

use super::{kinds::is_known, remarks::is_hint, sheet::Sign, whose::names_beside};

/// Characters of a remark in a label: 姓名（与身份证一致）; of a label's English.
const LONGEST_REMARK: usize = 120;
const LONGEST_GLOSS: usize = 40;

/// Remarks and English words behind a label.
const MOST_REMARKS: usize = 4;

/// What a remark begins with that makes the label another thing's: 姓名（拼音） is no 姓名.
const OF_OTHERS: [&str; 19] = [
    "拼音",
    "英文",
    "外文",
    "代码",
    "编码",
    "编号",
    "曾用",
    "原名",
    "旧",
    "父",
    "母",
    "配偶",
    "监护",
    "紧急",
    "推荐",
    "导师",
    "代理",
    "联系人",
    "二",
];

/// Words that labels are made of in English.
const IN_ENGLISH: [&str; 58] = [
    "name",
    "full",
    "first",
    "last",
    "family",
    "given",
    "surname",
    "english",
    "chinese",
    "pinyin",
    "in",
    "of",
    "the",
    "no",
    "number",
    "id",
    "identity",
    "card",
    "document",
    "type",
    "passport",
    "certificate",
    "sex",
    "gender",
    "date",
    "birth",
    "birthday",
    "born",
    "nationality",
    "country",
    "region",
    "ethnic",
    "ethnicity",
    "nation",
    "group",
    "political",
    "status",
    "address",
    "mailing",
    "postal",
    "postcode",
    "zip",
    "code",
    "mobile",
    "phone",
    "telephone",
    "tel",
    "email",
    "e",
    "mail",
    "university",
    "school",
    "institution",
    "major",
    "degree",
    "work",
    "employer",
    "applicant",
];

/// What belongs to a label behind it: stars, remarks, the same in English.
pub(super) struct Tail {
    /// Where what surely belongs to it ends, and where what follows begins.
    pub(super) end: usize,
    pub(super) near: usize,
    /// Where what may belong to it ends, if a colon follows.
    pub(super) far: usize,
    /// A remark up to there says something that nobody knows: 民族（担保人）.
    pub(super) near_odd: bool,
    pub(super) far_odd: bool,
}

impl Tail {
    /// Nothing where a remark says that the label is another thing's: 姓名（曾用名）.
    pub(super) fn of(cell: &[Sign], end: usize) -> Option<Self> {
        let behind = behind_stars(cell, end);
        let mut tail = Self { end, near: behind, far: behind, near_odd: false, far_odd: false };
        let mut sure = true;
        for _ in 0..MOST_REMARKS {
            let (next, belongs) = match end_of_remark(cell, tail.far) {
                Some((_, Remark::OfAnother)) => return None,
                // Brackets that stand apart may hold the value: 性别 （男）.
                Some((next, remark)) => {
                    tail.far_odd |= remark == Remark::Odd;
                    (next, remark == Remark::Hint || tail.far == end)
                }
                None => match end_of_gloss(cell, tail.far) {
                    Some((next, known)) => (next, known),
                    None => break,
                },
            };
            sure &= belongs;
            tail.far = behind_stars(cell, next);
            if sure {
                (tail.end, tail.near, tail.near_odd) = (next, tail.far, tail.far_odd);
            }
        }
        Some(tail)
    }
}

pub(super) fn behind_stars(cell: &[Sign], at: usize) -> usize {
    let belongs = |it: &Sign| match it {
        Sign::Char(it) => it.is_whitespace() || is_star(*it) || is_help(*it),
        Sign::Seam | Sign::Break | Sign::Picture => true,
        _ => false,
    };
    at + cell.get(at..).unwrap_or_default().iter().take_while(|it| belongs(it)).count()
}

/// What stands in brackets behind a label.
#[derive(PartialEq)]
enum Remark {
    /// How to fill in.
    Hint,
    /// The label is another thing's.
    OfAnother,
    /// What kind of value it is.
    Kind,
    /// Nobody knows.
    Odd,
}

/// Where a remark in brackets ends, and what it is; nothing if what stands there is none.
fn end_of_remark(cell: &[Sign], at: usize) -> Option<(usize, Remark)> {
    cell.get(at)?.char().filter(|it| is_open(*it))?;
    let mut depth = 0_usize;
    let mut words = String::new();
    for (n, sign) in cell.get(at..)?.iter().take(LONGEST_REMARK).enumerate() {
        let c = match sign {
            Sign::Char(it) => *it,
            Sign::Seam | Sign::Break | Sign::Picture => ' ',
            _ => return None,
        };
        depth = if is_open(c) { depth + 1 } else { depth - usize::from(is_close(c)) };
        if depth == 0 {
            let words = words.trim();
            let remark = match words {
                it if OF_OTHERS.iter().any(|word| it.starts_with(word)) => Remark::OfAnother,
                it if is_hint(it) && !names_beside(it.trim_start_matches("示例")) => Remark::Hint,
                it if is_kind(it) => Remark::Kind,
                _ => Remark::Odd,
            };
            return Some((at + n + 1, remark));
        }
        if n > 0 {
            words.push(c);
        }
    }
    None
}

/// Whether a remark says what kind of value the label has, and nothing of whose it is: 必填, 18 位, 手机, 年月日.
fn is_kind(words: &str) -> bool {
    const SAYS: &str = "必填 选填 必选 填写 格式 一致 相同 位 全称 简称 规范 精确 中文 汉字 大写 小写 字母 座机 固话 区号 \
        公历 周岁 单位 例：";
    let plain: String = words.chars().filter(|it| it.is_alphabetic() && !it.is_ascii()).collect();
    let in_english = words.split(|it: char| !it.is_ascii_alphabetic()).filter(|it| !it.is_empty());
    let mut in_english = in_english.map(str::to_ascii_lowercase);
    let known = in_english.all(|it| {
        IN_ENGLISH.contains(&&*it) || it.bytes().all(|it| matches!(it, b'y' | b'm' | b'd' | b'x'))
    });
    !names_beside(words)
        && (SAYS.split_ascii_whitespace().any(|it| words.contains(it))
            || known && (plain.is_empty() || is_known(&plain)))
}

/// Where the same in English ends: 姓名 / Full name; and whether all its words are ones that labels are made of.
fn end_of_gloss(cell: &[Sign], at: usize) -> Option<(usize, bool)> {
    let letter = |it: char| it.is_ascii_alphabetic() || matches!(it, ' ' | '/' | '.' | '-' | '\'');
    let chars = cell.get(at..)?.iter().take(LONGEST_GLOSS).map_while(|it| it.char());
    let text: String = chars.take_while(|it| letter(*it)).collect();
    let text = text.trim_end();
    let words = || text.split(|it: char| !it.is_ascii_alphabetic()).filter(|it| !it.is_empty());
    let known = words().all(|it| IN_ENGLISH.contains(&it.to_ascii_lowercase().as_str()));
    (words().next().is_some()).then_some((at + text.len(), known))
}

/// What can be pressed behind a label to be told more: a mark, a sign of a font of icons.
pub(super) fn is_help(c: char) -> bool {
    matches!(c, '?' | '？' | 'ⓘ' | 'ℹ' | '❓' | '❔' | '❗' | '!' | '！' | '🛈' | '\u{FE0F}')
        || matches!(c, '\u{E000}'..='\u{F8FF}')
}

pub(crate) fn is_star(c: char) -> bool {
    matches!(c, '*' | '＊' | '※')
}

pub(super) fn is_open(c: char) -> bool {
    matches!(c, '(' | '（' | '[' | '［' | '【' | '〔' | '〈' | '《' | '{' | '｛' | '「')
}

pub(super) fn is_close(c: char) -> bool {
    matches!(c, ')' | '）' | ']' | '］' | '】' | '〕' | '〉' | '》' | '}' | '｝' | '」')
}
