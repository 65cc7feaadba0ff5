//! What came of looking at the answers.

use beishen_document::{Locale, Text};
use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};

use crate::{answers::HistoryRow, source::Citation, subject::Subject};

/// Something to change, to look at again, or to know.
#[derive(Clone, PartialEq)]
pub struct Finding {
    /// The rule that found it; `required` and `option` are built in.
    pub rule: String,
    /// Which of the rule's reasons.
    pub reason: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// What it is about.
    pub subject: Subject,
    /// The history row it is about, counted from 0.
    pub row: Option<usize>,
    /// What is wrong and what to do.
    pub message: Text,
    /// Repairs on offer, the likeliest first. None is ever applied by itself.
    pub fixes: Vec<Fix>,
    /// Who says so.
    pub source: Citation,
    /// The person has looked at it and keeps the value (warnings only).
    pub kept: bool,
}

/// How sure and how serious a problem is. Ordered: the most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Certainly wrong: the portal or the office will refuse it.
    Error,
    /// Doubtful: the person may keep it.
    Warning,
    /// Worth knowing; changes no verdict.
    Hint,
}

/// A repair.
#[derive(Clone, PartialEq)]
pub struct Fix {
    /// The words on its button.
    pub label: Text,
    /// What it does.
    pub change: Change,
}

/// What a repair changes.
#[derive(Clone, PartialEq, Eq)]
pub enum Change {
    /// The fact's answer becomes this.
    Set(String),
    /// The history becomes this.
    History(Vec<HistoryRow>),
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Set(value) => serializer.serialize_str(value),
            Self::History(rows) => rows.serialize(serializer),
        }
    }
}

impl Fix {
    /// The fact becomes `value`. The rule's words, or plain ones, go on the button.
    pub(crate) fn set(value: impl Into<String>) -> Self {
        Self { label: Text::default(), change: Change::Set(value.into()) }
    }
}

impl Finding {
    /// Whether it keeps the draft from being ready.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Whether it says that something asked for is not given yet: an error, but nothing that is there is wrong.
    pub fn is_missing(&self) -> bool {
        self.is_error() && self.reason == "missing"
    }

    /// Whether what is there is wrong.
    pub fn is_wrong(&self) -> bool {
        self.is_error() && !self.is_missing()
    }

    /// Whether it asks to be looked at still.
    pub fn is_open_warning(&self) -> bool {
        self.severity == Severity::Warning && !self.kept
    }

    /// In one language, as JSON shows it.
    pub fn to(&self, locale: Locale) -> impl Serialize + '_ {
        FindingIn { finding: self, locale }
    }
}

struct FindingIn<'a> {
    finding: &'a Finding,
    locale: Locale,
}

impl Serialize for FindingIn<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { finding, locale } = *self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rule", &finding.rule)?;
        map.serialize_entry("reason", finding.reason)?;
        map.serialize_entry("severity", &finding.severity)?;
        map.serialize_entry("fact", &finding.subject)?;
        if let Some(row) = finding.row {
            map.serialize_entry("row", &row)?;
        }
        map.serialize_entry("message", finding.message.get(locale))?;
        // Of several only the person can say which is right.
        let fixes: Vec<_> = finding.fixes.iter().map(|it| &it.change).collect();
        map.serialize_entry("fix", &fixes.first().filter(|_| fixes.len() == 1))?;
        if fixes.len() > 1 {
            map.serialize_entry("fixes", &fixes)?;
        }
        map.serialize_entry("source", &finding.source.to(locale))?;
        map.end()
    }
}
