//! One vault and the commands of the window.
//!
//! **Invariant:** what needs no vault is done by `beishen-work`, which the command line calls as well. The time comes in as an
//! argument.

mod at;
mod backups;
mod classes;
mod commands;
pub mod contract;
mod desk;
mod everything;
mod import;
mod judged;
mod keys;
mod note;
mod open;
mod own;
mod parts;
mod progress;
mod record;
mod roster;
mod system;
mod view;

pub use backups::{Backup, Backups, Second, back_up, is_sound, take_out, take_out_of};
pub use beishen_store::may_write;
pub use beishen_work::{
    Applicant, Failure, FailureCode, Handed, Library, PROCEDURES, Printed, Studio,
    batch::PART,
    check_pack,
    files::write,
    hush_panics,
    papers::{Format, Press},
    resources_in,
};
pub use commands::{Command, Notice, Reminder, Reply, Request, TakenIn, Whose, notice, typescript};
pub use contract::{HeldView, OfficeView, PutOut};
pub use desk::{Desk, KEEP_DAYS, VAULT};
pub use keys::{KeyDeed, Keys, KeysView, OfferView};
pub use parts::printing::{Job, Piece, Wanted};
pub use system::{Clipboard, Pasteboard, Printers, Unreachable};
