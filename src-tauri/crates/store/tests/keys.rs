//! How the key of a vault is kept: what opens it, what does not, and that no secret of it lies anywhere in the clear.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use beishen_store::{
    Key, NewApplicant, RecoveryCode, Secret, StoreError, Vault, Way, Wraps, begin_anew, folder_of,
    has_keychain, keep, make_ready, rekey,
};
use chrono::NaiveDateTime;

const PASSPHRASE: &str = "春眠不觉晓 2026";
/// As it lies in a file before anybody was asked.
const KEY: &str = "5eed5eed5eed5eed5eed5eed5eed5eed0123456789abcdef0123456789abcdef";

fn at() -> NaiveDateTime {
    "2026-11-22T09:30:00".parse().unwrap()
}

struct Kept {
    folder: tempfile::TempDir,
    path: PathBuf,
    key: Key,
    code: RecoveryCode,
    wraps: Wraps,
}

/// A vault with an applicant; a passphrase and a code were chosen.
fn kept() -> Kept {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("beishen.vault");
    fs::write(beside(&path, ".key"), KEY).unwrap();
    let key = Key::load_or_create(&path).unwrap();
    let mut vault = Vault::create(&path, &key, at()).unwrap();
    vault.add_applicant(&NewApplicant::default(), at()).unwrap();
    let code = RecoveryCode::random().unwrap();
    let wraps = Wraps::new(true).unwrap().with(&Secret::Passphrase(PASSPHRASE), &key).unwrap();
    let mut wraps = wraps.with(&Secret::Recovery(&code), &key).unwrap();
    // While the vault is open.
    keep(&path, &key, &mut wraps).unwrap();
    vault.copier().back_up(&folder_of(&path), false, at()).unwrap();
    vault.close().unwrap();
    Kept { folder, path, key, code, wraps }
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    PathBuf::from(format!("{}{suffix}", path.display()))
}

/// Every file below a folder.
fn all(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    entries.flat_map(|it| if it.is_dir() { all(&it) } else { vec![it] }).collect()
}

#[test]
fn passphrase_or_code_open_the_vault_and_nothing_else_does() {
    let Kept { folder: _folder, path, key, code, .. } = kept();
    let wraps = Wraps::of(&path).unwrap().unwrap();
    assert!(wraps.is_shared() && wraps.has(Way::Passphrase) && !wraps.has(Way::Keychain));
    assert_eq!(wraps.open(&Secret::Passphrase(PASSPHRASE)), Ok(key.clone()));
    let typed = RecoveryCode::read(&code.groups().join(" ").to_lowercase()).unwrap();
    assert_eq!(wraps.open(&Secret::Recovery(&typed)), Ok(key));
    for wrong in ["", "春眠不觉晓 2027", "春眠不觉晓 2026 "] {
        assert_eq!(wraps.open(&Secret::Passphrase(wrong)), Err(StoreError::WrongSecret), "{wrong}");
    }
    let other = RecoveryCode::random().unwrap();
    assert_eq!(wraps.open(&Secret::Recovery(&other)), Err(StoreError::WrongSecret));
    assert_eq!(wraps.open(&Secret::Keychain), Err(StoreError::WrongSecret), "no such way");
    assert!(!beside(&path, ".key").exists());
    assert_eq!(Key::load_or_create(&path).unwrap_err(), StoreError::Locked, "no key is made");
}

#[test]
fn no_secret_lies_anywhere_in_the_clear() {
    let Kept { folder, path, key, code, mut wraps } = kept();
    let new = Key::random().unwrap();
    let anew = wraps.anew(&key, &new).unwrap().with(&Secret::Recovery(&code), &new).unwrap();
    let mut anew = anew.with(&Secret::Passphrase(PASSPHRASE), &new).unwrap();
    let mut vault = Vault::open(&path, &key, at()).unwrap();
    vault.add_applicant(&NewApplicant::default(), at()).unwrap();
    vault.close().unwrap();
    rekey(&path, &key, &new, &mut anew, at()).unwrap();
    wraps.clone_from(&anew);
    let mut vault = Vault::open(&path, &new, at()).unwrap();
    // So that there is a log as well.
    vault.add_applicant(&NewApplicant::default(), at()).unwrap();
    let files = all(folder.path());
    assert!(files.iter().any(|it| it.extension().is_some_and(|it| it == "vault-wal")));
    let groups = code.groups();
    for file in files {
        let bytes = fs::read(&file).unwrap();
        for secret in [KEY, PASSPHRASE, &groups.concat(), &groups.join("-"), &groups[1], &groups[4]]
        {
            let found = bytes.windows(secret.len()).any(|it| it == secret.as_bytes());
            assert!(!found, "{} holds a secret", file.display());
        }
        let raw = [0x5e, 0xed, 0x5e, 0xed, 0x5e, 0xed, 0x5e, 0xed];
        assert!(!bytes.windows(8).any(|it| it == raw), "{} holds the key", file.display());
    }
    assert!(!format!("{wraps:?} {code:?} {key:?}").contains(&groups[1]));
}

