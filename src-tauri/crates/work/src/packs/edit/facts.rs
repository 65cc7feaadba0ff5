//! Facts of a pack's own: added, told what they are, taken out.

use beishen_document::Text;
use toml_edit::{TableLike, Value};

use super::{
    asks,
    draft::{Draft, Place},
    known::Known,
    order::out,
    whole::{FactShape, Shape, entry as found, text},
    written::{entry, set, words},
};

const KINDS: [&str; 4] = ["text", "date", "month", "choice"];

/// It is called after the pack, so that no other has its name.
pub(super) fn add(draft: &mut Draft<'_>, label: &str, kind: &str) -> Option<()> {
    let label = label.trim();
    if label.is_empty() || !KINDS.contains(&kind) {
        return None;
    }
    let pack = text(&draft.now, "id");
    let key = draft.free(Place::Facts, &format!("{pack}.fact"));
    let mut fact = entry("key", &key);
    set(&mut fact, "kind", Value::from(kind));
    set(&mut fact, "label", words(&Text::new(label, "")));
    draft.list_begun(Place::Facts)?.push(fact);
    draft.settle().ok()
}

/// Only what differs is written.
pub(super) fn set_to(draft: &mut Draft<'_>, to: &FactShape) -> Option<()> {
    let was = Shape::of_fact(found(&draft.now, "facts", &to.key)?);
    let below = draft.is_below(Place::Facts, &to.key);
    let it = draft.entry(Place::Facts, &to.key)?;
    if to.label != was.label && !to.label.0.is_empty() {
        set(it, "label", words(&Text::new(&*to.label.0, &*to.label.1)));
    }
    if to.kind != was.kind {
        set(it, "kind", Value::from(&*to.kind));
    }
    if to.sensitive != was.sensitive {
        let usual = matches!(&*to.kind, "text" | "date");
        if to.sensitive == usual && !below {
            TableLike::remove(it, "sensitive");
        } else {
            set(it, "sensitive", Value::from(to.sensitive));
        }
    }
    draft.settle().ok()
}

pub(super) fn remove(draft: &mut Draft<'_>, key: &str, known: &Known<'_>) -> Option<()> {
    found(&draft.now, "facts", key)?;
    // The question goes first: while it is asked, the fact is needed.
    asks::no_more(draft, key, known)?;
    out(draft, Place::Facts, key, &format!("facts.{key}"));
    draft.settle().ok()
}
