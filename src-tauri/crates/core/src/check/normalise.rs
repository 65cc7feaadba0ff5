//! What is cleaned of a text before it is read as a number, an address or a month.
//!
//! Only forms of the same character are folded: full-width ASCII, and nothing of a name. What was cleaned is shown back.

use std::borrow::Cow;

/// A number as typed or pasted: full-width forms folded, and every space, hyphen and invisible character left out.
/// Letters keep their case.
pub(super) fn number(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|it| it.is_ascii_alphanumeric()) {
        return Cow::Borrowed(text);
    }
    let kept = |it: &char| !it.is_whitespace() && !is_dash(*it) && !is_hidden(*it);
    Cow::Owned(text.chars().map(fold).filter(kept).collect())
}

/// The number of a document: as [`number`], in capitals.
pub(super) fn document_number(text: &str) -> Cow<'_, str> {
    match number(text) {
        it if it.bytes().any(|it| it.is_ascii_lowercase()) => Cow::Owned(it.to_ascii_uppercase()),
        it => it,
    }
}

/// A telephone number: as [`number`], without the brackets around an area code.
pub(super) fn phone(text: &str) -> Cow<'_, str> {
    match number(text) {
        it if it.contains(['(', ')']) => Cow::Owned(it.replace(['(', ')'], "")),
        it => it,
    }
}

/// A line of text without what stands around it: blanks and invisible characters; full-width forms folded.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim_matches(|it: char| it.is_whitespace() || is_hidden(it));
    if trimmed.is_ascii() {
        Cow::Borrowed(trimmed)
    } else {
        Cow::Owned(trimmed.chars().map(fold).collect())
    }
}

/// The ASCII form of a full-width character, a plain space for the ideographic one; others as they are.
pub(crate) fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Every character of the Unicode property Dash that is typed between digits; a 一 or 〜 is none.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{207B}'
                | '\u{208B}'
                | '\u{2212}'
                | '\u{2E3A}'
                | '\u{2E3B}'
                | '\u{FE58}'
                | '\u{FE63}'
                | '\u{FF0D}'
    )
}

/// What takes no room on the screen: control characters, zero-width and bidirectional marks, fillers and variation
/// selectors (Unicode property `Default_Ignorable_Code_Point`).
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// `U+4E00`
pub(super) fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// The parameters `k` and `c`: the first character that does not belong where it stands, and its place counted from 1.
/// `belongs` counts places from 0.
pub(super) fn first_stray(
    text: &str,
    belongs: impl Fn(usize, char) -> bool,
) -> Option<Vec<(&'static str, String)>> {
    let (at, c) = text.chars().enumerate().find(|(at, c)| !belongs(*at, *c))?;
    Some(vec![("k", (at + 1).to_string()), ("c", c.to_string())])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_lose_what_is_not_theirs() {
        for (typed, number) in [
            ("12345", "12345"),
            (" 12 345\t", "12345"),
            ("１２３４５Ｘ", "12345X"),
            ("12-3‐4–5—6−7―8", "12345678"),
            ("12\u{A0}34\u{3000}5\u{2009}6", "123456"),
            ("\u{FEFF}12\u{200B}3\u{202C}45\u{2060}", "12345"),
            ("12\u{AD}34", "1234"),
            ("12一34", "12一34"),
            ("1O2l", "1O2l"),
            ("", ""),
        ] {
            assert_eq!(super::number(typed), number, "{typed:?}");
        }
    }

    #[test]
    fn only_what_changes_is_copied() {
        assert!(matches!(number("11010519491231002X"), Cow::Borrowed(_)));
        assert!(matches!(document_number("E12345678"), Cow::Borrowed(_)));
        assert!(matches!(line(" a@example.cn "), Cow::Borrowed("a@example.cn")));
    }

    #[test]
    fn a_stray_character_is_pointed_at() {
        let found = first_stray("12李4", |_, it| it.is_ascii_digit());
        assert_eq!(found, Some(vec![("k", "3".to_owned()), ("c", "李".to_owned())]));
        assert_eq!(first_stray("1234", |_, it| it.is_ascii_digit()), None);
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing_more(text in ".{0,40}") {
            for clean in [number, document_number, phone, line] {
                let once = clean(&text).into_owned();
                prop_assert_eq!(&clean(&once), &once);
            }
        }
    }
}
