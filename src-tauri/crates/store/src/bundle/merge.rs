//! Putting a bundle together with what is here. What is looked at before and what is done then are one judgement.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::lineage::{Content, Lineage, Relation, content, join};
use super::make::{set_uid, uid_of};
use super::{Bundle, Bundled, BundledDraft, BundledValue};
use crate::applicant::{add, applicant, restore, touch};
use crate::draft::{drafts_of, touch_draft};
use crate::import::{Import, begin_batch, moved, remember};
use crate::record::{ApplicantDetails, ApplicantId, Digest, Draft, DraftId, micros, time};
use crate::roster::{Roster, follow, rename};
use crate::step::{new_place, place, put};
use crate::{Held, Kind, Level, MAX_TEXT, NewApplicant, Result, StoreError, ValueKey, Vault};

/// Where a value stands in a bundle, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Of which person.
    pub person: usize,
    /// Of which draft of theirs; `None`: it stands for all procedures.
    pub draft: Option<usize>,
    /// Which one.
    pub value: usize,
}

/// What one of the two has of a value.
#[derive(Clone, PartialEq, Eq)]
pub struct Side {
    /// The text, or the note of a file; `None`: it was emptied.
    pub text: Option<String>,
    /// The name of the file.
    pub file: Option<String>,
    /// Since when.
    pub at: NaiveDateTime,
}

/// A value that was changed here and there.
#[derive(Clone, PartialEq, Eq)]
pub struct Both {
    /// Where it stands in the bundle.
    pub place: Place,
    /// The procedure it stands for alone.
    pub procedure: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// Which one of its kind.
    pub key: String,
    /// What is here.
    pub ours: Side,
    /// What is in the bundle.
    pub theirs: Side,
}

impl Both {
    /// Whether theirs was given later; of the same moment that counts which is the same wherever the two meet.
    pub fn theirs_is_later(&self) -> bool {
        let key = |it: &Side| (it.at, it.text.clone(), it.file.clone());
        key(&self.theirs) > key(&self.ours)
    }
}

/// What comes of taking in one person of a bundle.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Meeting {
    /// Who they are here; `None`: nobody yet.
    pub here: Option<ApplicantId>,
    /// They are in the recycle bin here, and come out of it.
    pub in_bin: bool,
    /// The procedures that are begun for them.
    pub begun: Vec<String>,
    /// How many values come to be as they are in the bundle.
    pub taken: usize,
    /// How many have been changed here since, and stay.
    pub kept: usize,
    /// What was changed on both sides: somebody has to say.
    pub both: Vec<Both>,
}

/// Where the values of a draft in a bundle belong.
enum Home {
    /// To a draft that is here.
    Here(Draft),
    /// To one that is begun for them.
    New,
    /// Nowhere: it is closed here, and stays as it was then.
    Closed,
}

/// What becomes of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Same,
    Taken,
    Kept,
    Asked,
}

/// A value in a bundle and what is here of it.
struct Met<'a> {
    place: Place,
    theirs: &'a BundledValue,
    ours: Option<(i64, Side, Lineage)>,
    turn: Turn,
}

