//! A closing day that has passed before what it is for was done: then nothing is ready to be filled in.

use beishen_document::Text;

use super::{
    found::{finding, source_of},
    progress::deadlines,
    whole::Whole,
};
use crate::{
    fact::FactKey,
    finding::{Finding, Severity},
    subject::Subject,
};

pub(super) fn findings(view: &Whole<'_>) -> Vec<Finding> {
    let over = deadlines(view).into_iter().filter(|it| it.over);
    let known = |id: &str| view.procedure.deadlines().iter().find(|it| it.id == id);
    over.filter_map(|it| {
        let fact = known(&it.id)?.on.as_ref()?;
        let day = it.due.date();
        let message = Text::new(
            format!("{day} 已截止，请立即询问能否补办；日期填错的可以改。"),
            format!(
                "It closed on {day}. Ask at once whether it can still be done, or correct the date."
            ),
        );
        Some(finding("deadline", "over", Severity::Error, fact, message, source_of(view, fact)))
    })
    .collect()
}

/// Whether a finding says of a closing day no more than that it has passed.
pub(super) fn is_said_of_deadline(view: &Whole<'_>, finding: &Finding) -> bool {
    let closes =
        |fact: &FactKey| view.procedure.deadlines().iter().any(|it| it.on.as_ref() == Some(fact));
    finding.reason == "past" && matches!(&finding.subject, Subject::Fact(it) if closes(it))
}
