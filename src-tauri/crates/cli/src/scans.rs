//! `beishen scan`: a scan judged or made to fit, and the two sides of a card laid together.

use std::path::Path;

use beishen_core::{FileFormat, Locale, Text};
use beishen_desk::{Failure, Layout, ScanLimits, Scanned, Stopped};
use serde::Serialize;

use crate::{
    Done,
    args::Size,
    photos::{Outcome, OutcomeJson, bad},
};

/// Judges a scan.
pub(crate) fn check(scan: &Path, size: &Size, locale: Locale) -> Result<Done, Failure> {
    let formats = vec![FileFormat::Jpeg, FileFormat::Pdf];
    let verdicts = beishen_desk::check_scan(scan, &limits(size, formats))?;
    let outcome = Outcome { verdicts: Some(verdicts), ..Outcome::of(named([scan])) };
    Ok(report(&outcome, None, size, locale))
}

/// Makes a scan a JPEG that fits.
pub(crate) fn compress(
    scan: &Path,
    made: &Path,
    size: &Size,
    locale: Locale,
) -> Result<Done, Failure> {
    let limits = limits(size, vec![FileFormat::Jpeg]);
    let scanned = beishen_desk::compress_scan(scan, made, &limits)?;
    Ok(report(&outcome(scanned, named([scan]), made)?, None, size, locale))
}

/// Lays two sides together.
pub(crate) fn card(
    sides: [&Path; 2],
    made: &Path,
    layout: Layout,
    size: &Size,
    locale: Locale,
) -> Result<Done, Failure> {
    let limits = limits(size, vec![FileFormat::Jpeg]);
    let (scanned, cropped) = match beishen_desk::merge_card(sides, made, layout, &limits)? {
        Ok((scanned, cropped)) => (Ok(scanned), Some(cropped)),
        Err(stopped) => (Err(stopped), None),
    };
    Ok(report(&outcome(scanned, named(sides), made)?, cropped, size, locale))
}

fn limits(size: &Size, formats: Vec<FileFormat>) -> ScanLimits {
    let source = Text::new("命令行给出的大小", "the size given on the command line");
    ScanLimits { formats, min_kb: size.min_kb, max_kb: Some(size.max_kb), source }
}

fn named<const N: usize>(files: [&Path; N]) -> String {
    files.map(|it| it.display().to_string()).join(" + ")
}

/// What is no picture is bad input; a picture that does not fit has been judged.
fn outcome(
    scanned: Result<Scanned, Stopped>,
    file: String,
    made: &Path,
) -> Result<Outcome, Failure> {
    match scanned {
        Ok(Scanned { verdicts, record, .. }) => Ok(Outcome {
            verdicts: Some(verdicts),
            made: Some((made.to_owned(), record)),
            ..Outcome::of(file)
        }),
        Err(stopped @ (Stopped::Unreadable(_) | Stopped::Pdf)) => Err(bad(stopped)),
        Err(stopped) => Ok(Outcome { stopped: Some(stopped.message()), ..Outcome::of(file) }),
    }
}

fn report(outcome: &Outcome, cropped: Option<[bool; 2]>, size: &Size, locale: Locale) -> Done {
    let text = if size.json {
        crate::json(&Report { outcome: outcome.json(locale), cropped })
    } else {
        let mut text = outcome.told(locale);
        for (found, zh, en) in cropped
            .into_iter()
            .flat_map(|[front, back]| [(front, "正面", "the front"), (back, "反面", "the back")])
        {
            let line = match (found, locale) {
                (true, _) => continue,
                (false, Locale::Zh) => format!("  {zh}没有找到卡片的边，整张放入。\n"),
                (false, Locale::En) => {
                    format!("  The card's edges were not found in {en}, so all of it was used.\n")
                }
            };
            text.push_str(&line);
        }
        crate::printable(&text)
    };
    Done { text, errors: outcome.is_wrong() }
}

#[derive(Serialize)]
struct Report<'a> {
    #[serde(flatten)]
    outcome: OutcomeJson<'a>,
    /// Of front and back, whether the card's edges were found.
    #[serde(skip_serializing_if = "Option::is_none")]
    cropped: Option<[bool; 2]>,
}
