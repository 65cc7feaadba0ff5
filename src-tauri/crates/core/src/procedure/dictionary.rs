//! The dictionary of facts: `assets/facts.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    fact::{Fact, FactKey},
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

    /// What is always checked.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Every fact, in the file's order.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }
}
