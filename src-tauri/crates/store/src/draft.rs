//! Drafts: beginning them, and reading everything that counts for one.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::applicant::{applicant, found, touch};
use crate::change::{ACT_TIME, Kind, Level, SEPARATOR};
use crate::error::Thing;
use crate::list::ApplicantLine;
use crate::record::{
    Acknowledgement, Act, Answer, ApplicantId, Attachment, Draft, DraftId, DraftRecord, Provenance,
    Values, micros, time,
};
use crate::roster::follow;
use crate::{MAX_TEXT, Result, StoreError, Vault};

impl Vault {
    /// The draft of `procedure` of an applicant, begun now if there is none. One that knows no `outline` yet is given it.
    pub fn begin_draft(
        &mut self,
        applicant: ApplicantId,
        procedure: &str,
        outline: Option<&str>,
        at: NaiveDateTime,
    ) -> Result<DraftId> {
        let roster = self.roster.clone();
        let tx = self.begin()?;
        touch(&tx, applicant, at)?;
        let id = begin_draft(&tx, applicant, procedure, outline, at)?;
        follow(&tx, roster.as_deref(), applicant, at)?;
        tx.commit()?;
        Ok(id)
    }

    /// Everything that counts for a draft, at one moment; also of an applicant in the recycle bin.
    pub fn draft(&self, id: DraftId) -> Result<DraftRecord> {
        let connection = self.connection();
        let draft = draft(connection, id)?;
        let sql = "SELECT count(*) FILTER (WHERE undone = 0), count(*) FILTER (WHERE undone = 1)
            FROM step WHERE draft = ?1";
        let (undo, redo) = connection
            .prepare_cached(sql)?
            .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(DraftRecord {
            applicant: applicant(connection, draft.applicant)?,
            values: values(connection, draft.applicant, Some(&draft))?,
            draft,
            undo,
            redo,
        })
    }

    /// Notes the step that is looked at. Not a step to undo.
    pub fn set_position(&mut self, id: DraftId, step: &str) -> Result<()> {
        if step.len() > MAX_TEXT {
            return Err(StoreError::TooBig);
        }
        let tx = self.begin()?;
        live_draft(&tx, id)?;
        tx.execute("UPDATE draft SET position = ?2 WHERE id = ?1", params![id.0, step])?;
        tx.commit()
    }

    /// Notes what the procedure is like now. Not a step to undo.
    pub fn set_outline(&mut self, id: DraftId, outline: &str) -> Result<()> {
        if outline.len() > MAX_TEXT {
            return Err(StoreError::TooBig);
        }
        let tx = self.begin()?;
        live_draft(&tx, id)?;
        tx.execute("UPDATE draft SET outline = ?2 WHERE id = ?1", params![id.0, outline])?;
        tx.commit()
    }

    /// Notes where the companion is. Not a step to undo.
    pub fn set_companion(&mut self, id: DraftId, companion: &str) -> Result<()> {
        if companion.len() > MAX_TEXT {
            return Err(StoreError::TooBig);
        }
        let tx = self.begin()?;
        live_draft(&tx, id)?;
        tx.execute("UPDATE draft SET companion = ?2 WHERE id = ?1", params![id.0, companion])?;
        tx.commit()
    }

    /// Closes a draft and begins another of the same procedure, which is as in `outline` now, with the files and the answers that stood for the closed
    /// one alone. Ticks, acts, comparisons, the read-back, the signature and kept warnings belong to their time and do not go with it.
    ///
    /// The closed draft keeps everything as it was: the applicant's answers of this moment become its own.
    pub fn begin_again(
        &mut self,
        id: DraftId,
        outline: Option<&str>,
        at: NaiveDateTime,
    ) -> Result<DraftId> {
        let roster = self.roster.clone();
        let tx = self.begin()?;
        let applicant = live_draft(&tx, id)?;
        let sql = "UPDATE draft SET closed = ?2, changed = ?2 WHERE id = ?1 RETURNING procedure";
        let procedure: String = tx.query_row(sql, params![id.0, micros(at)], |row| row.get(0))?;
        let new = begin_draft(&tx, applicant, &procedure, outline, at)?;
        copy_values(&tx, Some(id), new, applicant, &[Kind::Answer, Kind::Attachment], Some(at))?;
        copy_values(&tx, None, id, applicant, &[Kind::Answer, Kind::History], None)?;
        // Nothing of a closed draft is undone any more.
        tx.execute("DELETE FROM step WHERE draft = ?1", [id.0])?;
        touch(&tx, applicant, at)?;
        follow(&tx, roster.as_deref(), applicant, at)?;
        tx.commit()?;
        Ok(new)
    }
}

