//! What counts as done, by the log: an act stands until a later one takes it back.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::{answers::LogEntry, procedure::Procedure};

/// The acts that stand, with the time of the latest entry of each.
pub(super) fn standing(procedure: &Procedure, log: &[LogEntry]) -> BTreeMap<String, NaiveDateTime> {
    let mut entries: Vec<&LogEntry> = log.iter().collect();
    entries.sort_by_key(|it| it.at);
    let mut standing = BTreeMap::new();
    for entry in entries {
        let act = procedure.acts().iter().find(|it| it.id == entry.act);
        for undone in act.iter().flat_map(|it| &it.undoes) {
            standing.remove(undone);
        }
        standing.insert(entry.act.clone(), entry.at);
    }
    standing
}
