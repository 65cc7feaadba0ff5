//! What came of holding the portal's page against a draft.

use beishen_core::{FactKey, Procedure, Subject, outcome::Verdict};
use beishen_document::{Locale, Text};
use beishen_guide::readback::{self, ReadField};

use crate::{
    contract::{OutcomeView, ReadFieldView, ReadVerdict, count},
    open::Open,
};

pub(crate) fn field(procedure: &Procedure, field: &ReadField, locale: Locale) -> ReadFieldView {
    let fact = match &field.subject {
        Subject::Fact(it) => procedure.fact(it),
        _ => None,
    };
    let ignored = field.ignored.iter().map(|it| it.text().get(locale).to_owned());
    ReadFieldView {
        id: field.id.clone(),
        label: field.label.clone(),
        gloss: match locale {
            Locale::Zh => String::new(),
            Locale::En if field.subject == Subject::History => {
                "Row of the personal history".to_owned()
            }
            Locale::En => fact.map(|it| it.label.en.clone()).unwrap_or_default(),
        },
        expected: field.expected.clone(),
        found: field.found.clone(),
        verdict: match field.verdict {
            Verdict::Same => ReadVerdict::Same,
            Verdict::Differs => ReadVerdict::Differs,
            Verdict::NotFound => ReadVerdict::NotFound,
        },
        ignored: ignored.collect::<Vec<_>>().join(locale.pick("、", ", ")),
        apart: field.apart.as_ref().map(|it| it.get(locale).to_owned()).unwrap_or_default(),
        stop: fact
            .and_then(|it| stop(procedure, &it.key))
            .map(|it| it.get(locale).to_owned())
            .unwrap_or_default(),
        sensitive: fact.is_some_and(|it| it.sensitive),
    }
}

/// The point of no return that guards the box of a fact.
fn stop<'a>(procedure: &'a Procedure, fact: &FactKey) -> Option<&'a Text> {
    let boxes: Vec<String> = procedure
        .fields_of(fact)
        .map(|(page, field)| format!("{}.{}", page.id, field.id))
        .collect();
    procedure.irreversible().iter().find(|it| boxes.contains(&it.before)).map(|it| &it.text)
}

/// The outcome that is kept with a draft.
pub(crate) fn outcome(open: &Open<'_>, locale: Locale) -> Option<OutcomeView> {
    let outcome = open.answers.read_back.as_ref()?;
    let labels = readback::labels(outcome, open.procedure, Verdict::Differs);
    let page = open.procedure.pages().iter().find(|it| it.id == outcome.page);
    Some(OutcomeView {
        at: outcome.at.format("%Y-%m-%d %H:%M").to_string(),
        page: page.map(|it| it.title.get(locale).to_owned()).unwrap_or_default(),
        same: count(outcome.count(Verdict::Same)),
        differs: count(outcome.count(Verdict::Differs)),
        not_found: count(outcome.count(Verdict::NotFound)),
        labels,
        stands: readback::stands(outcome, open.procedure, &open.answers, &open.assessment.values),
    })
}
