//! Warnings that the person has looked at and keeps.

use beishen_document::digest::hex;

use crate::{answers::Answers, subject::Subject, value::Values};

/// The value a warning about `subject` is kept for; it no longer is when this changes. What was not typed is in the
/// `values` of the assessment.
pub fn kept_value(
    answers: &Answers,
    subject: &Subject,
    row: Option<usize>,
    values: &Values,
) -> String {
    let value = match subject {
        Subject::Fact(fact) => {
            let typed = answers.facts.get(fact).filter(|it| !it.trim().is_empty());
            typed.cloned().or_else(|| values.get(fact).map(|it| it.text.clone()))
        }
        Subject::History => {
            let spans =
                || answers.history.iter().flat_map(|it| [&*it.from, "-", &*it.to, ";"]).collect();
            let row = row.and_then(|it| answers.history.get(it));
            Some(row.map_or_else(spans, |it| format!("{}|{}|{}", it.from, it.to, it.place)))
        }
        // Two photos may have as many bytes.
        Subject::File(material) => answers
            .materials
            .get(material)
            .map(|it| it.digest.map_or_else(|| it.bytes.to_string(), |it| hex(&it))),
        Subject::Tick(_) => None,
        Subject::Compared(item) => answers
            .comparisons
            .get(item)
            .map(|it| format!("{}|{}|{}", it.verdict.name(), it.shown, it.evidence)),
    };
    value.unwrap_or_default()
}
