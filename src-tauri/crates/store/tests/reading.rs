//! A vault where nothing can be written is read, and nothing beside it is touched.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{fs, path::Path};

use beishen_store::{Key, NewApplicant, StoreError, Vault};
use chrono::NaiveDateTime;

/// Everything that lies beside the vault, byte for byte.
fn all(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let mut all: Vec<_> =
        entries.map(|it| (it.display().to_string(), fs::read(it).unwrap())).collect();
    all.sort();
    all
}

#[test]
fn it_says_what_it_knows_and_takes_nothing_in() {
    let folder = tempfile::tempdir().unwrap();
    let (path, at) = (folder.path().join("beishen.vault"), NaiveDateTime::default());
    let key = Key::load_or_create(&path).unwrap();
    let mut vault = Vault::open_or_create(&path, &key, at).unwrap();
    let id = vault.add_applicant(&NewApplicant::default(), at).unwrap();
    // As a program that was killed leaves it: what was written last lies in the log.
    let killed = folder.path().join("killed");
    fs::create_dir(&killed).unwrap();
    for suffix in ["", "-wal", ".key"] {
        let name = format!("beishen.vault{suffix}");
        fs::copy(folder.path().join(&name), killed.join(&name)).unwrap();
    }
    let before = all(&killed);
    let mut copy = Vault::open_copy(&killed.join("beishen.vault"), &key, at).unwrap();
    copy.only_read();
    assert!(copy.reads_only());
    assert_eq!(copy.everybody().unwrap()[0].applicant.id, id);
    assert_eq!(copy.add_applicant(&NewApplicant::default(), at), Err(StoreError::ReadOnly));
    assert_eq!(copy.delete_applicant(id, at), Err(StoreError::ReadOnly));
    assert_eq!(copy.everybody().unwrap().len(), 1);
    drop(copy);
    assert_eq!(all(&killed), before);
}

#[test]
fn what_a_killed_program_left_among_temporary_files_goes_with_the_next_opening() {
    let folder = tempfile::tempdir().unwrap();
    let (path, at) = (folder.path().join("beishen.vault"), NaiveDateTime::default());
    let key = Key::load_or_create(&path).unwrap();
    Vault::create(&path, &key, at).unwrap().close().unwrap();
    let named = |digits: &str| std::env::temp_dir().join(format!("beishen-{digits}"));
    let (left, held) = (named(&"0a".repeat(32)), named(&"0b".repeat(32)));
    let other = named("of somebody else");
    // Other programs on this computer do the same to what nobody has open: it is open from its first moment on.
    let open = |folder: &Path| {
        fs::create_dir_all(folder).unwrap();
        fs::copy(&path, folder.join("vault")).unwrap();
        let lock = fs::File::create(folder.join("vault.lock")).unwrap();
        lock.try_lock().unwrap();
        lock
    };
    drop([open(&left), open(&other)]);
    let read = open(&held);
    drop(Vault::open_copy(&path, &key, at).unwrap());
    assert!(!left.exists() && held.exists() && other.exists());
    drop(read);
    for folder in [held, other] {
        let _ = fs::remove_dir_all(folder);
    }
}
