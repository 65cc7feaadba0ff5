//! From the text of a pack to a procedure that keeps its promises.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use ::toml::Table;

use super::{
    Procedure,
    apart::faults,
    dictionary::Dictionary,
    english,
    error::PackError,
    extend::{self, Whole},
    limits, own_facts,
    pack::Pack,
    promises,
    steps::Ask,
    toml::{lines_of_no_toml, read_table, read_toml, understand},
};
use crate::{check::Check, fact::FactKey, profile::ScanLimits, rule::Rule};

/// A pack of one's own that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnPack {
    /// What it says.
    pub procedure: Procedure,
    /// The keys of its text that have no English: the Chinese stands there.
    pub no_english: Vec<String>,
}

/// A pack over those it extends, as it is written: whether it keeps any promise is not looked at. An editor shows what there is of a
/// pack that is not finished.
pub fn merged(
    file: &str,
    text: &str,
    find: &dyn Fn(&str) -> Option<String>,
) -> Result<Table, PackError> {
    Ok(extend::complete(file, text, find)?.table)
}

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
        let whole = extend::complete(file, text, find)?;
        Self::of_whole(file, whole, dictionary).map_err(first)
    }

    /// The same of a pack of one's own: English is asked for and not demanded, and every fault is told that can be seen at once, at
    /// least one.
    pub fn parse_own(
        file: &str,
        text: &str,
        dictionary: &Dictionary,
        find: &dyn Fn(&str) -> Option<String>,
    ) -> Result<OwnPack, Vec<PackError>> {
        let mut whole = extend::complete(file, text, find).map_err(|error| {
            let lines = if error.line.is_some() && error.file == file {
                lines_of_no_toml(file, text)
            } else {
                Vec::new()
            };
            if lines.is_empty() { vec![error] } else { lines }
        })?;
        let no_english = read_table(file, text).map(|mut it| english::fill(&mut it));
        english::fill(&mut whole.table);
        let procedure = Self::of_whole(file, whole, dictionary)?;
        Ok(OwnPack { procedure, no_english: no_english.unwrap_or_default() })
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
        let mut whole = extend::complete(file, text, find)?;
        for text in corrections {
            extend::correct(file, &mut whole, text)?;
        }
        english::fill(&mut whole.table);
        Self::of_whole(file, whole, dictionary).map_err(first)
    }

    fn of_whole(file: &str, whole: Whole, dictionary: &Dictionary) -> Result<Self, Vec<PackError>> {
        let Whole { mut table, extends, line } = whole;
        limits::hold(file, &table).map_err(|it| vec![it])?;
        own_facts::guard(&mut table);
        let whole = table.clone();
        let read = understand(file, table).map_err(|it| faults(file, &whole, it));
        let read = read.and_then(|pack: Pack| {
            let own = pack.facts.as_slice();
            let dictionary = if own.is_empty() {
                Cow::Borrowed(dictionary)
            } else {
                Cow::Owned(dictionary.with(own))
            };
            let broken = promises::pack(file, &pack, &dictionary, &line);
            if broken.is_empty() { Ok((pack, dictionary)) } else { Err(broken) }
        });
        let by_id = |error: PackError| match &extends {
            Some(_) => PackError { key: extend::by_id(&whole, &error.key), ..error },
            None => error,
        };
        let (mut pack, dictionary) =
            read.map_err(|all| all.into_iter().map(by_id).collect::<Vec<_>>())?;
        for material in pack.materials.iter_mut().filter(|it| it.limits != ScanLimits::default()) {
            material.limits.source.get_or_insert_with(|| material.source.clone());
        }
        let dictionary = dictionary.as_ref();
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

/// The first of them; there is one.
fn first(errors: Vec<PackError>) -> PackError {
    errors
        .into_iter()
        .next()
        .unwrap_or_else(|| PackError::new("", ".", "没有读懂", "it was not understood"))
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
