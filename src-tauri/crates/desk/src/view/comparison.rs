//! A comparison as the window shows it: what the portal should show, and what it did.

use beishen_core::{
    Agreement,
    procedure::{ComparedItem, Step},
    shown,
};
use beishen_document::Locale;

use crate::{
    contract::{AgreementView, ComparedView, ComparisonView},
    open::Open,
};

/// The comparison a step asks for.
pub(super) fn comparison(open: &Open<'_>, step: &Step, locale: Locale) -> Option<ComparisonView> {
    let asked = step.comparison.as_ref().filter(|it| open.assessment.comparisons.contains(*it));
    let comparison = open.procedure.comparison(asked?)?;
    let items = comparison.items.iter().map(|item| {
        let seen = open.answers.comparisons.get(&comparison.key(item));
        let fact = item.fact.as_ref().and_then(|it| open.procedure.fact(it));
        ComparedView {
            id: comparison.key(item),
            fact: comparison.subject(item).to_string(),
            label: item.portal_label.clone(),
            gloss: gloss(item, locale),
            known: shown(open.procedure, item, &open.assessment.values).unwrap_or_default(),
            sensitive: fact.is_some_and(|it| it.sensitive),
            copied: item.fact.is_some(),
            optional: item.optional,
            verdict: seen.map(|it| match it.verdict {
                Agreement::Same => AgreementView::Same,
                Agreement::Differs => AgreementView::Differs,
                Agreement::Unseen => AgreementView::Unseen,
            }),
            shown: seen.map(|it| it.shown.clone()).unwrap_or_default(),
            evidence: seen.map(|it| it.evidence.clone()).unwrap_or_default(),
        }
    });
    Some(ComparisonView {
        title: comparison.title.get(locale).to_owned(),
        lead: comparison.lead.get(locale).to_owned(),
        shown: comparison.shown().get(locale).to_owned(),
        source: open.procedure.cite(&comparison.source).line(locale),
        items: items.collect(),
    })
}

/// What the label says in English, and that the page may not have it.
fn gloss(item: &ComparedItem, locale: Locale) -> String {
    let label = locale.pick("", &item.label.en);
    if item.optional {
        let leave = locale.pick("页面没有这一项就不选", "leave it if the page has none");
        format!("{label}{}{leave}", locale.pick("", "; "))
    } else {
        label.to_owned()
    }
}
