//! Findings as the window lists them.

use beishen_core::{Finding, Severity, Subject};
use beishen_document::Locale;

use super::count;
use crate::{
    contract::{FindingView, SeverityView},
    open::Open,
};

/// Names a finding until the next reply.
pub(crate) fn finding_id(it: &Finding) -> String {
    let row = it.row.map(|it| it.to_string()).unwrap_or_default();
    // A check may say the same reason twice of one fact, with other parameters.
    format!("{}|{}|{}|{row}|{}", it.rule, it.reason, it.subject, it.message.zh)
}

pub(super) fn findings(open: &Open<'_>, locale: Locale) -> Vec<FindingView> {
    open.assessment.findings.iter().map(|it| finding(open, it, locale)).collect()
}

fn finding(open: &Open<'_>, it: &Finding, locale: Locale) -> FindingView {
    FindingView {
        id: finding_id(it),
        step: open.procedure.step_of(&it.subject).map(|it| it.id.clone()).unwrap_or_default(),
        rule: it.rule.clone(),
        reason: it.reason.to_owned(),
        severity: match it.severity {
            Severity::Error => SeverityView::Error,
            Severity::Warning => SeverityView::Warning,
            Severity::Hint => SeverityView::Hint,
        },
        fact: it.subject.to_string(),
        row: it.row.map(count),
        label: label(open, &it.subject, locale),
        message: it.message.get(locale).to_owned(),
        fixes: it.fixes.iter().map(|it| it.label.get(locale).to_owned()).collect(),
        source: it.source.line(locale),
        differs: it.source.differs.as_ref().map(|it| it.get(locale).to_owned()).unwrap_or_default(),
        missing: it.is_missing(),
        keepable: it.severity == Severity::Warning,
        kept: it.kept,
    }
}

fn label(open: &Open<'_>, subject: &Subject, locale: Locale) -> String {
    let label = match subject {
        Subject::Fact(fact) => open.procedure.fact(fact).map(|it| &it.label),
        Subject::Compared(item) => open.procedure.compared_item(item).map(|it| &it.label),
        Subject::History | Subject::File(_) | Subject::Tick(_) => None,
    };
    label.map(|it| it.get(locale).to_owned()).unwrap_or_default()
}
