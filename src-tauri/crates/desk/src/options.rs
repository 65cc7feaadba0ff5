//! Options that a desk adds to lists that are not the portal's own: for every draft on this computer, until removed.

use beishen_core::{FactKey, Locale, Procedure};
use beishen_store::DraftId;
use chrono::NaiveDateTime;

use crate::{Desk, Failure, contract::AddedOptionView};

/// Characters; what a box of a portal holds is shorter.
const LONGEST: usize = 100;

impl Desk {
    /// Puts what was added on this computer into the procedures; whenever it has changed.
    pub(crate) fn read_own(&mut self) -> Result<(), Failure> {
        let added = self.vault.options()?;
        let pairs: Vec<_> = added.iter().map(|it| (&*it.fact, &*it.value)).collect();
        self.library = self.installed.with_own(&pairs, &self.own_profiles()?);
        Ok(())
    }

    pub(crate) fn add_option(
        &mut self,
        draft: DraftId,
        fact: &str,
        value: &str,
        now: NaiveDateTime,
    ) -> Result<(), Failure> {
        let open = self.open_draft(draft, now)?;
        let is_open = open.procedure.options_of(&FactKey::from(fact)).is_some_and(|it| it.open);
        if !is_open {
            return Err(Failure::gone());
        }
        let value = value.trim();
        if value.is_empty() || value.chars().count() > LONGEST || value.contains(char::is_control) {
            return Err(Failure::input(
                format!("选项应为 1–{LONGEST} 个字，请改短后再加。"),
                format!("An option has 1 to {LONGEST} characters. Shorten it, then add it."),
            ));
        }
        self.vault.add_option(fact, value, now)?;
        self.read_own()
    }

    pub(crate) fn remove_option(
        &mut self,
        fact: &str,
        value: &str,
        locale: Locale,
    ) -> Result<Vec<AddedOptionView>, Failure> {
        self.vault.remove_option(fact, value)?;
        self.read_own()?;
        self.added_options(locale)
    }

    pub(crate) fn added_options(&self, locale: Locale) -> Result<Vec<AddedOptionView>, Failure> {
        let label = |fact: &str| {
            let key = FactKey::from(fact);
            let mut procedures = self.library.procedures().iter();
            let known = procedures.find_map(|it: &Procedure| it.fact(&key));
            known.map_or_else(|| fact.to_owned(), |it| it.label.get(locale).to_owned())
        };
        let added = self.vault.options()?.into_iter();
        let view = |it: beishen_store::AddedOption| AddedOptionView {
            label: label(&it.fact),
            at: it.at.format("%Y-%m-%d").to_string(),
            fact: it.fact,
            value: it.value,
        };
        Ok(added.map(view).collect())
    }
}
