//! The whole view of a draft, its progress, and check-your-answers.

use beishen_core::{
    FactKey, Finding, Procedure, StepState, StepStatus, Subject, assess,
    procedure::{Outline, Step},
};
use beishen_document::Locale;
use beishen_guide::papers;
use beishen_reference::pinyin::search_keys;
use beishen_store::Draft;

use super::{
    card, comparison, count, course, field, finding, history, material, readback, signing, small,
};
use crate::{
    at::At,
    contract::{
        AgreementView, ApplicantView, DraftView, IrreversibleView, KnownView, ReviewRow,
        ReviewSection, StaleView, Status, StepView,
    },
    open::Open,
    progress::progress,
    record::answered_name,
};

pub(crate) fn draft(open: &Open<'_>, at: At) -> DraftView {
    let progress = progress(&open.assessment);
    let record = &open.record;
    DraftView {
        draft: small(record.draft.id.0),
        applicant: applicant(open),
        procedure: card(open.procedure, at.locale),
        saved_at: record.draft.changed.format("%H:%M").to_string(),
        undo: record.undo > 0,
        redo: record.redo > 0,
        position: record.draft.position.clone(),
        done: progress.done,
        total: progress.total,
        steps: open.procedure.steps().iter().map(|it| step(open, it, at.locale)).collect(),
        findings: finding::findings(open, at.locale),
        history: history::history(open, at.now, at.locale),
        materials: material::materials(open, at),
        deadlines: course::deadlines(open, at.locale),
        stages: course::stages(open, at.locale),
        acts: course::acts(open, at.locale),
        log: course::log(open, at.locale),
        irreversible: course::irreversible(open, at.locale),
        changed: None,
        stale: stale(open, at.locale),
        pack_changes: Vec::new(),
        portal: Vec::new(),
        read_only: false,
        twin: String::new(),
        on_site: papers::in_person(open.procedure, &open.assessment),
        correction: papers::correction(
            open.procedure,
            &open.answers,
            &open.assessment,
            at.now,
            at.locale,
        )
        .is_some(),
        mails: course::mails(open, at.locale),
        read_back: readback::outcome(open, at.locale),
        signature: signing::signature(open),
        closed: record.draft.closed.map(|it| it.format("%Y-%m-%d").to_string()),
    }
}

/// Whose draft it is.
pub(crate) fn applicant(open: &Open<'_>) -> ApplicantView {
    let name = answered_name(&open.answers);
    let details = &open.record.applicant.details;
    ApplicantView {
        id: small(open.record.applicant.id.0),
        name: if name.is_empty() { details.name.clone() } else { name },
        colour: details.colour,
        sample: details.note.as_deref() == Some("sample"),
    }
}

fn step(open: &Open<'_>, step: &Step, locale: Locale) -> StepView {
    let state = open.assessment.steps.iter().find(|it| it.id == step.id);
    let asked = step.asks.iter().filter(|it| open.assessment.relevant.contains(it.fact()));
    StepView {
        id: step.id.clone(),
        title: step.title.get(locale).to_owned(),
        keys: search_keys(&step.title.zh),
        status: match state.map(|it| it.status) {
            None | Some(StepStatus::NotStarted) => Status::NotStarted,
            Some(StepStatus::InProgress) => Status::InProgress,
            Some(StepStatus::HasProblems) => Status::HasProblems,
            Some(StepStatus::Completed) => Status::Completed,
            Some(StepStatus::NotNeeded) => Status::NotNeeded,
        },
        why: state.map(|it| why(open, it, locale)).unwrap_or_default(),
        warnings: count(state.map_or(0, |it| it.warnings)),
        fields: asked.map(|it| field::field(open, it.fact(), Some(step), locale)).collect(),
        has_history: step.history,
        materials: step.materials.clone(),
        comparison: comparison::comparison(open, step, locale),
        irreversible: irreversible(open, step, locale),
        known: known(open, step, locale),
    }
}

/// Why a step asks for nothing, or for nothing yet.
fn why(open: &Open<'_>, state: &StepState, locale: Locale) -> String {
    let asked = |it: &&FactKey| open.assessment.relevant.contains(*it);
    let decides = state.hangs_on.iter().find(asked).or(state.hangs_on.first());
    let label = decides.and_then(|it| open.procedure.fact(it)).map(|it| it.label.get(locale));
    match (state.status, label, locale) {
        (StepStatus::NotNeeded, Some(label), Locale::Zh) => {
            format!("按“{label}”的回答，这一步不用做。")
        }
        (StepStatus::NotNeeded, Some(label), Locale::En) => {
            format!("By the answer to “{label}” nothing is to be done here.")
        }
        (StepStatus::NotNeeded, None, Locale::Zh) => "都是选填，没有就不填。".to_owned(),
        (StepStatus::NotNeeded, None, Locale::En) => "All of it is optional.".to_owned(),
        (_, Some(label), Locale::Zh) => format!("先回答“{label}”，才知道这里要不要填。"),
        (_, Some(label), Locale::En) => {
            format!("Answer “{label}” first; it decides whether anything is asked here.")
        }
        (_, None, _) => String::new(),
    }
}

/// The points of no return that hang on what the step asks for.
fn irreversible(open: &Open<'_>, step: &Step, locale: Locale) -> Vec<IrreversibleView> {
    let asks = |it: &IrreversibleView| {
        it.fact.as_ref().is_some_and(|it| step.asks.iter().any(|ask| ask.fact().as_str() == it))
    };
    course::irreversible(open, locale).into_iter().filter(asks).collect()
}

