//! The procedures of this desk, and what a pack would look like.

use std::collections::BTreeMap;

use beishen_core::{
    Answers, Procedure, assess,
    procedure::{Ask, Step},
};
use beishen_guide::papers::{checklist, questionnaire};
use beishen_work::{Library, PROCEDURES, file_of};

use super::{card, count, pack_form};
use crate::{
    at::At,
    contract::{PackAsk, PackKind, PackPreview, PackStep, ProcedureLine},
    own::taught::Taught,
};

/// Options of a list that are shown.
const SHOWN: usize = 14;

/// Every procedure, in the order they are offered.
pub(crate) fn procedures(
    library: &Library,
    taught: &BTreeMap<String, Taught>,
    at: At,
) -> Vec<ProcedureLine> {
    let title = |id: &str| {
        let known = library.procedure(id);
        known.map_or_else(|| id.to_owned(), |it| it.title().get(at.locale).to_owned())
    };
    let line = |it: &Procedure| {
        let built_in = PROCEDURES.contains(&it.id());
        let known = taught.get(it.id());
        let seen = known.and_then(|it| it.seen.values().map(|it| it.on).max());
        ProcedureLine {
            id: it.id().to_owned(),
            title: it.title().get(at.locale).to_owned(),
            kind: if built_in { PackKind::BuiltIn } else { PackKind::Own },
            file: (!built_in).then(|| file_of(it.id())),
            extends: it.extends().map(title),
            verified_on: it.verified_on().to_string(),
            source: card(it, at.locale).basis,
            corrected: count(known.map_or(0, |it| it.texts.len())),
            seen: seen.map(|it| it.to_string()),
        }
    };
    library.procedures().iter().map(line).collect()
}

/// A procedure as people would meet it, with nobody's answers.
pub(crate) fn preview(procedure: &Procedure, at: At) -> PackPreview {
    let At { now, locale } = at;
    let answers = Answers::default();
    let mut assessment = assess(procedure, &answers, now);
    // That nothing is filled in is not the pack's.
    assessment.findings.clear();
    PackPreview {
        title: procedure.title().get(locale).to_owned(),
        summary: procedure.summary().get(locale).to_owned(),
        steps: procedure.steps().iter().map(|it| step(procedure, it, at)).collect(),
        checklist: checklist(procedure, &answers, &assessment, now, locale).to_text(),
        questionnaire: questionnaire(procedure, now, locale).to_text(),
    }
}

fn step(procedure: &Procedure, step: &Step, at: At) -> PackStep {
    let materials = step.materials.iter().filter_map(|it| procedure.material(it));
    PackStep {
        id: step.id.clone(),
        title: step.title.get(at.locale).to_owned(),
        asks: step.asks.iter().filter_map(|it| ask(procedure, it, at)).collect(),
        materials: materials.map(|it| it.title.get(at.locale).to_owned()).collect(),
    }
}

fn ask(procedure: &Procedure, ask: &Ask, at: At) -> Option<PackAsk> {
    let fact = procedure.fact(ask.fact())?;
    let insists = matches!(ask, Ask::Full(it) if it.required);
    let options = procedure.options_of(&fact.key).map(|it| &it.list);
    let short = options.filter(|it| it.len() <= SHOWN);
    Some(PackAsk {
        fact: fact.key.as_str().to_owned(),
        label: fact.label.get(at.locale).to_owned(),
        hint: fact.hint.as_ref().map(|it| it.get(at.locale).to_owned()).unwrap_or_default(),
        required: insists || procedure.fields_of(&fact.key).any(|(_, it)| it.required),
        kind: pack_form::kind(fact.kind),
        options: short.into_iter().flatten().map(|it| it.value.clone()).collect(),
    })
}
