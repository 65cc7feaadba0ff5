//! Nobody's keychain: a desktop's own would be started by the test's bus, and ask a person.

use std::sync::OnceLock;

use zbus::blocking::{Connection, connection::Builder};

/// What a keychain is called on a bus.
const NAME: &str = "org.freedesktop.secrets";

static HELD: OnceLock<Option<Connection>> = OnceLock::new();

/// Something has to be there for what is not there to be answered.
struct Nobody;

#[zbus::interface(name = "cn.example.Nobody")]
impl Nobody {}

fn held() -> zbus::Result<Connection> {
    Builder::session()?.serve_at("/nobody", Nobody)?.name(NAME)?.build()
}

/// Takes the name on the test's bus, as long as the tests run, and answers every call with an error.
pub(crate) fn keep_away() {
    HELD.get_or_init(|| held().ok());
}
