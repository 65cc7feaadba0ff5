//! Two days in their order.

use super::{found::Found, view::View};
use crate::{fact::FactKey, reading::Reason};

pub(super) const REVERSED: Reason = Reason::error("reversed", &["earlier", "later"]);

pub(super) fn check(view: &View<'_>, earlier: &FactKey, later: &FactKey) -> Option<Found> {
    let (first, second) = (view.date(earlier)?, view.date(later)?);
    (second < first).then(|| {
        let params = vec![("earlier", first.to_string()), ("later", second.to_string())];
        Found::new(later, &REVERSED, params)
    })
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn the_later_day_is_not_before_the_earlier() {
        let check = r#"{ kind = "date_order", earlier = "begun", later = "ended" }"#;
        for (begun, ended, expected) in [
            ("2023-09-01", "2026-06-30", ""),
            ("2023-09-01", "2023-09-01", ""),
            ("2023-09-01", "2023-08-31", "ended: reversed earlier=2023-09-01 later=2023-08-31"),
            ("九月", "2023-08-31", ""),
        ] {
            let facts = [("begun", begun), ("ended", ended)];
            assert_eq!(said(check, &facts).join("; "), expected, "{facts:?}");
        }
    }
}
