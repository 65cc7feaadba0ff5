//! How long a keystroke takes in every table, and how many region look-ups a second holds. One JSON
//! object per line.
#![expect(clippy::print_stdout, reason = "the lines are what it is run for")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use beishen_reference::{Entry, Table, pinyin, region};

/// What a combobox shows.
const LIMIT: usize = 50;
/// Names typed per table.
const NAMES: usize = 60;
const LOOK_UPS: usize = 3_000_000;

fn main() {
    for table in Table::ALL {
        let (mut keystrokes, mut total, mut worst) = (0_u32, Duration::ZERO, Duration::ZERO);
        let entries = table.entries();
        for entry in entries.iter().step_by(entries.len().div_ceil(NAMES)) {
            for typed in ways_to_type(entry) {
                for (end, _) in typed.char_indices().skip(1).chain([(typed.len(), ' ')]) {
                    let query = typed.get(..end).unwrap_or_default();
                    let took =
                        fastest_of_three(|| table.search(black_box(query), None, LIMIT).len());
                    keystrokes += 1;
                    total += took;
                    worst = worst.max(took);
                }
            }
        }
        let mean = total / keystrokes.max(1);
        report(&format!("search_{}_mean", table.name()), mean.as_secs_f64() * 1e6, "µs/keystroke");
        report(
            &format!("search_{}_worst", table.name()),
            worst.as_secs_f64() * 1e6,
            "µs/keystroke",
        );
    }
    let codes: Vec<String> =
        (0..9973).map(|n| format!("{:06}", 110_000 + n * 7919 % 720_000)).collect();
    let known = Table::Regions.entries();
    let before = Instant::now();
    let mut found = 0_usize;
    for n in 0..LOOK_UPS {
        // Half of them known, none next to the one before.
        let code = if n % 2 == 0 {
            known[n * 31 % known.len()].code
        } else {
            codes[n % codes.len()].as_str()
        };
        found += usize::from(region(black_box(code)).is_some());
    }
    let seconds = before.elapsed().as_secs_f64();
    assert!(found >= LOOK_UPS / 2, "a known code was not found");
    report("region_look_up", seconds * 1e9 / f64::from(u32::try_from(LOOK_UPS).unwrap_or(1)), "ns");
    report(
        "region_look_ups",
        f64::from(u32::try_from(LOOK_UPS).unwrap_or(1)) / seconds,
        "per second",
    );
}

/// The name itself, in full pinyin and by initials, and the code.
fn ways_to_type(entry: &Entry) -> [String; 4] {
    let syllables = || entry.name.chars().filter_map(|c| pinyin::readings(c).into_iter().next());
    [
        entry.name.to_owned(),
        syllables().collect(),
        syllables().filter_map(|s| s.chars().next()).collect(),
        entry.code.to_owned(),
    ]
}

/// Without what the machine did in between.
fn fastest_of_three<T>(work: impl Fn() -> T) -> Duration {
    let mut fastest = Duration::MAX;
    for _ in 0..3 {
        let before = Instant::now();
        black_box(work());
        fastest = fastest.min(before.elapsed());
    }
    fastest
}

fn report(bench: &str, value: f64, unit: &str) {
    println!(r#"{{"bench":"{bench}","value":{value:.1},"unit":"{unit}"}}"#);
}
