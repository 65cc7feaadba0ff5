//! The portal's labels, wherever they stand on a page.

use beishen_core::{procedure::Field, reading::fold};

use super::{
    remarks::is_hint,
    sheet::{Sign, spelled},
    whose,
};

/// The labels of a procedure, the longest first.
pub(crate) struct Known(Vec<Label>);

struct Label {
    /// The portal's own words.
    words: String,
    /// As they are compared: folded, in small letters, without spaces.
    plain: Vec<char>,
}

/// A label in a cell.
pub(crate) struct Mark<'a> {
    pub(crate) label: &'a str,
    pub(crate) start: usize,
    /// Where what belongs to the label ends, and what stands beside it begins.
    pub(crate) value: usize,
    /// A colon stands between the two.
    pub(super) colon: bool,
}

/// Characters of a remark in a label: 姓名（与身份证一致）; of a head that says whose data follow; of a label's English.
const LONGEST_REMARK: usize = 120;
const LONGEST_WHOSE: usize = 40;
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

/// What stands before a label where the portal has a newer value for it: that one counts.
const NOW: [&str; 26] = [
    "变更后的",
    "更正后的",
    "修改后的",
    "调整后的",
    "更新后的",
    "变更后",
    "更正后",
    "修改后",
    "调整后",
    "更新后",
    "拟变更",
    "拟修改",
    "申请变更",
    "申请修改",
    "变更为",
    "修改为",
    "最新",
    "目前",
    "当前",
    "现在的",
    "现在",
    "现用",
    "新的",
    "拟",
    "现",
    "新",
];

/// What stands before a label that is one's own: 考生姓名.
const OWN: [&str; 14] = [
    "本人",
    "申请人",
    "考生",
    "学生",
    "学员",
    "用户",
    "报名人",
    "填报人",
    "毕业生",
    "持证人",
    "您的",
    "你的",
    "我的",
    "个人",
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

impl Known {
    pub(crate) fn new<'a>(fields: impl Iterator<Item = &'a Field>) -> Self {
        let mut labels: Vec<Label> = Vec::new();
        for words in fields.flat_map(names) {
            if labels.iter().all(|it| it.words != *words) {
                let plain = words.chars().map(small).filter(|it| !it.is_whitespace()).collect();
                labels.push(Label { words: words.to_owned(), plain });
            }
        }
        labels.sort_by_key(|it| std::cmp::Reverse(it.plain.len()));
        Self(labels)
    }

    /// Whether a text is a label and nothing else.
    pub(crate) fn is_label(&self, text: &str) -> bool {
        let signs: Vec<Sign> = text.trim().chars().map(Sign::Char).collect();
        let start = signs.iter().take_while(|it| it.char().is_some_and(is_star)).count();
        self.at(&signs, start).is_some_and(|it| it.value >= signs.len())
    }

    /// Whether a sentence speaks of a field, and not of one with a longer label: 姓名拼音有误.
    pub(super) fn is_about(&self, text: &str, field: &Field) -> bool {
        names(field).any(|name| {
            let longer =
                self.0.iter().filter(|it| it.words.len() > name.len() && it.words.contains(name));
            longer.fold(text.to_owned(), |text, it| text.replace(&it.words, "")).contains(name)
        })
    }

    /// Whether a label stands in a text.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        let signs: Vec<Sign> = text.chars().map(Sign::Char).collect();
        !self.marks(&signs).is_empty()
    }

    /// Every label of a cell. What stands in a box is none.
    pub(crate) fn marks<'a>(&'a self, cell: &[Sign]) -> Vec<Mark<'a>> {
        let mut found = Vec::new();
        let (mut at, mut in_box) = (0, false);
        while let Some(sign) = cell.get(at) {
            match sign {
                Sign::Open => in_box = true,
                Sign::Close => in_box = false,
                _ => {}
            }
            let mark = if in_box { None } else { self.at(cell, at) };
            let before = cell.get(..at).unwrap_or_default();
            let mark = mark.filter(|_| !is_of_another(before));
            at = mark.as_ref().map_or(at + 1, |it| it.value);
            found.extend(mark);
        }
        found
    }

    /// The label that begins at `at`, and where what belongs to it ends: a remark, stars and a colon.
    fn at(&self, cell: &[Sign], at: usize) -> Option<Mark<'_>> {
        if cell.get(at)?.is_space() || !begins_word(cell, at) {
            return None;
        }
        let before = |words: &[&str]| {
            words.iter().find(|it| starts_with(cell, at, it)).map(|it| it.chars().count())
        };
        let starts = [0].into_iter().chain(before(&NOW)).chain(before(&OWN));
        let mut labels = starts.flat_map(|skip| self.0.iter().map(move |it| (skip, it)));
        labels.find_map(|(skip, label)| {
            let end = label.matches(cell, at + skip)?;
            let enclosed = end_of_enclosed(cell, at, end);
            let tail = Tail::of(cell, enclosed.unwrap_or(end))?;
            let colon = cell.get(tail.far).and_then(|it| it.char()).is_some_and(is_colon);
            let (end, value) = if colon { (end, tail.far + 1) } else { (tail.end, tail.near) };
            let apart = |at: usize| {
                cell.get(at).is_none_or(|it| it.is_space() || it.char().is_some_and(is_star))
            };
            let colon = colon || enclosed.is_some();
            (colon || apart(end)).then_some(Mark { label: &label.words, start: at, value, colon })
        })
    }
}

