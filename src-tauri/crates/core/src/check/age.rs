//! An age at which people apply: that of a day of birth, or of the one inside an identity number.

use super::{found::Found, view::View};
use crate::{fact::FactKey, reading::Reason};

const YOUNG: Reason = Reason::warning("young", &["n"]);
const OLD: Reason = Reason::warning("old", &["n"]);
const TOO_OLD: Reason = Reason::error("too_old", &["n"]);
pub(super) const REASONS: &[Reason] = &[YOUNG, OLD, TOO_OLD];

/// Nobody who applies is older.
const OLDEST: i32 = 110;

pub(super) fn check(view: &View<'_>, birth_date: &FactKey, min: i32, max: i32) -> Option<Found> {
    let today = view.now().date();
    let inside = || view.value(birth_date)?.derived.birth;
    let birth = view.date(birth_date).or_else(inside)?;
    let age = today.years_since(birth).and_then(|it| i32::try_from(it).ok())?;
    let reason = if age < min {
        &YOUNG
    } else if age > OLDEST {
        &TOO_OLD
    } else if age > max {
        &OLD
    } else {
        return None;
    };
    Some(Found::new(birth_date, reason, vec![("n", age.to_string())]))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn an_age_beyond_the_years_is_doubtful() {
        let check = r#"{ kind = "age", birth_date = "birth", min = 18, max = 60 }"#;
        for (birth, expected) in [
            ("2008-11-22", ""),
            ("2008-11-23", "birth: young n=17"),
            ("1966-01-01", ""),
            ("1965-11-22", "birth: old n=61"),
            ("1916-01-01", "birth: old n=110"),
            ("1915-11-22", "birth: too_old n=111"),
            ("1850-01-01", "birth: too_old n=176"),
            ("不详", ""),
        ] {
            assert_eq!(said(check, &[("birth", birth)]).join("; "), expected, "{birth}");
        }
        let check = r#"{ kind = "age", birth_date = "id18", min = 18, max = 60 }"#;
        let said = |it| said(check, &[("id18", it)]).join("; ");
        assert_eq!(said("11010518500307001X"), "id18: too_old n=176");
        assert_eq!(said("11010519491231002X"), "id18: old n=76");
    }
}
