//! Taking steps back and doing them again, and how much of the past is kept.
//!
//! A step remembers from which state to which its values went. Undo sets a value back only while it still holds what the step
//! had put there: what was written since, from another draft of the same applicant, is never overwritten.

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::change::{Level, ValueKey};
use crate::draft::{live_draft, touch_draft};
use crate::record::{DraftId, time};
use crate::roster::{follow, rename};
use crate::step::set_current;
use crate::{Result, Vault};

/// How many steps of a draft can be undone.
pub const UNDO_STEPS: u32 = 200;
/// How many states of a value are kept at least; more as long as a step that can be undone needs them.
pub const KEPT_STATES: u32 = 20;

/// A step that was taken back or done again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// When the step was done first.
    pub at: NaiveDateTime,
    /// The values that went to their other state.
    pub changed: Vec<ValueKey>,
    /// The values of the step that were left as they are: they were written elsewhere since.
    pub kept: Vec<ValueKey>,
}

impl Vault {
    /// Takes back the newest step of a draft that is not undone; `None` when there is none.
    pub fn undo(&mut self, draft: DraftId, at: NaiveDateTime) -> Result<Option<Undone>> {
        self.travel(draft, at, Direction::Back)
    }

    /// Does again what was undone last; `None` when there is nothing.
    pub fn redo(&mut self, draft: DraftId, at: NaiveDateTime) -> Result<Option<Undone>> {
        self.travel(draft, at, Direction::Forth)
    }

    fn travel(
        &mut self,
        draft: DraftId,
        at: NaiveDateTime,
        direction: Direction,
    ) -> Result<Option<Undone>> {
        let roster = self.roster.clone();
        let tx = self.begin()?;
        let applicant = live_draft(&tx, draft)?;
        let (pick, undone) = match direction {
            Direction::Back => {
                ("SELECT id, at FROM step WHERE draft = ?1 AND undone = 0 ORDER BY id DESC", true)
            }
            Direction::Forth => {
                ("SELECT id, at FROM step WHERE draft = ?1 AND undone = 1 ORDER BY id", false)
            }
        };
        let step: Option<(i64, i64)> = tx
            .prepare_cached(pick)?
            .query_row([draft.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((step, done)) = step else { return Ok(None) };
        let mut result = Undone { at: time(done)?, changed: Vec::new(), kept: Vec::new() };
        let mut statement = tx.prepare_cached(
            "SELECT v.id, v.current, c.old, c.new, v.draft IS NULL, v.kind, v.key
             FROM change c JOIN value v ON v.id = c.value WHERE c.step = ?1 ORDER BY v.id",
        )?;
        let mut rows = statement.query([step])?;
        while let Some(row) = rows.next()? {
            let (value, current): (i64, Option<i64>) = (row.get(0)?, row.get(1)?);
            let (old, new): (Option<i64>, Option<i64>) = (row.get(2)?, row.get(3)?);
            let (from, to) = match direction {
                Direction::Back => (new, old),
                Direction::Forth => (old, new),
            };
            let level = if row.get(4)? { Level::Applicant } else { Level::Draft };
            let key = ValueKey { level, kind: row.get(5)?, key: row.get(6)? };
            if current == from {
                set_current(&tx, value, to)?;
                result.changed.push(key);
            } else {
                result.kept.push(key);
            }
        }
        drop(rows);
        drop(statement);
        tx.prepare_cached("UPDATE step SET undone = ?2 WHERE id = ?1")?
            .execute(params![step, undone])?;
        touch_draft(&tx, draft, applicant, at)?;
        rename(&tx, roster.as_deref(), applicant, Some(draft), result.changed.iter())?;
        follow(&tx, roster.as_deref(), applicant, at)?;
        tx.commit()?;
        Ok(Some(result))
    }
}

#[derive(Clone, Copy)]
enum Direction {
    Back,
    Forth,
}

/// Drops the undone steps of a draft; the values they were about.
pub(crate) fn discard_redo(connection: &Connection, draft: DraftId) -> Result<Vec<i64>> {
    discard(connection, draft, true, 0)
}

/// Drops the steps of a draft beyond the newest [`UNDO_STEPS`]; the values they were about.
pub(crate) fn discard_old(connection: &Connection, draft: DraftId) -> Result<Vec<i64>> {
    discard(connection, draft, false, UNDO_STEPS)
}

fn discard(
    connection: &Connection,
    draft: DraftId,
    only_undone: bool,
    keep: u32,
) -> Result<Vec<i64>> {
    const STEPS: &str = "SELECT id FROM step WHERE draft = ?1 AND undone >= ?2
        ORDER BY id DESC LIMIT -1 OFFSET ?3";
    let find = format!("SELECT value FROM change WHERE step IN ({STEPS})");
    let values = connection
        .prepare_cached(&find)?
        .query_map(params![draft.0, only_undone, keep], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let delete = format!("DELETE FROM step WHERE id IN ({STEPS})");
    connection.prepare_cached(&delete)?.execute(params![draft.0, only_undone, keep])?;
    Ok(values)
}

/// Drops the states of these values that nobody can reach any more.
pub(crate) fn trim(connection: &Connection, mut values: Vec<i64>) -> Result<()> {
    values.sort_unstable();
    values.dedup();
    let mut statement = connection.prepare_cached(
        "DELETE FROM state WHERE id IN (
            SELECT id FROM state WHERE value = ?1 ORDER BY id DESC LIMIT -1 OFFSET ?2
         ) AND NOT EXISTS (SELECT 1 FROM value WHERE current = state.id)
           AND NOT EXISTS (SELECT 1 FROM change WHERE old = state.id)
           AND NOT EXISTS (SELECT 1 FROM change WHERE new = state.id)",
    )?;
    for value in values {
        statement.execute(params![value, KEPT_STATES])?;
    }
    Ok(())
}
