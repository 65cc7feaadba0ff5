//! A scan or a picture to hand in: its real format and its size in bytes.

use super::{Found, Reason, Severity};
use crate::{FactKey, FileFormat, assess::View};

pub(super) static FORMAT: Reason =
    Reason { name: "format", severity: Severity::Error, params: &["format"] };
pub(super) static DAMAGED: Reason =
    Reason { name: "damaged", severity: Severity::Error, params: &[] };
pub(super) static TOO_LARGE: Reason =
    Reason { name: "too_large", severity: Severity::Error, params: &["kb", "max_kb"] };
pub(super) static TOO_SMALL: Reason =
    Reason { name: "too_small", severity: Severity::Error, params: &["kb", "min_kb"] };

pub(super) fn check(
    view: &View<'_>,
    material: &str,
    formats: &[FileFormat],
    min_bytes: u64,
    max_bytes: Option<u64>,
) -> Vec<Found> {
    let Some(file) = view.material(material) else { return Vec::new() };
    let fact = FactKey::of_file(material);
    let found = |reason, params| Found::new(&fact, reason, params);
    if !formats.contains(&file.format) {
        return vec![found(&FORMAT, vec![("format", file.format.name().to_owned())])];
    }
    let mut all = Vec::new();
    if file.truncated || file.decodes == Some(false) {
        all.push(found(&DAMAGED, Vec::new()));
    }
    let kb = |bytes: u64| bytes.div_ceil(1024).to_string();
    if let Some(most) = max_bytes.filter(|it| file.bytes > *it) {
        all.push(found(&TOO_LARGE, vec![("kb", kb(file.bytes)), ("max_kb", kb(most))]));
    } else if file.bytes < min_bytes {
        all.push(found(&TOO_SMALL, vec![("kb", kb(file.bytes)), ("min_kb", kb(min_bytes))]));
    }
    all
}
