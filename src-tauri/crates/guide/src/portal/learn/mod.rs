//! What a portal's pages teach: a pack that extends the one they were held against, and says only what differs.
//!
//! `lesson` says what is taken over and what a part is, `part` makes the parts out of what was compared, `list` those of a list, `order` says
//! behind what a box goes, `text` writes them.

mod lesson;
mod list;
mod order;
mod part;
mod text;

use beishen_core::Procedure;
use beishen_document::Locale;
use chrono::NaiveDate;

use super::drift::{BoxDrift, Drift, PageDrift, Says};

pub use lesson::Lesson;

/// The correction as the text of a pack, or nothing where there is nothing to correct.
///
/// `loads` says whether a pack keeps every promise; what would break one is left out. What a pack cannot say at all is left out as well: hold the
/// pages against the corrected pack to see what remains.
///
/// A renamed option keeps the pack's word, which rules and answers know, and gets the portal's in `words`; so every answer given stays
/// what it is. A list of which the portal's page shows all is the portal's from then on, with the day.
pub fn learn(
    procedure: &Procedure,
    seen: &[Drift],
    lesson: &Lesson<'_>,
    loads: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let parts = part::all(procedure, seen, lesson);
    let text = |parts: &[lesson::Part]| text::of(procedure, parts, lesson);
    if parts.is_empty() {
        return None;
    }
    let whole = text(&parts);
    if loads(&whole) {
        return Some(whole);
    }
    let mut kept = Vec::new();
    for part in parts {
        kept.push(part);
        if !loads(&text(&kept)) {
            kept.pop();
        }
    }
    (!kept.is_empty()).then(|| text(&kept))
}

/// Whether a box has something to take over.
pub fn teaches(procedure: &Procedure, page: &PageDrift, it: &BoxDrift) -> bool {
    let seen = [Drift { pages: vec![PageDrift { boxes: vec![it.clone()], ..page.clone() }] }];
    let lesson = Lesson {
        id: "",
        day: NaiveDate::default(),
        locale: Locale::Zh,
        takes: &|_, _| true,
        is_same: &|_, _| true,
    };
    !part::all(procedure, &seen, &lesson).is_empty()
        || it.says.iter().any(|it| matches!(it, Says::Moved(_)))
}
