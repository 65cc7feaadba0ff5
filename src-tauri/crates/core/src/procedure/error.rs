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
}

impl PackError {
    pub(crate) fn new(
        file: &str,
        key: impl Into<String>,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self { file: file.to_owned(), key: key.into(), reason: Text::new(zh, en) }
    }

    /// One sentence: file, key, reason.
    pub fn message(&self, locale: Locale) -> String {
        let Self { file, key, reason } = self;
        match locale {
            Locale::Zh => format!("{file}：{key}：{}", reason.zh),
            Locale::En => format!("{file}: {key}: {}", reason.en),
        }
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Locale::En))
    }
}

impl std::error::Error for PackError {}