/// What belongs to a label behind it: stars, remarks, the same in English.
struct Tail {
    /// Where what surely belongs to it ends, and where what follows begins.
    end: usize,
    near: usize,
    /// Where what may belong to it ends, if a colon follows.
    far: usize,
}

impl Tail {
    /// Nothing where a remark says that the label is another thing's: 姓名（曾用名）.
    fn of(cell: &[Sign], end: usize) -> Option<Self> {
        let behind = behind_stars(cell, end);
        let mut tail = Self { end, near: behind, far: behind };
        let mut sure = true;
        for _ in 0..MOST_REMARKS {
            let (next, belongs) = match end_of_remark(cell, tail.far) {
                Some((_, Remark::OfAnother)) => return None,
                // Brackets that stand apart may hold the value: 性别 （男）.
                Some((next, remark)) => (next, remark == Remark::Hint || tail.far == end),
                None => match end_of_gloss(cell, tail.far) {
                    Some((next, known)) => (next, known),
                    None => break,
                },
            };
            sure &= belongs;
            tail.far = behind_stars(cell, next);
            if sure {
                (tail.end, tail.near) = (next, tail.far);
            }
        }
        Some(tail)
    }
}

impl Label {
    /// Where it ends if it stands here. Spaces between its characters do not count (姓　名), nor brackets around some of
    /// them: 姓名（拼音） is 姓名拼音.
    fn matches(&self, cell: &[Sign], at: usize) -> Option<usize> {
        let mut here = at;
        let mut open = false;
        for (n, wanted) in self.plain.iter().enumerate() {
            while n > 0
                && cell.get(here).is_some_and(|it| {
                    matches!(it, Sign::Seam | Sign::Break | Sign::Picture)
                        || it.char().is_some_and(char::is_whitespace)
                })
            {
                here += 1;
            }
            let c = cell.get(here)?.char()?;
            if n > 0 && !open && is_open(c) && !is_open(*wanted) {
                open = true;
                here += 1;
            }
            if small(cell.get(here)?.char()?) != *wanted {
                return None;
            }
            here += 1;
        }
        if open {
            cell.get(here)?.char().filter(|it| is_close(*it))?;
            here += 1;
        }
        (here > at).then_some(here)
    }
}

