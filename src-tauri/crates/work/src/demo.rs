//! The papers of invented applicants, for a first look.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use beishen_core::{Answers, FactsFile};
use beishen_document::Locale;
use chrono::NaiveDateTime;

use crate::{
    applicant::Applicant,
    failure::Failure,
    files,
    packs::Library,
    papers::{self, Format, Press},
    pictures::Studio,
};

/// An invented applicant: facts file and photo as they lie in `assets/samples`.
struct Sample {
    id: &'static str,
    facts: &'static str,
    photo: &'static [u8],
}

macro_rules! samples {
    ($($id:literal),+) => {
        [$(Sample {
            id: $id,
            facts: include_str!(concat!("../../../../assets/samples/", $id, ".json")),
            photo: include_bytes!(concat!("../../../../assets/samples/photo-", $id, ".jpg")),
        }),+]
    };
}
/// One with a name of rare characters, one with a long name and a long address.
const SAMPLES: [Sample; 2] = samples!("zhang", "ayiguli");

/// Writes a folder for each sample applicant: facts file and photo, receipt and checklists. Returns the absolute
/// paths of the papers.
pub fn write(folder: &Path, now: NaiveDateTime, locale: Locale) -> Result<Vec<PathBuf>, Failure> {
    let library = Library::built_in()?;
    let (press, studio) = (OnceLock::from(Press::new()?), Studio::default());
    let mut papers = Vec::new();
    let procedure = library.procedure(PROCEDURE).ok_or_else(Failure::gone)?;
    for sample in SAMPLES {
        let folder = folder.join(sample.id);
        files::make_folder(&folder)?;
        let facts = folder.join(format!("{}.json", sample.id));
        files::write(&facts, sample.facts.as_bytes())?;
        files::write(&folder.join(format!("photo-{}.jpg", sample.id)), sample.photo)?;
        let applicant = Applicant::read(&facts, procedure, &library.known(), &studio)?;
        let mut put = |name: String, bytes: &[u8]| {
            let path = folder.join(name);
            files::write(&path, bytes)?;
            papers.push(std::path::absolute(&path).unwrap_or(path));
            Ok::<_, Failure>(())
        };
        let receipt = papers::receipt(procedure, &applicant, now, locale, true);
        put("receipt.pdf".to_owned(), &papers::paper(&receipt, Format::Pdf, &press)?.bytes)?;
        for format in [Format::Html, Format::Markdown, Format::Text, Format::Csv] {
            let list = papers::checklist(procedure, &applicant, now, locale);
            let made = papers::paper(&list, format, &press)?;
            put(format!("checklist.{}", format.suffix()), &made.bytes)?;
        }
    }
    Ok(papers)
}

/// The procedure the samples are prepared for.
pub const PROCEDURE: &str = "tdxl";

/// Answers and photo of each sample.
pub fn samples(library: &Library) -> Result<Vec<(Answers, &'static [u8])>, Failure> {
    let known = library.known();
    let read =
        |it: &Sample| FactsFile::parse(it.facts, &known).map(|(answers, _)| (answers, it.photo));
    let samples: Result<_, _> = SAMPLES.iter().map(read).collect();
    samples.map_err(|error| Failure::system(error.message(Locale::Zh), error.message(Locale::En)))
}
