//! Two answers that are not the same, such as a former name and the present one.

use super::{Found, Reason, Severity};
use crate::{FactKey, assess::View};

pub(super) static SAME: Reason = Reason { name: "same", severity: Severity::Warning, params: &[] };

pub(super) fn check(view: &View<'_>, fact: &FactKey, other: &FactKey) -> Option<Found> {
    (view.text(fact)? == view.text(other)?).then(|| Found::new(fact, &SAME, Vec::new()))
}
