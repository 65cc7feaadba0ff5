//! What is cleaned of a text before it is read as a number, an address or a month.
//!
//! Only forms of the same character are folded: full-width ASCII, and nothing of a name. What was cleaned is shown back.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A cell as a spreadsheet or our own CSV writes it, freed of what guards it there: `'0814`, `'0814'`, `="0814"`, `=0814`, `"0814"`,
/// `"=""0814"""`, `13800138000.0`, `400-123-4567.00`. Quotation marks around words stay: they may belong to them.
pub(crate) fn unguarded(text: &str) -> &str {
    // Most texts have nothing around them and no point, and many are read.
    if text.bytes().all(|it| it.is_ascii_alphanumeric()) {
        return text;
    }
    let is_around = |it: char| it.is_whitespace() || is_hidden(it);
    let mut freed = text;
    loop {
        let trimmed = freed.trim_matches(is_around);
        let bare = without_quotes(without_apostrophes(trimmed));
        if bare.len() == trimmed.len() {
            break;
        }
        freed = bare;
    }
    let bare = freed.trim_matches(is_around);
    let whole = bare.rsplit_once(['.', '．']).filter(|(number, zeros)| {
        !zeros.is_empty()
            && zeros.chars().all(|it| fold(it) == '0')
            && number.contains(|it: char| fold(it).is_ascii_digit())
            && number
                .chars()
                .map(fold)
                .all(|it| it.is_ascii_digit() || is_dash(it) || " +()".contains(it))
    });
    whole.map_or(freed, |it| it.0)
}

/// Without the sign of a text in front of a cell, and its fellow behind, if there is one.
fn without_apostrophes(cell: &str) -> &str {
    const SIGNS: [char; 3] = ['\'', '‘', '’'];
    let bare = cell.trim_start_matches(SIGNS);
    if bare.len() < cell.len() { bare.trim_end_matches(SIGNS) } else { bare }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit())
}

/// What stands in quotation marks or behind an equals sign, where these are a spreadsheet's.
fn without_quotes(cell: &str) -> &str {
    const MARKS: [[char; 2]; 3] = [['"', '"'], ['＂', '＂'], ['“', '”']];
    let formula = cell.strip_prefix(['=', '＝']);
    let bare = formula.unwrap_or(cell);
    let quoted =
        MARKS.iter().find_map(|[open, close]| bare.strip_prefix(*open)?.strip_suffix(*close));
    let is_number = |it: &&str| {
        let sign =
            |it: char| it.is_ascii_alphanumeric() || is_dash(it) || " +()@.'=\"".contains(it);
        it.contains(|it: char| fold(it).is_ascii_digit() || it == '@')
            && it.chars().map(fold).all(sign)
    };
    match (quoted, formula) {
        (Some(quoted), Some(_)) => quoted,
        (Some(quoted), None) => Some(quoted).filter(is_number).unwrap_or(cell),
        (None, Some(number)) if is_digits(number.trim_end_matches(['X', 'x'])) => number,
        _ => cell,
    }
}

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

/// Letters joined with the marks behind them: e and U+0302 are ê, which looks the same (Unicode, NFC). Nothing else is
/// touched, for NFC as a whole exchanges Chinese characters.
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    if !text.contains(is_combining_mark) {
        return Cow::Borrowed(text);
    }
    let mut composed = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let marks = rest.get(first.len_utf8()..).unwrap_or_default();
        let end = first.len_utf8() + marks.find(|it| !is_combining_mark(it)).unwrap_or(marks.len());
        let (cluster, after) = rest.split_at(end);
        if first.is_alphabetic() && u32::from(first) < 0x2000 {
            composed.extend(cluster.nfc());
        } else {
            composed.push_str(cluster);
        }
        rest = after;
    }
    Cow::Owned(composed)
}

