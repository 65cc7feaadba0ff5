//! `beishen receipt`, `questionnaire`, `verify`, `checklist`, `practice`, `correction`, `mail`, `calendar` and `demo`.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use beishen_core::Procedure;
use beishen_document::{Document, Locale, Text};
use beishen_work::{
    Applicant, Failure, FailureCode, Library, Originals, Printed, Studio,
    papers::{Format, Paper, Press},
};
use chrono::{Local, NaiveDateTime};

use crate::{
    Done,
    args::{Of, To},
};

/// Writes the receipt and says where it lies.
pub(crate) fn receipt(
    library: &Library,
    of: &Of,
    pdf: Option<PathBuf>,
    show_id: bool,
    locale: Locale,
) -> Result<Done, Failure> {
    let (procedure, applicant) = open(library, of)?;
    let document = beishen_work::papers::receipt(procedure, &applicant, of.now, locale, !show_id);
    let receipt = Press::new()?.print(&document)?;
    let path = pdf.unwrap_or_else(|| of.facts.with_extension("receipt.pdf"));
    lies(&receipt, &path, &read(library, &applicant), locale)
}

/// Prints the questionnaire, or writes it and says where it lies.
pub(crate) fn questionnaire(
    library: &Library,
    procedure: &str,
    to: &To,
    now: NaiveDateTime,
    locale: Locale,
) -> Result<Done, Failure> {
    let procedure = library.procedure(procedure).ok_or_else(crate::no_procedure)?;
    let format = to.format();
    let make = || {
        let press = OnceLock::new();
        beishen_work::papers::questionnaire(procedure, format, now, locale, &press)
    };
    made_as(format, make, to, &library.originals(), locale)
}

/// Says whether a receipt agrees with the answers, and what differs; then the exit code is 1.
pub(crate) fn verify(
    library: &Library,
    receipt: &Path,
    procedure: &str,
    facts: &Path,
    locale: Locale,
) -> Result<Done, Failure> {
    let procedure = library.procedure(procedure).ok_or_else(crate::no_procedure)?;
    let applicant = Applicant::read(facts, procedure, &library.known(), &Studio::default())?;
    let verified = beishen_work::verify(receipt, procedure, &applicant, &OnceLock::new())?;
    let mut lines = vec![verified.message().get(locale).to_owned()];
    lines.extend(verified.lines(locale));
    Ok(Done { text: lines.join("\n") + "\n", errors: !verified.agrees() })
}

/// Writes the correction form and says where it lies, or that none is needed.
pub(crate) fn correction(
    library: &Library,
    of: &Of,
    pdf: Option<PathBuf>,
    locale: Locale,
) -> Result<Done, Failure> {
    let (procedure, applicant) = open(library, of)?;
    match beishen_work::papers::correction(procedure, &applicant, of.now, locale) {
        Some(form) => {
            let form = Press::new()?.print(&form)?;
            let path = pdf.unwrap_or_else(|| of.facts.with_extension("correction.pdf"));
            lies(&form, &path, &read(library, &applicant), locale)
        }
        None => Ok(Done::says(locale.pick(
            "对照表中没有不一致或看不到的项目，不需要勘误表。\n",
            "Nothing in the comparison differs or is missing: no form is needed.\n",
        ))),
    }
}

/// Prints the letters that are needed.
pub(crate) fn mail(library: &Library, of: &Of, locale: Locale) -> Result<Done, Failure> {
    let (procedure, applicant) = open(library, of)?;
    let mails: Vec<String> = beishen_work::papers::mails(procedure, &applicant, of.now)
        .iter()
        .map(|mail| {
            let mut head = vec![
                (locale.pick("用途：", "For: "), mail.title.get(locale)),
                (locale.pick("收件人：", "To: "), &*mail.to),
                (locale.pick("主题：", "Subject: "), &*mail.subject),
            ];
            let enclosed = mail.material.as_ref().map(|it| it.get(locale));
            head.extend(enclosed.map(|it| (locale.pick("附件：", "Enclosed: "), it)));
            let head: Vec<String> =
                head.iter().map(|(label, text)| format!("{label}{text}")).collect();
            format!("{}\n\n{}", head.join("\n"), mail.body)
        })
        .collect();
    if mails.is_empty() {
        return Ok(Done::says(locale.pick("现在没有要发的邮件。\n", "No mail is needed now.\n")));
    }
    Ok(Done::says(mails.join("\n")))
}

/// Writes a printed paper and says where it lies.
fn lies(
    printed: &Printed,
    path: &Path,
    originals: &Originals,
    locale: Locale,
) -> Result<Done, Failure> {
    written(&printed.pdf, &printed.missing, path, originals, locale)
}

