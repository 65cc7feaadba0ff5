//! How far one is: steps, deadlines, and the portal's stages.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, Duration, NaiveDate, NaiveDateTime};
use serde::Serialize;

use super::{builtin::required, whole::Whole};
use crate::{
    condition::Condition,
    fact::FactKey,
    finding::Finding,
    procedure::{Ask, Deadline, Procedure, Requirement, Stage, Step},
    subject::Subject,
    value::Provenance,
};

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepState {
    /// The step's id.
    pub id: String,
    /// How far it is.
    pub status: StepStatus,
    /// Things that are certainly wrong or missing.
    pub errors: usize,
    /// Those among them that are not given yet.
    pub missing: usize,
    /// Things to look at again, the kept ones aside.
    pub warnings: usize,
    /// What decides whether there is more to do here than is asked for now.
    #[serde(skip)]
    pub hangs_on: Vec<FactKey>,
}

/// How far a step is, in the words of a task list. Warnings are counted beside it and change nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepStatus {
    /// 未开始: nothing given yet, or what decides on it is not answered.
    NotStarted,
    /// 填写中: something required is missing.
    InProgress,
    /// 有问题: what is there is wrong.
    HasProblems,
    /// 已完成: all there, and nothing wrong.
    Completed,
    /// 不需要: nothing must be given here, and nothing is.
    NotNeeded,
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
    /// When the person should be told of it: when a third of the hours is left, or three days and one day before.
    pub reminders: Vec<NaiveDateTime>,
}

/// A stage of the portal's side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StageState {
    /// The stage's id.
    pub id: String,
    /// Where it stands.
    pub status: StageStatus,
    /// While the portal is waited for: the first and the last day on which it usually answers.
    pub expected: Option<(NaiveDate, NaiveDate)>,
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
pub(super) fn order(procedure: &Procedure) -> impl Fn(&Subject) -> usize {
    let mut places = BTreeMap::new();
    let mut next = 0;
    for step in procedure.steps() {
        for subject in procedure.subjects(step) {
            places.entry(subject).or_insert(next);
            next += 1;
        }
    }
    move |subject| places.get(subject).copied().unwrap_or(usize::MAX)
}

pub(super) fn steps(view: &Whole<'_>, findings: &[Finding]) -> Vec<StepState> {
    let open = open(view);
    view.procedure.steps().iter().map(|it| step(view, findings, &open, it)).collect()
}

fn step(
    view: &Whole<'_>,
    findings: &[Finding],
    open: &BTreeSet<&FactKey>,
    step: &Step,
) -> StepState {
    let subjects = view.procedure.subjects(step);
    let here = || findings.iter().filter(|it| subjects.contains(&it.subject));
    let errors = here().filter(|it| it.is_error()).count();
    let missing = here().filter(|it| it.is_missing()).count();
    let started = step
        .asks
        .iter()
        .any(|it| view.value(it.fact()).is_some_and(|it| it.provenance == Provenance::Typed))
        || step.history && !view.history().is_empty()
        || step.materials.iter().any(|it| view.material(it).is_some())
        || step.comparison.as_ref().is_some_and(|it| view.has_compared(it));
    let conditions = view.procedure.conditions(step);
    let asks_nothing = conditions.iter().all(|it| it.is_some_and(|it| !view.applies(Some(it))));
    let waits = conditions.iter().flatten().any(|it| may_hold(view, open, it));
    let fact = |it: &Ask| view.asks_for(it.fact()) && required(view, it);
    let file = |it: &Requirement| it.required && view.applies(it.relevant.as_ref());
    let needed = step.history
        || step.comparison.is_some()
        || step.asks.iter().any(fact)
        || step.materials.iter().filter_map(|it| view.procedure.material(it)).any(file);
    let status = if errors > missing {
        StepStatus::HasProblems
    } else if errors > 0 && started {
        StepStatus::InProgress
    } else if errors > 0 || (asks_nothing && waits) {
        StepStatus::NotStarted
    } else if asks_nothing || !(needed || started) {
        StepStatus::NotNeeded
    } else {
        StepStatus::Completed
    };
    let warnings = here().filter(|it| it.is_open_warning()).count();
    let mut hangs_on: Vec<FactKey> = Vec::new();
    for fact in conditions.iter().flatten().flat_map(|it| it.reads()) {
        if asks_nothing && !hangs_on.contains(fact) {
            hangs_on.push(fact.clone());
        }
    }
    StepState { id: step.id.clone(), status, errors, missing, warnings, hangs_on }
}

