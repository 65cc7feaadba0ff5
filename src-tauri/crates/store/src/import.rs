//! Many people at once, from somewhere else: all of them or nobody, and all of it can be taken back.
//!
//! A batch remembers whom it added, what it began and from which state to which the values of others went. Taking it back leaves
//! alone what was written since: whoever was worked on stays.

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::applicant::{add, touch};
use crate::draft::begin_draft;
use crate::record::{ApplicantId, micros, time};
use crate::roster::{follow, rename};
use crate::step::{Move, put, set_current};
use crate::{Change, MAX_TEXT, NewApplicant, Result, StoreError, ValueKey, Vault};

/// One person of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incoming {
    /// Somebody who is not here yet.
    New(NewApplicant),
    /// Somebody who is.
    Known {
        /// Who.
        id: ApplicantId,
        /// What is said of them.
        values: Vec<Change>,
        /// The procedures to begin for them, where there is no open draft of it yet.
        procedures: Vec<String>,
    },
}

/// A batch that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Names it.
    pub id: i64,
    /// What it came from, by the caller.
    pub from: String,
    /// When.
    pub at: NaiveDateTime,
    /// How many people were added.
    pub added: u32,
    /// How many who were here already were changed.
    pub changed: u32,
    /// It was taken back.
    pub undone: bool,
}

/// What came of taking a batch back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TakenBack {
    /// People who are gone again.
    pub removed: u32,
    /// Values that are as they were before.
    pub restored: u32,
    /// People and values that were written since, and stay as they are.
    pub kept: u32,
}

impl Vault {
    /// Takes in a batch: all of it or nothing.
    pub fn import(&mut self, from: &str, batch: &[Incoming], at: NaiveDateTime) -> Result<Import> {
        let roster = self.roster.clone();
        let roster = roster.as_deref();
        let tx = self.begin()?;
        let id = begin_batch(&tx, from, at)?;
        let (mut added, mut changed) = (0, 0);
        for one in batch {
            match one {
                Incoming::New(new) => {
                    let applicant = add(&tx, roster, new, at)?;
                    remember(&tx, id, applicant, true)?;
                    added += 1;
                }
                Incoming::Known { id: applicant, values, procedures } => {
                    let mut any = false;
                    for change in values {
                        if let Some(it) = put(&tx, *applicant, None, change, at)? {
                            moved(&tx, id, &it)?;
                            any = true;
                        }
                    }
                    for procedure in procedures {
                        any |= begin(&tx, id, *applicant, procedure, at)?;
                    }
                    if any {
                        touch(&tx, *applicant, at)?;
                        let keys = values.iter().map(Change::key);
                        rename(&tx, roster, *applicant, None, keys)?;
                        follow(&tx, roster, *applicant, at)?;
                        remember(&tx, id, *applicant, false)?;
                        changed += 1;
                    }
                }
            }
        }
        tx.commit()?;
        Ok(Import { id, from: from.to_owned(), at, added, changed, undone: false })
    }

    /// The batches that were taken in, the newest first.
    pub fn imports(&self) -> Result<Vec<Import>> {
        let sql = "SELECT id, came_from, at, undone,
                (SELECT count(*) FROM import_applicant WHERE import = id AND made = 1),
                (SELECT count(*) FROM import_applicant WHERE import = id AND made = 0)
            FROM import ORDER BY id DESC";
        let mut statement = self.connection().prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(Import {
                id: row.get(0)?,
                from: row.get(1)?,
                at: time(row.get(2)?)?,
                undone: row.get(3)?,
                added: row.get(4)?,
                changed: row.get(5)?,
            });
        }
        Ok(all)
    }

    /// Takes a batch back; nothing when there is none of that number, or it was taken back before.
    pub fn undo_import(&mut self, id: i64, at: NaiveDateTime) -> Result<Option<TakenBack>> {
        let roster = self.roster.clone();
        let roster = roster.as_deref();
        let tx = self.begin()?;
        let sql = "UPDATE import SET undone = 1 WHERE id = ?1 AND undone = 0 RETURNING at";
        let when: Option<i64> = tx.query_row(sql, [id], |row| row.get(0)).optional()?;
        let Some(when) = when else { return Ok(None) };
        let mut taken = TakenBack::default();
        for (applicant, made) in people(&tx, id)? {
            if made {
                // Whoever was worked on since has a later time, or a step that can be undone.
                let sql = "DELETE FROM applicant WHERE id = ?1 AND changed <= ?2
                    AND NOT EXISTS (SELECT 1 FROM step s JOIN draft d ON d.id = s.draft WHERE d.applicant = ?1)";
                let gone = tx.prepare_cached(sql)?.execute(params![applicant.0, when])?;
                if gone == 0 {
                    taken.kept += 1;
                } else {
                    taken.removed += 1;
                }
                continue;
            }
            let (keys, kept) = put_back(&tx, id, applicant, &mut taken)?;
            // What it brought has not been seen then; but what goes on came from it.
            let known = "UPDATE version SET import = NULL WHERE import = ?1 AND value = ?2";
            for value in kept {
                tx.prepare_cached(known)?.execute(params![id, value])?;
            }
            let unseen = "DELETE FROM version WHERE import = ?1
                AND value IN (SELECT id FROM value WHERE applicant = ?2)";
            tx.prepare_cached(unseen)?.execute(params![id, applicant.0])?;
            let unnamed = "DELETE FROM applicant_uid WHERE import = ?1 AND applicant = ?2";
            tx.prepare_cached(unnamed)?.execute(params![id, applicant.0])?;
            unbegin(&tx, id, applicant)?;
            // Whoever is in the bin is not stirred.
            if touch(&tx, applicant, at).is_ok() {
                rename(&tx, roster, applicant, None, keys.iter())?;
                follow(&tx, roster, applicant, at)?;
            }
        }
        tx.commit()?;
        self.forget(usize::try_from(taken.removed).unwrap_or(usize::MAX));
        Ok(Some(taken))
    }

    /// Everybody who is known by that, those in the recycle bin left out.
    pub fn known_by(&self, identity: &str) -> Result<Vec<ApplicantId>> {
        if identity.is_empty() {
            return Ok(Vec::new());
        }
        let sql = "SELECT id FROM applicant WHERE identity = ?1 AND identity <> '' AND deleted IS NULL ORDER BY id";
        let mut statement = self.connection().prepare_cached(sql)?;
        let ids = statement.query_map([identity], |row| Ok(ApplicantId(row.get(0)?)))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }
}

