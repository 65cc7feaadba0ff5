//! The vault's backups, for the window: those there are, making one, putting one back. Most of it works while the vault
//! cannot be opened, which is when it is wanted.

use std::path::{Path, PathBuf};

use beishen_store::Copier;
use beishen_work::Failure;
use chrono::{NaiveDateTime, TimeDelta};
use serde::Serialize;

use crate::desk::Desk;

/// How old the newest backup is before another one is made.
const HOURS: i64 = 20;

/// The vault's backups.
#[derive(Debug, Serialize)]
pub struct Backups {
    /// Where they lie.
    pub folder: PathBuf,
    /// The newest first.
    pub all: Vec<Backup>,
}

/// One of them.
#[derive(Debug, Serialize)]
pub struct Backup {
    /// What it is called when it is put back.
    pub name: String,
    /// `2026-11-29 09:30`, local time.
    pub at: String,
    /// Made before a change that cannot be undone.
    pub before: bool,
    /// Bytes.
    pub size: u64,
}

impl Backups {
    /// Those of the vault at `vault`.
    pub fn of(vault: &Path) -> Result<Self, Failure> {
        let folder = beishen_store::folder_of(vault);
        let view = |it: beishen_store::Backup| Backup {
            at: it.at.format("%Y-%m-%d %H:%M").to_string(),
            name: it.name,
            before: it.before,
            size: it.size,
        };
        let all = beishen_store::backups(&folder)?.into_iter().map(view).collect();
        Ok(Self { folder, all })
    }

    /// Whether a day has passed since the newest.
    pub fn are_due(vault: &Path, now: NaiveDateTime) -> bool {
        let newest = beishen_store::backups(&beishen_store::folder_of(vault));
        let newest = newest.unwrap_or_default().first().map(|it| it.at);
        newest.is_none_or(|it| it > now || now - it > TimeDelta::hours(HOURS))
    }

    /// Makes room for a new vault where one has been; what is left of that is set aside.
    pub fn begin_anew(vault: &Path, now: NaiveDateTime) -> Result<(), Failure> {
        beishen_store::begin_anew(vault, now)?;
        Ok(())
    }
}

impl Desk {
    /// Makes backups of this desk's vault on another thread.
    pub fn copier(&self) -> Copier {
        self.vault.copier()
    }

    /// A number that is another one after every change.
    pub fn writes(&self) -> u64 {
        self.vault.writes()
    }

    /// For a moment in which nobody types: whether a copy of the vault's file holds everything afterwards.
    pub fn settle(&self) -> Result<bool, Failure> {
        Ok(self.vault.settle()?)
    }

    /// Reads the whole vault and every checksum in it.
    pub fn check(&self) -> Result<(), Failure> {
        Ok(self.vault.check()?)
    }

    /// What the last backup came to, told on the first screen if it could not be made.
    pub fn backed_up(&mut self, made: &Result<(), Failure>) {
        self.unsaved_backup = made.as_ref().err().cloned();
    }
}

/// Makes a backup where the vault's own lie.
pub fn back_up(copier: &Copier, vault: &Path, now: NaiveDateTime) -> Result<(), Failure> {
    copier.back_up(&beishen_store::folder_of(vault), false, now)?;
    Ok(())
}
