//! The vault's backups, for the window: those there are, making one, putting one back. Most of it works while the vault
//! cannot be opened, which is when it is wanted.

use std::path::{Path, PathBuf};

use beishen_store::{Copier, StoreError};
use beishen_work::Failure;
use chrono::{NaiveDateTime, TimeDelta};
use serde::Serialize;

use crate::desk::Desk;

/// How old the newest backup is before another one is made.
const HOURS: i64 = 20;
/// After how many days the whole vault is looked through again.
const DAYS: i64 = 7;
/// Under which name the vault keeps when it was, and how that is written.
const CHECKED: &str = "checked";
const FORM: &str = "%FT%T";

/// The vault's backups.
#[derive(Debug, Serialize)]
pub struct Backups {
    /// Where they lie.
    pub folder: PathBuf,
    /// The newest first.
    pub all: Vec<Backup>,
    /// Where they lie a second time, if that was chosen.
    pub second: Option<Second>,
}

/// A second place, as a stick is.
#[derive(Debug, Serialize)]
pub struct Second {
    /// The folder that was chosen.
    pub place: PathBuf,
    /// When the newest that lies there was made, local time; `None`: none does, or the place is out of reach.
    pub newest: Option<String>,
    /// It can be reached now.
    pub there: bool,
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
            at: minute(it.at),
            name: it.name,
            before: it.before,
            size: it.size,
        };
        let all = beishen_store::backups(&folder)?.into_iter().map(view).collect();
        let second = second_place(vault).map(|place| Second {
            newest: newest_in(&place, vault).map(minute),
            there: place.is_dir(),
            place,
        });
        Ok(Self { folder, all, second })
    }

    /// From now on every backup is copied to this place, too; `None`: to none.
    pub fn keep_second(vault: &Path, place: Option<&Path>) -> Result<(), Failure> {
        if let Some(place) = place {
            // Told before anything is kept: nobody has said how the key is kept.
            beishen_store::folder_in(place, vault)?;
        }
        let text = serde_json::to_vec(&place).map_err(|_| Failure::bad_request())?;
        beishen_work::files::write(&second_file(vault), &text)
    }

    /// Copies the newest backup to the second place, if there is one within reach.
    pub fn copy_to_second(vault: &Path, now: NaiveDateTime) -> Result<(), Failure> {
        if let Some(place) = Self::second_within_reach(vault) {
            beishen_store::copy_newest(vault, &place, now)?;
        }
        Ok(())
    }

    /// Whether the second place is within reach, has no backup of today, and there is a newer one than it has.
    pub fn second_is_due(vault: &Path, now: NaiveDateTime) -> bool {
        Self::second_within_reach(vault).is_some_and(|it| {
            let there = newest_in(&it, vault);
            is_old(there, now) && newest(&beishen_store::folder_of(vault)) > there
        })
    }

    /// The second place, if there is one within reach.
    pub fn second_within_reach(vault: &Path) -> Option<PathBuf> {
        second_place(vault).filter(|it| it.is_dir())
    }

    /// Whether a day has passed since the newest.
    pub fn are_due(vault: &Path, now: NaiveDateTime) -> bool {
        is_old(newest(&beishen_store::folder_of(vault)), now)
    }

    /// Makes room for a new vault where one has been; what is left of that is set aside.
    pub fn begin_anew(vault: &Path, now: NaiveDateTime) -> Result<(), Failure> {
        beishen_store::begin_anew(vault, now)?;
        Ok(())
    }
}

/// Where the choice of a second place is kept: it is this computer's.
fn second_file(vault: &Path) -> PathBuf {
    vault.with_added_extension("second")
}

fn second_place(vault: &Path) -> Option<PathBuf> {
    serde_json::from_slice(&std::fs::read(second_file(vault)).ok()?).ok()?
}

fn newest_in(place: &Path, vault: &Path) -> Option<NaiveDateTime> {
    newest(&beishen_store::folder_in(place, vault).ok()?)
}

fn newest(folder: &Path) -> Option<NaiveDateTime> {
    beishen_store::backups(folder).ok()?.first().map(|it| it.at)
}

