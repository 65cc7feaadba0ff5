//! Backups: whole vaults in a folder beside theirs, of the same key.
//!
//! A copy of the file alone would miss what still lies in the write-ahead log, so a backup is made through `SQLite`'s own
//! copying (<https://sqlite.org/backup.html>), opened, checked, and only then given its name.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};
use rusqlite::Connection;
use rusqlite::backup::Backup as Copying;
use rusqlite::config::DbConfig;

use crate::count::Count;
use crate::error::Thing;
use crate::file::{Header, Lock, beside, folder, make_folder, private_file, publish, remove_stale};
use crate::gone::Gone;
use crate::schema::{MIGRATIONS, verify};
use crate::vault::{connect, sound};
use crate::{Key, Result, StoreError, Wraps};

/// What is kept: the last ones, and one of each of the last days, weeks and months that have any.
const KEPT: [(Span, usize); 4] =
    [(Span::Moment, 4), (Span::Day, 7), (Span::Week, 4), (Span::Month, 6)];

/// Of how long a time one backup is kept.
#[derive(Clone, Copy)]
enum Span {
    Moment,
    Day,
    Week,
    Month,
}

/// One backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The file's name in the folder of backups: when it was made, and why.
    pub name: String,
    /// When it was made, to the second.
    pub at: NaiveDateTime,
    /// Made before something that cannot be undone, not because a day was over.
    pub before: bool,
    /// Bytes.
    pub size: u64,
}

const FORM: &str = "%Y%m%d-%H%M%S";
const ENDING: &str = ".vault";
const BEFORE: &str = "-before";
/// What a vault that was set aside ends with.
const ASIDE: &str = ".aside";

impl Backup {
    fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_owned();
        let stem = name.strip_suffix(ENDING)?;
        let (time, before) = match stem.strip_suffix(BEFORE) {
            Some(time) => (time, true),
            None => (stem, false),
        };
        let at = NaiveDateTime::parse_from_str(time, FORM).ok()?;
        let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some(Self { at, before, size: metadata.len(), name })
    }
}

/// Where the backups of the vault at `path` lie.
pub fn folder_of(path: &Path) -> PathBuf {
    beside(path, ".backups")
}

/// The backups in a folder, the newest first; none where there is no folder.
pub fn backups(folder: &Path) -> Result<Vec<Backup>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut all: Vec<_> = entries.flatten().filter_map(|it| Backup::of(&it.path())).collect();
    all.sort_by(|a, b| (b.at, &b.name).cmp(&(a.at, &a.name)));
    Ok(all)
}

/// When a backup was made, or a vault set aside, as its name says.
pub(crate) fn made_at(path: &Path) -> Option<NaiveDateTime> {
    let name = path.file_name()?.to_str()?;
    let aside = name.strip_suffix(ASIDE).and_then(|it| it.rsplit('.').next());
    let aside = aside.and_then(|it| NaiveDateTime::parse_from_str(it, FORM).ok());
    aside.or_else(|| Backup::of(path).map(|it| it.at))
}

/// Backups are made, and written anew, one after the other: one that is being made may hold somebody who is just being erased.
pub(crate) fn one_at_a_time() -> MutexGuard<'static, ()> {
    static ONE: Mutex<()> = Mutex::new(());
    ONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Every other file of the vault at `path` that may be of its key: its backups, and what was set aside.
pub(crate) fn all_beside(path: &Path) -> Vec<PathBuf> {
    let lies = folder_of(path);
    let known = backups(&lies).unwrap_or_default();
    let aside = fs::read_dir(folder(path)).into_iter().flatten().flatten().map(|it| it.path());
    let aside = aside.filter(|it| {
        let name = it.to_str().unwrap_or_default();
        name.starts_with(path.to_str().unwrap_or("?")) && name.ends_with(ASIDE)
    });
    known.iter().map(|it| lies.join(&it.name)).chain(aside).collect()
}

/// What is needed to make backups of an open vault, on another thread if wanted: others go on writing meanwhile, and the
/// backup is what was acknowledged at one moment.
#[derive(Debug, Clone)]
pub struct Copier {
    vault: PathBuf,
    key: Key,
    header: Header,
}

impl Copier {
    pub(crate) fn new(vault: &Path, key: &Key, header: Header) -> Self {
        Self { vault: vault.to_owned(), key: key.clone(), header }
    }

    pub(crate) fn vault(&self) -> &Path {
        &self.vault
    }

    pub(crate) fn key(&self) -> &Key {
        &self.key
    }

    /// One more connection to the vault.
    pub(crate) fn connect(&self) -> Result<Connection> {
        connect(&self.vault, &self.key, self.header)
    }

    /// Looks the whole vault through while others go on with it: [`StoreError::Damaged`] if a page is not what was written, or a table
    /// does not hang together.
    pub fn check(&self) -> Result<()> {
        sound(&self.connect()?, "PRAGMA quick_check")
    }

