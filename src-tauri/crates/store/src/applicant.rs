//! Applicants: adding, changing, the recycle bin and the end of it.

use chrono::{Duration, NaiveDateTime};
use rusqlite::{Connection, Row, params};

use crate::draft::{begin_draft, drafts_of, values};
use crate::error::Thing;
use crate::export::forget_exports;
use crate::record::{Applicant, ApplicantDetails, ApplicantId, ApplicantRecord, micros, time};
use crate::roster::{Roster, follow, rename, stir};
use crate::step::put;
use crate::{Change, MAX_TEXT, Result, StoreError, Vault};

/// How long deleted applicants stay in the recycle bin.
pub const BIN_DAYS: i64 = 30;

/// An applicant to be added.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewApplicant {
    /// What the roster shall show.
    pub details: ApplicantDetails,
    /// What is known of them already.
    pub values: Vec<Change>,
    /// The procedures to begin for them.
    pub procedures: Vec<String>,
}

impl Vault {
    /// Adds applicants, all or none.
    pub fn add_applicants(
        &mut self,
        new: &[NewApplicant],
        at: NaiveDateTime,
    ) -> Result<Vec<ApplicantId>> {
        let roster = self.roster.clone();
        let tx = self.begin()?;
        let roster = roster.as_deref();
        let ids = new.iter().map(|it| add(&tx, roster, it, at)).collect::<Result<_>>()?;
        tx.commit()?;
        Ok(ids)
    }

    /// Adds one applicant.
    pub fn add_applicant(&mut self, new: &NewApplicant, at: NaiveDateTime) -> Result<ApplicantId> {
        let ids = self.add_applicants(std::slice::from_ref(new), at)?;
        ids.first().copied().ok_or(StoreError::NotFound(Thing::Applicant))
    }

    /// Changes what the roster shows.
    pub fn edit_applicant(
        &mut self,
        id: ApplicantId,
        details: &ApplicantDetails,
        at: NaiveDateTime,
    ) -> Result<()> {
        fits(details)?;
        let tx = self.begin()?;
        let changed = tx.execute(
            "UPDATE applicant SET name = ?2, search = ?3, colour = ?4, note = ?5, changed = ?6
             WHERE id = ?1 AND deleted IS NULL",
            params![id.0, details.name, details.search, details.colour, details.note, micros(at)],
        )?;
        found(changed, Thing::Applicant)?;
        stir(&tx, id)?;
        tx.commit()
    }

    /// Puts an applicant into the recycle bin (回收站) with everything they have.
    pub fn delete_applicant(&mut self, id: ApplicantId, at: NaiveDateTime) -> Result<()> {
        let tx = self.begin()?;
        bin(&tx, id, at)?;
        tx.commit()
    }

    /// Takes an applicant out of the recycle bin.
    pub fn restore_applicant(&mut self, id: ApplicantId, at: NaiveDateTime) -> Result<()> {
        let tx = self.begin()?;
        restore(&tx, id, at)?;
        tx.commit()
    }

    /// Removes for good what has been in the recycle bin for [`BIN_DAYS`] days, and what was noted of exports
    /// [`crate::EXPORT_DAYS`] days ago; how many applicants that were.
    pub fn purge(&mut self, now: NaiveDateTime) -> Result<usize> {
        let Some(until) = now.checked_sub_signed(Duration::days(BIN_DAYS)) else { return Ok(0) };
        let tx = self.begin()?;
        let gone = tx.execute("DELETE FROM applicant WHERE deleted <= ?1", [micros(until)])?;
        forget_exports(&tx, now)?;
        tx.commit()?;
        self.forget(gone);
        Ok(gone)
    }

    /// Removes an applicant who is in the recycle bin for good, before their time.
    pub fn erase_applicant(&mut self, id: ApplicantId) -> Result<()> {
        let tx = self.begin()?;
        let sql = "DELETE FROM applicant WHERE id = ?1 AND deleted IS NOT NULL";
        let gone = tx.execute(sql, [id.0])?;
        found(gone, Thing::Applicant)?;
        tx.commit()?;
        self.forget(gone);
        Ok(())
    }

    /// Removes applicants for good, whether or not they are in the recycle bin; all or none.
    pub fn erase_applicants(&mut self, ids: &[ApplicantId]) -> Result<()> {
        let tx = self.begin()?;
        for id in ids {
            let sql = "DELETE FROM applicant WHERE id = ?1";
            found(tx.prepare_cached(sql)?.execute([id.0])?, Thing::Applicant)?;
        }
        tx.commit()?;
        self.forget(ids.len());
        Ok(())
    }

    /// What was deleted shall not live on in the write-ahead log. Deleted pages of the file itself are overwritten by `secure_delete`.
    pub(crate) fn forget(&self, gone: usize) {
        if gone > 0 {
            let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
            // They are gone already. Where a backup reads the log just now, it is emptied with the backups.
            let _ = self.connection().query_row(sql, [], |_| Ok(()));
        }
    }

    /// Writes values of an applicant outside any draft. Not a step of a draft: nothing to undo, but each value keeps its earlier states.
    /// Whether anything was changed.
    pub fn fill(&mut self, id: ApplicantId, changes: &[Change], at: NaiveDateTime) -> Result<bool> {
        let roster = self.roster.clone();
        let tx = self.begin()?;
        let any = fill(&tx, roster.as_deref(), id, changes, at)?;
        if any {
            tx.commit()?;
        }
        Ok(any)
    }

