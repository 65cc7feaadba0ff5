//! Where a page names somebody beside the applicant among the applicant's own data: 经办人：赵六.
//!
//! What follows may be that one's, until it is surely the applicant's again.

use super::{
    labels::is_colon,
    lines::Lines,
    people::{called, is_act, is_person},
    sheet::{Sign, spelled},
    whose::{At, Heads, Person},
};

/// Characters of a cell that are looked at, and cells behind a person in which his own data may be named after him.
const LONGEST: usize = 120;
const MOST_CELLS: usize = 30;
/// Words of a name.
const MOST_WORDS: usize = 4;

/// Somebody whom a page names.
pub(super) struct Named {
    pub(super) at: At,
    pub(super) who: Person,
}

/// All who are named, in the order of the page.
pub(super) fn named(lines: &Lines<'_>, heads: &Heads<'_>) -> Vec<Named> {
    let mut found = Vec::new();
    for line in 0..lines.cells.len() {
        let first = found.len();
        in_row(lines, heads, line, &mut found);
        if found.len() == first
            && let Some(who) = on_two_lines(lines, heads, line)
        {
            found.push(Named { at: (line, 0, 0), who });
        }
    }
    found
}

/// Who is named in the cells of a line.
fn in_row(lines: &Lines<'_>, heads: &Heads<'_>, line: usize, found: &mut Vec<Named>) {
    // The cell before, and whether it stands where a label does; whether it is a label that is known.
    let mut before: Option<(usize, String, bool)> = None;
    let mut wants = false;
    for (at, signs) in lines.cells(line).iter().enumerate() {
        let at_sign = |cell: usize, sign: usize, (label, who): (String, Person)| {
            let own = are_named_after(lines, line, cell, &label);
            (!own).then_some(Named { at: (line, cell, sign), who })
        };
        let marks = lines.marks(line, at);
        if !marks.is_empty() || wants || signs.len() > LONGEST {
            let ends = marks.iter().map(|it| (it.start, it.value)).chain([(signs.len(), 0)]);
            let (mut from, mut is_value) = (0, wants);
            for (end, value) in ends {
                let words = signs.get(from..end).unwrap_or_default();
                let named = among(heads, words, is_value);
                found.extend(named.and_then(|it| at_sign(at, from, it)));
                (from, is_value) = (value, true);
            }
            wants = lines.is_bare_label(line, at);
            before = None;
            continue;
        }
        if signs.iter().any(|it| matches!(it, Sign::Choice(_))) {
            before = None;
            continue;
        }
        let text = spelled(signs);
        let is_value = before.as_ref().is_some_and(|it| it.2);
        if let Some((first, label, is_label)) = before.take() {
            // 江苏 | 经办人 | 赵六: who is surely a person is one wherever labels begin.
            let who = heads.person(&label, &text).filter(|_| is_label || is_person(&label));
            found.extend(who.and_then(|it| at_sign(first, 0, (label, it))));
        }
        found.extend(in_cell(heads, signs).and_then(|it| at_sign(at, 0, it)));
        before = Some((at, text, !is_value));
    }
}

/// Who is named among words of which the first may be a known label's value, and by which label: 张三 经办人：赵六.
fn among(heads: &Heads<'_>, signs: &[Sign], is_value: bool) -> Option<(String, Person)> {
    if !signs.iter().any(|it| it.char().is_some_and(char::is_alphabetic)) {
        return None;
    }
    let text =
        spelled(signs.get(..LONGEST).unwrap_or(signs)).replace(" :", ":").replace(" ：", "：");
    let parts = |it: char| it.is_whitespace() || "，,；;、|｜".contains(it);
    let words: Vec<&str> = text.split(parts).filter(|it| !it.is_empty()).collect();
    let words = words.get(usize::from(is_value)..).unwrap_or_default();
    words.iter().enumerate().find_map(|(n, word)| {
        let (label, value) = match word.split_once(is_colon) {
            Some(it) => it,
            None if is_person(word) => (*word, ""),
            None => return None,
        };
        // John Smith
        let behind = words.get(n + 1..).unwrap_or_default().iter();
        let alike = |it: &&&str| {
            !it.contains(is_colon) && (value.is_empty() || value.is_ascii() && it.is_ascii())
        };
        let rest = behind.take_while(alike).copied().take(MOST_WORDS).collect::<Vec<_>>();
        let value = format!("{value} {}", rest.join(" "));
        Some((label.to_owned(), heads.person(label, &value)?))
    })
}

/// The same of a cell of its own: 经办人：赵六, <b>经办人</b><span>赵六</span>.
fn in_cell(heads: &Heads<'_>, signs: &[Sign]) -> Option<(String, Person)> {
    let pieces = signs.split(|it| matches!(it, Sign::Seam | Sign::Break));
    let pieces = pieces.map(spelled).filter(|it| !it.is_empty());
    let pieces: Vec<String> = pieces.take(MOST_CELLS).collect();
    let beside = pieces.windows(2).find_map(|it| {
        let [label, value] = it else { return None };
        let who = heads.person(label, value).filter(|_| pieces.len() == 2 || is_person(label));
        Some((label.clone(), who?))
    });
    beside.or_else(|| among(heads, signs, false))
}

/// Who is named on a line, with the name on the next.
fn on_two_lines(lines: &Lines<'_>, heads: &Heads<'_>, line: usize) -> Option<Person> {
    // What stands at a circle is neither.
    let plain =
        |it: &&[Sign]| it.len() <= LONGEST && !it.iter().any(|it| matches!(it, Sign::Choice(_)));
    let text_on = |line: usize| lines.text(line).filter(plain).map(spelled);
    let is_value = line.checked_sub(1).is_some_and(|it| lines.ends_with_label(it));
    let label = text_on(line).filter(|_| !is_value)?;
    let who = heads.person(&label, &text_on(line + 1)?)?;
    // A label that nobody knows stands where one does in turns with values.
    let alone = |it: &usize| lines.text(*it).is_some() && !lines.is_title(*it);
    let above = (0..line).rev().take(MOST_CELLS).take_while(alone).count();
    let data = (line - above).checked_sub(1);
    let value = data.is_some_and(|it| lines.ends_with_label(it));
    let in_turns = data.is_none_or(|it| value || lines.is_title(it));
    // What stands right above a box is its label.
    let boxed = lines.text(line + 1).is_some_and(|it| it.first() == Some(&Sign::Open));
    let is_label = boxed || in_turns && above % 2 == usize::from(value);
    (is_label || is_person(&label) || is_act(&label)).then_some(who)
}

/// Whether what follows is named after who is named first: 紧急联系人姓名, 紧急联系人电话. Then what is not is not that one's.
fn are_named_after(lines: &Lines<'_>, line: usize, cell: usize, label: &str) -> bool {
    let who = called(label);
    let cells = (line..lines.cells.len()).flat_map(|it| {
        let from = if it == line { cell + 1 } else { 0 };
        (from..lines.cells(it).len()).map(move |at| (it, at))
    });
    is_person(who)
        && cells.take(MOST_CELLS).any(|(line, at)| {
            let signs = lines.cells(line).get(at).copied().unwrap_or_default();
            let text = if signs.len() <= LONGEST { spelled(signs) } else { String::new() };
            let words = text.split(is_colon).next().unwrap_or_default();
            words.contains(who) && !words.ends_with(who) && called(words) != who
        })
}
