//! Putting a bundle together with what is here.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use rusqlite::{Connection, params};

use super::lineage::{Relation, join};
use super::make::call;
use super::meet::{Home, Met, Place, Turn, home, in_order, values};
use super::{Bundle, Bundled, BundledDraft, BundledValue};
use crate::applicant::{add, applicant, restore, touch};
use crate::draft::touch_draft;
use crate::import::{Import, begin_batch, moved, remember};
use crate::record::{ApplicantDetails, ApplicantId, Digest, Draft, DraftId, micros};
use crate::roster::{Roster, follow, rename};
use crate::step::{new_place, place, put};
use crate::{Held, MAX_TEXT, NewApplicant, Result, StoreError, ValueKey, Vault};

impl Vault {
    /// Takes in a bundle: all of it or nothing. Of what was changed on both sides `theirs` says where the bundle's is taken. A batch like
    /// any other: [`Vault::undo_import`] takes it back.
    pub fn merge(
        &mut self,
        from: &str,
        bundle: &Bundle,
        identity: impl Fn(&Bundled) -> String,
        theirs: impl Fn(Place) -> bool,
        at: NaiveDateTime,
    ) -> Result<Import> {
        let who = self.who(bundle, identity)?;
        let roster = self.roster.clone();
        let tx = self.begin()?;
        let batch = begin_batch(&tx, from, at)?;
        let (mut added, mut changed) = (0, 0);
        for (person, (one, here)) in bundle.people.iter().zip(who).enumerate() {
            let merge = Merge { connection: &tx, roster: roster.as_deref(), bundle, batch, at };
            let (made, any) = merge.person(person, one, here, &theirs)?;
            added += u32::from(made);
            changed += u32::from(any && !made);
        }
        if added + changed == 0 {
            // What both have is known from now on; there is nothing to take back.
            for sql in [
                "UPDATE version SET import = NULL WHERE import = ?1",
                "UPDATE applicant_uid SET import = NULL WHERE import = ?1",
                "DELETE FROM import WHERE id = ?1",
            ] {
                tx.execute(sql, [batch])?;
            }
        }
        tx.commit()?;
        Ok(Import { id: batch, from: from.to_owned(), at, added, changed, undone: false })
    }
}

impl BundledValue {
    /// As something to be written; an error when the vault could not read it again.
    fn change(&self, bundle: &Bundle, of_draft: bool) -> Result<crate::Change> {
        let Some(text) = self.text.clone() else {
            return Ok(crate::Change {
                key: self.key(of_draft),
                content: crate::change::Content::Empty,
                provenance: self.by,
            });
        };
        let file = match &self.file {
            None => None,
            Some(it) => {
                let bytes = bundle.files.get(&Digest(it.digest.0)).ok_or(StoreError::Damaged)?;
                Some((it.name.clone(), bytes.clone()))
            }
        };
        let (kind, key, provenance, at) = (self.kind, self.key.clone(), self.by, self.at);
        let held = Held { kind, key, text, file, provenance, at };
        held.change(self.key(of_draft).level).ok_or(StoreError::Damaged)
    }
}

/// One person of a bundle being taken in.
struct Merge<'a> {
    connection: &'a Connection,
    roster: Option<&'a dyn Roster>,
    bundle: &'a Bundle,
    batch: i64,
    at: NaiveDateTime,
}

