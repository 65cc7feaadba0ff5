//! Other programs: how they are found, started and reported. Everything streams; nothing is hidden from the reader.

use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

/// What a chore comes to. The error is a whole sentence for the person at the terminal: what stopped, what to do.
pub(crate) type Done<T = ()> = Result<T, String>;

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    // src-tauri/crates/xtask lies three levels below it
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).unwrap_or(Path::new(".")).to_owned()
}

/// Prints the command, runs it with its output streaming, and waits for it.
pub(crate) fn stream(command: &mut Command) -> Done {
    let line = line(command);
    eprintln!("\n$ {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` failed ({status}). The lines above say why.")),
        Err(e) => Err(format!(
            "`{line}` could not be started: {e}. `cargo xtask doctor` says what is missing."
        )),
    }
}

/// `cargo` as it was called for us, in the folder of the workspace.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let mut cargo = program(&env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
    cargo.args(args);
    // `cargo run` sets these for xtask itself; handed on, they make cargo rebuild every crate that reads them.
    for (name, _) in env::vars_os() {
        if name
            .to_str()
            .is_some_and(|n| n.starts_with("CARGO_PKG_") || n.starts_with("CARGO_MANIFEST_"))
        {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// A program of tests that hangs is ended after forty minutes; the test that hangs is the last one named.
const NO_HANG: &str =
    r#"target.'cfg(target_os = "linux")'.runner = ["timeout", "--foreground", "40m"]"#;

/// `cargo`, compiling what is ours by Clippy's own compiler. All parts do, so that nothing is built twice.
pub(crate) fn linted(args: &[&str]) -> Command {
    let mut cargo = cargo(&["--config", NO_HANG]);
    cargo.args(args);
    let beside = Path::new(cargo.get_program()).with_file_name("clippy-driver");
    let driver = if beside.is_file() { beside } else { PathBuf::from("clippy-driver") };
    cargo.env("RUSTC_WORKSPACE_WRAPPER", driver);
    cargo
}

/// Any program, in the folder of the workspace.
pub(crate) fn program(name: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// What a program prints, trimmed; nothing when it is not there or fails.
pub(crate) fn answer(name: &str, args: &[&str]) -> Option<String> {
    let output =
        program(name).args(args).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether the program can be started by its bare name. (Some print their version with exit code 1, so they are not asked.)
pub(crate) fn on_path(name: &str) -> bool {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::var_os("PATH")
        .is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(&file).is_file()))
}

/// Minutes and seconds, below one another.
pub(crate) fn clock(time: Duration) -> String {
    let seconds = (time.as_millis() + 500) / 1000;
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("       {seconds:2} s"),
        (minutes, seconds) => format!("{minutes:2} min {seconds:2} s"),
    }
}

fn line(command: &Command) -> String {
    let words: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_where_the_workspace_is_declared() {
        let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
        assert!(manifest.starts_with("[workspace]"), "{manifest}");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let sentence = stream(program("beishen-no-such-program").arg("--flag")).unwrap_err();
        assert!(
            sentence.starts_with("`beishen-no-such-program --flag` could not be started"),
            "{sentence}"
        );
        assert!(!on_path("beishen-no-such-program"));
        assert_eq!(answer("beishen-no-such-program", &[]), None);
    }

    #[test]
    fn a_failing_program_stops_the_chore() {
        let sentence = stream(&mut cargo(&["no-such-subcommand"])).unwrap_err();
        assert!(sentence.contains("no-such-subcommand` failed"), "{sentence}");
    }

    #[test]
    fn cargo_does_not_inherit_what_belongs_to_xtask() {
        let removed: Vec<_> = cargo(&[])
            .get_envs()
            .filter(|(_, value)| value.is_none())
            .map(|(name, _)| name.to_owned())
            .collect();
        assert!(removed.contains(&"CARGO_PKG_NAME".into()), "{removed:?}");
        assert!(removed.contains(&"CARGO_MANIFEST_DIR".into()), "{removed:?}");
        assert!(removed.iter().all(|name| name != "CARGO_HOME"), "{removed:?}");
    }
}
