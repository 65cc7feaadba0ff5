//! 姓名, character by character: Chinese characters with U+00B7 between the parts of a minority name (民委发〔2016〕33 号),
//! or letters.
//!
//! Nothing of a name is changed but the blanks around it, and marks are joined with their letters. In particular it is
//! never normalised as a whole: that would turn one Chinese character into another.

use std::collections::BTreeSet;

use beishen_reference::pinyin::surnames;

use super::{
    Problem, Reading, Reason,
    name_cell::unguarded,
    name_characters::{
        DOT, has_han, in_simplified, is_compatibility, is_han, is_latin, is_latin_sign, is_private,
        is_radical, is_standard, is_wrong_dot, simplified,
    },
    name_custom::{Bearer, is_like_han},
    name_gap::{are_people, is_gap, is_spread_out, is_torn},
    normalise::{code_point, composed, fold, is_dash, is_hidden},
    placeholder::{doubtful, is_placeholder},
    transcribed::{is_name, is_of_sounds},
};

const PLACEHOLDER: Reason = Reason::error("placeholder", &["x"]);
const SHORT: Reason = Reason::error("short", &[]);
const LONG: Reason = Reason::error("long", &["n"]);
const HIDDEN_CHARACTER: Reason = Reason::error("hidden_character", &["k", "u"]);
const PRIVATE_USE: Reason = Reason::error("private_use", &["k", "u"]);
const WRONG_DOT: Reason = Reason::error("wrong_dot", &["c", "u"]);
const DOT_PLACE: Reason = Reason::error("dot_place", &[]);
const INNER_SPACE: Reason = Reason::error("inner_space", &[]);
const BLANKS: Reason = Reason::error("blanks", &[]);
const CHARACTER: Reason = Reason::error("character", &["k", "c"]);
const MIXED: Reason = Reason::warning("mixed", &[]);
const DOT_DOUBT: Reason = Reason::warning("dot_doubt", &["x"]);
const PLACEHOLDER_DOUBT: Reason = Reason::warning("placeholder_doubt", &["c"]);
const TRADITIONAL: Reason = Reason::warning("traditional", &["c", "x"]);
const TRADITIONAL_FORM: Reason = Reason::hint("traditional_form", &["c", "x"]);
const COMPATIBILITY: Reason = Reason::warning("compatibility", &["k", "c", "u"]);
const RADICAL: Reason = Reason::warning("radical", &["k", "c", "u"]);
const RARE_CHARACTER: Reason = Reason::hint("rare_character", &["c", "u", "plane"]);

pub(super) const REASONS: &[Reason] = &[
    PLACEHOLDER,
    SHORT,
    LONG,
    HIDDEN_CHARACTER,
    PRIVATE_USE,
    WRONG_DOT,
    DOT_PLACE,
    INNER_SPACE,
    BLANKS,
    CHARACTER,
    MIXED,
    DOT_DOUBT,
    PLACEHOLDER_DOUBT,
    COMPATIBILITY,
    RADICAL,
    TRADITIONAL,
    TRADITIONAL_FORM,
    RARE_CHARACTER,
];

pub(crate) fn read<'a>(text: &'a str, of: Bearer<'_>) -> Reading<'a> {
    let name = composed(unguarded(text));
    let problem = judge(&name);
    if problem.as_ref().is_some_and(Problem::is_error) {
        let mut repairs = sound_repairs(&name, of.has_no_dot()).into_iter();
        let (fix, other_fix) = (repairs.next(), repairs.next());
        return Reading { fix, other_fix, ..Reading::valid(name).with(problem) };
    }
    let mut reading = Reading::valid(name.clone());
    // Of a people that has such names it may be right.
    let may_have_dot = of.has_no_dot() == Some(false);
    if problem.as_ref().is_some_and(|it| it.reason.name == DOT_DOUBT.name) && !may_have_dot {
        reading = reading.with_fix(without_dots(&name));
    }
    let traditional = of_traditional(&name);
    let asked = traditional.clone().filter(|_| of.is_of_mainland() == Some(true));
    if let Some(params) = traditional.filter(|_| of.is_of_mainland().is_none()) {
        reading = reading.with_hint(&TRADITIONAL_FORM, params);
    }
    let is_rare = |it: &char| is_han(*it) && !is_standard(*it) && simplified(*it).is_none();
    let rare: BTreeSet<char> = name.chars().filter(is_rare).collect();
    for c in rare {
        let plane = (u32::from(c) >> 16).to_string();
        reading = reading.with_hint(
            &RARE_CHARACTER,
            vec![("c", c.to_string()), ("u", code_point(c)), ("plane", plane)],
        );
    }
    reading.with(problem.or_else(|| asked.map(|it| Problem::new(&TRADITIONAL, it))))
}

