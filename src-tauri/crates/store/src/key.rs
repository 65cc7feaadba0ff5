//! The key of a vault: 32 random bytes, kept in a file beside it that only its owner may read.
//!
//! A key beside the vault keeps other accounts of this computer out and makes a copied vault file worthless on its own; it does not
//! protect a disk that is taken as a whole. `Vault` takes any [`Key`], wherever it came from.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;

use zeroize::{Zeroize as _, Zeroizing};

use crate::file::{Lock, beside, folder, make_folder, private_file, publish};
use crate::{Result, StoreError};

/// 32 secret bytes. Never printed; wiped from memory when dropped.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl Key {
    /// A key from bytes the caller has.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A new random key.
    pub fn random() -> Result<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| StoreError::Io(ErrorKind::Other))?;
        Ok(Self(bytes))
    }

    /// The key of the vault at `vault`, from the file `<vault>.key` (64 hexadecimal digits, readable by its owner only).
    ///
    /// Makes the key, and the folder, when there is neither key nor vault yet. A vault whose key is gone is
    /// [`StoreError::KeyMissing`]: a new key could not open it, and would hide that the old one is wanted.
    pub fn load_or_create(vault: &Path) -> Result<Self> {
        let path = beside(vault, ".key");
        if let Some(key) = load(&path)? {
            return Ok(key);
        }
        make_folder(folder(vault))?;
        let _lock = Lock::take(vault)?;
        // Another process may have made it before the lock was ours.
        if let Some(key) = load(&path)? {
            return Ok(key);
        }
        if vault.try_exists()? {
            return Err(StoreError::KeyMissing);
        }
        let key = Self::random()?;
        save(&key, &path)?;
        Ok(key)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

/// Lower-case hexadecimal digits, wiped when dropped.
pub(crate) fn hex(bytes: &[u8]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 2));
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn load(path: &Path) -> Result<Option<Key>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut text = Zeroizing::new(Vec::with_capacity(128));
    file.take(128).read_to_end(&mut text)?;
    let key = parse(text.trim_ascii()).ok_or(StoreError::KeyDamaged)?;
    owner_only(path)?;
    Ok(Some(key))
}

fn parse(digits: &[u8]) -> Option<Key> {
    let mut key = Key([0; 32]);
    if digits.len() != key.0.len() * 2 {
        return None;
    }
    for (byte, pair) in key.0.iter_mut().zip(digits.chunks_exact(2)) {
        let mut value = Zeroizing::new(0);
        for digit in pair {
            *value = *value * 16 + char::from(*digit).to_digit(16)?;
        }
        *byte = u8::try_from(*value).ok()?;
    }
    Some(key)
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

    #[test]
    fn a_key_never_shows_in_debug() {
        assert_eq!(format!("{:?}", Key::new([15; 32])), "Key(…)");
    }
}
