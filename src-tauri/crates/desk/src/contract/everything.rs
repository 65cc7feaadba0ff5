//! The words of everything as open files.

use serde::Serialize;
use ts_rs::TS;

/// How far the writing of everything is.
#[derive(Clone, Serialize, TS)]
pub struct WritingView {
    /// The folder it goes to.
    pub path: String,
    /// How many people there are.
    pub total: u32,
    /// How many are written.
    pub done: u32,
    /// There is more to write.
    pub running: bool,
    /// How it stands, in words.
    pub message: String,
    /// Whose folder is not whole, and why.
    pub failures: Vec<String>,
}

/// What a folder holds that can be taken in.
#[derive(Clone, Serialize, TS)]
pub struct FoundPeopleView {
    /// How many people would be new here.
    pub new: u32,
    /// How many are here already, by their document numbers; they are left out.
    pub here: u32,
    /// How it stands, in words.
    pub message: String,
    /// What cannot be read, and why.
    pub failures: Vec<String>,
}
