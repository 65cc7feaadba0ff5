//! The program as people and scripts call it: the real binary, real files, exit codes.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first surprise")]

mod agree;
mod applicants;
mod bundles;
mod commands;
mod frames;
mod hostile;
mod lists;
mod office;
mod originals;
mod packs;
mod photos;
mod portal;
mod receipts;
mod saved;
mod scans;
mod speech;
mod values;
mod verify;

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// The day and hour of every run that is compared with something.
const NOW: &str = "2026-11-22T09:00";

/// What a run came to.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// Runs `beishen`; whatever it is given, it neither panics nor is killed.
fn beishen(arguments: &[&str]) -> Ran {
    ran(program().args(arguments).output().unwrap())
}

/// The same with something on standard input.
fn fed(arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = program().args(arguments).stdin(Stdio::piped()).spawn().unwrap();
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_vec());
    let feeder = std::thread::spawn(move || stdin.write_all(&input));
    let ran = ran(child.wait_with_output().unwrap());
    feeder.join().unwrap().unwrap();
    ran
}

fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_beishen"));
    program.env("BEISHEN_RESOURCES", root().join("src-tauri/resources"));
    program.env_remove("BEISHEN_PACKS");
    program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    program
}

fn ran(output: Output) -> Ran {
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(!err.contains("panicked"), "{err}");
    let code = output.status.code().expect("killed by a signal");
    Ran { code, out: String::from_utf8(output.stdout).unwrap(), err }
}

impl Ran {
    /// Went well, and had nothing to complain of.
    #[track_caller]
    fn done(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    /// Stopped with this code, nothing on standard output, and one sentence that holds each of the words.
    #[track_caller]
    fn stopped(self, code: i32, words: &[&str]) {
        assert_eq!(self.code, code, "{}", self.err);
        assert_eq!(self.out, "");
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
        assert!(self.err.chars().count() < 1_010, "{} characters", self.err.chars().count());
        assert!(!self.err.chars().any(|it| it.is_control() && it != '\n'), "{:?}", self.err);
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in: {}", self.err);
        }
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).unwrap().to_owned()
}

fn sample(name: &str) -> String {
    root().join("assets/samples").join(name).to_str().unwrap().to_owned()
}

/// A file of the test's own folder, as an argument.
fn put(folder: &tempfile::TempDir, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
