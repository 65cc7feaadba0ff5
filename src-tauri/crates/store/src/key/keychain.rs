//! The system's keychain: a secret of 32 random bytes that the system gives out to this account only.
//!
//! Linux: the Secret Service (GNOME Keyring, `KWallet`) on the session's bus; Windows: the Credential Manager; macOS: the Keychain.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use keyring::{Entry, Error};
use zeroize::Zeroizing;

use super::random;
use crate::{Result, StoreError};

/// What the entries are called in the system's own list.
const SERVICE: &str = "Beishen";

/// How long one may take to say that it is there.
const HELLO: Duration = Duration::from_secs(5);
/// How long it may take to give something out: the system may ask the person first.
const ASKING: Duration = Duration::from_mins(2);

/// Whether this computer has one that answers.
pub fn has_keychain() -> bool {
    is_local() && within(HELLO, || Entry::store_status().is_ok()).unwrap_or(false)
}

/// Asks on a thread of its own, for a keychain may never answer, and a vault must be opened some other way then.
fn within<T: Send + 'static>(
    time: Duration,
    ask: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || tell.send(ask()));
    told.recv_timeout(time).ok()
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
    let vault = vault.to_owned();
    within(HELLO, move || Entry::new(SERVICE, &vault).ok()).flatten().ok_or(StoreError::NoKeychain)
}

/// Asks for a vault's entry; [`StoreError::NoKeychain`] where that cannot be had in time.
fn of<T: Send + 'static>(
    vault: &str,
    ask: impl FnOnce(&Entry) -> Result<T> + Send + 'static,
) -> Result<T> {
    let entry = entry(vault)?;
    within(ASKING, move || ask(&entry)).unwrap_or(Err(StoreError::NoKeychain))
}

/// The secret of a vault.
pub(super) fn secret(vault: &str) -> Result<Zeroizing<Vec<u8>>> {
    of(vault, read)
}

fn read(entry: &Entry) -> Result<Zeroizing<Vec<u8>>> {
    entry.get_secret().map(Zeroizing::new).map_err(|_| StoreError::NoKeychain)
}

/// The secret of a vault, made where there is none; it has been read back.
pub(super) fn secret_or_new(vault: &str) -> Result<Zeroizing<Vec<u8>>> {
    of(vault, |entry| {
        match entry.get_secret() {
            Ok(known) => return Ok(Zeroizing::new(known)),
            Err(Error::NoEntry) => {}
            // One that cannot be read now may be needed yet.
            Err(_) => return Err(StoreError::NoKeychain),
        }
        let fresh = Zeroizing::new(random::<32>()?);
        entry.set_secret(&*fresh).map_err(|_| StoreError::NoKeychain)?;
        let kept = read(entry)?;
        if kept[..] == fresh[..] { Ok(kept) } else { Err(StoreError::NoKeychain) }
    })
}

/// The system forgets the secret; where it does not, the secret opens nothing any more.
pub(super) fn forget(vault: &str) {
    let _ = of(vault, |entry| entry.delete_credential().map_err(|_| StoreError::NoKeychain));
}
