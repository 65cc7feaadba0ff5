//! A pack's text changed by a form: pages and boxes. The text stays what it is, with its remarks; only what is said differs.
//!
//! `whole` is what there is to edit, `draft` the text while it is changed, `list` a list in it and `written` a value; `boxes`, `order`, `asks` and `seen`
//! are what can be done.

mod asks;
mod boxes;
mod draft;
mod facts;
mod list;
mod order;
mod seen;
mod whole;
mod written;

use beishen_core::{Dictionary, FactKind};
use beishen_document::Text;
use toml::Table;
use toml_edit::Value;

use crate::failure::Failure;
use draft::{Draft, Place};
use written::{entry, set, words};

pub use seen::SeenPage;
pub use whole::{BoxShape, FactShape, PageShape, Shape};

/// One thing that is done to a pack's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// A page is added behind the others.
    AddPage {
        /// Its heading.
        title: String,
    },
    /// A page is called otherwise.
    NamePage {
        /// Its id.
        page: String,
        /// Its heading; English may be empty.
        title: Text,
    },
    /// A page goes, with all that is on it.
    RemovePage {
        /// Its id.
        page: String,
    },
    /// A page changes places with the one before it, or behind it.
    MovePage {
        /// Its id.
        page: String,
        /// Before.
        up: bool,
    },
    /// A box is added to a page, as something to be done, until it is said what it is.
    AddBox {
        /// The page.
        page: String,
        /// The portal's words.
        label: String,
    },
    /// A box is what this says. Its id says which.
    SetBox {
        /// The page.
        page: String,
        /// The box.
        to: BoxShape,
    },
    /// A box goes, and with it the question that only it needed.
    RemoveBox {
        /// The page.
        page: String,
        /// Its id.
        field: String,
    },
    /// A box changes places with the one before it, or behind it.
    MoveBox {
        /// The page.
        page: String,
        /// Its id.
        field: String,
        /// Before.
        up: bool,
    },
    /// A fact of the pack's own is added.
    AddFact {
        /// What the wizard calls it.
        label: String,
        /// `text`, `date`, `month` or `choice`.
        kind: String,
    },
    /// A fact of the pack's own is what this says. Its key says which.
    SetFact {
        /// The fact.
        to: FactShape,
    },
    /// A fact of the pack's own goes, with the question for it.
    RemoveFact {
        /// Its key.
        key: String,
    },
    /// What a saved page has: on a page that is there, or on a new one.
    Take {
        /// The page.
        page: Option<String>,
        /// What was seen.
        seen: SeenPage,
    },
}

/// What an edit needs to know.
pub(super) struct Known<'a> {
    pub(super) dictionary: &'a Dictionary,
    /// The pack over those it extends.
    pub(super) merge: &'a dyn Fn(&str) -> Option<Table>,
    /// What it extends; empty where it stands alone.
    pub(super) below: Table,
    /// Whether a text keeps every promise.
    pub(super) sound: &'a dyn Fn(&str) -> bool,
    pub(super) year: i32,
}

impl Known<'_> {
    /// How a fact is kept: one of the dictionary, or of the pack's own.
    fn kind(&self, draft: &Draft<'_>, fact: &str) -> Option<FactKind> {
        let known = self.dictionary.fact(&fact.into()).map(|it| it.kind);
        let own = || match &*whole::text(whole::entry(&draft.now, "facts", fact)?, "kind") {
            "text" => Some(FactKind::Text),
            "date" => Some(FactKind::Date),
            "month" => Some(FactKind::Month),
            "choice" => Some(FactKind::Choice),
            _ => None,
        };
        known.or_else(own)
    }
}

/// The text after an act. What the act does not name stays as it is written.
pub(super) fn edited(text: &str, act: &Act, known: &Known<'_>) -> Result<String, Failure> {
    let mut draft = Draft::of(text, known.merge, known.below.clone())?;
    let done = match act {
        Act::AddPage { title } => add_page(&mut draft, title, known.year).map(|_| ()),
        Act::NamePage { page, title } => name_page(&mut draft, page, title),
        Act::RemovePage { page } => remove_page(&mut draft, page, known),
        Act::MovePage { page, up } => order::moved(&mut draft, Place::Pages, page, *up),
        Act::AddBox { page, label } => boxes::add(&mut draft, page, label).map(|_| ()),
        Act::SetBox { page, to } => boxes::set_to(&mut draft, page, to, known),
        Act::RemoveBox { page, field } => boxes::remove(&mut draft, page, field, known),
        Act::MoveBox { page, field, up } => {
            order::moved(&mut draft, Place::Fields(page), field, *up)
        }
        Act::AddFact { label, kind } => facts::add(&mut draft, label, kind),
        Act::SetFact { to } => facts::set_to(&mut draft, to),
        Act::RemoveFact { key } => facts::remove(&mut draft, key, known),
        Act::Take { page, seen } => seen::take(&mut draft, page.as_deref(), seen, known),
    };
    // A page or a box that has gone meanwhile, or stands where no form reaches it.
    done.ok_or_else(Failure::gone)?;
    Ok(draft.text())
}

/// Its id comes back.
fn add_page(draft: &mut Draft<'_>, title: &str, year: i32) -> Option<String> {
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

fn name_page(draft: &mut Draft<'_>, page: &str, title: &Text) -> Option<()> {
    draft.page(page)?;
    set(draft.entry(Place::Pages, page)?, "title", words(title));
    Some(())
}

fn remove_page(draft: &mut Draft<'_>, page: &str, known: &Known<'_>) -> Option<()> {
    let facts: Vec<String> = whole::entries(draft.page(page)?, "fields")
        .map(|it| whole::text(it, "fact"))
        .filter(|it| !it.is_empty())
        .collect();
    out(draft, Place::Pages, page, &format!("pages.{page}"));
    draft.settle().ok()?;
    facts.iter().try_for_each(|it| asks::no_more(draft, it, known))
}

/// Takes an entry out of the text and, where it is there without it, out of what is below.
fn out(draft: &mut Draft<'_>, place: Place<'_>, id: &str, path: &str) {
    order::let_go(draft, place, id);
    draft.forget(place, id);
    if draft.is_below(place, id) {
        draft.take_out(path);
    }
}
