//! A month that comes too early in a life, such as starting work at 13 (劳动法 第十五条: 16 years).

use super::{Found, Reason, Severity};
use crate::{FactKey, Month, assess::View};

pub(super) static REASONS: [Reason; 2] = [
    Reason { name: "too_early", severity: Severity::Error, params: &["n"] },
    Reason { name: "early", severity: Severity::Warning, params: &["n"] },
];

pub(super) fn check(
    view: &View<'_>,
    month: &FactKey,
    birth_date: &FactKey,
    certain: i32,
    likely: i32,
) -> Option<Found> {
    let months = view.month(month)?.since(Month::of(view.date(birth_date)?));
    let reason = if months < certain.saturating_mul(12) {
        &REASONS[0]
    } else if months < likely.saturating_mul(12) {
        &REASONS[1]
    } else {
        return None;
    };
    Some(Found::new(month, reason, vec![("n", months.div_euclid(12).to_string())]))
}
