//! Boxes: added, told what they are, taken out.

use beishen_core::FactKind;
use beishen_document::Text;
use toml_edit::{Array, InlineTable, Item, Value};

use super::{
    asks,
    draft::{Draft, Place},
    known::Known,
    order::out,
    whole::{BoxShape, Shape, entries, text},
    written::{again, entry, lines, set, words},
};

/// Kinds of boxes in which a fact stands.
const WITH_FACT: [&str; 4] = ["enter", "confirm", "choose", "system"];
/// What was said of another fact and holds of this one no more.
const OF_FACT: [&str; 5] = ["portal_format", "words", "hosts", "options", "example"];

/// Its id comes back. It is something to be done, until it is said what it is: so the pack is sound meanwhile.
pub(super) fn add(draft: &mut Draft<'_>, page: &str, label: &str) -> Option<String> {
    let label = label.trim();
    draft.page(page).filter(|_| !label.is_empty())?;
    let id = draft.free(Place::Fields(page), "box");
    let mut field = entry("id", &id);
    set(&mut field, "kind", Value::from("do"));
    set(&mut field, "portal_label", Value::from(label));
    draft.list_begun(Place::Fields(page))?.push(field);
    draft.settle().ok()?;
    Some(id)
}

/// Only what differs is written.
pub(super) fn set_to(
    draft: &mut Draft<'_>,
    page: &str,
    to: &BoxShape,
    known: &Known<'_>,
) -> Option<()> {
    let field = draft.field(page, &to.id)?.clone();
    let was = Shape::of_field(&field);
    let put = |draft: &mut Draft<'_>, key: &str, value| draft.put(page, &to.id, key, value);
    let given = |it: &str| Some(it).filter(|it| !it.is_empty()).map(Value::from);
    if to.label != was.label {
        put(draft, "portal_label", Some(Value::from(to.label.as_str())))?;
    }
    if to.kind != was.kind {
        put(draft, "kind", Some(Value::from(to.kind.as_str())))?;
    }
    let fact = if WITH_FACT.contains(&to.kind.as_str()) { &*to.fact } else { "" };
    let kind = known.kind(draft, fact);
    if fact != was.fact {
        put(draft, "fact", given(fact))?;
        let dated = |kind| matches!(kind, Some(FactKind::Date | FactKind::Month));
        let keeps = |key: &str| key == "portal_format" && dated(kind);
        for key in OF_FACT.into_iter().filter(|it| field.contains_key(*it) && !keeps(it)) {
            put(draft, key, None)?;
        }
    }
    let material = if to.kind == "upload" { &*to.material } else { "" };
    if material != was.material {
        put(draft, "material", given(material))?;
    }
    if to.required != was.required {
        let below = draft.has_below(page, &to.id, "required");
        put(draft, "required", (to.required || below).then(|| Value::from(to.required)))?;
    }
    if to.most != was.most {
        put(draft, "max_length", to.most.map(|it| Value::from(i64::from(it))))?;
    }
    if to.note != was.note {
        let note = (!to.note.0.is_empty()).then(|| words(&Text::new(&*to.note.0, &*to.note.1)));
        put(draft, "note", note)?;
    }
    if to.options != was.options || fact != was.fact && !to.options.is_empty() {
        offer(draft, page, to, &field)?;
    }
    draft.settle().ok()?;
    if matches!(&*to.kind, "enter" | "confirm" | "choose") && !fact.is_empty() {
        asks::asked_for(draft, page, &to.id, fact)?;
    }
    if fact == was.fact { Some(()) } else { asks::no_more(draft, &was.fact, known) }
}

/// The list of a box. What is known of an entry stays; a new one is a suggestion, until the portal's page is compared.
fn offer(draft: &mut Draft<'_>, page: &str, to: &BoxShape, was: &toml::Table) -> Option<()> {
    let there = was.get("options").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let known = |value: &str| entries(&there, "list").find(|it| text(it, "value") == value);
    let listed = to.options.iter().map(|(value, en)| {
        let mut it = match known(value).map(|it| again(&toml::Value::Table(it.clone()))) {
            Some(Value::InlineTable(it)) => it,
            _ => InlineTable::new(),
        };
        if it.is_empty() {
            it.insert("value", Value::from(value.as_str()));
            it.insert("certainty", Value::from("unverified"));
        }
        if en.is_empty() {
            it.remove("en");
        } else {
            it.insert("en", Value::from(en.as_str()));
        }
        Value::InlineTable(it)
    });
    let list = lines(listed.collect());
    let gone = to.options.is_empty();
    let field = draft.entry(Place::Fields(page), &to.id)?;
    if let Some(options) = field.get_mut("options").and_then(Item::as_table_like_mut) {
        if gone {
            options.remove("list");
        } else {
            set(options, "list", list);
        }
        let empty = !options.contains_key("table") && !options.contains_key("list");
        return if empty { draft.put(page, &to.id, "options", None) } else { Some(()) };
    }
    let mut options = InlineTable::new();
    for (key, it) in there.iter().filter(|it| it.0 != "list") {
        options.insert(key, again(it));
    }
    if there.is_empty() {
        // It may lack what the portal has.
        options.insert("open", Value::from(true));
    }
    if !gone {
        options.insert("list", list);
    } else if !options.contains_key("table") {
        return draft.put(page, &to.id, "options", None);
    }
    draft.put(page, &to.id, "options", Some(Value::InlineTable(options)))
}

pub(super) fn remove(
    draft: &mut Draft<'_>,
    page: &str,
    field: &str,
    known: &Known<'_>,
) -> Option<()> {
    let fact = text(draft.field(page, field)?, "fact");
    out(draft, Place::Fields(page), field, &format!("pages.{page}.fields.{field}"));
    let nothing_left = draft.list(Place::Fields(page)).is_some_and(|it| it.ids().is_empty());
    if nothing_left {
        let below = draft.is_below(Place::Pages, page);
        let page = draft.list(Place::Pages)?.entry(page)?.0;
        page.remove("fields");
        if !below {
            set(page, "fields", Value::Array(Array::new()));
        }
    }
    // What says nothing of a page any more says nothing.
    let silent = |it: &dyn toml_edit::TableLike| it.iter().all(|(key, _)| key == "id");
    if draft.is_below(Place::Pages, page)
        && draft.list(Place::Pages).and_then(|it| it.entry(page)).is_some_and(|it| silent(it.0))
    {
        draft.forget(Place::Pages, page);
    }
    draft.settle().ok()?;
    asks::no_more(draft, &fact, known)
}
