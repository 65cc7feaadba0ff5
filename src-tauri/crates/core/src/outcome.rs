//! What is kept of a read-back: a verdict for each field, when, and of which values. Nothing of the page.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// A read-back that was made. It holds no answer and nothing of the portal's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// When, local time.
    pub at: NaiveDateTime,
    /// The id of the page that was read.
    pub page: String,
    /// What came of each field, by `page.field`, and of each row of the history, by `page.field.1`.
    pub fields: BTreeMap<String, Verdict>,
    /// A digest of the values it was made with.
    of: String,
}

impl Outcome {
    /// What came of a page; `of` is a digest of the values it was held against.
    pub fn new(
        page: String,
        fields: BTreeMap<String, Verdict>,
        of: String,
        at: NaiveDateTime,
    ) -> Self {
        Self { at, page, fields, of }
    }

    /// How many fields came out so.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.fields.values().filter(|it| **it == verdict).count()
    }

    /// Whether it was made with the values of that digest.
    pub fn stands(&self, of: &str) -> bool {
        self.of == of
    }
}

/// Whether the portal shows what was to be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 一致.
    Same,
    /// 不一致.
    Differs,
    /// 没找到.
    NotFound,
}
