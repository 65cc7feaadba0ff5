//! Every file to hand in, under its suggested name, in one folder: ready to be uploaded.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use beishen_core::{Assessment, FactKey, FileFormat, Locale, Procedure, Text, assess};
use beishen_store::DraftId;
use chrono::NaiveDateTime;

use crate::{Applicant, Desk, Failure, contract::SavedMaterials, files};

/// What was put into a folder, and what was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// The files that lie there now, in the pack's order.
    pub written: Vec<PathBuf>,
    /// Files that are there already and are others: as long as there are any, nothing is written.
    pub taken: Vec<PathBuf>,
    /// What is missing or wrong.
    pub open: Vec<Text>,
}

/// Writes every file that is there. What exists is replaced only if that is said.
pub fn hand_in(
    procedure: &Procedure,
    applicant: &Applicant,
    folder: &Path,
    replace: bool,
    now: NaiveDateTime,
) -> Result<Handed, Failure> {
    let assessment = assess(procedure, &applicant.answers, now);
    let mut named: BTreeMap<String, u32> = BTreeMap::new();
    let mut all = Vec::new();
    for material in procedure.asked(&assessment) {
        let Some(bytes) = applicant.file(&material.id) else { continue };
        let mut name = procedure.file_name(material, &assessment);
        // Two materials of one title are two files.
        let count = named.entry(name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            name = format!("{name}-{count}");
        }
        let format = applicant.answers.materials.get(&material.id).map(|it| it.format);
        all.push((folder.join(name + ending(format.unwrap_or_default())), bytes));
    }
    let differs = |path: &Path, bytes: &[u8]| match fs::metadata(path) {
        Ok(found) if found.is_file() && found.len() == bytes.len() as u64 => {
            fs::read(path).map_or(true, |it| it != bytes)
        }
        Ok(_) => true,
        Err(_) => false,
    };
    let there = all.iter().filter(|(path, bytes)| !replace && differs(path, bytes));
    let taken: Vec<PathBuf> = there.map(|it| it.0.clone()).collect();
    let mut written = Vec::new();
    if taken.is_empty() && !all.is_empty() {
        files::make_folder(folder)?;
        for (path, bytes) in all {
            files::write(&path, bytes)?;
            written.push(path);
        }
    }
    Ok(Handed { written, taken, open: open(procedure, &assessment) })
}

/// What is missing or wrong, each with its material's name.
fn open(procedure: &Procedure, assessment: &Assessment) -> Vec<Text> {
    let mut open = Vec::new();
    for material in procedure.asked(assessment) {
        let file = FactKey::of_file(&material.id);
        open.extend(assessment.about(&file).filter(|it| it.is_error()).map(|it| {
            let (title, message) = (&material.title, &it.message);
            Text::new(
                format!("{}：{}", title.zh, message.zh),
                format!("{}: {}", title.en, message.en),
            )
        }));
    }
    open
}

fn ending(format: FileFormat) -> &'static str {
    match format {
        FileFormat::Jpeg => ".jpg",
        FileFormat::Png => ".png",
        FileFormat::Webp => ".webp",
        FileFormat::Bmp => ".bmp",
        FileFormat::Tiff => ".tif",
        FileFormat::Heic => ".heic",
        FileFormat::Gif => ".gif",
        FileFormat::Pdf => ".pdf",
        FileFormat::Unknown => "",
    }
}

impl Desk {
    pub(crate) fn save_materials(
        &self,
        draft: DraftId,
        folder: &Path,
        replace: bool,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<SavedMaterials, Failure> {
        let (procedure, applicant) = self.applicant(draft, now)?;
        let procedure = self.library.procedure(&procedure).ok_or_else(Failure::gone)?;
        let Handed { written, taken, open } = hand_in(procedure, &applicant, folder, replace, now)?;
        let names = |all: Vec<PathBuf>| -> Vec<String> {
            let name = |it: &PathBuf| it.file_name().map(|it| it.to_string_lossy().into_owned());
            all.iter().filter_map(name).collect()
        };
        Ok(SavedMaterials {
            path: (!written.is_empty()).then(|| folder.display().to_string()),
            written: names(written),
            taken: names(taken),
            open: open.iter().map(|it| it.get(locale).to_owned()).collect(),
        })
    }
}
