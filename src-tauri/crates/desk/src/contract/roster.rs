//! The words of the roster: what is asked of it, and a part of what it answers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::DraftRow;

/// What the roster is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants are the contract's own words")]
pub enum RosterSort {
    Changed,
    Name,
    Tail,
    Class,
    Procedure,
    Progress,
    Deadline,
    Status,
}

/// What a row can be picked out by: something is wrong; a photo is missing; due within a week; over; how far it is; nothing begun;
/// the number is another's as well; changed since yesterday; kept for longer than was agreed or is usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants are the contract's own words")]
pub enum RosterState {
    Wrong,
    NoPhoto,
    Due,
    Over,
    NotStarted,
    InProgress,
    Completed,
    Nothing,
    Twin,
    Fresh,
    Expired,
}

impl RosterState {
    /// All of them, in the order in which they are offered.
    pub(crate) const ALL: [Self; 11] = [
        Self::Wrong,
        Self::NoPhoto,
        Self::Due,
        Self::Over,
        Self::NotStarted,
        Self::InProgress,
        Self::Completed,
        Self::Nothing,
        Self::Twin,
        Self::Fresh,
        Self::Expired,
    ];
}

/// Whom to show, and in which order. Of several things of one kind any will do; of several kinds all must.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct RosterQuery {
    /// Words, all of which are found: 汉字, pinyin, initials, the end of a number, a student number, a class, a tag.
    pub text: String,
    pub sort: RosterSort,
    pub down: bool,
    /// Class by class, each sorted.
    pub by_class: bool,
    pub procedures: Vec<String>,
    pub classes: Vec<String>,
    pub tags: Vec<String>,
    pub states: Vec<RosterState>,
}

impl RosterQuery {
    /// Everybody, the one changed last first.
    pub(crate) fn everybody() -> Self {
        Self {
            text: String::new(),
            sort: RosterSort::Changed,
            down: true,
            by_class: false,
            procedures: Vec::new(),
            classes: Vec::new(),
            tags: Vec::new(),
            states: Vec::new(),
        }
    }
}

/// How a desk wants its roster: kept in the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct RosterLook {
    pub query: RosterQuery,
    /// The columns that are not shown.
    pub hidden: Vec<String>,
}

/// A part of the roster, row by row. `total` rows of `people` applicants are found in all; `behind` of the applicants are still
/// being made anew, as in the morning of another day.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct RosterView {
    pub rows: Vec<RosterRow>,
    pub offset: u32,
    pub total: u32,
    pub people: u32,
    pub chips: Vec<ChipView>,
    pub groups: Vec<GroupView>,
    pub tally: TallyView,
    pub behind: u32,
}

/// A draft in the list, or an applicant without one. `fresh`: changed since yesterday; `first`: the row before is of somebody
/// else.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing a row shows or does not")]
pub struct RosterRow {
    pub applicant: i32,
    pub name: String,
    pub id_tail: String,
    pub sample: bool,
    pub twin: String,
    pub class: String,
    pub tags: Vec<String>,
    pub note: String,
    pub changed: String,
    pub fresh: bool,
    pub first: bool,
    pub made: bool,
    pub draft: Option<DraftRow>,
}

/// What is picked out by a chip, and how many rows it would show with all that is picked of other kinds.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct ChipView {
    pub kind: ChipKind,
    pub id: String,
    pub label: String,
    pub count: u32,
    pub on: bool,
}

/// What kind of thing a chip picks out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants are the contract's own words")]
pub enum ChipKind {
    State,
    Procedure,
    Class,
    Tag,
}

/// A class and how many rows it has, in the order they are shown.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct GroupView {
    pub class: String,
    pub rows: u32,
}

/// How far those are that were found: drafts, and of these.
#[derive(Clone, Copy, Default, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct TallyView {
    pub drafts: u32,
    pub completed: u32,
    pub wrong: u32,
    pub not_started: u32,
    pub fresh: u32,
}

/// What can be marked.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct MarkView {
    pub applicant: i32,
    pub draft: Option<i32>,
}
