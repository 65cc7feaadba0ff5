//! Opening, making and closing the one file, and the transaction every step is.

use std::io;
use std::path::Path;
use std::sync::{Arc, Once};
use std::time::Duration;

use chrono::NaiveDateTime;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use zeroize::Zeroizing;

use crate::backup::{Copier, folder_of};
use crate::count::{Count, Writing};
use crate::file::{Header, Lock, beside, private_file, publish, remove_stale};
use crate::key::hex;
use crate::reading::Copy;
use crate::remote::is_remote;
use crate::schema::{MIGRATIONS, is_older, migrate, verify};
use crate::{Key, Result, Roster, StoreError};

/// An open vault. One process has it open at a time.
///
/// Every method that changes something is one transaction, on disk (`synchronous=FULL`) when it returns `Ok`; on an error
/// nothing was changed. Dropping it closes the file; [`Vault::close`] also says whether that worked.
pub struct Vault {
    // Declared before the lock: dropped before it.
    connection: Connection,
    /// What the roster says of values, by the caller.
    pub(crate) roster: Option<Arc<dyn Roster>>,
    recovered: bool,
    lost: u64,
    count: Count,
    copier: Copier,
    /// How often writing was begun.
    writes: u64,
    pub(crate) reads_only: bool,
    _lock: Lock,
    /// It is one that is read; dropped last.
    pub(crate) copy: Option<Copy>,
}

impl Vault {
    /// Opens the vault at `path`. One of an older format is backed up before it is brought up.
    ///
    /// A file that is damaged, newer, foreign or of another key is left byte for byte as it is, with nothing beside it
    /// but an empty `<path>.lock`.
    pub fn open(path: &Path, key: &Key, at: NaiveDateTime) -> Result<Self> {
        let header = Header::of(path, key)?;
        if is_remote(path) {
            return Err(StoreError::Remote);
        }
        let lock = Lock::take(path)?;
        Self::open_locked(Copier::new(path, key, header), lock, at)
    }

    /// Makes a new vault at `path`, in a folder that exists. A crash on the way leaves no vault at `path`.
    pub fn create(path: &Path, key: &Key, at: NaiveDateTime) -> Result<Self> {
        if is_remote(path) {
            return Err(StoreError::Remote);
        }
        let lock = Lock::take(path)?;
        // A write-ahead log without its file would be played into the new one.
        for suffix in ["", "-wal", "-journal"] {
            if beside(path, suffix).try_exists()? {
                return Err(StoreError::Exists);
            }
        }
        if Count::beside(path).exists()? {
            return Err(StoreError::Gone);
        }
        let fresh = beside(path, ".new");
        for suffix in ["-wal", "-shm", "-journal"] {
            remove_stale(&beside(&fresh, suffix))?;
        }
        drop(private_file(&fresh)?);
        let header = Header::new(key)?;
        let mut connection = connect(&fresh, key, header)?;
        migrate(&mut connection, MIGRATIONS)?;
        // Here, so that a vault is never seen with a rollback journal beside it.
        write_ahead(&connection)?;
        connection.close().map_err(|(_, error)| error)?;
        publish(&fresh, path)?;
        Self::open_locked(Copier::new(path, key, header), lock, at)
    }

    /// Opens the vault at `path`, or makes it when there never was one. Where one has been, its place is [`StoreError::Gone`].
    pub fn open_or_create(path: &Path, key: &Key, at: NaiveDateTime) -> Result<Self> {
        if path.try_exists()? {
            return Self::open(path, key, at);
        }
        match Self::create(path, key, at) {
            // Another process made it in this moment.
            Err(StoreError::Exists) if path.try_exists()? => Self::open(path, key, at),
            Err(StoreError::Exists) => Err(StoreError::Gone),
            made => made,
        }
    }

