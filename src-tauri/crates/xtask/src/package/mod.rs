//! The packages for the system this runs on. What goes into them stands in src-tauri/tauri.conf.json and the files of the systems beside
//! it, made by Tauri's bundler; on Windows in src-tauri/installers/windows.nsi, made by NSIS.

mod check;
mod parts;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    node::NPM,
    programs::{Done, answer, cargo, on_path, program, root, stream},
    setup,
};

/// What is made when nothing is named.
const KINDS: &[&str] = if cfg!(windows) {
    &["nsis"]
} else if cfg!(target_os = "macos") {
    &["app", "dmg"]
} else {
    &["deb", "rpm"]
};

/// Makes the packages, or with `--check` tries those that were made.
pub(crate) fn run(words: &[String]) -> Done {
    match words {
        [it] if it == "--check" => check::all(),
        kinds => make(kinds),
    }
}

/// Builds window and command line for people, and packs both.
fn make(kinds: &[String]) -> Done {
    setup::for_run()?;
    let stamp = Stamp::of_checkout();
    // In one go: asked for one by one, they want other features of what they share, and that is built twice.
    let mut build =
        cargo(&["build", "--release", "--locked", "-p", "beishen-app", "-p", "beishen-cli"]);
    build.args(["--bin", "beishen-app", "--bin", "beishen", "--features", "tauri/custom-protocol"]);
    stream(stamp.on(&mut build))?;
    beside(&stamp)?;

    let named: Vec<_> = kinds.iter().map(String::as_str).collect();
    let kinds = if named.is_empty() { KINDS } else { &named };
    if kinds == ["nsis"] {
        let setup = windows(&root().join("target/release"), &made(), false)?;
        println!("The installer is {}.", setup.display());
        return Ok(());
    }
    let window = root().join("src-tauri");
    let npm = |args: &[&str]| {
        let mut npm = program(NPM);
        npm.args(args).current_dir(&window);
        npm
    };
    stream(&mut npm(&["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    let mut bundle = npm(&["exec", "--", "tauri", "bundle", "--ci", "--bundles"]);
    stream(stamp.on(bundle.arg(kinds.join(","))))?;
    println!("The packages are in {}.", root().join("target/release/bundle").display());
    println!(
        "beishen-office is in none of them: cargo build --release --locked -p beishen-office makes it."
    );
    Ok(())
}

/// What comes along beside the programs: the manual, completions, and what is of others.
fn beside(stamp: &Stamp) -> Done {
    let beishen = root().join("target/release/beishen").display().to_string();
    for (file, words) in [
        ("man/en/beishen.1", &["--lang", "en", "manual"][..]),
        ("man/zh/beishen.1", &["manual"]),
        ("completions/beishen", &["completions", "bash"]),
        ("completions/_beishen", &["completions", "zsh"]),
        ("completions/beishen.fish", &["completions", "fish"]),
    ] {
        let text = answer(&beishen, words)
            .ok_or(format!("`beishen {}` does not work.", words.join(" ")))?;
        put(&made().join(file), &(text + "\n"))?;
    }
    parts::write(&made(), None, &stamp.version, &stamp.day)
}

/// The installer of Windows with these programs. `quick`: packed less tightly, to try it.
pub(crate) fn windows(programs: &Path, folder: &Path, quick: bool) -> Done<PathBuf> {
    if !on_path("makensis") {
        return Err("the installer is made by NSIS: install it (https://nsis.sourceforge.io, \
            Debian: apt-get install nsis) so that makensis can be started by name."
            .to_owned());
    }
    let stamp = Stamp::of_checkout();
    fs::create_dir_all(folder).map_err(|e| format!("{}: {e}.", folder.display()))?;
    parts::write(folder, Some("x86_64-pc-windows-msvc"), &stamp.version, &stamp.day)?;
    let out = folder.join(format!("beishen-{VERSION}-setup.exe"));
    let mut make = program("makensis");
    make.args(["-V2", "-INPUTCHARSET", "UTF8"]);
    let own = root();
    let set = [("ROOT", own.as_path()), ("BIN", programs), ("PARTS", folder), ("OUT", &out)];
    make.args(set.map(|(name, it)| format!("-D{name}={}", it.display())));
    make.arg(format!("-DVERSION={VERSION}"));
    // Microsoft's offline installer of WebView2, and a command that signs the file behind it.
    for (name, variable) in [("WEBVIEW2", "BEISHEN_WEBVIEW2"), ("SIGN", "BEISHEN_SIGN")] {
        let value = env::var(variable).ok().filter(|it| !it.is_empty());
        make.args(value.map(|it| format!("-D{name}={it}")));
    }
    if quick {
        make.arg("-DQUICK");
    }
    stream(make.arg(own.join("src-tauri/installers/windows.nsi")))?;
    Ok(out)
}

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What the programs are told of themselves, so that the same commit makes the same programs in whatever folder.
struct Stamp {
    /// 1.2.3 (0a1b2c3, 2026-11-30)
    version: String,
    /// When the commit was made: seconds, and as ISO 8601 writes it.
    seconds: String,
    day: String,
}

impl Stamp {
    fn of_checkout() -> Self {
        let said =
            answer("git", &["show", "-s", "--format=%h %ct %cs", "HEAD"]).unwrap_or_default();
        let changed = answer("git", &["status", "--porcelain"]).is_some_and(|it| !it.is_empty());
        Self::of(&said, changed)
    }

    /// Of what git says; a checkout without git has the version alone.
    fn of(said: &str, changed: bool) -> Self {
        let mut words = said.split(' ').map(str::to_owned);
        let (Some(commit), Some(seconds), Some(day)) = (words.next(), words.next(), words.next())
        else {
            return Self {
                version: VERSION.to_owned(),
                seconds: "0".to_owned(),
                day: "1970-01-01T00:00:00Z".to_owned(),
            };
        };
        let more = if changed { "+" } else { "" };
        let version = format!("{VERSION} ({commit}{more}, {day})");
        Self { version, seconds, day: format!("{day}T00:00:00Z") }
    }

    fn on<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        let here = root().display().to_string();
        let home = env::var("CARGO_HOME").ok();
        let home = home.or_else(|| Some(env::home_dir()?.join(".cargo").display().to_string()));
        let flags = [
            format!("--remap-path-prefix={here}=beishen"),
            format!("--remap-path-prefix={}=cargo", home.unwrap_or_default()),
        ];
        command
            .env("BEISHEN_VERSION", &self.version)
            .env("SOURCE_DATE_EPOCH", &self.seconds)
            .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
            .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
    }
}

/// Where what is made for the packages lies.
fn made() -> PathBuf {
    root().join("target/package")
}

fn put(path: &Path, text: &str) -> Done {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|e| format!("{} was not written: {e}.", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_names_its_commit_where_there_is_one() {
        for (said, changed, expected) in [
            ("0a1b2c3 1764460800 2026-11-30", false, " (0a1b2c3, 2026-11-30)"),
            ("0a1b2c3 1764460800 2026-11-30", true, " (0a1b2c3+, 2026-11-30)"),
            ("", false, ""),
        ] {
            assert_eq!(Stamp::of(said, changed).version, format!("{VERSION}{expected}"));
        }
    }

    /// What the bundler is to put where must be what is made: it tells of a missing file only after half an hour of building.
    #[test]
    fn every_file_of_the_packages_is_there_or_made() {
        let made = ["man/en", "man/zh", "completions", "third-party", "sbom", "release/beishen"];
        for name in ["tauri.conf.json", "tauri.macos.conf.json"] {
            let text = fs::read_to_string(root().join("src-tauri").join(name)).unwrap();
            let files =
                text.split('"').filter(|it| it.starts_with("../") || it.starts_with("installers/"));
            for file in files.filter(|it| *it != "../ui/dist") {
                let is_made =
                    file.starts_with("../target/") && made.iter().any(|it| file.contains(it));
                assert!(is_made || root().join("src-tauri").join(file).exists(), "{name}: {file}");
            }
        }
    }
}
