//! What a spreadsheet puts around a name to guard it as a text: `="张三"`, `'张三`, `"张三"`.

const QUOTES: [[char; 2]; 3] = [['"', '"'], ['＂', '＂'], ['“', '”']];
const APOSTROPHES: [char; 3] = ['\'', '‘', '’'];

/// A name freed of it, and of the blanks around. An apostrophe stays where it belongs to a name in letters: 'T HOOFT.
pub fn unguarded(name: &str) -> &str {
    let mut freed = name.trim();
    loop {
        let bare = without_apostrophes(without_quotes(freed)).trim();
        if bare.len() == freed.len() {
            return freed;
        }
        freed = bare;
    }
}

/// Nobody's name begins with an equals sign, or stands in quotation marks.
fn without_quotes(cell: &str) -> &str {
    let bare = match cell.strip_prefix(['=', '＝']) {
        Some(formula) if formula.starts_with(|it: char| it.is_alphabetic()) => formula,
        Some(formula) if QUOTES.iter().any(|it| formula.starts_with(it[0])) => formula,
        _ => cell,
    };
    let inside =
        QUOTES.iter().find_map(|[open, close]| bare.strip_prefix(*open)?.strip_suffix(*close));
    inside.filter(|it| !it.trim().is_empty()).unwrap_or(bare)
}

/// Without the sign of a text in front, and its fellow behind, if there is one.
fn without_apostrophes(cell: &str) -> &str {
    let bare = cell.trim_start_matches(APOSTROPHES);
    let mut characters = bare.chars();
    let begins = characters.next().is_some_and(char::is_alphabetic);
    let belongs = matches!(characters.next(), Some(' ' | '-'));
    if bare.len() == cell.len() || !begins || belongs {
        return cell;
    }
    bare.trim_end_matches(APOSTROPHES)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_is_freed_of_what_guards_it() {
        for (cell, name) in [
            ("=\"张三\"", "张三"),
            ("'张三", "张三"),
            ("‘张三’", "张三"),
            ("\"张三\"", "张三"),
            ("“张三”", "张三"),
            ("＝＂张三＂", "张三"),
            ("\"=\"\"张三\"\"\"", "张三"),
            ("=\"'买买提·艾力\"", "买买提·艾力"),
            (" ='张三' ", "='张三'"),
            ("=张三", "张三"),
            ("'ZHANG SAN", "ZHANG SAN"),
            ("=\"ZHANG SAN\"", "ZHANG SAN"),
            ("'T HOOFT JAN", "'T HOOFT JAN"),
            ("'S-GRAVE", "'S-GRAVE"),
            ("O'NEIL", "O'NEIL"),
            ("'·张三", "'·张三"),
            ("张三'", "张三'"),
            ("“张”三", "“张”三"),
            (" 张三　", "张三"),
            ("\"\"", "\"\""),
            ("'", "'"),
            ("=", "="),
            ("", ""),
        ] {
            assert_eq!(unguarded(cell), name, "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn freeing_twice_changes_nothing_more(text in "[=\"'“”＂张三 A·-]{0,8}|.{0,20}") {
            prop_assert_eq!(unguarded(unguarded(&text)), unguarded(&text));
        }
    }
}
