//! What of a pack is not understood, entry by entry: one that is wrong hides none of the others.

use ::toml::{Table, Value};
use serde::de::DeserializeOwned;

use super::{
    course::{Act, Deadline, Irreversible, Stage},
    error::PackError,
    help::{HelpCard, Mail},
    materials::Requirement,
    pages::{Field, Page},
    steps::{Comparison, Step},
    toml::understand,
};
use crate::{fact::Fact, profile::Profile, rule::Rule, source::Source};

type Read = fn(&str, Table) -> Option<PackError>;

/// The lists of a pack, and what an entry of each is.
const LISTS: [(&str, Read); 12] = [
    ("facts", read::<Fact>),
    ("steps", read::<Step>),
    ("rules", read::<Rule>),
    ("comparisons", read::<Comparison>),
    ("materials", read::<Requirement>),
    ("profiles", read::<Profile>),
    ("acts", read::<Act>),
    ("deadlines", read::<Deadline>),
    ("stages", read::<Stage>),
    ("irreversible", read::<Irreversible>),
    ("help", read::<HelpCard>),
    ("mails", read::<Mail>),
];

/// Faults that are told at once.
const MOST: usize = 50;

fn read<T: DeserializeOwned>(file: &str, entry: Table) -> Option<PackError> {
    understand::<T>(file, entry).err()
}

/// What the entries of a pack's lists have, each read for itself, and `first`, by which the whole was not understood.
pub(super) fn faults(file: &str, pack: &Table, first: PackError) -> Vec<PackError> {
    let mut found = Vec::new();
    let mut note = |here: String, error: Option<PackError>| {
        found.extend(error.map(|error| {
            let key = match error.key.as_str() {
                "." => here,
                key => format!("{here}.{key}"),
            };
            PackError { key, ..error }
        }));
    };
    for (id, source) in pack.get("sources").and_then(Value::as_table).into_iter().flatten() {
        let source = source.as_table().cloned().unwrap_or_default();
        note(format!("sources.{id}"), read::<Source>(file, source));
    }
    for (here, mut page) in entries(pack, "pages") {
        for (within, field) in entries(&page, "fields") {
            note(format!("{here}.{within}"), read::<Field>(file, field));
        }
        page.insert("fields".to_owned(), Value::Array(Vec::new()));
        note(here, read::<Page>(file, page));
    }
    for (list, read) in LISTS {
        for (here, entry) in entries(pack, list) {
            note(here, read(file, entry));
        }
    }
    if !found.iter().any(|it| it.key == first.key) {
        found.insert(0, first);
    }
    found.truncate(MOST);
    found
}

/// The entries of a list that are tables, each with its place.
fn entries(within: &Table, list: &str) -> Vec<(String, Table)> {
    let all = within.get(list).and_then(Value::as_array).into_iter().flatten().enumerate();
    all.filter_map(|(at, it)| Some((format!("{list}[{at}]"), it.as_table()?.clone()))).collect()
}
