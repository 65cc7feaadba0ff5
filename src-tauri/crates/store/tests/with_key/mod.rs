//! A vault's own file opened with another tool that knows the key: 32 times 7.

use std::{fs, path::Path};

use rusqlite::Connection;

/// What such a tool has to be told of the vault at `path`: the key, and the first sixteen bytes of the file.
pub(crate) fn pragma(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    let salt: Vec<_> = bytes[..16].iter().map(|it| format!("{it:02x}")).collect();
    format!("PRAGMA key = \"x'{}{}'\"", "07".repeat(32), salt.concat())
}

pub(crate) fn with_key(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch(&pragma(path)).unwrap();
    connection
}
