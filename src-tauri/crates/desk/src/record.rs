//! Between what the vault keeps (texts) and what core knows (answers).

use beishen_core::{Answers, FactKey, HistoryRow, Kept, LogEntry, Subject};
use beishen_store::{Act, Values};

use crate::{contract::SideView, note};

/// How a sample is told from a person.
pub(crate) const SAMPLE: &str = "sample";
pub(crate) const NAME: &str = "person.name";
pub(crate) const ID_NUMBER: &str = "person.id_number";

/// The answers of a draft. What cannot be read any more counts as not given.
pub(crate) fn answers(values: &Values) -> Answers {
    Answers {
        facts: values
            .answers
            .iter()
            .map(|(key, it)| (FactKey::from(key.as_str()), it.text.clone()))
            .collect(),
        history: values.history.as_ref().map(|it| history_of(&it.text)).unwrap_or_default(),
        ticks: values.ticks.keys().map(|it| (it.clone(), true)).collect(),
        ticked_on: values.ticks.iter().map(|(key, at)| (key.clone(), at.date())).collect(),
        log: values.acts.iter().map(|(key, it)| entry(key, it)).collect(),
        comparisons: values
            .comparisons
            .iter()
            .filter_map(|(key, text)| Some((key.clone(), serde_json::from_str(text).ok()?)))
            .collect(),
        read_back: values.read_back.as_deref().and_then(|it| serde_json::from_str(it).ok()),
        signature: values.signature.as_deref().and_then(|it| serde_json::from_str(it).ok()),
        elsewhere: Vec::new(),
        materials: values
            .attachments
            .iter()
            .filter(|(slot, _)| side_of(slot).is_none())
            .filter_map(|(slot, it)| Some((slot.clone(), note::measured(&it.note)?)))
            .collect(),
        kept: values
            .acknowledged
            .iter()
            .map(|it| Kept {
                rule: it.rule.clone(),
                reason: it.reason.clone(),
                subject: Subject::from(it.fact.as_str()),
                value: it.value.clone(),
            })
            .collect(),
    }
}

/// The act that a line of the log is about: the first line of an act has its name for a key, later ones a number behind it.
pub(crate) fn act_of(key: &str) -> &str {
    key.split_once('#').map_or(key, |it| it.0)
}

fn entry(key: &str, act: &Act) -> LogEntry {
    LogEntry { act: act_of(key).to_owned(), at: act.at, note: act.note.clone() }
}

/// The history as the vault keeps it.
pub(crate) fn history_text(rows: &[HistoryRow]) -> Option<String> {
    if rows.is_empty() { None } else { serde_json::to_string(rows).ok() }
}

fn history_of(text: &str) -> Vec<HistoryRow> {
    let rows: Vec<HistoryRow> = serde_json::from_str(text).unwrap_or_default();
    rows.into_iter().map(HistoryRow::as_wanted).collect()
}

/// Where a side of a card lies: beside its material, whose id has no dot.
pub(crate) fn side(material: &str, side: SideView) -> String {
    match side {
        SideView::Front => format!("{material}.front"),
        SideView::Back => format!("{material}.back"),
    }
}

/// The material that a side of a card belongs to.
pub(crate) fn side_of(slot: &str) -> Option<(&str, SideView)> {
    match slot.split_once('.')? {
        (material, "front") => Some((material, SideView::Front)),
        (material, "back") => Some((material, SideView::Back)),
        _ => None,
    }
}

/// The name as it was answered, for the list.
pub(crate) fn answered_name(answers: &Answers) -> String {
    answers.facts.get(&FactKey::from(NAME)).map(|it| it.trim().to_owned()).unwrap_or_default()
}
