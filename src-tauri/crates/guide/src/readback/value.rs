//! Where a value begins and ends among what stands beside a label.

use super::{
    labels::{is_colon, is_star},
    people::{is_item, is_of_thing, is_person},
    remarks,
    sheet::{Sign, spelled, takes_no_room},
    split::{Part, boxes},
};

/// What stands beside a label.
pub(super) struct Value {
    pub(super) text: String,
    /// The first of its lines, where it has several.
    pub(super) first: Option<String>,
    /// A remark was left out.
    pub(super) cut: bool,
    /// How that remark begins.
    pub(super) remark: String,
    /// It stands in a box.
    pub(super) boxed: bool,
    /// What stands beside the box and is no hint: it may be the value, and the box for another.
    pub(super) around: Vec<String>,
    /// Its boxes, where it has several.
    pub(super) parts: Vec<Part>,
    /// A character that takes no room was left out at an end.
    pub(super) unseen: bool,
}

impl Value {
    pub(super) fn of(signs: &[Sign]) -> Self {
        let unseen = signs.iter().filter_map(|it| it.char()).any(takes_no_room);
        let signs = trimmed(signs);
        // 姓名 | ：张三
        let colon = signs.first().and_then(|it| it.char()).is_some_and(is_colon);
        let signs = trimmed(signs.get(usize::from(colon)..).unwrap_or_default());
        let opens = || signs.iter().enumerate().filter(|it| *it.1 == Sign::Open).map(|it| it.0);
        let (boxed, single) = (opens().next().is_some(), opens().nth(1).is_none());
        let kept = match opens().next().filter(|_| single) {
            // What is in the box is what the portal has; what stands around is said about it.
            Some(open) => {
                let rest = signs.get(open + 1..).unwrap_or_default();
                rest.split(|it| *it == Sign::Close).next().unwrap_or_default()
            }
            None => without_acts(signs.get(..end_of_value(signs)).unwrap_or_default()),
        };
        let visible = |it: &[Sign]| it.iter().filter(|it| !it.is_space()).count();
        let first = kept.split(|it| *it == Sign::Break).next().unwrap_or_default();
        Self {
            text: spelled(kept),
            first: (visible(first) < visible(kept))
                .then(|| spelled(first))
                .or_else(|| before_pairs(kept).filter(|_| !boxed)),
            cut: visible(kept) < visible(signs),
            remark: if boxed {
                String::new()
            } else {
                let rest = signs.get(kept.len()..).unwrap_or_default();
                spelled(rest.get(..rest.len().min(LONGEST_LABEL * 2)).unwrap_or_default())
            },
            around: if boxed && single { around(signs) } else { Vec::new() },
            parts: if single { Vec::new() } else { boxes(signs) },
            unseen: unseen && !kept.iter().filter_map(|it| it.char()).any(takes_no_room),
            boxed,
        }
    }
}

/// What stands before and behind a box, hints aside.
fn around(signs: &[Sign]) -> Vec<String> {
    let before = signs.split(|it| *it == Sign::Open).next().unwrap_or_default();
    let behind = signs.rsplit(|it| *it == Sign::Close).next().unwrap_or_default();
    let behind = behind.split(|it| matches!(it, Sign::Choice(_))).next().unwrap_or_default();
    let said = [before, behind].map(spelled);
    said.into_iter().filter(|it| !remarks::is_remark(it)).collect()
}

/// Characters of a label that we do not know.
const LONGEST_LABEL: usize = 16;

/// Where a value ends: before a remark in brackets, and before a label that we do not know (`登录帐号:`).
fn end_of_value(value: &[Sign]) -> usize {
    for (at, sign) in value.iter().enumerate().skip(1) {
        let rest = value.get(at + 1..).unwrap_or_default();
        if matches!(sign, Sign::Char('(' | '（')) && is_remark(rest) {
            return at;
        }
        // No further than a label goes: what follows may be all of the page.
        let word = rest.iter().take(LONGEST_LABEL + 1).map_while(|it| it.char());
        let word = word.take_while(|it| !it.is_whitespace() && !is_colon(*it));
        let length = word.clone().count();
        let named = word.clone().any(char::is_alphabetic);
        let parts = sign.is_space() || sign.char().is_some_and(|it| "，,；;、".contains(it));
        if sign.is_space() && !rest.first().is_none_or(|it| it.is_space()) && are_pairs(rest) {
            return at;
        }
        if parts
            && (1..=LONGEST_LABEL).contains(&length)
            && named
            && rest.get(length).and_then(|it| it.char()).is_some_and(is_colon)
        {
            return at;
        }
    }
    value.len()
}

/// Words that are looked at behind a value.
const MOST_WORDS: usize = 12;

