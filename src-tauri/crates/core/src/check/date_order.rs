//! Two days in their order.

use super::{Found, Reason, Severity};
use crate::{FactKey, assess::View};

pub(super) static REVERSED: Reason =
    Reason { name: "reversed", severity: Severity::Error, params: &["earlier", "later"] };

pub(super) fn check(view: &View<'_>, earlier: &FactKey, later: &FactKey) -> Option<Found> {
    let (first, second) = (view.date(earlier)?, view.date(later)?);
    (second < first).then(|| {
        let params = vec![("earlier", first.to_string()), ("later", second.to_string())];
        Found::new(later, &REVERSED, params)
    })
}
