//! `beishen receipt`, `beishen checklist`, `beishen calendar` and `beishen demo`.

use std::path::{Path, PathBuf};

use beishen_core::{Locale, Procedure};
use beishen_desk::{Applicant, Failure, Format, Library, Press};
use chrono::{Local, NaiveDateTime};

use crate::{Done, args::Of};

/// Writes the receipt and says where it lies.
pub(crate) fn receipt(
    of: &Of,
    pdf: Option<PathBuf>,
    show_id: bool,
    locale: Locale,
) -> Result<Done, Failure> {
    let (procedure, applicant) = open(of)?;
    let receipt = Press::new()?.receipt(&procedure, &applicant, of.now, locale, !show_id)?;
    let path = pdf.unwrap_or_else(|| of.facts.with_extension("receipt.pdf"));
    beishen_desk::write(&path, &receipt.pdf)?;
    let place = absolute(&path);
    let text = match (locale, receipt.missing.len()) {
        (_, 0) => format!("{}\n", place.display()),
        (Locale::Zh, n) => {
            format!("{}\n有 {n} 个字没有字体，纸上显示为〓，复制出来仍是原字。\n", place.display())
        }
        (Locale::En, n) => format!(
            "{}\nNo font has {n} of the characters: on paper they are 〓, copied they are themselves.\n",
            place.display()
        ),
    };
    Ok(Done::says(text))
}

/// Prints the checklist, or writes it and says where it lies.
pub(crate) fn checklist(
    of: &Of,
    format: Format,
    out: Option<&Path>,
    locale: Locale,
) -> Result<Done, Failure> {
    let (procedure, applicant) = open(of)?;
    put(beishen_desk::checklist(&procedure, &applicant, of.now, locale, format), out)
}

/// Prints the calendar file, or writes it and says where it lies.
pub(crate) fn calendar(of: &Of, out: Option<&Path>, locale: Locale) -> Result<Done, Failure> {
    let (procedure, applicant) = open(of)?;
    let offset = *Local::now().offset();
    put(beishen_desk::calendar(&procedure, &applicant, of.now, offset, locale), out)
}

fn put(text: String, out: Option<&Path>) -> Result<Done, Failure> {
    let Some(path) = out else { return Ok(Done::says(text)) };
    beishen_desk::write(path, text.as_bytes())?;
    Ok(Done::says(format!("{}\n", absolute(path).display())))
}

/// Writes the papers of the sample applicants and says where they lie.
pub(crate) fn demo(folder: &Path, now: NaiveDateTime, locale: Locale) -> Result<Done, Failure> {
    let papers = beishen_desk::demo(folder, now, locale)?;
    let lines: Vec<_> = papers.iter().map(|it| it.display().to_string()).collect();
    Ok(Done::says(lines.join("\n") + "\n"))
}

/// The procedure and the applicant that a command is about.
pub(crate) fn open(of: &Of) -> Result<(Procedure, Applicant), Failure> {
    let library = Library::built_in()?;
    let procedure = library.procedure(&of.procedure).cloned().ok_or_else(crate::no_procedure)?;
    let applicant = Applicant::read(&of.facts, &library.known())?;
    Ok((procedure, applicant))
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
