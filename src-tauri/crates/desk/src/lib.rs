//! The use cases: packs are loaded, a facts file is read with its pictures, papers are made and written.
//!
//! **Invariant:** window and command line call the same functions, and neither holds a rule. Files are read and written
//! here and nowhere else; the time still comes in as an argument.

mod applicant;
mod applicants;
mod batch;
mod clipboard;
mod companion;
pub mod contract;
mod course;
mod cropping;
mod demo;
mod desk;
mod dispatch;
mod drafts;
mod due;
mod failure;
mod files;
mod library;
mod lists;
mod looks;
mod materials;
mod options;
mod packs;
mod papers;
mod pictures;
mod preview;
mod printer;
mod printing;
mod profiles;
mod readback;
mod record;
mod resources;
mod scans;
mod signing;
mod template;
mod twins;
mod verify;
mod view;

pub use applicant::Applicant;
pub use batch::{End, Order, PART, Report};
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
pub use lists::{desk_paper, facts_in, materials, on_site};
pub use materials::{Handed, hand_in};
pub use papers::{Format, Paper, Press, checklist, mails, paper, receipt};
pub use pictures::{
    Studio, check_scan, compress_scan, in_parallel, merge_card, pictures_in, profile_of,
};
pub use printer::Printers;
pub use printing::{Job, Wanted};
pub use readback::read_back_page;
pub use resources::resources_in;
pub use template::template;
pub use verify::{Verified, verify};
