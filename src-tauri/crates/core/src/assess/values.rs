//! Every answer as the portal wants it, and what follows from others.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use crate::{
    Agreement, Answers, Derive, Fact, FactKey, Month, Procedure, Rule,
    check::{Check, Derived, Problem, Reading, ValueKind, name_pinyin},
};

/// The values of the facts that are asked for now.
pub type Values = BTreeMap<FactKey, Value>;

/// One value.
#[derive(Clone, PartialEq)]
pub struct Value {
    /// As the portal wants it, dates and months aside: those are kept as `1949-12-31` and `202611`.
    pub text: String,
    /// Where it comes from.
    pub provenance: Provenance,
    pub(crate) read_as: Option<ValueKind>,
    pub(crate) problem: Option<Problem>,
    pub(crate) hints: Vec<Problem>,
    pub(crate) fix: Option<String>,
    /// What follows from it.
    pub derived: Derived,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provenance {
    /// 手填: the person gave it.
    Typed,
    /// 推算: it follows from another answer.
    Derived,
    /// 预填: what nearly everyone answers.
    Usual,
}

/// The values, and the facts that are asked for.
pub(super) fn values(
    procedure: &Procedure,
    answers: &Answers,
    now: NaiveDateTime,
) -> (Values, BTreeSet<FactKey>) {
    let mut values = Values::new();
    for fact in procedure.facts() {
        let typed = answers.facts.get(&fact.key).map(|it| it.trim()).filter(|it| !it.is_empty());
        let (text, provenance) = match (typed, &fact.derive) {
            (Some(typed), _) => (typed.to_owned(), Provenance::Typed),
            (None, Some(derive)) => match derived(procedure, answers, derive, &values, now) {
                Some(it) => it,
                None => continue,
            },
            (None, None) => continue,
        };
        let value = read(procedure, fact, &text, provenance, &values, now);
        values.insert(fact.key.clone(), value);
    }
    let relevant = relevant(procedure, &values);
    // What is only derived from stays out of sight of rules when nothing asks for it.
    values.retain(|key, _| relevant.contains(key));
    (values, relevant)
}

fn derived(
    procedure: &Procedure,
    answers: &Answers,
    derive: &Derive,
    values: &Values,
    now: NaiveDateTime,
) -> Option<(String, Provenance)> {
    let inside = |from: &FactKey| values.get(from).map(|it| it.derived);
    let text = match derive {
        Derive::Birth { from } => inside(from)?.birth?.to_string(),
        Derive::Sex { from } => inside(from)?.sex?.name().to_owned(),
        Derive::Pinyin { from } => {
            Some(name_pinyin::propose(&values.get(from)?.text)).filter(|it| !it.is_empty())?
        }
        Derive::Copy { from } => values.get(from)?.text.clone(),
        Derive::Map { from, to } => to.get(&values.get(from)?.text)?.clone(),
        Derive::Compared { comparison, same, other } => {
            let comparison = procedure.comparison(comparison)?;
            let differs = comparison.items.iter().any(|item| {
                let compared = answers.comparisons.get(&comparison.key(item));
                compared.is_some_and(|it| it.verdict != Agreement::Same)
            });
            if differs { other } else { same }.clone()
        }
        Derive::ThisMonth => Month::of(now.date()).to_string(),
        Derive::Usual { value } => return Some((value.clone(), Provenance::Usual)),
    };
    Some((text, Provenance::Derived))
}

/// Reads an answer by the value rule that applies to it, if one does.
fn read(
    procedure: &Procedure,
    fact: &Fact,
    text: &str,
    provenance: Provenance,
    values: &Values,
    now: NaiveDateTime,
) -> Value {
    let answer = |key: &FactKey| values.get(key).map(|it| it.text.as_str());
    let applies = |rule: &Rule| rule.when.as_ref().is_none_or(|it| it.holds(&answer));
    let read = procedure.rules().iter().find_map(|rule| match &rule.check {
        Check::Value { facts, of } if facts.contains(&fact.key) && applies(rule) => {
            Some((Some(*of), of.read(text, now.date())))
        }
        // Its form alone; the rule itself holds it against the name.
        Check::NamePinyin { pinyin, .. } if *pinyin == fact.key => {
            Some((None, name_pinyin::read("", text)))
        }
        _ => None,
    });
    let (read_as, Reading { normalised, problem, hints, fix, derived }) =
        read.unwrap_or_else(|| (None, Reading::valid(text)));
    Value { text: normalised.into_owned(), provenance, read_as, problem, hints, fix, derived }
}

/// A condition sees only the answers of facts that are themselves asked for and stand earlier, so hiding one hides all
/// that hangs on it.
fn relevant(procedure: &Procedure, values: &Values) -> BTreeSet<FactKey> {
    let mut relevant: BTreeSet<FactKey> = BTreeSet::new();
    for ask in procedure.steps().iter().flat_map(|it| &it.asks) {
        let seen = |key: &FactKey| {
            values.get(key).filter(|_| relevant.contains(key)).map(|it| it.text.as_str())
        };
        if ask.relevant().is_none_or(|it| it.holds(&seen)) {
            relevant.insert(ask.fact().clone());
        }
    }
    relevant
}