/// What was made by a clock that was ahead says nothing.
fn is_old(newest: Option<NaiveDateTime>, now: NaiveDateTime) -> bool {
    newest.is_none_or(|it| it > now || now - it > TimeDelta::hours(HOURS))
}

fn minute(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M").to_string()
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

    /// Looks the whole vault through on another thread; nothing where that was done within the week.
    pub fn to_check(&self, now: NaiveDateTime) -> Option<Copier> {
        let text = self.vault.noted(CHECKED).ok()?;
        let last = text.and_then(|it| NaiveDateTime::parse_from_str(&it, FORM).ok());
        // A clock that was ahead says nothing.
        let is_old = last.is_none_or(|it| it > now || now - it >= TimeDelta::days(DAYS));
        (is_old && self.unsound.is_none() && !self.reads_only()).then(|| self.copier())
    }

    /// What came of it. Damage is told on the first screen as long as the vault is open.
    pub fn checked(&mut self, sound: bool, now: NaiveDateTime) {
        if sound {
            // Where that cannot be kept it is looked through again the next time.
            let _ = self.vault.note(CHECKED, &now.format(FORM).to_string());
        } else {
            self.unsound = Some(StoreError::Damaged.into());
        }
    }

    /// How many were ever erased.
    pub fn gone(&self) -> Result<u64, Failure> {
        Ok(self.vault.gone()?)
    }

    /// How many were ever erased, and who takes them out of the backups; nothing where that was done since the last of them.
    pub fn to_take_out(&self) -> Option<(u64, Copier)> {
        let gone = self.gone().unwrap_or_default();
        let wanted = gone > 0 && self.taken_out != Some(gone) && !self.reads_only();
        wanted.then(|| (gone, self.copier()))
    }

    /// What came of taking so many out of the backups.
    pub fn took_out(&mut self, gone: u64, done: &Result<(), Failure>) {
        self.taken_out = Some(gone);
        self.not_taken_out(done);
    }

    /// Told on the first screen if somebody may be in a backup still.
    pub fn not_taken_out<T>(&mut self, done: &Result<T, Failure>) {
        self.not_taken_out = done.as_ref().err().cloned();
    }

    /// What the last backup came to, told on the first screen if it could not be made.
    pub fn backed_up(&mut self, made: &Result<(), Failure>) {
        self.unsaved_backup = made.as_ref().err().cloned();
        if self.not_taken_out.is_some() {
            // It is tried again: a person may have seen to it.
            self.taken_out = None;
        }
    }
}

