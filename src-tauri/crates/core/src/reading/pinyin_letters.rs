//! The letters of a spelling: what is cleaned of them, and which signs are none of them.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

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

/// Letters for a spelling with tones; where it has a dot, without and with it, for systems differ.
pub(super) fn without_tones(spelling: &str) -> Vec<String> {
    let parts: Vec<String> =
        spelling.split(DOT).map(in_letters).filter(|it| !it.is_empty()).collect();
    if parts.len() < 2 {
        return vec![in_letters(spelling)];
    }
    vec![parts.join(" "), parts.join(&DOT.to_string())]
}

/// The parts of `today` with the signs between them that the spelling has: whether a dot stays is not for us to say.
pub(super) fn dotted_like(spelling: &str, today: &str) -> String {
    let signs = [' ', DOT];
    let mut parts = spelling.split_inclusive(signs).filter(|it| !it.trim_matches(signs).is_empty());
    let mut written = String::new();
    for part in today.split(' ') {
        written += part;
        let sign = parts.next().and_then(|it| it.chars().last()).filter(|it| signs.contains(it));
        written.push(sign.unwrap_or(' '));
    }
    written.trim_matches(signs).to_owned()
}

/// Whether they are the letters of a name in letters: its words in any order, some perhaps left out, without the marks that
/// machine-readable lines do not have (ICAO 9303-3 §6: Ü is UE there, and often U elsewhere).
pub(super) fn are_of(name: &str, spelling: &str) -> bool {
    [plain, spelt_out].into_iter().any(|as_letters| {
        let words = |it: &str| -> Vec<String> {
            let words = it.split_whitespace().map(|it| as_letters(&it.to_uppercase()));
            words.filter(|it| !it.is_empty()).collect()
        };
        let (name, spelling) = (words(name), plain_words(spelling));
        let within = |some: &[String], all: &[String]| {
            let all = all.concat();
            some.iter().all(|it| all.contains(it))
        };
        within(&name, &spelling) || within(&spelling, &name)
    })
}

fn plain_words(spelling: &str) -> Vec<String> {
    spelling.split_whitespace().map(plain).filter(|it| !it.is_empty()).collect()
}

/// Capitals without their marks and signs.
fn plain(word: &str) -> String {
    let letters = |c: char| match c {
        'Ø' => "O",
        'Æ' => "AE",
        'Œ' => "OE",
        'Đ' | 'Ð' => "D",
        'Ł' => "L",
        'Þ' => "TH",
        'ẞ' => "SS",
        _ => "",
    };
    let of = |c: char| match letters(c) {
        "" => c.to_string(),
        it => it.to_owned(),
    };
    let spelt: String = word.chars().map(of).collect();
    spelt.nfd().filter(char::is_ascii_uppercase).collect()
}

fn spelt_out(word: &str) -> String {
    let long = [("Ä", "AE"), ("Ö", "OE"), ("Ø", "OE"), ("Ü", "UE"), ("Å", "AA")];
    plain(&long.iter().fold(word.to_owned(), |word, (mark, letters)| word.replace(mark, letters)))
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
    fn letters_of_a_name_in_letters() {
        for (name, spelling, expected) in [
            ("MARTIN JEAN-PAUL", "MARTIN JEAN-PAUL", true),
            ("MARTIN JEAN-PAUL", "MARTIN JEAN PAUL", true),
            ("MARTIN JEAN-PAUL", "MARTIN JEANPAUL", true),
            ("Martin Jean-Paul", "JEAN-PAUL MARTIN", true),
            ("MARTIN JEAN-PAUL", "MARTIN", true),
            ("O'NEIL", "ONEIL MARY", true),
            ("José Müller", "MUELLER JOSE", true),
            ("José Müller", "MULLER JOSE", true),
            ("Søren Æbelø", "AEBELOE SOEREN", true),
            ("Søren Æbelø", "AEBELO SOREN", true),
            ("Nguyễn Văn Đạt", "NGUYEN VAN DAT", true),
            ("Weiß Anna", "WEISS ANNA", true),
            ("MARTIN JEAN-PAUL", "SMITH JOHN", false),
            ("MARTIN JEAN-PAUL", "MARTIN JOHN", false),
            ("SMITH JOHN", "SMITH JON", false),
            ("SMITH JOHN", "SHI MISI", false),
        ] {
            assert_eq!(are_of(name, spelling), expected, "{name} {spelling}");
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
