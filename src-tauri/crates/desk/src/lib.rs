//! The use cases: packs are loaded, a facts file is read with its pictures, papers are made and written.
//!
//! **Invariant:** window and command line call the same functions, and neither holds a rule. Files are read and written
//! here and nowhere else; the time still comes in as an argument.

mod applicant;
mod applicants;
pub mod contract;
mod course;
mod demo;
mod desk;
mod drafts;
mod due;
mod failure;
mod files;
mod library;
mod options;
mod packs;
mod papers;
mod readback;
mod record;
mod resources;
mod template;
mod twins;
mod view;

pub use applicant::Applicant;
pub use beishen_print::Printed;
pub use demo::demo;
pub use desk::Desk;
pub use due::{Notice, Reminder, calendar, notice};
pub use failure::{Failure, FailureCode};
pub use files::{read_text, write};
pub use library::{Library, PROCEDURES, check_pack};
pub use papers::{Format, Press, checklist, mails};
pub use readback::read_back_page;
pub use resources::resources_in;
pub use template::template;
