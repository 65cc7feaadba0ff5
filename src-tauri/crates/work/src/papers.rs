//! The papers: receipt and correction form as PDF, checklist, lists, letters to be sent, calendar; and how a document becomes
//! a file.

use std::{collections::BTreeSet, path::Path, sync::OnceLock};

use beishen_core::{Procedure, assess};
use beishen_document::{Document, Locale};
use beishen_guide::papers::{self, DeskLine, PreparedMail};
use beishen_print::{Fonts, Printed};
use chrono::{FixedOffset, NaiveDateTime};

use crate::{
    applicant::{Applicant, facts_in},
    failure::Failure,
    originals::Originals,
    packs::Library,
    pictures::Studio,
    resources::{fonts, unprinted},
};

/// Prints receipts. Holds the fonts, so that many receipts load them once.
#[derive(Debug)]
pub struct Press {
    fonts: Fonts,
}

impl Press {
    /// Loads the fonts.
    pub fn new() -> Result<Self, Failure> {
        Ok(Self { fonts: fonts()? })
    }

    /// A document as PDF.
    pub fn print(&self, document: &Document) -> Result<Printed, Failure> {
        beishen_print::print(document, &self.fonts).map_err(unprinted)
    }

    pub(crate) fn fonts(&self) -> &Fonts {
        &self.fonts
    }
}

/// The receipt. `mask` hides the middle of numbers that identify the person. What is still open stands on it.
pub fn receipt(
    procedure: &Procedure,
    applicant: &Applicant,
    now: NaiveDateTime,
    locale: Locale,
    mask: bool,
) -> Document {
    let answers = &applicant.answers;
    let assessment = assess(procedure, answers, now);
    let photo = applicant.photo(procedure);
    papers::receipt(procedure, answers, &assessment, photo, now, locale, mask)
}

/// 数据检查勘误表, with numbers in full; `None` when the portal shows nothing wrongly.
pub fn correction(
    procedure: &Procedure,
    applicant: &Applicant,
    now: NaiveDateTime,
    locale: Locale,
) -> Option<Document> {
    let answers = &applicant.answers;
    papers::correction(procedure, answers, &assess(procedure, answers, now), now, locale)
}

/// The press, its fonts loaded when something is printed for the first time.
pub fn loaded(press: &OnceLock<Press>) -> Result<&Press, Failure> {
    if let Some(press) = press.get() {
        return Ok(press);
    }
    let new = Press::new()?;
    Ok(press.get_or_init(|| new))
}

/// Characters that no font has, each with its number.
pub fn named(missing: &BTreeSet<char>) -> Vec<String> {
    missing.iter().map(|it| format!("{it} (U+{:04X})", u32::from(*it))).collect()
}

/// The letters that the person needs to send now, filled in.
pub fn mails(
    procedure: &Procedure,
    applicant: &Applicant,
    now: NaiveDateTime,
) -> Vec<PreparedMail> {
    let answers = &applicant.answers;
    papers::mails(procedure, answers, &assess(procedure, answers, now))
}

/// How a paper is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For printing.
    Pdf,
    /// A page for the browser, complete in itself.
    Html,
    /// For notes and messages.
    Markdown,
    /// For printing as it is.
    Text,
    /// For spreadsheets.
    Csv,
    /// For other programs.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] =
        [Self::Pdf, Self::Html, Self::Markdown, Self::Text, Self::Csv, Self::Json];

    /// The suffix of its files, which is also its name.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The format with this suffix.
    pub fn by_suffix(suffix: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.suffix() == suffix)
    }
}

/// The checklist, page by page in the portal's own order.
pub fn checklist(
    procedure: &Procedure,
    applicant: &Applicant,
    now: NaiveDateTime,
    locale: Locale,
) -> Document {
    let answers = &applicant.answers;
    let assessment = assess(procedure, answers, now);
    papers::checklist(procedure, answers, &assessment, now, locale)
}

/// The questionnaire as a file: a page is one to be filled in, all else is to be printed.
pub fn questionnaire(
    procedure: &Procedure,
    format: Format,
    now: NaiveDateTime,
    locale: Locale,
    press: &OnceLock<Press>,
) -> Result<Paper, Failure> {
    if format == Format::Html {
        let bytes = beishen_guide::fill_in(procedure, locale).into_bytes();
        return Ok(Paper { bytes, missing: BTreeSet::new() });
    }
    paper(&papers::questionnaire(procedure, now, locale), format, press)
}

/// 材料清单: each material, its state, its form and who says so.
pub fn materials(
    procedure: &Procedure,
    applicant: &Applicant,
    now: NaiveDateTime,
    locale: Locale,
) -> Document {
    let answers = &applicant.answers;
    papers::materials(procedure, answers, &assess(procedure, answers, now), now, locale)
}

/// 现场清单: what to bring and what is looked at there; `None` when nothing of it is done in person.
pub fn on_site(
    procedure: &Procedure,
    applicant: &Applicant,
    now: NaiveDateTime,
    locale: Locale,
) -> Option<Document> {
    let assessment = assess(procedure, &applicant.answers, now);
    papers::on_site(procedure, &assessment, now, locale)
}

/// Every facts file of a folder as a line of a list, and what they were read from. One file at a time is in memory; what
/// stays of it is its line.
pub fn desk_lines(
    procedure: &Procedure,
    folder: &Path,
    library: &Library,
    now: NaiveDateTime,
    locale: Locale,
) -> Result<(Vec<DeskLine>, Originals), Failure> {
    let (known, studio) = (library.known(), Studio::default());
    let (mut lines, mut originals) = (Vec::new(), Originals::default());
    for file in facts_in(folder)? {
        let applicant =
            Applicant::read(&file, procedure, &known, &studio).map_err(|it| it.about(&file))?;
        let assessment = assess(procedure, &applicant.answers, now);
        lines.push(DeskLine::of(procedure, &applicant.answers, &assessment, locale));
        originals = originals.and(applicant.originals());
    }
    Ok((lines, originals))
}

/// The calendar file of one applicant's procedure.
pub fn calendar(
    procedure: &Procedure,
    applicant: &Applicant,
    now: NaiveDateTime,
    offset: FixedOffset,
    locale: Locale,
) -> String {
    let assessment = assess(procedure, &applicant.answers, now);
    let events = papers::events(procedure, &assessment, "", None, locale);
    beishen_document::calendar::calendar(&events, now, offset)
}

/// A document as a file.
pub struct Paper {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// The characters that no font has; only a PDF needs fonts.
    pub missing: BTreeSet<char>,
}

/// The document in a format. The fonts are loaded when the first PDF is printed, and kept for the next.
pub fn paper(
    document: &Document,
    format: Format,
    press: &OnceLock<Press>,
) -> Result<Paper, Failure> {
    let text = match format {
        Format::Pdf => {
            let Printed { pdf, missing, .. } = loaded(press)?.print(document)?;
            return Ok(Paper { bytes: pdf, missing });
        }
        Format::Html => document.to_html(),
        Format::Markdown => document.to_markdown(),
        Format::Text => document.to_text(),
        Format::Csv => document.to_csv(),
        Format::Json => document.to_json(),
    };
    Ok(Paper { bytes: text.into_bytes(), missing: BTreeSet::new() })
}
