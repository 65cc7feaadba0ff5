//! `beishen scan`: a scan judged or made to fit, and the two sides of a card laid together.

use std::path::Path;

use beishen_core::{FileFormat, ScanLimits};
use beishen_document::Locale;
use beishen_work::{Failure, Layout, Scanned, Stopped};
use serde::Serialize;

use crate::{
    Done,
    args::Size,
    photos::{Outcome, OutcomeJson, bad},
};

/// Judges a scan.
pub(crate) fn check(scan: &Path, size: &Size, locale: Locale) -> Result<Done, Failure> {
    // No portal was named that takes some formats and not others.
    let verdicts = beishen_work::check_scan(scan, &limits(size, Vec::new()))?;
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
    let scanned = beishen_work::compress_scan(scan, made, &limits)?;
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
    let (scanned, found) = match beishen_work::merge_card(sides, made, layout, &limits)? {
        Ok((scanned, found)) => (Ok(scanned), Some(found)),
        Err(stopped) => (Err(stopped), None),
    };
    Ok(report(&outcome(scanned, named(sides), made)?, found, size, locale))
}

fn limits(size: &Size, formats: Vec<FileFormat>) -> ScanLimits {
    ScanLimits { formats, min_kb: size.min_kb, max_kb: size.max_kb, source: None }
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

fn report(outcome: &Outcome, found: Option<[usize; 2]>, size: &Size, locale: Locale) -> Done {
    let text = if size.json {
        let cropped = found.map(|it| it.map(|it| it > 0));
        crate::json(&Report { outcome: outcome.json(None, locale), cropped })
    } else {
        crate::printable(&outcome.told(None, locale))
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
