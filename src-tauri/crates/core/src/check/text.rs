//! Free text that fits a box.

use super::{Found, Reason, Severity, is_hidden};
use crate::{FactKey, assess::View};

pub(super) static SHORT: Reason =
    Reason { name: "short", severity: Severity::Warning, params: &["n", "min"] };
pub(super) static LONG: Reason =
    Reason { name: "long", severity: Severity::Error, params: &["n", "max"] };
pub(super) static HIDDEN: Reason =
    Reason { name: "hidden", severity: Severity::Error, params: &["u"] };

pub(super) fn check(view: &View<'_>, fact: &FactKey, min: usize, max: usize) -> Option<Found> {
    let text = view.text(fact)?;
    let n = text.chars().count();
    let found = |reason, params| Some(Found::new(fact, reason, params));
    if let Some(c) = text.chars().find(|it| is_hidden(*it)) {
        found(&HIDDEN, vec![("u", format!("U+{:04X}", u32::from(c)))])
    } else if n < min {
        found(&SHORT, vec![("n", n.to_string()), ("min", min.to_string())])
    } else if n > max {
        found(&LONG, vec![("n", n.to_string()), ("max", max.to_string())])
    } else {
        None
    }
}
