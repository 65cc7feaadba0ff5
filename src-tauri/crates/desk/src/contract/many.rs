//! The words of what is done to many applicants, and of classes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::DeskView;

/// What the desk says of an applicant that is no answer. `keep_until`: the last day on which it may be kept, as `2027-03-01`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct AboutView {
    pub class: String,
    pub tags: Vec<String>,
    pub note: String,
    pub consent: String,
    pub keep_until: Option<String>,
}

/// What is done to each of many applicants.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ManyDeed {
    /// A procedure is begun where it is not.
    Begin(String),
    /// They are of this class; empty: of none.
    Class(String),
    /// They have this tag.
    Tag(String),
    /// They no longer have it.
    Untag(String),
    /// The last day on which they may be kept.
    KeepUntil(String),
    /// Into the bin.
    Bin,
}

/// What was done to many, in a sentence; `undo`: it can be taken back.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct ManyView {
    pub said: String,
    pub undo: bool,
    pub desk: DeskView,
}

/// Where one is among those that were found: `at` counts from 1.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct NeighbourView {
    pub draft: i32,
    pub at: u32,
    pub total: u32,
}

/// The classes of the desk, and what may be the same for all of one.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct ClassesView {
    pub classes: Vec<ClassView>,
    pub facts: Vec<ClassFactView>,
}

/// A class, how many applicants are of it, and what is the same for them.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct ClassView {
    pub name: String,
    pub people: u32,
    pub facts: BTreeMap<String, String>,
}

/// Something that may be the same for a class.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct ClassFactView {
    pub fact: String,
    pub label: String,
    pub hint: String,
    /// What a list offers for it; nothing: it is typed.
    pub options: Vec<String>,
}

/// What a change of a class would change, applicant by applicant, and where the person's own answer stays.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct ClassPreview {
    pub said: String,
    pub changes: Vec<ClassChange>,
    pub kept: Vec<ClassChange>,
}

/// One of them. `from` is what is answered now.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct ClassChange {
    pub applicant: i32,
    pub name: String,
    pub label: String,
    pub from: String,
    pub to: String,
}
