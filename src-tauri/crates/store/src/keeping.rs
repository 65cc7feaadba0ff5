//! Keeping the key of a vault in other ways than before, and another key for one whose key may be known to somebody.
//!
//! **Invariant:** interrupted at any moment, what opened the vault before opens it, or what opens it from now on does.

use std::path::Path;

use chrono::NaiveDateTime;

use crate::backup::{all_beside, copy_to, folder_of};
use crate::file::{Header, Lock, beside, publish};
use crate::vault::connect;
use crate::{Copier, Key, Result, StoreError, Wraps};

/// From now on `wraps` are the ways to `key`: written, read back, and only then a key file goes.
pub fn keep(vault: &Path, key: &Key, wraps: &mut Wraps) -> Result<()> {
    wraps.write(vault)?;
    settle(vault, key, wraps)
}

/// Finishes what was interrupted, once `key` was had from `wraps`: a copy of them that is missing, beside the vault or a backup, and
/// a key file that should be gone.
fn settle(vault: &Path, key: &Key, wraps: &Wraps) -> Result<()> {
    wraps.complete(vault)?;
    for old in all_beside(vault) {
        // A backup on a medium that is write-protected stays as it is.
        let _ = wraps.accompany(&old, &old, key);
    }
    key.remove_beside(vault)
}

/// Makes the vault at `path`, which nobody has open, ready to be opened with `key`, which was had from `wraps`: finishes what was
/// interrupted, and writes a vault that is under a key it had before, as a restored backup may be, anew.
pub fn make_ready(path: &Path, key: &Key, wraps: &Wraps) -> Result<()> {
    settle(path, key, wraps)?;
    if !path.try_exists()? {
        return Ok(());
    }
    let fits = wraps.fitting(path, key)?;
    if fits == *key {
        return Ok(());
    }
    let _lock = Lock::take(path)?;
    let before = connect(path, &fits, Header::of(path, &fits)?)?;
    let fresh = beside(path, ".new");
    copy_to(&before, &fresh, key, Header::new(key)?)?;
    // The log goes with the last connection: it is of the key before.
    before.close().map_err(|(_, error)| error)?;
    for suffix in ["-wal", "-journal"] {
        if beside(path, suffix).try_exists()? {
            return Err(StoreError::InUse);
        }
    }
    publish(&fresh, path)
}

