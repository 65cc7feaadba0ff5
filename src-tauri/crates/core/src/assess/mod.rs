//! Where a person stands in a procedure.
//!
//! **Invariant:** [`assess`] is a pure function of procedure, answers and time. Statuses, progress, deadlines,
//! checklist and receipt all come of it; none of it is stored.

mod acts;
mod builtin;
mod comparison;
mod progress;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

pub(crate) use comparison::{Apart, shown_as};
pub use progress::{DeadlineState, StageState, StageStatus, StepState, StepStatus};
pub use values::{Provenance, Value, Values};

use crate::{
    Answers, Change, Compared, Condition, Elsewhere, FactKey, Finding, Fix, HistoryRow, Locale,
    Measurement, Month, PhotoProfile, Procedure, Rule, Text,
    check::{Found, Problem, Severity},
};

/// The whole answer: every value as the portal wants it, every step with its status, every finding.
#[derive(Clone, PartialEq)]
pub struct Assessment {
    /// The procedure's id.
    pub procedure: String,
    /// In the wizard's order.
    pub steps: Vec<StepState>,
    /// Errors first, then by the wizard's order.
    pub findings: Vec<Finding>,
    /// What is answered or follows, for the facts that are asked for now.
    pub values: Values,
    /// The facts that are asked for now.
    pub relevant: BTreeSet<FactKey>,
    /// Deadlines whose clock runs.
    pub deadlines: Vec<DeadlineState>,
    /// The portal's side of things.
    pub stages: Vec<StageState>,
    /// The materials that are asked for now.
    pub materials: BTreeSet<String>,
    /// The comparisons that are asked for now.
    pub comparisons: BTreeSet<String>,
    /// What stands as done by the log, and since when.
    pub acts: BTreeMap<String, NaiveDateTime>,
}

/// Assesses everything, every time. There is no state to get out of step with.
///
/// `now` is local time; it decides what “this month” is and how long a deadline has left.
pub fn assess(procedure: &Procedure, answers: &Answers, now: NaiveDateTime) -> Assessment {
    let (values, relevant) = values::values(procedure, answers, now);
    let acts = acts::standing(procedure, &answers.log);
    let view = View { procedure, answers, values: &values, relevant: &relevant, acts: &acts, now };
    let mut findings = builtin::findings(&view);
    findings.extend(comparison::findings(&view));
    for rule in procedure.rules() {
        if view.applies(rule.when.as_ref()) {
            findings
                .extend(rule.check.find(&view).into_iter().map(|found| worded(&view, rule, found)));
        }
    }
    // The same thing said twice is said once, by the more serious voice.
    findings.sort_by_key(|it| it.severity);
    let (mut said, mut told) = (BTreeSet::new(), BTreeSet::new());
    findings.retain(|it| {
        let about = (it.fact.clone(), it.reason, it.row);
        // A hint says less than the warning about the same thing.
        if it.severity == Severity::Hint && told.contains(&about) {
            return false;
        }
        let is_new = said.insert((about.clone(), it.message.zh.clone()));
        if it.severity != Severity::Hint {
            told.insert(about);
        }
        is_new
    });
    let order = progress::order(procedure);
    findings.sort_by_key(|it| (it.severity, order(&it.fact), it.row));
    let (steps, deadlines, stages) =
        (progress::steps(&view, &findings), progress::deadlines(&view), progress::stages(&view));
    let asked = procedure.materials().iter().filter(|it| view.applies(it.relevant.as_ref()));
    let materials = asked.map(|it| it.id.clone()).collect();
    let asked = procedure.comparisons().iter().filter(|it| view.applies(it.relevant.as_ref()));
    let comparisons = asked.map(|it| it.id.clone()).collect();
    Assessment {
        procedure: procedure.id().to_owned(),
        steps,
        findings,
        values,
        relevant,
        deadlines,
        stages,
        materials,
        comparisons,
        acts,
    }
}

fn worded(view: &View<'_>, rule: &Rule, found: Found) -> Finding {
    let words = rule.reasons.get(found.reason.name);
    let severity = words.and_then(|it| it.severity).unwrap_or(found.reason.severity);
    let message = words.map(|it| it.message.fill(&found.params)).unwrap_or_default();
    let label = words.and_then(|it| it.fix.as_ref());
    let fixes = found.fixes.into_iter().map(|fix| labelled(fix, label)).collect();
    let kept = severity == Severity::Warning
        && view.keeps(&rule.id, found.reason.name, &found.fact, found.row);
    Finding {
        rule: rule.id.clone(),
        reason: found.reason.name,
        severity,
        fact: found.fact,
        row: found.row,
        message,
        fixes,
        source: view
            .procedure
            .cite(words.and_then(|it| it.source.as_ref()).unwrap_or(&rule.source)),
        kept,
    }
}

fn labelled(fix: Fix, words: Option<&Text>) -> Fix {
    let label = match (&fix.change, words) {
        _ if !fix.label.zh.is_empty() => fix.label,
        (_, Some(words)) => words.clone(),
        (Change::Set(value), None) if value.is_empty() => Text::new("清空", "Clear"),
        (Change::Set(value), None) => {
            Text::new(format!("改为 {value}"), format!("Change to {value}"))
        }
        (Change::History(_), None) => Text::new("修改", "Repair"),
    };
    Fix { label, change: fix.change }
}