/// Whether every page of the vault is as it was written. A failure: it could not be seen just now.
pub fn is_sound(copier: &Copier) -> Result<bool, Failure> {
    match copier.check() {
        Ok(()) => Ok(true),
        Err(StoreError::Damaged) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

/// Makes a backup where the vault's own lie.
pub fn back_up(copier: &Copier, vault: &Path, now: NaiveDateTime) -> Result<(), Failure> {
    copier.back_up(&beishen_store::folder_of(vault), false, now)?;
    Ok(())
}

/// Takes whoever was erased out of the vault's backups, and of what was set aside.
pub fn take_out(copier: &Copier) -> Result<(), Failure> {
    all_read(&copier.take_out()?)
}

/// The same in a second place that is within reach.
pub fn take_out_of(copier: &Copier, place: &Path) -> Result<(), Failure> {
    all_read(&copier.take_out_of(place)?)
}

/// What cannot be read is named: only a person can see to it.
fn all_read(unread: &[PathBuf]) -> Result<(), Failure> {
    let Some(file) = unread.first().map(|it| it.display()) else { return Ok(()) };
    Err(Failure::system(
        format!("这份旧资料打不开，彻底删除的人可能还在其中，请自行删除：{file}"),
        format!(
            "This old file cannot be read; whoever was erased may be in it still. Delete it yourself: {file}"
        ),
    ))
}

#[cfg(test)]
mod tests {
    use beishen_store::{Key, RecoveryCode, Secret, Vault, Wraps, folder_of, keep};
    use beishen_work::Library;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_stick_that_comes_back_gets_what_it_lacks_once() {
        let (folder, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (vault, place) = (folder.path().join("beishen.vault"), stick.path().join("stick"));
        let day = |n| {
            let first = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
            first.and_hms_opt(9, 0, 0).unwrap() + TimeDelta::days(n)
        };
        let key = Key::load_or_create(&vault).unwrap();
        let open = Vault::create(&vault, &key, day(0)).unwrap();
        assert!(Backups::keep_second(&vault, Some(&place)).is_err(), "it would open nowhere");
        let code = RecoveryCode::random().unwrap();
        let wraps = Wraps::new(false).unwrap().with(&Secret::Recovery(&code), &key);
        keep(&vault, &key, &mut wraps.unwrap()).unwrap();
        Backups::keep_second(&vault, Some(&place)).unwrap();
        let second = || Backups::of(&vault).unwrap().second.unwrap();
        assert_eq!((second().there, second().newest), (false, None));

        open.copier().back_up(&folder_of(&vault), false, day(0)).unwrap();
        assert!(!Backups::second_is_due(&vault, day(0)), "it is not there");
        Backups::copy_to_second(&vault, day(0)).unwrap();
        std::fs::create_dir(&place).unwrap();
        assert!(Backups::second_is_due(&vault, day(0)), "it has come back");
        Backups::copy_to_second(&vault, day(0)).unwrap();
        assert_eq!(second().newest.as_deref(), Some("2026-11-22 09:00"));
        assert!(!Backups::second_is_due(&vault, day(3)), "there is nothing newer");
        open.copier().back_up(&folder_of(&vault), false, day(3)).unwrap();
        assert!(Backups::second_is_due(&vault, day(3)));
        Backups::keep_second(&vault, None).unwrap();
        assert!(Backups::of(&vault).unwrap().second.is_none());
    }

    #[test]
    fn who_was_erased_is_taken_out_of_the_backups_once_and_what_cannot_be_read_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let vault = folder.path().join("beishen.vault");
        let now = "2026-11-22T09:00:00".parse().unwrap();
        let mut desk = Desk::open(&vault, Library::built_in().unwrap(), now).unwrap();
        let ask = |desk: &mut Desk, mut request: serde_json::Value| {
            request["locale"] = "zh".into();
            let reply = desk.call(serde_json::from_value(request).unwrap(), now).unwrap();
            serde_json::to_value(reply).unwrap()
        };
        let erase = |desk: &mut Desk| {
            let added = ask(desk, json!({ "command": "add_applicant", "name": "张三" }));
            back_up(&desk.copier(), &vault, now).unwrap();
            let people = json!([added["applicant"]]);
            ask(desk, json!({ "command": "erase_applicants", "applicants": people }));
        };
        assert!(desk.to_take_out().is_none(), "nobody was erased");
        erase(&mut desk);
        let (gone, copier) = desk.to_take_out().unwrap();
        let done = take_out(&copier);
        assert_eq!(done, Ok(()));
        desk.took_out(gone, &done);
        assert!(desk.to_take_out().is_none(), "once");

        erase(&mut desk);
        let backup = folder_of(&vault).join(&Backups::of(&vault).unwrap().all[0].name);
        let mut bytes = std::fs::read(&backup).unwrap();
        bytes[5000..].fill(0);
        std::fs::write(&backup, bytes).unwrap();
        let (gone, copier) = desk.to_take_out().unwrap();
        let done = take_out(&copier);
        desk.took_out(gone, &done);
        let told = |desk: &mut Desk| {
            let request = json!({ "command": "open_desk", "locale": "zh" });
            let reply = desk.call(serde_json::from_value(request).unwrap(), now).unwrap();
            serde_json::to_value(reply).unwrap()["recovered"].to_string()
        };
        assert!(told(&mut desk).contains(&backup.display().to_string()));
        // Somebody has seen to it, and the next backup is made.
        std::fs::remove_file(&backup).unwrap();
        assert!(desk.to_take_out().is_none());
        desk.backed_up(&Ok(()));
        let (gone, copier) = desk.to_take_out().unwrap();
        desk.took_out(gone, &take_out(&copier));
        assert!(!told(&mut desk).contains("打不开"));
    }
}
