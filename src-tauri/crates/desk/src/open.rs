//! A draft with all that follows from it.

use std::{collections::BTreeMap, sync::Arc};

use beishen_core::{Answers, Assessment, Elsewhere, FactKey, Procedure, assess};
use beishen_store::{DraftId, DraftRecord};
use beishen_work::{Applicant, Failure};
use chrono::NaiveDateTime;

use crate::{
    desk::Desk,
    judged::{elsewhere, judge_files},
    record,
    roster::tells_by_school,
};

/// A draft with everything that follows from it.
pub(crate) struct Open<'a> {
    pub(crate) record: Arc<DraftRecord>,
    pub(crate) procedure: &'a Procedure,
    pub(crate) answers: Answers,
    pub(crate) assessment: Assessment,
    /// The moment it was assessed at.
    pub(crate) now: NaiveDateTime,
}

impl Open<'_> {
    /// What a table of people says of a fact: class and student number also of those whose form does not ask for them, for a
    /// school knows people by these.
    pub(crate) fn in_tables(&self, fact: &FactKey) -> &str {
        if let Some(value) = self.assessment.values.get(fact) {
            return &value.text;
        }
        self.answers.facts.get(fact).filter(|_| tells_by_school(fact)).map_or("", |it| it.trim())
    }
}

impl Desk {
    /// What the vault has of a draft.
    pub(crate) fn record(&self, draft: DraftId) -> Result<Arc<DraftRecord>, Failure> {
        Ok(self.kept.draft(&self.vault, draft)?)
    }

    /// A draft, its files judged.
    pub(crate) fn open_draft(
        &self,
        draft: DraftId,
        now: NaiveDateTime,
    ) -> Result<Open<'_>, Failure> {
        self.open_looking(draft, now, true)
    }

    /// The same without looking at a file that was not seen before: for lists of many drafts. What is seen in such a file
    /// is unknown.
    pub(crate) fn glance(&self, draft: DraftId, now: NaiveDateTime) -> Result<Open<'_>, Failure> {
        self.open_looking(draft, now, false)
    }

    fn open_looking(
        &self,
        draft: DraftId,
        now: NaiveDateTime,
        look: bool,
    ) -> Result<Open<'_>, Failure> {
        let record = self.record(draft)?;
        let procedure = self.procedure_of(&record)?;
        let mut answers = record::answers(&record.values);
        answers.elsewhere = self.elsewhere(&record)?;
        judge_files(procedure, &record.values, &mut answers, |digest, wanted| {
            self.looks.seen(&self.vault, digest, wanted, look)
        });
        let assessment = assess(procedure, &answers, now);
        Ok(Open { record, procedure, answers, assessment, now })
    }

    /// What a draft was begun for, if it is installed.
    pub(crate) fn procedure_of(&self, record: &DraftRecord) -> Result<&Procedure, Failure> {
        let id = &record.draft.procedure;
        self.library.procedure(id).ok_or_else(|| Failure::not_installed(id))
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

    /// What the person's other open drafts say of facts that must be the same everywhere.
    pub(crate) fn elsewhere(&self, record: &DraftRecord) -> Result<Vec<Elsewhere>, Failure> {
        if record.draft.closed.is_some() {
            return Ok(Vec::new());
        }
        let drafts = self.vault.applicant(record.applicant.id)?.drafts;
        let others = drafts.iter().filter(|it| it.id != record.draft.id && it.closed.is_none());
        let mut said = Vec::new();
        for other in others {
            if let Some(procedure) = self.library.procedure(&other.procedure) {
                said.push((procedure, record::answers(&self.vault.draft(other.id)?.values)));
            }
        }
        let own = record::answers(&record.values);
        Ok(elsewhere(&own, said.iter().map(|(procedure, answers)| (*procedure, answers))))
    }
}
