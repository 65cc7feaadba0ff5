//! Pages: added, named, taken out.

use beishen_document::Text;
use toml_edit::Value;

use super::{
    asks,
    draft::{Draft, Place},
    known::Known,
    order::out,
    whole,
    written::{entry, set, words},
};

/// Its id comes back.
pub(super) fn add(draft: &mut Draft<'_>, title: &str, year: i32) -> Option<String> {
    let title = title.trim();
    if title.is_empty() {
        return None;
    }
    let id = draft.free(Place::Pages, "page");
    let mut source = toml_edit::InlineTable::new();
    source.insert("id", Value::from(draft.source(year)));
    source.insert("section", Value::from(title));
    let mut page = entry("id", &id);
    set(&mut page, "title", words(&Text::new(title, "")));
    set(&mut page, "source", Value::InlineTable(source));
    set(&mut page, "fields", Value::Array(toml_edit::Array::new()));
    draft.list_begun(Place::Pages)?.push(page);
    draft.settle().ok()?;
    Some(id)
}

pub(super) fn name(draft: &mut Draft<'_>, page: &str, title: &Text) -> Option<()> {
    draft.page(page)?;
    set(draft.entry(Place::Pages, page)?, "title", words(title));
    Some(())
}

pub(super) fn remove(draft: &mut Draft<'_>, page: &str, known: &Known<'_>) -> Option<()> {
    let facts: Vec<String> = whole::entries(draft.page(page)?, "fields")
        .map(|it| whole::text(it, "fact"))
        .filter(|it| !it.is_empty())
        .collect();
    out(draft, Place::Pages, page, &format!("pages.{page}"));
    draft.settle().ok()?;
    facts.iter().try_for_each(|it| asks::no_more(draft, it, known))
}
