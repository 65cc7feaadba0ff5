//! A name that the portal has in two boxes: 姓 and 名, SURNAME and GIVEN NAMES.

use beishen_core::{FactKind, outcome::Verdict};

use super::{
    compare::{Wanted, is_latin},
    labels::{is_colon, is_star},
    sheet::{Sign, spelled},
};

/// A box, and what stands before it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) called: String,
    pub(super) text: String,
}

/// What a box of a name is for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Of {
    Family,
    Given,
}

/// Characters of a part of a name, and of what it is called.
const LONGEST: usize = 40;

impl Wanted {
    /// Whether it is a name, or one in other letters.
    pub(super) fn is_of_person(&self) -> bool {
        self.name || self.kind == FactKind::Text && is_latin(&self.text)
    }

    /// Whether the parts together are what is wanted: the family's name first, wherever its box stands.
    pub(super) fn is_of(&self, parts: &[Part]) -> bool {
        let (family, given): (Vec<&Part>, Vec<&Part>) =
            parts.iter().partition(|it| of(&it.called) == Some(Of::Family));
        let texts: Vec<&str> = family.iter().chain(&given).map(|it| it.text.as_str()).collect();
        let whole = ["", " "].map(|it| texts.join(it));
        texts.iter().all(|it| !it.is_empty())
            && whole.iter().any(|it| self.against(it).0 == Verdict::Same)
    }
}

/// The boxes of a stretch, where it has several.
pub(super) fn boxes(signs: &[Sign]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = signs;
    while let Some(open) = rest.iter().position(|it| *it == Sign::Open) {
        let (before, inside) = rest.split_at(open);
        let close = inside.iter().position(|it| *it == Sign::Close).unwrap_or(inside.len());
        let (inside, behind) = inside.split_at(close);
        let text = spelled(inside.get(1..).unwrap_or_default());
        parts.push(Part { called: spelled(before), text });
        rest = behind.get(1..).unwrap_or_default();
    }
    if parts.len() > 1 { parts } else { Vec::new() }
}

/// Whether it is what the box of a part of a name is called.
pub(super) fn is_part_of_name(called: &str) -> bool {
    of(called).is_some()
}

/// Names of a page whose parts have labels of their own: `姓：张 名：三`.
pub(super) fn labelled<'a>(cells: impl Iterator<Item = &'a [Sign]>) -> Vec<Vec<Part>> {
    let pieces: Vec<(String, bool)> = cells.flat_map(pieces).collect();
    let found = pieces.windows(4).filter_map(|it| {
        let [(one, false), (first, _), (other, false), (second, _)] = it else { return None };
        let (a, b) = (of(one)?, of(other)?);
        let is_value = |it: &str| of(it).is_none() && it.chars().count() <= LONGEST;
        let part =
            |called: &str, text: &str| Part { called: called.to_owned(), text: text.to_owned() };
        (a != b && is_value(first) && is_value(second))
            .then(|| vec![part(one, first), part(other, second)])
    });
    found.collect()
}

/// What stands between seams, colons and boxes of a cell, and whether it stands in a box.
fn pieces(cell: &[Sign]) -> Vec<(String, bool)> {
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let mut start = 0;
    let mut add = |range: std::ops::Range<usize>, boxed: bool, before_colon: bool| {
        let text = spelled(cell.get(range).unwrap_or_default());
        // 张 名：三
        let words = text.match_indices(' ').map(|it| it.0);
        let label = words
            .filter(|_| before_colon)
            .find(|at| text.get(*at..).is_some_and(|it| of(it).is_some()));
        let (text, label) = label.map_or((&*text, ""), |it| text.split_at(it));
        let mut push = |it: &str| {
            let it = it.trim();
            if boxed || !it.is_empty() && !it.chars().all(is_star) {
                pieces.push((it.to_owned(), boxed));
            }
        };
        push(text);
        if !label.is_empty() {
            push(label);
        }
    };
    let mut boxed = false;
    for (at, sign) in cell.iter().enumerate() {
        let colon = sign.char().is_some_and(is_colon) && !boxed;
        match sign {
            Sign::Close => add(start..at, true, false),
            Sign::Open | Sign::Seam | Sign::Break if !boxed => add(start..at, false, false),
            _ if colon => add(start..at, false, true),
            _ => continue,
        }
        boxed = *sign == Sign::Open;
        start = at + 1;
    }
    add(start..cell.len(), false, false);
    pieces
}

/// Which box of a name words call so: 姓, 名（拼音）, Given names.
fn of(words: &str) -> Option<Of> {
    const FAMILY: [&str; 9] = [
        "姓",
        "姓氏",
        "surname",
        "surnames",
        "lastname",
        "familyname",
        "姓surname",
        "姓familyname",
        "姓lastname",
    ];
    const GIVEN: [&str; 11] = [
        "名",
        "名字",
        "givenname",
        "givennames",
        "firstname",
        "forename",
        "forenames",
        "名givenname",
        "名givennames",
        "名firstname",
        "名字givenname",
    ];
    if words.chars().count() > LONGEST {
        return None;
    }
    let plain = words.replace("拼音", "").replace("必填", "").to_lowercase();
    let plain: String = plain.chars().filter(|it| it.is_alphabetic()).collect();
    if FAMILY.contains(&&*plain) {
        Some(Of::Family)
    } else {
        GIVEN.contains(&&*plain).then_some(Of::Given)
    }
}
