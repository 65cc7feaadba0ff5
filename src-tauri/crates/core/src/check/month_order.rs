//! Two months in their order, and far enough apart.

use super::{Found, Reason, Severity};
use crate::{FactKey, assess::View};

pub(super) static REVERSED: Reason =
    Reason { name: "reversed", severity: Severity::Error, params: &["earlier", "later"] };
pub(super) static TOO_SOON: Reason =
    Reason { name: "too_soon", severity: Severity::Warning, params: &["earlier", "n"] };

pub(super) fn check(
    view: &View<'_>,
    earlier: &FactKey,
    later: &FactKey,
    months: i32,
) -> Option<Found> {
    let (first, second) = (view.month(earlier)?, view.month(later)?);
    let apart = second.since(first);
    if apart < 0 {
        let params = vec![("earlier", first.to_string()), ("later", second.to_string())];
        Some(Found::new(later, &REVERSED, params))
    } else if apart < months {
        let params = vec![("earlier", first.to_string()), ("n", (months - apart).to_string())];
        Some(Found::new(later, &TOO_SOON, params))
    } else {
        None
    }
}
