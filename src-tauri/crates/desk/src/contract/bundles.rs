//! The words of 交接包: people handed from one vault to another.

use serde::Serialize;
use ts_rs::TS;

/// A bundle that was written, and the code that opens it, in groups: it is shown once and kept nowhere.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct SavedBundle {
    pub path: String,
    pub code: Vec<String>,
    pub people: u32,
}

/// What is in a bundle and what would come of taking it in. Nothing is taken in yet.
#[derive(Clone, Serialize, TS)]
pub struct BundleView {
    /// The name of its file.
    pub file: String,
    /// When it was made.
    pub made: String,
    /// Who is in it.
    pub people: Vec<BundledPerson>,
    /// What was changed here and there since both had the same, to be chosen.
    pub differing: Vec<Differing>,
    /// Whether taking it in would change anything.
    pub changes: bool,
}

/// Somebody in a bundle.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct BundledPerson {
    pub name: String,
    /// The last characters of their document number.
    pub id_tail: String,
    pub procedures: Vec<String>,
    /// What becomes of them here, in words.
    pub said: String,
    /// They are not here yet.
    pub new: bool,
}

/// Something that is other here than in the bundle. `theirs_later`: it was given later there than here.
#[derive(Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields are the contract's own words")]
pub struct Differing {
    pub name: String,
    pub label: String,
    pub ours: String,
    pub ours_at: String,
    pub theirs: String,
    pub theirs_at: String,
    pub theirs_later: bool,
    pub sensitive: bool,
}
