//! From the text of a pack to a procedure that keeps its promises.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::{Ask, Dictionary, Pack, PackError, Procedure, extend, limits, promises};
use crate::{
    FactKey,
    check::Check,
    text::{NO_EN, NO_ZH},
};

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
        limits::hold(file, &table)?;
        let whole = extends.is_some().then(|| table.clone());
        let read = understand(file, table)
            .and_then(|pack| promises::pack(file, &pack, dictionary).map(|()| pack));
        let pack: Pack = read.map_err(|error| match &whole {
            Some(whole) => PackError { key: extend::by_id(whole, &error.key), ..error },
            None => error,
        })?;
        let used = facts_used(&pack, dictionary);
        let facts = dictionary.facts.iter().filter(|it| used.contains(&it.key)).cloned().collect();
        let concerns = |rule: &&crate::Rule| match &rule.check {
            Check::Value { facts, .. } | Check::Text { facts, .. } => {
                facts.iter().any(|it| used.contains(it))
            }
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

/// Reads TOML of our own, naming the key that does not fit.
pub(super) fn read_toml<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, PackError> {
    understand(file, read_table(file, text)?)
}

/// Reads TOML within the limits, whatever it means.
pub(super) fn read_table(file: &str, text: &str) -> Result<Table, PackError> {
    limits::size(file, text.len())?;
    let table: Table = toml::from_str(text).map_err(|error| {
        let line = error
            .span()
            .map_or(1, |it| text.bytes().take(it.start).filter(|it| *it == b'\n').count() + 1);
        let why = error.message().lines().next().unwrap_or_default().to_owned();
        PackError::new(
            file,
            ".",
            format!("第 {line} 行不是正确的 TOML：{why}"),
            format!("line {line} is not correct TOML: {why}"),
        )
    })?;
    limits::hold(file, &table)?;
    Ok(table)
}

fn understand<T: DeserializeOwned>(file: &str, table: Table) -> Result<T, PackError> {
    serde_path_to_error::deserialize(Value::Table(table)).map_err(|error| {
        let key = error.path().to_string();
        let why = error.inner().message().lines().next().unwrap_or_default().to_owned();
        PackError::new(file, key, in_chinese(&why), why)
    })
}

/// What serde most often has to say.
fn in_chinese(why: &str) -> String {
    let name = |before| why.strip_prefix(before).and_then(|it: &str| it.split('`').next());
    if let Some(name) = name("missing field `") {
        format!("缺少“{name}”")
    } else if let Some(name) = name("unknown field `") {
        format!("没有名为“{name}”的键，请检查拼写")
    } else if let Some(name) = name("unknown variant `") {
        format!("这里不能写“{name}”")
    } else if why == NO_ZH {
        "中文（zh）不能为空".to_owned()
    } else if why == NO_EN {
        "英文（en）不能为空".to_owned()
    } else {
        format!("内容不对：{why}")
    }
}
