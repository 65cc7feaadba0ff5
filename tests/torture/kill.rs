//! `kill -9` (on Windows its `TerminateProcess`) at random moments: in the middle of a step, while opening, while making the vault, while recovering from the last kill.
//!
//! Operation `n` is always the same one, so after a kill the vault must be what the model is after `acknowledged` operations, or after one
//! more that was on disk before it could be acknowledged. Nothing in between, nothing less.

use beishen_tests::Dice;
use chrono::NaiveDateTime;
use std::io::Write as _;
use std::process::Command;
use std::thread;
use std::time::Duration;

use beishen_store::{Key, Vault};

use crate::child::{Said, command, listen};
use crate::model::Model;
use crate::random::op;
use crate::view::{difference, of_model, of_vault};

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_half_done() {
    let kills = crate::kills().unwrap_or(200);
    let seed = 20_261_122;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    let mut dice = Dice(seed);
    let (mut model, mut done) = (Model::default(), 0);
    let (mut recovered, mut ahead, mut early) = (0, 0, 0);
    for kill in 0..kills {
        let said = live_and_die(command(&path, seed, done + 1, u64::MAX), &mut dice);
        early += usize::from(said.is_none());
        for n in done + 1..=said.unwrap_or(done) {
            model.apply(&op(seed, n), n);
            done = n;
        }
        // Now and then nobody looks, and the next one is killed while it clears up.
        if dice.below(3) == 0 {
            live_and_die(command(&path, seed, 1, 0), &mut dice);
        }
        let key = Key::load_or_create(&path).unwrap();
        let vault = Vault::open_or_create(&path, &key, NaiveDateTime::default()).unwrap();
        recovered += usize::from(vault.recovered());
        vault.check().unwrap();
        let is = of_vault(&vault).unwrap();
        let must = of_model(&model);
        if must != is {
            done += 1;
            ahead += 1;
            model.apply(&op(seed, done), done);
            let after = of_model(&model);
            assert!(
                after == is,
                "kill {kill}: neither before operation {done}\n{}nor after it\n{}",
                difference(&must, &is),
                difference(&after, &is),
            );
        }
    }
    let figures = format!(
        "{kills} kills, {done} operations, {recovered} recoveries, {ahead} ahead of their word, {early} before the first word"
    );
    if crate::long() {
        writeln!(std::io::stderr(), "{figures}").unwrap();
    }
    // Otherwise the kills came at the wrong moments, and the test shows nothing.
    assert!(recovered > kills / 4 && early > 0 && done > kills as u64, "{figures}");
}

#[test]
fn a_vault_is_made_whole_or_not_at_all() {
    let mut dice = Dice(22);
    let (mut made, mut unmade) = (0, 0);
    // How long a child takes depends on the machine: late kills come earlier, early ones later, until half of the vaults are made.
    let mut span = 20_000;
    for _ in 0..60 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.db");
        let mut child = command(&path, 1, 1, 0).spawn().unwrap();
        thread::sleep(Duration::from_micros(dice.roll() % span));
        child.kill().unwrap();
        child.wait().unwrap();
        if path.exists() {
            made += 1;
            span = span * 4 / 5;
        } else {
            unmade += 1;
            span = span * 5 / 4;
        }
        let key = Key::load_or_create(&path).unwrap();
        let vault = Vault::open_or_create(&path, &key, NaiveDateTime::default()).unwrap();
        vault.check().unwrap();
        assert!(of_vault(&vault).unwrap().is_empty());
        vault.close().unwrap();
        let left = std::fs::read_dir(folder.path()).unwrap();
        let mut left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["vault.db", "vault.db.count", "vault.db.key", "vault.db.lock"]);
    }
    assert!(made > 0 && unmade > 0, "{made} made, {unmade} not");
}

/// One life of a child; the last operation it acknowledged.
fn live_and_die(mut child: Command, dice: &mut Dice) -> Option<u64> {
    let mut child = child.spawn().unwrap();
    let mut said = listen(&mut child);
    // A third is killed around opening, the others during their work.
    let words = if dice.below(3) == 0 { 0 } else { dice.below(40) };
    let mut last = None;
    let mut hear = |said: Said| match said {
        Said::Done(n) => last = Some(n),
        Said::Open => {}
        Said::Full(_) | Said::InUse => panic!("{said:?}"),
    };
    said.by_ref().take(words).for_each(&mut hear);
    // The moment of the kill is the point of the test; 12 ms are about one start or a few steps.
    thread::sleep(Duration::from_micros(dice.roll() % 12_000));
    child.kill().unwrap();
    let end = child.wait().unwrap();
    // Windows gives who was killed an exit code: 1.
    let killed = if cfg!(windows) { Some(1) } else { None };
    assert!(end.success() || end.code() == killed, "it ended by itself: {end}");
    said.for_each(hear);
    last
}
