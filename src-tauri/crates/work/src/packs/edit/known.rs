//! What an edit needs to know beside the text.

use beishen_core::{Dictionary, FactKind};
use toml::Table;

use super::{draft::Draft, whole};

/// What an edit needs to know.
pub(in super::super) struct Known<'a> {
    pub(in super::super) dictionary: &'a Dictionary,
    /// The pack over those it extends.
    pub(in super::super) merge: &'a dyn Fn(&str) -> Option<Table>,
    /// What it extends; empty where it stands alone.
    pub(in super::super) below: Table,
    /// Whether a text keeps every promise.
    pub(in super::super) sound: &'a dyn Fn(&str) -> bool,
    pub(in super::super) year: i32,
}

impl Known<'_> {
    /// How a fact is kept: one of the dictionary, or of the pack's own.
    pub(super) fn kind(&self, draft: &Draft<'_>, fact: &str) -> Option<FactKind> {
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
