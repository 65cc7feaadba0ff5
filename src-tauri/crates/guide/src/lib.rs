//! What comes of an assessment: papers, the portal's boxes in its order, the walk over them, a portal to rehearse on, a
//! questionnaire to answer at home, and the
//! portal's own pages held against the answers and against the pack.
//!
//! **Invariant:** nothing here reads a clock, a file or a vault, and `core` cannot reach up.

mod banner;
pub mod companion;
mod fill_in;
mod items;
pub mod papers;
pub mod portal;
mod practice;
pub mod readback;

pub use fill_in::fill_in;
pub use items::portal_value;
pub use practice::{is_practice, practice};
