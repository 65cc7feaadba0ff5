//! A whole day at one desk: somebody changes something every minute, photos too. What cannot be taken back any more takes no room, in the
//! file or in memory: the second half of the day needs no more than the first.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use beishen_store::{
    Change, Key, Level, NewApplicant, NewFile, Provenance, UNDO_STEPS, Vault, folder_of,
};

use crate::random::at;

/// A minute of the day: a draft is visited, something in it is changed, now and then a photo; the list is looked at.
fn minute(vault: &mut Vault, people: &[beishen_store::ApplicantId], n: u64) {
    let person = people[usize::try_from(n).unwrap() % people.len()];
    let draft = vault.applicant(person).unwrap().drafts[0].id;
    let fact = format!("fact.{}", n % 20);
    let text = format!("{n:0100}");
    let mut step = vec![Change::answer(Level::Applicant, &fact, Some(&text), Provenance::Typed)];
    if n.is_multiple_of(15) {
        let bytes = n.to_le_bytes().repeat(5_000);
        let file = NewFile { name: "photo.jpg".into(), note: String::new(), bytes };
        step.push(Change::attach(Level::Draft, "photo", Some(file), Provenance::Typed));
    }
    assert!(vault.step(draft, &step, at(n)).unwrap());
    if n.is_multiple_of(7) {
        vault.undo(draft, at(n)).unwrap();
    }
    vault.everybody().unwrap();
    vault.draft(draft).unwrap();
}

/// Bytes of memory that this process has, where the system says so.
fn memory() -> u64 {
    let text = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    text.split(' ').nth(1).and_then(|it| it.parse::<u64>().ok()).unwrap_or_default() * 4096
}

/// Not a test of its own: passes at once unless it is the child of the one below.
#[test]
fn the_process_that_works_all_day() {
    let Ok(minutes) = std::env::var("BEISHEN_TORTURE_DAY") else { return };
    let minutes: u64 = minutes.parse().unwrap();
    let path = std::env::var_os("BEISHEN_TORTURE_VAULT").unwrap();
    let path = Path::new(&path);
    let key = Key::new([7; 32]);
    let mut vault = Vault::create(path, &key, at(0)).unwrap();
    let new = NewApplicant { procedures: vec!["xwrz".into()], ..Default::default() };
    let people = vault.add_applicants(&[new.clone(), new], at(0)).unwrap();
    for n in 1..=minutes {
        minute(&mut vault, &people, n);
        // As the window does when nobody types.
        vault.settle().unwrap();
        if n.is_multiple_of(minutes / 8) {
            vault.copier().back_up(&folder_of(path), false, at(n)).unwrap();
            let file = fs::metadata(path).unwrap().len();
            let log = fs::metadata(path.with_extension("db-wal")).unwrap().len();
            let said = format!("\ntorture day {file} {log} {}\n", memory());
            io::stdout().write_all(said.as_bytes()).unwrap();
        }
    }
    vault.check().unwrap();
}

#[test]
fn a_day_of_work_lets_neither_file_nor_memory_grow() {
    // Twice as many as can be taken back, for each of two people, before the first half is over; 24 hours, a change a minute.
    let minutes = if crate::long() { 14_400 } else { 1_440 };
    assert!(minutes / 2 > u64::from(UNDO_STEPS) * 2);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "day::the_process_that_works_all_day", "--nocapture"])
        .env("BEISHEN_TORTURE_DAY", minutes.to_string())
        .env("BEISHEN_TORTURE_VAULT", &path)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    let figures: Vec<Vec<u64>> = said
        .lines()
        .filter_map(|it| it.strip_prefix("torture day "))
        .map(|it| it.split(' ').map(|it| it.parse().unwrap()).collect())
        .collect();
    assert_eq!(figures.len(), 8, "{said}");
    let most =
        |from: usize, what: usize| figures[from..from + 4].iter().map(|it| it[what]).max().unwrap();
    let (file, log, memory) = (0, 1, 2);
    assert!(most(4, file) <= most(0, file) * 21 / 20, "the file: {figures:?}");
    assert!(most(4, log) <= 4 << 20, "the log: {figures:?}");
    assert!(most(4, memory) <= most(0, memory) + (4 << 20), "memory: {figures:?}");
}
