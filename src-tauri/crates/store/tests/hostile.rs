//! Files that are not what they should be: each is told for what it is and left byte for byte as it was.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod with_key;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use beishen_store::{
    ApplicantDetails, Change, Key, Level, NewApplicant, NewFile, Provenance, StoreError, Thing,
    Vault,
};
use chrono::NaiveDateTime;
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};
use with_key::with_key;

fn key() -> Key {
    Key::new([7; 32])
}

fn at() -> NaiveDateTime {
    NaiveDateTime::parse_from_str("2026-11-22T09:30:00", "%Y-%m-%dT%H:%M:%S").unwrap()
}

/// A vault with enough in it for many pages.
fn vault(path: &Path) -> Vault {
    let mut vault = Vault::create(path, &key(), at()).unwrap();
    for n in 0..20_u8 {
        let name = format!("张三{n}");
        let details = ApplicantDetails { name: name.clone(), ..Default::default() };
        let file = NewFile { name, note: String::new(), bytes: vec![n; 5000] };
        let values = vec![
            Change::answer(Level::Applicant, "id", Some("11010519491231002X"), Provenance::Typed),
            Change::attach(Level::Applicant, "photo", Some(file), Provenance::Typed),
        ];
        let new = NewApplicant { details, values, procedures: vec!["xwrz".into()] };
        vault.add_applicant(&new, at()).unwrap();
        vault.add_option("work.rank", &format!("示例级别{n}"), at()).unwrap();
    }
    vault
}

/// Everything a person would read, as one text.
fn read(vault: &Vault) -> Result<String, StoreError> {
    let mut all = Vec::new();
    for line in vault.everybody()? {
        let values = vault.applicant(line.applicant.id)?.values;
        let photo = vault.bytes(&values.attachments["photo"].digest)?;
        all.push(format!("{} {:?}", line.applicant.details.name, values.answers["id"].text));
        all.push(format!("{photo:?}"));
    }
    all.extend(
        vault.options()?.into_iter().map(|it| format!("{} {} {}", it.fact, it.value, it.at)),
    );
    all.extend(vault.own_profiles()?.into_iter().map(|it| format!("{it:?}")));
    Ok(all.join("\n"))
}

/// Names and hashes of all files in a folder, the empty lock file aside.
fn fingerprint(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && !path.to_string_lossy().ends_with(".lock"))
        .map(|path| (path.clone(), Sha256::digest(fs::read(&path).unwrap()).to_vec()))
        .collect()
}

fn refused_untouched(path: &Path, key: &Key, expected: StoreError) {
    let before = fingerprint(path.parent().unwrap());
    assert_eq!(Vault::open(path, key, at()).unwrap_err(), expected, "{}", path.display());
    assert_eq!(fingerprint(path.parent().unwrap()), before, "{}", path.display());
    let created = Vault::create(path, key, at()).unwrap_err();
    assert_eq!(created, StoreError::Exists, "{}", path.display());
    assert_eq!(fingerprint(path.parent().unwrap()), before, "{}", path.display());
}

#[test]
fn files_that_are_no_vault() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    assert_eq!(Vault::open(&path, &key(), at()).unwrap_err(), StoreError::NotFound(Thing::Vault));
    assert!(fingerprint(folder.path()).is_empty());

    let random: Vec<u8> = (0..8192_u32).map(|n| (n * n % 251) as u8).collect();
    let mut magic_only = b"BSV1".to_vec();
    magic_only.extend(&random);
    for (bytes, expected) in [
        (Vec::new(), StoreError::Damaged),
        (b"BSV1".to_vec(), StoreError::Damaged),
        (magic_only, StoreError::WrongKey),
        ("姓名,身份证号\n张三,11010519491231002X\n".into(), StoreError::Foreign),
        (b"B".to_vec(), StoreError::Damaged),
        (b"X".to_vec(), StoreError::Foreign),
        (random, StoreError::Foreign),
        (vec![0; 4096], StoreError::Foreign),
    ] {
        fs::write(&path, &bytes).unwrap();
        refused_untouched(&path, &key(), expected);
    }
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    refused_untouched(&path, &key(), StoreError::Foreign);
}

#[test]
fn a_database_of_another_program_even_while_it_is_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    let other = Connection::open(&path).unwrap();
    other
        .execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t(x); INSERT INTO t VALUES(1);")
        .unwrap();
    refused_untouched(&path, &key(), StoreError::Foreign);
    drop(other);
    refused_untouched(&path, &key(), StoreError::Foreign);
}

#[test]
fn an_encrypted_database_of_the_same_key_that_is_not_ours() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    vault(&path).close().unwrap();
    with_key(&path).execute_batch("PRAGMA application_id = 1").unwrap();
    refused_untouched(&path, &key(), StoreError::Foreign);
}

