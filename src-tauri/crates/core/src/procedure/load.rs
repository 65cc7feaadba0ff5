//! From the text of a pack to a procedure that keeps its promises.

use std::collections::{BTreeMap, BTreeSet};

use ::toml::Table;

use super::{
    Procedure,
    dictionary::Dictionary,
    error::PackError,
    extend, limits,
    pack::Pack,
    promises,
    steps::Ask,
    toml::{read_toml, understand},
};
use crate::{check::Check, fact::FactKey, profile::ScanLimits, rule::Rule};

impl Dictionary {
    /// Reads the dictionary; `file` is what errors call it.
    pub fn parse(file: &str, text: &str) -> Result<Self, PackError> {
        let dictionary: Self = read_toml(file, text)?;
        promises::dictionary(file, &dictionary)?;
        Ok(dictionary)
    }
}

impl Procedure {
    /// Reads a pack that stands alone; `file` is what errors call it.
    ///
    /// A procedure that was read keeps every promise of [`Procedure`]; the first one broken is the error.
    pub fn parse(file: &str, text: &str, dictionary: &Dictionary) -> Result<Self, PackError> {
        Self::parse_extending(file, text, dictionary, &|_| None)
    }

    /// Reads a pack that may extend others; `find` gives the text of the pack with an id.
    ///
    /// What comes of them keeps the promises, whatever each of them does.
    pub fn parse_extending(
        file: &str,
        text: &str,
        dictionary: &Dictionary,
        find: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, PackError> {
        let (table, extends) = extend::complete(file, text, find)?;
        Self::of_table(file, table, extends, dictionary)
    }

    /// Reads a pack with corrections over it, each the text of a pack that extends this one, one over the other. It stays what it is
    /// called.
    ///
    /// The whole keeps the promises; the first one broken is the error.
    pub fn parse_corrected(
        file: &str,
        text: &str,
        corrections: &[&str],
        dictionary: &Dictionary,
        find: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, PackError> {
        let (mut table, extends) = extend::complete(file, text, find)?;
        for text in corrections {
            extend::correct(file, &mut table, text)?;
        }
        Self::of_table(file, table, extends, dictionary)
    }

    fn of_table(
        file: &str,
        table: Table,
        extends: Option<String>,
        dictionary: &Dictionary,
    ) -> Result<Self, PackError> {
        limits::hold(file, &table)?;
        let whole = extends.is_some().then(|| table.clone());
        let read = understand(file, table)
            .and_then(|pack| promises::pack(file, &pack, dictionary).map(|()| pack));
        let mut pack: Pack = read.map_err(|error| match &whole {
            Some(whole) => PackError { key: extend::by_id(whole, &error.key), ..error },
            None => error,
        })?;
        for material in pack.materials.iter_mut().filter(|it| it.limits != ScanLimits::default()) {
            material.limits.source.get_or_insert_with(|| material.source.clone());
        }
        let used = facts_used(&pack, dictionary);
        let facts = dictionary.facts.iter().filter(|it| used.contains(&it.key)).cloned().collect();
        let concerns = |rule: &&Rule| match &rule.check {
            Check::Value { facts, .. }
            | Check::Text { facts, .. }
            | Check::Placeholder { facts, .. } => facts.iter().any(|it| used.contains(it)),
            other => other.reads().into_iter().all(|it| used.contains(it)),
        };
        let rules = dictionary.rules.iter().filter(concerns).chain(&pack.rules).cloned().collect();
        let sources: BTreeMap<_, _> =
            dictionary.sources.clone().into_iter().chain(pack.sources.clone()).collect();
        Ok(Self { pack, extends, facts, rules, sources })
    }
}

/// What pages show, steps ask, conditions read, and what any of it is derived from.
fn facts_used(pack: &Pack, dictionary: &Dictionary) -> BTreeSet<FactKey> {
    let mut used: BTreeSet<FactKey> = pack
        .pages
        .iter()
        .flat_map(|page| page.fields.iter().filter_map(|it| it.fact.clone()))
        .chain(pack.steps.iter().flat_map(|step| step.asks.iter().map(Ask::fact)).cloned())
        .collect();
    for fact in dictionary.facts.iter().rev() {
        if used.contains(&fact.key) {
            used.extend(fact.derive.as_ref().and_then(|it| it.reads()).cloned());
        }
    }
    used
}
