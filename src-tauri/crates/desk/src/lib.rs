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
mod due;
mod failure;
mod files;
mod library;
mod looks;
mod options;
mod packs;
mod papers;
mod pictures;
mod preview;
mod printing;
mod readback;
mod record;
mod resources;
mod signing;
mod template;
mod twins;
mod verify;
mod view;

pub use applicant::Applicant;
pub use beishen_photo::scan::{Layout, ScanLimits, Scanned};
pub use beishen_photo::{Check, Crop, Prepared, Profile, Record, Stopped, Verdict, Verdicts};
pub use beishen_print::Printed;
pub use clipboard::{Clipboard, Pasteboard, Unreachable};
pub use demo::demo;
pub use desk::Desk;
pub use due::{Notice, Reminder, calendar, notice};
pub use failure::{Failure, FailureCode};
pub use files::{read_text, write};
pub use library::{Library, PROCEDURES, check_pack};
pub use papers::{Format, Press, checklist, mails};
pub use pictures::{Studio, compress_scan, in_parallel, merge_card, pictures_in, profile_of};
pub use printing::Printing;
pub use readback::read_back_page;
pub use resources::resources_in;
pub use template::template;
pub use verify::{Verified, verify};
