//! Everything of a desk as open files, so that nobody is locked in: written into a folder, and taken in from one.
//!
//! A table of all people for spreadsheets; for each of them a folder with their files, a facts file for each draft (which the
//! command line and other programs read), and `applicant.json`, which loses nothing of what counts.

mod person;
mod read;
mod write;

pub(crate) use read::{Found, Who, look};
pub(crate) use write::Writing;

/// What the folder of people is called.
const PEOPLE: &str = "applicants";
/// What tells of a person whole.
const PERSON: &str = "applicant.json";
