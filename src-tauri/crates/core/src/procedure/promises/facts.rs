//! Facts of a pack's own: called after it, and never less careful than those of the dictionary.

use std::collections::BTreeSet;

use super::{Kept, Promise};
use crate::{
    fact::{Fact, FactKind},
    procedure::{Pack, names, own_facts},
    subject::Subject,
};

impl Promise<'_> {
    /// `line` are the ids of the pack and of those it rests on.
    pub(super) fn own_facts(&self, pack: &Pack, line: &[String]) {
        let mut seen = BTreeSet::new();
        self.each(&pack.facts, |at, fact| {
            let here = format!("facts[{at}]");
            self.own_name(&here, fact, line, pack.facts.len())?;
            if !seen.insert(&fact.key) {
                let key = fact.key.as_str();
                let (zh, en) = (format!("“{key}”重复"), format!("`{key}` is given twice"));
                return self.broken(format!("{here}.key"), zh, en);
            }
            let labels = || [&fact.label.zh, &fact.label.en].into_iter().chain(&fact.also);
            if labels().any(|it| names::is_secret(it)) {
                let (zh, en) = (
                    "密码和验证码不能是信息项",
                    "a password or a code is no fact: it is never kept",
                );
                return self.broken(format!("{here}.label"), zh, en);
            }
            let typed = matches!(fact.kind, FactKind::Text | FactKind::Date);
            if typed && !fact.sensitive && labels().any(|it| own_facts::is_number(it)) {
                let (zh, en) = (
                    "像是号码或联系方式，要遮挡：sensitive = true",
                    "it speaks of a number: say `sensitive = true`",
                );
                return self.broken(format!("{here}.sensitive"), zh, en);
            }
            if fact.derive.is_some() || fact.identity {
                let (zh, en) = (
                    "自备的信息项不能由别的得出，也不能是身份信息",
                    "a fact of a pack's own follows from no other and tells no identity",
                );
                return self.broken(here, zh, en);
            }
            Ok(())
        });
    }

    /// `own` facts at the end of the dictionary are the pack's.
    fn own_name(&self, here: &str, fact: &Fact, line: &[String], own: usize) -> Kept {
        let key = fact.key.as_str();
        let prefix = line.iter().find(|it| {
            let rest = key.strip_prefix(it.as_str()).and_then(|it| it.strip_prefix('.'));
            rest.is_some_and(|it| !it.is_empty())
        });
        let Some(prefix) = prefix else {
            let id = line.first().map(String::as_str).unwrap_or_default();
            let (zh, en) = (
                format!("名称要以“{id}.”开头"),
                format!("the key of a fact of its own begins with `{id}.`"),
            );
            return self.broken(format!("{here}.key"), zh, en);
        };
        let begins = |it: &str| it.split('.').next() == Some(prefix);
        let given = self.order.len().saturating_sub(own);
        let taken = self.order.iter().take(given).any(|it| begins(it.as_str()));
        if taken || !matches!(Subject::from(key), Subject::Fact(_)) {
            let (zh, en) = (
                format!("“{prefix}”开头的是自带的信息项，请给办理事项换个名称"),
                format!(
                    "facts that begin with `{prefix}` come with the program; choose another id for the pack"
                ),
            );
            return self.broken(format!("{here}.key"), zh, en);
        }
        Ok(())
    }
}
