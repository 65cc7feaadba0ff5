//! The buses of a Linux desktop, on this computer only: an address that names another way than a socket is left alone.

use std::env;

use zbus::blocking::Connection;

pub(crate) fn session() -> Option<Connection> {
    is_local("DBUS_SESSION_BUS_ADDRESS").then(Connection::session)?.ok()
}

pub(crate) fn system() -> Option<Connection> {
    is_local("DBUS_SYSTEM_BUS_ADDRESS").then(Connection::system)?.ok()
}

/// Whether the bus of that name is reached by a socket of this computer, as it is where nobody names another.
pub(crate) fn is_local(name: &str) -> bool {
    env::var_os(name).is_none_or(|it| it.to_str().is_some_and(|it| it.starts_with("unix:")))
}
