//! The words that a box is called by, without what marks them.

use crate::readback::{
    labels::{is_colon, is_star},
    tree::Id,
};

/// Characters of a label, and of what is said of a box.
const LONGEST_LABEL: usize = 80;
const LONGEST_HINT: usize = 200;

/// What a box is called.
#[derive(Default, Clone)]
pub(super) struct Label<'a> {
    pub(super) text: String,
    pub(super) star: bool,
    /// The element it stands in, and the name it is for.
    pub(super) at: Option<Id>,
    pub(super) names: Option<&'a str>,
}

/// What came of looking for a label.
pub(super) enum Found<'a> {
    Label(Label<'a>),
    PartOf(usize),
    Nothing,
}

impl<'a> Found<'a> {
    pub(super) fn of(label: Label<'a>) -> Self {
        if label.text.is_empty() { Self::Nothing } else { Self::Label(label) }
    }
}

impl Label<'_> {
    pub(super) fn starred(self, star: bool) -> Self {
        Self { star: self.star || star, ..self }
    }
}

/// A label without what marks it: `*姓名：`, `姓名（必填）`.
pub(super) fn label<'a>(text: &str) -> Label<'a> {
    let mut star = false;
    let mut rest = text.trim();
    loop {
        let bare = rest.trim_matches(|it: char| is_star(it) || it.is_whitespace());
        star |= bare.len() < rest.len() && rest.chars().any(is_star);
        let bare = bare.trim_end_matches(is_colon).trim_end();
        let named = ["（必填）", "(必填)", "[必填]", "【必填】", "必填"];
        let without = named.iter().find_map(|it| bare.strip_suffix(it));
        star |= without.is_some();
        let next = without.unwrap_or(bare);
        if next == rest {
            break;
        }
        rest = next;
    }
    let fits = rest.chars().count() <= LONGEST_LABEL;
    let text = if fits { rest.to_owned() } else { String::new() };
    Label { text, star, ..Label::default() }
}

/// What stands before the last colon, and what behind it.
pub(super) fn split(text: &str) -> (Option<String>, String) {
    match text.split_once(is_colon) {
        Some((before, behind)) if !before.trim().is_empty() => {
            (Some(label(before).text), behind.trim().to_owned())
        }
        _ => (None, text.to_owned()),
    }
}

/// A text of the page, unless it may be somebody's: it has a number or an address in it.
pub(super) fn harmless(text: &str) -> String {
    /// Digits of the shortest number of a person: a telephone without its area.
    const DIGITS: usize = 7;
    let runs = text.split(|it: char| !it.is_ascii_digit());
    let numbered = runs.into_iter().any(|it| it.len() >= DIGITS);
    let address = text.contains('@') && text.chars().count() > 1 && text.contains('.');
    if numbered || address { String::new() } else { text.chars().take(LONGEST_HINT).collect() }
}
