//! What was written out of the vault: when, what, into which folder and of whom. Whoever is erased is taken out of it.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDateTime};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::record::{ApplicantId, DraftId, micros, time};
use crate::{MAX_TEXT, Result, StoreError, Vault};

/// How long it is known what was written out.
pub const EXPORT_DAYS: i64 = 365;

/// Something that was written out of the vault.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct NewExport {
    /// What it is, in the caller's own form. No name and no answer belongs in here: it outlives them.
    pub what: String,
    /// The folder, which may be called by an applicant: it goes when one of them is erased.
    pub folder: String,
    /// Of which applicants it is.
    pub of: Vec<ApplicantId>,
    /// Of how many of whom it is not noted who they are.
    pub others: u32,
}

/// What is known of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Export {
    /// What it is, in the caller's own form.
    pub what: String,
    /// The folder; empty when one of the applicants was erased since, and when it is of none.
    pub folder: String,
    /// Of how many people it is.
    pub people: u32,
    /// How many of them were in the vault then and are still.
    pub here: u32,
    /// What the first of these are called.
    pub names: Vec<String>,
    /// When it was written.
    pub at: NaiveDateTime,
}

impl Vault {
    /// Notes what was written, or is about to be; its number.
    pub fn note_export(&mut self, new: &NewExport, at: NaiveDateTime) -> Result<i64> {
        let tx = self.begin()?;
        let id = put(&tx, new, micros(at))?;
        tx.commit()?;
        Ok(id)
    }

    /// What came of one that was noted when it began: it is of these in the end. Of nobody: nothing was written, and nothing is noted.
    pub fn correct_export(&mut self, id: i64, of: Vec<ApplicantId>) -> Result<()> {
        let tx = self.begin()?;
        let sql = "SELECT what, folder, at FROM export WHERE id = ?1";
        let was = tx.query_row(sql, [id], |row| {
            let new = NewExport { what: row.get(0)?, folder: row.get(1)?, of, others: 0 };
            Ok((new, row.get(2)?))
        });
        // Everybody may have been erased since.
        let Some((new, at)) = was.optional()? else { return Ok(()) };
        tx.execute("DELETE FROM export WHERE id = ?1", [id])?;
        if !new.of.is_empty() {
            put(&tx, &new, at)?;
        }
        tx.commit()
    }

    /// What was written, the newest first, `limit` at most; of each so many names.
    pub fn exports(&self, limit: u32, names: u32) -> Result<Vec<Export>> {
        let connection = self.connection();
        let sql = "SELECT id, what, folder, people, at,
                (SELECT count(*) FROM export_applicant WHERE export = id)
            FROM export ORDER BY id DESC LIMIT ?1";
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query([limit])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(Export {
                what: row.get(1)?,
                folder: row.get(2)?,
                people: row.get(3)?,
                at: time(row.get(4)?)?,
                here: row.get(5)?,
                names: named(connection, row.get(0)?, names)?,
            });
        }
        Ok(all)
    }

    /// Whose these drafts are, each once.
    pub fn whose(&self, drafts: &[DraftId]) -> Result<Vec<ApplicantId>> {
        let sql = "SELECT applicant FROM draft WHERE id = ?1";
        let mut statement = self.connection().prepare_cached(sql)?;
        let mut all = Vec::new();
        for draft in drafts {
            let whose = statement.query_row([draft.0], |row| row.get(0).map(ApplicantId));
            all.extend(whose.optional()?);
        }
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }
}

/// Where it is not of applicants, or one of them was erased meanwhile, the folder is not noted: nothing would ever take it away.
fn put(connection: &Connection, new: &NewExport, at: i64) -> Result<i64> {
    if new.what.len().max(new.folder.len()) > MAX_TEXT {
        return Err(StoreError::TooBig);
    }
    let of: BTreeSet<_> = new.of.iter().collect();
    let people = u32::try_from(of.len()).unwrap_or(u32::MAX).saturating_add(new.others);
    let sql = "INSERT INTO export(what, folder, people, at) VALUES(?1, ?2, ?3, ?4)";
    connection.prepare_cached(sql)?.execute(params![new.what, new.folder, people, at])?;
    let id = connection.last_insert_rowid();
    let sql = "INSERT INTO export_applicant(export, applicant)
        SELECT ?1, id FROM applicant WHERE id = ?2";
    let mut insert = connection.prepare_cached(sql)?;
    let mut here = 0;
    for one in &of {
        here += insert.execute(params![id, one.0])?;
    }
    if of.is_empty() || here < of.len() {
        connection.execute("UPDATE export SET folder = '' WHERE id = ?1", [id])?;
    }
    Ok(id)
}

fn named(connection: &Connection, export: i64, limit: u32) -> Result<Vec<String>> {
    let sql = "SELECT a.name FROM export_applicant e JOIN applicant a ON a.id = e.applicant
        WHERE e.export = ?1 ORDER BY a.id LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let names = statement.query_map(params![export, limit], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// What was written so long ago is not known any more.
pub(crate) fn forget_exports(connection: &Connection, now: NaiveDateTime) -> Result<()> {
    if let Some(until) = now.checked_sub_signed(Duration::days(EXPORT_DAYS)) {
        connection.execute("DELETE FROM export WHERE at <= ?1", [micros(until)])?;
    }
    Ok(())
}

impl std::fmt::Debug for NewExport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewExport").field("what", &self.what).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { what, people, here, at, .. } = self;
        let mut debug = f.debug_struct("Export");
        debug.field("what", what).field("people", people).field("here", here).field("at", at);
        debug.finish_non_exhaustive()
    }
}
