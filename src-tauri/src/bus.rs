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
    env::var_os(name).is_none_or(|it| it.to_str().is_some_and(is_socket))
}

/// Whether each of the ways that an address names, one after the other to be tried, is a socket.
fn is_socket(address: &str) -> bool {
    address.split(';').all(|it| it.starts_with("unix:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bus_of_another_computer_is_left_alone() {
        for (address, expected) in [
            ("unix:path=/run/user/1000/bus", true),
            ("unix:path=/run/user/1000/bus;unix:abstract=/tmp/x", true),
            ("tcp:host=example.cn,port=1", false),
            ("unix:path=/nowhere;tcp:host=example.cn,port=1", false),
            ("unixexec:path=/bin/sh", false),
            ("", false),
        ] {
            assert_eq!(is_socket(address), expected, "{address}");
        }
    }
}