impl Vault {
    /// What comes of taking in a bundle, person by person; nothing is changed. `identity`: by what the same person is known again who
    /// was never handed over, as the roster knows it; may be empty.
    pub fn meet(
        &self,
        bundle: &Bundle,
        identity: impl Fn(&Bundled) -> String,
    ) -> Result<Vec<Meeting>> {
        let connection = self.connection();
        let who = self.who(bundle, identity)?;
        let mut all = Vec::new();
        for (person, (theirs, here)) in bundle.people.iter().zip(who).enumerate() {
            let mut meeting = Meeting { here, ..Meeting::default() };
            meeting.in_bin = match here {
                Some(id) => applicant(connection, id)?.deleted.is_some(),
                None => false,
            };
            let mut met = values(connection, here, None, (person, None), &theirs.values)?;
            count(&mut meeting, met.drain(..), None);
            let mut closed = BTreeSet::new();
            for index in in_order(&theirs.drafts) {
                let draft = &theirs.drafts[index];
                let home = home(connection, here, draft, &closed)?;
                let at = match &home {
                    Home::Closed => continue,
                    Home::New => {
                        meeting.begun.push(draft.procedure.clone());
                        None
                    }
                    Home::Here(it) => {
                        closed.extend(draft.closed.map(|_| it.id));
                        Some(it.id)
                    }
                };
                let whose = at.and(here);
                let met = values(connection, whose, at, (person, Some(index)), &draft.values)?;
                count(&mut meeting, met.into_iter(), Some(&draft.procedure));
            }
            all.push(meeting);
        }
        Ok(all)
    }

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
        tx.commit()?;
        Ok(Import { id: batch, from: from.to_owned(), at, added, changed, undone: false })
    }

    /// Who of the bundle is here: by what they are called in every vault, else by what the roster knows.
    fn who(
        &self,
        bundle: &Bundle,
        identity: impl Fn(&Bundled) -> String,
    ) -> Result<Vec<Option<ApplicantId>>> {
        let connection = self.connection();
        let mut who = Vec::new();
        for one in &bundle.people {
            let sql = "SELECT id FROM applicant WHERE uid = ?1";
            let id = connection.prepare_cached(sql)?.query_row([&one.uid.0[..]], |row| row.get(0));
            who.push(id.optional()?.map(ApplicantId));
        }
        let mut met: BTreeSet<_> = who.iter().flatten().copied().collect();
        for (one, here) in bundle.people.iter().zip(&mut who).filter(|it| it.1.is_none()) {
            let known = self.known_by(&identity(one))?;
            *here = known.into_iter().find(|it| met.insert(*it));
        }
        Ok(who)
    }
}

/// Closed drafts before those that go on: of a procedure one at most does.
fn in_order(drafts: &[BundledDraft]) -> Vec<usize> {
    let mut order: Vec<_> = (0..drafts.len()).collect();
    order.sort_by_key(|it| drafts.get(*it).is_none_or(|it| it.closed.is_none()));
    order
}

/// The draft here that is the same: begun at the same moment, or the one of the procedure that goes on. `closed`: those that have just
/// been closed by the bundle.
fn home(
    connection: &Connection,
    here: Option<ApplicantId>,
    theirs: &BundledDraft,
    closed: &BTreeSet<DraftId>,
) -> Result<Home> {
    let Some(id) = here else { return Ok(Home::New) };
    let ours = drafts_of(connection, id)?.into_iter().filter(|it| it.procedure == theirs.procedure);
    let (same, others): (Vec<_>, Vec<_>) = ours.partition(|it| it.created == theirs.created);
    let open = |it: &Draft| it.closed.is_none() && !closed.contains(&it.id);
    Ok(match same.into_iter().next() {
        Some(it) if it.closed.is_some() => Home::Closed,
        Some(it) => Home::Here(it),
        None if theirs.closed.is_some() => Home::New,
        None => others.into_iter().find(open).map_or(Home::New, Home::Here),
    })
}

/// The values of a person or a draft in a bundle, each with what is here of it.
fn values<'a>(
    connection: &Connection,
    here: Option<ApplicantId>,
    draft: Option<DraftId>,
    (person, in_draft): (usize, Option<usize>),
    theirs: &'a [BundledValue],
) -> Result<Vec<Met<'a>>> {
    let mut all = Vec::new();
    for (value, theirs) in theirs.iter().enumerate() {
        let ours = match here {
            Some(id) => ours(connection, id, draft, theirs)?,
            None => None,
        };
        let turn = turn(ours.as_ref(), theirs);
        all.push(Met { place: Place { person, draft: in_draft, value }, theirs, ours, turn });
    }
    Ok(all)
}

fn turn(ours: Option<&(i64, Side, Lineage)>, theirs: &BundledValue) -> Turn {
    let Some((_, side, lineage)) = ours else {
        return if theirs.text.is_some() { Turn::Taken } else { Turn::Same };
    };
    if lineage.content == theirs.content() {
        return Turn::Same;
    }
    match lineage.relation(&theirs.versions) {
        Relation::Same | Relation::Older => Turn::Kept,
        Relation::Newer => Turn::Taken,
        // Where they never held the same, what was emptied says nothing.
        Relation::Both if !lineage.meets(&theirs.versions) && theirs.text.is_none() => Turn::Kept,
        Relation::Both if !lineage.meets(&theirs.versions) && side.text.is_none() => Turn::Taken,
        Relation::Both => Turn::Asked,
    }
}

