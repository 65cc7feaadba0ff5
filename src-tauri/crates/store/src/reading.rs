//! A vault in a folder where nothing can be written: a medium or a share that is write-protected, or somebody else's.
//!
//! `SQLite` cannot read beside a log without writing there, so a copy is opened, as encrypted as the vault is. It lies in a folder of
//! its own that only its owner may look into, and goes with the desk.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use crate::file::{Header, Lock, beside, make_folder};
use crate::key::hex;
use crate::{Key, Result, StoreError, Vault};

const VAULT: &str = "vault";

/// Where the copy lies, as long as it is read.
pub(crate) struct Copy(PathBuf);

impl Drop for Copy {
    fn drop(&mut self) {
        // What stays behind cannot be read without the key, which was not copied.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What their folders begin with; so many digits follow.
const NAME: &str = "beishen-";
const DIGITS: usize = 64;

/// Removes copies that killed programs left in the folder for temporary files: nobody has them open.
pub(crate) fn remove_left() {
    let entries = fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten();
    for folder in entries.map(|it| it.path()) {
        let name = folder.file_name().and_then(|it| it.to_str()).unwrap_or_default();
        let ours = name
            .strip_prefix(NAME)
            .is_some_and(|it| it.len() == DIGITS && it.bytes().all(|it| it.is_ascii_hexdigit()));
        let copy = folder.join(VAULT);
        // One that is being made has no lock yet.
        if ours
            && beside(&copy, ".lock").exists()
            && let Ok(_lock) = Lock::take(&copy)
        {
            let _ = fs::remove_dir_all(&folder);
        }
    }
}

impl Copy {
    fn of(vault: &Path) -> Result<Self> {
        remove_left();
        let mut name = [0; DIGITS / 2];
        getrandom::fill(&mut name).map_err(|_| StoreError::Io(std::io::ErrorKind::Other))?;
        let copy = Self(std::env::temp_dir().join(format!("{NAME}{}", &*hex(&name))));
        make_folder(&copy.0)?;
        // The log first: what is written into the file meanwhile is in the file then.
        let log = beside(vault, "-wal");
        if log.try_exists()? {
            fs::copy(&log, beside(&copy.vault(), "-wal"))?;
        }
        fs::copy(vault, copy.vault())?;
        Ok(copy)
    }

    fn vault(&self) -> PathBuf {
        self.0.join(VAULT)
    }
}

impl Vault {
    /// Opens a copy of the vault at `path`, beside which nothing is written. What the caller changes before [`Vault::only_read`] is
    /// changed in the copy alone.
    pub fn open_copy(path: &Path, key: &Key, at: NaiveDateTime) -> Result<Self> {
        Header::of(path, key)?;
        let copy = Copy::of(path)?;
        let mut vault = Self::open(&copy.vault(), key, at)?;
        vault.copy = Some(copy);
        Ok(vault)
    }

    /// From now on every change is [`StoreError::ReadOnly`].
    pub fn only_read(&mut self) {
        self.reads_only = true;
    }

    /// Whether nothing can be changed.
    pub fn reads_only(&self) -> bool {
        self.reads_only
    }
}
