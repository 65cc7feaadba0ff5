//! How long one assessment takes: everything is assessed on every answer, so it has to be far below what a person feels.
//!
//! Prints a JSON line for each draft, in microseconds; the target is 100 in release.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a measuring program that talks to its caller"
)]

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use beishen_core::{Answers, Dictionary, FactsFile, Known, Measurement, Procedure, assess};
use chrono::{NaiveDate, NaiveDateTime};

const FACTS: &str = include_str!("../../../../assets/facts.toml");
const TDXL: &str = include_str!("../../../../assets/procedures/tdxl.toml");
const PERFECT: &str = include_str!("../../../../tests/packs/tdxl/perfect.json");

fn main() {
    let dictionary = Dictionary::parse("facts.toml", FACTS).expect("the dictionary loads");
    let procedure = Procedure::parse("tdxl.toml", TDXL, &dictionary).expect("the pack loads");
    let now = NaiveDate::from_ymd_opt(2026, 11, 22)
        .and_then(|it| it.and_hms_opt(10, 0, 0))
        .expect("a time");
    let perfect = perfect(&procedure);
    for (bench, answers) in
        [("assess perfect", perfect.clone()), ("assess faulty", faulty(perfect))]
    {
        let value = median(&procedure, &answers, now).as_secs_f64() * 1e6;
        println!(r#"{{"bench":"{bench}","value":{value:.1},"unit":"µs"}}"#);
    }
}

/// The median of a thousand runs, after a hundred to warm up.
fn median(procedure: &Procedure, answers: &Answers, now: NaiveDateTime) -> Duration {
    let once = || {
        let start = Instant::now();
        black_box(assess(black_box(procedure), black_box(answers), now));
        start.elapsed()
    };
    (0..100).for_each(|_| _ = once());
    let mut runs: Vec<Duration> = (0..1_000).map(|_| once()).collect();
    runs.sort();
    runs.get(runs.len() / 2).copied().unwrap_or_default()
}

/// An applicant for whom nothing is wrong but the photo, which is measured elsewhere.
fn perfect(procedure: &Procedure) -> Answers {
    let mut known = Known::default();
    known.add(procedure);
    let (answers, _) = FactsFile::parse(PERFECT, &known)
        .map_err(|it| it.message(beishen_document::Locale::En))
        .expect("the draft loads");
    answers
}

/// Something wrong in every step.
fn faulty(mut answers: Answers) -> Answers {
    for (fact, text) in [
        ("person.name", "张\u{200B}三"),
        ("person.id_number", "110105199503141004"),
        ("contact.email", "zhangsan@gmial.com"),
        ("contact.mobile", "+86 138 0013 8000"),
        ("contact.work_phone", "010-62961234转808"),
        ("person.birth_date", "1995年3月14日"),
        ("work.start_month", "2017-07"),
        ("degree.prior_month", "202506"),
        ("degree.province", "北京市"),
    ] {
        answers.facts.insert(fact.into(), text.to_owned());
    }
    for row in &mut answers.history {
        row.to = row.from.clone();
    }
    answers.materials.insert("photo".to_owned(), Measurement::default());
    answers
}
