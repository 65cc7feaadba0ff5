//! What is kept of a read-back: a verdict for each field, when, and of which values. Nothing of the page.

use std::{collections::BTreeMap, fmt::Write};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{ReadBack, Verdict};
use crate::{
    Answers, Procedure, Values,
    document::portal_value,
    procedure::{Field, FieldKind},
};

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
    /// What is to be kept; nothing if no page was recognised.
    pub fn new(
        read: &ReadBack,
        procedure: &Procedure,
        answers: &Answers,
        values: &Values,
        at: NaiveDateTime,
    ) -> Option<Self> {
        let fields: BTreeMap<String, Verdict> =
            read.fields.iter().map(|it| (it.id.clone(), it.verdict)).collect();
        let of = digest(&fields, procedure, answers, values);
        Some(Self { at, page: read.page.clone()?, fields, of })
    }

    /// How many fields came out so.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.fields.values().filter(|it| **it == verdict).count()
    }

    /// Whether the values are still those it was made with.
    pub fn stands(&self, procedure: &Procedure, answers: &Answers, values: &Values) -> bool {
        self.of == digest(&self.fields, procedure, answers, values)
    }

    /// The portal's labels of what came out so, in the portal's order.
    pub fn labels(&self, procedure: &Procedure, verdict: Verdict) -> Vec<String> {
        let is = |id: &str| self.fields.get(id) == Some(&verdict);
        let mut labels = Vec::new();
        for (page, field) in procedure.fields() {
            let id = format!("{}.{}", page.id, field.id);
            if is(&id) {
                labels.push(field.portal_label.clone());
            }
            if field.kind == FieldKind::History {
                let rows = (1..=self.fields.len()).filter(|n| is(&format!("{id}.{n}")));
                labels.extend(rows.map(|n| row_label(field, n)));
            }
        }
        labels
    }
}

/// What a row of the history is called.
pub(super) fn row_label(field: &Field, n: usize) -> String {
    format!("{} 第 {n} 段", field.portal_label)
}

/// Of what the fields should show. Not the values themselves.
fn digest(
    fields: &BTreeMap<String, Verdict>,
    procedure: &Procedure,
    answers: &Answers,
    values: &Values,
) -> String {
    let mut hash = Sha256::new();
    let mut add = |name: &str, value: &str| hash.update([name, "\u{1f}", value, "\u{1f}"].concat());
    for (page, field) in procedure.fields() {
        let id = format!("{}.{}", page.id, field.id);
        if fields.contains_key(&id) {
            add(&id, &portal_value(procedure, field, values));
        }
        if field.kind == FieldKind::History && fields.contains_key(&format!("{id}.1")) {
            for row in &answers.history {
                let parts = [&row.from, &row.to, &row.place, &row.role, &row.witness];
                for part in parts {
                    add(&id, part.trim());
                }
            }
        }
    }
    hash.finalize().iter().take(16).fold(String::new(), |mut text, byte| {
        // Writing to a text does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
