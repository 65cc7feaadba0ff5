//! Documents on paper, read back by programs of other people: poppler, mutool and qpdf, which set-up installs.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod book;
mod file;
mod hostile;
mod leaves;
mod lists;
mod looks;
mod pages;
mod people;
mod picture;
mod readers;
mod samples;
mod says;
mod seal;
mod signature;

/// How many cases of a property are tried: more where `PROPTEST_CASES` says so.
fn cases(usual: u32) -> u32 {
    let said = std::env::var("PROPTEST_CASES").ok();
    said.and_then(|it| it.parse().ok()).unwrap_or(usual)
}
