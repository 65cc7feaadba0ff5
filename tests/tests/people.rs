//! People of many kinds, by hand, in every procedure: nothing is found beyond what `shows.tsv` lists, the draft is ready,
//! and their papers show their own name, spelling, telephone and document.

use std::collections::{BTreeMap, BTreeSet};

use beishen_core::{Answers, Assessment, Kept, StepStatus, kept_value};
use beishen_document::{Block, Document, Item, Locale};
use beishen_guide::papers;
use beishen_tests::{PACKS, Pack, assess, in_order, now, pack, people, severity_name};

/// A line of `shows.tsv`.
struct Row {
    person: &'static str,
    procedure: &'static str,
    place: &'static str,
    words: &'static str,
}

/// Where a line's words stand. `finding` lists what is found, and why it is; everything else is a paper.
const PLACES: [&str; 6] = ["finding", "box", "note", "receipt", "on_site", "not_on_site"];

/// What is nobody's but the person's, and has to stand on every paper that asks for it.
const OWN: [&str; 7] = [
    "person.name",
    "person.name_pinyin",
    "person.id_number",
    "person.former_name",
    "contact.mobile",
    "photo_service.local_number",
    "study.exam_number",
];

fn rows() -> Vec<Row> {
    let lines = include_str!("../fixtures/people/shows.tsv").lines().skip(1);
    let row = |line: &'static str| match line.split('\t').collect::<Vec<_>>().as_slice() {
        [person, procedure, place, words, ..] => Row { person, procedure, place, words },
        _ => panic!("no four columns: {line}"),
    };
    lines.map(row).collect()
}

/// Every person in every procedure, with all papers and comparisons as they should be.
fn drafts() -> Vec<(String, &'static Pack, Answers)> {
    let people = people();
    let packs = PACKS.iter().map(|it| &*Box::leak(Box::new(pack(it))));
    packs
        .flat_map(|pack| {
            let draft = |(name, person): (&String, &Answers)| {
                (name.clone(), pack, in_order(&pack.procedure, person))
            };
            people.iter().map(draft).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn nothing_is_found_but_what_is_listed() {
    let (drafts, rows) = (drafts(), rows());
    assert!(drafts.len() >= 40, "only {} drafts", drafts.len());
    let mut wrong = Vec::new();
    for (name, pack, answers) in drafts {
        let id = pack.procedure.id();
        let listed =
            rows.iter().filter(|it| (it.person, it.procedure, it.place) == (&name, id, "finding"));
        let listed: BTreeSet<String> = listed.map(|it| it.words.to_owned()).collect();
        let assessment = assess(&pack.procedure, &answers, now());
        let line = |it: &beishen_core::Finding| {
            format!("{}/{} {} {}", it.rule, it.reason, severity_name(it.severity), it.subject)
        };
        let found: BTreeSet<String> = assessment.findings.iter().map(line).collect();
        for it in found.symmetric_difference(&listed) {
            wrong.push(format!("{name} {id}: {it}"));
        }
        if !is_done(pack, &kept(pack, answers)) {
            wrong.push(format!("{name} {id}: not ready"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} false alarms, or none where one is listed\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The person has looked at every warning, and keeps the value.
fn kept(pack: &Pack, mut answers: Answers) -> Answers {
    let assessment = assess(&pack.procedure, &answers, now());
    for it in assessment.findings.iter().filter(|it| it.is_open_warning()) {
        let value = kept_value(&answers, &it.subject, it.row, &assessment.values);
        let (rule, reason) = (it.rule.clone(), it.reason.to_owned());
        answers.kept.push(Kept { rule, reason, subject: it.subject.clone(), value });
    }
    answers
}

fn is_done(pack: &Pack, answers: &Answers) -> bool {
    let assessment = assess(&pack.procedure, answers, now());
    let fine = [StepStatus::Completed, StepStatus::NotNeeded];
    let done = assessment.steps.iter().all(|it| fine.contains(&it.status) && it.warnings == 0);
    done && assessment.ready()
}

#[test]
fn papers_show_what_is_the_persons_own() {
    let rows = rows();
    let mut missed = Vec::new();
    for (name, pack, answers) in drafts() {
        let id = pack.procedure.id();
        for locale in [Locale::Zh, Locale::En] {
            let shown = Papers::of(pack, &answers, locale);
            for fact in OWN {
                let Some(value) = shown.assessment.values.get(fact) else { continue };
                if !shown.receipt.contains(&value.text) {
                    missed.push(format!("{name} {id}: {fact} on the receipt"));
                }
                for (page, field) in pack.procedure.fields() {
                    let of_it = field.fact.as_ref().is_some_and(|it| it.as_str() == fact);
                    let item = shown.boxes.get(&format!("{}.{}", page.id, field.id));
                    if of_it && item.is_some_and(|it| it.value != value.text) {
                        missed.push(format!("{name} {id}: {fact} on the checklist"));
                    }
                }
            }
            let of = rows.iter().filter(|it| it.person == name && it.procedure == id);
            for row in of.filter(|it| it.place != "finding") {
                let (zh, en) = row.words.split_once(" | ").unwrap_or((row.words, row.words));
                if !shown.show(row.place, locale.pick(zh, en)) {
                    missed.push(format!("{name} {id}: {} {}", row.place, locale.pick(zh, en)));
                }
            }
        }
    }
    assert!(missed.is_empty(), "{} missed\n{}", missed.len(), missed.join("\n"));
}

/// What is printed for a person, in one language.
struct Papers {
    assessment: Assessment,
    boxes: BTreeMap<String, Item>,
    receipt: String,
    on_site: String,
}

impl Papers {
    fn of(pack: &Pack, answers: &Answers, locale: Locale) -> Self {
        let procedure = &pack.procedure;
        let assessment = assess(procedure, answers, now());
        let checklist = papers::checklist(procedure, answers, &assessment, now(), locale);
        let receipt = papers::receipt(procedure, answers, &assessment, None, now(), locale, false);
        let on_site = papers::on_site(procedure, &assessment, now(), locale);
        let text = |it: &Document| it.texts().join("\n");
        Self {
            boxes: boxes(checklist),
            receipt: text(&receipt),
            on_site: on_site.as_ref().map(text).unwrap_or_default(),
            assessment,
        }
    }

    fn show(&self, place: &str, words: &str) -> bool {
        let (place, id) = place.split_once(' ').unwrap_or((place, ""));
        let item = || self.boxes.get(id);
        match place {
            "box" => item().is_some_and(|it| it.value == words),
            "note" => item().is_some_and(|it| it.note.contains(words)),
            "receipt" => self.receipt.contains(words),
            "on_site" => self.on_site.contains(words),
            "not_on_site" => !self.on_site.contains(words),
            _ => false,
        }
    }
}

fn boxes(checklist: Document) -> BTreeMap<String, Item> {
    let items = checklist.blocks.into_iter().filter_map(|it| match it {
        Block::Items { items } => Some(items),
        _ => None,
    });
    items.flatten().map(|it| (it.id.clone(), it)).collect()
}

/// A line for somebody who is not there would hold nothing.
#[test]
fn every_line_is_about_somebody() {
    let people = people();
    for row in rows() {
        let Row { person, procedure, place, .. } = row;
        assert!(people.contains_key(person), "nobody is called {person}");
        assert!(PACKS.contains(&procedure), "no procedure {procedure}");
        let place = place.split(' ').next().unwrap();
        assert!(PLACES.contains(&place), "no place {place}");
    }
}
