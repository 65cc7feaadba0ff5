//! A month that comes too early in a life, such as starting work at 13 (劳动法 第十五条: 16 years), or before it.

use super::{found::Found, view::View};
use crate::{fact::FactKey, month::Month, reading::Reason};

const BEFORE_BIRTH: Reason = Reason::error("before_birth", &[]);
const TOO_EARLY: Reason = Reason::error("too_early", &["n"]);
const EARLY: Reason = Reason::warning("early", &["n"]);
pub(super) const REASONS: &[Reason] = &[BEFORE_BIRTH, TOO_EARLY, EARLY];

pub(super) fn check(
    view: &View<'_>,
    month: &FactKey,
    birth_date: &FactKey,
    certain: i32,
    likely: i32,
) -> Option<Found> {
    let months = view.month(month)?.since(Month::of(view.date(birth_date)?));
    if months < 0 {
        return Some(Found::new(month, &BEFORE_BIRTH, Vec::new()));
    }
    let reason = if months < certain.saturating_mul(12) {
        &TOO_EARLY
    } else if months < likely.saturating_mul(12) {
        &EARLY
    } else {
        return None;
    };
    Some(Found::new(month, reason, vec![("n", (months / 12).to_string())]))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn a_month_too_early_in_a_life_is_told() {
        let check = r#"{ kind = "years_since_birth", month = "month", birth_date = "birth", certain = 16, likely = 18 }"#;
        for (month, birth, expected) in [
            ("201705", "1999-05-05", ""),
            ("201506", "1999-05-05", "month: early n=16"),
            ("201001", "1999-05-05", "month: too_early n=10"),
            ("199905", "1999-05-05", "month: too_early n=0"),
            ("199904", "1999-05-05", "month: before_birth"),
        ] {
            let facts = [("month", month), ("birth", birth)];
            assert_eq!(said(check, &facts).join("; "), expected, "{facts:?}");
        }
    }
}
