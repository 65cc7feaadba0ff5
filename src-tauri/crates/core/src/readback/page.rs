//! Labels and what stands beside them, in the text of a page.

use crate::{
    check::{fold, is_hidden},
    procedure::Field,
};

/// The labels of a procedure, the longest first.
pub(super) struct Known(Vec<Label>);

struct Label {
    /// The portal's own words.
    words: String,
    /// As they are compared: folded, in small letters, without spaces.
    plain: Vec<char>,
}

/// A value beside a label.
pub(super) struct Shown {
    /// The portal's own words.
    pub(super) label: String,
    pub(super) text: String,
    /// A colon stands between the two.
    pub(super) colon: bool,
    /// A remark behind the value was left out: `202302 (如:199704)`.
    pub(super) cut: bool,
}

impl Known {
    pub(super) fn new<'a>(fields: impl Iterator<Item = &'a Field>) -> Self {
        let mut labels: Vec<Label> = Vec::new();
        for field in fields {
            let words = &field.portal_label;
            if labels.iter().all(|it| it.words != *words) {
                let plain = words.chars().map(small).filter(|it| !it.is_whitespace()).collect();
                labels.push(Label { words: words.clone(), plain });
            }
        }
        labels.sort_by_key(|it| std::cmp::Reverse(it.plain.len()));
        Self(labels)
    }

    /// The label that begins at `at`, and where what belongs to it ends: stars and a colon.
    fn at(&self, cell: &[char], at: usize) -> Option<Mark<'_>> {
        let before = at.checked_sub(1).and_then(|it| cell.get(it));
        if before.is_some_and(|it| !it.is_whitespace() && !is_star(*it) && !is_break(*it)) {
            return None;
        }
        self.0.iter().find_map(|label| {
            let end = label.matches(cell, at)?;
            let mut value = end;
            while cell.get(value).is_some_and(|it| it.is_whitespace() || is_star(*it)) {
                value += 1;
            }
            let colon = cell.get(value).is_some_and(|it| is_colon(*it));
            let apart = cell.get(end).is_none_or(|it| it.is_whitespace() || is_star(*it));
            (colon || apart).then_some(Mark {
                label: &label.words,
                start: at,
                value: value + usize::from(colon),
                colon,
            })
        })
    }
}

impl Label {
    /// Where it ends if it stands here; spaces between its characters do not count (姓　名).
    fn matches(&self, cell: &[char], at: usize) -> Option<usize> {
        let mut here = at;
        for (n, wanted) in self.plain.iter().enumerate() {
            while n > 0 && cell.get(here).is_some_and(|it| it.is_whitespace()) {
                here += 1;
            }
            if small(*cell.get(here)?) != *wanted {
                return None;
            }
            here += 1;
        }
        (here > at).then_some(here)
    }
}

/// A label in a cell.
struct Mark<'a> {
    label: &'a str,
    start: usize,
    value: usize,
    colon: bool,
}

/// Everything that stands beside a known label, in the order of the page.
pub(super) fn read(text: &str, known: &Known) -> Vec<Shown> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{2028}'], "\n");
    let lines: Vec<Vec<Vec<char>>> = text
        .split('\n')
        .map(|line| line.split(['\t', '|', '│']).map(clean).collect::<Vec<_>>())
        .filter(|cells| cells.iter().any(|it| !it.is_empty()))
        .collect();
    let marks: Vec<Vec<Vec<Mark<'_>>>> =
        lines.iter().map(|cells| cells.iter().map(|it| marks(it, known)).collect()).collect();
    let mut shown = Vec::new();
    for (n, (cells, line)) in lines.iter().zip(&marks).enumerate() {
        let below = lines.get(n + 1).zip(marks.get(n + 1));
        if let Some((values, _)) = below.filter(|it| is_head(cells, line, it.0, it.1)) {
            for (value, found) in values.iter().zip(line) {
                shown.extend(found.iter().map(|it| beside(it, value, false)));
            }
            continue;
        }
        for (at, (cell, found)) in cells.iter().zip(line).enumerate() {
            for (n, mark) in found.iter().enumerate() {
                let end = found.get(n + 1).map_or(cell.len(), |it| it.start);
                let rest = cell.get(mark.value..end).unwrap_or_default();
                let last = n + 1 == found.len();
                if !last || !trimmed(rest).is_empty() {
                    shown.push(beside(mark, rest, mark.colon));
                } else if let Some(next) = cells.get(at + 1) {
                    let is_label = starts_with_label(line.get(at + 1));
                    let next: &[char] = if is_label { &[] } else { next };
                    shown.push(beside(mark, next, mark.colon));
                } else if let Some((values, labels)) = below {
                    let value = values.first().map(Vec::as_slice).unwrap_or_default();
                    let is_label = starts_with_label(labels.first())
                        || mark.colon && value.iter().any(|it| is_colon(*it));
                    if !is_label {
                        shown.push(beside(mark, value, mark.colon));
                    } else if mark.colon {
                        shown.push(beside(mark, &[], true));
                    }
                } else if mark.colon {
                    shown.push(beside(mark, &[], true));
                }
            }
        }
    }
    shown
}

