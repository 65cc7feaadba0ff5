//! Rules: over known facts, with words for every reason.

use beishen_document::Text;

use super::{Kept, Promise, asks};
use crate::{
    check::Check,
    condition::Condition,
    fact::FactKey,
    procedure::Pack,
    rule::{Rule, params},
};

impl Promise<'_> {
    pub(super) fn rules(&self, rules: &[Rule], taken: &[&str]) -> Kept {
        self.unique("rules", rules.iter().map(|it| it.id.as_str()))?;
        self.each(rules, |at, rule| {
            let here = format!("rules[{at}]");
            if taken.contains(&rule.id.as_str()) {
                let (zh, en) =
                    (format!("“{}”已被使用", rule.id), format!("`{}` is taken", rule.id));
                return self.broken(format!("{here}.id"), zh, en);
            }
            self.cited(&format!("{here}.source"), &rule.source)?;
            self.condition(&format!("{here}.when"), rule.when.as_ref(), &|_| true)?;
            for fact in rule.check.reads().into_iter().chain(rule.check.heeds()) {
                self.known(&format!("{here}.check"), fact)?;
            }
            self.reads_back(&here, rule)?;
            self.words(&here, rule)
        });
        Ok(())
    }

    /// What a value is read as hangs on facts that the dictionary has before it: later ones are not there yet.
    pub(super) fn reads_back(&self, here: &str, rule: &Rule) -> Kept {
        let Check::Value { facts, .. } = &rule.check else { return Ok(()) };
        let place = |fact: &FactKey| self.order.iter().position(|it| *it == fact);
        let first = facts.iter().filter_map(place).min();
        let read = rule.when.iter().flat_map(Condition::reads);
        match read.into_iter().find(|it| place(it) >= first) {
            Some(later) => self.broken(
                format!("{here}.when"),
                format!("条件用到的“{}”在信息项表中要排在前面", later.as_str()),
                format!("it reads `{}`, which must stand before in the dictionary", later.as_str()),
            ),
            None => Ok(()),
        }
    }

    /// A rule has words for every reason of its check, and for no other.
    pub(super) fn words(&self, here: &str, rule: &Rule) -> Kept {
        let reasons = rule.check.reasons();
        for reason in &reasons {
            let Some(words) = rule.reasons.get(reason.name) else {
                let name = reason.name;
                return self.broken(
                    format!("{here}.reasons"),
                    format!("规则“{}”缺少“{name}”的说明", rule.id),
                    format!("rule `{}` has no words for `{name}`", rule.id),
                );
            };
            if let Some(source) = &words.source {
                self.cited(&format!("{here}.reasons.{}.source", reason.name), source)?;
            }
            let Text { zh, en } = &words.message;
            if let Some(name) = params(zh).chain(params(en)).find(|it| !reason.params.contains(it))
            {
                return self.broken(
                    format!("{here}.reasons.{}", reason.name),
                    format!("说明中的“{{{name}}}”没有对应的内容"),
                    format!("nothing is known as `{{{name}}}` here"),
                );
            }
        }
        match rule.reasons.keys().find(|name| !reasons.iter().any(|it| it.name == **name)) {
            Some(name) => self.broken(
                format!("{here}.reasons.{name}"),
                format!("这项检查没有“{name}”这种情形"),
                format!("the check never gives `{name}`"),
            ),
            None => Ok(()),
        }
    }

    /// A procedure's own rules are over what its steps ask for.
    pub(super) fn rules_ask(&self, pack: &Pack) {
        self.each(&pack.rules, |at, rule| {
            let read = rule.check.reads();
            let conditions = rule.when.iter().flat_map(Condition::reads);
            if let Some(fact) = read.into_iter().chain(conditions).find(|it| !asks(pack, it)) {
                return self.broken(
                    format!("rules[{at}]"),
                    format!("规则“{}”用到“{}”，但没有步骤问它", rule.id, fact.as_str()),
                    format!(
                        "rule `{}` looks at `{}`, which no step asks for",
                        rule.id,
                        fact.as_str()
                    ),
                );
            }
            if let Check::TimeLeft { until, .. } = &rule.check {
                let here = || format!("rules[{at}].check.until");
                until.iter().try_for_each(|it| self.act(pack, here(), it))?;
            }
            Ok(())
        });
    }
}
