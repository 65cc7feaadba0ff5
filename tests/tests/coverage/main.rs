//! Every requirement of the portal's manual is answered by something in the pack that a person sees, or the table says why not.
//!
//! A row of `assets/procedures/*.coverage.tsv` names the parts of the pack that answer its requirement. Each of them is to be
//! seen in its place ([`seen`]), in some draft, and so are the words of the column `seen`, parted by `|`. A row without words
//! has a box or a compared item, and is seen by the portal's own label of it.

mod seen;

use std::collections::BTreeSet;

use beishen_core::procedure::FieldKind;
use beishen_tests::{asset, pack};

use seen::Seen;

/// Each manual was taken apart into so many requirements, TD-001 to TD-121 and so on.
const MANUALS: [(&str, &str, usize); 4] = [
    ("tdxl", "TD", 121),
    ("chsi-account", "XD", 76),
    ("hunnu-bachelor", "XW", 71),
    ("image-check", "TX", 59),
];

/// A line of a table.
struct Row {
    requirement: String,
    /// `field:register.name`; none for what is declared not to be answered.
    parts: Vec<String>,
    words: Vec<String>,
    note: String,
}

fn rows(id: &str) -> Vec<Row> {
    let table = asset(&format!("procedures/{id}.coverage.tsv"));
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("requirement\tcovered_by\tseen\tnote"), "{id}");
    let several = |text: &str, by| text.split(by).map(str::to_owned).collect();
    let row = |line: &str| {
        let [requirement, parts, words, note] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}: 4 columns")
        };
        Row {
            requirement: requirement.to_owned(),
            parts: if parts == "-" { Vec::new() } else { several(parts, ' ') },
            words: if words.is_empty() { Vec::new() } else { several(words, '|') },
            note: note.to_owned(),
        }
    };
    lines.map(row).collect()
}

#[test]
fn every_requirement_is_seen() {
    let mut unseen = Vec::new();
    for (id, letters, requirements) in MANUALS {
        let (seen, rows) = (Seen::of(id), rows(id));
        assert_eq!(rows.len(), requirements, "{id}");
        for (at, row) in rows.iter().enumerate() {
            assert_eq!(row.requirement, format!("{letters}-{:03}", at + 1));
            assert!(!row.note.trim().is_empty(), "{}: what is it?", row.requirement);
            let missed = missed(&seen, row).into_iter();
            unseen.extend(missed.map(|it| format!("{}: {it}", row.requirement)));
        }
    }
    assert!(unseen.is_empty(), "{}", unseen.join("\n"));
}

/// What a row says and nobody sees.
fn missed(seen: &Seen, row: &Row) -> Vec<String> {
    let (mut missed, mut text) = (Vec::new(), String::new());
    for part in &row.parts {
        match seen.text(part) {
            Some(it) => text.extend([&it, "\n"]),
            None => missed.push(format!("{part} is nowhere to be seen")),
        }
    }
    let labelled =
        |it: &String| it.starts_with("field:") || it.starts_with("comparison:") && it.contains('.');
    if row.words.is_empty() && !row.parts.is_empty() && !row.parts.iter().any(labelled) {
        missed.push("which words are seen?".to_owned());
    }
    let absent = row.words.iter().filter(|it| !text.contains(*it));
    missed.extend(absent.map(|it| format!("“{it}” does not stand in\n{text}")));
    missed
}

/// A box that a person fills in and no requirement speaks of would be an invention.
#[test]
fn every_box_goes_back_to_a_requirement() {
    for (id, ..) in MANUALS {
        let procedure = pack(id).procedure;
        let named: BTreeSet<String> = rows(id).into_iter().flat_map(|it| it.parts).collect();
        for (page, field) in procedure
            .fields()
            .filter(|(_, it)| it.kind != FieldKind::System && it.kind != FieldKind::Do)
        {
            let part = format!("field:{}.{}", page.id, field.id);
            assert!(named.contains(&part), "{id}: {part}");
        }
    }
}
