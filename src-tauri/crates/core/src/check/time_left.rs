//! Time enough before a day that the person has given. That the day has passed is said of the day itself.

use super::{found::Found, view::View};
use crate::{fact::FactKey, reading::Reason};

pub(super) const LAST_DAY: Reason = Reason::warning("last_day", &["date"]);
pub(super) const SHORT: Reason = Reason::warning("short", &["n", "days", "date"]);

pub(super) fn check(view: &View<'_>, date: &FactKey, days: u32, until: &[String]) -> Option<Found> {
    let day = view.date(date).filter(|_| !until.iter().any(|act| view.acted(act)))?;
    let left = day.signed_duration_since(view.now().date()).num_days();
    if left == 0 {
        return Some(Found::new(date, &LAST_DAY, vec![("date", day.to_string())]));
    }
    (1..i64::from(days)).contains(&left).then(|| {
        let params =
            vec![("n", left.to_string()), ("days", days.to_string()), ("date", day.to_string())];
        Found::new(date, &SHORT, params)
    })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;

    use crate::{
        answers::{Answers, LogEntry},
        check::tests::said_of,
    };

    #[test]
    fn too_few_days_are_told_until_it_is_done() {
        let check = r#"{ kind = "time_left", date = "day", days = 10, until = "submitted" }"#;
        for (date, expected) in [
            ("2026-12-02", ""),
            ("2026-11-30", "day: short n=8 days=10 date=2026-11-30"),
            ("2026-11-22", "day: last_day date=2026-11-22"),
            ("2026-11-21", ""),
        ] {
            let mut answers = Answers::default();
            answers.facts.insert("day".into(), date.to_owned());
            assert_eq!(said_of(check, &answers).join("; "), expected, "{date}");
            let (act, note) = ("submitted".to_owned(), String::new());
            answers.log.push(LogEntry { act, at: NaiveDateTime::default(), note });
            assert_eq!(said_of(check, &answers), [""; 0], "{date}");
        }
    }
}