/// Gives draft `to` values of its own where it has none: those of draft `from`, or of the applicant. With a time they count
/// as carried over at that time; without, they stay as they were.
fn copy_values(
    connection: &Connection,
    from: Option<DraftId>,
    to: DraftId,
    applicant: ApplicantId,
    kinds: &[Kind],
    carried: Option<NaiveDateTime>,
) -> Result<()> {
    let from = from.map(|it| it.0);
    let last: i64 =
        connection.query_row("SELECT ifnull(max(id), 0) FROM state", [], |row| row.get(0))?;
    for kind in kinds {
        let places = "INSERT INTO value(applicant, draft, kind, key)
            SELECT v.applicant, ?3, v.kind, v.key FROM value v JOIN state s ON s.id = v.current
            WHERE v.applicant = ?1 AND v.draft IS ?2 AND v.kind = ?4 AND s.text IS NOT NULL
            ON CONFLICT DO NOTHING";
        connection.execute(places, params![applicant.0, from, to.0, kind])?;
        let states = "INSERT INTO state(value, text, digest, name, provenance, at)
            SELECT own.id, s.text, s.digest, s.name, ifnull(?5, s.provenance), ifnull(?6, s.at)
            FROM value v JOIN state s ON s.id = v.current
            JOIN value own ON own.draft = ?3 AND own.kind = v.kind AND own.key = v.key
            LEFT JOIN state o ON o.id = own.current
            WHERE v.applicant = ?1 AND v.draft IS ?2 AND v.kind = ?4 AND s.text IS NOT NULL
                AND o.text IS NULL";
        let provenance = carried.map(|_| Provenance::CarriedOver);
        let at = carried.map(micros);
        connection.execute(states, params![applicant.0, from, to.0, kind, provenance, at])?;
    }
    let current =
        "UPDATE value SET current = s.id FROM state s WHERE s.value = value.id AND s.id > ?1";
    connection.execute(current, [last])?;
    Ok(())
}

pub(crate) fn begin_draft(
    connection: &Connection,
    applicant: ApplicantId,
    procedure: &str,
    outline: Option<&str>,
    at: NaiveDateTime,
) -> Result<DraftId> {
    if procedure.len().max(outline.map_or(0, str::len)) > MAX_TEXT {
        return Err(StoreError::TooBig);
    }
    let sql = "INSERT INTO draft(applicant, procedure, outline, created, changed)
        VALUES(?1, ?2, ?3, ?4, ?4)
        ON CONFLICT DO UPDATE SET outline = ifnull(outline, excluded.outline) RETURNING id";
    let id = connection
        .prepare_cached(sql)?
        .query_row(params![applicant.0, procedure, outline, micros(at)], |row| row.get(0))?;
    Ok(DraftId(id))
}

/// Whose draft it is; an error when it is closed or gone, or the applicant is in the recycle bin.
pub(crate) fn live_draft(connection: &Connection, id: DraftId) -> Result<ApplicantId> {
    let sql = "SELECT a.id FROM draft d JOIN applicant a ON a.id = d.applicant
        WHERE d.id = ?1 AND d.closed IS NULL AND a.deleted IS NULL";
    let found = connection.prepare_cached(sql)?.query_row([id.0], |row| row.get(0)).optional()?;
    found.map(ApplicantId).ok_or(StoreError::NotFound(Thing::Draft))
}

/// Notes that a step of a draft was written, undone or done again.
pub(crate) fn touch_draft(
    connection: &Connection,
    id: DraftId,
    applicant: ApplicantId,
    at: NaiveDateTime,
) -> Result<()> {
    let sql = "UPDATE draft SET changed = ?2 WHERE id = ?1";
    found(connection.prepare_cached(sql)?.execute(params![id.0, micros(at)])?, Thing::Draft)?;
    touch(connection, applicant, at)
}

const COLUMNS: &str =
    "id, applicant, procedure, position, outline, companion, created, changed, closed";

fn read(row: &Row<'_>) -> Result<Draft> {
    Ok(Draft {
        id: DraftId(row.get(0)?),
        applicant: ApplicantId(row.get(1)?),
        procedure: row.get(2)?,
        position: row.get(3)?,
        outline: row.get(4)?,
        companion: row.get(5)?,
        created: time(row.get(6)?)?,
        changed: time(row.get(7)?)?,
        closed: row.get::<_, Option<i64>>(8)?.map(time).transpose()?,
    })
}