    /// Makes a backup in `folder`, which is made where there is none, and removes there what is kept no longer: beside the last
    /// four, one of each of the last seven days, four weeks and six months that have any stays.
    pub fn back_up(&self, folder: &Path, before: bool, at: NaiveDateTime) -> Result<Backup> {
        let _one = one_at_a_time();
        let connection = self.connect()?;
        let backup = self.copy(&connection, folder, before, at)?;
        drop(connection);
        tidy(folder, at)?;
        Ok(backup)
    }

    /// Makes a backup of what a connection sees.
    pub(crate) fn copy(
        &self,
        from: &Connection,
        folder: &Path,
        before: bool,
        at: NaiveDateTime,
    ) -> Result<Backup> {
        make_folder(folder)?;
        let name = format!("{}{}{ENDING}", at.format(FORM), if before { BEFORE } else { "" });
        let path = folder.join(&name);
        let fresh = folder.join("unfinished");
        copy_to(from, &fresh, &self.key, self.header)?;
        // Without it the backup opens on this computer only; it is made all the same.
        if let Ok(Some(wraps)) = Wraps::of(&self.vault) {
            let _ = wraps.accompany(&fresh, &path, &self.key);
        }
        publish(&fresh, &path)?;
        Backup::of(&path).ok_or(StoreError::NotFound(Thing::Backup))
    }
}

/// Copies what a connection sees, in one go, into a new file under `key`, and checks it.
pub(crate) fn copy_to(from: &Connection, fresh: &Path, key: &Key, header: Header) -> Result<()> {
    for suffix in ["-wal", "-shm", "-journal"] {
        remove_stale(&beside(fresh, suffix))?;
    }
    drop(private_file(fresh)?);
    let mut to = connect(fresh, key, header)?;
    // In one go: one moment of the vault, and nobody waits for it.
    Copying::new(from, &mut to)?.step(-1)?;
    to.close().map_err(|(_, error)| error)?;
    let copied = connect(fresh, key, header)?;
    sound(&copied, "PRAGMA quick_check")?;
    copied.close().map_err(|(_, error)| error)?;
    for suffix in ["-wal", "-shm"] {
        remove_stale(&beside(fresh, suffix))?;
    }
    Ok(())
}

/// Removes those in a folder that are no longer kept.
pub(crate) fn tidy(folder: &Path, now: NaiveDateTime) -> Result<()> {
    for old in surplus(&backups(folder)?, now) {
        let old = folder.join(old);
        remove_stale(&old)?;
        Wraps::files(&old).iter().try_for_each(|it| remove_stale(it))?;
    }
    Ok(())
}

/// The names of those that are no longer kept; of a day, week or month the newest stays.
fn surplus(backups: &[Backup], now: NaiveDateTime) -> Vec<&str> {
    let start = |span: Span, at: NaiveDateTime| {
        let (day, week) = (at.date(), at.iso_week());
        let day = match span {
            Span::Moment => return Some(at),
            Span::Day => Some(day),
            Span::Week => {
                NaiveDate::from_isoywd_opt(week.year(), week.week(), chrono::Weekday::Mon)
            }
            Span::Month => day.with_day(1),
        };
        day.map(|it| it.and_time(chrono::NaiveTime::MIN))
    };
    let mut kept = std::collections::BTreeSet::new();
    for (span, most) in KEPT {
        let mut seen = Vec::new();
        for backup in backups.iter().filter(|it| it.at <= now) {
            let start = start(span, backup.at);
            if !seen.contains(&start) && seen.len() < most {
                seen.push(start);
                kept.insert(&backup.name);
            }
        }
    }
    // Of a clock that was ahead: nobody knows how old they are.
    let past = backups.iter().filter(|it| it.at <= now);
    past.filter(|it| !kept.contains(&it.name)).map(|it| it.name.as_str()).collect()
}

/// Puts a backup in the place of the vault at `path`, which nobody has open. What was there is set aside, not written over:
/// the new name of it, if there was anything. A backup of a key the vault had before is put under today's when it is opened.
pub fn restore(path: &Path, key: &Key, name: &str, at: NaiveDateTime) -> Result<Option<PathBuf>> {
    let _lock = Lock::take(path)?;
    let known = backups(&folder_of(path))?.into_iter().find(|it| it.name == name);
    let backup = known.ok_or(StoreError::NotFound(Thing::Backup))?;
    let from = folder_of(path).join(&backup.name);
    let fits = match Wraps::of(path)? {
        Some(wraps) => wraps.fitting(&from, key)?,
        None => key.clone(),
    };
    replace(path, key, (&from, &fits), None, at)
}

/// Puts a backup that lies anywhere in the place of the vault at `path`, which nobody has open: `wraps` lay beside it, and gave
/// out `key`. They go with it. What was there is set aside with what holds its key: the new name of it, if there was anything.
pub fn adopt(
    path: &Path,
    backup: &Path,
    wraps: &mut Wraps,
    key: &Key,
    at: NaiveDateTime,
) -> Result<Option<PathBuf>> {
    let _lock = Lock::take(path)?;
    let fits = wraps.fitting(backup, key)?;
    replace(path, key, (backup, &fits), Some(wraps), at)
}

