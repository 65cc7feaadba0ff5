//! The desk: one vault, the procedures, and every command of the window.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use beishen_core::{Answers, Assessment, Locale, Procedure, assess};
use beishen_store::{ApplicantId, DraftId, DraftRecord, Key, Vault};
use chrono::{FixedOffset, NaiveDateTime};

use crate::{
    Clipboard, Failure, Library, Press,
    companion::Walk,
    contract::DraftView,
    due,
    looks::Looks,
    preview::Preview,
    printing::{Job, Printing},
    record, view,
};

/// Carries out what the window asks for. One user step is one transaction; nothing derived is stored.
///
/// The time of every command is passed in: the desk reads no clock.
pub struct Desk {
    pub(crate) vault: Vault,
    /// What comes with the program, and packs of one's own.
    pub(crate) installed: Library,
    /// The same with what was added on this computer.
    pub(crate) library: Library,
    /// Told once, on the first screen.
    pub(crate) recovered: bool,
    /// The fonts, once something was printed.
    pub(crate) press: Arc<OnceLock<Press>>,
    /// The receipts of many that were begun last, and what a thread has still to take up of it.
    pub(crate) printing: Option<Printing>,
    pub(crate) job: Option<Job>,
    pub(crate) preview: Preview,
    /// What was seen of photos.
    pub(crate) looks: Looks,
    /// How far local time is from UTC, which calendar files are written in.
    pub(crate) offset: FixedOffset,
    pub(crate) companion: Walk,
    pub(crate) clipboard: Clipboard,
    /// Where files for uploading lie while the companion is open.
    pub(crate) uploads: PathBuf,
    /// Where practice portals lie.
    pub(crate) practice: PathBuf,
}

/// A draft with everything that follows from it.
pub(crate) struct Open<'a> {
    pub(crate) record: DraftRecord,
    pub(crate) procedure: &'a Procedure,
    pub(crate) answers: Answers,
    pub(crate) assessment: Assessment,
}

impl Desk {
    /// Opens the vault at `path`, or makes one. What has been in the bin for its time is gone afterwards.
    pub fn open(path: &Path, library: Library, now: NaiveDateTime) -> Result<Self, Failure> {
        let key = Key::load_or_create(path)?;
        let mut vault = Vault::open_or_create(path, &key)?;
        let recovered = vault.recovered();
        vault.purge(now)?;
        let installed = library.clone();
        let offset = due::china()?;
        let (uploads, practice) = (path.with_file_name("upload"), path.with_file_name("practice"));
        let (companion, clipboard) = (Walk::default(), Clipboard::none());
        let mut desk = Self {
            vault,
            installed,
            library,
            recovered,
            press: Arc::default(),
            printing: None,
            job: None,
            preview: Preview::default(),
            looks: Looks::default(),
            offset,
            companion,
            clipboard,
            uploads,
            practice,
        };
        desk.read_own()?;
        desk.forget_uploads();
        Ok(desk)
    }

    /// The same where local time is not China's.
    #[must_use]
    pub fn in_zone(self, offset: FixedOffset) -> Self {
        Self { offset, ..self }
    }

    /// The clipboard that the companion copies to; without one it says that nothing can be copied.
    pub fn use_clipboard(&mut self, clipboard: Clipboard) {
        self.clipboard = clipboard;
    }

    pub(crate) fn open_draft(
        &self,
        draft: DraftId,
        now: NaiveDateTime,
    ) -> Result<Open<'_>, Failure> {
        let record = self.vault.draft(draft)?;
        let id = &record.draft.procedure;
        let procedure = self.library.procedure(id).ok_or_else(|| Failure::not_installed(id))?;
        let mut answers = record::answers(&record.values);
        answers.elsewhere = self.elsewhere(&record)?;
        let assessment = assess(procedure, &answers, now);
        Ok(Open { record, procedure, answers, assessment })
    }

    pub(crate) fn draft_view(
        &self,
        draft: DraftId,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<DraftView, Failure> {
        let open = self.open_draft(draft, now)?;
        let files = view::files(&open, &self.looks, |digest| self.vault.bytes(digest).ok());
        let mut view = view::draft(&open, &files, now, locale);
        let installed = self.installed.procedure(open.procedure.id());
        let changes = installed.map(|it| view::pack_changes(&open.record.draft, it, locale));
        view.pack_changes = changes.unwrap_or_default();
        view.twin = self.twin_note(open.record.applicant.id, &self.twins()?, locale);
        Ok(view)
    }
}

pub(crate) fn applicant_id(id: i32) -> ApplicantId {
    ApplicantId(i64::from(id))
}

pub(crate) fn draft_id(id: i32) -> DraftId {
    DraftId(i64::from(id))
}
