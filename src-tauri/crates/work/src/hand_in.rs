//! Every file to hand in, under its suggested name, in one folder: ready to be uploaded.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use beishen_core::{Assessment, FileFormat, Procedure, assess, procedure::Requirement};
use beishen_document::Text;
use beishen_photo::without_place;
use chrono::NaiveDateTime;

use crate::{applicant::Applicant, failure::Failure, files};

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

/// Writes every file that is there, without the place where it was taken. What exists is replaced only if that is said, and never by another file what all this was
/// read from.
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
    for material in assessment.asked(procedure) {
        let Some(bytes) = applicant.file(&material.id).map(without_place) else { continue };
        let mut name = procedure.file_name(material, &assessment.values);
        // Two materials of one title are two files.
        let count = named.entry(name.clone()).or_default();
        *count += 1;
        if *count > 1 {
            name = format!("{name}-{count}");
        }
        let format = applicant.answers.materials.get(&material.id).map(|it| it.format);
        all.push((folder.join(name + &ending(format.unwrap_or_default())), bytes));
    }
    let differs = |path: &Path, bytes: &[u8]| match fs::metadata(path) {
        Ok(found) if found.is_file() && found.len() == bytes.len() as u64 => {
            fs::read(path).map_or(true, |it| it != bytes)
        }
        Ok(_) => true,
        Err(_) => false,
    };
    for (path, bytes) in &all {
        if differs(path, bytes) {
            applicant.originals().spare(path)?;
        }
    }
    let there = all.iter().filter(|(path, bytes)| !replace && differs(path, bytes));
    let taken: Vec<PathBuf> = there.map(|it| it.0.clone()).collect();
    let mut written = Vec::new();
    if taken.is_empty() && !all.is_empty() {
        files::make_folder(folder)?;
        for (path, bytes) in all {
            files::write(&path, &bytes)?;
            written.push(path);
        }
    }
    Ok(Handed { written, taken, open: open(procedure, &assessment, |_| true) })
}

/// What is missing or wrong of these materials, each with its name.
pub(crate) fn open(
    procedure: &Procedure,
    assessment: &Assessment,
    of: impl Fn(&Requirement) -> bool,
) -> Vec<Text> {
    let mut open = Vec::new();
    for material in assessment.asked(procedure).filter(|it| of(it)) {
        open.extend(assessment.about(&material.file()).filter(|it| it.is_error()).map(|it| {
            let (title, message) = (&material.title, &it.message);
            Text::new(
                format!("{}：{}", title.zh, message.zh),
                format!("{}: {}", title.en, message.en),
            )
        }));
    }
    open
}

/// `.jpg`
pub(crate) fn ending(format: FileFormat) -> String {
    format.endings().first().map(|it| format!(".{it}")).unwrap_or_default()
}
