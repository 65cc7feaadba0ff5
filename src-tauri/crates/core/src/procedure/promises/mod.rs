//! What a pack must keep to be loaded. Each broken promise is told with its key.

mod course;
mod facts;
mod pages;
mod rules;

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use beishen_reference::Table;

use super::{Dictionary, Options, Pack, PackError, names};
use crate::{
    condition::Condition,
    fact::{Derive, FactKey, FactKind},
    source::{Source, SourceRef},
    subject::Subject,
};

/// What is being looked at, and where.
struct Promise<'a> {
    file: &'a str,
    sources: [Option<&'a BTreeMap<String, Source>>; 2],
    facts: BTreeMap<&'a FactKey, FactKind>,
    /// The facts as the dictionary has them, one behind the other.
    order: Vec<&'a FactKey>,
    /// What is broken, in the order in which it was looked at.
    found: RefCell<Vec<PackError>>,
}

/// Broken promises that are told at once; who has so many begins with the first.
const MOST: usize = 50;

type Kept = Result<(), PackError>;

pub(super) fn dictionary(file: &str, it: &Dictionary) -> Kept {
    let facts: BTreeMap<_, _> = it.facts.iter().map(|it| (&it.key, it.kind)).collect();
    let (sources, found) = ([Some(&it.sources), None], RefCell::default());
    let promise = Promise { file, sources, facts, order: order(it), found };
    promise.unique("facts", it.facts.iter().map(|it| it.key.as_str()))?;
    let mut seen = BTreeSet::new();
    for (at, fact) in it.facts.iter().enumerate() {
        if !matches!(Subject::from(fact.key.as_str()), Subject::Fact(_)) {
            return promise.broken(
                format!("facts[{at}].key"),
                format!("“{}”不能用作信息项的名称", fact.key.as_str()),
                format!("a fact cannot be named `{}`", fact.key.as_str()),
            );
        }
        let from = fact.derive.iter().flat_map(|it| it.reads().into_iter().chain(it.heeds()));
        if let Some(from) = from.into_iter().find(|it| !seen.contains(it)) {
            return promise.broken(
                format!("facts[{at}].derive.from"),
                format!("“{}”要写在“{}”之前", from.as_str(), fact.key.as_str()),
                format!("`{}` must stand before `{}`", from.as_str(), fact.key.as_str()),
            );
        }
        if let Some(from) = fact.derive.as_ref().and_then(Derive::tells)
            && !fact.sensitive
            && it.facts.iter().any(|it| it.key == *from && it.sensitive)
        {
            return promise.broken(
                format!("facts[{at}].sensitive"),
                format!("“{}”由要遮挡的“{}”得出，也要遮挡", fact.key.as_str(), from.as_str()),
                format!(
                    "`{}` follows from `{}`, which is sensitive",
                    fact.key.as_str(),
                    from.as_str()
                ),
            );
        }
        if let Some(Derive::Parent { table, .. }) = &fact.derive
            && Table::by_name(table).is_none()
        {
            return promise.broken(
                format!("facts[{at}].derive.table"),
                format!("没有名为“{table}”的代码表"),
                format!("no table is named `{table}`"),
            );
        }
        seen.insert(&fact.key);
    }
    promise.rules(&it.rules, &[])?;
    promise.found.into_inner().into_iter().next().map_or(Ok(()), Err)
}

/// Every promise that a pack breaks, or the first of very many.
///
/// `line` are its id and those of the packs it rests on; its own facts are the last of the dictionary.
pub(super) fn pack(
    file: &str,
    pack: &Pack,
    dictionary: &Dictionary,
    line: &[String],
) -> Vec<PackError> {
    let facts = dictionary.facts.iter().map(|it| (&it.key, it.kind)).collect();
    let promise = Promise {
        file,
        sources: [Some(&dictionary.sources), Some(&pack.sources)],
        facts,
        order: order(dictionary),
        found: RefCell::default(),
    };
    promise.note(promise.file_id(&pack.id));
    for (what, ids) in ids(pack) {
        promise.note(promise.unique(what, ids.into_iter()));
    }
    promise.own_facts(pack, line);
    promise.pages(pack);
    promise.steps(pack);
    promise.note(promise.materials(pack));
    promise.profiles(pack);
    promise.note(promise.comparisons(pack));
    promise.mails(pack);
    promise.course(pack);
    let mut taken: Vec<&str> = dictionary.rules.iter().map(|it| it.id.as_str()).collect();
    taken.extend(["required", "option", "comparison", "identity", "tick", "file", "length"]);
    promise.note(promise.rules(&pack.rules, &taken));
    promise.rules_ask(pack);
    promise.found.into_inner()
}

fn order(dictionary: &Dictionary) -> Vec<&FactKey> {
    dictionary.facts.iter().map(|it| &it.key).collect()
}

/// Ids that must be unique, by what they name.
fn ids(pack: &Pack) -> Vec<(&'static str, Vec<&str>)> {
    fn of<T>(items: &[T], id: fn(&T) -> &str) -> Vec<&str> {
        items.iter().map(id).collect()
    }
    vec![
        ("pages", of(&pack.pages, |it| &it.id)),
        ("steps", of(&pack.steps, |it| &it.id)),
        ("comparisons", of(&pack.comparisons, |it| &it.id)),
        ("materials", of(&pack.materials, |it| &it.id)),
        ("profiles", of(&pack.profiles, |it| &it.id)),
        ("acts", of(&pack.acts, |it| &it.id)),
        ("deadlines", of(&pack.deadlines, |it| &it.id)),
        ("stages", of(&pack.stages, |it| &it.id)),
        ("irreversible", of(&pack.irreversible, |it| &it.id)),
        ("help", of(&pack.help, |it| &it.id)),
        ("mails", of(&pack.mails, |it| &it.id)),
    ]
}

