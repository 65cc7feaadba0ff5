//! Time enough before a day that the person has given.

use super::{Found, Reason, Severity};
use crate::{FactKey, assess::View};

pub(super) static SHORT: Reason =
    Reason { name: "short", severity: Severity::Warning, params: &["n", "days", "date"] };

pub(super) fn check(view: &View<'_>, date: &FactKey, days: u32, until: &[String]) -> Option<Found> {
    let day = view.date(date).filter(|_| !until.iter().any(|act| view.acted(act)))?;
    let left = day.signed_duration_since(view.now().date()).num_days();
    (left < i64::from(days)).then(|| {
        let params = vec![
            ("n", left.max(0).to_string()),
            ("days", days.to_string()),
            ("date", day.to_string()),
        ];
        Found::new(date, &SHORT, params)
    })
}
