//! From the text of a pack to a procedure that keeps its promises.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;

use super::{Ask, Dictionary, Pack, PackError, Procedure, promises};
use crate::{
    FactKey,
    check::Check,
    text::{NO_EN, NO_ZH},
};

/// Bytes. The largest pack of ours is a tenth of it.
const LARGEST: usize = 512 * 1024;
/// Levels of tables and arrays. The deepest pack of ours has seven.
const DEEPEST: usize = 16;

impl Procedure {
    /// Reads a pack; `file` is what errors call it.
    ///
    /// A procedure that was read keeps every promise of [`Procedure`]; the first one broken is the error.
    pub fn parse(file: &str, text: &str, dictionary: &Dictionary) -> Result<Self, PackError> {
        let pack: Pack = read_toml(file, text)?;
        promises::pack(file, &pack, dictionary)?;
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
        Ok(Self { pack, facts, rules, sources })
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

/// Reads TOML, refusing what is too large or too deep, and naming the key that does not fit.
pub(super) fn read_toml<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, PackError> {
    if text.len() > LARGEST {
        return Err(PackError::new(
            file,
            ".",
            format!("文件超过 {} KB，请缩短", LARGEST / 1024),
            format!("the file is over {} KB; shorten it", LARGEST / 1024),
        ));
    }
    let value: toml::Value = toml::from_str(text).map_err(|error| {
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
    if depth(&value) > DEEPEST {
        return Err(PackError::new(
            file,
            ".",
            format!("嵌套超过 {DEEPEST} 层，请简化"),
            format!("nested over {DEEPEST} levels; simplify it"),
        ));
    }
    serde_path_to_error::deserialize(value).map_err(|error| {
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

fn depth(value: &toml::Value) -> usize {
    1 + match value {
        toml::Value::Array(items) => items.iter().map(depth).max().unwrap_or(0),
        toml::Value::Table(table) => table.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}