/// The ASCII form of a full-width character, a plain space for the ideographic one; others as they are.
pub fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// Every character of the Unicode property Dash that is typed between digits; a 一 or 〜 is none.
pub fn is_dash(c: char) -> bool {
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
pub fn is_hidden(c: char) -> bool {
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
    fn a_cell_loses_the_guards_of_spreadsheets() {
        for (cell, text) in [
            ("'110105199003070017", "110105199003070017"),
            ("''0814", "0814"),
            ("=\"110105199003070017\"", "110105199003070017"),
            (" =\"'0814\"\r", "0814"),
            ("\u{FEFF}'0814", "0814"),
            ("13800138000.0", "13800138000"),
            (" 13800138000.0 ", "13800138000"),
            ("'+86 13800138000", "+86 13800138000"),
            ("'张三", "张三"),
            ("\"13800138000\"", "13800138000"),
            ("“13800138000”", "13800138000"),
            ("＝＂13800138000＂", "13800138000"),
            ("=\"１３８００１３８０００\"", "１３８００１３８０００"),
            ("=13800138000", "13800138000"),
            ("\"11010519491231002X\"", "11010519491231002X"),
            ("\"+86 138-0013-8000\"", "+86 138-0013-8000"),
            ("=11010519491231002X", "11010519491231002X"),
            ("‘0814", "0814"),
            ("\"san@example.cn\"", "san@example.cn"),
            ("“示例”公司", "“示例”公司"),
            ("“示例1公司”", "“示例1公司”"),
            (" 张三 ", " 张三 "),
            ("'110105199003070017'", "110105199003070017"),
            ("‘110105199003070017’", "110105199003070017"),
            ("'11010519491231002X'", "11010519491231002X"),
            ("\"'110105199003070017'\"", "110105199003070017"),
            ("\"=\"\"110105199003070017\"\"\"", "110105199003070017"),
            ("＂=＂＂110105199003070017＂＂＂", "110105199003070017"),
            ("\"110105199003070017.0\"", "110105199003070017"),
            ("110105199003070017.00", "110105199003070017"),
            ("13800138000．００", "13800138000"),
            ("400-123-4567.0", "400-123-4567"),
            ("010-62961234.00", "010-62961234"),
            ("（010）62961234.0", "（010）62961234"),
            ("410081.000", "410081"),
            ("'示例路 1 号'", "示例路 1 号"),
            ("Jack's", "Jack's"),
            ("13800138000.5", "13800138000.5"),
            ("1.0.0", "1.0.0"),
            (".0", ".0"),
            ("=\"", "=\""),
            ("=1+1", "=1+1"),
            ("O'NEIL", "O'NEIL"),
            ("'", ""),
            ("", ""),
        ] {
            assert_eq!(unguarded(cell), text, "{cell:?}");
        }
    }

    #[test]
    fn only_what_changes_is_copied() {
        assert!(matches!(number("11010519491231002X"), Cow::Borrowed(_)));
        assert!(matches!(document_number("E12345678"), Cow::Borrowed(_)));
        assert!(matches!(line(" a@example.cn "), Cow::Borrowed("a@example.cn")));
    }

    #[test]
    fn only_letters_are_composed() {
        for (typed, expected) in [
            ("e\u{302}\u{303}", "ễ"),
            ("e\u{323}\u{302}", "ệ"),
            ("e\u{302}\u{323}", "ệ"),
            ("JOSE\u{301} MU\u{308}LLER", "JOSÉ MÜLLER"),
            ("\u{F92E}e\u{301}\u{F92E}", "\u{F92E}é\u{F92E}"),
            ("\u{F92E}\u{301}", "\u{F92E}\u{301}"),
            ("\u{301}张", "\u{301}张"),
            ("张三", "张三"),
        ] {
            assert_eq!(composed(typed), expected, "{typed:?}");
        }
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
            for clean in [number, document_number, phone, line, composed] {
                let once = clean(&text).into_owned();
                prop_assert_eq!(&clean(&once), &once);
            }
            prop_assert_eq!(unguarded(unguarded(&text)), unguarded(&text));
        }
    }
}
