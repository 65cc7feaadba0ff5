//! The system's keychain: a secret of 32 random bytes that the system gives out to this account only.
//!
//! Linux: the Secret Service (GNOME Keyring, `KWallet`) on the session's bus; Windows: the Credential Manager; macOS: the Keychain.

use keyring::{Entry, Error};
use zeroize::Zeroizing;

use super::random;
use crate::{Result, StoreError};

/// What the entries are called in the system's own list.
const SERVICE: &str = "Beishen";

/// Whether this computer has one that answers.
pub fn has_keychain() -> bool {
    is_local() && Entry::store_status().is_ok()
}

/// A bus that an address puts on another computer is left alone.
fn is_local() -> bool {
    let address = std::env::var_os("DBUS_SESSION_BUS_ADDRESS");
    cfg!(not(target_os = "linux"))
        || address.is_none_or(|it| it.to_str().is_some_and(|it| it.starts_with("unix:")))
}

fn entry(vault: &str) -> Result<Entry> {
    if !has_keychain() {
        return Err(StoreError::NoKeychain);
    }
    Entry::new(SERVICE, vault).map_err(|_| StoreError::NoKeychain)
}

/// The secret of a vault.
pub(super) fn secret(vault: &str) -> Result<Zeroizing<Vec<u8>>> {
    entry(vault)?.get_secret().map(Zeroizing::new).map_err(|_| StoreError::NoKeychain)
}

/// The secret of a vault, made where there is none; it has been read back.
pub(super) fn secret_or_new(vault: &str) -> Result<Zeroizing<Vec<u8>>> {
    let entry = entry(vault)?;
    match entry.get_secret() {
        Ok(known) => return Ok(Zeroizing::new(known)),
        Err(Error::NoEntry) => {}
        // One that cannot be read now may be needed yet.
        Err(_) => return Err(StoreError::NoKeychain),
    }
    let fresh = Zeroizing::new(random::<32>()?);
    entry.set_secret(&*fresh).map_err(|_| StoreError::NoKeychain)?;
    secret(vault)
        .and_then(|it| if it[..] == fresh[..] { Ok(it) } else { Err(StoreError::NoKeychain) })
}

/// The system forgets the secret; where it does not, the secret opens nothing any more.
pub(super) fn forget(vault: &str) {
    let _ = entry(vault).map(|it| it.delete_credential());
}
