//! The portal's labels, wherever they stand on a page.

use beishen_core::{procedure::Field, reading::fold};

use super::sheet::{Sign, spelled};

/// The labels of a procedure, the longest first.
pub(super) struct Known(Vec<Label>);

struct Label {
    /// The portal's own words.
    words: String,
    /// As they are compared: folded, in small letters, without spaces.
    plain: Vec<char>,
}

/// A label in a cell.
pub(super) struct Mark<'a> {
    pub(super) label: &'a str,
    pub(super) start: usize,
    /// Where what belongs to the label ends, and what stands beside it begins.
    pub(super) value: usize,
    /// A colon stands between the two.
    pub(super) colon: bool,
}

/// Characters of a remark in a label: 姓名（与身份证一致）.
const LONGEST_REMARK: usize = 40;

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

/// Whose data others are that a page may show beside one's own.
const OTHERS: [&str; 15] = [
    "配偶",
    "父亲",
    "母亲",
    "监护人",
    "联系人",
    "推荐人",
    "推荐专家",
    "导师",
    "指导教师",
    "指导老师",
    "代理人",
    "家庭成员",
    "证明人",
    "审核人",
    "经办人",
];

/// What stands before a label where the portal has a newer value for it: that one counts.
const NOW: [&str; 8] = ["变更后", "更正后", "修改后", "调整后", "更新后", "现在", "现", "新"];

impl Known {
    pub(super) fn new<'a>(fields: impl Iterator<Item = &'a Field>) -> Self {
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
    pub(super) fn is_label(&self, text: &str) -> bool {
        let signs: Vec<Sign> = text.trim().chars().map(Sign::Char).collect();
        let start = signs.iter().take_while(|it| it.char().is_some_and(is_star)).count();
        self.at(&signs, start).is_some_and(|it| it.value >= signs.len())
    }

    /// Every label of a cell. What stands in a box is none.
    pub(super) fn marks<'a>(&'a self, cell: &[Sign]) -> Vec<Mark<'a>> {
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
        let now = NOW.iter().find(|it| starts_with(cell, at, it)).map(|it| it.chars().count());
        let starts = [0].into_iter().chain(now);
        let mut labels = starts.flat_map(|skip| self.0.iter().map(move |it| (skip, it)));
        labels.find_map(|(skip, label)| {
            let end = label.matches(cell, at + skip)?;
            let behind = behind_stars(cell, end);
            let remark = end_of_remark(cell, behind);
            let value = behind_stars(cell, remark.unwrap_or(behind));
            let colon = cell.get(value).and_then(|it| it.char()).is_some_and(is_colon);
            // Without a colon, brackets that stand apart may hold the value: 性别 （男）.
            let (end, value) = match remark {
                Some(remark) if colon || end == behind => (remark, value),
                _ if colon => (end, value),
                _ => (end, behind),
            };
            let apart = |at: usize| {
                cell.get(at).is_none_or(|it| it.is_space() || it.char().is_some_and(is_star))
            };
            (colon || apart(end)).then_some(Mark {
                label: &label.words,
                start: at,
                value: value + usize::from(colon),
                colon,
            })
        })
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
                    matches!(it, Sign::Seam | Sign::Break)
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
pub(super) fn names(field: &Field) -> impl Iterator<Item = &str> {
    std::iter::once(field.portal_label.as_str())
        .chain(field.aliases.iter().map(|it| it.label.as_str()))
}

/// Whether what stands before a label, or is a head of it, says that it is another person's: 配偶 姓名, 推荐人信息.
pub(super) fn is_of_another(before: &[Sign]) -> bool {
    let longest = before.get(before.len().saturating_sub(LONGEST_REMARK)..).unwrap_or_default();
    let text = spelled(longest);
    let text = text.trim_end_matches(|it| is_colon(it) || is_star(it)).trim_end();
    let bare = ["信息", "情况", "资料"].iter().find_map(|it| text.strip_suffix(it)).unwrap_or(text);
    OTHERS.iter().any(|it| bare.ends_with(it))
}

/// Whether what stands before lets a label begin here: nothing, a space, a star, a break, or a number: `1.姓名`, `（1）姓名`.
fn begins_word(cell: &[Sign], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|it| cell.get(it)).copied();
    let numbered = |it: char| {
        let number = before(2).and_then(Sign::char).is_some_and(|it| fold(it).is_ascii_digit());
        number && (is_close(it) || matches!(it, '.' | '．'))
    };
    before(1).is_none_or(|it| {
        it.is_space() || it.char().is_some_and(|it| is_star(it) || is_break(it) || numbered(it))
    })
}

fn starts_with(cell: &[Sign], at: usize, words: &str) -> bool {
    let here = cell.get(at..).unwrap_or_default().iter();
    words.chars().map(Sign::Char).eq(here.take(words.chars().count()).copied())
}

fn behind_stars(cell: &[Sign], at: usize) -> usize {
    let belongs = |it: &Sign| match it {
        Sign::Char(it) => it.is_whitespace() || is_star(*it),
        Sign::Seam | Sign::Break => true,
        _ => false,
    };
    at + cell.get(at..).unwrap_or_default().iter().take_while(|it| belongs(it)).count()
}

/// Where a remark in brackets ends that belongs to a label; nothing if what stands there is none.
fn end_of_remark(cell: &[Sign], at: usize) -> Option<usize> {
    cell.get(at)?.char().filter(|it| is_open(*it))?;
    let rest = cell.get(at + 1..)?;
    let words = rest.iter().take(LONGEST_REMARK).map_while(|it| match it {
        Sign::Char(it) => Some(*it),
        Sign::Seam | Sign::Break => Some(' '),
        _ => None,
    });
    let words: String = words.take_while(|it| !is_close(*it)).collect();
    let end = at + 1 + words.chars().count();
    cell.get(end)?.char().filter(|it| is_close(*it))?;
    (!OF_OTHERS.iter().any(|it| words.trim().starts_with(it))).then_some(end + 1)
}

fn small(c: char) -> char {
    fold(c).to_ascii_lowercase()
}

pub(super) fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '\u{FE55}' | '︰' | '\u{2236}')
}

pub(super) fn is_star(c: char) -> bool {
    matches!(c, '*' | '＊' | '※')
}

fn is_open(c: char) -> bool {
    matches!(c, '(' | '（' | '[' | '【' | '〔')
}

fn is_close(c: char) -> bool {
    matches!(c, ')' | '）' | ']' | '】' | '〕')
}

fn is_break(c: char) -> bool {
    is_colon(c) || matches!(c, ',' | '，' | ';' | '；' | '、' | '【' | '[' | '>')
}
