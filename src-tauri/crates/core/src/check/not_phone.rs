//! A mobile number in the place of another one, such as that of a student. Eleven digits that begin with the year of entry, 18… for
//! 2018, are a student's number as well; then only the person's own telephone is told apart.

use beishen_reference::mobile_prefix;
use chrono::Datelike;

use super::{found::Found, view::View};
use crate::{fact::FactKey, reading::Reason};

pub(super) const PHONE: Reason = Reason::warning("phone", &[]);

pub(super) fn check(
    view: &View<'_>,
    fact: &FactKey,
    mobile: &FactKey,
    entry: Option<&FactKey>,
) -> Option<Found> {
    let number = view.text(fact)?;
    let own = view.text(mobile) == Some(number);
    let year = entry.and_then(|it| view.date(it)).map(|it| format!("{:02}", it.year() % 100));
    let is_mobile = || number.len() == 11 && mobile_prefix(number).is_some();
    let other = year.is_some_and(|it| !number.starts_with(&it) && is_mobile());
    (own || other).then(|| Found::new(fact, &PHONE, Vec::new()))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn a_telephone_is_no_number_of_a_student() {
        let check =
            r#"{ kind = "not_phone", fact = "number", mobile = "mobile", entry = "entry" }"#;
        for (number, mobile, entry, expected) in [
            ("202201010123", "13800138000", "2022-09-01", ""),
            ("13800138000", "13800138000", "", "number: phone"),
            ("13800138000", "13800138000", "2013-09-01", "number: phone"),
            ("13900139000", "13800138000", "2022-09-01", "number: phone"),
            ("13900139000", "13800138000", "2013-09-01", ""),
            ("18111010023", "13800138000", "2018-09-01", ""),
            ("18111010023", "13800138000", "", ""),
            ("22111010023", "13800138000", "2022-09-01", ""),
            ("22111010023", "", "", ""),
        ] {
            let facts = [("number", number), ("mobile", mobile), ("entry", entry)];
            let facts: Vec<_> = facts.into_iter().filter(|it| !it.1.is_empty()).collect();
            assert_eq!(said(check, &facts).join("; "), expected, "{facts:?}");
        }
    }
}
