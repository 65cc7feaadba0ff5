//! When one's studies end by the day of entry and the length of the programme (学制), against the day on which the school has the picture of
//! its graduates checked. Pictures are taken up to a year and a half before, and some graduate years later.

use super::{found::Found, view::View};
use crate::{fact::FactKey, month::Month, reading::Reason};

pub(super) const APART: Reason = Reason::warning("apart", &["month"]);

/// So many months before the end, and after it.
const BEFORE: i32 = 18;
const AFTER: i32 = 72;
/// From September to July.
const HOLIDAYS: i32 = 2;

pub(super) fn check(
    view: &View<'_>,
    entry: &FactKey,
    years: &FactKey,
    day: &FactKey,
) -> Option<Found> {
    let (whole, half) = match view.sound(years)?.split_once('.') {
        Some((whole, rest)) => (whole, i32::from(rest == "5") * 6),
        None => (view.sound(years)?, 0),
    };
    let months = whole.parse::<i32>().ok().filter(|it| *it < 20)? * 12 + half;
    // What is doubtful itself is told of already.
    view.value(day).filter(|it| it.problem.is_none())?;
    let end = Month::of(view.date(entry)?).plus(months - HOLIDAYS);
    let apart = end.since(Month::of(view.date(day)?));
    (!(-AFTER..=BEFORE).contains(&apart))
        .then(|| Found::new(entry, &APART, Vec::new()).saying("month", end.spoken()))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn studies_end_about_the_day_of_the_check() {
        let check = r#"{ kind = "study_ends", entry = "entry", years = "years", day = "day" }"#;
        for (entry, years, expected) in [
            ("2023-09-01", "4", ""),
            ("2023-09-01", "3", ""),
            ("2024-09-01", "4", ""),
            ("2024-03-01", "2.5", ""),
            ("2016-09-01", "5", ""),
            ("2026-09-01", "4", "entry: apart month=2030 年 7 月"),
            ("2023-09-01", "8", "entry: apart month=2031 年 7 月"),
            ("2013-09-01", "4", "entry: apart month=2017 年 7 月"),
            ("2023-09-01", "本科", ""),
            ("九月", "4", ""),
        ] {
            let facts = [("entry", entry), ("years", years), ("day", "2027-03-17")];
            assert_eq!(said(check, &facts).join("; "), expected, "{facts:?}");
        }
    }
}
