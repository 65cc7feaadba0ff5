//! No false alarm: in drafts with nothing wrong in them, nothing is found beyond hints.

use std::collections::BTreeSet;

use beishen_core::{Answers, Severity};
use beishen_document::Locale;
use beishen_reference::Table;
use beishen_tests::{
    PACKS, Pack, assess,
    clean::{checked, draft},
    now, pack, severity_name,
};
use chrono::Datelike;

/// Drafts of each procedure.
const MANY: u64 = 120;

/// What may be said of a draft in which all is well: worth a look, and nothing to put right.
const HINTS: [&str; 6] = [
    "file/picture",
    "history/no_witness",
    "id18/region_abolished",
    "id18/region_not_yet",
    "id18/residence_permit",
    "name-pinyin/polyphone",
];

/// What is found in a draft, other than warnings the person has looked at and keeps.
fn found(pack: &Pack, answers: &Answers) -> Vec<(Severity, String)> {
    let findings = assess(&pack.procedure, answers, now()).findings.into_iter();
    let open = findings.filter(|it| !it.kept);
    open.map(|it| {
        let line =
            format!("{}/{} {} {}", it.rule, it.reason, severity_name(it.severity), it.subject);
        (it.severity, format!("{line}: {}", it.message.get(Locale::Zh)))
    })
    .collect()
}

#[test]
fn nothing_is_found_in_a_clean_draft() {
    let (mut alarms, mut hints) = (Vec::new(), BTreeSet::new());
    let mut kinds = BTreeSet::new();
    for id in PACKS {
        let pack = pack(id);
        for number in 0..MANY {
            let (person, answers) = draft(&pack, number);
            let dots = person.name.contains('·');
            let leap = (person.birth.month(), person.birth.day()) == (2, 29);
            kinds.extend([
                format!("{id} {:?}", person.card),
                format!("{id} {} characters, dot {dots}", person.name.chars().count().min(5)),
                format!("{id} leap day {leap}"),
                format!("{id} kept {}", !answers.kept.is_empty()),
            ]);
            for (severity, said) in found(&pack, &answers) {
                if severity == Severity::Hint {
                    hints.insert(said.split(' ').next().unwrap_or_default().to_owned());
                } else {
                    alarms.push(format!("{id} {number}, {:?}: {said}", person.card));
                }
            }
        }
    }
    assert!(alarms.is_empty(), "{} false alarms\n{}", alarms.len(), alarms.join("\n"));
    // Eight documents, five lengths of names and one with a dot, leap days and others; what differs, in the two that compare.
    assert_eq!(kinds.len(), 4 * (8 + 5 + 2 + 1) + 2, "{kinds:#?}");
    hints.retain(|it| !HINTS.contains(&it.as_str()));
    assert!(hints.is_empty(), "hints of another kind: {hints:?}");
}

/// Every entry of the tables, each in the place it belongs to, chosen as the list has it.
#[test]
fn nothing_is_found_about_an_entry_of_a_list() {
    let mut alarms = Vec::new();
    for (id, table, fact, within) in [
        ("tdxl", Table::Institutions, "degree.institution", "degree.province"),
        ("tdxl", Table::Disciplines2022, "degree.discipline", "degree.category"),
        ("tdxl", Table::EthnicGroups, "person.ethnic_group", ""),
        ("tdxl", Table::PoliticalStatus, "person.political_status", ""),
        ("image-check", Table::Cities, "person.home_city", "person.home_province"),
        ("image-check", Table::Institutions, "study.institution", ""),
    ] {
        let pack = pack(id);
        for entry in table.entries() {
            let mut answers = pack.perfect.clone();
            answers.facts.insert(fact.into(), entry.name.to_owned());
            // Where a people may do without surnames, the spelling is asked for.
            answers.facts.insert("person.name_pinyin".into(), "ZHANG SAN".to_owned());
            if !within.is_empty() {
                answers.facts.insert(within.into(), entry.parent_name.to_owned());
            }
            // Some confer no other than a professional degree, and medicine takes one where it is conferred: 中医学 that of 中医.
            if table == Table::Disciplines2022 {
                let mut same = table.entries().iter().filter(|it| it.name == entry.name);
                let professional = same.any(|it| it.detail == "专业学位") || entry.name == "中医学";
                let kind = if professional { "专业学位" } else { "学术型学位" };
                answers.facts.insert("degree.type".into(), kind.to_owned());
            }
            let found = found(&pack, &answers).into_iter();
            alarms.extend(found.map(|(_, said)| format!("{id} {}: {said}", entry.name)));
        }
    }
    assert!(alarms.is_empty(), "{} false alarms\n{}", alarms.len(), alarms.join("\n"));
}

/// A right number may end in 000, as a spreadsheet would write it; the check digit tells them apart.
#[test]
fn a_right_number_may_look_like_a_spreadsheet_s() {
    let (pack, mut tried) = (pack("tdxl"), 0);
    for day in 1..=28 {
        let number = checked(&format!("110105198402{day:02}100"));
        tried += i32::from(number.ends_with("000"));
        let mut answers = pack.perfect.clone();
        answers.facts.insert("person.id_number".into(), number);
        answers.facts.insert("person.birth_date".into(), String::new());
        answers.facts.insert("person.sex".into(), String::new());
        assert_eq!(found(&pack, &answers), [], "{day}");
    }
    assert!(tried > 0);
}
