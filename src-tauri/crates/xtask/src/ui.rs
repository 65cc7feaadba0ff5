//! The page of the window: its packages, its font, its build.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::{
    fonts,
    node::NPM,
    programs::{Done, program, root, stream},
};

/// What the page is built from.
const SOURCES: [&str; 6] =
    ["src", "public", "index.html", "vite.config.ts", "svelte.config.js", "package-lock.json"];

/// Builds `ui/dist` when it is older than what it is made from. The window embeds it.
pub(crate) fn build() -> Done {
    if fonts::older(
        newest(&ui().join("node_modules/.package-lock.json")),
        newest(&ui().join("package-lock.json")),
    ) {
        stream(&mut npm(&["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    }
    font()?;
    let sources = SOURCES.iter().filter_map(|it| newest(&ui().join(it))).max();
    if fonts::older(newest(&ui().join("dist/index.html")), sources) {
        stream(&mut npm(&["run", "build"]))?;
    }
    Ok(())
}

/// Types, lints, form and unit tests of the page.
pub(crate) fn test() -> Done {
    ["check", "lint", "format:check", "test"]
        .into_iter()
        .try_for_each(|script| stream(&mut npm(&["run", script])))
}

fn npm(args: &[&str]) -> std::process::Command {
    let mut npm = program(NPM);
    npm.args(args).current_dir(ui());
    npm
}

/// Names are shown in the face they are printed in.
fn font() -> Done {
    let folder = ui().join("public/fonts");
    let (from, to) = (fonts::resources().join(fonts::SERIF), folder.join(fonts::SERIF));
    let length = |path: &Path| path.metadata().ok().map(|it| it.len());
    if length(&from) == length(&to) {
        return Ok(());
    }
    fs::create_dir_all(&folder)
        .and_then(|()| fs::copy(&from, &to))
        .map(drop)
        .map_err(|e| format!("{} could not be copied to {}: {e}.", from.display(), to.display()))
}

/// When the newest file at or below a path was changed.
fn newest(path: &Path) -> Option<SystemTime> {
    if path.is_dir() {
        fs::read_dir(path).ok()?.flatten().filter_map(|it| newest(&it.path())).max()
    } else {
        path.metadata().ok()?.modified().ok()
    }
}

fn ui() -> PathBuf {
    root().join("ui")
}