/// Puts the backup `from`, of a key of its own, in the vault's place; `wraps` too, where they are others. Who was erased from the
/// vault there, as far as `now` opens it, does not come back.
fn replace(
    path: &Path,
    now: &Key,
    (from, key): (&Path, &Key),
    wraps: Option<&mut Wraps>,
    at: NaiveDateTime,
) -> Result<Option<PathBuf>> {
    let header = Header::of(from, key)?;
    let fresh = beside(path, ".new");
    drop(private_file(&fresh)?);
    fs::copy(from, &fresh)?;
    let mut copied = connect(&fresh, key, header)?;
    verify(&copied, MIGRATIONS)?;
    sound(&copied, "PRAGMA integrity_check")?;
    gone_from(path, now).unwrap_or_default().carry_over(&mut copied)?;
    copied.close().map_err(|(_, error)| error)?;
    for suffix in ["-wal", "-shm"] {
        remove_stale(&beside(&fresh, suffix))?;
    }
    let aside = set_aside(path, wraps.is_none(), at)?;
    if let Some(wraps) = wraps {
        // The key of what was there, as long as nobody had said how it is to be kept.
        let lies = beside(path, ".key");
        if let Some(aside) = aside.as_ref().filter(|_| lies.exists()) {
            fs::rename(lies, beside(aside, ".key"))?;
        }
        wraps.write(path)?;
    }
    publish(&fresh, path)?;
    // Last: a vault that is not there while its number is, is missed when it is opened.
    Count::beside(path).forget()?;
    Ok(aside)
}

fn gone_from(path: &Path, key: &Key) -> Result<Gone> {
    let connection = connect(path, key, Header::of(path, key)?)?;
    // It may be damaged, and is set aside as it is.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Gone::of(&connection)
}

/// Makes room for a new vault at `path`, which nobody has open. What is left of the one before is set aside: its new name,
/// if there was anything. What holds its key goes with it: it is asked anew who uses the computer.
pub fn begin_anew(path: &Path, at: NaiveDateTime) -> Result<Option<PathBuf>> {
    let _lock = Lock::take(path)?;
    let aside = set_aside(path, false, at)?;
    Count::beside(path).forget()?;
    Ok(aside)
}

/// Moves a vault out of the way, with its log and with what holds its key; that stays here, too, if the key does.
fn set_aside(path: &Path, key_stays: bool, at: NaiveDateTime) -> Result<Option<PathBuf>> {
    let aside = beside(path, &format!(".{}{ASIDE}", at.format(FORM)));
    for (from, to) in Wraps::files(path).iter().zip(Wraps::files(&aside)) {
        if !from.try_exists()? {
            continue;
        }
        fs::copy(from, &to)?;
        File::options().write(true).open(&to)?.sync_all()?;
        if !key_stays {
            fs::remove_file(from)?;
        }
    }
    let mut any = false;
    for suffix in ["", "-wal", "-journal"] {
        let from = beside(path, suffix);
        if from.try_exists()? {
            fs::rename(&from, beside(&aside, suffix))?;
            any = true;
        }
    }
    remove_stale(&beside(path, "-shm"))?;
    Ok(any.then_some(aside))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backup(at: &str) -> Backup {
        let at = NaiveDateTime::parse_from_str(at, "%Y-%m-%dT%H:%M").unwrap();
        Backup { name: at.format(FORM).to_string(), at, before: false, size: 1 }
    }

    #[test]
    fn the_last_four_are_kept_and_of_seven_days_four_weeks_and_six_months_one_each() {
        let now = backup("2026-11-29T12:00").at;
        // One every eight hours, for a year.
        let all = (0..1095).map(|n| {
            let at = now - chrono::TimeDelta::hours(8 * n);
            Backup { name: at.format(FORM).to_string(), at, before: false, size: 1 }
        });
        let all: Vec<_> = all.collect();
        let gone: Vec<String> = surplus(&all, now).into_iter().map(str::to_owned).collect();
        let kept: Vec<_> = all.iter().filter(|it| !gone.contains(&it.name)).collect();
        let days: Vec<String> = kept.iter().map(|it| it.at.format("%m-%d").to_string()).collect();
        // Of the months before, the last day; of the weeks before, Sunday.
        assert_eq!(
            days,
            [
                "11-29", "11-29", "11-28", "11-28", "11-27", "11-26", "11-25", "11-24", "11-23",
                "11-22", "11-15", "11-08", "10-31", "09-30", "08-31", "07-31", "06-30"
            ]
        );
        assert_eq!(surplus(&all[..1], now), [""; 0], "the only one stays");
        let left: Vec<_> = kept.into_iter().cloned().collect();
        assert_eq!(surplus(&left, now), [""; 0], "what is kept stays kept");
    }

    #[test]
    fn a_backup_of_a_clock_that_was_ahead_stays() {
        let hours = [15, 14, 13, 12, 11].map(|hour| backup(&format!("2026-11-29T{hour}:00")));
        let all = [vec![backup("2030-01-01T08:00")], hours.to_vec()].concat();
        assert_eq!(surplus(&all, backup("2026-11-29T16:00").at), ["20261129-110000"]);
    }
}
