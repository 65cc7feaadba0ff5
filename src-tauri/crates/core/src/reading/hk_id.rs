//! Hong Kong identity cards: one or two letters, six digits and a check character in brackets, modulo 11.

use std::sync::LazyLock;

use regex::Regex;

use super::{Problem, Reading, Reason, normalise};

const FORMAT: Reason = Reason::error("format", &[]);
const CHECK_DIGIT: Reason = Reason::error("check_digit", &["x"]);

pub(super) const REASONS: &[Reason] = &[FORMAT, CHECK_DIGIT];

/// Accepts the number with and without its brackets and gives it with them.
pub(super) fn read(text: &str) -> Reading<'_> {
    #[expect(clippy::expect_used, reason = "the pattern is a constant, and the tests compile it")]
    static CARD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([A-Z]{1,2})([0-9]{6})(?:\(([0-9A])\)|([0-9A]))$").expect("a sound pattern")
    });
    let number = normalise::document_number(text);
    let Some(parts) = CARD.captures(&number) else {
        return Reading::valid(number).with(Some(Problem::new(&FORMAT, Vec::new())));
    };
    let part = |at: usize| parts.get(at).map_or("", |it| it.as_str());
    let (letters, digits) = (part(1), part(2));
    let check = if part(3).is_empty() { part(4) } else { part(3) };
    let expected = check_character(letters, digits);
    let problem = (!check.starts_with(expected))
        .then(|| Problem::new(&CHECK_DIGIT, vec![("x", expected.to_string())]));
    Reading::valid(format!("{letters}{digits}({check})")).with(problem)
}

/// Weights 9 to 2 over two letters (A is 10, a missing first one 36) and six digits; the whole is divisible by 11.
fn check_character(letters: &str, digits: &str) -> char {
    let blank = (letters.len() == 1).then_some(36);
    let values = blank
        .into_iter()
        .chain(letters.chars().chain(digits.chars()).filter_map(|it| it.to_digit(36)));
    let sum: u32 = values.zip((2..=9).rev()).map(|(value, weight)| value * weight).sum();
    match (11 - sum % 11) % 11 {
        10 => 'A',
        it => char::from_digit(it, 10).unwrap_or('0'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        for (typed, normalised, reason) in [
            ("A123456(3)", "A123456(3)", ""),
            ("A1234563", "A123456(3)", ""),
            ("a123456（3）", "A123456(3)", ""),
            ("Ａ１２３４５６（３）", "A123456(3)", ""),
            (" A 123456 (3) ", "A123456(3)", ""),
            ("AB987654(3)", "AB987654(3)", ""),
            ("C668668(9)", "C668668(9)", ""),
            ("G123456(A)", "G123456(A)", ""),
            ("A123456(4)", "A123456(4)", "check_digit"),
            ("A123457(3)", "A123457(3)", "check_digit"),
            ("B123456(3)", "B123456(3)", "check_digit"),
            ("A123456(X)", "A123456(X)", "format"),
            ("A123456(3", "A123456(3", "format"),
            ("ABC123456(3)", "ABC123456(3)", "format"),
            ("A12345(3)", "A12345(3)", "format"),
            ("1123456(3)", "1123456(3)", "format"),
            ("A123456", "A123456", "format"),
            ("", "", "format"),
        ] {
            let reading = read(typed);
            assert_eq!(reading.normalised, normalised, "{typed}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed}");
        }
    }
}
