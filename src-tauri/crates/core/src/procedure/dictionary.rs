//! The dictionary of facts: `assets/facts.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    check::Check,
    fact::{Fact, FactKey, FactKind},
    rule::Rule,
    source::Source,
};

/// Every fact there is, asked once, with the checks that are always true of it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dictionary {
    pub(crate) sources: BTreeMap<String, Source>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) rules: Vec<Rule>,
}

impl Dictionary {
    /// One fact.
    pub fn fact(&self, key: &FactKey) -> Option<&Fact> {
        self.facts.iter().find(|it| it.key == *key)
    }

    /// The same with facts of a pack behind its own. What is always true of a kind of answer is checked of them as well.
    pub(crate) fn with(&self, own: &[Fact]) -> Self {
        let mut whole = self.clone();
        for fact in own {
            let rule = match fact.kind {
                FactKind::Text => Some("own-line"),
                FactKind::Date => Some("own-date"),
                FactKind::Month => Some("own-month"),
                FactKind::Choice => None,
            };
            for it in whole.rules.iter_mut().filter(|it| Some(it.id.as_str()) == rule) {
                if let Check::Value { facts, .. } | Check::Text { facts, .. } = &mut it.check {
                    facts.push(fact.key.clone());
                }
            }
        }
        whole.facts.extend_from_slice(own);
        whole
    }

    /// What is always checked.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Every fact, in the file's order.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }
}
