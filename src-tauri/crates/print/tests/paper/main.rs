//! Documents on paper, read back by programs of other people: poppler, mutool and qpdf, which set-up installs.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod book;
mod file;
mod hostile;
mod lists;
mod pages;
mod readers;
mod samples;
mod says;
mod seal;
