//! What must be in place before the product can run or be tested. Says what it does; silent when there is nothing to do.

use crate::{
    fonts, models, node,
    packages::{self, Need},
    programs::Done,
    ui,
};

/// Everything `cargo xtask run` needs besides Rust.
pub(crate) fn for_run() -> Done {
    for_need(Need::Build)
}

/// The same, and the system packages of the tests.
pub(crate) fn for_test() -> Done {
    for_need(Need::Test)
}

fn for_need(need: Need) -> Done {
    // first, because the font for rare characters is one of these packages
    packages::install(need)?;
    node::check()?;
    if fonts::modules_outdated() {
        fonts::fetch()?;
    }
    fonts::place()?;
    models::place()?;
    ui::build()
}
