//! What takes back what was done to many.

use beishen_store::{DraftId, Provenance};

use super::line::About;

/// One thing to be put back; what was changed since stays as it is.
pub(crate) enum Back {
    /// The desk said this of them before, and has said that since.
    About { id: i32, before: About, since: About },
    /// They went into the bin.
    Bin(i32),
    /// A draft was begun.
    Begun(DraftId),
    /// A value was written where that one was.
    Value { id: i32, fact: String, before: Option<(String, Provenance)>, since: String },
    /// The classes were these.
    Classes(String),
}