/// What is here of a value.
fn ours(
    connection: &Connection,
    id: ApplicantId,
    draft: Option<DraftId>,
    theirs: &BundledValue,
) -> Result<Option<(i64, Side, Lineage)>> {
    let Some((value, Some(current))) = place(connection, id, draft, &theirs.key(draft.is_some()))?
    else {
        return Ok(None);
    };
    let sql = "SELECT text, digest, name, at FROM state WHERE id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([current])?;
    let row = rows.next()?.ok_or(StoreError::Damaged)?;
    let (digest, name): (Option<Digest>, Option<String>) = (row.get(1)?, row.get(2)?);
    let side = Side { text: row.get(0)?, file: name.clone(), at: time(row.get(3)?)? };
    let file = name.as_deref().zip(digest.as_ref());
    let lineage = Lineage::of(connection, value, content(side.text.as_deref(), file))?;
    Ok(Some((value, side, lineage)))
}

fn count<'a>(
    meeting: &mut Meeting,
    met: impl Iterator<Item = Met<'a>>,
    procedure: Option<&String>,
) {
    for it in met {
        match (it.turn, it.ours) {
            (Turn::Taken, _) => meeting.taken += 1,
            (Turn::Kept, _) => meeting.kept += 1,
            (Turn::Asked, Some((_, ours, _))) => meeting.both.push(Both {
                place: it.place,
                procedure: procedure.cloned(),
                kind: it.theirs.kind,
                key: it.theirs.key.clone(),
                ours,
                theirs: it.theirs.side(),
            }),
            _ => {}
        }
    }
}

impl BundledValue {
    fn key(&self, of_draft: bool) -> ValueKey {
        let level = if of_draft { Level::Draft } else { Level::Applicant };
        ValueKey { level, kind: self.kind, key: self.key.clone() }
    }

    fn side(&self) -> Side {
        let file = self.file.as_ref().map(|it| it.name.clone());
        Side { text: self.text.clone(), file, at: self.at }
    }

    fn content(&self) -> Content {
        let file = self.file.as_ref().map(|it| (it.name.as_str(), Digest(it.digest.0)));
        content(self.text.as_deref(), file.as_ref().map(|(name, digest)| (*name, digest)))
    }

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
        let id = match here {
            Some(id) => self.known(id, one)?,
            None => self.add(one)?,
        };
        let met = values(connection, Some(id), None, (person, None), &one.values)?;
        let keys = self.write(id, None, met, here.is_none(), theirs)?;
        let mut any = !keys.is_empty();
        rename(connection, roster, id, None, keys.iter())?;
        let nobody = BTreeSet::new();
        for index in in_order(&one.drafts) {
            let Some(draft) = one.drafts.get(index) else { continue };
            let (to, begun) = match home(connection, Some(id), draft, &nobody)? {
                Home::Closed => continue,
                Home::New => (self.begin(id, draft)?, true),
                Home::Here(it) => (it.id, false),
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

    /// Somebody who is here: out of the recycle bin, and called in every vault what both call them.
    fn known(&self, id: ApplicantId, one: &Bundled) -> Result<ApplicantId> {
        let known = applicant(self.connection, id)?;
        if known.deleted.is_some() {
            restore(self.connection, id, self.at)?;
        }
        if known.about.is_empty() {
            self.about(id, &one.about)?;
        }
        let ours = uid_of(self.connection, id)?;
        if ours.is_none_or(|it| one.uid.0 < it.0) {
            set_uid(self.connection, id, &one.uid)?;
        }
        Ok(id)
    }

    fn add(&self, one: &Bundled) -> Result<ApplicantId> {
        let (name, search, colour) = (one.name.clone(), one.search.clone(), one.colour);
        let details = ApplicantDetails { name, search, colour, note: None };
        let new = NewApplicant { details, ..NewApplicant::default() };
        let id = add(self.connection, None, &new, self.at)?;
        set_uid(self.connection, id, &one.uid)?;
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
                None if takes => {
                    let value = new_place(self.connection, id, draft, &key)?;
                    self.before(value, one)?;
                    value
                }
                None => continue,
            };
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

    /// The earlier texts of a value that was not here before.
    fn before(&self, value: i64, one: &BundledValue) -> Result<()> {
        let sql = "INSERT INTO state(value, text, provenance, at) VALUES(?1, ?2, ?3, ?4)";
        for it in &one.before {
            if it.text.as_ref().is_some_and(|it| it.len() > MAX_TEXT) {
                return Err(StoreError::TooBig);
            }
            let state = params![value, it.text, it.by, micros(it.at)];
            self.connection.prepare_cached(sql)?.execute(state)?;
        }
        Ok(())
    }
}
