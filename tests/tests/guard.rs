//! What the operations that everything waits for cost, in instructions of this build: counted by Valgrind, so that no other work on the
//! machine changes the figures. One that costs more than it did is told here long before a person feels it.
//!
//! `UPDATE_EXPECT=1` writes the figures anew. They are those of the build for tests: what they are for is to be compared.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    env, fs,
    hint::black_box,
    process::{Command, Output},
};

use beishen_core::{Procedure, assess, reading::ValueKind};
use beishen_document::Locale;
use beishen_guide::{papers::receipt, readback::read_back};
use beishen_reference::Table;
use beishen_tests::{asset, now, pack};

/// Operation and instructions, a line each.
const KEPT: &str = "tests/guard.tsv";
/// Other compilers and processors differ by less, in thousandths.
const TOLERANCE: u64 = 70;
/// Says to a child which operation it is to do.
const TOLD: &str = "BEISHEN_GUARD";

/// What is done once everything it needs is there.
type Operation = Box<dyn FnMut()>;

/// Makes ready what an operation needs.
type Make = fn() -> Operation;

const OPERATIONS: [(&str, Make); 6] = [
    ("read_100_identity_numbers", identity_numbers),
    ("load_a_pack", load),
    ("assess_a_draft", assessment),
    ("make_a_receipt", paper),
    ("read_a_page_back", page),
    ("search_an_institution", search),
];

fn identity_numbers() -> Operation {
    let numbers: Vec<_> = (0..100).map(|it| format!("11010519491231{it:03}X")).collect();
    Box::new(move || {
        for number in &numbers {
            black_box(ValueKind::Id18.read(black_box(number), now().date()).verdict());
        }
    })
}

fn load() -> Operation {
    let (dictionary, text) = (pack("tdxl").dictionary, asset("procedures/tdxl.toml"));
    Box::new(move || _ = black_box(Procedure::parse("tdxl.toml", &text, &dictionary)))
}

fn assessment() -> Operation {
    let it = pack("tdxl");
    Box::new(move || _ = black_box(assess(&it.procedure, &it.perfect, now())))
}

fn paper() -> Operation {
    let it = pack("tdxl");
    let assessed = assess(&it.procedure, &it.perfect, now());
    Box::new(move || {
        let made = receipt(&it.procedure, &it.perfect, &assessed, None, now(), Locale::Zh, true);
        black_box(made);
    })
}

fn page() -> Operation {
    let it = pack("tdxl");
    let assessed = assess(&it.procedure, &it.perfect, now());
    let rows = it.procedure.pages().iter().flat_map(|page| &page.fields);
    let rows =
        rows.map(|field| format!("<tr><td>{}：</td><td>示例</td></tr>\n", field.portal_label));
    let source = format!("<html><body><table>{}</table></body></html>", rows.collect::<String>());
    Box::new(move || {
        black_box(read_back(&it.procedure, &it.perfect, &assessed, source.as_str(), now()));
    })
}

fn search() -> Operation {
    Box::new(|| {
        for typed in ["武汉轻工", "whqg", "hunanshifan", "10542"] {
            black_box(Table::Institutions.search(black_box(typed), None, 50));
        }
    })
}

/// Valgrind, which the set-up for the tests installs, counts while this runs.
#[inline(never)]
fn counted(operation: &mut dyn FnMut()) {
    operation();
}

/// Not a test of its own: passes at once unless it is the child of the one below.
#[test]
fn the_process_that_is_counted() {
    let Ok(told) = env::var(TOLD) else { return };
    let (_, make) = OPERATIONS.iter().find(|it| it.0 == told).unwrap();
    counted(&mut *make());
}

fn instructions(operation: &str) -> u64 {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    valgrind.args(["--toggle-collect=*guard*counted*", "--"]).arg(env::current_exe().unwrap());
    valgrind.args(["--exact", "the_process_that_is_counted", "--test-threads=1"]);
    let Output { status, stderr, .. } =
        valgrind.env(TOLD, operation).env("TZ", "UTC").output().unwrap();
    let said = String::from_utf8_lossy(&stderr);
    assert!(status.success(), "{operation}: {said}");
    let figure = said.lines().find_map(|it| it.split_once("Collected :")?.1.trim().parse().ok());
    figure.unwrap_or_else(|| panic!("{operation}: {said}"))
}

#[test]
fn no_operation_costs_more_than_it_did() {
    let counted = OPERATIONS.map(|(name, _)| (name, instructions(name)));
    let lines: Vec<_> = counted.iter().map(|(name, count)| format!("{name}\t{count}")).collect();
    let text = lines.join("\n") + "\n";
    let path = format!("{}/{KEPT}", env!("CARGO_MANIFEST_DIR"));
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let kept: Vec<(&str, u64)> = kept
        .lines()
        .filter_map(|it| it.split_once('\t'))
        .map(|(name, count)| (name, count.parse().unwrap()))
        .collect();
    let names: Vec<_> = kept.iter().map(|it| it.0).collect();
    assert_eq!(names, counted.map(|it| it.0), "UPDATE_EXPECT=1 writes {KEPT} anew");
    for ((name, now), (_, before)) in counted.into_iter().zip(kept) {
        assert!(now > 1000, "{name} was not counted");
        assert!(
            now.abs_diff(before) * 1000 <= before * TOLERANCE,
            "{name} costs {now} instructions, and cost {before}. If that is meant, UPDATE_EXPECT=1 writes it down."
        );
    }
}
