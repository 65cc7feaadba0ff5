//! Everything that must hold, one part after the other, and how long each part took.
//!
//! Every part that compiles names the whole workspace: cargo chooses the features of what is shared by the packages that are
//! named, so naming others would build much of it a second time.

use std::{
    io::{BufRead as _, BufReader},
    process::Stdio,
    time::{Duration, Instant},
};

use crate::{
    programs::{Done, cargo, clock, linted, stream},
    setup, ui, window,
};

/// A part, as it is called at the end.
type Part = (&'static str, fn() -> Done);

const PARTS: [Part; 6] = [
    ("set-up", setup::for_test),
    ("formatting", formatting),
    ("page", ui::test),
    ("lints, build", lints),
    ("tests", tests),
    ("window tests", window::all),
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

fn tests() -> Done {
    let others = format!("{}::", window::TESTS);
    stream(linted(&["test", "--workspace", "--locked", "--", "--skip"]).arg(others))
}

fn table(took: &[(&str, Duration)]) -> String {
    let whole = took.iter().map(|it| it.1).sum();
    let lines = took.iter().copied().chain([("all", whole)]);
    lines.map(|(name, time)| format!("{name:12}  {}", clock(time))).collect::<Vec<_>>().join("\n")
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
}