/// Gives the vault at `path`, which nobody has open, the key `new`, after a backup. `wraps` are the ways to `new`, made of
/// [`Wraps::anew`]. Interrupted, it is finished when the vault is opened the next time.
pub fn rekey(
    path: &Path,
    old: &Key,
    new: &Key,
    wraps: &mut Wraps,
    at: NaiveDateTime,
) -> Result<()> {
    let lock = Lock::take(path)?;
    let header = Header::of(path, old)?;
    Copier::new(path, old, header).back_up(&folder_of(path), true, at)?;
    wraps.write(path)?;
    drop(lock);
    make_ready(path, new, wraps)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;
    use crate::file::killed_at;
    use crate::{NewApplicant, RecoveryCode, Secret, Vault, backups, restore};

    fn at() -> NaiveDateTime {
        "2026-11-22T09:30:00".parse().unwrap()
    }

    /// A vault as it is made before anybody was asked, with one applicant and one backup.
    fn vault() -> (tempfile::TempDir, PathBuf, Key) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("beishen.vault");
        let key = Key::load_or_create(&path).unwrap();
        let mut vault = Vault::create(&path, &key, at()).unwrap();
        vault.add_applicant(&NewApplicant::default(), at()).unwrap();
        vault.copier().back_up(&folder_of(&path), false, at()).unwrap();
        vault.close().unwrap();
        (folder, path, key)
    }

    /// Opens the vault as the program does: with the code where it is asked for, otherwise with the file.
    fn opened(path: &Path, codes: &[&RecoveryCode]) -> Result<Key> {
        let Some(wraps) = Wraps::of(path)? else { return Key::load_or_create(path) };
        let open = |it: &&RecoveryCode| wraps.open(&Secret::Recovery(it)).ok();
        let key = codes.iter().find_map(open).ok_or(StoreError::WrongSecret)?;
        make_ready(path, &key, &wraps)?;
        Ok(key)
    }

    fn holds_all(path: &Path, key: &Key) {
        let vault = Vault::open(path, key, at()).unwrap();
        vault.check().unwrap();
        assert_eq!(vault.everybody().unwrap().len(), 1);
        vault.close().unwrap();
    }

    #[test]
    fn a_choice_that_is_killed_at_any_step_leaves_a_vault_that_opens() {
        let mut kills = 0;
        for steps in 0.. {
            let (_folder, path, key) = vault();
            let code = RecoveryCode::random().unwrap();
            let mut wraps =
                Wraps::new(false).unwrap().with(&Secret::Recovery(&code), &key).unwrap();
            let done = killed_at(steps, || keep(&path, &key, &mut wraps));
            let found = opened(&path, &[&code]).unwrap();
            assert_eq!(found, key);
            holds_all(&path, &key);
            // The key lies in the clear until it is sealed, and never with what seals it.
            let lies = beside(&path, ".key");
            assert_ne!(lies.exists(), beside(&path, ".json").exists(), "after {steps} steps");
            if done.is_ok() {
                kills = steps;
                break;
            }
        }
        assert!(kills > 8, "{kills}");
    }

    #[test]
    fn another_key_that_is_killed_at_any_step_leaves_a_vault_that_opens() {
        let mut kills = 0;
        for steps in 0.. {
            let (_folder, path, key) = vault();
            let (code, other) = (RecoveryCode::random().unwrap(), RecoveryCode::random().unwrap());
            let mut wraps =
                Wraps::new(false).unwrap().with(&Secret::Recovery(&code), &key).unwrap();
            keep(&path, &key, &mut wraps).unwrap();
            let new = Key::random().unwrap();
            let anew = wraps.anew(&key, &new).unwrap();
            let mut anew = anew.with(&Secret::Recovery(&other), &new).unwrap();
            let done = killed_at(steps, || rekey(&path, &key, &new, &mut anew, at()));
            let found = opened(&path, &[&code, &other]).unwrap();
            holds_all(&path, &found);
            if done.is_ok() {
                assert_eq!(found, new);
                assert_eq!(Vault::open(&path, &key, at()).unwrap_err(), StoreError::WrongKey);
                assert_eq!(wraps.open(&Secret::Recovery(&other)), Err(StoreError::WrongSecret));
                kills = steps;
                break;
            }
        }
        assert!(kills > 12, "{kills}");
    }

    #[test]
    fn a_backup_of_a_former_key_comes_back_under_the_key_of_today() {
        let (_folder, path, key) = vault();
        let code = RecoveryCode::random().unwrap();
        let secret = Secret::Recovery(&code);
        let mut wraps = Wraps::new(true).unwrap().with(&secret, &key).unwrap();
        keep(&path, &key, &mut wraps).unwrap();
        let first = backups(&folder_of(&path)).unwrap()[0].name.clone();
        let (mut last, mut before) = (wraps, key);
        for _ in 0..2 {
            let new = Key::random().unwrap();
            let mut anew = last.anew(&before, &new).unwrap().with(&secret, &new).unwrap();
            rekey(&path, &before, &new, &mut anew, at()).unwrap();
            (last, before) = (anew, new);
        }
        restore(&path, &before, &first, at()).unwrap();
        assert_eq!(Vault::open(&path, &before, at()).unwrap_err(), StoreError::WrongKey);
        assert_eq!(opened(&path, &[&code]).unwrap(), before);
        holds_all(&path, &before);
        // What was set aside opens where it lies.
        let aside = fs::read_dir(path.parent().unwrap()).unwrap().map(|it| it.unwrap().path());
        let aside = aside.filter(|it| it.extension().is_some_and(|it| it == "aside"));
        for aside in aside {
            holds_all(&aside, &opened(&aside, &[&code]).unwrap());
        }
    }
}
