//! What is kept of a read-back: a verdict for each field, when, and of which values. Nothing of the page.

use std::{collections::BTreeMap, fmt::Write};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{ReadBack, Verdict};
use crate::{Procedure, Values, document::portal_value};

/// A read-back that was made. It holds no answer and nothing of the portal's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// When, local time.
    pub at: NaiveDateTime,
    /// The id of the page that was read.
    pub page: String,
    /// What came of each field, by `page.field`.
    pub fields: BTreeMap<String, Verdict>,
    /// A digest of the values it was made with.
    of: String,
}

impl Outcome {
    /// What is to be kept; nothing if no page was recognised.
    pub fn new(
        read: &ReadBack,
        procedure: &Procedure,
        values: &Values,
        at: NaiveDateTime,
    ) -> Option<Self> {
        let fields: BTreeMap<String, Verdict> =
            read.fields.iter().map(|it| (it.id.clone(), it.verdict)).collect();
        let of = digest(&fields, procedure, values);
        Some(Self { at, page: read.page.clone()?, fields, of })
    }

    /// How many fields came out so.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.fields.values().filter(|it| **it == verdict).count()
    }

    /// Whether the values are still those it was made with.
    pub fn stands(&self, procedure: &Procedure, values: &Values) -> bool {
        self.of == digest(&self.fields, procedure, values)
    }

    /// The portal's labels of the fields that came out so, in the portal's order.
    pub fn labels<'a>(
        &'a self,
        procedure: &'a Procedure,
        verdict: Verdict,
    ) -> impl Iterator<Item = &'a str> {
        procedure
            .fields()
            .filter(move |(page, field)| {
                self.fields.get(&format!("{}.{}", page.id, field.id)) == Some(&verdict)
            })
            .map(|(_, field)| field.portal_label.as_str())
    }
}

/// Of what the fields should show. Not the values themselves.
fn digest(fields: &BTreeMap<String, Verdict>, procedure: &Procedure, values: &Values) -> String {
    let mut hash = Sha256::new();
    for (page, field) in procedure.fields() {
        let id = format!("{}.{}", page.id, field.id);
        if fields.contains_key(&id) {
            hash.update(
                [id.as_str(), "\u{1f}", &portal_value(procedure, field, values), "\u{1f}"].concat(),
            );
        }
    }
    hash.finalize().iter().take(16).fold(String::new(), |mut text, byte| {
        // Writing to a text does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
