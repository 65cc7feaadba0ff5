//! A name with characters that common portals cannot take.

use super::{Found, Reason, Severity};
use crate::{FactKey, assess::View};

pub(super) static RARE: Reason =
    Reason { name: "rare_character", severity: Severity::Warning, params: &["c", "u", "plane"] };

/// Takes the reading's hint more seriously, for a portal known for trouble.
pub(super) fn check(view: &View<'_>, name: &FactKey) -> Vec<Found> {
    let hints = view.value(name).map_or(&[][..], |it| &it.hints);
    let rare = hints.iter().filter(|it| it.reason.name == RARE.name);
    rare.map(|it| Found::new(name, &RARE, it.params.clone())).collect()
}
