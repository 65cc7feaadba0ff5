//! An age at which people apply.

use super::{Found, Reason, Severity};
use crate::{FactKey, assess::View};

pub(super) static REASONS: [Reason; 2] = [
    Reason { name: "young", severity: Severity::Warning, params: &["n"] },
    Reason { name: "old", severity: Severity::Warning, params: &["n"] },
];

pub(super) fn check(view: &View<'_>, birth_date: &FactKey, min: i32, max: i32) -> Option<Found> {
    let today = view.now().date();
    let birth = view.date(birth_date)?;
    let age = today.years_since(birth).and_then(|it| i32::try_from(it).ok())?;
    let reason = if age < min {
        &REASONS[0]
    } else if age > max {
        &REASONS[1]
    } else {
        return None;
    };
    Some(Found::new(birth_date, reason, vec![("n", age.to_string())]))
}
