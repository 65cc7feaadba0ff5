//! Two processes and one vault: one has it, the other is told so, and the vault is free as soon as the first one ends.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use beishen_store::{ApplicantDetails, Key, NewApplicant, StoreError, Vault};
use chrono::NaiveDateTime;

use crate::child::{Said, command, listen};
use crate::view::of_vault;

#[test]
fn the_vault_is_free_again_once_its_process_was_killed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    let mut child = command(&path, 1, 1, 1_000_000).spawn().unwrap();
    let mut said = listen(&mut child);
    assert!(said.any(|said| said == Said::Done(60)));
    let key = Key::load_or_create(&path).unwrap();
    assert_eq!(Vault::open(&path, &key, NaiveDateTime::default()).unwrap_err(), StoreError::InUse);
    assert_eq!(
        Vault::open_or_create(&path, &key, NaiveDateTime::default()).unwrap_err(),
        StoreError::InUse
    );
    child.kill().unwrap();
    child.wait().unwrap();
    let vault = Vault::open(&path, &key, NaiveDateTime::default()).unwrap();
    assert!(vault.recovered());
}

#[test]
fn of_several_that_start_at_once_each_opens_it_or_is_told_that_it_is_in_use() {
    for round in 0..5 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.db");
        let start = |_| command(&path, round, 1, 0).spawn().unwrap();
        let mut children: Vec<_> = (0..4).map(start).collect();
        let mut opened = 0;
        for child in &mut children {
            match listen(child).collect::<Vec<_>>()[..] {
                [Said::Open] => opened += 1,
                [Said::InUse] => {}
                ref other => panic!("{other:?}"),
            }
        }
        for mut child in children {
            assert!(child.wait().unwrap().success());
        }
        assert!(opened > 0);
        let key = Key::load_or_create(&path).unwrap();
        let vault = Vault::open_or_create(&path, &key, NaiveDateTime::default()).unwrap();
        assert!(of_vault(&vault).unwrap().is_empty());
        vault.check().unwrap();
    }
}

/// Not a test of its own: passes at once unless it is a child of the one below. Adds people, one at each opening, and waits for its turn.
#[test]
fn the_process_that_races() {
    let Ok(order) = std::env::var("BEISHEN_TORTURE_RACE") else { return };
    let (who, count) = order.split_once(' ').unwrap();
    let path = std::env::var_os("BEISHEN_TORTURE_VAULT").unwrap();
    let (path, at) = (Path::new(&path), NaiveDateTime::default());
    for n in 0..count.parse().unwrap() {
        let mut vault = loop {
            let key = Key::load_or_create(path);
            match key.and_then(|key| Vault::open_or_create(path, &key, at)) {
                Err(StoreError::InUse) => std::thread::yield_now(),
                vault => break vault.unwrap(),
            }
        };
        let details = ApplicantDetails { name: format!("{who} {n}"), ..Default::default() };
        vault.add_applicant(&NewApplicant { details, ..Default::default() }, at).unwrap();
        io::stdout().write_all(format!("\ntorture done {n}\n").as_bytes()).unwrap();
        vault.close().unwrap();
    }
}

#[test]
fn of_three_that_write_in_turn_nothing_is_lost() {
    let count = if crate::long() { 300 } else { 30 };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    let start = |who: &str| {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "pair::the_process_that_races", "--nocapture"])
            .env("BEISHEN_TORTURE_RACE", format!("{who} {count}"))
            .env("BEISHEN_TORTURE_VAULT", &path)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let writers = ["a", "b", "c"];
    let mut children = writers.map(start);
    let mut acknowledged = 0;
    for child in &mut children {
        acknowledged += listen(child).filter(|it| matches!(it, Said::Done(_))).count();
    }
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(acknowledged, 3 * count);
    let key = Key::load_or_create(&path).unwrap();
    let vault = Vault::open(&path, &key, NaiveDateTime::default()).unwrap();
    vault.check().unwrap();
    assert_eq!(vault.lost(), 0);
    let all = vault.everybody().unwrap();
    for who in writers {
        for n in 0..count {
            let name = format!("{who} {n}");
            assert!(all.iter().any(|it| it.applicant.details.name == name), "{name}");
        }
    }
}
