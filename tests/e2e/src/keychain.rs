//! Nobody's keychain: a desktop's own would be started by the test's bus, and ask a person.

use std::sync::OnceLock;

use zbus::blocking::{Connection, connection::Builder};

/// What a keychain is called on a bus.
const NAME: &str = "org.freedesktop.secrets";

static HELD: OnceLock<Option<Connection>> = OnceLock::new();

/// Takes the name on the test's bus, and answers nothing, as long as the tests run.
pub(crate) fn keep_away() {
    HELD.get_or_init(|| Builder::session().ok()?.name(NAME).ok()?.build().ok());
}