    fn open_locked(copier: Copier, lock: Lock, at: NaiveDateTime) -> Result<Self> {
        let path = copier.vault();
        // Work that a crashed process left in the write-ahead log.
        let wal = beside(path, "-wal");
        let recovered = std::fs::metadata(&wal).is_ok_and(|metadata| metadata.len() > 0);
        let shm = beside(path, "-shm");
        let had_shm = shm.try_exists()?;

        let mut connection = copier.connect()?;
        // Closing would otherwise write the log into a file that is not to be touched.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, recovered)?;
        if let Err(error) = check_before_writing(&connection, recovered) {
            drop(connection);
            if recovered && !had_shm {
                remove_stale(&shm)?;
            }
            return Err(error);
        }
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;

        write_ahead(&connection)?;
        connection.execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;
             PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 4194304;",
        )?;
        if is_older(&connection)? {
            copier.copy(&connection, &folder_of(path), true, at)?;
            migrate(&mut connection, MIGRATIONS)?;
        }
        let count = Count::beside(path);
        let lost = count.settle(&connection)?;
        crate::reading::remove_left();
        // What was being written anew when the program was killed: the same vault once more.
        for suffix in ["", "-wal", "-shm", "-journal"] {
            remove_stale(&beside(&beside(path, ".new"), suffix))?;
        }
        Ok(Self {
            connection,
            roster: None,
            recovered,
            lost,
            count,
            copier,
            writes: 0,
            reads_only: false,
            _lock: lock,
            copy: None,
        })
    }

    /// Whether the last process that had the vault open ended without closing it. Everything it had acknowledged is here.
    pub fn recovered(&self) -> bool {
        self.recovered
    }

    /// How many acknowledged steps are not here: the log they were in is gone or damaged, or the file is an older one.
    pub fn lost(&self) -> u64 {
        self.lost
    }

    /// Makes backups of this vault, wherever and whenever it is asked to.
    pub fn copier(&self) -> Copier {
        self.copier.clone()
    }

    /// Writes the log into the file, so that the file alone holds everything; whether all of it could be written. For a moment
    /// in which nobody types: a backup that is being made is not waited for.
    pub fn settle(&self) -> Result<bool> {
        let sql = "PRAGMA wal_checkpoint(PASSIVE)";
        let (log, written) = self
            .connection
            .query_row(sql, [], |it| Ok((it.get::<_, i64>(1)?, it.get::<_, i64>(2)?)))?;
        Ok(log == written)
    }

    /// A number that is another one after every change of what applicants and drafts are.
    pub fn writes(&self) -> u64 {
        self.writes
    }

    /// Reads the whole file, checks every page's checksum and every table: [`StoreError::Damaged`] if anything is off. Takes
    /// seconds for hundreds of MB.
    pub fn check(&self) -> Result<()> {
        let mut pages = self.connection.prepare("PRAGMA cipher_integrity_check")?;
        if pages.query([])?.next()?.is_some() {
            return Err(StoreError::Damaged);
        }
        sound(&self.connection, "PRAGMA integrity_check")?;
        let mut orphans = self.connection.prepare("PRAGMA foreign_key_check")?;
        if orphans.query([])?.next()?.is_some() { Err(StoreError::Damaged) } else { Ok(()) }
    }

    /// Closes the vault: the file alone holds everything then.
    pub fn close(self) -> Result<()> {
        self.connection.close().map_err(|(_, error)| error.into())
    }

    /// For writing what can be made anew: no step, and nothing that a draft is made of.
    pub(crate) fn begin_derived(&mut self) -> Result<Transaction<'_>> {
        Ok(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }

    /// For reading.
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// For writing; rolled back when it is dropped without `commit`.
    pub(crate) fn begin(&mut self) -> Result<Writing<'_>> {
        if self.reads_only {
            return Err(StoreError::ReadOnly);
        }
        self.writes += 1;
        Writing::new(&self.connection, &self.count)
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault(…)")
    }
}

/// A connection that has the key. Reads and writes nothing yet.
pub(crate) fn connect(path: &Path, key: &Key, header: Header) -> Result<Connection> {
    connect_as(path, key, header, OpenFlags::SQLITE_OPEN_READ_WRITE)
}

pub(crate) fn connect_as(
    path: &Path,
    key: &Key,
    header: Header,
    flags: OpenFlags,
) -> Result<Connection> {
    // SQLite calls itself ready before SQLCipher is: a second thread that opens its first vault in that moment would be
    // told that there is no such pragma as `key`. So the first connection of the process is made alone.
    static READY: Once = Once::new();
    READY.call_once(|| drop(Connection::open_in_memory()));
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // A plain SQLite would take the key for an unknown pragma, and store everything in the clear.
    let cipher = connection.query_row("PRAGMA cipher_version", [], |row| row.get::<_, String>(0));
    if !cipher.is_ok_and(|version| !version.is_empty()) {
        return Err(StoreError::NoCipher);
    }
    let sql = Zeroizing::new(format!(
        "PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{}{}'\"; PRAGMA cipher_compatibility = 4;",
        *hex(key.bytes()),
        *hex(header.bytes()),
    ));
    connection.execute_batch(&sql)?;
    connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, 30 << 20)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.busy_timeout(Duration::from_secs(10))?;
    Ok(connection)
}

/// The mode the file stays in: readers and the writer do not wait for each other, and a crash leaves a log to recover from.
fn write_ahead(connection: &Connection) -> Result<()> {
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode == "wal" { Ok(()) } else { Err(StoreError::Io(io::ErrorKind::Unsupported)) }
}

fn check_before_writing(connection: &Connection, after_crash: bool) -> Result<()> {
    verify(connection, MIGRATIONS)?;
    if after_crash { sound(connection, "PRAGMA quick_check") } else { Ok(()) }
}

