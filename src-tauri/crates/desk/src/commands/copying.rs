//! Answers of one applicant for another: what many have in common is given once.
//!
//! Who a person is (name, document, and what follows from them) is never offered. What is copied is the person's own from then on, and one step to undo.

use beishen_core::{
    Derive, FactKey, Subject, assess,
    procedure::{Ask, Step},
};
use beishen_document::Locale;
use beishen_store::{ApplicantId, Change, Draft, DraftId, Level, Provenance, Values};
use beishen_work::Failure;

use crate::{
    at::At,
    contract::{CopySource, CopySources, CopyableAnswer, CopyableStep, DraftView, RosterQuery},
    desk::Desk,
    open::Open,
    record,
    roster::{Known, find},
};

/// So many are listed; the search finds the rest.
const LISTED: usize = 20;

impl Desk {
    pub(crate) fn copy_sources(
        &self,
        draft: DraftId,
        query: String,
        at: At,
    ) -> Result<CopySources, Failure> {
        let here = self.record(draft)?.applicant.id;
        let everybody = self.roster.read(&self.vault)?;
        let query = RosterQuery { text: query, ..RosterQuery::everybody() };
        let found = find(&everybody, &query, 0..usize::MAX, at.now).spots;
        let mut people: Vec<&Known> = found.into_iter().map(|it| it.0).collect();
        people.dedup_by_key(|it| it.id);
        people.retain(|it| ApplicantId::from(it.id) != here);
        let shown = people.iter().take(LISTED).map(|it| CopySource {
            applicant: it.id,
            name: it.name.clone(),
            id_tail: it.tail().to_owned(),
        });
        Ok(CopySources { people: shown.collect(), more: people.len() > LISTED })
    }

    pub(crate) fn copyable(
        &self,
        draft: DraftId,
        applicant: ApplicantId,
        at: At,
    ) -> Result<Vec<CopyableStep>, Failure> {
        let open = self.open_draft(draft, at.now)?;
        let theirs = self.theirs(&open, applicant)?;
        let asked = assess(open.procedure, &record::answers(&theirs), at.now).relevant;
        let steps = open.procedure.steps().iter().map(|step| {
            let facts = step.asks.iter().map(Ask::fact).filter(|it| asked.contains(*it));
            let answers = facts.filter_map(|it| answer(&open, &theirs, it, at.locale));
            CopyableStep {
                title: step.title.get(at.locale).to_owned(),
                answers: answers.chain(history(&open, step, &theirs, at.locale)).collect(),
            }
        });
        Ok(steps.filter(|it| !it.answers.is_empty()).collect())
    }

    pub(crate) fn copy_answers(
        &mut self,
        draft: DraftId,
        applicant: ApplicantId,
        facts: Vec<String>,
        at: At,
    ) -> Result<DraftView, Failure> {
        let open = self.open_draft(draft, at.now)?;
        let theirs = self.theirs(&open, applicant)?;
        let changes = facts.iter().map(|it| taken(&open, &theirs, it));
        let changes: Vec<Change> = changes.collect::<Option<_>>().ok_or_else(Failure::gone)?;
        self.step(draft, &changes, at)
    }

    /// What somebody else has given for the same procedure; what they have given at all, where they never began it.
    fn theirs(&self, open: &Open<'_>, applicant: ApplicantId) -> Result<Values, Failure> {
        let other = self.vault.applicant(applicant)?;
        if other.applicant.deleted.is_some() || applicant == open.record.applicant.id {
            return Err(Failure::gone());
        }
        let same = |it: &&Draft| it.procedure == open.procedure.id();
        let newest = other.drafts.iter().filter(same).max_by_key(|it| (it.closed.is_none(), it.id));
        Ok(match newest {
            Some(draft) => self.vault.draft(draft.id)?.values,
            None => other.values,
        })
    }
}

/// Somebody's own answer to what the procedure asks; nothing that says who they are, or follows from that.
fn copied<'a>(open: &Open<'_>, theirs: &'a Values, fact: &FactKey) -> Option<&'a str> {
    let known = |it: &FactKey| open.procedure.fact(it);
    let asked = known(fact)?;
    let from = asked.derive.as_ref().and_then(Derive::reads).and_then(known);
    if asked.identity || from.is_some_and(|it| it.identity) {
        return None;
    }
    let text = theirs.answers.get(fact.as_str())?.text.trim();
    (!text.is_empty()).then_some(text)
}

/// Their answer as a change here; for this draft alone where its own answer is.
fn taken(open: &Open<'_>, theirs: &Values, fact: &str) -> Option<Change> {
    Some(match Subject::from(fact) {
        Subject::History => Change::history(
            Level::Applicant,
            Some(&theirs.history.as_ref()?.text),
            Provenance::CarriedOver,
        ),
        Subject::Fact(key) => {
            let own = open.record.values.answers.get(fact).map(|it| it.level);
            let text = Some(copied(open, theirs, &key)?);
            Change::answer(own.unwrap_or(Level::Applicant), fact, text, Provenance::CarriedOver)
        }
        _ => return None,
    })
}

fn answer(
    open: &Open<'_>,
    theirs: &Values,
    key: &FactKey,
    locale: Locale,
) -> Option<CopyableAnswer> {
    let fact = open.procedure.fact(key)?;
    let value = copied(open, theirs, key)?.to_owned();
    let here = open.assessment.values.get(key).map(|it| it.text.clone()).unwrap_or_default();
    let given = open.record.values.answers.get(key.as_str()).map_or("", |it| it.text.trim());
    (value != here && value != given).then(|| CopyableAnswer {
        fact: key.as_str().to_owned(),
        label: fact.label.get(locale).to_owned(),
        value,
        here,
        sensitive: fact.sensitive,
    })
}

/// The history goes whole or not at all.
fn history(
    open: &Open<'_>,
    step: &Step,
    theirs: &Values,
    locale: Locale,
) -> Option<CopyableAnswer> {
    let rows = |it: &Values| record::answers(it).history;
    let (there, here) = (rows(theirs), &open.answers.history);
    let says = |rows: usize| match (rows, locale) {
        (0, _) => String::new(),
        (_, Locale::Zh) => format!("{rows} 段"),
        (1, Locale::En) => "1 row".to_owned(),
        (_, Locale::En) => format!("{rows} rows"),
    };
    (step.history && !there.is_empty() && there != *here).then(|| CopyableAnswer {
        fact: Subject::History.to_string(),
        label: locale.pick("个人经历", "Personal history").to_owned(),
        value: says(there.len()),
        here: says(here.len()),
        sensitive: false,
    })
}
