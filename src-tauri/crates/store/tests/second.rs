//! A computer is lost: what lies in a second place opens elsewhere.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use beishen_store::{
    Key, NewApplicant, RecoveryCode, Secret, StoreError, Vault, Wraps, adopt, backups, copy_newest,
    folder_in, folder_of, keep, make_ready, rekey,
};
use chrono::{NaiveDateTime, TimeDelta};

fn at() -> NaiveDateTime {
    "2026-11-22T09:30:00".parse().unwrap()
}

struct Computer {
    folder: tempfile::TempDir,
    path: PathBuf,
    key: Key,
    code: RecoveryCode,
}

/// A vault with one applicant, a recovery code and one backup.
fn computer() -> Computer {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("beishen.vault");
    let key = Key::load_or_create(&path).unwrap();
    let mut vault = Vault::create(&path, &key, at()).unwrap();
    vault.add_applicant(&NewApplicant::default(), at()).unwrap();
    let code = RecoveryCode::random().unwrap();
    let wraps = Wraps::new(false).unwrap().with(&Secret::Recovery(&code), &key);
    keep(&path, &key, &mut wraps.unwrap()).unwrap();
    vault.copier().back_up(&folder_of(&path), false, at()).unwrap();
    vault.close().unwrap();
    Computer { folder, path, key, code }
}

fn applicants(path: &Path, key: &Key) -> usize {
    let vault = Vault::open(path, key, at()).unwrap();
    let count = vault.everybody().unwrap().len();
    vault.close().unwrap();
    count
}

/// Takes the only backup of a place in at another computer's vault.
fn taken(place: &Path, code: &RecoveryCode, path: &Path) -> Result<Key, StoreError> {
    let folder = fs::read_dir(place).unwrap().next().unwrap().unwrap().path();
    let backup = folder.join(&backups(&folder).unwrap()[0].name);
    let mut wraps = Wraps::of(&backup)?.unwrap();
    let key = wraps.open(&Secret::Recovery(code))?;
    adopt(path, &backup, &mut wraps, &key, at())?;
    make_ready(path, &key, &wraps)?;
    Ok(key)
}

#[test]
fn a_copy_opens_on_another_computer_with_the_code_and_what_was_there_is_set_aside() {
    let (lost, place) = (computer(), tempfile::tempdir().unwrap());
    copy_newest(&lost.path, place.path(), at()).unwrap();
    lost.folder.close().unwrap();

    // A new computer: the program was opened once, and nobody has said who uses it.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("beishen.vault");
    let first = Key::load_or_create(&path).unwrap();
    Vault::create(&path, &first, at()).unwrap().close().unwrap();
    let other = RecoveryCode::random().unwrap();
    assert_eq!(taken(place.path(), &other, &path).unwrap_err(), StoreError::WrongSecret);
    assert_eq!(applicants(&path, &first), 0, "a wrong code changes nothing");

    let key = taken(place.path(), &lost.code, &path).unwrap();
    assert_eq!(key, lost.key);
    assert_eq!(applicants(&path, &key), 1);
    assert_eq!(Key::load_or_create(&path).unwrap_err(), StoreError::Locked, "as it was kept");
    let names = fs::read_dir(folder.path()).unwrap().flatten();
    let aside = names.map(|it| it.path()).find(|it| it.extension().is_some_and(|e| e == "aside"));
    let aside = aside.unwrap();
    let its_key = Key::load_or_create(&aside).unwrap();
    assert_eq!(its_key, first, "the key goes with what was set aside");
    assert_eq!(applicants(&aside, &its_key), 0);
}

#[test]
fn a_backup_from_before_another_key_opens_with_the_code_it_had() {
    let (lost, place) = (computer(), tempfile::tempdir().unwrap());
    copy_newest(&lost.path, place.path(), at()).unwrap();
    let wraps = Wraps::of(&lost.path).unwrap().unwrap();
    let (new, code) = (Key::random().unwrap(), RecoveryCode::random().unwrap());
    let anew = wraps.anew(&lost.key, &new).unwrap().with(&Secret::Recovery(&code), &new);
    rekey(&lost.path, &lost.key, &new, &mut anew.unwrap(), at()).unwrap();
    assert_eq!(taken(place.path(), &lost.code, &lost.path).unwrap(), lost.key);
    assert_eq!(applicants(&lost.path, &lost.key), 1);
}

#[test]
fn without_a_code_nothing_is_copied_for_it_would_open_nowhere() {
    let (folder, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = folder.path().join("beishen.vault");
    let key = Key::load_or_create(&path).unwrap();
    let vault = Vault::create(&path, &key, at()).unwrap();
    vault.copier().back_up(&folder_of(&path), false, at()).unwrap();
    let error = copy_newest(&path, place.path(), at()).unwrap_err();
    assert_eq!(error, StoreError::KeyMissing);
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
}

#[test]
fn computers_that_share_a_place_keep_out_of_each_others_way_and_old_copies_go() {
    let (one, two, place) = (computer(), computer(), tempfile::tempdir().unwrap());
    for day in 0..30 {
        let at = at() + TimeDelta::days(day);
        for it in [&one, &two] {
            let vault = Vault::open(&it.path, &it.key, at).unwrap();
            vault.copier().back_up(&folder_of(&it.path), false, at).unwrap();
            vault.close().unwrap();
            copy_newest(&it.path, place.path(), at).unwrap();
        }
    }
    for it in [&one, &two] {
        let there = backups(&folder_in(place.path(), &it.path).unwrap()).unwrap();
        let here = backups(&folder_of(&it.path)).unwrap();
        assert_eq!(there, here);
        assert!(there.len() < 14, "{}", there.len());
    }
}

#[test]
fn what_was_copied_halfway_is_no_backup() {
    let (computer, place) = (computer(), tempfile::tempdir().unwrap());
    let folder = folder_in(place.path(), &computer.path).unwrap();
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("unfinished"), "the stick was pulled out").unwrap();
    assert_eq!(backups(&folder).unwrap(), []);
    copy_newest(&computer.path, place.path(), at()).unwrap();
    assert_eq!(backups(&folder).unwrap().len(), 1);
    assert!(!folder.join("unfinished").exists());
}

#[test]
fn before_the_first_backup_there_is_nothing_to_copy() {
    let (computer, place) = (computer(), tempfile::tempdir().unwrap());
    fs::remove_dir_all(folder_of(&computer.path)).unwrap();
    assert_eq!(copy_newest(&computer.path, place.path(), at()).unwrap(), None);
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
}
