//! How far a draft is, in numbers.

use beishen_core::{Assessment, Finding, StepStatus};

use crate::contract::{Status, count};

/// How far a draft is.
pub(crate) struct Progress {
    pub(crate) done: u32,
    pub(crate) total: u32,
    /// What is there and wrong.
    pub(crate) wrong: u32,
    /// What is not given yet.
    pub(crate) missing: u32,
    pub(crate) warnings: u32,
    pub(crate) status: Status,
}

pub(crate) fn progress(assessment: &Assessment) -> Progress {
    let steps = &assessment.steps;
    let has = |status| steps.iter().any(|it| it.status == status);
    let needed = || steps.iter().filter(|it| it.status != StepStatus::NotNeeded);
    let all = |status| needed().all(|it| it.status == status);
    let findings =
        |is: fn(&Finding) -> bool| count(assessment.findings.iter().filter(|it| is(it)).count());
    let status = if all(StepStatus::Completed) {
        Status::Completed
    } else if has(StepStatus::HasProblems) {
        Status::HasProblems
    } else if all(StepStatus::NotStarted) {
        Status::NotStarted
    } else {
        Status::InProgress
    };
    Progress {
        done: count(steps.iter().filter(|it| it.status == StepStatus::Completed).count()),
        total: count(needed().count()),
        wrong: findings(Finding::is_wrong),
        missing: findings(Finding::is_missing),
        warnings: findings(Finding::is_open_warning),
        status,
    }
}
