//! How a finding is made that no rule makes, and whose source it names.

use beishen_document::Text;

use super::whole::Whole;
use crate::{
    fact::FactKey,
    finding::{Finding, Severity},
    source::Citation,
    subject::Subject,
};

pub(super) fn finding(
    rule: &str,
    reason: &'static str,
    severity: Severity,
    subject: impl Into<Subject>,
    message: Text,
    source: Citation,
) -> Finding {
    Finding {
        rule: rule.to_owned(),
        reason,
        severity,
        subject: subject.into(),
        row: None,
        message,
        fixes: Vec::new(),
        source,
        kept: false,
    }
}

/// Where the manual asks for a fact or shows it; all else is a question of our own.
pub(super) fn source_of(view: &Whole<'_>, fact: &FactKey) -> Citation {
    let compared = view.procedure.comparisons().iter();
    let mut compared =
        compared.filter(|it| it.items.iter().any(|item| item.fact.as_ref() == Some(fact)));
    let pages = &mut view.procedure.fields_of(fact).map(|it| &it.0.source);
    if let Some(source) = pages.next().or_else(|| Some(&compared.next()?.source)) {
        return view.procedure.cite(source);
    }
    let label = view.procedure.fact(fact).map(|it| it.label.zh.as_str()).unwrap_or_default();
    Citation::ours(Text::new("本软件的提问", "This program's own question"), label)
}

/// With whether the person has kept it.
pub(super) fn kept(view: &Whole<'_>, mut finding: Finding) -> Finding {
    finding.kept = view.keeps(&finding.rule, finding.reason, &finding.subject, None);
    finding
}
