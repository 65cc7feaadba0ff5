//! A month of the year the application is made in, or a text that names that year.

use super::{Found, Reason, Severity, normalise::fold};
use crate::{FactKey, Fix, Month, assess::View};

pub(super) static OTHER_YEAR: Reason =
    Reason { name: "other_year", severity: Severity::Warning, params: &["year", "this_year"] };

pub(super) fn check(view: &View<'_>, fact: &FactKey) -> Option<Found> {
    let (month, this) = (view.month(fact), view.this_month());
    let given = month.map(Month::year).or_else(|| year_named(view.text(fact)?))?;
    if given == this.year() {
        return None;
    }
    let params = vec![("year", given.to_string()), ("this_year", this.year().to_string())];
    let mut found = Found::new(fact, &OTHER_YEAR, params);
    found.fixes.extend(month.map(|_| Fix::set(this.to_string())));
    Some(found)
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
}