#[test]
fn a_wrong_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    vault(&path).close().unwrap();
    refused_untouched(&path, &Key::new([8; 32]), StoreError::WrongKey);
    Vault::open(&path, &key(), at()).unwrap();
}

#[test]
fn a_newer_vault_closed_or_crashed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    vault(&path).close().unwrap();
    let version = |row: &rusqlite::Row<'_>| row.get(0);
    let known = with_key(&path).query_row("PRAGMA user_version", [], version).unwrap();
    with_key(&path).execute_batch("PRAGMA user_version = 99").unwrap();
    let newer = StoreError::Newer { found: 99, known };
    refused_untouched(&path, &key(), newer);

    // The same as a crash leaves it: the newer version stands in the write-ahead log only.
    let crashed = tempfile::tempdir().unwrap();
    let path = crash(folder.path(), crashed.path(), "PRAGMA user_version = 100");
    refused_untouched(&path, &key(), StoreError::Newer { found: 100, known });
}

/// A copy of the vault in `from` as a crash right after `sql` leaves it: with a write-ahead log.
fn crash(from: &Path, to: &Path, sql: &str) -> PathBuf {
    let writer = with_key(&from.join("vault.db"));
    writer.execute_batch(sql).unwrap();
    for name in ["vault.db", "vault.db-wal"] {
        fs::copy(from.join(name), to.join(name)).unwrap();
    }
    assert!(fs::metadata(to.join("vault.db-wal")).unwrap().len() > 0);
    to.join("vault.db")
}

#[test]
fn a_crashed_vault_is_recovered_with_the_right_key_and_untouched_with_a_wrong_one() {
    let folder = tempfile::tempdir().unwrap();
    let crashed = tempfile::tempdir().unwrap();
    vault(&folder.path().join("vault.db")).close().unwrap();
    let path = crash(folder.path(), crashed.path(), "UPDATE applicant SET name = '李四'");
    refused_untouched(&path, &Key::new([8; 32]), StoreError::WrongKey);
    let vault = Vault::open(&path, &key(), at()).unwrap();
    assert!(vault.recovered());
    assert!(read(&vault).unwrap().contains("李四"));
}

#[test]
fn a_crashed_vault_that_is_damaged_besides_keeps_its_log() {
    let folder = tempfile::tempdir().unwrap();
    let crashed = tempfile::tempdir().unwrap();
    vault(&folder.path().join("vault.db")).close().unwrap();
    let path =
        crash(folder.path(), crashed.path(), "UPDATE applicant SET name = '李四' WHERE id = 1");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    refused_untouched(&path, &key(), StoreError::Damaged);
}

#[test]
fn a_log_without_its_vault_is_not_played_into_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    fs::write(folder.path().join("vault.db-wal"), "the rest of a vault").unwrap();
    assert_eq!(Vault::create(&path, &key(), at()).unwrap_err(), StoreError::Exists);
    assert!(!path.exists());
}

#[test]
fn no_damage_goes_unnoticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    vault(&path).close().unwrap();
    let good = fs::read(&path).unwrap();
    let expected = read(&Vault::open(&path, &key(), at()).unwrap()).unwrap();
    let mut at_open = 0;
    let mut random = 1_u64;
    for n in 0..150 {
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let place = usize::try_from(random >> 33).unwrap() % good.len();
        let mut bytes = good.clone();
        match n % 3 {
            0 => bytes[place] ^= 1 << (random >> 20 & 7),
            1 => bytes[place / 512 * 512..][..512].fill(0),
            _ => bytes.truncate(place),
        }
        fs::write(&path, &bytes).unwrap();
        let before = fingerprint(folder.path());
        match Vault::open(&path, &key(), at()) {
            Err(error) => {
                at_open += 1;
                let words = ["damaged", "wrong_key", "foreign"];
                assert!(words.contains(&error.code()), "{error} at {place}");
            }
            Ok(vault) => {
                assert_eq!(vault.check(), Err(StoreError::Damaged), "at {place}");
                match read(&vault) {
                    Ok(all) => assert_eq!(all, expected, "silently wrong, at {place}"),
                    Err(error) => assert_eq!(error, StoreError::Damaged, "at {place}"),
                }
            }
        }
        assert_eq!(fingerprint(folder.path()), before, "at {place}");
    }
    assert!(at_open > 10, "{at_open}");
}

#[cfg(unix)]
#[test]
fn a_vault_without_permission() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    vault(&path).close().unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    let superuser = fs::File::open(&path).is_ok();
    match Vault::open(&path, &key(), at()) {
        Ok(_) => assert!(superuser, "only the superuser may pass over permissions"),
        Err(error) => assert_eq!(error, StoreError::NoAccess),
    }
    // Nothing a superuser passes over: the folder of the vault is a file.
    let inside = path.join("vault.db");
    let found = Vault::create(&inside, &key(), at()).unwrap_err();
    assert_eq!(found.code(), if superuser { "io" } else { "no_access" });
}
