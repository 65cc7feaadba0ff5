//! What this machine lacks. Looks only; `setup` and `test` are the ones that change something.

use crate::{
    fonts, models, node,
    packages::{self, Need},
    programs::{Done, answer, cargo},
};

/// Prints one line for each need; an error when one is not met.
pub(crate) fn report() -> Done {
    let needs = [
        ("Rust", rust()),
        ("Node and npm", node::check()),
        ("fonts", fonts::check()),
        ("face models", models::check()),
        ("system packages", packages::check(Need::Build)),
        ("system packages for the tests", packages::check(Need::Test)),
    ];
    for (name, met) in &needs {
        match met {
            Ok(()) => println!("here     {name}"),
            Err(sentence) => println!("missing  {name}: {sentence}"),
        }
    }
    if needs.iter().all(|(_, met)| met.is_ok()) {
        Ok(())
    } else {
        Err("something is missing; see above.".to_owned())
    }
}

/// That cargo has rustfmt and clippy, which `test` calls.
fn rust() -> Done {
    let cargo = cargo(&[]).get_program().to_string_lossy().into_owned();
    match ["fmt", "clippy"].into_iter().find(|tool| answer(&cargo, &[tool, "--version"]).is_none())
    {
        None => Ok(()),
        Some(tool) => Err(format!(
            "`cargo {tool}` does not start. Run `rustup component add rustfmt clippy`."
        )),
    }
}
