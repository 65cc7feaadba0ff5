//! A second place for backups: a stick, or another disk, that outlives the computer.
//!
//! What lies there is a copy of a backup that was checked, with what holds its key beside it: it opens wherever it is taken, with
//! the passphrase or the recovery code. It is copied as a file is, so the place may lie on another computer.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::NaiveDateTime;
use sha2::{Digest as _, Sha256};

use crate::backup::{Backup, backups, folder_of, tidy};
use crate::file::{make_folder, private_file, publish};
use crate::{Result, StoreError, Wraps};

/// Where the backups of the vault at `vault` lie in a place: vaults of several computers may share it.
/// [`StoreError::KeyMissing`]: nobody has said yet how the key is kept, and without that no copy would open elsewhere.
pub fn folder_in(place: &Path, vault: &Path) -> Result<PathBuf> {
    let wraps = Wraps::of(vault)?.ok_or(StoreError::KeyMissing)?;
    Ok(place.join(format!("beishen-{}", wraps.short_id())))
}

/// Copies the newest backup of the vault into a place, unless it is there already, and removes there what is kept no longer.
/// `None`: there is no backup yet.
pub fn copy_newest(vault: &Path, place: &Path, at: NaiveDateTime) -> Result<Option<Backup>> {
    let _one = second_at_a_time();
    let (from, to) = (folder_of(vault), folder_in(place, vault)?);
    let Some(newest) = backups(&from)?.into_iter().next() else { return Ok(None) };
    make_folder(&to)?;
    let (source, copy) = (from.join(&newest.name), to.join(&newest.name));
    // What holds the key first: a backup that is there can be opened.
    for (source, copy) in Wraps::files(&source).iter().zip(Wraps::files(&copy)) {
        if source.exists() {
            copy_whole(source, &copy)?;
        }
    }
    if !copy.exists() {
        copy_whole(&source, &copy)?;
    }
    tidy(&to, at)?;
    Ok(Some(newest))
}

/// What is done there is done by itself: a place that does not answer holds up nothing here.
pub(crate) fn second_at_a_time() -> MutexGuard<'static, ()> {
    static ONE: Mutex<()> = Mutex::new(());
    ONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Copies a file, reads the copy back, and gives it its name once it is the same.
pub(crate) fn copy_whole(from: &Path, to: &Path) -> Result<()> {
    let fresh = to.with_file_name("unfinished");
    io::copy(&mut File::open(from)?, &mut private_file(&fresh)?)?;
    if digest(&fresh)? != digest(from)? {
        return Err(StoreError::Io(io::ErrorKind::InvalidData));
    }
    publish(&fresh, to)
}

fn digest(path: &Path) -> Result<[u8; 32]> {
    let mut sha = Sha256::new();
    io::copy(&mut File::open(path)?, &mut sha)?;
    Ok(sha.finalize().into())
}
