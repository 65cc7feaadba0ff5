//! What changes a draft: each a step that is saved before the window hears of it, and that can be undone.

use std::{collections::BTreeMap, path::Path};

use beishen_core::{Change as Repair, FactKey, FactsFile, Finding, Locale, Procedure};
use beishen_store::{Change, DraftId, Kind, Level, NewFile, Provenance, Undone, ValueKey};
use chrono::NaiveDateTime;

use crate::{
    Applicant, Failure, Press,
    applicants::answered_name,
    checklist,
    contract::{HistoryRow, PaperFormat, PastValue, PreviewOf, SavedFile, VerifiedView},
    desk::{Desk, Open},
    files, papers,
    preview::put,
    record,
    verify::verify,
    view,
};

impl Desk {
    pub(crate) fn answer(
        &mut self,
        draft: DraftId,
        fact: &str,
        text: &str,
        only_here: bool,
        now: NaiveDateTime,
    ) -> Result<(), Failure> {
        let open = self.open_draft(draft, now)?;
        if open.procedure.fact(&FactKey::from(fact)).is_none() {
            return Err(Failure::gone());
        }
        let own = open.record.values.answers.get(fact).is_some_and(|it| it.level == Level::Draft);
        let level = if only_here || own { Level::Draft } else { Level::Applicant };
        let text = if text.trim().is_empty() { None } else { Some(text) };
        self.step(draft, &[Change::answer(level, fact, text, Provenance::Typed)], now)
    }

    pub(crate) fn set_history(
        &mut self,
        draft: DraftId,
        rows: Vec<HistoryRow>,
        now: NaiveDateTime,
    ) -> Result<(), Failure> {
        let rows: Vec<beishen_core::HistoryRow> = rows.into_iter().map(Into::into).collect();
        let text = record::history_text(&rows);
        self.step(
            draft,
            &[Change::history(Level::Applicant, text.as_deref(), Provenance::Typed)],
            now,
        )
    }

    pub(crate) fn tick(
        &mut self,
        draft: DraftId,
        tick: &str,
        on: bool,
        now: NaiveDateTime,
    ) -> Result<(), Failure> {
        self.step(draft, &[Change::tick(Level::Draft, tick, on)], now)
    }

    pub(crate) fn keep(
        &mut self,
        draft: DraftId,
        finding: &str,
        on: bool,
        now: NaiveDateTime,
    ) -> Result<(), Failure> {
        let open = self.open_draft(draft, now)?;
        let finding = find(&open, finding)?;
        let value = open.answers.kept_value(&finding.fact, finding.row, &open.assessment.values);
        let kept = on.then_some(value.as_str());
        let change = Change::acknowledge(
            Level::Draft,
            &finding.rule,
            finding.reason,
            finding.fact.as_str(),
            kept,
        );
        self.step(draft, &[change], now)
    }

    pub(crate) fn fix(
        &mut self,
        draft: DraftId,
        finding: &str,
        fix: u32,
        now: NaiveDateTime,
    ) -> Result<(), Failure> {
        let open = self.open_draft(draft, now)?;
        let finding = find(&open, finding)?;
        let fix = finding
            .fixes
            .get(usize::try_from(fix).unwrap_or(usize::MAX))
            .ok_or_else(Failure::gone)?;
        let change = match &fix.change {
            Repair::Set(value) => {
                let value = if value.is_empty() { None } else { Some(value.as_str()) };
                let own = open.record.values.answers.get(finding.fact.as_str());
                Change::answer(
                    own.map_or(Level::Applicant, |it| it.level),
                    finding.fact.as_str(),
                    value,
                    Provenance::DerivedAccepted,
                )
            }
            Repair::History(rows) => {
                let text = record::history_text(rows);
                Change::history(Level::Applicant, text.as_deref(), Provenance::DerivedAccepted)
            }
        };
        self.step(draft, &[change], now)
    }

    pub(crate) fn attach(
        &mut self,
        draft: DraftId,
        material: &str,
        path: &Path,
        now: NaiveDateTime,
    ) -> Result<(), Failure> {
        let open = self.open_draft(draft, now)?;
        if !open.procedure.materials().iter().any(|it| it.id == material) {
            return Err(Failure::gone());
        }
        let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = files::read(path, &name)?;
        self.step(draft, &[Self::attachment(material, &name, bytes)], now)
    }

    /// The file with its measurements.
    pub(crate) fn attachment(material: &str, name: &str, bytes: Vec<u8>) -> Change {
        let note = serde_json::to_string(&beishen_photo::inspect(&bytes)).unwrap_or_default();
        let file = NewFile { name: name.to_owned(), note, bytes };
        Change::attach(Level::Draft, material, Some(file), Provenance::Typed)
    }

    pub(crate) fn detach(
        &mut self,
        draft: DraftId,
        material: &str,
        now: NaiveDateTime,
    ) -> Result<(), Failure> {
        self.step(draft, &[Change::attach(Level::Draft, material, None, Provenance::Typed)], now)
    }

    pub(crate) fn step(
        &mut self,
        draft: DraftId,
        changes: &[Change],
        now: NaiveDateTime,
    ) -> Result<(), Failure> {
        self.vault.step(draft, changes, now)?;
        self.follow_name(draft, now)
    }

