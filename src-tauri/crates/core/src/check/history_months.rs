//! 个人经历 against 获前置学位年月 and 参加工作年月: a degree ends a stretch, a first job begins one.

use super::{found::Found, history::stretches, view::View};
use crate::{fact::FactKey, month::Month, reading::Reason};

const DEGREE_MONTH: Reason = Reason::warning("degree_month", &["month"]);
const WORK_MONTH: Reason = Reason::warning("work_month", &["month"]);
pub(super) const REASONS: &[Reason] = &[DEGREE_MONTH, WORK_MONTH];

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
    let said = |fact: &FactKey, reason, month: Month| {
        Found::new(fact, reason, Vec::new()).saying("month", month.spoken())
    };
    if let Some(month) = view.month(degree_month)
        && told(month)
        && !stretches.iter().any(|it| near(month, it.to, DEGREE_SLACK))
    {
        all.push(said(degree_month, &DEGREE_MONTH, month));
    }
    if let Some(month) = view.month(work_month)
        && told(month)
        && !stretches.iter().any(|it| near(month, it.from, WORK_SLACK))
    {
        all.push(said(work_month, &WORK_MONTH, month));
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::{
        answers::{Answers, HistoryRow},
        check::tests::said_of,
    };

    #[test]
    fn a_degree_ends_a_stretch_and_a_first_job_begins_one() {
        let check = r#"{ kind = "history_months", degree_month = "degree", work_month = "work" }"#;
        let row = |from: &str, to: &str| HistoryRow {
            from: from.to_owned(),
            to: to.to_owned(),
            ..HistoryRow::default()
        };
        for (degree, work, expected) in [
            ("201506", "201507", ""),
            ("201512", "201509", ""),
            ("201601", "201507", "degree: degree_month month=2016 年 1 月"),
            ("201506", "201510", "work: work_month month=2015 年 10 月"),
            ("201001", "201001", ""),
        ] {
            let history = vec![row("201109", "201506"), row("201507", "至今")];
            let mut answers = Answers { history, ..Answers::default() };
            answers.facts.insert("degree".into(), degree.to_owned());
            answers.facts.insert("work".into(), work.to_owned());
            assert_eq!(said_of(check, &answers).join("; "), expected, "{degree} {work}");
            answers.history[0].to = "不详".to_owned();
            assert_eq!(said_of(check, &answers), [""; 0], "what is missing may be there");
        }
    }
}
