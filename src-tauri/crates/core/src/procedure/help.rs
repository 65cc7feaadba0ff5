//! What people ask, and letters to the portal's service.

use beishen_document::Text;
use serde::Deserialize;

use crate::{condition::Condition, source::SourceRef};

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpCard {
    /// Unique within the pack.
    pub id: String,
    /// The question.
    pub title: Text,
    /// The portal's own words and messages that it answers.
    #[serde(default)]
    pub says: Vec<String>,
    /// What to do.
    pub text: Text,
    /// What to do in each case, when it depends.
    #[serde(default)]
    pub cases: Vec<HelpCase>,
    /// Who says so.
    pub source: SourceRef,
}

/// One branch of a [`HelpCard`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpCase {
    /// In which case.
    pub when: Text,
    /// What to do then.
    pub then: Text,
}

/// A letter to the portal's service that the person sends. It is read by a Chinese office and stays Chinese.
///
/// In `subject` and `body`, `{person.name}` stands for an answer, `{changes}` for what differs in the comparison. A line of
/// the body with `{contact.email?}` is left out when there is no such answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// Unique within the pack.
    pub id: String,
    /// What it is for.
    pub title: Text,
    /// When it is needed.
    pub relevant: Option<Condition>,
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text, line by line.
    pub body: String,
    /// What to enclose.
    pub material: Option<String>,
    /// Who says so.
    pub source: SourceRef,
}
