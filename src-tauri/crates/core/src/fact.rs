//! Facts: what a person is asked for once and every procedure reuses.

use std::{borrow::Borrow, collections::BTreeMap, fmt, sync::Arc};

use beishen_document::Text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::month::Month;

/// The name of a fact, such as `person.name`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FactKey(Arc<str>);

impl FactKey {
    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for FactKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for FactKey {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&str> for FactKey {
    fn from(key: &str) -> Self {
        Self(key.into())
    }
}

impl TryFrom<String> for FactKey {
    type Error = String;

    fn try_from(key: String) -> Result<Self, String> {
        let word = |it: &str| {
            !it.is_empty() && it.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_' | '-'))
        };
        if key.len() <= 64 && key.split('.').all(word) {
            Ok(Self(key.into()))
        } else {
            Err("a fact's key is lower-case words joined by dots".to_owned())
        }
    }
}

impl From<FactKey> for String {
    fn from(key: FactKey) -> Self {
        key.0.as_ref().to_owned()
    }
}

/// How a fact is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// Free text on one line.
    Text,
    /// A day, kept as `1949-12-31`.
    Date,
    /// A month, kept as `202611`.
    Month,
    /// An entry of a list; the list stands with the portal's field, for portals differ.
    Choice,
}

impl FactKind {
    /// Whether a portal may want it in a pattern of its own.
    pub(crate) fn has_format(self) -> bool {
        matches!(self, Self::Date | Self::Month)
    }

    /// A value in a portal's own pattern.
    pub fn shown_as(self, format: Option<&str>, text: &str) -> String {
        let day = match self {
            Self::Date => text.parse::<NaiveDate>().ok(),
            Self::Month => Month::parse(text).and_then(Month::first_day),
            Self::Text | Self::Choice => None,
        };
        match (day, format) {
            (Some(day), Some(format)) => day.format(format).to_string(),
            _ => text.to_owned(),
        }
    }
}

/// What the dictionary says of one fact.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Its name.
    pub key: FactKey,
    /// How it is kept.
    pub kind: FactKind,
    /// What the wizard calls it.
    pub label: Text,
    /// What other people's tables call it, in either language.
    #[serde(default)]
    pub also: Vec<String>,
    /// One line on how to answer.
    pub hint: Option<Text>,
    /// Masked on screen when asked for, on paper unless asked otherwise, and not for long on the clipboard. What follows from a sensitive
    /// fact is sensitive too: a dictionary that says otherwise does not load.
    #[serde(default)]
    pub sensitive: bool,
    /// Says who the person is: it must be the same on every portal, character by character.
    #[serde(default)]
    pub identity: bool,
    /// Where the answer comes from while the person has not typed one.
    pub derive: Option<Derive>,
}

/// Where an untyped answer comes from. Sources stand earlier in the dictionary.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the pack's own words")]
pub enum Derive {
    /// The date of birth inside an identity number.
    Birth { from: FactKey },
    /// The sex inside an identity number.
    Sex { from: FactKey },
    /// The spelling of a name by GB/T 28039-2011, where people, document and country, if asked for, leave it no other.
    Pinyin {
        from: FactKey,
        ethnic_group: Option<FactKey>,
        document: Option<FactKey>,
        country: Option<FactKey>,
    },
    /// The same as another fact.
    Copy { from: FactKey },
    /// What another fact's answer amounts to; nothing for an answer that is not listed.
    Map { from: FactKey, to: BTreeMap<String, String> },
    /// What a comparison came to: `other` as soon as one of its items is to be corrected, or one of another
    /// comparison differs, whatever is answered; `same` when all of it was compared; nothing until then.
    Compared { comparison: String, same: String, other: String },
    /// What an entry of a code table belongs to: the province of a university, the category of a discipline.
    Parent { from: FactKey, table: String },
    /// The province with which an address begins.
    Province { from: FactKey },
    /// The place of the one row of the history that ends last, unless one studies there.
    LastPlace,
    /// The month it is now.
    ThisMonth,
    /// What nearly everyone answers.
    Usual { value: String },
}

impl Derive {
    /// The fact it reads, if any.
    pub fn reads(&self) -> Option<&FactKey> {
        match self {
            Self::Birth { from }
            | Self::Sex { from }
            | Self::Pinyin { from, .. }
            | Self::Copy { from }
            | Self::Map { from, .. }
            | Self::Parent { from, .. }
            | Self::Province { from } => Some(from),
            Self::Compared { .. } | Self::LastPlace | Self::ThisMonth | Self::Usual { .. } => None,
        }
    }

    /// The fact of which it tells something: whoever sees the one knows of the other. Of two sexes nobody is told apart.
    pub(crate) fn tells(&self) -> Option<&FactKey> {
        self.reads().filter(|_| !matches!(self, Self::Sex { .. }))
    }

    /// The facts it looks at besides, where they are asked for.
    pub fn heeds(&self) -> impl Iterator<Item = &FactKey> {
        let besides = match self {
            Self::Pinyin { ethnic_group, document, country, .. } => {
                [ethnic_group, document, country]
            }
            _ => [&None; 3],
        };
        besides.into_iter().flatten()
    }
}