/// What was right when the draft was last changed and is no longer: a month that has turned, a photo grown old.
fn stale(open: &Open<'_>, locale: Locale) -> Vec<StaleView> {
    let changed = open.record.draft.changed;
    if changed == open.now {
        return Vec::new();
    }
    let then = assess(open.procedure, &open.answers, changed).findings;
    let same = |a: &Finding, b: &Finding| {
        (&a.rule, a.reason, &a.subject, a.row) == (&b.rule, b.reason, &b.subject, b.row)
    };
    let now = open.assessment.findings.iter().filter(|it| it.is_error() || it.is_open_warning());
    now.filter(|it| !then.iter().any(|old| same(old, it)))
        .map(|it| StaleView {
            step: open.procedure.step_of(&it.subject).map(|it| it.id.clone()).unwrap_or_default(),
            fact: it.subject.to_string(),
            message: it.message.get(locale).to_owned(),
        })
        .collect()
}

/// What has changed in the pack, as it is installed, since the draft was last looked at.
pub(crate) fn pack_changes(draft: &Draft, installed: &Procedure, locale: Locale) -> Vec<String> {
    let known = draft.outline.as_ref().filter(|_| draft.closed.is_none());
    let before = known.and_then(|it| serde_json::from_str::<Outline>(it).ok());
    let said = before.map(|it| Outline::of(installed).since(&it)).unwrap_or_default();
    said.into_iter().map(|it| it.get(locale).to_owned()).collect()
}

/// Answers of earlier steps that the portal shows on the same page as most of this step's.
fn known(open: &Open<'_>, step: &Step, locale: Locale) -> Vec<KnownView> {
    let mine = |fact: &FactKey| step.asks.iter().any(|it| it.fact() == fact);
    let page = open.procedure.pages().iter().max_by_key(|page| {
        page.fields.iter().filter(|it| it.fact.as_ref().is_some_and(&mine)).count()
    });
    let shared = |page: &beishen_core::procedure::Page| {
        page.fields.iter().any(|it| it.fact.as_ref().is_some_and(&mine))
    };
    let mut seen: Vec<&FactKey> = Vec::new();
    for fact in page
        .filter(|it| shared(it))
        .into_iter()
        .flat_map(|it| &it.fields)
        .filter_map(|it| it.fact.as_ref())
    {
        let asked_before = open
            .procedure
            .steps()
            .iter()
            .take_while(|it| it.id != step.id)
            .any(|it| it.asks.iter().any(|it| it.fact() == fact));
        if asked_before && !seen.contains(&fact) && open.assessment.values.contains_key(fact) {
            seen.push(fact);
        }
    }
    seen.into_iter().map(|it| field::known(open, it, locale)).collect()
}

/// 一致, 不一致, 看不到.
fn agreement(verdict: AgreementView, locale: Locale) -> String {
    let (zh, en) = match verdict {
        AgreementView::Same => ("一致", "the same"),
        AgreementView::Differs => ("不一致", "differs"),
        AgreementView::Unseen => ("看不到", "not to be seen"),
    };
    locale.pick(zh, en).to_owned()
}

/// Everything given, by step, with what is open at each row.
pub(crate) fn review(open: &Open<'_>, locale: Locale) -> Vec<ReviewSection> {
    let messages = |about: &[Subject]| -> Vec<String> {
        let open_ones =
            open.assessment.findings.iter().filter(|it| it.is_error() || it.is_open_warning());
        open_ones
            .filter(|it| about.contains(&it.subject))
            .map(|it| it.message.get(locale).to_owned())
            .collect()
    };
    let steps = open.procedure.steps().iter();
    steps
        .map(|step| {
            let mut rows: Vec<ReviewRow> = Vec::new();
            for ask in step.asks.iter().filter(|it| open.assessment.relevant.contains(it.fact())) {
                let field = field::field(open, ask.fact(), Some(step), locale);
                rows.push(ReviewRow {
                    findings: messages(&[ask.fact().into()]),
                    fact: field.fact,
                    label: field.label,
                    value: field.value,
                    provenance_note: field.provenance_note,
                    large: field.large,
                });
            }
            if step.history {
                rows.extend(history::review_rows(open, locale));
                if let Some(last) = rows.last_mut() {
                    last.findings = messages(&[Subject::History]);
                }
            }
            let items = comparison::comparison(open, step, locale).map(|it| it.items);
            rows.extend(items.into_iter().flatten().map(|it| ReviewRow {
                findings: messages(&[Subject::from(&*it.fact)]),
                fact: it.fact,
                label: it.label,
                value: it.verdict.map(|it| agreement(it, locale)).unwrap_or_default(),
                provenance_note: it.shown,
                large: false,
            }));
            let materials = step.materials.iter().filter_map(|it| open.procedure.material(it));
            for material in materials.filter(|it| open.assessment.materials.contains(&it.id)) {
                let file = open.record.values.attachments.get(&material.id);
                rows.push(ReviewRow {
                    fact: material.file().to_string(),
                    label: material.title.get(locale).to_owned(),
                    value: file.map(|it| it.name.clone()).unwrap_or_default(),
                    provenance_note: String::new(),
                    large: false,
                    findings: messages(&material.subjects().collect::<Vec<_>>()),
                });
            }
            ReviewSection { step: step.id.clone(), title: step.title.get(locale).to_owned(), rows }
        })
        .collect()
}
