//! Whoever is gone from the vault for good is taken out of its backups too, and of what was set aside.
//!
//! The vault remembers them by number and by the moment they were added, which tells nobody who they were. So what was interrupted
//! is gone on with, and a place that is out of reach is seen to when it is back. A file is written anew under another name and takes
//! its own place whole: killed at any moment, it is a backup.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use rusqlite::{Connection, OpenFlags, params};

use crate::backup::{all_beside, backups, folder_of, made_at, one_at_a_time};
use crate::error::Thing;
use crate::file::{Header, beside, private_file, publish, remove_stale};
use crate::record::time;
use crate::schema::{MIGRATIONS, migrate};
use crate::second::{copy_whole, folder_in, second_at_a_time};
use crate::vault::{connect, connect_as, sound};
use crate::{Copier, Key, Result, StoreError, Vault, Wraps};

/// Number and moment of each who is gone.
#[derive(Default)]
pub(crate) struct Gone(BTreeSet<(i64, i64)>);

impl Gone {
    pub(crate) fn of(connection: &Connection) -> Result<Self> {
        Self::named(connection, "SELECT applicant, created FROM gone")
    }

    fn named(connection: &Connection, sql: &str) -> Result<Self> {
        let mut statement = connection.prepare(sql)?;
        let all = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Self(all.collect::<rusqlite::Result<_>>()?))
    }

    /// Those of them who are in a vault, of whatever format.
    fn still_in(&self, connection: &Connection) -> Result<BTreeSet<(i64, i64)>> {
        let there = Self::named(connection, "SELECT id, created FROM applicant")?;
        Ok(self.0.intersection(&there.0).copied().collect())
    }

    /// Whether one of them may be in what was made then.
    fn may_be_of(&self, made: Option<NaiveDateTime>) -> bool {
        let first = self.0.iter().filter_map(|it| time(it.1).ok()).min();
        first.is_some_and(|first| made.is_none_or(|made| made >= first))
    }

    /// Takes them out of a vault that nobody else has open.
    fn take_out(&self, connection: &mut Connection) -> Result<()> {
        connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;")?;
        let there = self.still_in(connection)?;
        let tx = connection.transaction()?;
        for (id, created) in there {
            let sql = "DELETE FROM applicant WHERE id = ?1 AND created = ?2";
            tx.execute(sql, params![id, created])?;
        }
        Ok(tx.commit()?)
    }

    /// A vault that takes the place of the one they were erased from is without them, and knows of them.
    pub(crate) fn carry_over(&self, to: &mut Connection) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        migrate(to, MIGRATIONS)?;
        self.take_out(to)?;
        let known = Self::of(to)?;
        let tx = to.transaction()?;
        for (id, created) in self.0.difference(&known.0) {
            let sql = "INSERT INTO gone(applicant, created) VALUES(?1, ?2)";
            tx.execute(sql, params![id, created])?;
        }
        Ok(tx.commit()?)
    }
}

impl Vault {
    /// How many were ever erased for good: as long as it is the same, nobody more has to be taken out of the backups.
    pub fn gone(&self) -> Result<u64> {
        let sql = "SELECT ifnull(max(number), 0) FROM gone";
        let number: i64 = self.connection().query_row(sql, [], |row| row.get(0))?;
        Ok(u64::try_from(number).unwrap_or_default())
    }
}

impl Copier {
    /// Takes whoever is gone for good out of the vault's backups and of what was set aside. Named is what cannot be read although it
    /// is of this vault: somebody may be in it still.
    pub fn take_out(&self) -> Result<Vec<PathBuf>> {
        let _one = one_at_a_time();
        let vault = self.connect()?;
        let gone = Gone::of(&vault)?;
        if !gone.0.is_empty() {
            empty_log(&vault)?;
        }
        drop(vault);
        // What an interrupted run left may hold them as well.
        let folder = folder_of(self.vault());
        for name in ["unfinished", "without"] {
            for suffix in ["", "-wal", "-shm", "-journal"] {
                remove_stale(&beside(&folder.join(name), suffix))?;
            }
        }
        if gone.0.is_empty() {
            return Ok(Vec::new());
        }
        let mut unread = Vec::new();
        for file in all_beside(self.vault()) {
            self.see_to(&file, &gone, &mut unread, |fresh| publish(fresh, &file))?;
        }
        Ok(unread)
    }

    /// The same in the second place at `place`, which is there.
    pub fn take_out_of(&self, place: &Path) -> Result<Vec<PathBuf>> {
        let _one = second_at_a_time();
        let gone = Gone::of(&self.connect()?)?;
        let folder = folder_in(place, self.vault())?;
        remove_stale(&folder.join("unfinished"))?;
        if gone.0.is_empty() {
            return Ok(Vec::new());
        }
        let mut unread = Vec::new();
        for backup in backups(&folder)? {
            let file = folder.join(&backup.name);
            // The work is done here: `SQLite` writes to no stick and to no other computer.
            let put = |fresh: &Path| {
                copy_whole(fresh, &file)?;
                remove_stale(fresh)
            };
            self.see_to(&file, &gone, &mut unread, put)?;
        }
        Ok(unread)
    }