#[test]
fn one_copy_is_enough_and_two_that_say_nothing_are_refused_untouched() {
    let Kept { folder: _folder, path, key, .. } = kept();
    let copies = [beside(&path, ".json"), beside(&path, ".json2")];
    let good = fs::read(&copies[0]).unwrap();
    for damaged in &copies {
        for with in [None, Some(&b"{}"[..]), Some(b""), Some(&good[..good.len() / 2])] {
            let _ = fs::remove_file(damaged);
            if let Some(bytes) = with {
                fs::write(damaged, bytes).unwrap();
            }
            let wraps = Wraps::of(&path).unwrap().unwrap();
            make_ready(&path, &key, &wraps).unwrap();
            assert_eq!(fs::read(damaged).unwrap(), good, "put right at the next opening");
        }
    }
    for it in &copies {
        fs::write(it, "nothing").unwrap();
    }
    assert_eq!(Wraps::of(&path).unwrap_err(), StoreError::WrapsDamaged);
    assert_eq!(Key::load_or_create(&path).unwrap_err(), StoreError::Locked);
    assert_eq!(fs::read(&copies[0]).unwrap(), b"nothing");
    for it in &copies {
        fs::remove_file(it).unwrap();
    }
    assert_eq!(Wraps::of(&path).unwrap(), None);
    assert_eq!(Key::load_or_create(&path).unwrap_err(), StoreError::KeyMissing);
    assert!(!beside(&path, ".key").exists(), "no key is made for a vault that has one");
}

#[test]
fn no_bit_of_a_copy_changes_unnoticed() {
    let Kept { folder: _folder, path, wraps, .. } = kept();
    let copies = [beside(&path, ".json"), beside(&path, ".json2")];
    let good = fs::read(&copies[0]).unwrap();
    fs::remove_file(&copies[1]).unwrap();
    for bit in 0..good.len() * 8 {
        let mut bytes = good.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        fs::write(&copies[0], bytes).unwrap();
        assert_eq!(Wraps::of(&path), Err(StoreError::WrapsDamaged), "bit {bit}");
    }
    fs::write(&copies[0], &good).unwrap();
    assert_eq!(Wraps::of(&path).unwrap(), Some(wraps));
}

#[test]
fn a_backup_that_is_taken_elsewhere_opens_with_what_is_known_today() {
    let Kept { folder, path, key, code, wraps } = kept();
    let backup = folder_of(&path).join("20261122-093000.vault");
    assert!(beside(&backup, ".json").exists());
    let passphrase = "another passphrase";
    let mut wraps = wraps.with(&Secret::Passphrase(passphrase), &key).unwrap();
    keep(&path, &key, &mut wraps).unwrap();
    let stick = folder.path().join("stick");
    fs::create_dir(&stick).unwrap();
    for suffix in ["", ".json"] {
        fs::copy(beside(&backup, suffix), beside(&stick.join("old.vault"), suffix)).unwrap();
    }
    let taken = stick.join("old.vault");
    let beside_it = Wraps::of(&taken).unwrap().unwrap();
    assert_eq!(beside_it.open(&Secret::Passphrase(PASSPHRASE)), Err(StoreError::WrongSecret));
    assert_eq!(beside_it.open(&Secret::Passphrase(passphrase)), Ok(key.clone()));
    let key = beside_it.open(&Secret::Recovery(&code)).unwrap();
    make_ready(&taken, &key, &beside_it).unwrap();
    Vault::open(&taken, &key, at()).unwrap().check().unwrap();
}

#[test]
fn a_key_that_is_changed_again_and_again_is_still_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("beishen.vault");
    let (mut key, code) = (Key::random().unwrap(), RecoveryCode::random().unwrap());
    let recovery = Secret::Recovery(&code);
    let mut wraps = Wraps::new(false).unwrap().with(&recovery, &key).unwrap();
    // As often as a file of all the keys there were would be too long to be read.
    for _ in 0..250 {
        let new = Key::random().unwrap();
        wraps = wraps.anew(&key, &new).unwrap();
        key = new;
    }
    wraps = wraps.with(&recovery, &key).unwrap();
    keep(&path, &key, &mut wraps).unwrap();
    assert_eq!(Wraps::of(&path).unwrap().unwrap().open(&recovery), Ok(key));
}

#[test]
fn who_has_lost_passphrase_and_code_may_begin_anew_and_nothing_is_deleted() {
    let Kept { folder: _folder, path, key, code, .. } = kept();
    let aside = begin_anew(&path, at()).unwrap().unwrap();
    assert_eq!(Wraps::of(&path).unwrap(), None);
    let fresh = Key::load_or_create(&path).unwrap();
    assert_ne!(fresh, key);
    Vault::open_or_create(&path, &fresh, at()).unwrap().close().unwrap();
    let wraps = Wraps::of(&aside).unwrap().unwrap();
    let found = wraps.open(&Secret::Recovery(&code)).unwrap();
    make_ready(&aside, &found, &wraps).unwrap();
    Vault::open(&aside, &found, at()).unwrap().check().unwrap();
}

/// Without a bus there is none, and that is said; `dbus-run-session` with an unlocked GNOME Keyring has one.
#[test]
fn the_keychain_gives_the_key_out_or_it_is_said_that_there_is_none() {
    let key = Key::random().unwrap();
    let with = Wraps::new(false).unwrap().with(&Secret::Keychain, &key);
    if has_keychain() {
        let wraps = with.unwrap();
        assert_eq!(wraps.open(&Secret::Keychain), Ok(key));
        wraps.forget_keychain();
        assert_eq!(wraps.open(&Secret::Keychain), Err(StoreError::NoKeychain));
    } else {
        assert_eq!(with.unwrap_err(), StoreError::NoKeychain);
    }
}
