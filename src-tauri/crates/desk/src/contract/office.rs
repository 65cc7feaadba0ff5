//! The words of 办公室: how it stands, who works on whom, and what came of a round.

use serde::Serialize;
use ts_rs::TS;

use super::{BundledPerson, Differing};

/// How it stands with the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OfficeView {
    /// What this desk is called there.
    pub name: String,
    /// Where the trays lie.
    pub folder: String,
    /// Whether they are there. Where they were taken away, the office is turned on again.
    pub there: bool,
    /// When `beishen-office` was at the office last; empty: never.
    pub carried: String,
    /// How many people of this vault are shared.
    pub shared: usize,
    /// How many bundles wait to go out.
    pub out: usize,
    /// How many wait to be taken in.
    pub come: usize,
    /// How many requests wait to be carried out.
    pub asked: usize,
    /// How many are at the office and were erased here.
    pub erased: usize,
    /// How many the office has forgotten, and are here still.
    pub forgotten: usize,
    /// On whom another desk works.
    pub held: Vec<HeldView>,
}

/// Another desk works on somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HeldView {
    /// Who it is here.
    pub applicant: i32,
    /// What they are called here.
    pub name: String,
    /// The desk.
    pub by: String,
    /// For how many minutes yet, unless it goes on.
    #[ts(type = "number")]
    pub minutes: u64,
}

/// The office is on. `code`: a new one was made, which the other desks are told.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct OfficeOnView {
    pub office: Option<OfficeView>,
    pub code: Option<Vec<String>>,
}

/// How one applicant stands to the office.
#[derive(Clone, Serialize, TS)]
pub struct OfficePersonView {
    /// They are shared.
    pub shared: bool,
    /// The office has them.
    pub there: bool,
    /// The desk that works on them; empty: no other.
    pub by: String,
    /// What was asked of the office and waits for the next round.
    pub asked: Option<OfficeAsked>,
}

/// What is asked of the office about somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants are the contract's own words")]
pub enum OfficeAsked {
    TakeOver,
    LetGo,
    Forget,
}

/// What came of putting out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct PutOut {
    /// How many bundles were put out.
    pub put: usize,
    /// Who has too many files for one bundle, by name.
    pub too_large: Vec<String>,
}

/// What came in and was put out.
#[derive(Clone, Serialize, TS)]
pub struct OfficeRoundView {
    /// How many came in and went out, in words.
    pub message: String,
    /// What could not be done, in words.
    pub left: Vec<String>,
    /// Who is new or was changed here; of many the first.
    pub people: Vec<BundledPerson>,
    /// What was changed on both sides; the later counts.
    pub differing: Vec<Differing>,
    /// What takes it back, the last first.
    pub imports: Vec<i32>,
}