/// The first traditional character, and the name in simplified ones. The name is as the document has it: it is never changed.
fn of_traditional(name: &str) -> Option<Vec<(&'static str, String)>> {
    let c = name.chars().find(|it| simplified(*it).is_some())?;
    Some(vec![("c", c.to_string()), ("x", in_simplified(name))])
}

fn without_dots(name: &str) -> String {
    name.replace(DOT, "")
}

/// A dot between single characters, or between a surname and a given name: 阿·卜·杜, 李·明.
fn is_doubtful_dot(name: &str) -> bool {
    let parts: Vec<&str> = name.split(DOT).collect();
    let length = |it: &str| it.chars().count();
    // Behind a longer surname (爱新觉罗·示例) it is customary.
    let known = |it: &str| length(it) <= 2 && surnames(it).next().is_some_and(|one| one.han == it);
    match parts.as_slice() {
        [_] => false,
        parts if parts.iter().all(|it| length(it) == 1) => true,
        [first, rest] => length(rest) <= 2 && known(first),
        _ => false,
    }
}

pub(super) fn judge(name: &str) -> Option<Problem> {
    let has_han = has_han(name);
    let stray = |reason: &'static Reason, is_stray: &dyn Fn(char) -> bool| {
        let (at, c) = name.chars().enumerate().find(|it| is_stray(it.1))?;
        let params = [("k", (at + 1).to_string()), ("c", c.to_string()), ("u", code_point(c))];
        let params = params.into_iter().filter(|it| reason.params.contains(&it.0));
        Some(Problem::new(reason, params.collect()))
    };
    let when =
        |reason: &'static Reason, is_so: bool| is_so.then(|| Problem::new(reason, Vec::new()));
    let belongs = |c: char| {
        is_han(c)
            || is_compatibility(c)
            || is_radical(c)
            || is_latin(c)
            || c == DOT
            || !has_han && is_latin_sign(c)
    };
    // A full stop behind the name is none of its dots.
    let may_be_dot = name.trim_end_matches(is_wrong_dot).contains(is_wrong_dot);
    let n = name.chars().count();
    let placeholder = is_placeholder(name);
    let said =
        |it: &'static Reason, param, what: &str| Problem::new(it, vec![(param, what.to_owned())]);
    placeholder
        .then(|| said(&PLACEHOLDER, "x", name))
        .or_else(|| stray(&HIDDEN_CHARACTER, &is_hidden))
        .or_else(|| stray(&PRIVATE_USE, &is_private))
        .or_else(|| stray(&WRONG_DOT, &|c| has_han && may_be_dot && is_wrong_dot(c)))
        .or_else(|| when(&INNER_SPACE, has_han && name.contains(char::is_whitespace)))
        .or_else(|| stray(&CHARACTER, &|c| !belongs(c)))
        .or_else(|| when(&BLANKS, name.contains("  ")))
        .or_else(|| when(&DOT_PLACE, name.contains(DOT) && name.split(DOT).any(str::is_empty)))
        .or_else(|| when(&SHORT, n < 2))
        .or_else(|| (n > 50).then(|| Problem::new(&LONG, vec![("n", n.to_string())])))
        .or_else(|| stray(&CHARACTER, &|_| !has_han && !name.contains(is_latin)))
        .or_else(|| Some(said(&PLACEHOLDER_DOUBT, "c", doubtful(name)?)))
        .or_else(|| stray(&COMPATIBILITY, &is_compatibility))
        .or_else(|| stray(&RADICAL, &is_radical))
        .or_else(|| when(&MIXED, has_han && name.contains(is_latin)))
        .or_else(|| {
            let doubt = has_han && is_doubtful_dot(name);
            doubt.then(|| Problem::new(&DOT_DOUBT, vec![("x", without_dots(name))]))
        })
}

