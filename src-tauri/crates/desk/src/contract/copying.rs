//! Answers of one applicant that another may take over.

use serde::Serialize;
use ts_rs::TS;

/// From whom answers may be copied.
#[derive(Clone, Serialize, TS)]
pub struct CopySources {
    /// Who matches, the newest change first.
    pub people: Vec<CopySource>,
    /// Whether others match too.
    pub more: bool,
}

/// One of them, told from others of the same name by the tail of the number.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct CopySource {
    pub applicant: i32,
    pub name: String,
    pub id_tail: String,
}

/// A step of the procedure, with what somebody else has answered in it that is not answered so here.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct CopyableStep {
    pub title: String,
    pub answers: Vec<CopyableAnswer>,
}

/// One answer. `here` is what stands in its place now; the history has its own name for a fact.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct CopyableAnswer {
    pub fact: String,
    pub label: String,
    pub value: String,
    pub here: String,
    pub sensitive: bool,
}
