//! A user step: any number of changes, one transaction, remembered for undo.

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension as _, params};
use sha2::{Digest as _, Sha256};

use crate::applicant::found;
use crate::change::{Content, Level};
use crate::draft::{live_draft, touch_draft};
use crate::error::Thing;
use crate::record::{ApplicantId, Digest, DraftId, State, micros, time};
use crate::roster::{follow, rename};
use crate::undo::{KEPT_STATES, discard_old, discard_redo, trim};
use crate::{Change, MAX_FILE, MAX_TEXT, Result, StoreError, ValueKey, Vault};

impl Vault {
    /// Writes one user step of a draft: all changes or none. Whether anything was changed; a step that changes nothing leaves no trace.
    ///
    /// What was undone before cannot be done again after it, but stays among the earlier states of its values.
    pub fn step(&mut self, draft: DraftId, changes: &[Change], at: NaiveDateTime) -> Result<bool> {
        self.write(draft, changes, false, at)
    }

    /// The same for what goes on with the newest step, as a text does that is saved while it is typed: if that step wrote the same
    /// values, it becomes this one, so that undo takes back the whole text, and its parts are no earlier states.
    pub fn go_on(&mut self, draft: DraftId, changes: &[Change], at: NaiveDateTime) -> Result<bool> {
        self.write(draft, changes, true, at)
    }

    fn write(
        &mut self,
        draft: DraftId,
        changes: &[Change],
        on: bool,
        at: NaiveDateTime,
    ) -> Result<bool> {
        let roster = self.roster.clone();
        let tx = self.begin()?;
        let applicant = live_draft(&tx, draft)?;
        let mut moves = Vec::new();
        for change in changes {
            moves.extend(put(&tx, applicant, Some(draft), change, at)?);
        }
        if moves.is_empty() {
            return Ok(false);
        }
        let mut values = discard_redo(&tx, draft)?;
        if !on || !taken_up(&tx, draft, &moves, at)? {
            remember(&tx, draft, &moves, at)?;
        }
        values.extend(moves.iter().map(|it| it.value));
        values.extend(discard_old(&tx, draft)?);
        trim(&tx, values)?;
        touch_draft(&tx, draft, applicant, at)?;
        let keys = changes.iter().map(|it| &it.key);
        rename(&tx, roster.as_deref(), applicant, Some(draft), keys)?;
        follow(&tx, roster.as_deref(), applicant, at)?;
        tx.commit()?;
        Ok(true)
    }

    /// The last [`KEPT_STATES`] states of a value, newest first; a discarded one can be put back by a step.
    pub fn states(&self, draft: DraftId, key: &ValueKey) -> Result<Vec<State>> {
        let connection = self.connection();
        let applicant = live_draft(connection, draft)?;
        let Some((value, current)) = place(connection, applicant, Some(draft), key)? else {
            return Ok(Vec::new());
        };
        let mut statement = connection.prepare_cached(
            "SELECT id, text, digest, name, provenance, at FROM state WHERE value = ?1
             ORDER BY id DESC LIMIT ?2",
        )?;
        let mut rows = statement.query(params![value, KEPT_STATES])?;
        let mut states = Vec::new();
        while let Some(row) = rows.next()? {
            let digest: Option<Digest> = row.get(2)?;
            states.push(State {
                text: row.get(1)?,
                file: digest
                    .map(|digest| Ok::<_, StoreError>((row.get(3)?, digest)))
                    .transpose()?,
                provenance: row.get(4)?,
                at: time(row.get(5)?)?,
                current: current == Some(row.get(0)?),
            });
        }
        Ok(states)
    }

    /// The bytes of an attachment, checked against their digest.
    pub fn bytes(&self, digest: &Digest) -> Result<Vec<u8>> {
        let sql = "SELECT bytes FROM blob WHERE digest = ?1";
        let bytes: Option<Vec<u8>> = self
            .connection()
            .prepare_cached(sql)?
            .query_row([&digest.0[..]], |row| row.get(0))
            .optional()?;
        let bytes = bytes.ok_or(StoreError::NotFound(Thing::Attachment))?;
        if sha256(&bytes) == *digest { Ok(bytes) } else { Err(StoreError::Damaged) }
    }
}

/// What a change did: `value` went from state `old` (`None`: it never had one) to `new`.
pub(crate) struct Move {
    pub(crate) value: i64,
    pub(crate) old: Option<i64>,
    pub(crate) new: i64,
}

/// Writes down a step, to be undone.
fn remember(
    connection: &Connection,
    draft: DraftId,
    moves: &[Move],
    at: NaiveDateTime,
) -> Result<()> {
    connection
        .prepare_cached("INSERT INTO step(draft, at) VALUES(?1, ?2)")?
        .execute(params![draft.0, micros(at)])?;
    let step = connection.last_insert_rowid();
    let mut insert = connection.prepare_cached(
        "INSERT INTO change(step, value, old, new) VALUES(?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET new = excluded.new",
    )?;
    for Move { value, old, new } in moves {
        insert.execute(params![step, value, old, new])?;
    }
    Ok(())
}

