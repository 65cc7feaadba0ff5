//! `cargo xtask TASK`: one command per chore. Standard library only, so that it builds in seconds on a new machine.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the terminal")]

mod bench;
mod citizen;
mod doctor;
mod fonts;
mod node;
mod packages;
mod programs;
mod setup;

use std::{env, process::ExitCode};

use programs::{Done, cargo, stream};

const USAGE: &str = "cargo xtask <TASK>

  run     set up, then fill in the sample applicant: a receipt and the checklists in out/demo
  test    set up, then formatting, lints and every test
  setup   fetch the fonts and put them in their place (what `run` does first)
  doctor  say what this machine lacks; changes nothing
  bench   measure search, values, assessment and printing, optimised
  fuzz    the property tests with 100,000 cases each, optimised (PROPTEST_CASES sets another number)";

fn main() -> ExitCode {
    let mut words = env::args().skip(1);
    let (task, more) = (words.next(), words.next());
    let done = match (task.as_deref(), more) {
        (Some("run"), None) => run(),
        (Some("test"), None) => test(),
        (Some("setup"), None) => setup::for_run(),
        (Some("doctor"), None) => doctor::report(),
        (Some("bench"), None) => bench::all(),
        (Some("fuzz"), None) => fuzz(),
        (Some("help" | "-h" | "--help"), _) => {
            println!("{USAGE}");
            Ok(())
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\nxtask stopped: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Done {
    setup::for_run()?;
    // The program itself prints where its papers lie.
    stream(&mut cargo(&[
        "run",
        "--locked",
        "-p",
        "beishen-cli",
        "--bin",
        "beishen",
        "--",
        "demo",
        "--out",
        "out/demo",
    ]))
}

fn test() -> Done {
    setup::for_test()?;
    stream(&mut cargo(&["fmt", "--all", "--check"]))?;
    stream(&mut cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ]))?;
    stream(&mut cargo(&["test", "--workspace", "--locked"]))?;
    eprintln!("\nxtask: formatting, lints and all tests passed.");
    Ok(())
}

fn fuzz() -> Done {
    let cases = env::var("PROPTEST_CASES").unwrap_or_else(|_| "100000".to_owned());
    eprintln!("{cases} cases for each property");
    let mut tests =
        cargo(&["test", "--release", "--locked", "-p", "beishen-reference", "-p", "beishen-core"]);
    stream(tests.env("PROPTEST_CASES", cases))
}