    /// The list of applicants shows the name that stands in the answers.
    fn follow_name(&mut self, draft: DraftId, now: NaiveDateTime) -> Result<(), Failure> {
        let record = self.vault.draft(draft)?;
        let name = answered_name(&record::answers(&record.values));
        if name.is_empty() { Ok(()) } else { self.call_applicant(record.applicant.id, &name, now) }
    }

    pub(crate) fn undo(
        &mut self,
        draft: DraftId,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<Option<String>, Failure> {
        let undone = self.vault.undo(draft, now)?;
        self.follow_name(draft, now)?;
        self.say(draft, undone, locale.pick("已撤销：", "Undone: "), now, locale)
    }

    pub(crate) fn redo(
        &mut self,
        draft: DraftId,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<Option<String>, Failure> {
        let redone = self.vault.redo(draft, now)?;
        self.follow_name(draft, now)?;
        self.say(draft, redone, locale.pick("已重做：", "Done again: "), now, locale)
    }

    /// Names what came back.
    fn say(
        &self,
        draft: DraftId,
        undone: Option<Undone>,
        verb: &str,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<Option<String>, Failure> {
        let Some(undone) = undone else { return Ok(None) };
        let open = self.open_draft(draft, now)?;
        let mut labels: Vec<String> =
            undone.changed.iter().map(|it| view::label_of(&open, it, locale)).collect();
        labels.dedup();
        Ok(Some(format!("{verb}{}", labels.join(locale.pick("、", ", ")))))
    }

    pub(crate) fn past_values(
        &self,
        draft: DraftId,
        fact: &str,
    ) -> Result<Vec<PastValue>, Failure> {
        let own = self.vault.draft(draft)?.values.answers.remove(fact).map(|it| it.level);
        let level = own.unwrap_or(Level::Applicant);
        let key = ValueKey { level, kind: Kind::Answer, key: fact.to_owned() };
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

    pub(crate) fn save_receipt(
        &self,
        draft: DraftId,
        path: &Path,
        show_numbers: bool,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<SavedFile, Failure> {
        put(path, &self.paper(draft, PreviewOf::Receipt { show_numbers }, now, locale)?)
    }

    /// The form for what the portal shows wrongly.
    pub(crate) fn save_correction(
        &self,
        draft: DraftId,
        path: &Path,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<SavedFile, Failure> {
        put(path, &self.paper(draft, PreviewOf::Correction, now, locale)?)
    }

    pub(crate) fn press_for(&self, procedure: &str) -> Result<(&Press, &Procedure), Failure> {
        let known = self.library.procedure(procedure).ok_or_else(Failure::gone)?;
        Ok((papers::loaded(&self.press)?, known))
    }

    pub(crate) fn verify_receipt(
        &self,
        draft: DraftId,
        path: &Path,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<VerifiedView, Failure> {
        let (procedure, applicant) = self.applicant(draft, now)?;
        let procedure = self.library.procedure(&procedure).ok_or_else(Failure::gone)?;
        let verified = verify(path, procedure, &applicant)?;
        Ok(VerifiedView {
            agrees: verified.changes.is_empty(),
            message: verified.message().get(locale).to_owned(),
            changes: verified.lines(locale),
        })
    }

    pub(crate) fn save_checklist(
        &mut self,
        draft: DraftId,
        path: &Path,
        format: PaperFormat,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<SavedFile, Failure> {
        let (procedure, applicant) = self.applicant(draft, now)?;
        let procedure = self.library.procedure(&procedure).ok_or_else(Failure::gone)?;
        let document = checklist(procedure, &applicant, now, locale);
        self.save_document(&document, path, format)
    }

    /// Writes what is on the screen where the person says. The vault is only read: it may be what cannot be written.
    pub(crate) fn save_facts(
        &self,
        draft: DraftId,
        path: &Path,
        pending: BTreeMap<String, String>,
        rows: Option<Vec<HistoryRow>>,
    ) -> Result<SavedFile, Failure> {
        let mut answers = record::answers(&self.vault.draft(draft)?.values);
        answers
            .facts
            .extend(pending.into_iter().map(|(fact, text)| (FactKey::from(fact.as_str()), text)));
        if let Some(rows) = rows {
            answers.history = rows.into_iter().map(Into::into).collect();
        }
        files::write(path, FactsFile::write(&answers, &self.library.known()).as_bytes())?;
        Ok(SavedFile { path: path.display().to_string(), missing: Vec::new() })
    }

    /// The procedure's id, and what its papers show.
    pub(crate) fn applicant(
        &self,
        draft: DraftId,
        now: NaiveDateTime,
    ) -> Result<(String, Applicant), Failure> {
        let Open { record, procedure, answers, .. } = self.open_draft(draft, now)?;
        let mut files = BTreeMap::new();
        for (slot, file) in &record.values.attachments {
            files.insert(slot.clone(), self.vault.bytes(&file.digest)?);
        }
        Ok((procedure.id().to_owned(), Applicant::new(answers, files)))
    }
}

fn find<'a>(open: &'a Open<'_>, id: &str) -> Result<&'a Finding, Failure> {
    open.assessment.findings.iter().find(|it| view::finding_id(it) == id).ok_or_else(Failure::gone)
}