/// Whether a check of `SQLite`'s finds nothing.
pub(crate) fn sound(connection: &Connection, pragma: &str) -> Result<()> {
    let found: String = connection.query_row(pragma, [], |row| row.get(0))?;
    if found == "ok" { Ok(()) } else { Err(StoreError::Damaged) }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;

    use super::*;
    use crate::{Change, Level, NewApplicant, NewFile, Provenance};

    #[test]
    fn a_full_disk_refuses_the_step_and_the_next_one_works_when_there_is_room() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.db");
        let key = Key::new([7; 32]);
        let mut vault = Vault::create(&path, &key, NaiveDateTime::default()).unwrap();
        let at = NaiveDateTime::default();
        let new = NewApplicant { procedures: vec!["xwrz".into()], ..Default::default() };
        let id = vault.add_applicant(&new, at).unwrap();
        let draft = vault.applicant(id).unwrap().drafts[0].id;
        // What SQLite meets when the disk is full, without having to fill one.
        let room = |vault: &Vault, pages: u32| {
            let sql = format!("PRAGMA max_page_count = {pages}");
            vault.connection.query_row(&sql, [], |_| Ok(())).unwrap();
        };
        room(&vault, 80);
        let mut steps = 0_u8;
        let step = |n: u8| {
            let bytes = vec![n; 10_000];
            let file = NewFile { name: "张三.jpg".into(), note: String::new(), bytes };
            [
                Change::tick(Level::Draft, &format!("{n}"), true),
                Change::attach(Level::Draft, "photo", Some(file), Provenance::Typed),
            ]
        };
        let error = loop {
            match vault.step(draft, &step(steps), at) {
                Ok(_) => steps += 1,
                Err(error) => break error,
            }
        };
        assert_eq!(error, StoreError::DiskFull);
        assert!(steps > 3, "{steps}");
        let full = vault.draft(draft).unwrap();
        assert_eq!((full.undo, full.values.ticks.len()), (u32::from(steps), usize::from(steps)));
        assert_eq!(vault.step(draft, &step(steps), at), Err(StoreError::DiskFull));
        assert_eq!(vault.draft(draft).unwrap(), full);
        vault.undo(draft, at).unwrap().unwrap();
        vault.redo(draft, at).unwrap().unwrap();

        room(&vault, 100_000);
        assert!(vault.step(draft, &step(steps), at).unwrap());
        vault.close().unwrap();
        let vault = Vault::open(&path, &key, NaiveDateTime::default()).unwrap();
        vault.check().unwrap();
        assert_eq!(vault.draft(draft).unwrap().undo, u32::from(steps) + 1);
    }

    #[test]
    fn a_vault_of_an_older_format_is_backed_up_before_it_is_brought_up() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.db");
        let key = Key::new([7; 32]);
        let at = NaiveDateTime::default();
        drop(private_file(&path).unwrap());
        let header = Header::new(&key).unwrap();
        let mut connection = connect(&path, &key, header).unwrap();
        let older = &MIGRATIONS[..MIGRATIONS.len() - 1];
        migrate(&mut connection, older).unwrap();
        drop(connection);
        Vault::open(&path, &key, at).unwrap().close().unwrap();
        let backups = crate::backups(&folder_of(&path)).unwrap();
        let [backup] = &backups[..] else { panic!("{backups:?}") };
        assert!(backup.before);
        let copy = connect(&folder_of(&path).join(&backup.name), &key, header).unwrap();
        assert!(is_older(&copy).unwrap());
        Vault::open(&path, &key, at).unwrap();
        assert_eq!(crate::backups(&folder_of(&path)).unwrap(), backups, "once");
    }

    #[test]
    fn what_an_interrupted_creation_left_does_not_stand_in_the_way() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.db");
        std::fs::write(beside(&path, ".new"), "half a vault").unwrap();
        std::fs::write(beside(&path, ".new-journal"), "and its journal").unwrap();
        let vault = Vault::create(&path, &Key::new([7; 32]), NaiveDateTime::default()).unwrap();
        vault.check().unwrap();
        assert!(!beside(&path, ".new").exists() && !beside(&path, ".new-journal").exists());
    }

    #[test]
    fn every_save_waits_for_the_disk_and_the_file_is_guarded() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::create(
            &folder.path().join("vault.db"),
            &Key::new([7; 32]),
            NaiveDateTime::default(),
        )
        .unwrap();
        for (pragma, expected) in
            [("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("trusted_schema", 0)]
        {
            let found: i64 = vault
                .connection
                .query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0))
                .unwrap();
            assert_eq!(found, expected, "{pragma}");
        }
        #[cfg(unix)]
        for suffix in ["", "-wal"] {
            use std::os::unix::fs::PermissionsExt as _;
            let path = beside(&folder.path().join("vault.db"), suffix);
            let mode = std::fs::metadata(path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{suffix}");
        }
    }
}
