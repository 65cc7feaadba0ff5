//! `cargo xtask TASK`: one command per chore. Standard library only, so that it builds in seconds on a new machine.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the terminal")]

mod bench;
mod citizen;
mod cross;
mod debian;
mod doctor;
mod fonts;
mod models;
mod node;
mod package;
mod packages;
mod programs;
mod setup;
mod test;
mod ui;
mod window;
#[cfg(test)]
mod workflow;

use std::{env, process::ExitCode};

use programs::{Done, cargo, stream};

const USAGE: &str = "cargo xtask <TASK>

  run     set up, then open the window; without a display, make the papers of sample applicants in out/demo
  test    set up, then formatting, lints and every test, those in the real window included
  setup   fetch fonts and face models and put them in their place (what `run` does first)
  busy TIMES  the tests in the real window, so many times, beside four busy loops
  screenshots  take the pictures of guide and README anew, and of every screen in both languages and themes (target/screenshots)
  contract  write the contract between program and page to where the page reads it
  doctor  say what this machine lacks; changes nothing
  cross FOLDER [STEP…]  build for Windows, run its tests and commands under Wine, check for macOS; on Debian, as root; 18 GB in
          FOLDER and 45 minutes from nothing, the second time much less
  package [KIND…]  the packages to install, for the system this runs on (target/package); deb and rpm on Linux, where appimage can
          be had as well, an installer on Windows, app and dmg on macOS
  package --check  install them in another Debian, use and remove them; on Debian, as root
  bench   measure search, values, assessment, photos and printing, optimised
  torture the vault killed 3,000 times in mid-write (BEISHEN_TORTURE_KILLS sets another number) and 1,000 times while its key
          changes, 400 power cuts, 200 failing disks, 1,000 other bits in vault and log each, three writers, ten days of work;
          then the office: eight desks, 2,000 pushes, a server killed ten times, a network cut for two minutes (as root), and how
          many pushes a second it bears
  fuzz    the property tests with 100,000 cases each, those of whole packs, pages and assessments with a tenth of them, those that
          print and read back with a hundredth, optimised
          (PROPTEST_CASES sets another number), and damaged photos through the whole studio, 1,000 times, each in 2 s and
          400 MB (BEISHEN_FUZZ_PIPELINE sets another number), and damaged files through every command of the window, 200 times
          (BEISHEN_FUZZ_DESK sets another number)";

fn main() -> ExitCode {
    let mut words = env::args().skip(1);
    let (task, more) = (words.next(), words.next());
    let done = match (task.as_deref(), more) {
        (Some("cross"), Some(folder)) => cross::run(&folder, &words.collect::<Vec<_>>()),
        (Some("run"), None) => run(),
        (Some("test"), None) => test::all(),
        (Some("setup"), None) => setup::for_run(),
        (Some("doctor"), None) => doctor::report(),
        (Some("busy"), Some(times)) => window::busy(&times),
        (Some("screenshots"), None) => window::screenshots(),
        (Some("package"), more) => package::run(&more.into_iter().chain(words).collect::<Vec<_>>()),
        (Some("bench"), None) => bench::all(),
        (Some("contract"), None) => contract(),
        (Some("torture"), None) => torture(),
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
    if has_display() {
        return stream(&mut cargo(&["run", "--locked", "-p", "beishen-app"]));
    }
    eprintln!("There is no display: the sample applicants go through the command line instead.");
    // The program itself prints where its papers lie.
    let demo = ["--bin", "beishen", "--", "demo", "--out", "out/demo"];
    stream(cargo(&["run", "--locked", "-p", "beishen-cli"]).args(demo))
}

fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|it| env::var_os(it).is_some_and(|it| !it.is_empty()))
}

fn contract() -> Done {
    setup::for_run()?;
    // The tests that hold both files against the program write them, so that nothing is built for it alone.
    let tests = ["--test", "contract", "--test", "views"];
    let mut tests = cargo(&[&["test", "--workspace", "--locked"], &tests[..]].concat());
    stream(tests.env("UPDATE_EXPECT", "1"))
}

fn torture() -> Done {
    let kills = env::var("BEISHEN_TORTURE_KILLS").unwrap_or_else(|_| "3000".to_owned());
    let mut tests =
        cargo(&["test", "--release", "--locked", "-p", "beishen-tests", "--test", "torture"]);
    stream(tests.env("BEISHEN_TORTURE_KILLS", &kills))?;
    let mut office =
        cargo(&["test", "--release", "--locked", "-p", "beishen-office", "--test", "office"]);
    // One after the other: two of them measure.
    stream(office.args(["--", "--test-threads=1"]).env("BEISHEN_TORTURE_KILLS", kills))
}

fn fuzz() -> Done {
    let number = |name, usual: &str| env::var(name).unwrap_or_else(|_| usual.to_owned());
    let pipeline = number("BEISHEN_FUZZ_PIPELINE", "1000");
    eprintln!("{pipeline} damaged photos through the studio");
    // By itself: how much memory it takes is looked at.
    let studio = ["-p", "beishen-photo", "--lib", "tests::anything::", "--", "--test-threads=1"];
    let mut tests = cargo(&["test", "--release", "--locked"]);
    stream(tests.args(studio).env("BEISHEN_FUZZ_PIPELINE", pipeline))?;

    let rounds = number("BEISHEN_FUZZ_DESK", "200");
    eprintln!("{rounds} rounds of damaged files through every command of the window");
    let mut desk = cargo(&["test", "--release", "--locked", "-p", "beishen-desk"]);
    stream(desk.args(["--test", "hostile"]).env("BEISHEN_FUZZ_DESK", rounds))?;

    let cases = number("PROPTEST_CASES", "100000");
    eprintln!("{cases} cases for each property");
    let mut tests = cargo(&["test", "--release", "--locked"]);
    for part in ["reference", "document", "core", "guide", "photo", "tables", "work"] {
        tests.args(["-p", &format!("beishen-{part}")]);
    }
    stream(tests.env("PROPTEST_CASES", &cases))?;
    eprintln!("packs, pages and answers of every kind");
    let whole = cases.parse::<u32>().map_or(10_000, |it| it / 10).max(1).to_string();
    let mut tests = cargo(&["test", "--release", "--locked", "-p", "beishen-tests"]);
    tests.args([
        "--test",
        "anything",
        "--test",
        "extend",
        "--test",
        "read_back",
        "--test",
        "refused",
    ]);
    stream(tests.env("PROPTEST_CASES", whole))?;
    // Each starts other people's programs.
    let few = cases.parse::<u32>().map_or(1000, |it| it / 100).max(1).to_string();
    let mut papers = cargo(&["test", "--release", "--locked", "-p", "beishen-print"]);
    stream(papers.env("PROPTEST_CASES", few))
}
