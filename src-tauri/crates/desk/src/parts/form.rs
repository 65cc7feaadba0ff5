//! The form page of the portal that was read last: its boxes, in which nothing is that was filled in.

use beishen_guide::portal::Form;

/// The page, and whose it is.
pub(crate) struct ReadForm {
    pub(crate) procedure: String,
    pub(crate) form: Form,
    /// It is the practice portal's.
    pub(crate) practice: bool,
}