impl Merge<'_> {
    /// Whether somebody was added, and whether anything was changed.
    fn person(
        &self,
        person: usize,
        one: &Bundled,
        here: Option<ApplicantId>,
        theirs: &impl Fn(Place) -> bool,
    ) -> Result<(bool, bool)> {
        let Self { connection, roster, batch, at, .. } = *self;
        let (id, came_back) = match here {
            Some(id) => (id, self.known(id, one)?),
            None => (self.add(one)?, false),
        };
        let met = values(connection, Some(id), None, (person, None), &one.values)?;
        let keys = self.write(id, None, met, here.is_none(), theirs)?;
        let mut any = came_back || !keys.is_empty();
        rename(connection, roster, id, None, keys.iter())?;
        let nobody = BTreeSet::new();
        for index in in_order(&one.drafts) {
            let Some(draft) = one.drafts.get(index) else { continue };
            let (to, begun) = match home(connection, Some(id), draft, &nobody)? {
                Home::Closed(_) => continue,
                Home::New => (self.begin(id, draft)?, true),
                Home::Here(it) => {
                    self.begun_first(&it, draft)?;
                    (it.id, false)
                }
            };
            let at_draft = (person, Some(index));
            let met = values(connection, Some(id), Some(to), at_draft, &draft.values)?;
            let keys = self.write(id, Some(to), met, here.is_none(), theirs)?;
            any |= begun || !keys.is_empty();
            rename(connection, roster, id, Some(to), keys.iter())?;
            if !begun && !keys.is_empty() {
                touch_draft(connection, to, id, at)?;
            }
            if draft.closed.is_some() && !begun {
                self.close(to, draft)?;
                any = true;
            }
        }
        if any || here.is_none() {
            touch(connection, id, at)?;
            remember(connection, batch, id, here.is_none())?;
        }
        follow(connection, roster, id, at)?;
        Ok((here.is_none(), any))
    }

    /// Somebody who is here: called in every vault what both call them, and out of the recycle bin; whether they were in it.
    fn known(&self, id: ApplicantId, one: &Bundled) -> Result<bool> {
        let known = applicant(self.connection, id)?;
        if known.deleted.is_some() {
            restore(self.connection, id, self.at)?;
        }
        if known.about.is_empty() {
            self.about(id, &one.about)?;
        }
        call(self.connection, id, &one.uid, Some(self.batch))?;
        Ok(known.deleted.is_some())
    }

    fn add(&self, one: &Bundled) -> Result<ApplicantId> {
        let (name, search, colour) = (one.name.clone(), one.search.clone(), one.colour);
        let details = ApplicantDetails { name, search, colour, note: None };
        let new = NewApplicant { details, ..NewApplicant::default() };
        let id = add(self.connection, None, &new, self.at)?;
        call(self.connection, id, &one.uid, Some(self.batch))?;
        self.about(id, &one.about)?;
        Ok(id)
    }

    fn about(&self, id: ApplicantId, about: &str) -> Result<()> {
        if about.len() > MAX_TEXT {
            return Err(StoreError::TooBig);
        }
        let sql = "UPDATE applicant SET about = ?2 WHERE id = ?1";
        self.connection.prepare_cached(sql)?.execute(params![id.0, about])?;
        Ok(())
    }

    fn begin(&self, id: ApplicantId, draft: &BundledDraft) -> Result<DraftId> {
        if draft.procedure.len() > MAX_TEXT {
            return Err(StoreError::TooBig);
        }
        let sql = "INSERT INTO draft(applicant, procedure, created, changed, closed)
            VALUES(?1, ?2, ?3, ?4, ?5) RETURNING id";
        let closed = draft.closed.map(micros);
        let created = micros(draft.created);
        let values = params![id.0, draft.procedure, created, micros(self.at), closed];
        let new = self.connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))?;
        let sql = "INSERT INTO import_draft(import, draft) VALUES(?1, ?2)";
        self.connection.prepare_cached(sql)?.execute(params![self.batch, new])?;
        Ok(DraftId(new))
    }

    /// Two that were begun apart are one from now on, begun when the first was.
    fn begun_first(&self, ours: &Draft, theirs: &BundledDraft) -> Result<()> {
        let sql = "UPDATE draft SET created = min(created, ?2) WHERE id = ?1";
        self.connection.prepare_cached(sql)?.execute(params![ours.id.0, micros(theirs.created)])?;
        Ok(())
    }

    /// It was closed there; what comes in its place is in the bundle as well.
    fn close(&self, id: DraftId, draft: &BundledDraft) -> Result<()> {
        let sql = "UPDATE draft SET closed = ?2 WHERE id = ?1";
        self.connection.prepare_cached(sql)?.execute(params![id.0, draft.closed.map(micros)])?;
        self.connection.prepare_cached("DELETE FROM step WHERE draft = ?1")?.execute([id.0])?;
        let sql = "INSERT INTO import_closed(import, draft) VALUES(?1, ?2)";
        self.connection.prepare_cached(sql)?.execute(params![self.batch, id.0])?;
        Ok(())
    }

    /// Writes what is taken, and what each value came from; the keys of those that are not as they were.
    fn write(
        &self,
        id: ApplicantId,
        draft: Option<DraftId>,
        met: Vec<Met<'_>>,
        is_new: bool,
        theirs: &impl Fn(Place) -> bool,
    ) -> Result<Vec<ValueKey>> {
        let mut keys = Vec::new();
        for it in met {
            let (one, key) = (it.theirs, it.theirs.key(draft.is_some()));
            let relation = match &it.ours {
                Some((value, _, lineage)) => {
                    lineage.keep(self.connection, *value)?;
                    lineage.relation(&one.versions)
                }
                None => Relation::Newer,
            };
            let takes = it.turn == Turn::Taken || (it.turn == Turn::Asked && theirs(it.place));
            let value = match place(self.connection, id, draft, &key)? {
                Some((value, _)) => value,
                // Also of what was emptied there it is known what it was.
                None => new_place(self.connection, id, draft, &key)?,
            };
            if takes {
                self.before(value, one)?;
            }
            let mut holds = it.ours.as_ref().map_or(one.content(), |it| it.2.content);
            if takes {
                let change = one.change(self.bundle, draft.is_some())?;
                if let Some(done) = put(self.connection, id, draft, &change, one.at)? {
                    if !is_new {
                        moved(self.connection, self.batch, &done)?;
                    }
                    keys.push(key);
                }
                holds = one.content();
            }
            join(self.connection, value, (&one.versions, relation), &holds, self.batch)?;
        }
        Ok(keys)
    }

    /// What a value was before: all of it where it was not here, else the file that its own was made of.
    fn before(&self, value: i64, one: &BundledValue) -> Result<()> {
        let sql = "SELECT 1 FROM state WHERE value = ?1";
        let is_new = !self.connection.prepare_cached(sql)?.exists([value])?;
        for it in one.before.iter().filter(|it| is_new || it.file.is_some()) {
            let name = it.file.as_ref().map(|it| &it.name);
            let length = it.text.as_ref().map_or(0, String::len).max(name.map_or(0, String::len));
            if length > MAX_TEXT {
                return Err(StoreError::TooBig);
            }
            let digest = it.file.as_ref().map(|it| Digest(it.digest.0));
            if let Some(digest) = &digest {
                let bytes = self.bundle.files.get(digest).ok_or(StoreError::Damaged)?;
                let sql = "INSERT INTO blob(digest, bytes) VALUES(?1, ?2) ON CONFLICT DO NOTHING";
                self.connection.prepare_cached(sql)?.execute(params![&digest.0[..], bytes])?;
            }
            let digest = digest.as_ref().map(|it| &it.0[..]);
            let sql = "INSERT INTO state(value, text, digest, name, provenance, at)
                SELECT ?1, ?2, ?3, ?4, ?5, ?6
                WHERE NOT EXISTS (SELECT 1 FROM state WHERE value = ?1 AND digest = ?3)";
            let state = params![value, it.text, digest, name, it.by, micros(it.at)];
            self.connection.prepare_cached(sql)?.execute(state)?;
        }
        Ok(())
    }
}
