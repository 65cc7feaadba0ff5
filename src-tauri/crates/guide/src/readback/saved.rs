//! A page as it comes in, with what came with it.

use std::collections::BTreeMap;

use super::styles::Sheets;

/// A page as it came: copied text, or the source of a saved HTML page with what was saved beside it.
#[derive(Default)]
pub struct Saved {
    /// The text or source.
    pub text: String,
    /// Those of the sheets in [`links`](super::links) that could be read, and those they import.
    pub sheets: Sheets,
    /// Those of the pages in [`frames`](super::frames) that could be read.
    pub frames: BTreeMap<String, Saved>,
    /// Pages of the same file that no frame names: whether they are seen nobody can tell.
    pub others: Vec<Saved>,
}

impl From<String> for Saved {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

impl From<&str> for Saved {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Saved {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}