/// What the portal calls a field: the manual's words, and other words for the same.
pub(crate) fn names(field: &Field) -> impl Iterator<Item = &str> {
    std::iter::once(field.portal_label.as_str())
        .chain(field.aliases.iter().map(|it| it.label.as_str()))
}

/// Whether what stands before a label says that it is another person's: 配偶 姓名, 推荐人信息 姓名.
fn is_of_another(before: &[Sign]) -> bool {
    let longest = before.get(before.len().saturating_sub(LONGEST_WHOSE)..).unwrap_or_default();
    whose::is_another(&spelled(longest))
}

/// Whether what stands before lets a label begin here: nothing, a space, a star, a break, or a number: `1.姓名`, `（1）姓名`.
fn begins_word(cell: &[Sign], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|it| cell.get(it)).copied();
    let numbered = |it: char| {
        let number = before(2).and_then(Sign::char).is_some_and(|it| fold(it).is_ascii_digit());
        number && (is_close(it) || matches!(it, '.' | '．'))
    };
    before(1).is_none_or(|it| {
        it.is_space()
            || it
                .char()
                .is_some_and(|it| is_star(it) || is_break(it) || is_bullet(it) || numbered(it))
    })
}

fn starts_with(cell: &[Sign], at: usize, words: &str) -> bool {
    let here = cell.get(at..).unwrap_or_default().iter();
    words.chars().map(Sign::Char).eq(here.take(words.chars().count()).copied())
}

fn behind_stars(cell: &[Sign], at: usize) -> usize {
    let belongs = |it: &Sign| match it {
        Sign::Char(it) => it.is_whitespace() || is_star(*it),
        Sign::Seam | Sign::Break | Sign::Picture => true,
        _ => false,
    };
    at + cell.get(at..).unwrap_or_default().iter().take_while(|it| belongs(it)).count()
}

/// Where a label ends that stands in brackets or quotation marks of its own: 【姓名】张三.
fn end_of_enclosed(cell: &[Sign], start: usize, end: usize) -> Option<usize> {
    let open = cell.get(start.checked_sub(1)?)?.char()?;
    let close = cell.get(end)?.char()?;
    let pairs = [('“', '”'), ('"', '"'), ('「', '」')];
    (is_open(open) && is_close(close) || pairs.contains(&(open, close))).then_some(end + 1)
}

/// What stands in brackets behind a label.
#[derive(PartialEq)]
enum Remark {
    /// How to fill in.
    Hint,
    /// The label is another thing's.
    OfAnother,
    Other,
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
                it if is_hint(it) => Remark::Hint,
                _ => Remark::Other,
            };
            return Some((at + n + 1, remark));
        }
        if n > 0 {
            words.push(c);
        }
    }
    None
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

fn small(c: char) -> char {
    fold(c).to_ascii_lowercase()
}

pub(crate) fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '\u{FE55}' | '︰' | '\u{2236}')
}

pub(crate) fn is_star(c: char) -> bool {
    matches!(c, '*' | '＊' | '※')
}

fn is_open(c: char) -> bool {
    matches!(c, '(' | '（' | '[' | '［' | '【' | '〔' | '〈' | '《' | '{' | '｛' | '「')
}

fn is_close(c: char) -> bool {
    matches!(c, ')' | '）' | ']' | '］' | '】' | '〕' | '〉' | '》' | '}' | '｝' | '」')
}

fn is_break(c: char) -> bool {
    is_colon(c)
        || matches!(
            c,
            ',' | '，'
                | ';'
                | '；'
                | '、'
                | '【'
                | '['
                | '>'
                | '“'
                | '"'
                | '「'
                | '《'
                | '〈'
                | '〔'
        )
}

/// What an entry of a list begins with.
fn is_bullet(c: char) -> bool {
    matches!(c, '①'..='⑳' | '⑴'..='⒇' | '❶'..='❿' | '•' | '·' | '●' | '◆' | '■' | '▪' | '▶')
}
