//! One bit that is another one, in the vault or its log: it is told, or it does not matter. Never is anything else read than what was
//! written.

use std::fs;
use std::path::Path;

use beishen_store::{Key, StoreError, Vault};
use beishen_tests::Dice;
use chrono::NaiveDateTime;

use crate::random::op;
use crate::view::{View, of_vault, perform};

fn flips() -> usize {
    if crate::long() { 1000 } else { 100 }
}

fn key() -> Key {
    Key::new([7; 32])
}

fn worked_in(path: &Path) -> Vault {
    let mut vault = Vault::create(path, &key(), NaiveDateTime::default()).unwrap();
    for n in 1..=60 {
        perform(&mut vault, &op(3, n), n).unwrap();
    }
    vault
}

fn read(path: &Path) -> Result<(View, u64, bool), StoreError> {
    let vault = Vault::open(path, &key(), NaiveDateTime::default())?;
    let view = of_vault(&vault)?;
    Ok((view, vault.lost(), vault.check().is_ok()))
}

/// Another bit at any place of a file.
fn flip(file: &Path, good: &[u8], dice: &mut Dice) -> usize {
    let bit = dice.below(good.len() * 8);
    let mut bytes = good.to_vec();
    bytes[bit / 8] ^= 1 << (bit % 8);
    fs::write(file, bytes).unwrap();
    bit
}

#[test]
fn no_bit_of_the_vault_changes_in_silence() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    worked_in(&path).close().unwrap();
    let good = fs::read(&path).unwrap();
    let must = read(&path).unwrap().0;
    let mut dice = Dice(5);
    let mut refused = 0;
    for _ in 0..flips() {
        let bit = flip(&path, &good, &mut dice);
        match read(&path) {
            Err(error) => {
                refused += 1;
                assert!(
                    ["damaged", "wrong_key", "foreign"].contains(&error.code()),
                    "{bit}: {error}"
                );
            }
            Ok((is, _, sound)) => assert!(is == must && !sound, "bit {bit} changed in silence"),
        }
    }
    assert!(refused > 0);
}

#[test]
fn no_bit_of_the_log_changes_in_silence() {
    let (live, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (from, path) = (live.path().join("vault.db"), folder.path().join("vault.db"));
    let vault = worked_in(&from);
    let beside = |path: &Path, suffix: &str| path.with_extension(format!("db{suffix}"));
    // As a program that was killed leaves it.
    let lies = ["", "-wal", ".count"].map(|it| (it, fs::read(beside(&from, it)).unwrap()));
    let must = of_vault(&vault).unwrap();
    drop(vault);
    let mut dice = Dice(6);
    let mut told = 0;
    for _ in 0..flips() {
        for (suffix, bytes) in &lies {
            fs::write(beside(&path, suffix), bytes).unwrap();
        }
        let _ = fs::remove_file(beside(&path, "-shm"));
        let bit = flip(&beside(&path, "-wal"), &lies[1].1, &mut dice);
        match read(&path) {
            Err(error) => assert_eq!(error, StoreError::Damaged, "bit {bit}"),
            Ok((is, 0, _)) => assert!(is == must, "bit {bit} of the log changed in silence"),
            // An older state, and it is said how many steps are missing.
            Ok((_, 1.., _)) => told += 1,
        }
    }
    assert!(told > 0);
}
