//! Every requirement of the portal's manual is answered by something in the pack, or says why not.

use std::collections::BTreeSet;

use beishen_core::{Procedure, procedure::FieldKind};
use beishen_tests::{asset, pack};

/// The manual was taken apart into this many requirements, TD-001 to TD-121.
const REQUIREMENTS: usize = 121;

#[test]
fn every_requirement_is_answered_by_what_there_is() {
    let elements = elements(&pack("tdxl").procedure);
    let table = asset("procedures/tdxl.coverage.tsv");
    let mut rows = table.lines();
    assert_eq!(rows.next(), Some("requirement\tcovered_by\tnote"));
    let mut count = 0;
    for (at, row) in rows.enumerate() {
        let [requirement, covered_by, note] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row}: 3 columns")
        };
        assert_eq!(requirement, format!("TD-{:03}", at + 1));
        assert!(!note.trim().is_empty(), "{requirement}: what is it?");
        assert!(!covered_by.is_empty(), "{requirement}: nothing answers it");
        for element in covered_by.split(' ').filter(|_| covered_by != "-") {
            assert!(elements.contains(element), "{requirement}: there is no {element}");
        }
        count += 1;
    }
    assert_eq!(count, REQUIREMENTS);
}

/// A box that a person fills in and no requirement speaks of would be an invention.
#[test]
fn every_box_goes_back_to_a_requirement() {
    let procedure = pack("tdxl").procedure;
    let table = asset("procedures/tdxl.coverage.tsv");
    let named: BTreeSet<&str> = table.lines().flat_map(|it| it.split(['\t', ' '])).collect();
    for (page, field) in procedure
        .fields()
        .filter(|(_, it)| it.kind != FieldKind::System && it.kind != FieldKind::Do)
    {
        let element = format!("field:{}.{}", page.id, field.id);
        assert!(named.contains(element.as_str()), "{element}");
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
        of("profile", profiles.map(|it| it.id.as_str()).collect()),
    ]
    .into_iter()
    .flatten()
    .collect()
}
