//! Why a pack is refused.

use std::fmt;

use beishen_document::{Locale, Text};

/// A pack that does not load: the file, the key, and the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError {
    /// The file, as the caller named it.
    pub file: String,
    /// The key in it, such as `pages[2].fields[4].fact`; `.` for the whole file.
    pub key: String,
    /// What is wrong with it.
    pub reason: Text,
    /// The line of the file, counted from 1, where the key does not tell it: the text is no TOML.
    pub line: Option<usize>,
}

impl PackError {
    pub(crate) fn new(
        file: &str,
        key: impl Into<String>,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        let (file, key, reason) = (file.to_owned(), key.into(), Text::new(zh, en));
        Self { file, key, reason, line: None }
    }

    /// One sentence: file, key, reason. The whole file has no key.
    pub fn message(&self, locale: Locale) -> String {
        let Self { file, key, reason, .. } = self;
        let colon = locale.pick("：", ": ");
        match key.as_str() {
            "." => [file, reason.get(locale)].join(colon),
            _ => [file, key, reason.get(locale)].join(colon),
        }
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Locale::En))
    }
}

impl std::error::Error for PackError {}
