//! Paper: a [`Document`] becomes an A4 PDF, laid out like the forms of Chinese universities and offices.
//!
//! **Invariant:** the file says what the document says. Nothing is cut off; every visible character can be read, searched and
//! copied as itself, also one that no font has; and the same document gives the same bytes.

mod blocks;
mod book;
mod codes;
mod error;
mod finish;
mod fonts;
mod footer;
mod jpeg;
mod leaves;
mod outline;
mod png;
mod seal;
mod sheet;
mod tags;
mod text;

use std::collections::BTreeSet;

use beishen_document::Document;

pub use book::Book;
pub use error::PrintError;
pub use fonts::Fonts;
pub use leaves::Leaves;
pub use seal::{altered_pages, read_seals};

/// A document on paper.
#[derive(Clone, PartialEq, Eq)]
pub struct Printed {
    /// The file: PDF 1.7, tagged, its fonts embedded.
    pub pdf: Vec<u8>,
    /// The characters that no font has. They are shown as 〓 and read as themselves.
    pub missing: BTreeSet<char>,
    /// How many pages there are.
    pub pages: usize,
}

/// Lays the document out and writes the PDF. Reads no clock; the dates in the file are the document's.
///
/// # Errors
/// [`PrintError::Photo`] when the photo is no JPEG; [`PrintError::Internal`] for a fault of this program.
pub fn print(document: &Document, fonts: &Fonts) -> Result<Printed, PrintError> {
    let mut book = Book::new(fonts);
    book.add(document)?;
    book.finish()
}
