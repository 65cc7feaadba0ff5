//! Who says so: the papers that rules rest on.

use beishen_document::{Locale, Text};
use serde::{Deserialize, Serialize};

/// A manual, standard or notice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its title.
    pub title: Text,
    /// The year it speaks for.
    pub year: u16,
}

/// How a pack points at a place in one of its sources.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRef {
    /// The key under `[sources]`.
    pub id: String,
    /// The section, in the paper's own words.
    pub section: String,
    /// What another source says instead, when two disagree.
    pub differs: Option<Text>,
}

/// A place in a paper, ready to be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Citation {
    /// The paper's title.
    pub source: Text,
    /// The section, in the paper's own words.
    pub section: String,
    /// The year the paper speaks for.
    pub year: u16,
    /// What another source says instead, when two disagree.
    pub differs: Option<Text>,
}

/// A citation in one language, as JSON shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CitationIn<'a> {
    source: &'a str,
    section: &'a str,
    year: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    differs: Option<&'a str>,
}

impl Citation {
    /// What nobody but this program says.
    pub(crate) fn ours(source: Text, section: &str) -> Self {
        Self { source, section: section.to_owned(), year: 2026, differs: None }
    }

    /// In one language.
    pub fn to(&self, locale: Locale) -> CitationIn<'_> {
        CitationIn {
            source: self.source.get(locale),
            section: &self.section,
            year: self.year,
            differs: self.differs.as_ref().map(|it| it.get(locale)),
        }
    }

    /// On one line: title, year, section.
    pub fn line(&self, locale: Locale) -> String {
        let title = self.source.get(locale);
        match locale {
            Locale::Zh => format!("{title}（{}）{}", self.year, self.section),
            Locale::En => format!("{title} ({}), “{}”", self.year, self.section),
        }
    }
}
