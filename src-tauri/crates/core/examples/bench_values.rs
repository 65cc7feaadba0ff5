//! How many identity numbers are read in a second, and how many written as lines of JSON, on one core.
//!
//! `cargo run --release -p beishen-core --example bench_values [FILE]` reads the numbers of a file, a line each, or makes
//! 100,000 of its own, every tenth faulty. Prints a line of JSON for each figure.

use std::{
    env, fs,
    hint::black_box,
    io::{self, Write},
    time::Instant,
};

use beishen_core::reading::{Reading, ValueKind, write_json};
use beishen_reference::Table;
use chrono::{NaiveDate, TimeDelta};

const PASSES: usize = 9;

fn main() -> io::Result<()> {
    let numbers = match env::args().nth(1) {
        Some(file) => fs::read_to_string(file)?.lines().map(str::to_owned).collect(),
        None => invented(100_000),
    };
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
    let read = |number: &String| -> bool {
        ValueKind::Id18.read(black_box(number), today).verdict() != "invalid"
    };
    let accepted = u32::try_from(numbers.iter().filter(|it| read(it)).count()).unwrap_or(u32::MAX);

    let library = per_second(numbers.len(), || {
        black_box(numbers.iter().filter(|it| read(it)).count());
    });
    let mut out: Vec<u8> = Vec::with_capacity(numbers.len() * 256);
    let mut outcome = Ok(());
    let lines = per_second(numbers.len(), || {
        out.clear();
        for number in &numbers {
            let reading: Reading<'_> = ValueKind::Id18.read(number, today);
            if let Err(error) = write_json(&reading, number, &mut out) {
                outcome = Err(error);
            }
        }
        black_box(&out);
    });
    outcome?;
    let mut stdout = io::stdout().lock();
    for (bench, value, unit) in [
        ("id18_accepted", f64::from(accepted), "numbers"),
        ("id18_read", library, "per second"),
        ("id18_write_json", lines, "per second"),
    ] {
        writeln!(
            stdout,
            "{}",
            serde_json::json!({ "bench": bench, "value": value.round(), "unit": unit })
        )?;
    }
    Ok(())
}

/// The median of several passes.
#[expect(clippy::cast_precision_loss, reason = "a figure to show")]
fn per_second(count: usize, mut pass: impl FnMut()) -> f64 {
    let mut figures: Vec<f64> = (0..PASSES)
        .map(|_| {
            let start = Instant::now();
            pass();
            count as f64 / start.elapsed().as_secs_f64()
        })
        .collect();
    figures.sort_by(f64::total_cmp);
    figures.get(PASSES / 2).copied().unwrap_or_default()
}

/// Numbers that nobody has, spread over regions and birthdays; in every tenth the check digit is wrong.
fn invented(count: u32) -> Vec<String> {
    let regions = Table::Regions.entries();
    let mut state = 7_u64;
    let mut random = move |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    let number = |n: u32| {
        let region = regions.get(random(regions.len())).map_or("110105", |it| it.code);
        let day = TimeDelta::days(i64::try_from(random(18_000)).unwrap_or(0));
        let birth = NaiveDate::from_ymd_opt(1960, 1, 1).unwrap_or_default() + day;
        let first = format!("{region}{}{:03}", birth.format("%Y%m%d"), random(1000));
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = first
            .bytes()
            .zip(weights)
            .map(|(digit, weight)| u32::from(digit - b'0') * weight)
            .sum();
        let fault = u32::from(n.is_multiple_of(10));
        let check = "10X98765432".chars().nth((sum + fault) as usize % 11).unwrap_or('0');
        format!("{first}{check}")
    };
    (0..count).map(number).collect()
}
