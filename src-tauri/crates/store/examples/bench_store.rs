//! How long people wait for the vault: one JSON line per figure, times in milliseconds.
//!
//! `cargo run --release -p beishen-store --example bench_store`

use std::error::Error;
use std::io::{Write as _, stdout};
use std::time::Instant;

use beishen_store::{
    ApplicantDetails, Change, Key, Level, NewApplicant, NewFile, Provenance, Vault,
};
use chrono::NaiveDateTime;

const APPLICANTS: usize = 10_000;
const SAVES: usize = 500;
const TRIES: usize = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("vault.db");
    let key = Key::random()?;
    let at = NaiveDateTime::default();
    let mut vault = Vault::create(&path, &key, NaiveDateTime::default())?;

    let people: Vec<_> = (0..APPLICANTS).map(person).collect();
    let import = Instant::now();
    let ids = vault.add_applicants(&people, at)?;
    report("import_10000_applicants", since(import))?;
    let id = *ids.last().ok_or("nobody")?;
    let draft = vault.begin_draft(id, "xwrz", None, at)?;

    let mut times = Vec::new();
    for n in 0..SAVES {
        let (fact, text) = (format!("fact.{}", n % 50), format!("武汉轻工大学 {n}"));
        let change = Change::answer(Level::Applicant, &fact, Some(&text), Provenance::Typed);
        let start = Instant::now();
        vault.step(draft, &[change], at)?;
        times.push(since(start));
    }
    percentiles("save_answer", times.clone())?;
    // What is typed is saved while one goes on: nobody notices a wait of so long.
    let p99 = mark(99, &mut times)?;
    within("save_answer_p99", p99, 50.0)?;

    let mut times = Vec::new();
    for n in 0..TRIES {
        let bytes = vec![u8::try_from(n)?; 180_000];
        let file = NewFile { name: "张三.jpg".into(), note: String::new(), bytes };
        let change = Change::attach(Level::Draft, "photo", Some(file), Provenance::Typed);
        let start = Instant::now();
        vault.step(draft, &[change], at)?;
        times.push(since(start));
    }
    percentiles("save_photo_180kb", times)?;

    repeat("read_draft", || vault.draft(draft).map(drop))?;
    repeat("everybody_10000", || vault.everybody().map(drop))?;
    repeat("check", || vault.check())?;
    vault.close()?;
    repeat("open", || Vault::open(&path, &key, NaiveDateTime::default()).map(drop))?;
    Ok(())
}

fn person(n: usize) -> NewApplicant {
    let name = format!("张三{n}");
    let facts = (0..10).map(|fact| {
        let fact = format!("fact.{fact}");
        Change::answer(Level::Applicant, &fact, Some(&name), Provenance::Typed)
    });
    NewApplicant {
        values: facts.collect(),
        details: ApplicantDetails {
            search: format!("zhangsan{n} zs{n}"),
            name,
            ..Default::default()
        },
        procedures: vec!["xwrz".into()],
    }
}

fn repeat(
    name: &str,
    mut act: impl FnMut() -> beishen_store::Result<()>,
) -> Result<(), Box<dyn Error>> {
    let mut times = Vec::new();
    for _ in 0..TRIES {
        let start = Instant::now();
        act()?;
        times.push(since(start));
    }
    percentiles(name, times)
}

fn percentiles(name: &str, mut times: Vec<f64>) -> Result<(), Box<dyn Error>> {
    for percent in [50, 95] {
        report(&format!("{name}_p{percent}"), mark(percent, &mut times)?)?;
    }
    Ok(())
}

/// The time within which so many of a hundred were.
fn mark(percent: usize, times: &mut [f64]) -> Result<f64, Box<dyn Error>> {
    times.sort_by(f64::total_cmp);
    Ok(*times.get((times.len() - 1) * percent / 100).ok_or("no times")?)
}

/// A figure that is to be no more than its budget.
fn within(bench: &str, value: f64, budget: f64) -> Result<(), Box<dyn Error>> {
    Ok(writeln!(
        stdout(),
        r#"{{"bench":"store.{bench}","value":{value:.3},"unit":"ms","budget":{budget}}}"#
    )?)
}

fn report(bench: &str, value: f64) -> Result<(), Box<dyn Error>> {
    Ok(writeln!(stdout(), r#"{{"bench":"store.{bench}","value":{value:.3},"unit":"ms"}}"#)?)
}

fn since(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}
