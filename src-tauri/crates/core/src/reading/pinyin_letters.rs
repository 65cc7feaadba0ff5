//! The letters of a spelling: what is cleaned of them, and which signs are none of them.

use std::borrow::Cow;

use super::{
    name_characters::{DOT, wrong_dot},
    normalise::{self, composed, is_dash, is_hidden},
};

/// In capitals and half-width, with single blanks, composed letters and plain apostrophes, hyphens and dots, without invisible
/// characters.
pub(super) fn clean(pinyin: &str) -> Cow<'_, str> {
    let is_clean = |it: u8| it.is_ascii_uppercase() || it == b' ';
    if pinyin.bytes().all(is_clean)
        && !pinyin.starts_with(' ')
        && !pinyin.ends_with(' ')
        && !pinyin.contains("  ")
    {
        return Cow::Borrowed(pinyin);
    }
    let visible: String =
        pinyin.chars().filter(|it| it.is_whitespace() || !is_hidden(*it)).collect();
    let plain = |c: char| match c {
        '’' | '‘' | '`' | '´' | 'ʼ' | '′' => '\'',
        '.' => c,
        c if wrong_dot(c).is_some() => DOT,
        c if is_dash(c) => '-',
        c => c,
    };
    let folded: String = normalise::line(&visible).chars().map(plain).collect();
    // Some letters have no capital of their own, and some capitals are two.
    let capitals = composed(&composed(&folded).to_uppercase()).into_owned();
    Cow::Owned(capitals.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Vowels with a tone mark, combining marks, tone numbers, ü.
pub(super) fn is_tone(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{300}'..='\u{30C}') || toneless(c).is_some()
}

fn toneless(c: char) -> Option<char> {
    const MARKED: [(&str, char); 8] = [
        ("ĀÁǍÀ", 'A'),
        ("ŌÓǑÒ", 'O'),
        ("ĒÉĚÈÊ", 'E'),
        ("ĪÍǏÌ", 'I'),
        ("ŪÚǓÙ", 'U'),
        ("ǕǗǙǛ", 'Ü'),
        ("ŃŇǸ", 'N'),
        ("Ü", 'Ü'),
    ];
    MARKED.iter().find(|it| it.0.contains(c)).map(|it| it.1)
}

pub(super) fn is_joiner(c: char) -> bool {
    is_dash(c) || matches!(c, '\'' | DOT)
}

pub(super) fn is_comma(c: char) -> bool {
    matches!(c, ',' | '/' | '.')
}

/// Letters and single blanks only: ü as a passport has it (as U after J, Q, X, Y), given names unbroken.
pub(super) fn in_letters(spelling: &str) -> String {
    // ZHANG-SAN has no other sign of where the surname ends.
    let has_blank = spelling.contains(' ');
    let plain: Vec<char> = spelling.chars().map(|it| toneless(it).unwrap_or(it)).collect();
    let mut letters = String::new();
    for (at, c) in plain.iter().enumerate() {
        match *c {
            'Ü' if letters.ends_with(['J', 'Q', 'X', 'Y']) => letters.push('U'),
            'Ü' if is_ue(plain.get(at + 1..).unwrap_or_default()) => letters.push('U'),
            'Ü' => letters.push_str("YU"),
            c if c.is_ascii_uppercase() => letters.push(c),
            c if c == ' ' || is_joiner(c) && !has_blank => letters.push(' '),
            _ => {}
        }
    }
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether an E behind an Ü belongs to it: 略 LÜE, but 女儿 NÜ'ER.
fn is_ue(after: &[char]) -> bool {
    let vowel = |it: &char| matches!(it, 'A' | 'E' | 'I' | 'O' | 'U' | 'Ü');
    match after {
        ['E', 'R', next, ..] => vowel(next),
        ['E', rest @ ..] => *rest != ['R'],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_umlaut_is_written_as_in_a_passport() {
        for (typed, letters) in [
            ("LÜ BU", "LYU BU"),
            ("LǙ LÜÈ", "LYU LUE"),
            ("LI NÜER", "LI NYUER"),
            ("LÜERONG", "LUERONG"),
            ("NÜEMING", "NUEMING"),
            ("XÜE", "XUE"),
            ("LI XI'AN", "LI XIAN"),
            ("ZHANG-SAN", "ZHANG SAN"),
        ] {
            assert_eq!(in_letters(typed), letters, "{typed}");
        }
    }

    #[test]
    fn what_is_cleaned() {
        for (typed, cleaned) in [
            (" zhang  san ", "ZHANG SAN"),
            ("ＺＨＡＮＧ　ＳＡＮ", "ZHANG SAN"),
            ("o’neil", "O'NEIL"),
            ("ABUDULA•AILI", "ABUDULA·AILI"),
            ("mu\u{308}ller", "MÜLLER"),
            ("ZHANG\u{200B} SAN", "ZHANG SAN"),
        ] {
            assert_eq!(clean(typed), cleaned, "{typed:?}");
            assert_eq!(clean(cleaned), cleaned);
        }
    }
}
