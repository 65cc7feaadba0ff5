//! Somebody with everything they have: taken out of one vault, put into another.

use chrono::NaiveDateTime;
use rusqlite::{Connection, params};

use crate::applicant::{add, applicant, found};
use crate::bundle::{call, uid};
use crate::change::{ACT_TIME, Content, SEPARATOR, ValueKey};
use crate::draft::{begin_draft, drafts_of};
use crate::error::Thing;
use crate::import::{Import, begin_batch, remember};
use crate::key::Hex;
use crate::record::{ApplicantDetails, ApplicantId, Digest, DraftId, Provenance, micros, time};
use crate::roster::{Roster, follow};
use crate::step::put;
use crate::{Change, Kind, Level, MAX_TEXT, NewApplicant, NewFile, Result, StoreError, Vault};

/// An applicant with everything that counts of them. What it was before, and what can be undone, stays in its vault.
#[derive(Clone, PartialEq, Eq)]
pub struct Whole {
    /// What they are called in every vault; nothing for somebody who has no such name yet.
    pub uid: Option<[u8; 16]>,
    /// What the roster shows.
    pub details: ApplicantDetails,
    /// What the desk says of them that is no answer, in the caller's own form; may be empty.
    pub about: String,
    /// What they have given once for all procedures.
    pub values: Vec<Held>,
    /// Their drafts, oldest first.
    pub drafts: Vec<WholeDraft>,
}

/// A draft, with what it has for itself alone.
#[derive(Clone, PartialEq, Eq)]
pub struct WholeDraft {
    /// The id of the procedure.
    pub procedure: String,
    /// When it was begun.
    pub created: NaiveDateTime,
    /// Since when another draft stands in its place.
    pub closed: Option<NaiveDateTime>,
    /// What stands for this draft only.
    pub values: Vec<Held>,
}

/// A value and since when it is so.
#[derive(Clone, PartialEq, Eq)]
pub struct Held {
    /// What it is.
    pub kind: Kind,
    /// Which one of its kind, in the caller's own form.
    pub key: String,
    /// The text, or the note of a file.
    pub text: String,
    /// The name and the bytes of a file.
    pub file: Option<(String, Vec<u8>)>,
    /// How it came to be.
    pub provenance: Provenance,
    /// Since when.
    pub at: NaiveDateTime,
}

impl Held {
    /// As something to be written; nothing when the vault could not read it again.
    pub(crate) fn change(&self, level: Level) -> Option<Change> {
        let text = &self.text;
        let is_whole = match self.kind {
            Kind::Attachment => self.file.is_some(),
            Kind::Act => {
                let time = text.split_once(SEPARATOR).map_or(text.as_str(), |it| it.0);
                NaiveDateTime::parse_from_str(time, ACT_TIME).is_ok()
            }
            Kind::Acknowledgement => self.key.split(SEPARATOR).count() == 3,
            _ => true,
        };
        let content = match &self.file {
            None => Content::Text(text.clone()),
            Some((name, bytes)) => Content::File(NewFile {
                name: name.clone(),
                note: text.clone(),
                bytes: bytes.clone(),
            }),
        };
        let key = ValueKey { level, kind: self.kind, key: self.key.clone() };
        let is_file = self.kind == Kind::Attachment;
        (is_whole && is_file == self.file.is_some()).then_some(Change {
            key,
            content,
            provenance: self.provenance,
        })
    }
}

impl Vault {
    /// An applicant with everything; also from the recycle bin. They are called something in every vault from now on.
    pub fn whole(&self, id: ApplicantId) -> Result<Whole> {
        let connection = self.connection();
        let applicant = applicant(connection, id)?;
        let drafts = drafts_of(connection, id)?.into_iter().map(|draft| {
            Ok(WholeDraft {
                values: held(self, id, Some(draft.id))?,
                procedure: draft.procedure,
                created: draft.created,
                closed: draft.closed,
            })
        });
        Ok(Whole {
            uid: Some(uid(connection, id)?.0),
            drafts: drafts.collect::<Result<_>>()?,
            values: held(self, id, None)?,
            about: applicant.about,
            details: applicant.details,
        })
    }

