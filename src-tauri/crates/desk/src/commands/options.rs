//! Options that a desk adds to lists that are not the portal's own: for every draft on this computer, until removed.

use beishen_core::{FactKey, Procedure};
use beishen_store::{AddedOption, DraftId};
use beishen_work::Failure;

use crate::{
    at::At,
    contract::{AddedOptionView, DraftView, FoundOptions},
    desk::{Desk, Removed},
    view,
};

/// Characters; what a box of a portal holds is shorter.
const LONGEST: usize = 100;

impl Desk {
    pub(crate) fn search_options(
        &self,
        draft: DraftId,
        fact: String,
        query: String,
        at: At,
    ) -> Result<FoundOptions, Failure> {
        let open = self.open_draft(draft, at.now)?;
        Ok(view::search_options(&open, &fact, &query, at.locale))
    }

    pub(crate) fn add_option(
        &mut self,
        draft: DraftId,
        fact: String,
        value: String,
        at: At,
    ) -> Result<DraftView, Failure> {
        let open = self.open_draft(draft, at.now)?;
        if !view::takes(&open, &FactKey::from(fact.as_str())) {
            return Err(Failure::gone());
        }
        let value = value.trim();
        if value.is_empty() || value.chars().count() > LONGEST || value.contains(char::is_control) {
            return Err(Failure::input(
                format!("选项应为 1–{LONGEST} 个字，请改短后再加。"),
                format!("An option has 1 to {LONGEST} characters. Shorten it, then add it."),
            ));
        }
        self.vault.add_option(&fact, value, at.now)?;
        self.read_own()?;
        self.draft_view(draft, at)
    }

    pub(crate) fn remove_option(
        &mut self,
        fact: String,
        value: String,
        at: At,
    ) -> Result<Vec<AddedOptionView>, Failure> {
        let same = |it: &AddedOption| it.fact == fact && it.value == value;
        if let Some(option) = self.vault.options()?.into_iter().find(same) {
            self.vault.remove_option(&fact, &value)?;
            self.removed = Some(Removed::Option(option));
        }
        self.read_own()?;
        self.added_options(at)
    }

    pub(crate) fn added_options(&self, at: At) -> Result<Vec<AddedOptionView>, Failure> {
        let label = |fact: &str| {
            let key = FactKey::from(fact);
            let mut procedures = self.library.procedures().iter();
            let known = procedures.find_map(|it: &Procedure| it.fact(&key));
            known.map_or_else(|| fact.to_owned(), |it| it.label.get(at.locale).to_owned())
        };
        let added = self.vault.options()?.into_iter();
        let view = |it: AddedOption| AddedOptionView {
            label: label(&it.fact),
            at: it.at.format("%Y-%m-%d").to_string(),
            fact: it.fact,
            value: it.value,
        };
        Ok(added.map(view).collect())
    }
}
