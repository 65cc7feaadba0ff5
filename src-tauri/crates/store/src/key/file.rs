//! The key in a file beside the vault, as long as nobody has said how it is to be kept.
//!
//! It keeps other accounts of this computer out and makes a copied vault worthless on its own; it does not protect a disk that is
//! taken as a whole.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;

use zeroize::Zeroizing;

use super::{Key, Wraps, hex, unhex};
use crate::file::{Lock, beside, folder, make_folder, private_file, publish, step, sync_folder};
use crate::{Result, StoreError};

impl Key {
    /// The key of the vault at `vault`, from the file `<vault>.key` (64 hexadecimal digits, readable by its owner only).
    ///
    /// Makes the key, and the folder, when there is neither key nor vault yet. A vault whose key is gone is
    /// [`StoreError::KeyMissing`]: a new key could not open it, and would hide that the old one is wanted. Where a person has said how
    /// the key is kept it is [`StoreError::Locked`]: a file is not looked for any more.
    pub fn load_or_create(vault: &Path) -> Result<Self> {
        if Wraps::stand_beside(vault)? {
            return Err(StoreError::Locked);
        }
        if let Some(key) = Self::beside(vault)? {
            return Ok(key);
        }
        make_folder(folder(vault))?;
        let _lock = Lock::take(vault)?;
        // Another process may have made it before the lock was ours.
        if let Some(key) = Self::beside(vault)? {
            return Ok(key);
        }
        if vault.try_exists()? {
            return Err(StoreError::KeyMissing);
        }
        let key = Self::random()?;
        save(&key, &beside(vault, ".key"))?;
        Ok(key)
    }

    /// The key that lies beside a vault, if one does.
    pub(crate) fn beside(vault: &Path) -> Result<Option<Self>> {
        let path = &beside(vault, ".key");
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut text = Zeroizing::new(Vec::with_capacity(128));
        file.take(128).read_to_end(&mut text)?;
        let key = unhex(text.trim_ascii()).map(Key).ok_or(StoreError::KeyDamaged)?;
        owner_only(path)?;
        Ok(Some(key))
    }

    /// Takes that key away, if it is this one. What a disk keeps of a file that was written over and removed is not ours to say.
    pub(crate) fn remove_beside(&self, vault: &Path) -> Result<()> {
        let path = &beside(vault, ".key");
        // Zeros: interrupted between writing over and removing.
        let lies = Self::beside(vault).ok().flatten();
        if !lies.is_some_and(|it| it == *self || it == Self([0; 32])) {
            return Ok(());
        }
        step()?;
        let mut file = File::options().write(true).open(path)?;
        file.write_all(&[b'0'; 64])?;
        file.sync_all()?;
        step()?;
        fs::remove_file(path)?;
        sync_folder(path)
    }
}

fn save(key: &Key, path: &Path) -> Result<()> {
    let fresh = beside(path, ".new");
    let mut file = private_file(&fresh)?;
    file.write_all(hex(key.bytes()).as_bytes())?;
    file.write_all(b"\n")?;
    drop(file);
    publish(&fresh, path)
}

/// A copied key file often comes back readable by everyone.
#[cfg_attr(not(unix), expect(clippy::unnecessary_wraps, reason = "only unix can fail"))]
fn owner_only(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        if fs::metadata(path)?.permissions().mode() & 0o077 != 0 {
            fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_key_is_found_again_and_only_its_owner_may_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let vault = folder.path().join("new/vault.db");
        let first = Key::load_or_create(&vault).unwrap();
        let again = Key::load_or_create(&vault).unwrap();
        assert_eq!(first.bytes(), again.bytes());
        assert_ne!(first.bytes(), Key::random().unwrap().bytes());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let path = beside(&vault, ".key");
            let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode(), 0o600);
            fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
            Key::load_or_create(&vault).unwrap();
            assert_eq!(mode(), 0o600, "a wider mode is narrowed");
        }
    }

    #[test]
    fn no_new_key_for_an_old_vault() {
        let folder = tempfile::tempdir().unwrap();
        let vault = folder.path().join("vault.db");
        fs::write(&vault, "a vault").unwrap();
        let found = Key::load_or_create(&vault).unwrap_err();
        assert_eq!(found, StoreError::KeyMissing);
        assert!(!beside(&vault, ".key").exists());
    }

    #[test]
    fn a_key_file_that_holds_no_key_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let vault = folder.path().join("vault.db");
        let (path, good) = (beside(&vault, ".key"), "0f".repeat(32));
        for text in ["", "00ff", &"g0".repeat(32), &"0f".repeat(33), &"备".repeat(64)] {
            fs::write(&path, text).unwrap();
            assert_eq!(Key::load_or_create(&vault).unwrap_err(), StoreError::KeyDamaged, "{text}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        fs::write(&path, format!("{good}\r\n")).unwrap();
        assert_eq!(Key::load_or_create(&vault).unwrap().bytes(), &[15; 32]);
    }
}
