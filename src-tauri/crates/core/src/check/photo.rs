//! A picture against its profile: the facts a file states about itself. What a face looks like is another matter.

use chrono::Months;

use super::{Found, Reason, Severity};
use crate::{ColorMode, FactKey, FileFormat, assess::View};

pub(super) static REASONS: [Reason; 9] = [
    Reason { name: "not_jpeg", severity: Severity::Error, params: &["format"] },
    Reason { name: "damaged", severity: Severity::Error, params: &[] },
    Reason {
        name: "pixels",
        severity: Severity::Error,
        params: &["width", "height", "want_width", "want_height"],
    },
    Reason { name: "too_large", severity: Severity::Error, params: &["kb", "max_kb"] },
    Reason { name: "too_small", severity: Severity::Error, params: &["kb", "min_kb"] },
    Reason { name: "color", severity: Severity::Error, params: &[] },
    Reason { name: "old", severity: Severity::Warning, params: &["taken"] },
    Reason { name: "edited", severity: Severity::Warning, params: &["software"] },
    Reason { name: "sideways", severity: Severity::Error, params: &["want_width", "want_height"] },
];

/// How programs that retouch call themselves in a picture.
const EDITORS: [&str; 6] = ["photoshop", "lightroom", "meitu", "美图", "snapseed", "gimp"];

pub(super) fn check(view: &View<'_>, material: &str) -> Vec<Found> {
    let (Some(file), Some(profile)) = (view.material(material), view.profile(material)) else {
        return Vec::new();
    };
    let fact = FactKey::of_file(material);
    let found = |at: usize, params| Found::new(&fact, &REASONS[at], params);
    if file.format != FileFormat::Jpeg {
        return vec![found(0, vec![("format", file.format.name().to_owned())])];
    }
    let mut all = Vec::new();
    if file.truncated || file.decodes == Some(false) {
        all.push(found(1, Vec::new()));
    }
    if let Some(size) =
        file.size.filter(|it| (it.width, it.height) != (profile.width, profile.height))
    {
        let params = [
            ("width", size.width),
            ("height", size.height),
            ("want_width", profile.width),
            ("want_height", profile.height),
        ];
        // Width and height taken for one another: some manuals write them the other way round.
        let sideways = (size.height, size.width) == (profile.width, profile.height);
        let (at, from) = if sideways { (8, 2) } else { (2, 0) };
        let params = params.into_iter().skip(from).map(|(name, n)| (name, n.to_string()));
        all.push(found(at, params.collect()));
    }
    let kb = |bytes: u64| bytes.div_ceil(1024).to_string();
    if file.bytes > profile.max_bytes {
        all.push(found(3, vec![("kb", kb(file.bytes)), ("max_kb", kb(profile.max_bytes))]));
    } else if file.bytes < profile.min_bytes {
        all.push(found(4, vec![("kb", kb(file.bytes)), ("min_kb", kb(profile.min_bytes))]));
    }
    if file.color.is_some_and(|it| it != ColorMode::Rgb) || file.bits.is_some_and(|it| it != 8) {
        all.push(found(5, Vec::new()));
    }
    let oldest = view.now().date().checked_sub_months(Months::new(3));
    if let Some(taken) = file.taken_on.filter(|it| oldest.is_some_and(|oldest| *it < oldest)) {
        all.push(found(6, vec![("taken", taken.to_string())]));
    }
    if let Some(software) = &file.software {
        let name = software.to_lowercase();
        if EDITORS.iter().any(|it| name.contains(it)) {
            all.push(found(7, vec![("software", software.clone())]));
        }
    }
    all
}
