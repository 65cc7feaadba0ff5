//! A month of the year the application is made in.

use super::{Found, Reason, Severity};
use crate::{FactKey, Fix, assess::View};

pub(super) static OTHER_YEAR: Reason =
    Reason { name: "other_year", severity: Severity::Warning, params: &["year", "this_year"] };

pub(super) fn check(view: &View<'_>, month: &FactKey) -> Option<Found> {
    let (given, this) = (view.month(month)?, view.this_month());
    if given.year() == this.year() {
        return None;
    }
    let params = vec![("year", given.year().to_string()), ("this_year", this.year().to_string())];
    let mut found = Found::new(month, &OTHER_YEAR, params);
    found.fixes.push(Fix::set(this.to_string()));
    Some(found)
}
