//! A vault of each format there has been, kept as what it was made of: it is opened and brought up with everything in it, after a
//! backup. A format that is changed gets a file of its own in `formats/`, and those of before stay as they are.
#![expect(clippy::unwrap_used, reason = "tests")]

mod with_key;

use std::{
    fs,
    path::{Path, PathBuf},
};

use beishen_store::{ApplicantId, Key, Vault, backups, folder_of};
use chrono::NaiveDateTime;
use rusqlite::Connection;
use with_key::{pragma, with_key};

fn at() -> NaiveDateTime {
    "2026-11-22T09:30:00".parse().unwrap()
}

fn key() -> Key {
    Key::new([7; 32])
}

/// The kept formats, the first one first.
fn formats() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let mut all: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    all.sort();
    all
}

/// Makes the vault that a text describes, encrypted as vaults are.
fn make(text: &str, path: &Path) {
    Vault::create(path, &key(), at()).unwrap().close().unwrap();
    let key = pragma(path);
    for suffix in ["", ".count"] {
        fs::remove_file(format!("{}{suffix}", path.display())).unwrap();
    }
    let vault = Connection::open(path).unwrap();
    vault.execute_batch(&key).unwrap();
    vault.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    vault.execute_batch(text).unwrap();
}

#[test]
fn a_vault_of_every_format_is_brought_up_with_everything_in_it() {
    let formats = formats();
    for (n, file) in (1..).zip(&formats) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.db");
        make(&fs::read_to_string(file).unwrap(), &path);
        let mut vault = Vault::open(&path, &key(), at()).unwrap();
        vault.check().unwrap();

        let all = vault.everybody().unwrap();
        assert_eq!(all.len(), 1, "format {n}");
        let zhang = all[0].applicant.clone();
        assert_eq!((zhang.id, zhang.details.name.as_str()), (ApplicantId::from(7), "张三"));
        assert_eq!((zhang.details.note.as_deref(), zhang.details.colour), (Some("a note"), 2));
        let bin = vault.in_bin().unwrap();
        assert_eq!(bin[0].applicant.details.name, "李四", "format {n}");
        let record = vault.applicant(zhang.id).unwrap();
        assert_eq!(record.values.answers["person.name"].text, "张三");
        let again = if n >= 2 { 3 } else { 2 };
        assert_eq!(record.drafts.len(), again, "format {n}");
        let draft = record.drafts.iter().find(|it| it.procedure == "tdxl").unwrap();
        let values = vault.draft(draft.id).unwrap().values;
        assert_eq!(values.answers["own"].text, "only here");
        let photo = &values.attachments["photo"];
        assert_eq!(vault.bytes(&photo.digest).unwrap(), [1, 2, 3], "format {n}");
        assert_eq!(vault.options().unwrap().len(), usize::from(n >= 3));
        assert_eq!(vault.own_profiles().unwrap().len(), usize::from(n >= 5));
        assert_eq!(vault.imports().unwrap().len(), usize::from(n >= 9));
        assert_eq!(vault.gone().unwrap(), u64::from(n >= 11));
        let exports = |vault: &Vault| vault.exports(9, 9).unwrap();
        assert_eq!(exports(&vault).len(), if n >= 12 { 2 } else { 0 });
        // What was done can be taken back yet, and the vault goes on.
        vault.undo(draft.id, at()).unwrap().unwrap();
        let name = vault.applicant(zhang.id).unwrap().values.answers["person.name"].text.clone();
        assert_eq!(name, "张叁", "format {n}");
        vault.delete_applicant(zhang.id, at()).unwrap();
        vault.erase_applicant(zhang.id).unwrap();
        assert_eq!(
            exports(&vault).len(),
            usize::from(n >= 12),
            "what was theirs alone, format {n}"
        );
        vault.check().unwrap();
        assert_eq!(vault.copier().take_out().unwrap(), Vec::<PathBuf>::new(), "format {n}");
        vault.close().unwrap();

        let made = backups(&folder_of(&path)).unwrap();
        assert_eq!(made.len(), usize::from(n < formats.len()), "a backup of before, format {n}");
        if let Some(backup) = made.first() {
            let mut old = Vault::open(&folder_of(&path).join(&backup.name), &key(), at()).unwrap();
            assert_eq!(old.everybody().unwrap().len(), 0, "taken out, format {n}");
            old.purge(at()).unwrap();
        }
    }
}

#[test]
fn the_format_of_today_is_kept_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    Vault::create(&path, &key(), at()).unwrap().close().unwrap();
    let vault = with_key(&path);
    let format: u32 = vault.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    assert_eq!(formats().len(), usize::try_from(format).unwrap());
    // A format that was released is not changed any more: brought up, each has the tables of today.
    let tables = |it: &Connection| {
        let sql = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name)";
        it.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap()
    };
    let kept = Connection::open_in_memory().unwrap();
    kept.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    kept.execute_batch(&fs::read_to_string(formats().pop().unwrap()).unwrap()).unwrap();
    assert_eq!(tables(&kept), tables(&vault));
}
