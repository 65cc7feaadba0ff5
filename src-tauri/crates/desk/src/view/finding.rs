//! Findings as the window lists them.

use beishen_core::{FactKey, Finding, Locale, Severity};

use super::count;
use crate::{
    contract::{FindingView, SeverityView},
    desk::Open,
};

/// Names a finding until the next reply.
pub(crate) fn finding_id(it: &Finding) -> String {
    let row = it.row.map(|it| it.to_string()).unwrap_or_default();
    // A check may say the same reason twice of one fact, with other parameters.
    format!("{}|{}|{}|{row}|{}", it.rule, it.reason, it.fact.as_str(), it.message.zh)
}

pub(super) fn findings(open: &Open<'_>, locale: Locale) -> Vec<FindingView> {
    open.assessment.findings.iter().map(|it| finding(open, it, locale)).collect()
}

fn finding(open: &Open<'_>, it: &Finding, locale: Locale) -> FindingView {
    FindingView {
        id: finding_id(it),
        step: open.procedure.step_of(&it.fact).map(|it| it.id.clone()).unwrap_or_default(),
        rule: it.rule.clone(),
        reason: it.reason.to_owned(),
        severity: match it.severity {
            Severity::Error => SeverityView::Error,
            Severity::Warning => SeverityView::Warning,
            Severity::Hint => SeverityView::Hint,
        },
        fact: it.fact.as_str().to_owned(),
        row: it.row.map(count),
        label: label(open, &it.fact, locale),
        message: it.message.get(locale).to_owned(),
        fixes: it.fixes.iter().map(|it| it.label.get(locale).to_owned()).collect(),
        source: it.source.line(locale),
        differs: it.source.differs.as_ref().map(|it| it.get(locale).to_owned()).unwrap_or_default(),
        missing: it.reason == "missing",
        keepable: it.severity == Severity::Warning,
        kept: it.kept,
    }
}

fn label(open: &Open<'_>, fact: &FactKey, locale: Locale) -> String {
    let compared = || {
        let key = fact.as_str().strip_prefix("comparisons.")?;
        open.procedure.compared_item(key).map(|it| &it.label)
    };
    let label = open.procedure.fact(fact).map(|it| &it.label).or_else(compared);
    label.map(|it| it.get(locale).to_owned()).unwrap_or_default()
}