/// Makes the newest step one with what was just written, if it was about the same values and they still held what it had put there.
fn taken_up(
    connection: &Connection,
    draft: DraftId,
    moves: &[Move],
    at: NaiveDateTime,
) -> Result<bool> {
    let newest = "SELECT max(id) FROM step WHERE draft = ?1 AND undone = 0";
    let step: Option<i64> =
        connection.prepare_cached(newest)?.query_row([draft.0], |row| row.get(0))?;
    let written = "SELECT value, new FROM change WHERE step = ?1 ORDER BY value";
    let mut written = connection.prepare_cached(written)?;
    let written: Vec<(i64, Option<i64>)> = written
        .query_map([step], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut held: Vec<_> = moves.iter().map(|it| (it.value, it.old)).collect();
    held.sort_unstable();
    if step.is_none() || written != held {
        return Ok(false);
    }
    for Move { value, old, new } in moves {
        let change = "UPDATE change SET new = ?3 WHERE step = ?1 AND value = ?2";
        connection.prepare_cached(change)?.execute(params![step, value, new])?;
        let part = "DELETE FROM state WHERE id = ?1
            AND NOT EXISTS (SELECT 1 FROM change WHERE old = ?1 OR new = ?1)";
        connection.prepare_cached(part)?.execute([old])?;
    }
    let when = "UPDATE step SET at = ?2 WHERE id = ?1";
    connection.prepare_cached(when)?.execute(params![step, micros(at)])?;
    Ok(true)
}

/// Writes one change; `None` when the value is that already.
pub(crate) fn put(
    connection: &Connection,
    applicant: ApplicantId,
    draft: Option<DraftId>,
    change: &Change,
    at: NaiveDateTime,
) -> Result<Option<Move>> {
    let (text, file) = match &change.content {
        Content::Empty => (None, None),
        Content::Text(text) => (Some(text), None),
        Content::File(file) => (Some(&file.note), Some(file)),
    };
    let length = text.map_or(0, String::len).max(change.key.key.len());
    let name = file.map(|file| &file.name);
    if length.max(name.map_or(0, String::len)) > MAX_TEXT
        || file.is_some_and(|file| file.bytes.len() > MAX_FILE)
    {
        return Err(StoreError::TooBig);
    }
    let digest = file.map(|file| sha256(&file.bytes));
    let blob = digest.as_ref().map(|digest| &digest.0[..]);

    let (value, old) = match place(connection, applicant, draft, &change.key)? {
        Some((value, old)) => (value, old),
        None if text.is_none() => return Ok(None),
        None => (new_place(connection, applicant, draft, &change.key)?, None),
    };
    let same = "SELECT text IS ?2 AND digest IS ?3 AND name IS ?4
            AND (provenance = ?5 OR text IS NULL) FROM state WHERE id = ?1";
    let same = connection
        .prepare_cached(same)?
        .query_row(params![old, text, blob, name, change.provenance], |row| row.get(0))
        .optional()?;
    if same.unwrap_or(text.is_none()) {
        return Ok(None);
    }
    if let Some(file) = file {
        connection
            .prepare_cached(
                "INSERT INTO blob(digest, bytes) VALUES(?1, ?2) ON CONFLICT DO NOTHING",
            )?
            .execute(params![blob, file.bytes])?;
    }
    connection
        .prepare_cached(
            "INSERT INTO state(value, text, digest, name, provenance, at) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![value, text, blob, name, change.provenance, micros(at)])?;
    let new = connection.last_insert_rowid();
    set_current(connection, value, Some(new))?;
    if draft.is_none() && old.is_some() {
        trim(connection, vec![value])?;
    }
    Ok(Some(Move { value, old, new }))
}

/// Makes `state` the one that counts.
pub(crate) fn set_current(connection: &Connection, value: i64, state: Option<i64>) -> Result<()> {
    let sql = "UPDATE value SET current = ?2 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![value, state])?;
    Ok(())
}

/// The value of that key and its current state, if it was ever written.
pub(crate) fn place(
    connection: &Connection,
    applicant: ApplicantId,
    draft: Option<DraftId>,
    key: &ValueKey,
) -> Result<Option<(i64, Option<i64>)>> {
    let sql = "SELECT id, current FROM value
        WHERE applicant = ?1 AND ifnull(draft, 0) = ?2 AND kind = ?3 AND key = ?4";
    let draft = owner(draft, key.level)?.unwrap_or(0);
    Ok(connection
        .prepare_cached(sql)?
        .query_row(params![applicant.0, draft, key.kind, key.key], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?)
}

pub(crate) fn new_place(
    connection: &Connection,
    applicant: ApplicantId,
    draft: Option<DraftId>,
    key: &ValueKey,
) -> Result<i64> {
    let sql = "INSERT INTO value(applicant, draft, kind, key) VALUES(?1, ?2, ?3, ?4)";
    let draft = owner(draft, key.level)?;
    let rows =
        connection.prepare_cached(sql)?.execute(params![applicant.0, draft, key.kind, key.key])?;
    found(rows, Thing::Applicant)?;
    Ok(connection.last_insert_rowid())
}

/// The draft a value belongs to, if to any. A draft's value outside a draft is a fault of the caller.
fn owner(draft: Option<DraftId>, level: Level) -> Result<Option<i64>> {
    match level {
        Level::Applicant => Ok(None),
        Level::Draft => draft.map(|id| Some(id.0)).ok_or(StoreError::NotFound(Thing::Draft)),
    }
}

pub(crate) fn sha256(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}
