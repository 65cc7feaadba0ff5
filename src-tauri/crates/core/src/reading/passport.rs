//! Passport numbers of any country (ICAO 9303: nine letters and digits, with national variations), Chinese ones among them.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    Problem, Reading, Reason,
    mod11_2::{SPREADSHEET, is_scientific},
    normalise,
};

const CHARACTERS: Reason = Reason::error("characters", &["k", "c"]);
const LENGTH: Reason = Reason::error("length", &["n"]);
const UNUSUAL: Reason = Reason::warning("unusual", &["n"]);

pub(super) const REASONS: &[Reason] = &[SPREADSHEET, CHARACTERS, LENGTH, UNUSUAL];

pub(super) fn read(text: &str) -> Reading<'_> {
    let number = normalise::document_number(text);
    let problem = judge(&number);
    Reading::valid(number).with(problem)
}

fn judge(number: &str) -> Option<Problem> {
    // 12E45678 may be a number, 1.2E+46 is none.
    if number.contains(['.', '+']) && is_scientific(number) {
        return Some(Problem::new(&SPREADSHEET, Vec::new()));
    }
    if let Some(stray) = normalise::first_stray(number, |_, c| c.is_ascii_alphanumeric()) {
        return Some(Problem::new(&CHARACTERS, stray));
    }
    let problem = |reason| Some(Problem::new(reason, vec![("n", number.len().to_string())]));
    match number.len() {
        5..=17 if is_chinese(number) => None,
        6..=9 if number.bytes().any(|it| it.is_ascii_digit()) => None,
        5..=17 => problem(&UNUSUAL),
        _ => problem(&LENGTH),
    }
}

/// Books of the People's Republic: ordinary ones since 2012 (E), diplomatic, older ordinary, service and public affairs
/// ones (D, G, S, P, some with a second letter), and those of before 2000 (14, 15).
pub(crate) fn is_chinese(number: &str) -> bool {
    #[expect(clippy::expect_used, reason = "the pattern is a constant, and the tests compile it")]
    static BOOK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(E[A-Z0-9][0-9]{7}|[DGPS][A-Z]?[0-9]{7,8}|1[45][0-9]{7})$")
            .expect("a sound pattern")
    });
    BOOK.is_match(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        for (typed, normalised, reason) in [
            ("E12345678", "E12345678", ""),
            ("EA1234567", "EA1234567", ""),
            ("e 1234 5678", "E12345678", ""),
            ("Ｅ１２３４５６７８", "E12345678", ""),
            ("G12345678", "G12345678", ""),
            ("G1234567", "G1234567", ""),
            ("DE1234567", "DE1234567", ""),
            ("SE12345678", "SE12345678", ""),
            ("P1234567", "P1234567", ""),
            ("141234567", "141234567", ""),
            ("C01X00T47", "C01X00T47", ""),
            ("123456", "123456", ""),
            ("12345", "12345", "unusual"),
            ("X12345678901", "X12345678901", "unusual"),
            ("EA12345678", "EA12345678", "unusual"),
            ("ABCDEFGH", "ABCDEFGH", "unusual"),
            ("12345678901234567", "12345678901234567", "unusual"),
            ("123456789012345678", "123456789012345678", "length"),
            ("1.23E+08", "1.23E+08", "spreadsheet"),
            ("1.2e+46", "1.2E+46", "spreadsheet"),
            ("1E+08", "1E+08", "spreadsheet"),
            ("12E45678", "12E45678", ""),
            ("A123", "A123", "length"),
            ("", "", "length"),
            ("E1234567＃", "E1234567#", "characters"),
            ("E1234567八", "E1234567八", "characters"),
        ] {
            let reading = read(typed);
            assert_eq!(reading.normalised, normalised, "{typed}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed}");
        }
    }
}
