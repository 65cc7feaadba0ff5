//! Files to hand in: taken in, taken out, and saved as they lie here.

use std::path::{Path, PathBuf};

use beishen_document::{DRAWING_MM, curves, html::path};
use beishen_guide::papers::{photo_advice, photo_drawings};
use beishen_photo::without_place;
use beishen_store::{Change, DraftId, Level, NewFile, Provenance};
use beishen_work::{Failure, files};

use crate::{
    at::At,
    contract::{DraftView, DrawingView, PhotoGuideView, SavedFile},
    desk::Desk,
    note::Note,
    parts::pictures::Shown,
};

impl Desk {
    pub(crate) fn attach(
        &mut self,
        draft: DraftId,
        material: String,
        path: PathBuf,
        at: At,
    ) -> Result<DraftView, Failure> {
        let mut changes = vec![Self::chosen(&material, &path)?];
        changes.extend(self.unconfirmed(draft, &material, at)?);
        self.step(draft, &changes, at)
    }

    /// What was confirmed of the file that lies there is confirmed of no other.
    fn unconfirmed(&self, draft: DraftId, material: &str, at: At) -> Result<Vec<Change>, Failure> {
        let open = self.open_draft(draft, at.now)?;
        let wanted = open.procedure.material(material).ok_or_else(Failure::gone)?;
        if !open.record.values.attachments.contains_key(material) {
            return Ok(Vec::new());
        }
        let ticked = wanted.ticks.iter().filter(|it| open.answers.ticks.contains_key(&it.id));
        Ok(ticked.map(|it| Change::tick(Level::Draft, &it.id, false)).collect())
    }

    /// How the photo of a material is taken.
    pub(crate) fn photo_guide(
        &self,
        draft: DraftId,
        material: String,
        at: At,
    ) -> Result<PhotoGuideView, Failure> {
        let open = self.open_draft(draft, at.now)?;
        let profile = open.procedure.profile(&material).ok_or_else(Failure::gone)?;
        let (width, height) = DRAWING_MM;
        let drawings = photo_drawings(at.locale).into_iter().map(|it| DrawingView {
            path: path(&curves(&it.lines, width, height)),
            caption: it.caption,
            width,
            height,
        });
        Ok(PhotoGuideView {
            advice: photo_advice(profile, at.locale),
            drawings: drawings.collect(),
        })
    }

    /// A file that was chosen. It is looked at here, before the vault has it.
    pub(crate) fn chosen(slot: &str, path: &Path) -> Result<Change, Failure> {
        let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = files::read(path, &name)?;
        Self::attachment(slot, &name, bytes)
    }

    /// The file with its measurements.
    pub(crate) fn attachment(slot: &str, name: &str, bytes: Vec<u8>) -> Result<Change, Failure> {
        let note = Note::chosen(&bytes)?.text();
        let file = NewFile { name: name.to_owned(), note, bytes };
        Ok(Change::attach(Level::Draft, slot, Some(file), Provenance::Typed))
    }

    /// A picture that the view shown last names: its media type and its bytes. `None`: it names none such, or the file cannot be
    /// shown.
    pub fn picture(&self, name: &str) -> Option<(&'static str, Vec<u8>)> {
        let (digest, shown) = self.pictures.named(name)?;
        let bytes = || self.vault.bytes(&digest).ok();
        match shown {
            Shown::AsItIs(kind) => Some((kind, bytes()?)),
            Shown::Drawn => {
                let sight = self.looks.sight(&digest, false, bytes)?;
                let (jpeg, _) = sight.picture.as_ref().ok()?;
                Some(("image/jpeg", jpeg.clone()))
            }
        }
    }

    pub(crate) fn detach(
        &mut self,
        draft: DraftId,
        material: String,
        at: At,
    ) -> Result<DraftView, Failure> {
        let mut changes = vec![Change::attach(Level::Draft, &material, None, Provenance::Typed)];
        changes.extend(self.unconfirmed(draft, &material, at)?);
        self.step(draft, &changes, at)
    }

    /// One file as it lies here, written where the person says.
    pub(crate) fn save_file(
        &self,
        draft: DraftId,
        material: String,
        path: PathBuf,
        _: At,
    ) -> Result<SavedFile, Failure> {
        let values = self.vault.draft(draft)?.values;
        let file = values.attachments.get(&material).ok_or_else(Failure::gone)?;
        files::write(&path, &without_place(&self.vault.bytes(&file.digest)?))?;
        Ok(SavedFile { path: path.display().to_string(), missing: Vec::new() })
    }
}
