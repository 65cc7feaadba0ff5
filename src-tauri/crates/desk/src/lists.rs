//! The papers beside receipt and checklist: materials, what to take to the place, the blank questionnaire, and the lists of
//! a whole desk. Each in every format; the command line and the window call the same functions.

use std::path::{Path, PathBuf};

use beishen_core::{
    Locale, Procedure, assess,
    document::{self, DeskLine, Document},
};
use beishen_store::DraftId;
use chrono::NaiveDateTime;

use crate::{
    Applicant, Desk, Failure, Format, Library,
    contract::{DeskPaper, DraftPaper, PaperFormat, SavedFile},
    desk::{Open, draft_id},
    files,
    papers::{self, paper},
};

/// 材料清单: each material, its state, its form and who says so.
pub fn materials(
    procedure: &Procedure,
    applicant: &Applicant,
    now: NaiveDateTime,
    locale: Locale,
) -> Document {
    let answers = &applicant.answers;
    document::materials(procedure, answers, &assess(procedure, answers, now), now, locale)
}

/// 现场清单: what to bring and what is looked at there; `None` when nothing of it is done in person.
pub fn on_site(
    procedure: &Procedure,
    applicant: &Applicant,
    now: NaiveDateTime,
    locale: Locale,
) -> Option<Document> {
    let assessment = assess(procedure, &applicant.answers, now);
    document::on_site(procedure, &assessment, now, locale)
}

/// A list over every facts file of a folder. One file at a time is in memory; what stays of it is a line.
pub fn desk_paper(
    paper: DeskPaper,
    procedure: &Procedure,
    folder: &Path,
    library: &Library,
    now: NaiveDateTime,
    locale: Locale,
) -> Result<Document, Failure> {
    let known = library.known();
    let mut lines = Vec::new();
    for file in facts_in(folder)? {
        let Applicant { answers, .. } =
            Applicant::read(&file, &known).map_err(|it| it.about(&file))?;
        lines.push(DeskLine::of(procedure, &answers, &assess(procedure, &answers, now), locale));
    }
    Ok(document_of(paper, lines, now, locale))
}

/// The facts files of a folder, by name.
pub fn facts_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    files::in_folder(folder, &["json"])
}

fn document_of(
    paper: DeskPaper,
    lines: Vec<DeskLine>,
    now: NaiveDateTime,
    locale: Locale,
) -> Document {
    match paper {
        DeskPaper::Summary => document::summary(lines, now, locale),
        DeskPaper::Envelopes => document::envelopes(lines, now, locale),
    }
}

impl Desk {
    pub(crate) fn save_paper(
        &self,
        draft: DraftId,
        which: DraftPaper,
        path: &Path,
        format: PaperFormat,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<SavedFile, Failure> {
        let Open { procedure, answers, assessment, .. } = self.open_draft(draft, now)?;
        let document = match which {
            DraftPaper::Materials => {
                document::materials(procedure, &answers, &assessment, now, locale)
            }
            DraftPaper::OnSite => document::on_site(procedure, &assessment, now, locale)
                .ok_or_else(Failure::nothing_in_person)?,
        };
        self.save_document(&document, path, format)
    }

    pub(crate) fn save_questionnaire(
        &self,
        procedure: &str,
        path: &Path,
        format: PaperFormat,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<SavedFile, Failure> {
        let procedure = self.library.procedure(procedure).ok_or_else(Failure::gone)?;
        let document = document::questionnaire(procedure, now, locale);
        self.save_document(&document, path, format)
    }

    /// A list over drafts. One that is gone meanwhile, or whose procedure is not installed, is passed over as in the list.
    pub(crate) fn save_desk_paper(
        &self,
        which: DeskPaper,
        drafts: &[i32],
        path: &Path,
        format: PaperFormat,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<SavedFile, Failure> {
        let line = |draft: &i32| {
            let Open { procedure, answers, assessment, .. } =
                self.open_draft(draft_id(*draft), now).ok()?;
            Some(DeskLine::of(procedure, &answers, &assessment, locale))
        };
        let lines = drafts.iter().filter_map(line).collect();
        self.save_document(&document_of(which, lines, now, locale), path, format)
    }

    pub(crate) fn save_document(
        &self,
        document: &Document,
        path: &Path,
        format: PaperFormat,
    ) -> Result<SavedFile, Failure> {
        let made = paper(document, Format::from(format), &self.press)?;
        files::write(path, &made.bytes)?;
        let missing = papers::named(&made.missing);
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
