//! The use cases: packs are loaded, a facts file is read with its pictures, papers are made and written.
//!
//! **Invariant:** window and command line call the same functions, and neither holds a rule. Files are read and written
//! here and nowhere else; the time still comes in as an argument.

mod applicant;
mod applicants;
mod clipboard;
mod companion;
pub mod contract;
mod course;
mod demo;
mod desk;
mod drafts;
mod failure;
mod files;
mod library;
mod papers;
mod record;
mod resources;
mod twins;
mod view;

pub use applicant::Applicant;
pub use clipboard::{Clipboard, Pasteboard, Unreachable};
pub use demo::demo;
pub use desk::Desk;
pub use failure::{Failure, FailureCode};
pub use files::{read_text, write};
pub use library::{Library, PROCEDURES, check_pack};
pub use papers::{Format, Press, checklist};
pub use resources::resources_in;
