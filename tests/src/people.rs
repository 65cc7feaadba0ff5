//! People written down by hand, one facts file each: what they would type, in any of the procedures.

use std::{collections::BTreeMap, fs};

use beishen_core::{Agreement, Answers, Compared, FactsFile, Known, Procedure};
use beishen_document::Locale;

use crate::{PACKS, assess, here, judged, now, pack, perfect_photo, read};

/// The people of `fixtures/people` by the names of their files, with facts and history.
pub fn people() -> BTreeMap<String, Answers> {
    let mut known = Known::default();
    for id in PACKS {
        known.add(&pack(id).procedure);
    }
    let folder = here("fixtures/people");
    let files = fs::read_dir(&folder).unwrap_or_else(|it| panic!("{}: {it}", folder.display()));
    let names = files.filter_map(|it| it.ok()?.file_name().into_string().ok());
    let person = |name: &str| {
        let file = FactsFile::parse(&read(&format!("fixtures/people/{name}.json")), &known);
        file.unwrap_or_else(|it| panic!("{name}: {}", it.message(Locale::En))).0
    };
    names
        .filter_map(|it| it.strip_suffix(".json").map(str::to_owned))
        .map(|it| (it.clone(), person(&it)))
        .collect()
}

/// What the procedure wants beside facts and history: every paper as it should be and its ticks, and every item of a
/// comparison the same.
pub fn in_order(procedure: &Procedure, person: &Answers) -> Answers {
    let mut answers = person.clone();
    let asked = assess(procedure, &answers, now());
    let materials = procedure.materials().iter();
    for material in materials.filter(|it| it.required && asked.materials.contains(&it.id)) {
        let file = perfect_photo(procedure, &material.id);
        answers.materials.insert(material.id.clone(), file);
        answers.ticks.extend(material.ticks.iter().map(|it| (it.id.clone(), true)));
    }
    let comparisons = procedure.comparisons().iter();
    for comparison in comparisons.filter(|it| asked.comparisons.contains(&it.id)) {
        for item in comparison.items.iter().filter(|it| !it.optional) {
            let (shown, evidence) = (String::new(), String::new());
            let same = Compared { verdict: Agreement::Same, shown, evidence };
            answers.comparisons.insert(comparison.key(item), same);
        }
    }
    judged(procedure, &answers)
}
