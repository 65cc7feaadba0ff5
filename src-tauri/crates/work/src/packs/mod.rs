//! The packs there are: those that come with the program, and those of one's own in a folder.

mod built_in;
mod edit;
mod editing;
mod folder;
mod library;
mod template;

pub use built_in::{PROCEDURES, PROFILES, facts};
pub use edit::{Act, BoxShape, FactShape, PageShape, SeenPage, Shape};
pub use folder::{PackFault, file_of};
pub use library::{Library, RemovedPack, WrittenPack, check_own, check_pack};
pub use template::template;