/// Whether words are labels that we do not know with their values by turns: 籍贯 江苏 学历 本科.
fn are_pairs(rest: &[Sign]) -> bool {
    if rest.len() > LONGEST_LABEL * MOST_WORDS {
        return false;
    }
    let text = spelled(rest);
    let words: Vec<&str> = text.split_whitespace().take(MOST_WORDS + 1).collect();
    let (pairs, odd) = words.as_chunks::<2>();
    odd.is_empty()
        && words.len() <= MOST_WORDS
        && pairs
            .iter()
            .all(|[label, value]| !value.contains(is_colon) && (is_item(label) || is_person(label)))
}

/// The first of three words or more, where the second may be a label: 群众 户别 城镇.
fn before_pairs(kept: &[Sign]) -> Option<String> {
    let text = spelled(kept);
    let words: Vec<&str> = text.split_whitespace().take(MOST_WORDS + 1).collect();
    let odd = words.len() > 2 && words.len() % 2 == 1 && words.len() <= MOST_WORDS;
    let label = words.get(1).is_some_and(|it| is_of_thing(it) || is_person(it));
    words.first().filter(|_| odd && label).map(|it| (*it).to_owned())
}

/// Without what can be pressed behind a value, and what was verified of it: 张三 修改, 已认证.
fn without_acts(mut value: &[Sign]) -> &[Sign] {
    const ACTS: [&str; 20] = [
        "修改",
        "编辑",
        "查看",
        "删除",
        "复制",
        "更换",
        "已认证",
        "已核验",
        "已验证",
        "已绑定",
        "已通过",
        "审核通过",
        "验证通过",
        "核验通过",
        "已实名",
        "已实名认证",
        "已审核",
        "已校验",
        "实名认证",
        "本人",
    ];
    // 张三（已认证）, 张三 [修改], 1995-03-14（31岁）
    let is_added = |it: &str| {
        let age = it.trim_end_matches(['周', '岁']).trim_end();
        ACTS.contains(&it) || it.ends_with('岁') && age.bytes().all(|it| it.is_ascii_digit())
    };
    if let Some((Sign::Char(')' | '）' | ']' | '】'), rest)) = value.split_last()
        && let Some(open) =
            rest.iter().rposition(|it| matches!(it, Sign::Char('(' | '（' | '[' | '【')))
        && is_added(&spelled(rest.get(open + 1..).unwrap_or_default()))
    {
        value = trimmed(rest.get(..open).unwrap_or_default());
    }
    while let Some(at) = value.iter().rposition(|it| it.is_space()) {
        let (before, last) = value.split_at(at);
        let last = spelled(last);
        if !last.is_empty() && !ACTS.contains(&last.as_str()) {
            break;
        }
        value = before;
    }
    value
}

/// `如:199704`, `注：…`, and not 如东分公司.
fn is_remark(rest: &[Sign]) -> bool {
    let starts = |words: &str| {
        let here = rest.iter().take(words.chars().count());
        words.chars().map(Sign::Char).eq(here.copied())
    };
    ["如", "例", "例如", "注", "说明"].iter().any(|words| {
        let next = rest.get(words.chars().count()).and_then(|it| it.char());
        starts(words) && next.is_some_and(|it| is_colon(it) || it.is_ascii_digit())
    }) || ["如果", "如有", "如需", "例如", "注意"].iter().any(|it| starts(it))
}

/// A character that takes no room and says how the one before it is drawn or joined: a variation selector, a joiner.
fn is_form(c: char) -> bool {
    matches!(c, '\u{34F}' | '\u{180B}'..='\u{180F}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Without what takes no room at its ends, and without stars: they belong to the label behind them. Inside, hidden
/// characters stay: a name that has one is another name.
pub(super) fn trimmed(mut value: &[Sign]) -> &[Sign] {
    let edge = |it: &Sign| match it {
        Sign::Char(it) => it.is_whitespace() || takes_no_room(*it),
        it => matches!(it, Sign::Seam | Sign::Break | Sign::Picture),
    };
    loop {
        let start = value.iter().position(|it| !edge(it)).unwrap_or(value.len());
        let end = value.iter().rposition(|it| !edge(it)).map_or(start, |it| it + 1);
        // What makes another form of the character before it is a part of it.
        let forms = value
            .get(end..)
            .unwrap_or_default()
            .iter()
            .take_while(|it| it.char().is_some_and(is_form));
        let end = end + if end > start { forms.count() } else { 0 };
        value = value.get(start..end).unwrap_or_default();
        match value.split_last() {
            Some((Sign::Char(star), rest))
                if is_star(*star) && rest.last().is_none_or(|it| it.is_space()) =>
            {
                value = rest;
            }
            _ => return value,
        }
    }
}
