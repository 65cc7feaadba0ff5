//! A pack's text changed by a form: pages and boxes. The text stays what it is, with its remarks; only what is said differs.
//!
//! `whole` is what there is to edit, `draft` the text while it is changed, `known` what is known beside it, `list` a list in it and `written` a value;
//! `pages`, `boxes`, `facts`, `order`, `asks` and `seen` are what can be done.

mod asks;
mod boxes;
mod draft;
mod facts;
mod known;
mod list;
mod order;
mod pages;
mod seen;
mod whole;
mod written;

use beishen_document::Text;

use crate::failure::Failure;
use draft::{Draft, Place};

pub(super) use known::Known;
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

/// The text after an act. What the act does not name stays as it is written.
pub(super) fn edited(text: &str, act: &Act, known: &Known<'_>) -> Result<String, Failure> {
    let mut draft = Draft::of(text, known.merge, known.below.clone())?;
    let done = match act {
        Act::AddPage { title } => pages::add(&mut draft, title, known.year).map(|_| ()),
        Act::NamePage { page, title } => pages::name(&mut draft, page, title),
        Act::RemovePage { page } => pages::remove(&mut draft, page, known),
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
