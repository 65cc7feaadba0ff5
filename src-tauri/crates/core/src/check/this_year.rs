//! A month of the year the application is made in, or a text that names that year. In autumn one also prepares for next
//! spring.

use chrono::Datelike;

use super::{found::Found, view::View};
use crate::{
    fact::FactKey,
    month::Month,
    reading::{Reason, fold},
};

pub(super) const OTHER_YEAR: Reason = Reason::warning("other_year", &["year", "this_year"]);

/// From this month on, counted from 1, a text may name the year to come.
const AUTUMN: u32 = 9;

pub(super) fn check(view: &View<'_>, fact: &FactKey) -> Option<Found> {
    let (month, this) = (view.month(fact), view.this_month());
    let given = month.map(Month::year).or_else(|| year_named(view.text(fact)?))?;
    let is_autumn = view.now().date().month() >= AUTUMN;
    if given == this.year() || month.is_none() && is_autumn && given == this.year() + 1 {
        return None;
    }
    let params = vec![("year", given.to_string()), ("this_year", this.year().to_string())];
    Some(Found::new(fact, &OTHER_YEAR, params))
}

/// The first number of four digits that can be a year: 2026 in `成人教育 2026 年下学位申请`.
fn year_named(text: &str) -> Option<i32> {
    let text: String = text.chars().map(fold).collect();
    text.split(|it: char| !it.is_ascii_digit())
        .filter(|it| it.len() == 4)
        .filter_map(|it| it.parse().ok())
        .find(|it| (1950..2100).contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::said;

    #[test]
    fn a_year_is_four_digits_by_themselves() {
        for (text, year) in [
            ("成人教育 2022 年上学位申请", Some(2022)),
            ("成人教育２０２６年下", Some(2026)),
            ("2026下", Some(2026)),
            ("第1200批 2027届", Some(2027)),
            ("202611", None),
            ("26 年下", None),
            ("", None),
        ] {
            assert_eq!(year_named(text), year, "{text}");
        }
    }

    #[test]
    fn another_year_is_told() {
        let check = r#"{ kind = "this_year", month = "month" }"#;
        for (month, expected) in [
            ("202601", ""),
            ("202511", "month: other_year year=2025 this_year=2026"),
            ("成人教育 2025 年下", "month: other_year year=2025 this_year=2026"),
            ("成人教育 2027 年上", ""),
            ("成人教育 2028 年上", "month: other_year year=2028 this_year=2026"),
            ("下半年", ""),
        ] {
            assert_eq!(said(check, &[("month", month)]).join("; "), expected, "{month}");
        }
    }
}