impl Promise<'_> {
    /// What is broken of one thing stops nothing of the next.
    fn note(&self, kept: Kept) {
        let mut found = self.found.borrow_mut();
        if found.len() < MOST {
            found.extend(kept.err());
        }
    }

    /// Looks at each entry of a list.
    fn each<'t, T>(&self, entries: &'t [T], mut look: impl FnMut(usize, &'t T) -> Kept) {
        entries.iter().enumerate().for_each(|(at, it)| self.note(look(at, it)));
    }

    fn broken<T>(
        &self,
        key: impl Into<String>,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Result<T, PackError> {
        Err(PackError::new(self.file, key, zh, en))
    }

    fn id(&self, key: &str, id: &str) -> Kept {
        if names::is_id(id) {
            return Ok(());
        }
        self.broken(
            key,
            "名称只能用小写字母、数字和连字符",
            "an id has lower-case letters, digits and dashes only",
        )
    }

    /// A pack of one's own lies in a file that bears its id.
    fn file_id(&self, id: &str) -> Kept {
        self.id("id", id)?;
        if names::is_file_id(id) {
            return Ok(());
        }
        if id.contains('.') {
            return self.broken("id", "办理事项的名称里不能有点", "a procedure's id has no dots");
        }
        self.broken(
            "id",
            format!("“{id}”不能作文件名，请换一个"),
            format!("`{id}` cannot be a file's name; choose another"),
        )
    }

    fn unique<'a>(&self, what: &str, ids: impl Iterator<Item = &'a str>) -> Kept {
        let mut seen = BTreeSet::new();
        for (at, id) in ids.enumerate() {
            self.id(&format!("{what}[{at}].id"), id)?;
            if !seen.insert(id) {
                return self.broken(
                    format!("{what}[{at}].id"),
                    format!("“{id}”重复"),
                    format!("`{id}` is given twice"),
                );
            }
        }
        Ok(())
    }

    fn known(&self, key: &str, fact: &FactKey) -> Result<FactKind, PackError> {
        match self.facts.get(fact) {
            Some(kind) => Ok(*kind),
            None => self.broken(
                key,
                format!("没有名为“{}”的信息项", fact.as_str()),
                format!("no fact is named `{}`", fact.as_str()),
            ),
        }
    }

    fn cited(&self, key: &str, source: &SourceRef) -> Kept {
        if source.section.trim().is_empty() {
            return self.broken(
                format!("{key}.section"),
                "要写明出处的章节",
                "the section is empty",
            );
        }
        if self.sources.iter().flatten().any(|it| it.contains_key(&source.id)) {
            return Ok(());
        }
        self.broken(
            format!("{key}.id"),
            format!("没有名为“{}”的依据", source.id),
            format!("no source is named `{}`", source.id),
        )
    }

    fn asked(&self, pack: &Pack, key: &str, fact: &FactKey) -> Kept {
        if asks(pack, fact) {
            return Ok(());
        }
        self.broken(
            key,
            format!("“{}”没有在任何步骤中问到", fact.as_str()),
            format!("no step asks for `{}`", fact.as_str()),
        )
    }

    fn material(&self, pack: &Pack, key: String, id: &str) -> Kept {
        if pack.materials.iter().any(|it| it.id == id) {
            return Ok(());
        }
        self.broken(key, format!("没有名为“{id}”的材料"), format!("no material is named `{id}`"))
    }

    fn act(&self, pack: &Pack, key: String, id: &str) -> Kept {
        if pack.acts.iter().any(|it| it.id == id) {
            return Ok(());
        }
        self.broken(key, format!("没有名为“{id}”的事项"), format!("no act is named `{id}`"))
    }

    fn condition(
        &self,
        key: &str,
        condition: Option<&Condition>,
        asked: &dyn Fn(&FactKey) -> bool,
    ) -> Kept {
        for fact in condition.into_iter().flat_map(Condition::reads) {
            self.known(key, fact)?;
            if !asked(fact) {
                return self.broken(
                    key,
                    format!("条件用到的“{}”在此之前没有问过", fact.as_str()),
                    format!("it reads `{}`, which is not asked before", fact.as_str()),
                );
            }
        }
        Ok(())
    }

    fn options(&self, key: &str, options: &Options) -> Kept {
        if let Some(table) = &options.table
            && Table::by_name(table).is_none()
        {
            return self.broken(
                format!("{key}.table"),
                format!("没有名为“{table}”的代码表"),
                format!("no table is named `{table}`"),
            );
        }
        if let Some(within) = &options.within {
            self.known(&format!("{key}.within"), within)?;
        }
        if options.table.is_none() && options.list.is_empty() {
            return self.broken(key, "没有选项", "there are no options");
        }
        Ok(())
    }
}

fn asks(pack: &Pack, fact: &FactKey) -> bool {
    pack.steps.iter().flat_map(|it| &it.asks).any(|it| it.fact() == fact)
}