    /// Takes them out of one file, if they are in it.
    fn see_to(
        &self,
        file: &Path,
        gone: &Gone,
        unread: &mut Vec<PathBuf>,
        put: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<()> {
        let done = self.fitting(file).and_then(|(key, header)| {
            settle(file, &key, header)?;
            if gone.still_in(&look_into(file, &key, header)?)?.is_empty() {
                return Ok(());
            }
            let fresh = self.without(file, &key, header, gone)?;
            put(&fresh)
        });
        match done {
            // Of another vault; or removed in this moment.
            Err(StoreError::WrongKey | StoreError::NotFound(Thing::Vault)) => {}
            // Nothing is known of it, and nothing can be done.
            Err(StoreError::Damaged | StoreError::Foreign | StoreError::NoAccess) => {
                if gone.may_be_of(made_at(file)) {
                    unread.push(file.to_owned());
                }
            }
            done => return done,
        }
        Ok(())
    }

    /// The key of a file of this vault: today's, or one that it had before.
    fn fitting(&self, file: &Path) -> Result<(Key, Header)> {
        let key = match Wraps::of(self.vault())? {
            Some(wraps) => wraps.fitting(file, self.key())?,
            None => self.key().clone(),
        };
        let header = Header::of(file, &key)?;
        Ok((key, header))
    }

    /// A copy of a file, without them, that was checked.
    fn without(&self, file: &Path, key: &Key, header: Header, gone: &Gone) -> Result<PathBuf> {
        let fresh = folder_of(self.vault()).join("without");
        drop(private_file(&fresh)?);
        fs::copy(file, &fresh)?;
        let mut copied = connect(&fresh, key, header)?;
        gone.take_out(&mut copied)?;
        sound(&copied, "PRAGMA quick_check")?;
        copied.close().map_err(|(_, error)| error)?;
        for suffix in ["-wal", "-shm"] {
            remove_stale(&beside(&fresh, suffix))?;
        }
        Ok(fresh)
    }
}

/// What was set aside may have a log yet: it is written into its file, and goes.
fn settle(file: &Path, key: &Key, header: Header) -> Result<()> {
    if beside(file, "-wal").try_exists()? {
        let open = connect(file, key, header)?;
        empty_log(&open)?;
        open.close().map_err(|(_, error)| error)?;
    }
    Ok(())
}

/// Writes the log into its file, and nothing stays in it.
fn empty_log(vault: &Connection) -> Result<()> {
    let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
    let busy: bool = vault.query_row(sql, [], |row| row.get(0))?;
    if busy { Err(StoreError::Io(ErrorKind::ResourceBusy)) } else { Ok(()) }
}

/// A connection that reads a file as it lies there, and makes nothing beside it.
fn look_into(file: &Path, key: &Key, header: Header) -> Result<Connection> {
    let mut address = "file:".to_owned();
    let path = file.to_str().ok_or(StoreError::NoAccess)?;
    if cfg!(windows) && !path.starts_with(r"\\") {
        // The letter of a drive would be taken for a host.
        address.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'\\' if cfg!(windows) => address.push('/'),
            b'/' | b'.' | b'-' | b'_' | b':' => address.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => address.push(char::from(byte)),
            _ => drop(write!(address, "%{byte:02X}")),
        }
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    connect_as(Path::new(&format!("{address}?immutable=1")), key, header, flags)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::killed_at;
    use crate::{NewApplicant, RecoveryCode, Secret, copy_newest, keep};

    fn people(file: &Path, key: &Key) -> i64 {
        let open = look_into(file, key, Header::of(file, key).unwrap()).unwrap();
        sound(&open, "PRAGMA integrity_check").unwrap();
        open.query_row("SELECT count(*) FROM applicant", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn killed_at_any_step_every_backup_is_one_and_the_next_run_goes_on() {
        let at = NaiveDateTime::default();
        let mut kills = 0;
        for steps in 0.. {
            let (folder, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
            let path = folder.path().join("beishen.vault");
            let key = Key::load_or_create(&path).unwrap();
            let mut vault = Vault::create(&path, &key, at).unwrap();
            let code = RecoveryCode::random().unwrap();
            let wraps = Wraps::new(false).unwrap().with(&Secret::Recovery(&code), &key);
            keep(&path, &key, &mut wraps.unwrap()).unwrap();
            let both = [NewApplicant::default(), NewApplicant::default()];
            let ids = vault.add_applicants(&both, at).unwrap();
            vault.copier().back_up(&folder_of(&path), false, at).unwrap();
            copy_newest(&path, stick.path(), at).unwrap();
            let aside = beside(&path, ".20261122-093000.aside");
            fs::copy(folder_of(&path).join(&backups(&folder_of(&path)).unwrap()[0].name), &aside)
                .unwrap();
            vault.erase_applicants(&ids[..1]).unwrap();
            let take_out = |vault: &Vault| {
                vault.copier().take_out()?;
                vault.copier().take_out_of(stick.path())
            };
            let done = killed_at(steps, || take_out(&vault));
            vault.close().unwrap();

            let second = folder_in(stick.path(), &path).unwrap();
            let name = backups(&second).unwrap()[0].name.clone();
            let files = [folder_of(&path).join(&name), second.join(&name), aside];
            for file in &files {
                assert!([1, 2].contains(&people(file, &key)), "after {steps} steps");
            }
            let vault = Vault::open(&path, &key, at).unwrap();
            assert_eq!(vault.everybody().unwrap().len(), 1);
            assert_eq!(take_out(&vault).unwrap(), Vec::<PathBuf>::new());
            for file in &files {
                assert_eq!(people(file, &key), 1, "after {steps} steps");
            }
            if done.is_ok() {
                kills = steps;
                break;
            }
        }
        assert!(kills > 10, "{kills}");
    }
}
