//! 个人经历 against 获前置学位年月 and 参加工作年月: a degree ends a stretch, a first job begins one.

use super::{Found, Reason, Severity, history::stretches};
use crate::{FactKey, Month, assess::View};

pub(super) static REASONS: [Reason; 2] = [
    Reason { name: "degree_month", severity: Severity::Warning, params: &["month"] },
    Reason { name: "work_month", severity: Severity::Warning, params: &["month"] },
];

/// Degrees are often conferred some months after the last lecture; a contract may begin some weeks after the job.
const DEGREE_SLACK: i32 = 6;
const WORK_SLACK: i32 = 2;

pub(super) fn check(view: &View<'_>, degree_month: &FactKey, work_month: &FactKey) -> Vec<Found> {
    let mut all = Vec::new();
    let Some(stretches) = stretches(view) else { return all };
    let first = stretches.iter().map(|it| it.from).min();
    let near = |month: Month, other: Month, slack| other.since(month).abs() <= slack;
    // A degree from before the first row is not in the history at all.
    let told = |month: Month| first.is_some_and(|it| month >= it);
    let said = |fact: &FactKey, at: usize, month: Month| {
        Found::new(fact, &REASONS[at], vec![("month", month.to_string())])
    };
    if let Some(month) = view.month(degree_month)
        && told(month)
        && !stretches.iter().any(|it| near(month, it.to, DEGREE_SLACK))
    {
        all.push(said(degree_month, 0, month));
    }
    if let Some(month) = view.month(work_month)
        && told(month)
        && !stretches.iter().any(|it| near(month, it.from, WORK_SLACK))
    {
        all.push(said(work_month, 1, month));
    }
    all
}
