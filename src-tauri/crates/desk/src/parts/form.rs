//! The form page of the portal that was read last: its boxes, in which nothing is that was filled in.

use beishen_guide::portal::Form;

/// The page, and whose it is.
pub(crate) struct ReadForm {
    pub(crate) procedure: String,
    pub(crate) form: Form,
    /// It is the practice portal's.
    pub(crate) practice: bool,
}

/// A pack from elsewhere that was looked at, as it is taken: the name of its file, over which procedure it may be taken, and how much it
/// changes.
pub(crate) struct Offered {
    pub(crate) file: String,
    pub(crate) text: String,
    pub(crate) below: Option<String>,
    pub(crate) changes: usize,
}
