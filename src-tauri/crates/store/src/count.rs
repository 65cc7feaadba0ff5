//! How many steps were acknowledged, in a file of its own beside the vault.
//!
//! `SQLite` opens a vault whose write-ahead log is gone or damaged as it was before the log, and says nothing. The number in
//! `<vault>.count` is written after each step and does not wait for the disk, so it is never ahead of what was acknowledged:
//! a vault that knows of fewer steps has lost them. It says nothing of anybody.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::Result;
use crate::file::{beside, private_file};

/// The file beside a vault.
pub(crate) struct Count(PathBuf);

impl Count {
    pub(crate) fn beside(vault: &Path) -> Self {
        Self(beside(vault, ".count"))
    }

    /// Whether there has been a vault here: its number outlives it.
    pub(crate) fn exists(&self) -> Result<bool> {
        Ok(self.0.try_exists()?)
    }

    /// The number, as far as it can be read.
    fn read(&self) -> u64 {
        let mut text = String::new();
        let read = File::open(&self.0).and_then(|it| it.take(32).read_to_string(&mut text));
        read.ok().and_then(|_| text.trim().parse().ok()).unwrap_or_default()
    }

    /// Writes the number. Where that cannot be, the vault itself goes on: it holds the number as well.
    pub(crate) fn write(&self, number: u64) {
        let file = File::options().write(true).open(&self.0);
        // Of one length, so that it is written in place and never cut.
        let _ = file.and_then(|mut it| write!(it, "{number:020}"));
    }

    /// How many steps that were acknowledged the vault does not know of. From now on its own number counts.
    pub(crate) fn settle(&self, connection: &Connection) -> Result<u64> {
        let known = steps(connection)?;
        let lost = self.read().saturating_sub(known);
        if !self.exists()? {
            // Without it the vault is as good as before.
            let _ = private_file(&self.0);
        }
        self.write(known);
        Ok(lost)
    }

    /// Forgets the number, so that a vault that was put here is taken as it is.
    pub(crate) fn forget(&self) -> Result<()> {
        if self.exists()? { Ok(fs::remove_file(&self.0)?) } else { Ok(()) }
    }
}

/// The number of steps a vault knows of.
pub(crate) fn steps(connection: &Connection) -> Result<u64> {
    let steps: i64 = connection.query_row("SELECT steps FROM written", [], |row| row.get(0))?;
    Ok(u64::try_from(steps).unwrap_or_default())
}

/// A step that is being written; rolled back when it is dropped without [`Writing::commit`].
pub(crate) struct Writing<'a> {
    connection: &'a Connection,
    transaction: Transaction<'a>,
    count: &'a Count,
    steps: u64,
}

impl<'a> Writing<'a> {
    pub(crate) fn new(connection: &'a Connection, count: &'a Count) -> Result<Self> {
        let behavior = TransactionBehavior::Immediate;
        let transaction = Transaction::new_unchecked(connection, behavior)?;
        let sql = "UPDATE written SET steps = steps + 1";
        transaction.prepare_cached(sql)?.execute([])?;
        let steps = steps(&transaction)?;
        Ok(Self { connection, transaction, count, steps })
    }

    /// On disk when it returns.
    pub(crate) fn commit(self) -> Result<()> {
        if let Err(error) = self.transaction.commit() {
            unsay(self.connection);
            return Err(error.into());
        }
        self.count.write(self.steps);
        Ok(())
    }
}

/// Makes it true that a step was not saved. When the disk fails at the last moment, all of the step stands in the log behind what
/// counts, and a vault that is opened after a crash would take it from there: a step of nothing is written over it, which needs no
/// more room. Where that fails too, nobody knows: what is told is that the step is not safe.
fn unsay(connection: &Connection) {
    let _ = connection.execute("UPDATE written SET steps = steps + 1", []);
}

impl std::ops::Deref for Writing<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.transaction
    }
}
