//! Every requirement of the portal's manual is answered by something in the pack, or says why not.

use std::collections::BTreeSet;

use beishen_core::{Procedure, procedure::FieldKind};
use beishen_tests::{asset, pack};

/// Each manual was taken apart into so many requirements, TD-001 to TD-121 and so on.
const MANUALS: [(&str, &str, usize); 4] = [
    ("tdxl", "TD", 121),
    ("chsi-account", "XD", 76),
    ("hunnu-bachelor", "XW", 71),
    ("image-check", "TX", 59),
];

#[test]
fn every_requirement_is_answered_by_what_there_is() {
    for (id, letters, requirements) in MANUALS {
        every_requirement_of(id, letters, requirements);
    }
}

fn every_requirement_of(id: &str, letters: &str, requirements: usize) {
    let elements = elements(&pack(id).procedure);
    let table = asset(&format!("procedures/{id}.coverage.tsv"));
    let mut rows = table.lines();
    assert_eq!(rows.next(), Some("requirement\tcovered_by\tnote"));
    let mut count = 0;
    for (at, row) in rows.enumerate() {
        let [requirement, covered_by, note] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row}: 3 columns")
        };
        assert_eq!(requirement, format!("{letters}-{:03}", at + 1));
        assert!(!note.trim().is_empty(), "{requirement}: what is it?");
        assert!(!covered_by.is_empty(), "{requirement}: nothing answers it");
        for element in covered_by.split(' ').filter(|_| covered_by != "-") {
            assert!(elements.contains(element), "{requirement}: there is no {element}");
        }
        count += 1;
    }
    assert_eq!(count, requirements, "{id}");
}

/// A box that a person fills in and no requirement speaks of would be an invention.
#[test]
fn every_box_goes_back_to_a_requirement() {
    for (id, ..) in MANUALS {
        let procedure = pack(id).procedure;
        let table = asset(&format!("procedures/{id}.coverage.tsv"));
        let named: BTreeSet<&str> = table.lines().flat_map(|it| it.split(['\t', ' '])).collect();
        for (page, field) in procedure
            .fields()
            .filter(|(_, it)| it.kind != FieldKind::System && it.kind != FieldKind::Do)
        {
            let element = format!("field:{}.{}", page.id, field.id);
            assert!(named.contains(element.as_str()), "{id}: {element}");
        }
    }
}

/// Everything a row may name, by kind.
fn elements(procedure: &Procedure) -> BTreeSet<String> {
    let of = |kind: &'static str, ids: Vec<&str>| {
        ids.into_iter().map(move |id| format!("{kind}:{id}")).collect::<Vec<_>>()
    };
    let materials = procedure.materials();
    let profiles = materials.iter().filter_map(|it| procedure.profile(&it.id));
    [
        of("page", procedure.pages().iter().map(|it| it.id.as_str()).collect()),
        procedure.fields().map(|(page, field)| format!("field:{}.{}", page.id, field.id)).collect(),
        of("rule", procedure.rules().iter().map(|it| it.id.as_str()).collect()),
        of("help", procedure.help().iter().map(|it| it.id.as_str()).collect()),
        of("stage", procedure.stages().iter().map(|it| it.id.as_str()).collect()),
        of("deadline", procedure.deadlines().iter().map(|it| it.id.as_str()).collect()),
        of("irreversible", procedure.irreversible().iter().map(|it| it.id.as_str()).collect()),
        of("material", materials.iter().map(|it| it.id.as_str()).collect()),
        of("tick", materials.iter().flat_map(|it| &it.ticks).map(|it| it.id.as_str()).collect()),
        of("mail", procedure.mails().iter().map(|it| it.id.as_str()).collect()),
        of("act", procedure.acts().iter().map(|it| it.id.as_str()).collect()),
        of("step", procedure.steps().iter().map(|it| it.id.as_str()).collect()),
        of("comparison", procedure.comparisons().iter().map(|it| it.id.as_str()).collect()),
        procedure
            .comparisons()
            .iter()
            .flat_map(|it| it.items.iter().map(|item| format!("comparison:{}", it.key(item))))
            .collect(),
        procedure
            .steps()
            .iter()
            .flat_map(|it| &it.asks)
            .map(|it| format!("fact:{}", it.fact().as_str()))
            .collect(),
        of("profile", profiles.map(|it| it.id.as_str()).collect()),
    ]
    .into_iter()
    .flatten()
    .collect()
}