/// The facts that must be answered and are not, those included that may come to be asked for.
fn open<'a>(view: &Whole<'a>) -> BTreeSet<&'a FactKey> {
    let mut open = BTreeSet::new();
    for ask in view.procedure.steps().iter().flat_map(|it| &it.asks) {
        let may_be_asked = ask.relevant().is_none_or(|it| may_hold(view, &open, it));
        if may_be_asked && view.text(ask.fact()).is_none() && required(view, ask) {
            open.insert(ask.fact());
        }
    }
    open
}

fn may_hold(view: &Whole<'_>, open: &BTreeSet<&FactKey>, condition: &Condition) -> bool {
    condition.may_hold(&|it| view.text(it), &|it| open.contains(it))
}

pub(super) fn deadlines(view: &Whole<'_>) -> Vec<DeadlineState> {
    let running = |it: &&Deadline| !it.until.iter().any(|act| view.acted(act));
    let deadlines = view.procedure.deadlines().iter().filter(running);
    deadlines
        .filter_map(|it| {
            let (due, reminders) = due(view, it)?;
            let minutes_left = due.signed_duration_since(view.now()).num_minutes();
            let over = due < view.now();
            Some(DeadlineState { id: it.id.clone(), due, over, minutes_left, reminders })
        })
        .collect()
}

fn due(view: &Whole<'_>, deadline: &Deadline) -> Option<(NaiveDateTime, Vec<NaiveDateTime>)> {
    if let Some(fact) = &deadline.on {
        let end = view.date(fact)?.and_hms_opt(23, 59, 59)?;
        let before = |days| end.checked_sub_days(Days::new(days));
        return Some((end, [3, 1].into_iter().filter_map(before).collect()));
    }
    let hours = i64::from(deadline.hours?);
    let due =
        view.acted_at(deadline.after.as_ref()?)?.checked_add_signed(Duration::hours(hours))?;
    Some((due, due.checked_sub_signed(Duration::hours(hours / 3)).into_iter().collect()))
}

pub(super) fn stages(view: &Whole<'_>) -> Vec<StageState> {
    let all = view.procedure.stages();
    let open = open(view);
    all.iter()
        .enumerate()
        .map(|(at, stage)| {
            // What was done stays done, also when it would not be needed any more.
            let status = if stage.until.as_ref().is_some_and(|it| view.acted(it)) {
                StageStatus::Done
            } else if !concerns(view, &open, stage) {
                StageStatus::NotNeeded
            } else if !view.applies(stage.relevant.as_ref())
                || !begun(view, &open, all.get(..at).unwrap_or_default(), stage)
            {
                StageStatus::NotStarted
            } else if stage.waiting {
                StageStatus::Waiting
            } else {
                StageStatus::Current
            };
            let expected = (status == StageStatus::Waiting).then(|| {
                let since = view.acted_at(stage.after.as_ref()?)?.date();
                let after = |days: u32| since.checked_add_days(Days::new(days.into()));
                let [fewest, most] = stage.days?;
                Some((after(fewest)?, after(most)?))
            });
            StageState { id: stage.id.clone(), status, expected: expected.flatten() }
        })
        .collect()
}

/// Its beginning has come: the act is done, or no stage that ends with it concerns the person, so
/// that nothing is held up. Only earlier stages are looked at.
fn begun(view: &Whole<'_>, open: &BTreeSet<&FactKey>, earlier: &[Stage], stage: &Stage) -> bool {
    let Some(act) = &stage.after else { return true };
    if view.acted(act) {
        return true;
    }
    let ends = |it: &&Stage| it.until.as_ref() == Some(act);
    let waits = earlier.iter().filter(ends).any(|it| concerns(view, open, it));
    let last = earlier.iter().enumerate().rfind(|it| ends(&it.1)).filter(|_| !waits);
    last.is_some_and(|(at, it)| begun(view, open, earlier.get(..at).unwrap_or_default(), it))
}

/// Whether a stage is, or may come to be, the person's.
fn concerns(view: &Whole<'_>, open: &BTreeSet<&FactKey>, stage: &Stage) -> bool {
    stage.relevant.as_ref().is_none_or(|it| may_hold(view, open, it))
}
