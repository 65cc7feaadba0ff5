//! The packages for the system this runs on, by Tauri's bundler: what goes into them stands in src-tauri/tauri.conf.json and the file of
//! the system beside it.

use crate::{
    node::NPM,
    programs::{Done, cargo, program, root, stream},
    setup,
};

/// Builds window and command line for people, and packs both.
pub(crate) fn all() -> Done {
    setup::for_run()?;
    let window = root().join("src-tauri");
    stream(&mut cargo(&[
        "build",
        "--release",
        "--locked",
        "-p",
        "beishen-cli",
        "--bin",
        "beishen",
    ]))?;
    let npm = |args: &[&str]| {
        let mut npm = program(NPM);
        npm.args(args).current_dir(&window);
        npm
    };
    stream(&mut npm(&["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    stream(&mut npm(&["exec", "--", "tauri", "build", "--ci", "--", "--locked"]))?;
    println!("The packages are in {}.", root().join("target/release/bundle").display());
    Ok(())
}
