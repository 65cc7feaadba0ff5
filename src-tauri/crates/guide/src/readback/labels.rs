//! The portal's labels, wherever they stand on a page.

use beishen_core::{procedure::Field, reading::fold};

use super::{
    people::is_another,
    sheet::{Sign, spelled},
    tail::{Tail, behind_stars, is_close, is_help, is_open},
};

pub(crate) use super::tail::is_star;

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
    /// A remark or a word before it says that the label is not simply the applicant's: 民族（变更前）, 拟变更民族.
    pub(super) odd: bool,
}

/// What stands before a label where the portal has a newer value for it: that one counts.
const NOW: [&str; 21] = [
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
    "变更为",
    "修改为",
    "最新",
    "目前",
    "当前",
    "现在的",
    "现在",
    "现用",
    "新的",
    "现",
    "新",
];

/// What stands before a label where the portal has not yet what stands beside it.
const PLANNED: [&str; 6] = ["拟变更", "拟修改", "申请变更", "申请修改", "待变更", "拟"];

/// What stands before a label that is one's own: 考生姓名.
const OWN: [&str; 16] = [
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
    "真实",
    "中文",
];

/// Characters before a label that may say whose it is.
const LONGEST_WHOSE: usize = 40;

impl Known {
    pub(crate) fn new<'a>(fields: impl Iterator<Item = &'a Field>) -> Self {
        Self::of(fields.flat_map(names))
    }

    pub(super) fn of<'a>(all: impl Iterator<Item = &'a str>) -> Self {
        let mut labels: Vec<Label> = Vec::new();
        for words in all {
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
        let starts = starts.map(|it| (it, false)).chain(before(&PLANNED).map(|it| (it, true)));
        let mut labels = starts.flat_map(|skip| self.0.iter().map(move |it| (skip, it)));
        labels.find_map(|((skip, planned), label)| {
            let end = label.matches(cell, at + skip)?;
            if label.words.is_ascii() && !is_apart(cell, at, end) {
                return None;
            }
            let enclosed = end_of_enclosed(cell, at, end);
            let tail = Tail::of(cell, enclosed.unwrap_or(end))?;
            let colon = cell.get(tail.far).and_then(|it| it.char()).is_some_and(is_colon);
            let odd = planned || if colon { tail.far_odd } else { tail.near_odd };
            let (end, value) = if colon { (end, tail.far + 1) } else { (tail.end, tail.near) };
            let apart = |at: usize| {
                let signs = |it: char| is_star(it) || is_help(it);
                cell.get(at).is_none_or(|it| it.is_space() || it.char().is_some_and(signs))
            };
            let colon = colon || enclosed.is_some();
            let mark = Mark { label: &label.words, start: at, value, colon, odd };
            (colon || apart(end)).then_some(mark)
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

/// The same, and what other portals call what everybody has.
pub(super) fn called(field: &Field) -> impl Iterator<Item = &str> {
    const OTHERS: [(&str, &[&str]); 6] = [
        ("person.name", &["Name", "Full name"]),
        (
            "person.id_number",
            &["身份证号码", "身份证号", "公民身份号码", "ID number", "ID No.", "ID card number"],
        ),
        ("person.birth_date", &["生日", "出生年月日", "Date of birth", "Birth date"]),
        ("person.sex", &["Gender", "Sex"]),
        ("person.ethnic_group", &["Ethnic group", "Ethnicity"]),
        ("contact.mobile", &["手机号码", "手机号", "Mobile phone", "Mobile"]),
    ];
    let is_it =
        |it: &&(&str, &[&str])| field.fact.as_ref().is_some_and(|fact| fact.as_str() == it.0);
    names(field).chain(OTHERS.iter().find(is_it).into_iter().flat_map(|it| it.1).copied())
}

/// Whether nothing but a colon stands beside a label on its line: Name is a part of many others.
fn is_apart(cell: &[Sign], start: usize, end: usize) -> bool {
    let edge = |it: Option<&Sign>| it.is_none_or(|it| matches!(it, Sign::Seam | Sign::Break));
    let end = behind_stars(cell, end);
    let colon = cell.get(end).and_then(|it| it.char()).is_some_and(is_colon);
    edge(start.checked_sub(1).and_then(|it| cell.get(it)))
        && (colon || edge(cell.get(end)) || edge(end.checked_sub(1).and_then(|it| cell.get(it))))
}

/// Whether what stands before a label says that it is another person's: 配偶 姓名, 推荐人信息 姓名.
fn is_of_another(before: &[Sign]) -> bool {
    let longest = before.get(before.len().saturating_sub(LONGEST_WHOSE)..).unwrap_or_default();
    is_another(&spelled(longest))
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

/// Where a label ends that stands in brackets or quotation marks of its own: 【姓名】张三.
fn end_of_enclosed(cell: &[Sign], start: usize, end: usize) -> Option<usize> {
    let open = cell.get(start.checked_sub(1)?)?.char()?;
    let close = cell.get(end)?.char()?;
    let pairs = [('“', '”'), ('"', '"'), ('「', '」')];
    (is_open(open) && is_close(close) || pairs.contains(&(open, close))).then_some(end + 1)
}

fn small(c: char) -> char {
    fold(c).to_ascii_lowercase()
}

pub(crate) fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '\u{FE55}' | '︰' | '\u{2236}')
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
