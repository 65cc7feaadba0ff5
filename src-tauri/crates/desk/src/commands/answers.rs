//! Answers: given, kept as they are, put right.

use beishen_core::{Change as Repair, FactKey, Finding, Subject, kept_value};
use beishen_store::{Change, DraftId, Kind, Level, Provenance, ValueKey};
use beishen_work::Failure;

use crate::{
    at::At,
    contract::{DraftView, HistoryRow, NameView, PastValue},
    desk::Desk,
    open::Open,
    record, view,
};

impl Desk {
    pub(crate) fn answer(
        &mut self,
        draft: DraftId,
        fact: String,
        text: String,
        only_here: bool,
        more: bool,
        at: At,
    ) -> Result<DraftView, Failure> {
        let record = self.record(draft)?;
        if self.procedure_of(&record)?.fact(&FactKey::from(fact.as_str())).is_none() {
            return Err(Failure::gone());
        }
        let own = record.values.answers.get(&fact).is_some_and(|it| it.level == Level::Draft);
        let level = if only_here || own { Level::Draft } else { Level::Applicant };
        let text = if text.trim().is_empty() { None } else { Some(text.as_str()) };
        self.typed(draft, Change::answer(level, &fact, text, Provenance::Typed), more, at)
    }

    /// What is saved while it is typed is one step with what was saved of it before.
    fn typed(
        &mut self,
        draft: DraftId,
        change: Change,
        more: bool,
        at: At,
    ) -> Result<DraftView, Failure> {
        if more {
            self.vault.go_on(draft, &[change], at.now)?;
        } else {
            self.vault.step(draft, &[change], at.now)?;
        }
        self.draft_view(draft, at)
    }

    pub(crate) fn set_history(
        &mut self,
        draft: DraftId,
        rows: Vec<HistoryRow>,
        more: bool,
        at: At,
    ) -> Result<DraftView, Failure> {
        let rows: Vec<beishen_core::HistoryRow> = rows.into_iter().map(Into::into).collect();
        let text = record::history_text(&rows);
        let change = Change::history(Level::Applicant, text.as_deref(), Provenance::Typed);
        self.typed(draft, change, more, at)
    }

    pub(crate) fn tick(
        &mut self,
        draft: DraftId,
        tick: String,
        on: bool,
        at: At,
    ) -> Result<DraftView, Failure> {
        self.step(draft, &[Change::tick(Level::Draft, &tick, on)], at)
    }

    pub(crate) fn keep(
        &mut self,
        draft: DraftId,
        finding: String,
        on: bool,
        at: At,
    ) -> Result<DraftView, Failure> {
        let open = self.open_draft(draft, at.now)?;
        let finding = find(&open, &finding)?;
        let value =
            kept_value(&open.answers, &finding.subject, finding.row, &open.assessment.values);
        let kept = on.then_some(value.as_str());
        let change = Change::acknowledge(
            Level::Draft,
            &finding.rule,
            finding.reason,
            &finding.subject.to_string(),
            kept,
        );
        self.step(draft, &[change], at)
    }

    pub(crate) fn fix(
        &mut self,
        draft: DraftId,
        finding: String,
        fix: u32,
        at: At,
    ) -> Result<DraftView, Failure> {
        let open = self.open_draft(draft, at.now)?;
        let finding = find(&open, &finding)?;
        let fix = &finding
            .fixes
            .get(usize::try_from(fix).unwrap_or(usize::MAX))
            .ok_or_else(Failure::gone)?;
        // A repair is the person's word, like any other.
        let change = match &fix.change {
            Repair::Set(value) => {
                let Subject::Fact(fact) = &finding.subject else { return Err(Failure::gone()) };
                let value = if value.is_empty() { None } else { Some(value.as_str()) };
                let own = open.record.values.answers.get(fact.as_str());
                Change::answer(
                    own.map_or(Level::Applicant, |it| it.level),
                    fact.as_str(),
                    value,
                    Provenance::Typed,
                )
            }
            Repair::History(rows) => {
                let text = record::history_text(rows);
                Change::history(Level::Applicant, text.as_deref(), Provenance::Typed)
            }
        };
        self.step(draft, &[change], at)
    }

    pub(crate) fn past_values(
        &self,
        draft: DraftId,
        fact: String,
        _: At,
    ) -> Result<Vec<PastValue>, Failure> {
        let own = self.vault.draft(draft)?.values.answers.remove(&fact).map(|it| it.level);
        let level = own.unwrap_or(Level::Applicant);
        let key = ValueKey { level, kind: Kind::Answer, key: fact.clone() };
        let states = self.vault.states(draft, &key)?;
        Ok(states
            .into_iter()
            .map(|it| PastValue {
                text: it.text.unwrap_or_default(),
                at: it.at.format("%m-%d %H:%M").to_string(),
                provenance: view::provenance(it.provenance),
                current: it.current,
            })
            .collect())
    }
}

/// A name looked at character by character.
#[expect(clippy::unnecessary_wraps, reason = "as every command")]
pub(crate) fn inspect_name(_: &Desk, text: String, at: At) -> Result<NameView, Failure> {
    Ok(view::name(&text, at))
}

fn find<'a>(open: &'a Open<'_>, id: &str) -> Result<&'a Finding, Failure> {
    open.assessment.findings.iter().find(|it| view::finding_id(it) == id).ok_or_else(Failure::gone)
}
