//! Backups: made while somebody types, found again, and put back without writing anything over. And what happens without them:
//! a vault or a log that is gone is told.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
};

use beishen_store::{
    ApplicantDetails, Key, NewApplicant, StoreError, Thing, Vault, backups, begin_anew, folder_of,
    restore,
};
use chrono::{Days, NaiveDateTime};

fn key() -> Key {
    Key::new([7; 32])
}

fn at() -> NaiveDateTime {
    "2026-11-22T09:30:00".parse().unwrap()
}

fn vault_in(folder: &tempfile::TempDir) -> (PathBuf, Vault) {
    let path = folder.path().join("vault.db");
    let vault = Vault::create(&path, &key(), at()).unwrap();
    (path, vault)
}

fn add(vault: &mut Vault, name: &str) {
    let details = ApplicantDetails { name: name.to_owned(), ..Default::default() };
    vault.add_applicant(&NewApplicant { details, ..Default::default() }, at()).unwrap();
}

fn names(vault: &Vault) -> Vec<String> {
    let lines = vault.everybody().unwrap();
    let mut names: Vec<_> = lines.into_iter().map(|it| it.applicant.details.name).collect();
    names.sort();
    names
}

fn open(path: &Path) -> Vault {
    Vault::open(path, &key(), at()).unwrap()
}

#[test]
fn a_backup_holds_what_was_acknowledged_and_comes_back_without_writing_over_anything() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut vault) = vault_in(&folder);
    add(&mut vault, "张三");
    let backup = vault.copier().back_up(&folder_of(&path), false, at()).unwrap();
    assert_eq!(backups(&folder_of(&path)).unwrap(), std::slice::from_ref(&backup));
    assert_eq!(backup.at, at());
    add(&mut vault, "李四");
    assert_eq!(restore(&path, &key(), &backup.name, at()).unwrap_err(), StoreError::InUse);
    vault.close().unwrap();

    let aside = restore(&path, &key(), &backup.name, at()).unwrap().unwrap();
    let vault = open(&path);
    assert_eq!((names(&vault), vault.lost()), (vec!["张三".to_owned()], 0));
    vault.check().unwrap();
    assert_eq!(names(&open(&aside)), ["张三", "李四"], "what was there is set aside");
}

#[test]
fn a_backup_is_one_moment_of_a_vault_that_is_written_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut vault) = vault_in(&folder);
    let copier = vault.copier();
    let second = folder.path().join("second place");
    let before = thread::scope(|scope| {
        let making = scope.spawn(|| {
            for n in 0..10 {
                let later = at() + Days::new(n);
                copier.back_up(&second, true, later).unwrap();
            }
        });
        let mut n = 0;
        while !making.is_finished() || n < 20 {
            add(&mut vault, &format!("张三{n:04}"));
            n += 1;
        }
        n
    });
    assert_eq!(names(&vault).len(), before);
    vault.close().unwrap();
    let all = names(&open(&path));
    let made = backups(&second).unwrap();
    assert!(made.len() >= 7, "{made:?}");
    for backup in made {
        let vault = open(&second.join(&backup.name));
        vault.check().unwrap();
        let names = names(&vault);
        assert_eq!(names, all[..names.len()], "the first ones, none left out");
    }
}

#[test]
fn a_damaged_backup_is_refused_and_the_vault_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut vault) = vault_in(&folder);
    add(&mut vault, "张三");
    let backup = vault.copier().back_up(&folder_of(&path), false, at()).unwrap();
    vault.close().unwrap();
    let file = folder_of(&path).join(&backup.name);
    let whole = fs::read(&file).unwrap();
    let before = fs::read(&path).unwrap();
    for at_byte in [20, 5000, whole.len() - 10] {
        let mut bytes = whole.clone();
        bytes[at_byte] ^= 1;
        fs::write(&file, bytes).unwrap();
        let error = restore(&path, &key(), &backup.name, at()).unwrap_err();
        assert_eq!(error, StoreError::Damaged, "{at_byte}");
    }
    for name in ["20200101-000000.vault", "../vault.db", ""] {
        let error = restore(&path, &key(), name, at()).unwrap_err();
        assert_eq!(error, StoreError::NotFound(Thing::Backup), "{name}");
    }
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(names(&open(&path)), ["张三"]);
}

#[test]
fn the_file_alone_holds_everything_once_nobody_types() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut vault) = vault_in(&folder);
    add(&mut vault, "张三");
    let copy = folder.path().join("copy.db");
    fs::copy(&path, &copy).unwrap();
    assert_eq!(names(&open(&copy)), [""; 0], "what SQLite would do on its own");
    assert!(vault.settle().unwrap());
    fs::copy(&path, &copy).unwrap();
    assert_eq!(names(&open(&copy)), ["张三"]);
}

#[test]
fn a_log_that_is_gone_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut vault) = vault_in(&folder);
    add(&mut vault, "张三");
    assert!(vault.settle().unwrap());
    let kept = fs::read(&path).unwrap();
    add(&mut vault, "李四");
    add(&mut vault, "王五");
    vault.close().unwrap();
    // What is left after a crash when somebody tidies up beside the vault.
    fs::write(&path, kept).unwrap();
    let vault = open(&path);
    assert_eq!((names(&vault), vault.lost()), (vec!["张三".to_owned()], 2));
    vault.close().unwrap();
    assert_eq!(open(&path).lost(), 0, "told once");
}

#[test]
fn a_vault_that_is_gone_is_missed_and_no_other_takes_its_place_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut vault) = vault_in(&folder);
    add(&mut vault, "张三");
    let backup = vault.copier().back_up(&folder_of(&path), false, at()).unwrap();
    vault.close().unwrap();
    fs::remove_file(&path).unwrap();
    for _ in 0..2 {
        let error = Vault::open_or_create(&path, &key(), at()).unwrap_err();
        assert_eq!(error, StoreError::Gone);
        assert!(!path.exists());
    }
    assert_eq!(restore(&path, &key(), &backup.name, at()).unwrap(), None);
    assert_eq!(names(&open(&path)), ["张三"]);

    fs::remove_file(&path).unwrap();
    assert_eq!(begin_anew(&path, at()).unwrap(), None);
    let vault = Vault::open_or_create(&path, &key(), at()).unwrap();
    assert_eq!((names(&vault), vault.lost()), (vec![], 0));
    vault.close().unwrap();
    let aside = begin_anew(&path, at()).unwrap().unwrap();
    assert!(aside.exists() && !path.exists());

    // Only the log of a crashed program is left.
    fs::write(path.with_extension("db-wal"), "log").unwrap();
    assert_eq!(Vault::open_or_create(&path, &key(), at()).unwrap_err(), StoreError::Gone);
}
