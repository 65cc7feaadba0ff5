//! Where a person stands in a procedure.
//!
//! **Invariant:** [`assess`] is a pure function of procedure, answers and time. Statuses, progress, deadlines,
//! checklist and receipt all come of it; none of it is stored.

mod acts;
mod apart;
mod builtin;
mod comparison;
mod copied;
mod found;
mod kept;
mod options;
mod otherwise;
mod over;
mod progress;
mod standing;
mod values;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

use beishen_document::{Locale, Text};
use chrono::NaiveDateTime;
use serde::Serialize;

pub use apart::Apart;
pub use comparison::shown;
pub use kept::kept_value;
pub use progress::{DeadlineState, StageState, StageStatus, StepState, StepStatus};
pub use standing::Standing;
use whole::Whole;

use crate::{
    answers::Answers,
    check::{Found, View},
    condition::Condition,
    fact::FactKey,
    finding::{Change, Finding, Fix, Severity},
    procedure::{Procedure, Requirement},
    rule::Rule,
    subject::Subject,
    value::{Provenance, Values},
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
    let answer = |key: &FactKey| values.get(key).map(|it| it.text.as_str());
    let applies = |it: &Option<Condition>| it.as_ref().is_none_or(|it| it.holds(&answer));
    let asked = procedure.materials().iter().filter(|it| applies(&it.relevant));
    let materials = asked.map(|it| it.id.clone()).collect();
    let asked = procedure.comparisons().iter().filter(|it| applies(&it.relevant));
    let comparisons = asked.map(|it| it.id.clone()).collect();
    let view = View { answers, values: &values, acts: &acts, now };
    let view = Whole { procedure, view, relevant: &relevant };
    let mut findings = builtin::findings(&view);
    findings.extend(comparison::findings(&view));
    findings.extend(otherwise::findings(&view));
    for rule in procedure.rules() {
        if view.applies(rule.when.as_ref()) {
            findings
                .extend(rule.check.find(&view).into_iter().map(|found| worded(&view, rule, found)));
        }
    }
    findings.retain(|it| !over::is_said_of_deadline(&view, it));
    said_better(&mut findings);
    copied::is_said_where_it_was_given(&view, &mut findings);
    findings.extend(over::findings(&view));
    // The same thing said twice is said once, by the more serious voice.
    findings.sort_by_key(|it| it.severity);
    let (mut said, mut told) = (BTreeSet::new(), BTreeSet::new());
    findings.retain(|it| {
        let about = (it.subject.clone(), it.reason, it.row);
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
    findings.sort_by_key(|it| (it.severity, order(&it.subject), it.row));
    let (steps, deadlines, stages) =
        (progress::steps(&view, &findings), progress::deadlines(&view), progress::stages(&view));
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

/// What another finding says better of the same answer: that a postcode has five digits, where it is known which one is missing;
/// that a text is short, where it says nothing.
fn said_better(findings: &mut Vec<Finding>) {
    const OF: [(&str, &str); 2] = [("digits", "leading_zero"), ("short", "placeholder")];
    let said: Vec<(Subject, &str)> =
        findings.iter().map(|it| (it.subject.clone(), it.reason)).collect();
    findings.retain(|it| {
        let better = OF.iter().find(|of| of.0 == it.reason);
        better.is_none_or(|of| !said.contains(&(it.subject.clone(), of.1)))
    });
}

fn worded(view: &Whole<'_>, rule: &Rule, found: Found) -> Finding {
    let words = rule.reasons.get(found.reason.name);
    let severity = words.and_then(|it| it.severity).unwrap_or(found.reason.severity);
    let alike = found.params.into_iter().map(|(name, word)| (name, Text::alike(word)));
    let params: Vec<_> = alike.chain(found.spoken).collect();
    let message = words.map(|it| it.message.fill(&params)).unwrap_or_default();
    let label = words.and_then(|it| it.fix.as_ref());
    let fixes = found.fixes.into_iter().map(|fix| labelled(fix, label)).collect();
    let kept = severity == Severity::Warning
        && view.keeps(&rule.id, found.reason.name, &found.subject, found.row);
    Finding {
        rule: rule.id.clone(),
        reason: found.reason.name,
        severity,
        subject: found.subject,
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
            Text::new(format!("改为 {value}"), format!("Change to “{value}”"))
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
    pub fn about(&self, subject: &Subject) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |it| it.subject == *subject)
    }

    /// How a material stands, and why: what is certain first. `is_there` says whether a file of it was handed in.
    pub fn standing(&self, material: &Requirement, is_there: bool) -> (Standing, Vec<&Finding>) {
        standing::standing(&self.findings, material, is_there)
    }

    /// The materials that are asked for now.
    pub fn asked<'a>(&'a self, procedure: &'a Procedure) -> impl Iterator<Item = &'a Requirement> {
        procedure.materials().iter().filter(|it| self.materials.contains(&it.id))
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
