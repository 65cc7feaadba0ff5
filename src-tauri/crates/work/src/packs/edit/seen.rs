//! A page that was saved, as boxes of a pack.

use beishen_core::{FactKind, procedure::is_secret};
use beishen_guide::portal::{Form, FormBox, FormKind};
use chrono::NaiveDate;
use toml_edit::{InlineTable, Value};

use super::{
    asks,
    draft::{Draft, Place},
    known::Known,
    pages,
    whole::text,
    written::{entry, lines, set},
};

/// Options of a list that are written.
const MOST_OPTIONS: usize = 400;
/// Boxes of a page that are written.
const MOST_BOXES: usize = 200;

/// A page that was saved: what it is called, its boxes, and the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenPage {
    /// What a page that is made of it is called.
    pub title: String,
    /// Its boxes.
    pub form: Form,
    /// When it was saved.
    pub day: NaiveDate,
}

/// Adds the boxes of the page that are not there yet, in its order.
pub(super) fn take(
    draft: &mut Draft<'_>,
    page: Option<&str>,
    seen: &SeenPage,
    known: &Known<'_>,
) -> Option<()> {
    let page = match page {
        Some(page) => page.to_owned(),
        None => pages::add(draft, &seen.title, known.year)?,
    };
    let boxes = seen.form.boxes.iter().filter(|it| it.kind != FormKind::Shown).take(MOST_BOXES);
    for it in boxes {
        let fields = super::whole::entries(draft.page(&page)?, "fields");
        let (labels, facts): (Vec<_>, Vec<_>) =
            fields.map(|it| (plain(&text(it, "portal_label")), text(it, "fact"))).unzip();
        if labels.contains(&plain(&it.label)) {
            continue;
        }
        let fact = fact(it, known).filter(|it| !facts.contains(it));
        add(draft, &page, it, fact, seen.day)?;
    }
    Some(())
}

fn add(
    draft: &mut Draft<'_>,
    page: &str,
    it: &FormBox,
    fact: Option<String>,
    day: NaiveDate,
) -> Option<()> {
    let id = draft.free(Place::Fields(page), "box");
    let mut field = entry("id", &id);
    let is_list = it.kind.offers() && !it.options.is_empty();
    let kind = match (&fact, it.kind) {
        (_, FormKind::Secret) => "secret",
        (_, FormKind::ReadOnly) => "system",
        _ if is_secret(&it.label) => "code",
        (Some(_), _) if it.kind.offers() => "choose",
        (Some(_), _) => "enter",
        (None, _) => "do",
    };
    set(&mut field, "kind", Value::from(kind));
    set(&mut field, "portal_label", Value::from(it.label.as_str()));
    if it.required {
        set(&mut field, "required", Value::from(true));
    }
    let fact = fact.filter(|_| matches!(kind, "enter" | "choose"));
    if let Some(fact) = &fact {
        set(&mut field, "fact", Value::from(fact.as_str()));
    }
    if let Some(most) = it.most.and_then(|it| i64::try_from(it).ok()).filter(|_| kind == "enter") {
        set(&mut field, "max_length", Value::from(most));
    }
    if kind == "choose" && is_list {
        set(&mut field, "options", options(it, day));
    }
    draft.list_begun(Place::Fields(page))?.push(field);
    draft.settle().ok()?;
    match fact {
        Some(fact) => asks::asked_for(draft, page, &id, &fact),
        None => Some(()),
    }
}

fn options(it: &FormBox, day: NaiveDate) -> Value {
    let mut names: Vec<&str> = Vec::new();
    for option in &it.options {
        let name = option.text.trim();
        if !name.is_empty() && !names.contains(&name) && names.len() < MOST_OPTIONS {
            names.push(name);
        }
    }
    let listed = names.into_iter().map(|name| {
        let pairs = [("value", Value::from(name)), ("certainty", Value::from("portal"))];
        Value::InlineTable(pairs.into_iter().collect::<InlineTable>())
    });
    let mut options = InlineTable::new();
    if !it.whole {
        options.insert("open", Value::from(true));
    }
    options.insert("seen_on", Value::from(day.to_string()));
    options.insert("list", lines(listed.collect()));
    Value::InlineTable(options)
}

/// The fact that is called as the box is, of a kind that the box can take; nothing where two are.
fn fact(it: &FormBox, known: &Known<'_>) -> Option<String> {
    let name = plain(&it.label);
    let fits = |kind: FactKind| match kind {
        FactKind::Choice => it.kind.offers() && !it.options.is_empty(),
        FactKind::Text => it.kind == FormKind::Text,
        FactKind::Date | FactKind::Month => matches!(it.kind, FormKind::Text | FormKind::Date),
    };
    let facts = || known.dictionary.facts().iter().filter(|it| fits(it.kind));
    let by_label: Vec<_> = facts().filter(|it| plain(&it.label.zh) == name).collect();
    let also = facts().filter(|it| it.also.iter().any(|it| plain(it) == name));
    let found = if by_label.is_empty() { also.collect() } else { by_label };
    match found.as_slice() {
        [only] => Some(only.key.as_str().to_owned()),
        _ => None,
    }
}

/// A label without what does not tell it from another.
fn plain(label: &str) -> String {
    label.chars().filter(|it| !it.is_whitespace() && !matches!(it, '：' | ':' | '*')).collect()
}
