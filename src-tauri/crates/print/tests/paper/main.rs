//! Documents on paper, read back by programs of other people: poppler, mutool and qpdf, which set-up installs.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod file;
mod hostile;
mod leaves;
mod pages;
mod readers;
mod samples;
mod says;
mod seal;
mod signature;
