//! What an assessment looks at.

use std::{collections::BTreeSet, ops::Deref};

use chrono::{NaiveDate, NaiveDateTime};

use super::kept::kept_value;
use crate::{
    answers::{Compared, Elsewhere},
    check::View,
    fact::FactKey,
    measurement::Measurement,
    procedure::Procedure,
    subject::Subject,
};

/// What a check may look at, and the procedure.
pub(super) struct Whole<'a> {
    pub(super) procedure: &'a Procedure,
    pub(super) view: View<'a>,
    /// The facts that are asked for now.
    pub(super) relevant: &'a BTreeSet<FactKey>,
}

impl<'a> Deref for Whole<'a> {
    type Target = View<'a>;

    fn deref(&self) -> &View<'a> {
        &self.view
    }
}

impl<'a> Whole<'a> {
    pub(super) fn compared(&self, key: &str) -> Option<&'a Compared> {
        self.view.answers.comparisons.get(key)
    }

    pub(super) fn has_compared(&self, comparison: &str) -> bool {
        let of_it = |key: &String| key.split('.').next() == Some(comparison);
        self.view.answers.comparisons.keys().any(of_it)
    }

    pub(super) fn ticked_on(&self, tick: &str) -> Option<NaiveDate> {
        self.view.answers.ticked_on.get(tick).copied()
    }

    pub(super) fn elsewhere(&self) -> &'a [Elsewhere] {
        &self.view.answers.elsewhere
    }

    /// The file of a material that is asked for now.
    pub(super) fn material(&self, id: &str) -> Option<&'a Measurement> {
        let asked = self.procedure.material(id)?.relevant.as_ref();
        self.view.answers.materials.get(id).filter(|_| self.applies(asked))
    }

    pub(super) fn asks_for(&self, fact: &FactKey) -> bool {
        self.relevant.contains(fact)
    }

    pub(super) fn ticked(&self, tick: &str) -> bool {
        self.view.answers.ticks.get(tick).copied().unwrap_or(false)
    }

    pub(super) fn acted_at(&self, act: &str) -> Option<NaiveDateTime> {
        self.view.acts.get(act).copied()
    }

    /// Whether the person has looked at this warning for the value as it is now.
    pub(super) fn keeps(
        &self,
        rule: &str,
        reason: &str,
        subject: &Subject,
        row: Option<usize>,
    ) -> bool {
        self.view.answers.kept.iter().any(|it| {
            it.rule == rule
                && it.reason == reason
                && it.subject == *subject
                && it.value == kept_value(self.view.answers, subject, row, self.view.values)
        })
    }
}
