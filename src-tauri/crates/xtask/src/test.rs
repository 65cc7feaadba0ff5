//! Everything that must hold, one part after the other, and how long each part took.
//!
//! Every part that compiles names the whole workspace: cargo chooses the features of what is shared by the packages that are
//! named, so naming others would build much of it a second time.

use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::{
    programs::{Done, cargo, program, stream},
    setup, ui,
};

/// A part, as it is called at the end.
type Part = (&'static str, fn() -> Done);

const PARTS: [Part; 6] = [
    ("set-up", setup::for_test),
    ("formatting", formatting),
    ("page", ui::test),
    ("lints, build", lints),
    ("tests", tests),
    ("window tests", window_tests),
];

/// Runs every part, the first that fails being the last.
pub(crate) fn all() -> Done {
    let mut took = Vec::new();
    let done = PARTS.iter().try_for_each(|(name, run)| {
        let start = Instant::now();
        let done = run();
        took.push((*name, start.elapsed()));
        done
    });
    eprintln!("\n{}", table(&took));
    done?;
    eprintln!("xtask: formatting, lints and all tests passed.");
    Ok(())
}

fn formatting() -> Done {
    stream(&mut cargo(&["fmt", "--all", "--check"]))
}

/// The tests, compiled by Clippy's own compiler: `cargo clippy` would go through all that others have written a second time.
fn lints() -> Done {
    let mut build = linted(&["test", "--workspace", "--locked", "--no-run"]);
    eprintln!("\n$ cargo test --workspace --locked --no-run, by clippy-driver");
    let mut run = build.stderr(Stdio::piped()).spawn().map_err(|it| format!("cargo: {it}."))?;
    let mut warned = false;
    for line in BufReader::new(run.stderr.take().ok_or("cargo says nothing.")?).lines() {
        let line = line.map_err(|it| format!("cargo: {it}."))?;
        eprintln!("{line}");
        warned |= is_ours(&line);
    }
    match run.wait() {
        Ok(status) if status.success() && !warned => Ok(()),
        _ => Err("the tests do not compile without a warning. The lines above say why.".to_owned()),
    }
}

/// Whether cargo says that a package of ours has warnings. Cargo says it again as long as there are any.
fn is_ours(line: &str) -> bool {
    line.starts_with("warning: `beishen")
}

/// `cargo`, compiling what is ours by Clippy's own compiler. All parts do, so that nothing is built twice.
fn linted(args: &[&str]) -> Command {
    let mut cargo = cargo(args);
    let beside = Path::new(cargo.get_program()).with_file_name("clippy-driver");
    let driver = if beside.is_file() { beside } else { PathBuf::from("clippy-driver") };
    cargo.env("RUSTC_WORKSPACE_WRAPPER", driver);
    cargo
}

/// The tests in the real window: built with the others, run by themselves.
const WINDOW: &str = "real_window";

fn tests() -> Done {
    let others = format!("{WINDOW}::");
    stream(linted(&["test", "--workspace", "--locked", "--", "--skip"]).arg(others))
}

/// The real window, on a display of its own.
fn window_tests() -> Done {
    in_window(&[], &[])
}

/// Takes the pictures of guide and README anew, and one of every screen in both languages and themes.
pub(crate) fn screenshots() -> Done {
    setup::for_test()?;
    in_window(&["::pictures::"], &[("BEISHEN_PICTURES", "1")])
}

/// Tests in the real window, one at a time: they share keyboard and clipboard.
fn in_window(named: &[&str], set: &[(&str, &str)]) -> Done {
    if !cfg!(target_os = "linux") {
        eprintln!("The tests in the real window run on Linux only: its driver is there.");
        return Ok(());
    }
    let cargo = linted(&["test", "--workspace", "--locked", "--test", WINDOW]);
    let mut display = program("xvfb-run");
    display.args(["-a", "-s", "-screen 0 1400x1000x24", "dbus-run-session", "--"]);
    display.arg(cargo.get_program()).args(cargo.get_args()).args(["--", "--test-threads=1"]);
    display.args(named).envs(set.iter().copied());
    for (name, value) in cargo.get_envs() {
        match value {
            Some(value) => display.env(name, value),
            None => display.env_remove(name),
        };
    }
    stream(&mut display)
}

fn table(took: &[(&str, Duration)]) -> String {
    let whole = took.iter().map(|it| it.1).sum();
    let lines = took.iter().copied().chain([("all", whole)]);
    lines.map(|(name, time)| format!("{name:12}  {}", clock(time))).collect::<Vec<_>>().join("\n")
}

/// Minutes and seconds, below one another.
fn clock(time: Duration) -> String {
    let seconds = (time.as_millis() + 500) / 1000;
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("       {seconds:2} s"),
        (minutes, seconds) => format!("{minutes:2} min {seconds:2} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_each_part_took_is_told_in_lines() {
        let took = [("page", Duration::from_millis(74_600)), ("tests", Duration::from_millis(900))];
        assert_eq!(
            table(&took),
            "page           1 min 15 s\ntests                 1 s\nall            1 min 16 s"
        );
    }

    #[test]
    fn a_warning_of_ours_stops_it_and_one_of_others_does_not() {
        for (line, expected) in [
            ("warning: `beishen-core` (lib) generated 1 warning", true),
            ("warning: `beishen-tests` (test \"clean\") generated 2 warnings", true),
            ("warning: the following packages contain code that will be rejected", false),
            ("   Compiling beishen-core v0.1.0", false),
        ] {
            assert_eq!(is_ours(line), expected, "{line}");
        }
    }

    #[test]
    fn every_test_in_the_real_window_is_told_from_the_others_by_its_name() {
        let path = crate::programs::root().join(format!("tests/e2e/tests/{WINDOW}.rs"));
        let file = std::fs::read_to_string(path).unwrap();
        let inside = file.split_once(&format!("mod {WINDOW} {{")).unwrap().1;
        let folder = crate::programs::root().join(format!("tests/e2e/tests/{WINDOW}"));
        for it in std::fs::read_dir(folder).unwrap() {
            let name = it.unwrap().file_name().into_string().unwrap();
            assert!(inside.contains(&format!("mod {};", name.trim_end_matches(".rs"))), "{name}");
        }
    }
}
