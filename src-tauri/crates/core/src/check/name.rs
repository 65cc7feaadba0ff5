//! 姓名, character by character: Chinese characters with U+00B7 between the parts of a minority name, or letters.
//!
//! Nothing of a name is changed but the blanks around it. In particular it is never NFKC-normalised: that would turn
//! one character into another.

use std::{collections::BTreeSet, sync::LazyLock};

use super::{
    Problem, Reading, Reason,
    normalise::{code_point, is_hidden},
};

const LENGTH: Reason = Reason::error("length", &["n"]);
const HIDDEN_CHARACTER: Reason = Reason::error("hidden_character", &["k", "u"]);
const PRIVATE_USE: Reason = Reason::error("private_use", &["k", "u"]);
const WRONG_DOT: Reason = Reason::error("wrong_dot", &["c", "u"]);
const DOT_PLACE: Reason = Reason::error("dot_place", &[]);
const INNER_SPACE: Reason = Reason::error("inner_space", &[]);
const CHARACTER: Reason = Reason::error("character", &["k", "c"]);
const MIXED: Reason = Reason::warning("mixed", &[]);
const COMPATIBILITY: Reason = Reason::warning("compatibility", &["k", "c", "u"]);
const RADICAL: Reason = Reason::warning("radical", &["k", "c", "u"]);
const RARE_CHARACTER: Reason = Reason::hint("rare_character", &["c", "u", "plane"]);
const LATIN: Reason = Reason::hint("latin", &[]);

pub(super) const REASONS: &[Reason] = &[
    LENGTH,
    HIDDEN_CHARACTER,
    PRIVATE_USE,
    WRONG_DOT,
    DOT_PLACE,
    INNER_SPACE,
    CHARACTER,
    MIXED,
    COMPATIBILITY,
    RADICAL,
    RARE_CHARACTER,
    LATIN,
];

/// 间隔符: the dot between the parts of a name.
pub(super) const DOT: char = '·';

pub(super) fn read(text: &str) -> Reading<'_> {
    let name = text.trim();
    let problem = judge(name);
    let mut reading = Reading::valid(name);
    if problem.as_ref().is_some_and(Problem::is_error) {
        let repaired = repaired(name);
        reading.fix = Some(repaired).filter(|it| judge(it).is_none_or(|it| !it.is_error()));
        return reading.with(problem);
    }
    if !has_han(name) {
        reading = reading.with_hint(&LATIN, Vec::new());
    }
    let rare: BTreeSet<char> = name.chars().filter(|it| is_han(*it) && !is_common(*it)).collect();
    for c in rare {
        let plane = (u32::from(c) >> 16).to_string();
        reading = reading.with_hint(
            &RARE_CHARACTER,
            vec![("c", c.to_string()), ("u", code_point(c)), ("plane", plane)],
        );
    }
    reading.with(problem)
}

fn judge(name: &str) -> Option<Problem> {
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
    let n = name.chars().count();
    stray(&HIDDEN_CHARACTER, &is_hidden)
        .or_else(|| stray(&PRIVATE_USE, &is_private))
        .or_else(|| stray(&WRONG_DOT, &|c| has_han && is_wrong_dot(c)))
        .or_else(|| when(&INNER_SPACE, has_han && name.contains(char::is_whitespace)))
        .or_else(|| stray(&CHARACTER, &|c| !belongs(c)))
        .or_else(|| when(&DOT_PLACE, name.contains(DOT) && name.split(DOT).any(str::is_empty)))
        .or_else(|| {
            (!(2..=50).contains(&n)).then(|| Problem::new(&LENGTH, vec![("n", n.to_string())]))
        })
        .or_else(|| stray(&CHARACTER, &|_| !has_han && !name.contains(is_latin)))
        .or_else(|| stray(&COMPATIBILITY, &is_compatibility))
        .or_else(|| stray(&RADICAL, &is_radical))
        .or_else(|| when(&MIXED, has_han && name.contains(is_latin)))
}

/// The name without what cannot be seen, with the right dot, and without blanks between Chinese characters.
fn repaired(name: &str) -> String {
    let has_han = has_han(name);
    let dropped = |it: char| is_hidden(it) || has_han && it.is_whitespace();
    let repaired: String = name
        .chars()
        .filter(|it| !dropped(*it))
        .map(|it| if has_han && is_wrong_dot(it) { DOT } else { it })
        .collect();
    repaired.trim().to_owned()
}

