//! The system's keychain keeps the connection string of a folder of trays, for this account alone.

use std::{path::Path, sync::mpsc, thread, time::Duration};

use keyring::{Entry, Error};
use zeroize::Zeroizing;

use crate::{Failure, Result};

/// What the entries are called in the system's own list.
const SERVICE: &str = "Beishen office";
/// How long it may take to give something out: the system may ask the person first.
const ASKING: Duration = Duration::from_mins(2);

/// Keeps the connection string, and reads it back.
pub fn keep(trays: &Path, text: &str) -> Result<()> {
    let text = Zeroizing::new(text.to_owned());
    of(trays, move |it| {
        it.set_secret(text.as_bytes())?;
        if it.get_secret()? == text.as_bytes() { Ok(()) } else { Err(Error::NoEntry) }
    })?
    .map_err(|_| none())
}

/// The connection string that is kept.
pub(crate) fn kept(trays: &Path) -> Result<Zeroizing<String>> {
    let nothing = || {
        Failure::input(
            "还没有连接串，请先运行 beishen-office connect。",
            "There is no connection string yet. Run beishen-office connect first.",
        )
    };
    match of(trays, |it| it.get_secret().map(Zeroizing::new))? {
        Ok(bytes) => std::str::from_utf8(&bytes)
            .map(|it| Zeroizing::new(it.to_owned()))
            .map_err(|_| nothing()),
        Err(Error::NoEntry) => Err(nothing()),
        Err(_) => Err(none()),
    }
}

/// The keychain keeps it no longer.
pub fn forget(trays: &Path) -> Result<()> {
    match of(trays, Entry::delete_credential)? {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(_) => Err(none()),
    }
}

/// Asks on a thread of its own, for a keychain may never answer.
fn of<T: Send + 'static>(
    trays: &Path,
    ask: impl FnOnce(&Entry) -> std::result::Result<T, Error> + Send + 'static,
) -> Result<std::result::Result<T, Error>> {
    // A bus that an address puts on another computer is left alone.
    let bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS");
    let is_local = cfg!(not(target_os = "linux"))
        || bus.is_none_or(|it| it.to_str().is_some_and(|it| it.starts_with("unix:")));
    if !is_local {
        return Err(none());
    }
    let name = trays.canonicalize().unwrap_or_else(|_| trays.to_owned()).display().to_string();
    let (tell, told) = mpsc::channel();
    thread::spawn(move || tell.send(Entry::new(SERVICE, &name).and_then(|it| ask(&it))));
    told.recv_timeout(ASKING).map_err(|_| none())
}

fn none() -> Failure {
    Failure::system(
        "系统的钥匙串用不了，请改用 --connection 文件（权限 600）。",
        "The system's keychain cannot be used. Use --connection FILE (mode 600) instead.",
    )
}
