//! An age at which people apply.

use super::{found::Found, view::View};
use crate::{fact::FactKey, reading::Reason};

const YOUNG: Reason = Reason::warning("young", &["n"]);
const OLD: Reason = Reason::warning("old", &["n"]);
pub(super) const REASONS: &[Reason] = &[YOUNG, OLD];

pub(super) fn check(view: &View<'_>, birth_date: &FactKey, min: i32, max: i32) -> Option<Found> {
    let today = view.now().date();
    let birth = view.date(birth_date)?;
    let age = today.years_since(birth).and_then(|it| i32::try_from(it).ok())?;
    let reason = if age < min {
        &YOUNG
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
            ("不详", ""),
        ] {
            assert_eq!(said(check, &[("birth", birth)]).join("; "), expected, "{birth}");
        }
    }
}