pub(crate) fn draft(connection: &Connection, id: DraftId) -> Result<Draft> {
    let sql = format!("SELECT {COLUMNS} FROM draft WHERE id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([id.0])?;
    rows.next()?.map_or(Err(StoreError::NotFound(Thing::Draft)), read)
}

/// The drafts of one applicant, oldest first.
pub(crate) fn drafts_of(connection: &Connection, applicant: ApplicantId) -> Result<Vec<Draft>> {
    let by_applicant = drafts(connection, applicant, applicant)?;
    Ok(by_applicant.into_values().flatten().collect())
}

/// The drafts of all listed applicants and perhaps of others.
pub(crate) fn drafts_between(
    connection: &Connection,
    lines: &[ApplicantLine],
) -> Result<HashMap<ApplicantId, Vec<Draft>>> {
    let ids = || lines.iter().map(|line| line.applicant.id);
    match (ids().min(), ids().max()) {
        (Some(first), Some(last)) => drafts(connection, first, last),
        _ => Ok(HashMap::new()),
    }
}

fn drafts(
    connection: &Connection,
    first: ApplicantId,
    last: ApplicantId,
) -> Result<HashMap<ApplicantId, Vec<Draft>>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM draft
         WHERE applicant BETWEEN ?1 AND ?2 ORDER BY id"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([first.0, last.0])?;
    let mut drafts: HashMap<_, Vec<_>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let draft = read(row)?;
        drafts.entry(draft.applicant).or_default().push(draft);
    }
    Ok(drafts)
}

/// The values of an applicant, with those of `draft` in their place where it has any. A closed draft has only its own.
pub(crate) fn values(
    connection: &Connection,
    applicant: ApplicantId,
    draft: Option<&Draft>,
) -> Result<Values> {
    // NULL sorts first: a draft's own value comes after the applicant's and replaces it.
    let sql = "SELECT v.kind, v.key, v.draft, s.text, s.digest, s.name, s.provenance, s.at, length(b.bytes)
        FROM value v JOIN state s ON s.id = v.current LEFT JOIN blob b ON b.digest = s.digest
        WHERE v.applicant = ?1 AND (v.draft IS NULL AND NOT ?3 OR v.draft = ?2)
            AND (s.text IS NOT NULL OR s.digest IS NOT NULL)
        ORDER BY v.draft";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![
        applicant.0,
        draft.map(|it| it.id.0),
        draft.is_some_and(|it| it.closed.is_some())
    ])?;
    let mut values = Values::default();
    while let Some(row) = rows.next()? {
        add(&mut values, row)?;
    }
    Ok(values)
}

fn add(values: &mut Values, row: &Row<'_>) -> Result<()> {
    let key: String = row.get(1)?;
    let level =
        if row.get::<_, Option<i64>>(2)?.is_some() { Level::Draft } else { Level::Applicant };
    let (text, provenance, at): (String, _, _) = (row.get(3)?, row.get(6)?, time(row.get(7)?)?);
    match row.get(0)? {
        Kind::Answer => {
            values.answers.insert(key, Answer { text, provenance, at, level });
        }
        Kind::History => values.history = Some(Answer { text, provenance, at, level }),
        Kind::Tick => {
            values.ticks.insert(key, at);
        }
        Kind::Act => {
            let (time, note) = text.split_once(SEPARATOR).unwrap_or((&text, ""));
            let done = NaiveDateTime::parse_from_str(time, ACT_TIME);
            let act = Act { at: done.map_err(|_| StoreError::Damaged)?, note: note.to_owned() };
            values.acts.insert(key, act);
        }
        Kind::Comparison => {
            values.comparisons.insert(key, text);
        }
        Kind::ReadBack => values.read_back = Some(text),
        Kind::Signature => values.signature = Some(text),
        Kind::Acknowledgement => {
            let mut parts = key.split(SEPARATOR).map(str::to_owned);
            let (Some(rule), Some(reason), Some(fact)) = (parts.next(), parts.next(), parts.next())
            else {
                return Err(StoreError::Damaged);
            };
            // The draft's own in place of the applicant's, like every other value.
            values
                .acknowledged
                .retain(|one| (&one.rule, &one.reason, &one.fact) != (&rule, &reason, &fact));
            values.acknowledged.insert(Acknowledgement { rule, reason, fact, value: text });
        }
        Kind::Attachment => {
            let (digest, name, size) = (row.get(4)?, row.get(5)?, row.get(8)?);
            let attachment = Attachment { name, note: text, digest, size, provenance, at, level };
            values.attachments.insert(key, attachment);
        }
    }
    Ok(())
}