/// The number of a new batch.
pub(crate) fn begin_batch(connection: &Connection, from: &str, at: NaiveDateTime) -> Result<i64> {
    if from.len() > MAX_TEXT {
        return Err(StoreError::TooBig);
    }
    connection
        .prepare_cached("INSERT INTO import(came_from, at) VALUES(?1, ?2)")?
        .execute(params![from, micros(at)])?;
    Ok(connection.last_insert_rowid())
}

pub(crate) fn remember(
    connection: &Connection,
    import: i64,
    id: ApplicantId,
    made: bool,
) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO import_applicant(import, applicant, made) VALUES(?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![import, id.0, made])?;
    Ok(())
}

pub(crate) fn moved(connection: &Connection, import: i64, it: &Move) -> Result<()> {
    let sql = "INSERT INTO import_change(import, value, old, new) VALUES(?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET new = excluded.new";
    connection.prepare_cached(sql)?.execute(params![import, it.value, it.old, it.new])?;
    Ok(())
}

fn begin(
    connection: &Connection,
    import: i64,
    applicant: ApplicantId,
    procedure: &str,
    at: NaiveDateTime,
) -> Result<bool> {
    let sql = "SELECT 1 FROM draft WHERE applicant = ?1 AND procedure = ?2 AND closed IS NULL";
    if connection.prepare_cached(sql)?.exists(params![applicant.0, procedure])? {
        return Ok(false);
    }
    let draft = begin_draft(connection, applicant, procedure, None, at)?;
    let sql = "INSERT INTO import_draft(import, draft) VALUES(?1, ?2)";
    connection.prepare_cached(sql)?.execute(params![import, draft.0])?;
    Ok(true)
}

fn people(connection: &Connection, import: i64) -> Result<Vec<(ApplicantId, bool)>> {
    let sql = "SELECT applicant, made FROM import_applicant WHERE import = ?1 ORDER BY applicant";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([import], |row| Ok((ApplicantId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Sets the values of somebody back to what they were; the keys of those that are.
fn put_back(
    connection: &Connection,
    import: i64,
    applicant: ApplicantId,
    taken: &mut TakenBack,
) -> Result<(Vec<ValueKey>, Vec<i64>)> {
    // A draft that it has closed stays so where its successor was worked on, and then stays as it is.
    let sql = "SELECT v.id, v.current, c.old, c.new, v.kind, v.key,
            (c.old IS NULL OR EXISTS (SELECT 1 FROM state WHERE id = c.old AND value = v.id))
            AND NOT EXISTS (SELECT 1 FROM import_closed x JOIN draft d ON d.id = x.draft
                JOIN draft o ON o.applicant = d.applicant AND o.procedure = d.procedure AND o.closed IS NULL
                JOIN step s ON s.draft = o.id WHERE x.import = ?1 AND x.draft = v.draft)
        FROM import_change c JOIN value v ON v.id = c.value
        WHERE c.import = ?1 AND v.applicant = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![import, applicant.0])?;
    let (mut keys, mut kept) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let (value, current): (i64, Option<i64>) = (row.get(0)?, row.get(1)?);
        let (old, new): (Option<i64>, i64) = (row.get(2)?, row.get(3)?);
        if current != Some(new) || !row.get(6)? {
            taken.kept += 1;
            kept.push(value);
            continue;
        }
        set_current(connection, value, old)?;
        taken.restored += 1;
        let level = crate::Level::Applicant;
        keys.push(ValueKey { level, kind: row.get(4)?, key: row.get(5)? });
    }
    Ok((keys, kept))
}

/// Drafts that were begun for somebody, and in which nothing was written, go again; those that were closed for them go on.
fn unbegin(connection: &Connection, import: i64, applicant: ApplicantId) -> Result<()> {
    let sql = "DELETE FROM draft WHERE applicant = ?2
        AND id IN (SELECT draft FROM import_draft WHERE import = ?1)
        AND NOT EXISTS (SELECT 1 FROM step WHERE draft = draft.id)
        AND NOT EXISTS (SELECT 1 FROM value WHERE draft = draft.id AND current IS NOT NULL)";
    connection.prepare_cached(sql)?.execute(params![import, applicant.0])?;
    let sql = "UPDATE draft SET closed = NULL WHERE applicant = ?2
        AND id IN (SELECT draft FROM import_closed WHERE import = ?1)
        AND NOT EXISTS (SELECT 1 FROM draft other WHERE other.applicant = ?2
            AND other.procedure = draft.procedure AND other.closed IS NULL)";
    connection.prepare_cached(sql)?.execute(params![import, applicant.0])?;
    Ok(())
}
