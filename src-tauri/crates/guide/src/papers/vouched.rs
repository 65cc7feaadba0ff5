//! What a signature stands under.

use beishen_core::{Answers, Assessment, Procedure};
use beishen_document::digest::{Framed, short};

/// A digest of everything a person vouches for: what is answered, confirmed, compared and handed in, and the words above the signature.
/// Not of the time, the language or what was found.
pub fn vouched(procedure: &Procedure, answers: &Answers, assessment: &Assessment) -> String {
    let mut digest = Framed::default();
    let mut add = |text: &str| digest.add(text);
    add(procedure.id());
    add(&procedure.pledge().zh);
    add(&procedure.pledge().en);
    for key in &assessment.relevant {
        add(key.as_str());
        add(assessment.values.get(key).map_or("", |it| &it.text));
    }
    for row in &answers.history {
        for text in [&row.from, &row.to, &row.place, &row.role, &row.witness] {
            add(text);
        }
    }
    for (item, it) in &answers.comparisons {
        for text in [item, it.verdict.name(), &it.shown, &it.evidence] {
            add(text);
        }
    }
    for material in assessment.asked(procedure) {
        let file = answers.materials.get(&material.id);
        add(&material.id);
        add(&file.and_then(|it| serde_json::to_string(it).ok()).unwrap_or_default());
        for tick in &material.ticks {
            add(if answers.ticks.get(&tick.id) == Some(&true) { "x" } else { "" });
        }
    }
    short(&digest.finish())
}