impl Assessment {
    /// No error is left: everything asked for is there and nothing is certainly wrong.
    pub fn ready(&self) -> bool {
        !self.findings.iter().any(Finding::is_error)
    }

    /// The findings about one thing.
    pub fn about(&self, fact: &FactKey) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |it| it.fact == *fact)
    }

    /// In one language, as `assess --json` shows it.
    pub fn to(&self, locale: Locale) -> impl Serialize + '_ {
        AssessmentIn {
            procedure: &self.procedure,
            steps: &self.steps,
            findings: self.findings.iter().map(|it| it.to(locale)).collect(),
            derived: self
                .values
                .iter()
                .filter(|(_, it)| it.provenance != Provenance::Typed)
                .map(|(key, it)| (key.as_str(), it.text.as_str()))
                .collect(),
            ready: self.ready(),
        }
    }
}

#[derive(Serialize)]
struct AssessmentIn<'a, F> {
    procedure: &'a str,
    steps: &'a [StepState],
    findings: Vec<F>,
    derived: std::collections::BTreeMap<&'a str, &'a str>,
    ready: bool,
}

/// What a check may look at: answers that are asked for now, in the portal's form.
pub(crate) struct View<'a> {
    pub(crate) procedure: &'a Procedure,
    answers: &'a Answers,
    values: &'a Values,
    relevant: &'a BTreeSet<FactKey>,
    acts: &'a BTreeMap<String, NaiveDateTime>,
    now: NaiveDateTime,
}

impl<'a> View<'a> {
    pub(crate) fn now(&self) -> NaiveDateTime {
        self.now
    }

    pub(crate) fn this_month(&self) -> Month {
        Month::of(self.now.date())
    }

    /// The value of a fact that is asked for now.
    pub(crate) fn value(&self, fact: &FactKey) -> Option<&'a Value> {
        self.values.get(fact)
    }

    pub(crate) fn text(&self, fact: &FactKey) -> Option<&'a str> {
        self.value(fact).map(|it| it.text.as_str())
    }

    /// What was typed, asked for or not.
    pub(crate) fn typed(&self, fact: &FactKey) -> Option<&'a str> {
        self.answers.facts.get(fact).map(|it| it.trim()).filter(|it| !it.is_empty())
    }

    /// The value of a fact unless it is wrong by itself: comparing a wrong value with others says nothing new.
    pub(crate) fn sound(&self, fact: &FactKey) -> Option<&'a str> {
        let value =
            self.value(fact).filter(|it| !it.problem.as_ref().is_some_and(Problem::is_error))?;
        Some(&value.text)
    }

    /// A month, or that of a day.
    pub(crate) fn month(&self, fact: &FactKey) -> Option<Month> {
        Month::parse(self.sound(fact)?).or_else(|| self.date(fact).map(Month::of))
    }

    pub(crate) fn date(&self, fact: &FactKey) -> Option<NaiveDate> {
        self.sound(fact)?.parse().ok()
    }

    pub(crate) fn history(&self) -> &'a [HistoryRow] {
        &self.answers.history
    }

    /// The file of a material that is asked for now.
    pub(crate) fn material(&self, id: &str) -> Option<&'a Measurement> {
        let asked = self.procedure.materials().iter().find(|it| it.id == id)?;
        self.answers.materials.get(id).filter(|_| self.applies(asked.relevant.as_ref()))
    }

    /// Whether a condition of the pack holds; none always does.
    pub(crate) fn applies(&self, condition: Option<&Condition>) -> bool {
        condition.is_none_or(|it| it.holds(&|key| self.text(key)))
    }

    pub(crate) fn compared(&self, key: &str) -> Option<&'a Compared> {
        self.answers.comparisons.get(key)
    }

    fn has_compared(&self, comparison: &str) -> bool {
        let of_it = |key: &String| key.split('.').next() == Some(comparison);
        self.answers.comparisons.keys().any(of_it)
    }

    fn ticked_on(&self, tick: &str) -> Option<NaiveDate> {
        self.answers.ticked_on.get(tick).copied()
    }

    fn elsewhere(&self) -> &'a [Elsewhere] {
        &self.answers.elsewhere
    }

    pub(crate) fn profile(&self, material: &str) -> Option<&'a PhotoProfile> {
        self.procedure.profile(material)
    }

    fn asks_for(&self, fact: &FactKey) -> bool {
        self.relevant.contains(fact)
    }

    fn ticked(&self, tick: &str) -> bool {
        self.answers.ticks.get(tick).copied().unwrap_or(false)
    }

    pub(crate) fn acted(&self, act: &str) -> bool {
        self.acts.contains_key(act)
    }

    fn acted_at(&self, act: &str) -> Option<NaiveDateTime> {
        self.acts.get(act).copied()
    }

    /// Whether the person has looked at this warning for the value as it is now.
    fn keeps(&self, rule: &str, reason: &str, fact: &FactKey, row: Option<usize>) -> bool {
        self.answers.kept.iter().any(|it| {
            it.rule == rule
                && it.reason == reason
                && it.fact == *fact
                && it.value == self.answers.kept_value(fact, row, self.values)
        })
    }
}