/// Which characters no font has; nothing where all have a glyph.
pub(crate) fn without_glyph(missing: &BTreeSet<char>, locale: Locale) -> Option<String> {
    let named = beishen_work::papers::named(missing);
    (!named.is_empty()).then(|| match locale {
        Locale::Zh => format!("没有字体的字，纸上显示为〓，请手写补上：{}", named.join("、")),
        Locale::En => format!(
            "No font has these; on paper they are 〓, write them in by hand: {}",
            named.join(", ")
        ),
    })
}

fn written(
    bytes: &[u8],
    missing: &BTreeSet<char>,
    path: &Path,
    originals: &Originals,
    locale: Locale,
) -> Result<Done, Failure> {
    originals.spare(path)?;
    beishen_work::files::write(path, bytes)?;
    let place = absolute(path);
    let text = [Some(place.display().to_string()), without_glyph(missing, locale)];
    let text = text.into_iter().flatten().map(|it| it + "\n").collect::<String>();
    Ok(Done::says(text))
}

/// Prints the checklist, or writes it and says where it lies.
pub(crate) fn checklist(
    library: &Library,
    of: &Of,
    to: &To,
    locale: Locale,
) -> Result<Done, Failure> {
    let (procedure, applicant) = open(library, of)?;
    let checklist = beishen_work::papers::checklist(procedure, &applicant, of.now, locale);
    made(&checklist, to, &read(library, &applicant), locale)
}

/// Prints a document, or writes it and says where it lies.
pub(crate) fn made(
    document: &Document,
    to: &To,
    originals: &Originals,
    locale: Locale,
) -> Result<Done, Failure> {
    let format = to.format();
    let make = || beishen_work::papers::paper(document, format, &OnceLock::new());
    made_as(format, make, to, originals, locale)
}

fn made_as(
    format: Format,
    make: impl FnOnce() -> Result<Paper, Failure>,
    to: &To,
    originals: &Originals,
    locale: Locale,
) -> Result<Done, Failure> {
    if to.out.is_none() && format == Format::Pdf {
        return Err(no_place());
    }
    let paper = make()?;
    match &to.out {
        Some(path) => written(&paper.bytes, &paper.missing, path, originals, locale),
        None => Ok(Done::says(String::from_utf8_lossy(&paper.bytes))),
    }
}

/// The words for a PDF that would go to the screen.
fn no_place() -> Failure {
    let message = Text::new(
        "PDF 不能输出到屏幕，请用 -o 写明文件名。",
        "A PDF cannot be shown here. Name a file with -o.",
    );
    Failure { code: FailureCode::Input, message }
}

/// Writes the practice portal and says where it lies.
pub(crate) fn practice(
    library: &Library,
    procedure: &str,
    out: &Path,
    locale: Locale,
) -> Result<Done, Failure> {
    let procedure = library.procedure(procedure).ok_or_else(crate::no_procedure)?;
    put(beishen_guide::practice(procedure, locale), Some(out), &library.originals())
}

/// Prints the guide, or writes it and says where it lies.
pub(crate) fn guide(to: &To, now: NaiveDateTime, locale: Locale) -> Result<Done, Failure> {
    made(&beishen_work::guide::document(now, locale), to, &Originals::default(), locale)
}

/// Prints the calendar file, or writes it and says where it lies.
pub(crate) fn calendar(
    library: &Library,
    of: &Of,
    out: Option<&Path>,
    locale: Locale,
) -> Result<Done, Failure> {
    let (procedure, applicant) = open(library, of)?;
    let offset = *Local::now().offset();
    let calendar = beishen_work::papers::calendar(procedure, &applicant, of.now, offset, locale);
    put(calendar, out, &read(library, &applicant))
}

fn put(text: String, out: Option<&Path>, originals: &Originals) -> Result<Done, Failure> {
    let Some(path) = out else { return Ok(Done::says(text)) };
    originals.spare(path)?;
    beishen_work::files::write(path, text.as_bytes())?;
    Ok(Done::says(format!("{}\n", absolute(path).display())))
}

/// Writes the papers of the sample applicants and says where they lie.
pub(crate) fn demo(folder: &Path, now: NaiveDateTime, locale: Locale) -> Result<Done, Failure> {
    let papers = beishen_work::demo::write(folder, now, locale)?;
    let lines: Vec<_> = papers.iter().map(|it| it.display().to_string()).collect();
    Ok(Done::says(lines.join("\n") + "\n"))
}

/// The procedure and the applicant that a command is about.
pub(crate) fn open<'a>(
    library: &'a Library,
    of: &Of,
) -> Result<(&'a Procedure, Applicant), Failure> {
    let procedure = library.procedure(&of.procedure).ok_or_else(crate::no_procedure)?;
    let studio = Studio::default();
    let applicant = Applicant::read(&of.facts, procedure, &library.known(), &studio)?;
    Ok((procedure, applicant))
}

/// What a command about an applicant has read, and must not write over.
pub(crate) fn read(library: &Library, applicant: &Applicant) -> Originals {
    library.originals().and(applicant.originals())
}

pub(crate) fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
