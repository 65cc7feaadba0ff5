//! From a read-back to what is kept of it, and whether that still holds.

use std::collections::BTreeMap;

use beishen_core::{
    Answers, Procedure, Values,
    outcome::{Outcome, Verdict},
    procedure::FieldKind,
};
use beishen_document::digest::{Framed, short};
use chrono::NaiveDateTime;

use super::read::{ReadBack, more_id, more_label, row_label};
use crate::items::portal_value;

impl ReadBack {
    /// What is to be kept; nothing if no page was recognised.
    pub fn outcome(
        &self,
        procedure: &Procedure,
        answers: &Answers,
        values: &Values,
        at: NaiveDateTime,
    ) -> Option<Outcome> {
        let fields: BTreeMap<String, Verdict> =
            self.fields.iter().map(|it| (it.id.clone(), it.verdict)).collect();
        let of = digest(&fields, procedure, answers, values);
        Some(Outcome::new(self.page.clone()?, fields, of, at))
    }
}

/// Whether the values are still those it was made with.
pub fn stands(
    outcome: &Outcome,
    procedure: &Procedure,
    answers: &Answers,
    values: &Values,
) -> bool {
    outcome.stands(&digest(&outcome.fields, procedure, answers, values))
}

/// The portal's labels of what came out so, in the portal's order.
pub fn labels(outcome: &Outcome, procedure: &Procedure, verdict: Verdict) -> Vec<String> {
    let is = |id: &str| outcome.fields.get(id) == Some(&verdict);
    let mut labels = Vec::new();
    for (page, field) in procedure.fields() {
        let id = page.id_of(&field.id);
        if is(&id) {
            labels.push(field.portal_label.clone());
        }
        if field.kind == FieldKind::History {
            let rows = (1..=outcome.fields.len()).filter(|n| is(&format!("{id}.{n}")));
            labels.extend(rows.map(|n| row_label(field, n)));
            let more = (1..=outcome.fields.len()).filter(|n| is(&more_id(&id, *n)));
            labels.extend(more.map(|n| more_label(field, n)));
        }
    }
    labels
}

/// Of what the fields should show. Not the values themselves.
fn digest(
    fields: &BTreeMap<String, Verdict>,
    procedure: &Procedure,
    answers: &Answers,
    values: &Values,
) -> String {
    let mut digest = Framed::default();
    let mut add = |name: &str, value: &str| [name, value].map(|it| digest.add(it));
    for (page, field) in procedure.fields() {
        let id = page.id_of(&field.id);
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
    short(&digest.finish())
}
