//! A bundle that was opened, until it is taken in or put away.

use beishen_store::{Bundle, Place};

/// What is in it, and what is to be chosen.
pub(crate) struct Opened {
    /// What its file is called.
    pub(crate) file: String,
    pub(crate) bundle: Bundle,
    /// What was changed here and there, in the order it was shown.
    pub(crate) both: Vec<Place>,
}