/// A name that is only spread out to look even (张　三, 欧 阳 玉 会), put together. Nothing where a blank may stand for a dot, as in 哈 丹
/// of somebody whose people has such names or is not known: that only the person knows.
pub fn put_together(name: &str, of: Bearer<'_>) -> Option<String> {
    let parts: Vec<&str> = name.split_whitespace().collect();
    let is_wrong = || judge(&parts.concat()).is_some_and(|it| it.is_error());
    if parts.len() < 2 || !has_han(name) || !is_spread_out(&parts) || is_wrong() {
        return None;
    }
    match sound_repairs(name, of.has_no_dot()).as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

fn sound_repairs(name: &str, has_no_dot: Option<bool>) -> Vec<String> {
    let sound = |it: &String| judge(it).is_none_or(|it| !it.is_error());
    repaired(name, has_no_dot).into_iter().filter(sound).collect()
}

/// The name without what cannot be seen, and with the right dot; for letters without commas, curly and full-width forms, the
/// dash of a typesetter being the hyphen of the document.
/// A blank in a Chinese name may stand where a dot was, and then only the person knows: the likelier comes first, and that is
/// the dot between two names of another language, whatever people was chosen.
fn repaired(name: &str, has_no_dot: Option<bool>) -> Vec<String> {
    let visible = name.chars().filter(|it| !is_hidden(*it));
    if !has_han(name) {
        let plain = |c| match fold(c) {
            ',' => ' ',
            '’' | '‘' | '`' | '´' | 'ʼ' | '′' => '\'',
            c if is_dash(c) => '-',
            c => c,
        };
        let plain: String = visible.map(plain).collect();
        return vec![plain.split_whitespace().collect::<Vec<_>>().join(" ")];
    }
    if are_people(name) {
        return Vec::new();
    }
    let visible: String = visible.collect();
    let within = visible.trim_end_matches(|it: char| is_wrong_dot(it) || it.is_whitespace());
    let dotted = within.replace(is_wrong_dot, &DOT.to_string());
    let groups: Vec<Vec<&str>> = dotted
        .trim()
        .split(DOT)
        .map(|it| it.split(is_gap).filter(|it| !it.is_empty()).collect())
        .collect();
    let dot = DOT.to_string();
    let joined = groups.iter().map(|it| it.concat()).collect::<Vec<_>>().join(&dot);
    if groups.iter().all(|it| it.len() < 2) {
        return vec![joined];
    }
    // 张三 ZHANG SAN: the letters are no part of the name, or all of it.
    if joined.contains(is_latin) {
        return Vec::new();
    }
    let apart = groups.iter().map(|it| it.join(&dot)).collect::<Vec<_>>().join(&dot);
    match groups.as_slice() {
        // 哈 丹: 哈丹, or 哈·丹 of a people that has such names, or of one that is not known.
        [parts] if is_spread_out(parts) => {
            let is_han = || is_like_han(&joined) && !is_of_sounds(&joined);
            let either = parts.len() == 2 && !has_no_dot.unwrap_or_else(is_han);
            if either { vec![joined, apart] } else { vec![joined] }
        }
        // 买买提 艾 力: neither is a name.
        [parts] if parts.iter().filter(|it| it.chars().count() == 1).count() > 1 => Vec::new(),
        [parts]
            if is_doubtful_dot(&apart)
                || !parts.iter().any(|it| is_name(it))
                    && has_no_dot.unwrap_or_else(|| is_torn(parts)) =>
        {
            vec![joined, apart]
        }
        _ => vec![apart, joined],
    }
}

#[cfg(test)]
mod tests;
