//! 外国人永久居留身份证 numbers of either card: the portals' lists do not tell the two apart, the first character does.

use chrono::NaiveDate;

use super::{Reading, foreign_pr15, foreign_pr18, normalise};

pub(super) fn read(text: &str, today: NaiveDate) -> Reading<'_> {
    let is_old =
        normalise::document_number(text).chars().next().is_some_and(|it| it.is_ascii_uppercase());
    if is_old { foreign_pr15::read(text) } else { foreign_pr18::read(text, today) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_card_is_read_by_its_own_rules() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for (number, reason) in [
            ("932682198501010017", None),
            ("USA110085010112", None),
            ("usa110085010112", None),
            ("932682198501010018", Some("check_digit")),
            ("USA11008501011", Some("length")),
            ("93268219850101001", Some("length")),
        ] {
            assert_eq!(read(number, today).problem.map(|it| it.reason.name), reason, "{number}");
        }
    }
}
