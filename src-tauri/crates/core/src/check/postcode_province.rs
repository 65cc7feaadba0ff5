//! A postcode against the province it should belong to.

use super::{Found, Reason, Severity};
use crate::{FactKey, assess::View};

pub(super) static DIFFERS: Reason = Reason {
    name: "differs",
    severity: Severity::Warning,
    params: &["postcode_province", "province"],
};

pub(super) fn check(view: &View<'_>, postcode: &FactKey, province: &FactKey) -> Option<Found> {
    let province = view.text(province)?;
    let possible = beishen_reference::postal_provinces(view.sound(postcode)?);
    if possible.is_empty() || possible.contains(&province) {
        return None;
    }
    let params =
        vec![("postcode_province", possible.join("、")), ("province", province.to_owned())];
    Some(Found::new(postcode, &DIFFERS, params))
}
