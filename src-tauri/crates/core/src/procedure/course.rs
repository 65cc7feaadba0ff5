//! The portal's side of things: what is done there, by when, in which stages, and what cannot be undone.

use beishen_document::Text;
use serde::Deserialize;

use super::calendar::Announced;
use crate::{condition::Condition, fact::FactKey, raw::one_or_more, source::SourceRef};

/// Something the person does at the portal and tells us of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// Unique within the pack.
    pub id: String,
    /// `我已提交注册`
    pub title: Text,
    /// It is the portal's answer, not the person's doing: `审核未通过`.
    #[serde(default)]
    pub answer: bool,
    /// Acts that it takes back: after `审核未通过` the photo counts as not uploaded.
    #[serde(default)]
    pub undoes: Vec<String>,
    /// What is worth writing down with it, such as the reason.
    pub note: Option<Text>,
}

/// A time by which something must be done: counted from an act (`after`, `hours`), or a day the person gives (`on`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Unique within the pack.
    pub id: String,
    /// What must be done.
    pub title: Text,
    /// The act that starts it.
    pub after: Option<String>,
    /// Hours from the act.
    pub hours: Option<u32>,
    /// The fact with the day; it ends with that day.
    pub on: Option<FactKey>,
    /// The acts of which each ends it.
    #[serde(default, deserialize_with = "one_or_more")]
    pub until: Vec<String>,
    /// Who says so, and what others say.
    pub source: SourceRef,
}

/// A stage of the portal's side of things.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Unique within the pack.
    pub id: String,
    /// Its name, in the portal's words.
    pub title: Text,
    /// What happens in it and what the person does.
    pub detail: Text,
    /// The act with which it begins; the first stages have none.
    pub after: Option<String>,
    /// The act with which it is done.
    pub until: Option<String>,
    /// When it concerns the person at all.
    pub relevant: Option<Condition>,
    /// The portal or the school acts, not the person.
    #[serde(default)]
    pub waiting: bool,
    /// The days it usually takes, fewest and most.
    pub days: Option<[u32; 2]>,
    /// What the person takes along, where it is gone through in person.
    #[serde(default)]
    pub bring: Vec<Brought>,
    /// What is looked at and done there.
    #[serde(default)]
    pub there: Vec<There>,
    /// Its days in the portal's year, as they were last announced.
    #[serde(default)]
    pub calendar: Vec<Announced>,
    /// Who says so.
    pub source: SourceRef,
}

/// Something to take along: the original, copies, or both.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brought {
    /// Unique within the stage.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// What to heed.
    pub detail: Option<Text>,
    /// Whether the original is shown.
    #[serde(default)]
    pub original: bool,
    /// How many copies are handed in.
    #[serde(default)]
    pub copies: u8,
    /// When it is asked for.
    pub relevant: Option<Condition>,
    /// Who says so.
    pub source: SourceRef,
}

/// Something that is looked at or done where the person goes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct There {
    /// Unique within the stage.
    pub id: String,
    /// What it is, and how to be ready for it.
    pub text: Text,
    /// When it is.
    pub relevant: Option<Condition>,
    /// Who says so.
    pub source: SourceRef,
}

/// A point of no return.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Irreversible {
    /// Unique within the pack.
    pub id: String,
    /// The `page.field` before which it is shown.
    pub before: String,
    /// What cannot be undone, and what to check first.
    pub text: Text,
    /// Who says so.
    pub source: SourceRef,
}

impl Irreversible {
    /// The tick by which the person says it was looked at.
    pub fn tick(&self) -> String {
        format!("irreversible.{}", self.id)
    }
}
