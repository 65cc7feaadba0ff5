//! The papers: receipt and correction form as PDF, the checklist, letters to be sent; and how a document becomes a file.

use std::{collections::BTreeSet, sync::OnceLock};

use beishen_core::{
    Locale, Procedure, assess,
    document::{self, Document, PreparedMail},
};
use beishen_print::{Fonts, Printed};
use chrono::NaiveDateTime;

use crate::{
    Applicant, Failure,
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

    /// The receipt as PDF. `mask` hides the middle of numbers that identify the person. What is still open stands on it.
    pub fn receipt(
        &self,
        procedure: &Procedure,
        applicant: &Applicant,
        now: NaiveDateTime,
        locale: Locale,
        mask: bool,
    ) -> Result<Printed, Failure> {
        let document = receipt(procedure, applicant, now, locale, mask);
        beishen_print::print(&document, &self.fonts).map_err(unprinted)
    }

    pub(crate) fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// 数据检查勘误表 as PDF, with numbers in full; `None` when the portal shows nothing wrongly.
    pub fn correction_pdf(
        &self,
        procedure: &Procedure,
        applicant: &Applicant,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<Option<Printed>, Failure> {
        let answers = &applicant.answers;
        let assessment = assess(procedure, answers, now);
        document::correction(procedure, answers, &assessment, now, locale)
            .map(|it| beishen_print::print(&it, &self.fonts).map_err(unprinted))
            .transpose()
    }
}

/// The receipt, before it is printed.
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
    document::receipt(procedure, answers, &assessment, photo, now, locale, mask)
}

/// The press, its fonts loaded when something is printed for the first time.
pub(crate) fn loaded(press: &OnceLock<Press>) -> Result<&Press, Failure> {
    if let Some(press) = press.get() {
        return Ok(press);
    }
    let new = Press::new()?;
    Ok(press.get_or_init(|| new))
}

/// Characters that no font has, each with its number.
pub(crate) fn named(missing: &BTreeSet<char>) -> Vec<String> {
    missing.iter().map(|it| format!("{it} (U+{:04X})", u32::from(*it))).collect()
}

/// The letters that the person needs to send now, filled in.
pub fn mails(
    procedure: &Procedure,
    applicant: &Applicant,
    now: NaiveDateTime,
) -> Vec<PreparedMail> {
    let answers = &applicant.answers;
    document::mails(procedure, answers, &assess(procedure, answers, now))
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
    document::checklist(procedure, answers, &assessment, now, locale)
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
            let Printed { pdf, missing, .. } =
                beishen_print::print(document, loaded(press)?.fonts()).map_err(unprinted)?;
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
