//! Files in, files out, without a vault: packs are loaded, a facts file is read with its pictures, papers are made and written.
//!
//! **Invariant:** window and command line call the same functions, and neither holds a rule. Files are read and written
//! here; the time still comes in as an argument. The vault cannot be reached from here.

mod applicant;
pub mod batch;
pub mod demo;
pub mod export;
mod failure;
pub mod files;
pub mod guide;
mod hand_in;
pub mod names;
mod originals;
mod packs;
pub mod papers;
mod pictures;
mod portal;
pub mod readback;
mod resources;
mod verify;

pub use applicant::{Applicant, facts_in, file_beside};
pub use beishen_photo::scan::{Layout, Scanned};
pub use beishen_photo::{Crop, Prepared, Record, Stopped};
pub use beishen_print::Printed;
pub use failure::{Failure, FailureCode, hush_panics};
pub use hand_in::{Handed, hand_in};
pub use originals::Originals;
pub use packs::{
    Act, BoxShape, FactShape, Library, PROCEDURES, PROFILES, PackFault, PageShape, RemovedPack,
    SeenPage, Shape, WrittenPack, check_own, check_pack, facts, file_of, template,
};
pub use pictures::{Folder, Studio, check_scan, compress_scan, in_parallel, merge_card, photos_in};
pub use portal::{Learned, compare_page, form_page, learn_pages, unread};
pub use resources::resources_in;
pub use verify::{Verified, verify};
