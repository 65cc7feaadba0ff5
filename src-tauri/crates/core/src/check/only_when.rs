//! An answer given where none is wanted. The rule's `when` says where.

use super::{Found, Reason, Severity};
use crate::{FactKey, Fix, assess::View};

pub(super) static GIVEN: Reason =
    Reason { name: "given", severity: Severity::Warning, params: &[] };

/// Looks at what was typed: a field that is not asked for has no value to look at.
pub(super) fn check(view: &View<'_>, fact: &FactKey) -> Option<Found> {
    view.typed(fact)?;
    let mut found = Found::new(fact, &GIVEN, Vec::new());
    found.fixes.push(Fix::set(""));
    Some(found)
}
