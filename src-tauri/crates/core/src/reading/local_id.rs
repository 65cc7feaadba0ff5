//! 港澳台居民的当地身份证: a card of Hong Kong, Macao or Taiwan, by its form.
//!
//! Macao's is a 1, 5 or 7, six digits and a check digit in brackets, whose rule is not published.

use std::sync::LazyLock;

use regex::Regex;

use super::{Reading, Reason, hk_id, normalise, tw_id};

/// Those of Taiwan's cards are the same.
pub(super) const REASONS: &[Reason] = hk_id::REASONS;

pub(super) fn read(text: &str) -> Reading<'_> {
    #[expect(clippy::expect_used, reason = "the pattern is a constant, and the tests compile it")]
    static MACAO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([157][0-9]{6})(?:\(([0-9])\)|([0-9]))$").expect("a sound pattern")
    });
    let number = normalise::document_number(text);
    if let Some(parts) = MACAO.captures(&number) {
        let part = |at: usize| parts.get(at).map_or("", |it| it.as_str());
        return Reading::valid(format!("{}({}{})", part(1), part(2), part(3)));
    }
    let is_one = |it: &Reading<'_>| it.problem.as_ref().is_none_or(|it| it.reason.name != "format");
    [tw_id::read(text), hk_id::read(text)]
        .into_iter()
        .find(is_one)
        .unwrap_or_else(|| hk_id::read(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors() {
        for (typed, normalised, reason) in [
            ("A123456(3)", "A123456(3)", ""),
            ("a1234563", "A123456(3)", ""),
            ("AB987654（3）", "AB987654(3)", ""),
            ("A123456(7)", "A123456(7)", "check_digit"),
            ("1234567(8)", "1234567(8)", ""),
            ("12345678", "1234567(8)", ""),
            ("5123456（7）", "5123456(7)", ""),
            ("2234567(8)", "2234567(8)", "format"),
            ("A123456789", "A123456789", ""),
            ("A123456788", "A123456788", "check_digit"),
            ("A12345678", "A12345678", "format"),
            ("H12345678", "H12345678", "format"),
            ("810000199408230021", "810000199408230021", "format"),
            ("", "", "format"),
        ] {
            let reading = read(typed);
            assert_eq!(reading.normalised, normalised, "{typed}");
            assert_eq!(reading.problem.map_or("", |it| it.reason.name), reason, "{typed}");
        }
    }
}