/// Chinese characters by Unicode 17, the zero of numerals, and what merely looks like Chinese.
pub(super) fn has_han(name: &str) -> bool {
    name.chars().any(|it| is_han(it) || is_compatibility(it) || is_radical(it))
}

/// URO, extensions A to J, 〇, and the twelve unified characters among the compatibility ones.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{2A6DF}'
        | '\u{2A700}'..='\u{2EE5D}' | '\u{30000}'..='\u{33479}')
        || is_unified_among_compatibility(c)
}

fn is_unified_among_compatibility(c: char) -> bool {
    matches!(
        c,
        '\u{FA0E}'
            | '\u{FA0F}'
            | '\u{FA11}'
            | '\u{FA13}'
            | '\u{FA14}'
            | '\u{FA1F}'
            | '\u{FA21}'
            | '\u{FA23}'
            | '\u{FA24}'
            | '\u{FA27}'..='\u{FA29}'
    )
}

/// A second code of a character that has its own, which other programs silently exchange for it.
pub(super) fn is_compatibility(c: char) -> bool {
    matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
        && !is_unified_among_compatibility(c)
}

/// CJK and Kangxi radicals: ⼀ looks like 一 and is none.
pub(super) fn is_radical(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}')
}

/// Letters of the Latin script, with the marks that passports of other countries have.
pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}') && c.is_alphabetic()
}

/// What stands between letters in a passport.
pub(super) fn is_latin_sign(c: char) -> bool {
    matches!(c, ' ' | '-' | '\'' | '’' | '.')
}

/// What is typed for U+00B7, and what it is called in Chinese and English.
const WRONG_DOTS: [(char, (&str, &str)); 18] = [
    ('.', ("英文句点", "full stop")),
    ('．', ("全角句点", "full-width full stop")),
    ('。', ("句号", "ideographic full stop")),
    ('｡', ("半角句号", "half-width ideographic full stop")),
    ('﹒', ("小号句点", "small full stop")),
    ('•', ("项目符号", "bullet")),
    ('‧', ("连字点", "hyphenation point")),
    ('・', ("片假名中点", "katakana middle dot")),
    ('･', ("半角片假名中点", "half-width katakana middle dot")),
    ('∙', ("圆点算符", "bullet operator")),
    ('⋅', ("点乘号", "dot operator")),
    ('●', ("实心圆", "black circle")),
    ('˙', ("上点", "dot above")),
    ('\u{387}', ("希腊文间隔点", "Greek ano teleia")),
    ('\u{16EB}', ("卢恩文单点", "runic single punctuation")),
    ('\u{2E31}', ("分词间隔点", "word separator middle dot")),
    ('\u{2E33}', ("高位点", "raised dot")),
    ('\u{A78F}', ("汉学点", "sinological dot")),
];

/// The name of what only looks like U+00B7.
pub(super) fn wrong_dot(c: char) -> Option<(&'static str, &'static str)> {
    WRONG_DOTS.iter().find(|it| it.0 == c).map(|it| it.1)
}

fn is_wrong_dot(c: char) -> bool {
    wrong_dot(c).is_some()
}

