//! The shipped packs under test: each with a perfect draft, and cases of what is planted in it and must be found.

#![expect(clippy::missing_panics_doc, reason = "what cannot be read fails the test that needs it")]

mod case;
pub mod clean;
mod dice;
mod judged;
mod people;

use std::{fs, path::PathBuf};

use beishen_core::{
    Answers, Change, ColorMode, Dictionary, FactsFile, FileFormat, Known, Measurement, PixelSize,
    Procedure, Subject,
};
use beishen_document::Locale;
use chrono::{NaiveDate, NaiveDateTime};

pub use case::{Case, Expected, cases, severity_name};
pub use dice::Dice;
pub use judged::{assess, judged};
pub use people::{in_order, people};

/// The packs that ship.
pub const PACKS: &[&str] = &["tdxl", "chsi-account", "hunnu-bachelor", "image-check"];

/// A pack that ships, its dictionary, and an applicant for whom nothing is wrong.
#[derive(Debug)]
pub struct Pack {
    /// `assets/facts.toml`
    pub dictionary: Dictionary,
    /// `assets/procedures/<id>.toml`
    pub procedure: Procedure,
    /// `packs/<id>/perfect.json`, with a photo as the portal wants it.
    pub perfect: Answers,
}

/// The time at which the perfect drafts are perfect.
pub fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 22)
        .and_then(|it| it.and_hms_opt(10, 0, 0))
        .unwrap_or_default()
}

/// The text of a shipped file, such as `procedures/tdxl.toml`.
pub fn asset(path: &str) -> String {
    read(&format!("../assets/{path}"))
}

/// Loads a shipped pack.
pub fn pack(id: &str) -> Pack {
    let loaded = Dictionary::parse("facts.toml", &asset("facts.toml")).and_then(|dictionary| {
        let file = format!("{id}.toml");
        let procedure =
            Procedure::parse(&file, &asset(&format!("procedures/{file}")), &dictionary)?;
        Ok((dictionary, procedure))
    });
    let (dictionary, procedure) = loaded.unwrap_or_else(|it| panic!("{it}"));
    let (mut perfect, files) =
        FactsFile::parse(&read(&format!("packs/{id}/perfect.json")), &known(&procedure))
            .unwrap_or_else(|it| panic!("{}", it.message(Locale::En)));
    for material in files.into_keys() {
        let photo = perfect_photo(&procedure, &material);
        perfect.materials.insert(material, photo);
    }
    let perfect = judged(&procedure, &perfect);
    Pack { dictionary, procedure, perfect }
}

/// Does what a repair's button does.
pub fn apply(answers: &mut Answers, subject: &Subject, change: &Change) {
    match (change, subject) {
        (Change::Set(value), Subject::Fact(fact)) => {
            answers.facts.insert(fact.clone(), value.clone());
        }
        (Change::Set(_), _) => panic!("{subject} is no fact, and a repair sets it"),
        (Change::History(rows), _) => answers.history.clone_from(rows),
    }
}

/// A file of this package.
fn read(path: &str) -> String {
    let path = here(path);
    fs::read_to_string(&path).unwrap_or_else(|it| panic!("{}: {it}", path.display()))
}

fn here(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn known(procedure: &Procedure) -> Known {
    let mut known = Known::default();
    known.add(procedure);
    known
}

/// A photo that fits the material's profile, taken three weeks ago.
fn perfect_photo(procedure: &Procedure, material: &str) -> Measurement {
    let profile = procedure.profile(material);
    Measurement {
        format: FileFormat::Jpeg,
        bytes: profile.map_or(300_000, |it| {
            let [least, most] = it.bytes_wanted();
            u64::midpoint(least, most)
        }),
        size: Some(profile.map_or(PixelSize { width: 1600, height: 1000 }, |it| PixelSize {
            width: it.width,
            height: it.height,
        })),
        color: Some(ColorMode::Rgb),
        bits: Some(8),
        taken_on: now().date().checked_sub_days(chrono::Days::new(21)),
        decodes: Some(true),
        ..Measurement::default()
    }
}

/// How many cases of a property are tried: more where `PROPTEST_CASES` says so.
pub fn tries(usual: u32) -> u32 {
    let said = std::env::var("PROPTEST_CASES").ok();
    said.and_then(|it| it.parse().ok()).unwrap_or(usual)
}
