//! What a check has found, before a rule gives it words.

use beishen_document::Text;

use crate::{finding::Fix, reading::Reason, subject::Subject};

/// Something a check has found; the rule gives it words.
pub(crate) struct Found {
    /// What is to change.
    pub(crate) subject: Subject,
    /// The history row, when it is about one.
    pub(crate) row: Option<usize>,
    /// Which of the check's reasons.
    pub(crate) reason: &'static Reason,
    /// The parameters of its words that every language writes alike.
    pub(crate) params: Vec<(&'static str, String)>,
    /// Those that each language has its own word for.
    pub(crate) spoken: Vec<(&'static str, Text)>,
    /// Repairs on offer. A label left empty takes the rule's words or `改为 …`.
    pub(crate) fixes: Vec<Fix>,
}

impl Found {
    pub(crate) fn new(
        subject: impl Into<Subject>,
        reason: &'static Reason,
        params: Vec<(&'static str, String)>,
    ) -> Self {
        Self {
            subject: subject.into(),
            row: None,
            reason,
            params,
            spoken: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// The same with a parameter that each language has its own word for.
    pub(crate) fn saying(mut self, name: &'static str, word: Text) -> Self {
        self.spoken.push((name, word));
        self
    }
}
