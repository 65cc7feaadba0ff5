//! Two processes and one vault: one has it, the other is told so, and the vault is free as soon as the first one ends.

use beishen_store::{Key, StoreError, Vault};
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
