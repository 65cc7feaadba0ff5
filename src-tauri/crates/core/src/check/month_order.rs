//! Two months in their order, and far enough apart.

use super::{found::Found, view::View};
use crate::{fact::FactKey, reading::Reason};

pub(super) const REVERSED: Reason = Reason::error("reversed", &["earlier", "later"]);
pub(super) const TOO_SOON: Reason = Reason::warning("too_soon", &["earlier", "n"]);

pub(super) fn check(
    view: &View<'_>,
    earlier: &FactKey,
    later: &FactKey,
    months: i32,
    not_before: Option<&FactKey>,
) -> Option<Found> {
    let (first, second) = (view.month(earlier)?, view.month(later)?);
    let start = not_before.and_then(|it| view.month(it)).map_or(first, |it| it.max(first));
    let apart = second.since(start);
    if second < first {
        let found = Found::new(later, &REVERSED, Vec::new()).saying("later", second.spoken());
        Some(found.saying("earlier", first.spoken()))
    } else if apart < months {
        let params = vec![("n", (months - apart).to_string())];
        Some(Found::new(later, &TOO_SOON, params).saying("earlier", start.spoken()))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn months_are_in_their_order_and_far_enough_apart() {
        let check = r#"{ kind = "month_order", earlier = "first", later = "second", months = 24 }"#;
        for (first, second, expected) in [
            ("201509", "201709", ""),
            ("201509", "201608", "second: too_soon n=13 earlier=2015 年 9 月"),
            ("201509", "201508", "second: reversed later=2015 年 8 月 earlier=2015 年 9 月"),
            ("2015-09-01", "201709", ""),
        ] {
            let facts = [("first", first), ("second", second)];
            assert_eq!(said(check, &facts).join("; "), expected, "{facts:?}");
        }
    }

    #[test]
    fn the_months_count_from_the_later_of_two() {
        let check = r#"{ kind = "month_order", earlier = "first", later = "second", months = 24, not_before = "third" }"#;
        for (third, expected) in [
            ("201001", ""),
            ("201509", ""),
            ("201606", "second: too_soon n=9 earlier=2016 年 6 月"),
            ("201801", "second: too_soon n=28 earlier=2018 年 1 月"),
            ("", ""),
        ] {
            let facts = [("first", "201509"), ("second", "201709"), ("third", third)];
            assert_eq!(said(check, &facts).join("; "), expected, "{third}");
        }
    }
}
