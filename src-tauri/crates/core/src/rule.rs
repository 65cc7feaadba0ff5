//! A check bound to facts, with its words and its source.

use std::collections::BTreeMap;

use beishen_document::Text;
use serde::Deserialize;

use crate::{check::Check, condition::Condition, finding::Severity, source::SourceRef};

/// What is checked, when, in which words it speaks, and who says so.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Unique within dictionary and procedure together.
    pub id: String,
    /// What is looked at.
    pub check: Check,
    /// When it applies; always, if not given.
    pub when: Option<Condition>,
    /// The words for every reason of the check.
    pub reasons: BTreeMap<String, Words>,
    /// Who says so.
    pub source: SourceRef,
}

/// What is said for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "RawWords")]
pub struct Words {
    /// Overrides the reason's own severity.
    pub severity: Option<Severity>,
    /// The message; `{name}` stands for a parameter.
    pub message: Text,
    /// The button of the repair, when the check offers one; `改为 …` if not given.
    pub fix: Option<Text>,
    /// Who says so, where it is somebody else than the rule's source.
    pub source: Option<SourceRef>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWords {
    severity: Option<Severity>,
    zh: String,
    en: String,
    fix: Option<Text>,
    source: Option<SourceRef>,
}

impl TryFrom<RawWords> for Words {
    type Error = &'static str;

    fn try_from(raw: RawWords) -> Result<Self, Self::Error> {
        let message = Text::new(raw.zh, raw.en).complete()?;
        Ok(Self { severity: raw.severity, message, fix: raw.fix, source: raw.source })
    }
}

/// The names in braces that a message uses.
pub(crate) fn params(message: &str) -> impl Iterator<Item = &str> {
    message.split('{').skip(1).filter_map(|it| it.split_once('}').map(|(name, _)| name))
}