fn marks<'a>(cell: &[char], known: &'a Known) -> Vec<Mark<'a>> {
    let mut found: Vec<Mark<'a>> = Vec::new();
    let mut at = 0;
    while at < cell.len() {
        if let Some(mark) = known.at(cell, at) {
            at = mark.value;
            found.push(mark);
        } else {
            at += 1;
        }
    }
    found
}

/// Whether a row holds the heads of a table's columns, and the row below it their values: labels stand side by side, or
/// in odd and in even places, where label and value cannot take turns.
fn is_head(
    cells: &[Vec<char>],
    found: &[Vec<Mark<'_>>],
    below: &[Vec<char>],
    found_below: &[Vec<Mark<'_>>],
) -> bool {
    let whole = |(cell, found): (&Vec<char>, &Vec<Mark<'_>>)| {
        found.len() == 1 && found.first().is_some_and(|it| it.start == 0 && it.value >= cell.len())
    };
    let labels: Vec<usize> =
        cells.iter().zip(found).enumerate().filter(|it| whole(it.1)).map(|(at, _)| at).collect();
    let mixed = labels.iter().any(|it| it % 2 == 0) && labels.iter().any(|it| it % 2 == 1);
    mixed && cells.len() == below.len() && found_below.iter().all(Vec::is_empty)
}

fn starts_with_label(found: Option<&Vec<Mark<'_>>>) -> bool {
    found.and_then(|it| it.first()).is_some_and(|it| it.start == 0)
}

fn beside(mark: &Mark<'_>, value: &[char], colon: bool) -> Shown {
    let value = trimmed(value);
    let kept = trimmed(value.get(..end_of_value(value)).unwrap_or_default());
    Shown {
        label: mark.label.to_owned(),
        text: kept.iter().collect(),
        colon,
        cut: kept.len() < value.len(),
    }
}

/// Where a value ends: before a remark in brackets, and before a label that we do not know (`登录帐号:`).
fn end_of_value(value: &[char]) -> usize {
    for (at, c) in value.iter().enumerate().skip(1) {
        let rest = value.get(at + 1..).unwrap_or_default();
        let remark = ["如", "说明", "例", "注"]
            .iter()
            .any(|it| it.chars().eq(rest.iter().copied().take(it.chars().count())));
        if remark && matches!(c, '(' | '（') {
            return at;
        }
        let word = rest.iter().take_while(|it| !it.is_whitespace() && !is_colon(**it));
        let length = word.clone().count();
        let named = word.clone().any(|it| it.is_alphabetic() || is_han(*it));
        if c.is_whitespace()
            && (1..=16).contains(&length)
            && named
            && rest.get(length).is_some_and(|it| is_colon(*it))
        {
            return at;
        }
    }
    value.len()
}

/// Without what takes no room at its ends. Inside, hidden characters stay: a name that has one is another name.
fn clean(cell: &str) -> Vec<char> {
    let cell = cell.trim_matches(|it: char| it.is_whitespace() || is_hidden(it));
    cell.chars().map(|it| if it.is_whitespace() { ' ' } else { it }).collect()
}

fn trimmed(value: &[char]) -> &[char] {
    let edge = |it: &char| it.is_whitespace() || is_hidden(*it);
    let start = value.iter().position(|it| !edge(it)).unwrap_or(value.len());
    let end = value.iter().rposition(|it| !edge(it)).map_or(start, |it| it + 1);
    // A star belongs to the label behind it.
    let value = value.get(start..end).unwrap_or_default();
    match value.split_last() {
        Some((star, rest))
            if is_star(*star) && rest.last().is_some_and(|it| it.is_whitespace()) =>
        {
            trimmed(rest)
        }
        Some((star, [])) if is_star(*star) => &[],
        _ => value,
    }
}

fn small(c: char) -> char {
    fold(c).to_ascii_lowercase()
}

pub(super) fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '\u{FE55}' | '︰')
}

fn is_star(c: char) -> bool {
    matches!(c, '*' | '＊' | '※')
}

fn is_break(c: char) -> bool {
    is_colon(c) || matches!(c, ',' | '，' | ';' | '；' | '、' | '【' | '[' | '>')
}

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&c)
}
