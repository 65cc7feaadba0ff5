//! The desk: one vault, the procedures, and every command of the window.

use std::{
    cell::Cell,
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use beishen_document::{Locale, Text};
use beishen_store::{AddedOption, Key, StoreError, Vault};
use beishen_work::{Failure, FailureCode, Library, RemovedPack, WrittenPack, papers::Press};
use chrono::{FixedOffset, NaiveDateTime};

use crate::{
    everything::{Found as Everybody, Writing},
    import::{Import, found::Found},
    own::{
        self,
        taught::{self, Taught},
    },
    parts::{
        companion::Walk,
        form::{Offered, ReadForm},
        kept::Kept,
        looks::Looks,
        opened::Opened,
        pictures::Pictures,
        preview::Preview,
        printing::{Job, Printing},
    },
    roster::{self, Back, Index},
    system::clipboard::Clipboard,
};

/// What the vault's file is called in its folder.
pub const VAULT: &str = "beishen.vault";
/// For how many days people are kept, unless the desk wants it otherwise.
pub const KEEP_DAYS: u32 = 180;

/// Carries out what the window asks for. One user step is one transaction; nothing derived is stored.
///
/// The time of every command is passed in: the desk reads no clock.
pub struct Desk {
    pub(crate) vault: Vault,
    /// What comes with the program, and packs of one's own.
    pub(crate) installed: Library,
    /// What is known of the portals' pages, by procedure, and the installed packs with what was taken over of it.
    pub(crate) taught: BTreeMap<String, Taught>,
    pub(crate) corrected: Library,
    /// The same with what was added on this computer.
    pub(crate) library: Arc<Library>,
    /// It lies on another computer, and is only looked at.
    remote: bool,
    /// It was not closed the last time: what had been saved until when. Told on the first screen.
    pub(crate) recovered: Option<NaiveDateTime>,
    /// Up to whom of those who were erased the backups are without them; and where somebody may be still.
    pub(crate) taken_out: Option<u64>,
    pub(crate) not_taken_out: Option<Failure>,
    /// What the look through the whole vault came to, if it is damaged.
    pub(crate) unsound: Option<Failure>,
    /// Why there is no backup of today.
    pub(crate) unsaved_backup: Option<Failure>,
    /// The fonts, once something was printed.
    pub(crate) press: Arc<OnceLock<Press>>,
    /// The receipts of many that were begun last, and what a thread has still to take up of it.
    pub(crate) printing: Option<Printing>,
    /// The command that could not be carried out has left files of somebody all the same.
    pub(crate) partly: Cell<bool>,
    /// The table that was read last.
    pub(crate) importing: Option<Import>,
    /// The files of a folder, and whose they may be.
    pub(crate) found: Option<Found>,
    /// Everything as it is being written into a folder, and whom a folder holds that was looked into.
    pub(crate) writing: Option<Writing>,
    pub(crate) looked_into: Option<Everybody>,
    /// The portal's page that was read last: its boxes.
    pub(crate) form: Option<ReadForm>,
    /// The pack from elsewhere that was looked at last.
    pub(crate) offered: Option<Offered>,
    /// The bundle that was opened last.
    pub(crate) bundle: Option<Opened>,
    pub(crate) job: Option<Job>,
    pub(crate) preview: Preview,
    /// What was seen of photos.
    pub(crate) looks: Looks,
    pub(crate) kept: Kept,
    /// Everybody, as the list shows them.
    pub(crate) roster: Index,
    /// What takes back what was done to many last.
    pub(crate) back: Vec<Back>,
    pub(crate) pictures: Pictures,
    /// How far local time is from UTC, which calendar files are written in.
    pub(crate) offset: FixedOffset,
    pub(crate) companion: Walk,
    pub(crate) clipboard: Clipboard,
    /// Where files for uploading lie while the companion is open.
    pub(crate) uploads: PathBuf,
    /// Where practice portals lie.
    pub(crate) practice: PathBuf,
    /// What was removed last, until it is put back.
    pub(crate) removed: Option<Removed>,
}

/// What stands outside every draft and was removed, or written over.
pub(crate) enum Removed {
    Option(AddedOption),
    Pack(RemovedPack),
    Written(WrittenPack),
}

impl Desk {
    /// Opens the vault at `path` with the key that lies beside it, or makes one; where nothing can be written, to be looked at. What has
    /// been in the bin for its time is gone afterwards.
    pub fn open(path: &Path, library: Library, now: NaiveDateTime) -> Result<Self, Failure> {
        let key = Key::load_or_create(path).map_err(|it| Self::not_opened(it, path))?;
        Self::open_with(path, &key, library, now)
    }

    /// The same with a key that is kept elsewhere.
    pub(crate) fn open_with(
        path: &Path,
        key: &Key,
        library: Library,
        now: NaiveDateTime,
    ) -> Result<Self, Failure> {
        match Vault::open_or_create(path, key, now) {
            Ok(vault) => Self::of(vault, path, library, now),
            // What cannot be written, or had better not be, can often be read.
            Err(error @ (StoreError::NoAccess | StoreError::Remote)) => {
                let desk = Self::read_with(path, key, library, now);
                let desk = desk.map_err(|_| Self::not_opened(error, path))?;
                Ok(Self { remote: error == StoreError::Remote, ..desk })
            }
            Err(error) => Err(Self::not_opened(error, path)),
        }
    }

    /// Opens a copy of the vault at `path`, to be looked at. Whatever would change it is refused in words.
    pub fn open_to_read(
        path: &Path,
        library: Library,
        now: NaiveDateTime,
    ) -> Result<Self, Failure> {
        Self::read_with(path, &Key::load_or_create(path)?, library, now)
    }

    fn read_with(
        path: &Path,
        key: &Key,
        library: Library,
        now: NaiveDateTime,
    ) -> Result<Self, Failure> {
        let mut desk = Self::of(Vault::open_copy(path, key, now)?, path, library, now)?;
        desk.vault.only_read();
        Ok(desk)
    }

    fn of(
        mut vault: Vault,
        path: &Path,
        library: Library,
        now: NaiveDateTime,
    ) -> Result<Self, Failure> {
        let recovered = if vault.recovered() { vault.last_changed()? } else { None };
        vault.purge(now)?;
        let (installed, corrected) = (library.clone(), library.clone());
        let library = Arc::new(library);
        let offset = china()?;
        let (uploads, practice) = (path.with_file_name("upload"), path.with_file_name("practice"));
        let (companion, clipboard) = (Walk::default(), Clipboard::none());
        let mut desk = Self {
            vault,
            installed,
            taught: BTreeMap::new(),
            corrected,
            library,
            remote: false,
            recovered,
            taken_out: None,
            not_taken_out: None,
            unsound: None,
            unsaved_backup: None,
            press: Arc::default(),
            printing: None,
            partly: Cell::default(),
            importing: None,
            found: None,
            writing: None,
            looked_into: None,
            form: None,
            offered: None,
            bundle: None,
            job: None,
            preview: Preview::default(),
            looks: Looks::default(),
            kept: Kept::default(),
            roster: Index::default(),
            back: Vec::new(),
            pictures: Pictures::default(),
            offset,
            companion,
            clipboard,
            uploads,
            practice,
            removed: None,
        };
        desk.keep_for(KEEP_DAYS);
        desk.read_own()?;
        desk.forget_uploads();
        Ok(desk)
    }

    /// The same where local time is not China's.
    #[must_use]
    pub fn in_zone(self, offset: FixedOffset) -> Self {
        Self { offset, ..self }
    }

    /// For how many days people are kept after what is known of them last, where nobody has said a day; 0: for ever. Whose time is over
    /// is listed; nobody is erased unasked.
    pub fn keep_for(&self, days: u32) {
        self.roster.keep_for(days);
    }

    /// The clipboard that the companion copies to; without one it says that nothing can be copied. What a killed program
    /// has left on it is taken off.
    pub fn use_clipboard(&mut self, clipboard: Clipboard) {
        clipboard.clear_what_was_left();
        self.clipboard = clipboard;
    }

    /// Puts what was added on this computer into the procedures; whenever it has changed.
    pub(crate) fn read_own(&mut self) -> Result<(), Failure> {
        self.taught = taught::read(&self.installed, &self.vault)?;
        let texts = |id: &str| -> Vec<&str> {
            self.taught.get(id).into_iter().flat_map(|it| &it.texts).map(String::as_str).collect()
        };
        self.corrected = self.installed.with_corrections(texts);
        self.library = Arc::new(own::library(&self.corrected, &self.vault)?);
        roster::follow(&mut self.vault, &self.library)
    }

    /// Whether it is only looked at.
    pub fn reads_only(&self) -> bool {
        self.vault.reads_only()
    }

    /// What is to be known of a desk that is only looked at; empty for any other.
    pub(crate) fn only_looked_at(&self, locale: Locale) -> String {
        let folder = self.uploads.parent().map(Path::display);
        let Some(folder) = folder.filter(|_| self.reads_only()) else { return String::new() };
        match locale {
            Locale::Zh if self.remote => format!(
                "资料在网络盘上，容易损坏，现在只能查看：{folder}。请把文件夹移到本机磁盘。"
            ),
            Locale::En if self.remote => format!(
                "The data lies on a network drive, where it is easily damaged; you can only look: {folder}. Move the folder to a disk of this computer."
            ),
            Locale::Zh => format!("资料文件夹不能写入，现在只能查看：{folder}。请改好它的权限。"),
            Locale::En => format!(
                "The data folder cannot be written; you can only look: {folder}. Correct its permissions."
            ),
        }
    }

    /// A vault that another program has may be free in a moment: often that program has just been ended, and is not gone yet.
    /// A folder that is out of reach is named.
    pub(crate) fn not_opened(error: StoreError, path: &Path) -> Failure {
        if error == StoreError::NoAccess {
            let folder = path.parent().unwrap_or(path).display();
            return Failure {
                code: FailureCode::System,
                message: Text::new(
                    format!("没有读写资料文件夹的权限，请检查它的权限：{folder}"),
                    format!(
                        "No permission to read or write the folder of the data. Check its permissions: {folder}"
                    ),
                ),
            };
        }
        let failure = Failure::from(error);
        if error == StoreError::InUse {
            Failure { code: FailureCode::Busy, ..failure }
        } else {
            failure
        }
    }

    pub(crate) fn forget_uploads(&self) {
        let _ = fs::remove_dir_all(&self.uploads);
    }
}

/// The zone of the portals, and of nearly every computer this runs on.
fn china() -> Result<FixedOffset, Failure> {
    FixedOffset::east_opt(8 * 3600).ok_or_else(Failure::bad_request)
}
