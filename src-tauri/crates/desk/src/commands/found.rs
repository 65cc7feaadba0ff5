//! Photos and scans of many, from a folder: whose each is, by its name; doubts are asked once, for all of them together.

use std::path::{Path, PathBuf};

use beishen_core::reading::ValueKind;
use beishen_store::DraftId;
use beishen_work::{Failure, files};
use chrono::NaiveDate;

use crate::{
    at::At,
    contract::{AttachedFile, FoundFile, FoundFilesView, FoundPerson},
    desk::Desk,
    import::found::{By, Found, Whom, whose},
    record::ID_NUMBER,
    view,
};

const ENDINGS: [&str; 10] =
    ["jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff", "heic", "heif", "pdf"];
const STUDENT_NUMBERS: [&str; 2] = ["degree.student_number", "study.student_number"];

impl Desk {
    /// Looks into a folder for files of a material.
    pub(crate) fn find_files(
        &mut self,
        folder: PathBuf,
        procedure: String,
        material: String,
        at: At,
    ) -> Result<FoundFilesView, Failure> {
        let pack = self.library.procedure(&procedure);
        let pack = pack.ok_or_else(|| Failure::not_installed(&procedure))?;
        pack.material(&material).ok_or_else(Failure::gone)?;
        let files = files::in_folder(&folder, &ENDINGS)?;
        let mut people = Vec::new();
        for line in self.vault.everybody()? {
            let own = |it: &&beishen_store::Draft| it.closed.is_none() && it.procedure == procedure;
            let Some(draft) = line.drafts.iter().find(own) else { continue };
            let values = self.vault.draft(draft.id)?.values;
            let text = |key: &str| {
                values.answers.get(key).map(|it| it.text.trim()).unwrap_or_default().to_owned()
            };
            // Read for its form alone, which no day changes.
            let number =
                ValueKind::Id18.read(&text(ID_NUMBER), NaiveDate::MAX).normalised.into_owned();
            people.push(Whom {
                draft: draft.id,
                name: line.applicant.details.name.clone(),
                number,
                student: STUDENT_NUMBERS.map(text).into(),
                has: values.attachments.contains_key(&material),
            });
        }
        let found = Found { material, files, people };
        let shown = shown(&found, at);
        self.found = Some(found);
        Ok(shown)
    }

    /// Puts one of the files that were found into a draft of those that were found, as a file that is chosen.
    pub(crate) fn attach_found(
        &mut self,
        file: u32,
        draft: DraftId,
        at: At,
    ) -> Result<AttachedFile, Failure> {
        let found = self.found.as_ref().ok_or_else(Failure::gone)?;
        let path = found.files.get(usize::try_from(file).unwrap_or(usize::MAX));
        let path = path.filter(|_| found.people.iter().any(|it| it.draft == draft));
        let (path, material) = (path.ok_or_else(Failure::gone)?.clone(), found.material.clone());
        let view = self.attach(draft, material.clone(), path, at)?;
        let material = view.materials.into_iter().find(|it| it.id == material);
        let material = material.ok_or_else(Failure::gone)?;
        Ok(AttachedFile { state: material.state, reasons: material.reasons })
    }
}

fn shown(found: &Found, at: At) -> FoundFilesView {
    let files = found.files.iter().enumerate().map(|(n, path)| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let matched = whose(&stem, &found.people);
        let why = matched.as_ref().map_or("", |(by, _)| match by {
            By::Number => at.locale.pick("证件号码", "document number"),
            By::Student => at.locale.pick("学号", "student number"),
            By::Name => at.locale.pick("姓名", "name"),
        });
        let people: Vec<&Whom> =
            matched.iter().flat_map(|it| &it.1).filter_map(|it| found.people.get(*it)).collect();
        let person = |it: &&Whom| FoundPerson {
            draft: view::small(it.draft.0),
            name: it.name.clone(),
            tail: it.number.chars().skip(it.number.chars().count().saturating_sub(4)).collect(),
            has: it.has,
        };
        FoundFile {
            file: view::count(n),
            name: name(path),
            why: why.to_owned(),
            draft: match people.as_slice() {
                [one] => Some(view::small(one.draft.0)),
                _ => None,
            },
            people: people.iter().map(person).collect(),
        }
    });
    FoundFilesView { files: files.collect(), people: view::count(found.people.len()) }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
