//! The papers of drafts: receipt, checklist, correction, materials, what to take to the place, the blank questionnaire, the
//! lists of a whole desk, the facts file.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use beishen_core::{FactKey, FactsFile};
use beishen_document::{Document, Locale};
use beishen_guide::papers::{self, DeskLine};
use beishen_store::DraftId;
use beishen_work::{
    Failure, Printed, files,
    papers::{self as made, Format, named, paper, questionnaire as of_procedure},
    verify,
};
use chrono::NaiveDateTime;

use crate::{
    at::At,
    contract::{DeskPaper, DraftPaper, HistoryRow, PaperFormat, SavedFile, VerifiedView},
    desk::Desk,
    open::Open,
    record,
};

fn document_of(
    paper: DeskPaper,
    lines: Vec<DeskLine>,
    now: NaiveDateTime,
    locale: Locale,
) -> Document {
    match paper {
        DeskPaper::Summary => papers::summary(lines, now, locale),
        DeskPaper::Envelopes => papers::envelopes(lines, now, locale),
    }
}

impl Desk {
    pub(crate) fn verify_receipt(
        &self,
        draft: DraftId,
        path: PathBuf,
        at: At,
    ) -> Result<VerifiedView, Failure> {
        let (procedure, applicant) = self.applicant(draft, at.now)?;
        let procedure = self.library.procedure(&procedure).ok_or_else(Failure::gone)?;
        let verified = verify(&path, procedure, &applicant, &self.press)?;
        Ok(VerifiedView {
            agrees: verified.agrees(),
            message: verified.message().get(at.locale).to_owned(),
            changes: verified.lines(at.locale),
        })
    }

    /// Writes what is on the screen where the person says. The vault is only read: it may be what cannot be written.
    pub(crate) fn save_facts(
        &self,
        draft: DraftId,
        path: PathBuf,
        pending: BTreeMap<String, String>,
        rows: Option<Vec<HistoryRow>>,
        _: At,
    ) -> Result<SavedFile, Failure> {
        let mut answers = record::answers(&self.vault.draft(draft)?.values);
        answers
            .facts
            .extend(pending.into_iter().map(|(fact, text)| (FactKey::from(fact.as_str()), text)));
        if let Some(rows) = rows {
            answers.history = rows.into_iter().map(Into::into).collect();
        }
        let text = FactsFile::write(&answers, &self.library.known(), &BTreeMap::new());
        files::write(&path, text.as_bytes())?;
        Ok(SavedFile { path: path.display().to_string(), missing: Vec::new() })
    }

    /// A paper of a draft. `show_numbers`: a receipt has them in full; elsewhere they are as they are needed.
    pub(crate) fn document(
        &self,
        draft: DraftId,
        paper: DraftPaper,
        show_numbers: bool,
        at: At,
    ) -> Result<Document, Failure> {
        let (procedure, applicant) = self.applicant(draft, at.now)?;
        let procedure = self.library.procedure(&procedure).ok_or_else(Failure::gone)?;
        let (now, locale) = (at.now, at.locale);
        Ok(match paper {
            DraftPaper::Receipt => made::receipt(procedure, &applicant, now, locale, !show_numbers),
            DraftPaper::Checklist => made::checklist(procedure, &applicant, now, locale),
            DraftPaper::Materials => made::materials(procedure, &applicant, now, locale),
            DraftPaper::Correction => {
                made::correction(procedure, &applicant, now, locale).ok_or_else(Failure::gone)?
            }
            DraftPaper::OnSite => made::on_site(procedure, &applicant, now, locale)
                .ok_or_else(Failure::nothing_in_person)?,
            DraftPaper::PhotoGuide => {
                let (_, profile) = procedure.portrait().ok_or_else(Failure::gone)?;
                papers::photo_guide(procedure, profile, now, locale)
            }
        })
    }

    pub(crate) fn save_paper(
        &self,
        draft: DraftId,
        paper: DraftPaper,
        path: PathBuf,
        format: PaperFormat,
        at: At,
    ) -> Result<SavedFile, Failure> {
        self.save_document(&self.document(draft, paper, false, at)?, &path, format)
    }

    pub(crate) fn save_questionnaire(
        &self,
        procedure: String,
        path: PathBuf,
        format: PaperFormat,
        at: At,
    ) -> Result<SavedFile, Failure> {
        let procedure = self.library.procedure(&procedure).ok_or_else(Failure::gone)?;
        let format = Format::from(format);
        let made = of_procedure(procedure, format, at.now, at.locale, &self.press)?;
        files::write(&path, &made.bytes)?;
        Ok(SavedFile { path: path.display().to_string(), missing: named(&made.missing) })
    }

    /// A list over drafts. One that is gone meanwhile, or whose procedure is not installed, is passed over as in the list.
    pub(crate) fn save_desk_paper(
        &self,
        which: DeskPaper,
        drafts: Vec<i32>,
        path: PathBuf,
        format: PaperFormat,
        at: At,
    ) -> Result<SavedFile, Failure> {
        let line = |draft: &i32| {
            let Open { procedure, answers, assessment, .. } =
                self.open_draft(DraftId::from(*draft), at.now).ok()?;
            Some(DeskLine::of(procedure, &answers, &assessment, at.locale))
        };
        let lines = drafts.iter().filter_map(line).collect();
        self.save_document(&document_of(which, lines, at.now, at.locale), &path, format)
    }

    pub(crate) fn save_document(
        &self,
        document: &Document,
        path: &Path,
        format: PaperFormat,
    ) -> Result<SavedFile, Failure> {
        let made = paper(document, Format::from(format), &self.press)?;
        files::write(path, &made.bytes)?;
        let missing = named(&made.missing);
        Ok(SavedFile { path: path.display().to_string(), missing })
    }
}

impl From<PaperFormat> for Format {
    fn from(format: PaperFormat) -> Self {
        match format {
            PaperFormat::Pdf => Self::Pdf,
            PaperFormat::Html => Self::Html,
            PaperFormat::Md => Self::Markdown,
            PaperFormat::Txt => Self::Text,
            PaperFormat::Csv => Self::Csv,
        }
    }
}

/// Writes what was printed.
pub(crate) fn put(path: &Path, printed: &Printed) -> Result<SavedFile, Failure> {
    files::write(path, &printed.pdf)?;
    Ok(SavedFile { path: path.display().to_string(), missing: named(&printed.missing) })
}
