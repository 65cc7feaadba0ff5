//! An answer that, in some cases, must be a certain one.

use super::{Found, Reason, Severity};
use crate::{FactKey, Fix, assess::View};

pub(super) static OTHER: Reason =
    Reason { name: "other", severity: Severity::Warning, params: &["is"] };

pub(super) fn check(view: &View<'_>, fact: &FactKey, is: &str) -> Option<Found> {
    if view.text(fact)? == is {
        return None;
    }
    let mut found = Found::new(fact, &OTHER, vec![("is", is.to_owned())]);
    found.fixes.push(Fix::set(is));
    Some(found)
}
