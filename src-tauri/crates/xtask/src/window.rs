//! The tests in the real window: built with the others, run by themselves, each on a display and a bus of its own.

use std::{
    ffi::OsStr,
    hint,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Instant,
};

use crate::{
    programs::{Done, clock, linted, root},
    setup,
};

/// Their program, and the module in it that holds them.
pub(crate) const TESTS: &str = "real_window";

/// Runs all of them, two at a time: a test waits for half of its time until something is drawn.
pub(crate) fn all() -> Done {
    run(2, &[], &[])
}

/// Runs all of them so many times on a machine that has other things to do: beside four busy loops.
pub(crate) fn busy(times: &str) -> Done {
    let times: u32 = times.parse().map_err(|_| format!("`{times}` is no number of times."))?;
    setup::for_test()?;
    let over = AtomicBool::new(false);
    thread::scope(|it| {
        for _ in 0..4 {
            it.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    hint::spin_loop();
                }
            });
        }
        let done = (0..times).try_for_each(|_| all());
        over.store(true, Ordering::Relaxed);
        done
    })
}

/// Takes the pictures of guide and README anew, and one of every screen in both languages and themes.
pub(crate) fn screenshots() -> Done {
    setup::for_test()?;
    run(1, &["::pictures::"], &[("BEISHEN_PICTURES", "1")])
}

/// Runs those whose names hold one of these parts, or all of them, so many at a time. All are run, also after one has failed.
fn run(displays: usize, parts: &[&str], set: &[(&str, &str)]) -> Done {
    if !cfg!(target_os = "linux") {
        eprintln!("The tests in the real window run on Linux only: its driver is there.");
        return Ok(());
    }
    let tests = built()?;
    let listed = said(inside(&tests).args(["--list", "--format=terse"]).args(parts))?;
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let names: Vec<_> = listed.lines().filter_map(|it| it.strip_suffix(": test")).collect();
    if names.is_empty() {
        return Err("No test in the real window was found.".to_owned());
    }
    eprintln!("\n{} tests in the real window, {displays} at a time", names.len());
    let left = Mutex::new(names.into_iter());
    let failed = Mutex::new(Vec::new());
    let one_by_one = || {
        while let Some(name) = { lock(&left).next() } {
            if !passes(&tests, name, set) {
                lock(&failed).push(name);
            }
        }
    };
    thread::scope(|it| (0..displays).for_each(|_| drop(it.spawn(one_by_one))));
    match lock(&failed).as_slice() {
        [] => Ok(()),
        names => Err(format!(
            "These tests in the real window failed: {}. The lines above say why.",
            names.join(", ")
        )),
    }
}

/// Runs one test, and says how long it took; of one that failed also what it said.
fn passes(tests: &Path, name: &str, set: &[(&str, &str)]) -> bool {
    let mut display = inside("xvfb-run");
    display.args(["-a", "-s", "-screen 0 1400x1000x24", "dbus-run-session", "--"]);
    // One that hangs is ended, and has failed.
    display.args(["timeout", "--kill-after=10", "20m"]).arg(tests).args(["--exact", name]);
    let start = Instant::now();
    let done = said(display.envs(set.iter().copied()));
    let time = clock(start.elapsed());
    let why = match done {
        Ok(it) if it.status.success() => {
            eprintln!("{time}  {name}");
            return true;
        }
        Ok(it) => {
            [it.stdout, it.stderr].map(|it| String::from_utf8_lossy(&it).into_owned()).concat()
        }
        Err(why) => why,
    };
    eprintln!("{time}  {name} FAILED\n{why}");
    false
}

/// Builds them, and finds their program in what cargo says: `Executable tests/real_window.rs (target/…)`.
fn built() -> Done<PathBuf> {
    let built =
        said(&mut linted(&["test", "--workspace", "--locked", "--no-run", "--test", TESTS]))?;
    let words = String::from_utf8_lossy(&built.stderr).into_owned();
    let path = words.rsplit_once(&format!("{TESTS}.rs (")).and_then(|it| it.1.split_once(')'));
    let path =
        path.ok_or_else(|| format!("The tests in the real window do not compile.\n{words}"))?;
    Ok(root().join(path.0))
}

/// A program, started where cargo starts these tests.
fn inside(name: impl AsRef<OsStr>) -> Command {
    let folder = root().join("tests/e2e");
    let mut command = Command::new(name);
    command.current_dir(&folder).env("CARGO_MANIFEST_DIR", folder);
    command
}

fn said(command: &mut Command) -> Done<Output> {
    let name = command.get_program().display().to_string();
    command.output().map_err(|it| format!("`{name}` could not be started: {it}."))
}

fn lock<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_in_the_real_window_is_told_from_the_others_by_its_name() {
        let path = root().join(format!("tests/e2e/tests/{TESTS}.rs"));
        let file = std::fs::read_to_string(path).unwrap();
        let inside = file.split_once(&format!("mod {TESTS} {{")).unwrap().1;
        let folder = root().join(format!("tests/e2e/tests/{TESTS}"));
        for it in std::fs::read_dir(folder).unwrap() {
            let name = it.unwrap().file_name().into_string().unwrap();
            assert!(inside.contains(&format!("mod {};", name.trim_end_matches(".rs"))), "{name}");
        }
    }
}
