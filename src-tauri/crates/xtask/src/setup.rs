//! What must be in place before the product can run or be tested. Says what it does; silent when there is nothing to do.

use crate::{fonts, node, packages, programs::Done};

/// Everything `cargo xtask run` needs besides Rust.
pub(crate) fn for_run() -> Done {
    if fonts::modules_outdated() {
        node::check()?;
        fonts::fetch()?;
    }
    fonts::place()
}

/// The same, and the system packages of the tests.
pub(crate) fn for_test() -> Done {
    // first, because the font for rare characters is one of these packages
    packages::install()?;
    for_run()
}