    /// An applicant with what they have given once for all procedures; also from the recycle bin.
    pub fn applicant(&self, id: ApplicantId) -> Result<ApplicantRecord> {
        let connection = self.connection();
        Ok(ApplicantRecord {
            applicant: applicant(connection, id)?,
            drafts: drafts_of(connection, id)?,
            values: values(connection, id, None)?,
        })
    }

    /// The names of everybody else who is the same person by what the roster knows, those in the recycle bin left out.
    pub fn twins(&self, id: ApplicantId) -> Result<Vec<String>> {
        let sql = "SELECT other.name FROM applicant one JOIN applicant other ON other.identity = one.identity
            WHERE one.id = ?1 AND one.identity <> '' AND one.deleted IS NULL
                AND other.id <> one.id AND other.deleted IS NULL ORDER BY other.id";
        let mut statement = self.connection().prepare_cached(sql)?;
        let names = statement.query_map([id.0], |row| row.get(0))?;
        Ok(names.collect::<rusqlite::Result<_>>()?)
    }
}

pub(crate) fn bin(connection: &Connection, id: ApplicantId, at: NaiveDateTime) -> Result<()> {
    let sql = "UPDATE applicant SET deleted = ?2 WHERE id = ?1 AND deleted IS NULL";
    found(connection.prepare_cached(sql)?.execute(params![id.0, micros(at)])?, Thing::Applicant)?;
    stir(connection, id)
}

pub(crate) fn restore(connection: &Connection, id: ApplicantId, at: NaiveDateTime) -> Result<()> {
    let sql = "UPDATE applicant SET deleted = NULL, changed = ?2
        WHERE id = ?1 AND deleted IS NOT NULL";
    found(connection.prepare_cached(sql)?.execute(params![id.0, micros(at)])?, Thing::Applicant)?;
    stir(connection, id)
}

pub(crate) fn fill(
    connection: &Connection,
    roster: Option<&dyn Roster>,
    id: ApplicantId,
    changes: &[Change],
    at: NaiveDateTime,
) -> Result<bool> {
    touch(connection, id, at)?;
    let mut any = false;
    for change in changes {
        any |= put(connection, id, None, change, at)?.is_some();
    }
    if any {
        rename(connection, roster, id, None, changes.iter().map(|it| &it.key))?;
        follow(connection, roster, id, at)?;
    }
    Ok(any)
}

/// Adds one applicant.
pub(crate) fn add(
    connection: &Connection,
    roster: Option<&dyn Roster>,
    new: &NewApplicant,
    at: NaiveDateTime,
) -> Result<ApplicantId> {
    let details = &new.details;
    fits(details)?;
    connection
        .prepare_cached(
            "INSERT INTO applicant(name, search, colour, note, created, changed)
             VALUES(?1, ?2, ?3, ?4, ?5, ?5)",
        )?
        .execute(params![details.name, details.search, details.colour, details.note, micros(at)])?;
    let id = ApplicantId(connection.last_insert_rowid());
    for change in &new.values {
        put(connection, id, None, change, at)?;
    }
    for procedure in &new.procedures {
        begin_draft(connection, id, procedure, None, at)?;
    }
    rename(connection, roster, id, None, new.values.iter().map(|it| &it.key))?;
    follow(connection, roster, id, at)?;
    Ok(id)
}

/// Columns for [`read`].
pub(crate) const COLUMNS: &str = "id, name, search, colour, note, created, changed, deleted, about";

pub(crate) fn read(row: &Row<'_>) -> Result<Applicant> {
    Ok(Applicant {
        id: ApplicantId(row.get(0)?),
        details: ApplicantDetails {
            name: row.get(1)?,
            search: row.get(2)?,
            colour: row.get(3)?,
            note: row.get(4)?,
        },
        created: time(row.get(5)?)?,
        changed: time(row.get(6)?)?,
        deleted: row.get::<_, Option<i64>>(7)?.map(time).transpose()?,
        about: row.get(8)?,
    })
}

pub(crate) fn applicant(connection: &Connection, id: ApplicantId) -> Result<Applicant> {
    let sql = format!("SELECT {COLUMNS} FROM applicant WHERE id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([id.0])?;
    rows.next()?.map_or(Err(StoreError::NotFound(Thing::Applicant)), read)
}

/// Notes that something of an applicant changed; an error when they are gone or in the recycle bin.
pub(crate) fn touch(connection: &Connection, id: ApplicantId, at: NaiveDateTime) -> Result<()> {
    let sql = "UPDATE applicant SET changed = ?2 WHERE id = ?1 AND deleted IS NULL";
    let changed = connection.prepare_cached(sql)?.execute(params![id.0, micros(at)])?;
    found(changed, Thing::Applicant)
}

pub(crate) fn found(rows: usize, thing: Thing) -> Result<()> {
    if rows == 0 { Err(StoreError::NotFound(thing)) } else { Ok(()) }
}

/// Whether the vault takes what is shown of somebody.
pub(crate) fn fits(details: &ApplicantDetails) -> Result<()> {
    let note = details.note.as_ref().map_or(0, String::len);
    let bytes = details.name.len() + details.search.len() + note;
    if bytes > MAX_TEXT { Err(StoreError::TooBig) } else { Ok(()) }
}
