//! What the vault hands out: plain snapshots. Their `Debug` shows no answer, no name and no file name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::{DateTime, NaiveDateTime};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use serde::{Deserialize, Serialize};

use crate::change::{Level, codes};
use crate::{Result, StoreError};

/// Names an applicant; never given to another one, even after they are gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ApplicantId(pub i64);

/// Names a draft; never given to another one, even after it is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DraftId(pub i64);

impl From<i32> for ApplicantId {
    fn from(id: i32) -> Self {
        Self(i64::from(id))
    }
}

impl From<i32> for DraftId {
    fn from(id: i32) -> Self {
        Self(i64::from(id))
    }
}

/// What the roster shows of an applicant; the caller chooses all of it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct ApplicantDetails {
    /// The name to show.
    pub name: String,
    /// What else finds this applicant, e.g. pinyin and initials, separated by spaces.
    pub search: String,
    /// Index into the caller's colours.
    pub colour: u8,
    /// A note for the desk.
    pub note: Option<String>,
}

/// An applicant.
#[derive(Clone, PartialEq, Eq)]
pub struct Applicant {
    /// Names the applicant.
    pub id: ApplicantId,
    /// What the roster shows.
    pub details: ApplicantDetails,
    /// When they were added.
    pub created: NaiveDateTime,
    /// When anything of theirs was changed last.
    pub changed: NaiveDateTime,
    /// Since when they are in the recycle bin.
    pub deleted: Option<NaiveDateTime>,
    /// What the desk says of them that is no answer, in the caller's own form; may be empty.
    pub about: String,
}

/// A procedure begun for an applicant; at most one of each procedure that is not closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Names the draft.
    pub id: DraftId,
    /// Whose it is.
    pub applicant: ApplicantId,
    /// The id of the procedure.
    pub procedure: String,
    /// The step looked at last.
    pub position: Option<String>,
    /// What the procedure was like when it was last looked at, in the caller's own form.
    pub outline: Option<String>,
    /// Where the companion is on the portal's pages, in the caller's own form.
    pub companion: Option<String>,
    /// When it was begun.
    pub created: NaiveDateTime,
    /// When a step of it was written last.
    pub changed: NaiveDateTime,
    /// Since when another draft stands in its place. Its values are those of that time and cannot be changed.
    pub closed: Option<NaiveDateTime>,
}

codes! {
    /// How a value came to be.
    Provenance {
        /// A person typed or chose it.
        Typed = "typed",
        /// The program derived it and a person accepted it.
        DerivedAccepted = "derived_accepted",
        /// It was taken over from elsewhere in the vault.
        CarriedOver = "carried_over",
        /// It is the same for all of a class, and nobody has said otherwise.
        Class = "class",
    }
}

/// A text somebody gave.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// The text, as it was given.
    pub text: String,
    /// How it came to be.
    pub provenance: Provenance,
    /// When it was given.
    pub at: NaiveDateTime,
    /// [`Level::Draft`]: it stands for this draft only and hides the applicant's own.
    pub level: Level,
}

/// SHA-256 of an attachment's bytes; also where the vault keeps them, once however often they are used.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

/// Something done at the portal, or answered by it.
#[derive(Clone, PartialEq, Eq)]
pub struct Act {
    /// When, by the person's word.
    pub at: NaiveDateTime,
    /// What was noted of it; may be empty.
    pub note: String,
}

/// A file put into a slot. [`crate::Vault::bytes`] reads it.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The name the file had.
    pub name: String,
    /// What the caller noted about it, e.g. measurements of a photo.
    pub note: String,
    /// Where the bytes are.
    pub digest: Digest,
    /// How many bytes.
    pub size: u32,
    /// How it came to be.
    pub provenance: Provenance,
    /// When it was added.
    pub at: NaiveDateTime,
    /// [`Level::Draft`]: it stands for this draft only and hides the applicant's own.
    pub level: Level,
}

/// "保留": a warning that was looked at and shall stand. It counts as long as the caller finds `value` unchanged.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Acknowledgement {
    /// The rule that found it.
    pub rule: String,
    /// Its reason.
    pub reason: String,
    /// The fact it is about; may be empty.
    pub fact: String,
    /// The caller's digest of the values it was about. Not the values themselves.
    pub value: String,
}

/// Everything given, at one moment.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Values {
    /// Answers by the key of their fact.
    pub answers: BTreeMap<String, Answer>,
    /// The history rows, as one text in the caller's own form.
    pub history: Option<Answer>,
    /// What is ticked, and since when.
    pub ticks: BTreeMap<String, NaiveDateTime>,
    /// Acts done, by the caller's key for each.
    pub acts: BTreeMap<String, Act>,
    /// What the portal shows, by compared item, in the caller's own form.
    pub comparisons: BTreeMap<String, String>,
    /// What came of holding the portal's page against the values, in the caller's own form.
    pub read_back: Option<String>,
    /// A signature drawn by hand, in the caller's own form.
    pub signature: Option<String>,
    /// Warnings to be left standing.
    pub acknowledged: BTreeSet<Acknowledgement>,
    /// Files by slot, e.g. `photo`.
    pub attachments: BTreeMap<String, Attachment>,
}

/// An applicant with what they have given once for all procedures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicantRecord {
    /// The applicant.
    pub applicant: Applicant,
    /// Their drafts that are not in the recycle bin, oldest first.
    pub drafts: Vec<Draft>,
    /// Their values; those of single drafts are not among them.
    pub values: Values,
}

/// A draft with everything that counts for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRecord {
    /// The draft.
    pub draft: Draft,
    /// Whose it is.
    pub applicant: Applicant,
    /// The applicant's values, with the draft's own in their place where it has any.
    pub values: Values,
    /// How many steps [`crate::Vault::undo`] can take back.
    pub undo: u32,
    /// How many steps [`crate::Vault::redo`] can do again.
    pub redo: u32,
}

/// A state a value has or had.
#[derive(Clone, PartialEq, Eq)]
pub struct State {
    /// The text, or the note of a file; `None`: it was emptied.
    pub text: Option<String>,
    /// The name and digest of a file.
    pub file: Option<(String, Digest)>,
    /// How it came to be.
    pub provenance: Provenance,
    /// When.
    pub at: NaiveDateTime,
    /// Whether it is the one that counts now.
    pub current: bool,
}

/// A time as it stands in the file: whole microseconds, finer digits are dropped.
pub(crate) fn micros(time: NaiveDateTime) -> i64 {
    time.and_utc().timestamp_micros()
}

/// A time from the file.
pub(crate) fn time(micros: i64) -> Result<NaiveDateTime> {
    let time = DateTime::from_timestamp_micros(micros).ok_or(StoreError::Damaged)?;
    Ok(time.naive_utc())
}

impl FromSql for Digest {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let bytes = value.as_blob()?.try_into().map_err(|_| FromSqlError::InvalidType)?;
        Ok(Self(bytes))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// `Debug` without what a person has given.
macro_rules! discreet {
    ($($name:ident { $($field:ident),* })*) => { $(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name))
                    $(.field(stringify!($field), &self.$field))*
                    .finish_non_exhaustive()
            }
        }
    )* };
}

discreet! {
    ApplicantDetails { colour }
    Applicant { id, created, changed, deleted }
    Answer { provenance, at, level }
    Attachment { size, provenance, at, level }
    Values { ticks, acts, acknowledged }
    Act { at }
    State { provenance, at, current }
}
