//! `kill -9` while the key of a vault is sealed in other ways or changed: at every moment one of two secrets opens it, the one that
//! was told last or the next one, and everything is there.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use beishen_store::{
    Key, NewApplicant, RecoveryCode, Secret, Vault, Wraps, folder_of, keep, make_ready, rekey,
};
use beishen_tests::Dice;
use chrono::NaiveDateTime;

use crate::child::{Said, listen};
use crate::random::at;

/// The code that opens the vault after `n` changes.
fn code(n: u64) -> RecoveryCode {
    RecoveryCode::read(&format!("{n:026}")).unwrap()
}

fn passphrase(n: u64) -> String {
    format!("passphrase {n}")
}

/// Opens the vault as the program does; its key.
fn open(path: &Path, n: u64) -> Option<Key> {
    let Some(wraps) = Wraps::of(path).unwrap() else {
        return (n == 0).then(|| Key::load_or_create(path).unwrap());
    };
    let key = wraps.open(&Secret::Recovery(&code(n))).ok()?;
    make_ready(path, &key, &wraps).unwrap();
    Some(key)
}

/// From what code `n` opens to what code `n + 1` opens, in one of the ways of the settings.
fn change(path: &Path, n: u64) {
    let (key, next) = (open(path, n).unwrap(), code(n + 1));
    let recovery = Secret::Recovery(&next);
    let Some(wraps) = Wraps::of(path).unwrap() else {
        let mut wraps = Wraps::new(true).unwrap().with(&recovery, &key).unwrap();
        return keep(path, &key, &mut wraps).unwrap();
    };
    match n % 4 {
        // Another code, while the vault is open.
        0 => {
            let vault = Vault::open(path, &key, at(n)).unwrap();
            keep(path, &key, &mut wraps.with(&recovery, &key).unwrap()).unwrap();
            vault.close().unwrap();
        }
        // Somebody else uses the computer; now and then with a passphrase, which takes its time.
        1 => {
            let mut wraps = wraps.begun_again(false).with(&recovery, &key).unwrap();
            if n % 16 == 1 {
                let word = passphrase(n + 1);
                wraps = wraps.with(&Secret::Passphrase(&word), &key).unwrap();
            }
            keep(path, &key, &mut wraps).unwrap();
        }
        _ => {
            let new = Key::random().unwrap();
            let mut anew = wraps.anew(&key, &new).unwrap().with(&recovery, &new).unwrap();
            rekey(path, &key, &new, &mut anew, at(n)).unwrap();
        }
    }
}

/// Not a test of its own: passes at once unless it is the child of the one below.
#[test]
fn the_process_that_changes_keys() {
    let Ok(from) = std::env::var("BEISHEN_TORTURE_KEYS") else { return };
    let path = std::env::var_os("BEISHEN_TORTURE_VAULT").unwrap();
    for n in from.parse().unwrap().. {
        change(Path::new(&path), n);
        io::stdout().write_all(format!("\ntorture done {}\n", n + 1).as_bytes()).unwrap();
    }
}

#[test]
fn a_vault_whose_key_is_being_changed_always_opens_with_the_old_or_the_new_secret() {
    let kills = crate::kills().map_or(40, |it| it / 3);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("beishen.vault");
    let key = Key::load_or_create(&path).unwrap();
    let mut vault = Vault::create(&path, &key, NaiveDateTime::default()).unwrap();
    vault.add_applicant(&NewApplicant::default(), at(0)).unwrap();
    vault.copier().back_up(&folder_of(&path), false, at(0)).unwrap();
    vault.close().unwrap();
    let mut dice = Dice(17);
    let (mut done, mut ahead) = (0, 0);
    // A busy computer seldom stops one between the deed and the word: it is tried until that was seen.
    for kill in 0..20 * kills {
        if kill >= kills && ahead > 0 {
            break;
        }
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "keys::the_process_that_changes_keys", "--nocapture"])
            .env("BEISHEN_TORTURE_KEYS", done.to_string())
            .env("BEISHEN_TORTURE_VAULT", &path)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = listen(&mut child);
        let words = dice.below(6);
        let mut hear = |said: Said| {
            let Said::Done(n) = said else { panic!("{said:?}") };
            done = n;
        };
        said.by_ref().take(words).for_each(&mut hear);
        thread::sleep(Duration::from_micros(dice.roll() % 40_000));
        child.kill().unwrap();
        child.wait().unwrap();
        said.for_each(hear);

        let key = open(&path, done).unwrap_or_else(|| {
            done += 1;
            ahead += 1;
            open(&path, done).unwrap_or_else(|| panic!("kill {kill}: no secret opens it"))
        });
        let vault = Vault::open(&path, &key, at(done)).unwrap();
        vault.check().unwrap();
        assert_eq!(vault.everybody().unwrap().len(), 1, "kill {kill}");
        vault.close().unwrap();
        // The key lies in the clear until it is sealed, and never with what seals it.
        let lies = |suffix| folder.path().join(format!("beishen.vault{suffix}")).exists();
        assert_ne!(lies(".key"), lies(".json"), "kill {kill}");
        assert_eq!(lies(".json"), lies(".json2"), "kill {kill}");
        if done % 16 == 2 {
            let wraps = Wraps::of(&path).unwrap().unwrap();
            assert_eq!(wraps.open(&Secret::Passphrase(&passphrase(done))).unwrap(), key);
        }
    }
    // Otherwise the kills came at the wrong moments, and the test shows nothing.
    assert!(done > kills as u64 && ahead > 0, "{done} changes, {ahead} ahead of their word");
}
