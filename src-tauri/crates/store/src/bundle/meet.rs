//! What comes of a bundle here: the same judgement before it is taken in and while it is.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::lineage::{Content, Lineage, Relation, content};
use super::{Bundle, Bundled, BundledDraft, BundledValue};
use crate::applicant::applicant;
use crate::draft::drafts_of;
use crate::record::{ApplicantId, Digest, Draft, DraftId, time};
use crate::step::place;
use crate::{Kind, Level, Result, StoreError, ValueKey, Vault};

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
    /// How many values of drafts that are closed here are other in the bundle; they are not taken.
    pub left: usize,
}

/// Where the values of a draft in a bundle belong.
pub(super) enum Home {
    /// To a draft that is here.
    Here(Draft),
    /// To one that is begun for them.
    New,
    /// Nowhere: it is closed here, and stays as it was then.
    Closed(DraftId),
}

/// What becomes of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Same,
    Taken,
    Kept,
    Asked,
}

/// A value in a bundle and what is here of it.
pub(super) struct Met<'a> {
    pub(super) place: Place,
    pub(super) theirs: &'a BundledValue,
    pub(super) ours: Option<(i64, Side, Lineage)>,
    pub(super) turn: Turn,
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
                    Home::Closed(id) => {
                        let whose = (person, Some(index));
                        let met = values(connection, here, Some(*id), whose, &draft.values)?;
                        meeting.left += met.iter().filter(|it| it.turn != Turn::Same).count();
                        continue;
                    }
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

    /// Who of the bundle is here: by what they are called in every vault, else by what the roster knows.
    pub(super) fn who(
        &self,
        bundle: &Bundle,
        identity: impl Fn(&Bundled) -> String,
    ) -> Result<Vec<Option<ApplicantId>>> {
        let connection = self.connection();
        let mut who = Vec::new();
        for one in &bundle.people {
            let sql = "SELECT applicant FROM applicant_uid WHERE uid = ?1";
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
pub(super) fn in_order(drafts: &[BundledDraft]) -> Vec<usize> {
    let mut order: Vec<_> = (0..drafts.len()).collect();
    order.sort_by_key(|it| drafts.get(*it).is_none_or(|it| it.closed.is_none()));
    order
}

/// The draft here that is the same: begun at the same moment, or the one of the procedure that goes on. `closed`: those that have just
/// been closed by the bundle.
pub(super) fn home(
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
        Some(it) if it.closed.is_some() => Home::Closed(it.id),
        Some(it) => Home::Here(it),
        None => {
            let same = others.into_iter().find(open);
            let same = match same {
                // It was begun apart from the one here; once they have met they are one, and are closed as one.
                Some(it) if theirs.closed.is_some() && !meets(connection, it.id, theirs)? => None,
                same => same,
            };
            same.map_or(Home::New, Home::Here)
        }
    })
}

/// Whether a value of that draft was ever the same in both.
fn meets(connection: &Connection, draft: DraftId, theirs: &BundledDraft) -> Result<bool> {
    let sql = "SELECT 1 FROM version n JOIN value v ON v.id = n.value
        WHERE v.draft = ?1 AND v.kind = ?2 AND v.key = ?3 AND n.version = ?4";
    let mut statement = connection.prepare_cached(sql)?;
    for value in &theirs.values {
        for version in &value.versions {
            if statement.exists(params![draft.0, value.kind, value.key, version.0])? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// The values of a person or a draft in a bundle, each with what is here of it.
pub(super) fn values<'a>(
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
    let Some((value, current)) = place(connection, id, draft, &theirs.key(draft.is_some()))? else {
        return Ok(None);
    };
    let Some(current) = current else { return taken_back(connection, value) };
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

/// A value that was handed over and holds nothing since a step was taken back: it was emptied.
fn taken_back(connection: &Connection, value: i64) -> Result<Option<(i64, Side, Lineage)>> {
    let lineage = Lineage::of(connection, value, content(None, None))?;
    if lineage.versions.len() < 2 {
        return Ok(None);
    }
    let sql = "SELECT ifnull(max(at), 0) FROM state WHERE value = ?1";
    let at = time(connection.prepare_cached(sql)?.query_row([value], |row| row.get(0))?)?;
    Ok(Some((value, Side { text: None, file: None, at }, lineage)))
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
    pub(super) fn key(&self, of_draft: bool) -> ValueKey {
        let level = if of_draft { Level::Draft } else { Level::Applicant };
        ValueKey { level, kind: self.kind, key: self.key.clone() }
    }

    fn side(&self) -> Side {
        let file = self.file.as_ref().map(|it| it.name.clone());
        Side { text: self.text.clone(), file, at: self.at }
    }

    pub(super) fn content(&self) -> Content {
        let file = self.file.as_ref().map(|it| (it.name.as_str(), Digest(it.digest.0)));
        content(self.text.as_deref(), file.as_ref().map(|(name, digest)| (*name, digest)))
    }
}
