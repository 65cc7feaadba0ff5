//! 台湾居民来往大陆通行证: eight digits; before 2015 ten digits, mostly with a bracketed letter or digit behind.
//!
//! No official text on the old form was found, so it is accepted with a hint.

use super::{
    Problem, Reading, Reason,
    mod11_2::{SPREADSHEET, is_scientific},
    normalise,
};

const FORMAT: Reason = Reason::error("format", &[]);
const OLD_FORM: Reason = Reason::hint("old_form", &[]);

pub(super) const REASONS: &[Reason] = &[SPREADSHEET, FORMAT, OLD_FORM];

pub(super) fn read(text: &str) -> Reading<'_> {
    let number = normalise::document_number(text);
    let end = number.find(|it: char| !it.is_ascii_digit()).unwrap_or(number.len());
    let (digits, rest) = number.split_at(end);
    let mark = rest.strip_prefix('(').unwrap_or(rest);
    let mark = mark.strip_suffix(')').unwrap_or(mark);
    let is_mark = mark.len() == 1 && mark.bytes().all(|it| it.is_ascii_alphanumeric());
    if number.contains(['.', '+']) && is_scientific(&number) {
        return Reading::valid(number).with_problem(&SPREADSHEET, Vec::new());
    }
    match (digits.len(), rest) {
        (8, "") => Reading::valid(number),
        (10 | 11, "") => Reading::valid(number).with_hint(&OLD_FORM, Vec::new()),
        // A bracket without its other half is completed.
        (10, _) if is_mark && mark != rest => {
            let whole = format!("{digits}({mark})");
            Reading::valid(whole).with_hint(&OLD_FORM, Vec::new())
        }
        (10, _) if is_mark => Reading::valid(number).with_hint(&OLD_FORM, Vec::new()),
        _ => Reading::valid(number).with(Some(Problem::new(&FORMAT, Vec::new()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        for (typed, normalised, said) in [
            ("12345678", "12345678", ""),
            ("1234 5678", "12345678", ""),
            ("１２３４５６７８", "12345678", ""),
            ("1234567890", "1234567890", "old_form"),
            ("12345678901", "12345678901", "old_form"),
            ("1234567890(B)", "1234567890(B)", "old_form"),
            ("1234567890（b）", "1234567890(B)", "old_form"),
            ("1234567890(1)", "1234567890(1)", "old_form"),
            ("1234567890B", "1234567890B", "old_form"),
            ("1234567890(B", "1234567890(B)", "old_form"),
            ("1234567890B)", "1234567890(B)", "old_form"),
            ("1234567890(BC)", "1234567890(BC)", "format"),
            ("1234567890()", "1234567890()", "format"),
            ("1234567", "1234567", "format"),
            ("123456789", "123456789", "format"),
            ("123456789012", "123456789012", "format"),
            ("T1234567", "T1234567", "format"),
            ("1234567台", "1234567台", "format"),
            ("1.23E+07", "1.23E+07", "spreadsheet"),
            ("1.2345678E+09", "1.2345678E+09", "spreadsheet"),
            ("", "", "format"),
        ] {
            let reading = read(typed);
            assert_eq!(reading.normalised, normalised, "{typed}");
            let hint = reading.hints.first().map_or("", |it| it.reason.name);
            assert_eq!(reading.problem.map_or(hint, |it| it.reason.name), said, "{typed}");
        }
    }
}