    /// Puts people in, one after the other as they come: all of them or, when one of them fails, nobody. A batch like any
    /// other: [`Vault::undo_import`] takes it back. A value that this vault could not read again fails as [`StoreError::Damaged`].
    pub fn take_in<E: From<StoreError>>(
        &mut self,
        from: &str,
        people: impl IntoIterator<Item = std::result::Result<Whole, E>>,
        at: NaiveDateTime,
    ) -> std::result::Result<Import, E> {
        let roster = self.roster.clone();
        let tx = self.begin()?;
        let batch = begin_batch(&tx, from, at)?;
        let mut added = 0;
        for one in people {
            let one = one?;
            let id = settle(&tx, roster.as_deref(), &one, at)?;
            remember(&tx, batch, id, true)?;
            if let Some(uid) = one.uid {
                called(&tx, id, uid, batch)?;
            }
            added += 1;
        }
        tx.commit()?;
        Ok(Import { id: batch, from: from.to_owned(), at, added, changed: 0, undone: false })
    }
}

/// Somebody who came is called so. Whoever was called so and lies in the bin is it no longer.
fn called(connection: &Connection, id: ApplicantId, uid: [u8; 16], batch: i64) -> Result<()> {
    let sql = "DELETE FROM applicant_uid WHERE uid = ?1
        AND applicant IN (SELECT id FROM applicant WHERE deleted IS NOT NULL)";
    connection.prepare_cached(sql)?.execute([uid])?;
    call(connection, id, &Hex(uid), Some(batch))
}

fn settle(
    connection: &Connection,
    roster: Option<&dyn Roster>,
    whole: &Whole,
    at: NaiveDateTime,
) -> Result<ApplicantId> {
    if whole.about.len() > MAX_TEXT {
        return Err(StoreError::TooBig);
    }
    let new = NewApplicant { details: whole.details.clone(), ..NewApplicant::default() };
    let id = add(connection, None, &new, at)?;
    let sql = "UPDATE applicant SET about = ?2 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![id.0, whole.about])?;
    fill(connection, id, None, &whole.values)?;
    // Of a procedure one draft at most goes on: each is closed before the next is begun.
    let (closed, open): (Vec<_>, Vec<_>) =
        whole.drafts.iter().partition(|draft| draft.closed.is_some());
    for draft in closed.into_iter().chain(open) {
        let begun = begin_draft(connection, id, &draft.procedure, None, draft.created)?;
        fill(connection, id, Some(begun), &draft.values)?;
        let sql = "UPDATE draft SET closed = ?2 WHERE id = ?1";
        let closed = draft.closed.map(micros);
        found(connection.prepare_cached(sql)?.execute(params![begun.0, closed])?, Thing::Draft)?;
    }
    follow(connection, roster, id, at)?;
    Ok(id)
}

fn fill(
    connection: &Connection,
    id: ApplicantId,
    draft: Option<DraftId>,
    values: &[Held],
) -> Result<()> {
    let level = if draft.is_some() { Level::Draft } else { Level::Applicant };
    for held in values {
        let change = held.change(level).ok_or(StoreError::Damaged)?;
        put(connection, id, draft, &change, held.at)?;
    }
    Ok(())
}

/// What counts of an applicant, or of one draft only.
fn held(vault: &Vault, applicant: ApplicantId, draft: Option<DraftId>) -> Result<Vec<Held>> {
    let sql = "SELECT v.kind, v.key, s.text, s.digest, s.name, s.provenance, s.at
        FROM value v JOIN state s ON s.id = v.current
        WHERE v.applicant = ?1 AND v.draft IS ?2 AND s.text IS NOT NULL ORDER BY v.kind, v.key";
    let mut statement = vault.connection().prepare_cached(sql)?;
    let mut rows = statement.query(params![applicant.0, draft.map(|it| it.0)])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let digest: Option<Digest> = row.get(3)?;
        let file = match digest {
            Some(digest) => Some((row.get(4)?, vault.bytes(&digest)?)),
            None => None,
        };
        all.push(Held {
            kind: row.get(0)?,
            key: row.get(1)?,
            text: row.get(2)?,
            file,
            provenance: row.get(5)?,
            at: time(row.get(6)?)?,
        });
    }
    Ok(all)
}

impl std::fmt::Debug for Whole {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Whole").field("drafts", &self.drafts.len()).finish_non_exhaustive()
    }
}
