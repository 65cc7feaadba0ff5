//! How far one is: steps, deadlines, and the portal's stages.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDateTime};
use serde::Serialize;

use super::{Provenance, View};
use crate::{Answers, FactKey, Finding, Procedure, check::HISTORY};

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepState {
    /// The step's id.
    pub id: String,
    /// How far it is.
    pub status: StepStatus,
    /// Things that are certainly wrong or missing.
    pub errors: usize,
    /// Things to look at again, the kept ones aside.
    pub warnings: usize,
}

/// How far a step is, in the words of a task list. Warnings are counted beside it and change nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepStatus {
    /// 未开始: nothing given yet.
    NotStarted,
    /// 填写中: something required is missing.
    InProgress,
    /// 有问题: what is there is wrong.
    HasProblems,
    /// 已完成: all there, and nothing wrong.
    Completed,
}

/// A deadline whose clock runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeadlineState {
    /// The deadline's id.
    pub id: String,
    /// When it ends, local time.
    pub due: NaiveDateTime,
    /// It has passed.
    pub over: bool,
    /// Minutes left, or past when negative.
    pub minutes_left: i64,
}

/// A stage of the portal's side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StageState {
    /// The stage's id.
    pub id: String,
    /// Where it stands.
    pub status: StageStatus,
}

/// Where a stage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StageStatus {
    /// 未开始.
    NotStarted,
    /// 轮到本人.
    Current,
    /// 等待平台.
    Waiting,
    /// 已完成.
    Done,
    /// 不需要.
    NotNeeded,
}

/// The wizard's order of everything a finding may be about.
pub(super) fn order(procedure: &Procedure) -> impl Fn(&FactKey) -> usize {
    let mut places = BTreeMap::new();
    let mut next = 0;
    for step in procedure.steps() {
        for subject in subjects(procedure, step) {
            places.entry(subject).or_insert(next);
            next += 1;
        }
    }
    move |fact| places.get(fact).copied().unwrap_or(usize::MAX)
}

/// Everything a step asks for, as findings name it.
fn subjects(procedure: &Procedure, step: &crate::procedure::Step) -> Vec<FactKey> {
    let mut all: Vec<FactKey> = Vec::new();
    for id in &step.materials {
        all.push(FactKey::from(&*format!("files.{id}")));
        let material = procedure.materials().iter().find(|it| it.id == *id);
        let ticks = material.iter().flat_map(|it| &it.ticks);
        all.extend(ticks.map(|it| FactKey::from(&*format!("ticks.{}", it.id))));
    }
    all.extend(step.asks.iter().map(|it| it.fact().clone()));
    if step.history {
        all.push(FactKey::from(HISTORY));
    }
    all
}

pub(super) fn steps(view: &View<'_>, findings: &[Finding]) -> Vec<StepState> {
    let steps = view.procedure.steps().iter();
    steps
        .map(|step| {
            let subjects = subjects(view.procedure, step);
            let here = || findings.iter().filter(|it| subjects.contains(&it.fact));
            let errors = here().filter(|it| it.is_error()).count();
            let missing = here().filter(|it| it.is_error() && it.reason == "missing").count();
            let started = step.asks.iter().any(|it| {
                view.value(it.fact()).is_some_and(|it| it.provenance == Provenance::Typed)
            }) || step.history && !view.history().is_empty()
                || step.materials.iter().any(|it| view.material(it).is_some());
            let status = if errors == 0 {
                StepStatus::Completed
            } else if !started {
                StepStatus::NotStarted
            } else if errors > missing {
                StepStatus::HasProblems
            } else {
                StepStatus::InProgress
            };
            let warnings = here().filter(|it| it.is_open_warning()).count();
            StepState { id: step.id.clone(), status, errors, warnings }
        })
        .collect()
}

pub(super) fn deadlines(
    procedure: &Procedure,
    answers: &Answers,
    now: NaiveDateTime,
) -> Vec<DeadlineState> {
    let deadlines = procedure.deadlines().iter();
    deadlines
        .filter(|it| !it.until.as_ref().is_some_and(|act| answers.acts.contains_key(act)))
        .filter_map(|it| {
            let due = answers
                .acts
                .get(&it.after)?
                .checked_add_signed(Duration::hours(i64::from(it.hours)))?;
            let minutes_left = due.signed_duration_since(now).num_minutes();
            Some(DeadlineState { id: it.id.clone(), due, over: due < now, minutes_left })
        })
        .collect()
}

pub(super) fn stages(view: &View<'_>) -> Vec<StageState> {
    let stages = view.procedure.stages().iter();
    stages
        .map(|stage| {
            let acted = |act: &Option<String>, without: bool| {
                act.as_ref().map_or(without, |it| view.acted(it))
            };
            let status =
                if stage.relevant.as_ref().is_some_and(|it| !it.holds(&|key| view.text(key))) {
                    StageStatus::NotNeeded
                } else if acted(&stage.until, false) {
                    StageStatus::Done
                } else if !acted(&stage.after, true) {
                    StageStatus::NotStarted
                } else if stage.waiting {
                    StageStatus::Waiting
                } else {
                    StageStatus::Current
                };
            StageState { id: stage.id.clone(), status }
        })
        .collect()
}
