//! The whole vault is looked through once a week, and damage is told.

use beishen_desk::{Desk, Library, is_sound};
use beishen_store::{Change, Key, Level, NewApplicant, NewFile, Provenance, Vault};
use chrono::TimeDelta;
use serde_json::json;

use crate::now;

#[test]
fn the_whole_vault_is_looked_through_once_a_week_and_damage_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("beishen.vault");
    let now = now();
    let key = Key::load_or_create(&path).unwrap();
    let mut vault = Vault::create(&path, &key, now).unwrap();
    let bytes = vec![7; 300_000];
    let file = NewFile { name: "a.jpg".into(), note: String::new(), bytes };
    let values = vec![Change::attach(Level::Applicant, "photo", Some(file), Provenance::Typed)];
    vault.add_applicant(&NewApplicant { values, ..Default::default() }, now).unwrap();
    vault.close().unwrap();
    let open = |now| Desk::open(&path, Library::built_in().unwrap(), now).unwrap();
    let mut desk = open(now);
    let is_due = |desk: &Desk, days| desk.to_check(now + TimeDelta::days(days)).is_some();
    assert!(is_due(&desk, 0), "it never was");
    assert_eq!(is_sound(&desk.to_check(now).unwrap()), Ok(true));
    desk.checked(true, now);
    assert_eq!([0, 6, 7, 8, -1].map(|it| is_due(&desk, it)), [false, false, true, true, true]);
    drop(desk);
    assert_eq!([6, 7].map(|it| is_due(&open(now), it)), [false, true], "also after a restart");

    // A bit in the middle of the photo, which nobody reads when the vault is opened.
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let later = now + TimeDelta::days(7);
    let mut desk = open(later);
    let copier = desk.to_check(later).unwrap();
    assert_eq!(is_sound(&copier), Ok(false));
    desk.checked(false, later);
    let request = json!({ "command": "open_desk", "locale": "zh" });
    let reply = desk.call(serde_json::from_value(request).unwrap(), later).unwrap();
    let told = serde_json::to_value(reply).unwrap()["recovered"].to_string();
    assert!(told.contains("资料库文件有损坏") && told.contains("备份"), "{told}");
    assert!(!is_due(&desk, 30), "it is known");
}