/// Characters that somebody drew for one computer; their code means nothing elsewhere (Unicode §23.5).
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// Whether it is among the 6,763 characters of GB 2312-1980, which every system has.
pub(super) fn is_common(c: char) -> bool {
    const FIRST: u32 = 0x4E00;
    /// A bit for each character from U+4E00 on.
    static COMMON: LazyLock<Vec<u64>> = LazyLock::new(|| {
        let mut bits = vec![0; (0xA000 - FIRST as usize) / 64];
        for place in include_str!("gb2312.txt").chars().filter_map(place) {
            if let Some(word) = bits.get_mut(place / 64) {
                *word |= 1_u64 << (place % 64);
            }
        }
        bits
    });
    fn place(c: char) -> Option<usize> {
        usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()
    }
    place(c).is_some_and(|it| COMMON.get(it / 64).is_some_and(|word| word >> (it % 64) & 1 == 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        for (typed, reason, fix) in [
            ("张三", "", None),
            (" 张三　", "", None),
            ("欧阳娜娜", "", None),
            ("买买提·艾力", "", None),
            ("阿卜杜拉·买买提·艾力", "", None),
            ("𠮷野", "", None),
            ("〇一", "", None),
            ("﨎田", "", None),
            ("ZHANG SAN", "", None),
            ("Anne-Marie O'Neill Jr.", "", None),
            ("José Müller", "", None),
            ("张", "length", None),
            ("", "length", None),
            ("A", "length", None),
            ("买买提•艾力", "wrong_dot", Some("买买提·艾力")),
            ("买买提.艾力", "wrong_dot", Some("买买提·艾力")),
            ("买买提．艾力", "wrong_dot", Some("买买提·艾力")),
            ("买买提・艾力", "wrong_dot", Some("买买提·艾力")),
            ("买买提‧艾力", "wrong_dot", Some("买买提·艾力")),
            ("买买提。艾力", "wrong_dot", Some("买买提·艾力")),
            ("买买提 . 艾力", "wrong_dot", Some("买买提·艾力")),
            ("•张三", "wrong_dot", None),
            ("·张三", "dot_place", None),
            ("张三·", "dot_place", None),
            ("买买提··艾力", "dot_place", None),
            ("张 三", "inner_space", Some("张三")),
            ("张　三", "inner_space", Some("张三")),
            ("张\u{A0}三", "inner_space", Some("张三")),
            ("张\u{200B}三", "hidden_character", Some("张三")),
            ("\u{FEFF}张三", "hidden_character", Some("张三")),
            ("\u{202E}张三\u{202C}", "hidden_character", Some("张三")),
            ("张\t三", "hidden_character", Some("张三")),
            ("张\u{0}三", "hidden_character", Some("张三")),
            ("邉\u{E0101}三", "hidden_character", Some("邉三")),
            ("\u{200B}张", "hidden_character", None),
            ("张\u{E864}", "private_use", None),
            ("张\u{F0000}", "private_use", None),
            ("张3", "character", None),
            ("张三（男）", "character", None),
            ("张三?", "character", None),
            ("123", "character", None),
            ("--", "character", None),
            ("Иван", "character", None),
            ("ＺＨＡＮＧ", "character", None),
            ("⿰张三", "character", None),
            ("张San", "mixed", None),
            ("\u{F92E}三", "compatibility", None),
            ("\u{2F800}三", "compatibility", None),
            ("\u{2F00}三", "radical", None),
            ("⺀三", "radical", None),
        ] {
            let reading = read(typed);
            assert_eq!(reading.normalised, typed.trim(), "{typed:?}: a name is not changed");
            assert_eq!(reading.fix.as_deref(), fix, "{typed:?}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed:?}");
        }
    }

    #[test]
    fn fifty_characters_are_enough() {
        assert_eq!(read(&"张".repeat(50)).verdict(), "valid");
        assert_eq!(read(&"张".repeat(51)).verdict(), "invalid");
    }

    #[test]
    fn rare_characters_are_named_with_their_plane() {
        for (typed, rare) in [
            ("张三", vec![]),
            ("买买提·艾力", vec![]),
            ("张玮", vec![]),
            ("张旻", vec![("旻", "U+65FB", "0")]),
            ("李玥", vec![("玥", "U+73A5", "0")]),
            ("张䶮", vec![("䶮", "U+4DAE", "0")]),
            ("𠮷𠮷", vec![("𠮷", "U+20BB7", "2")]),
            ("张\u{30000}", vec![("\u{30000}", "U+30000", "3")]),
            ("翾堃", vec![("堃", "U+5803", "0"), ("翾", "U+7FFE", "0")]),
        ] {
            let reading = read(typed);
            let hints: Vec<Vec<&str>> = reading
                .hints
                .iter()
                .map(|it| it.params.iter().map(|it| it.1.as_str()).collect())
                .collect();
            let rare: Vec<Vec<&str>> =
                rare.into_iter().map(|(c, u, plane)| vec![c, u, plane]).collect();
            assert_eq!(hints, rare, "{typed}");
            assert_eq!(reading.verdict(), "valid", "{typed}: a rare character is no fault");
        }
        let hints = read("ZHANG SAN").hints;
        assert_eq!(hints.iter().map(|it| it.reason.name).collect::<Vec<_>>(), ["latin"]);
    }
}
