//! Does the product compile for Windows and macOS, and does the Windows one run? Answered on a Debian machine, as root, without
//! either system: about 18 GB and 45 minutes of two processors, so it is no part of `test`.
//!
//! Debian sid packs the source of its Rust's standard library, so cargo builds that for any target (`-Zbuild-std`); MinGW links Windows
//! programs, Wine runs them. Apple's SDK is not free: for macOS Rust is type-checked only, and every file of C becomes an empty object.
//!
//! Each step finds what an earlier run has left in the folder and goes on from there.

mod commands;
mod report;

use std::{
    env,
    fs::{self, File},
    path::PathBuf,
    process::{Command, Stdio},
    time::Instant,
};

use crate::{
    debian::{Debian, apart},
    package,
    programs::{Done, answer, cargo, program, root, stream},
};

const WINDOWS: &str = "x86_64-pc-windows-gnu";
const MACOS: &str = "aarch64-apple-darwin";
/// The standard library, built along.
const STD: &str = "-Zbuild-std=std,panic_unwind";
/// Without the driver of the real window, which is there on Linux only.
const ALL: [&str; 4] = ["--locked", "--workspace", "--exclude", "beishen-e2e"];

/// A step, as it is called.
type Step = (&'static str, fn(&Work) -> Done);

const STEPS: [Step; 9] = [
    ("root", Work::make_root),
    ("tools", Work::make_tools),
    ("copy", Work::copy),
    ("build", Work::build),
    ("tests", Work::tests),
    ("commands", Work::commands),
    ("window", Work::window),
    ("installer", Work::installer),
    ("macos", Work::macos),
];

/// All steps, or those that are named, in a folder of their own; then what came of them.
pub(crate) fn run(folder: &str, named: &[String]) -> Done {
    if let Some(other) = named.iter().find(|it| !STEPS.iter().any(|step| step.0 == *it)) {
        let steps: Vec<_> = STEPS.iter().map(|it| it.0).collect();
        return Err(format!("there is no step {other}; there are {}.", steps.join(", ")));
    }
    fs::create_dir_all(folder).map_err(|e| format!("{folder} could not be made: {e}."))?;
    let folder = fs::canonicalize(folder).map_err(|e| format!("{folder}: {e}."))?;
    let at = folder.display().to_string();
    let task: Vec<_> = ["cross", &at].into_iter().chain(named.iter().map(String::as_str)).collect();
    if let Some(done) = apart(&task) {
        return done;
    }
    let work = Work(folder);
    for (name, step) in STEPS {
        if named.is_empty() || named.iter().any(|it| it == name) {
            eprintln!("\n== {name}");
            let start = Instant::now();
            step(&work)?;
            eprintln!("== {name} took {} s", start.elapsed().as_secs());
        }
    }
    let report = report::whole(&work.0, &answer("date", &["+%Y-%m-%d"]).unwrap_or_default());
    let path = work.0.join("report.md");
    fs::write(&path, &report).map_err(|e| format!("{} was not written: {e}.", path.display()))?;
    println!("\n{report}\nThis is {}.", path.display());
    Ok(())
}

/// The folder that all of it lies in; it is /w in the other Debian.
struct Work(PathBuf);

impl Work {
    /// A Debian sid with Rust, MinGW and Wine.
    fn make_root(&self) -> Done {
        let sid = self.sid();
        sid.make("sid", &PACKAGES, "usr/bin/cargo")?;
        if !sid.0.join("usr/bin/wine").exists() {
            stream(self.inside("apt-get", &[])?.args(["update", "-q"]))?;
            let install = ["install", "-y", "-q", "--no-install-recommends"];
            stream(
                self.inside("apt-get", &[])?
                    .args(install)
                    .args(["wine", "wine64", "xvfb", "xauth"]),
            )?;
        }
        Ok(())
    }

    /// Zig, a C compiler that knows macOS, and what stands in for Apple's.
    fn make_tools(&self) -> Done {
        let venv = self.0.join("venv");
        if !venv.exists() {
            stream(program("python3").args(["-m", "venv"]).arg(&venv))?;
        }
        stream(program(&self.path("venv/bin/pip")).args(["install", "-q", "ziglang"]))?;
        self.write(
            "zig",
            "#!/bin/sh\nexec $(ls -d /w/venv/lib/python3*/site-packages/ziglang/zig) \"$@\"\n",
        )?;
        self.write("ar", "#!/bin/sh\nexec /w/zig ar \"$@\"\n")?;
        self.write("cc", CC)?;
        stream(program("chmod").args(["+x", &self.path("zig"), &self.path("ar"), &self.path("cc")]))
    }

    /// The project as it is now, with fonts, models and page.
    fn copy(&self) -> Done {
        let source = self.0.join("src");
        // What is not there any more would be built as well; times of change come with the files.
        let _ = fs::remove_dir_all(&source);
        fs::create_dir_all(&source).map_err(|e| format!("{}: {e}.", source.display()))?;
        let root = root();
        if !root.join("src-tauri/resources/fonts").is_dir()
            || !root.join("ui/dist/index.html").is_file()
        {
            return Err("run `cargo xtask setup` first.".to_owned());
        }
        let mut pack = program("tar");
        pack.args([
            "--exclude=./target",
            "--exclude=node_modules",
            "--exclude=./.git",
            "-cf",
            "-",
            ".",
        ]);
        let mut pack = pack.stdout(Stdio::piped()).spawn().map_err(|e| format!("tar: {e}."))?;
        let packed = pack.stdout.take().map_or_else(Stdio::null, Stdio::from);
        stream(program("tar").arg("-xf").arg("-").arg("-C").arg(&source).stdin(packed))?;
        if pack.wait().is_ok_and(|it| it.success()) {
            Ok(())
        } else {
            Err("tar has not packed all.".to_owned())
        }
    }

    /// Programs and tests of Windows in one go: asked for one by one, packages want other features of what they share.
    fn build(&self) -> Done {
        stream(self.cargo(WINDOWS, "test")?.arg("--no-run"))?;
        // What is compiled in a release only (no terminal, the name of notifications).
        let release = [
            "rustc",
            STD,
            "--locked",
            "--target",
            WINDOWS,
            "-p",
            "beishen-app",
            "--bin",
            "beishen-app",
        ];
        let mut rustc = self.inside("cargo", &[("CARGO_TARGET_DIR", "/w/target-win")])?;
        stream(rustc.args(release).args(["--", "-C", "debug-assertions=off", "--emit=metadata"]))
    }

    /// The tests under Wine, as cargo runs them; those that call other people's programs fail, for Wine has none.
    fn tests(&self) -> Done {
        stream(self.inside("wineboot", &[])?.arg("-i"))?;
        let runner = [("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", "timeout 1200 wine")];
        let mut tests = self.cargo_with(WINDOWS, "test", &runner)?;
        let told = self.0.join("tests.log");
        let log = File::create(&told).and_then(|it| Ok((it.try_clone()?, it)));
        let (out, err) = log.map_err(|e| format!("{}: {e}.", told.display()))?;
        tests.args(["--no-fail-fast", "--", "--test-threads=2"]).stdout(out).stderr(err);
        eprintln!("What they say goes to {}.", told.display());
        // That some fail is what the report is about.
        let _ = stream(&mut tests);
        Ok(())
    }

    /// The same commands on Linux and under Wine.
    fn commands(&self) -> Done {
        stream(&mut cargo(&["build", "--workspace", "--locked", "--bin", "beishen"]))?;
        let linux = root().join("target/debug/beishen");
        let exe = format!("/w/target-win/{WINDOWS}/debug/beishen.exe");
        let resources = [("BEISHEN_RESOURCES", r"Z:\w\src\src-tauri\resources")];
        let wine = |folder: &str| {
            let mut wine = self.inside_at(folder, "wine", &resources)?;
            wine.arg(&exe);
            Ok(wine)
        };
        commands::compare(&self.0, &linux, wine)
    }

    /// The window under Wine, which has no `WebView2`: it must say so and end.
    fn window(&self) -> Done {
        let _ = stream(self.inside("wineserver", &[])?.arg("-k"));
        let exe = format!("/w/target-win/{WINDOWS}/debug/beishen-app.exe");
        let loader = [("WINEPATH", r"Z:\w\target-win\x86_64-pc-windows-gnu\debug")];
        let mut window = self.inside("timeout", &loader)?;
        window.args(["40", "xvfb-run", "-a", "wine", &exe]);
        let end = window.status().map_err(|e| format!("the window was not started: {e}."))?;
        // The box waits to be closed: `timeout` does that.
        let said = format!(
            "the window under Wine ended with {:?} (124: its box waited to be closed)",
            end.code()
        );
        self.write("window.txt", &said)
    }

    /// The installer with these programs, silently: its `beishen` makes the papers; who removes it keeps the vault, or erases it.
    fn installer(&self) -> Done {
        let programs = self.0.join("target-win").join(WINDOWS).join("debug");
        let setup = package::windows(&programs, &self.0.join("installer"), true)?;
        let _ = fs::remove_dir_all(self.0.join("out-installed"));
        let script =
            INSTALLED.replace("SETUP", &setup.file_name().unwrap_or_default().to_string_lossy());
        let done = stream(self.inside_at("/w/installer", "sh", &[])?.args(["-ec", &script]));
        self.write(
            "installer.txt",
            if done.is_ok() { "installed, used, removed" } else { "failed" },
        )?;
        done
    }

    /// Rust for macOS, tests and all.
    fn macos(&self) -> Done {
        let tools = [
            ("CC_aarch64_apple_darwin", "/w/cc"),
            ("AR_aarch64_apple_darwin", "/w/ar"),
            ("ZIG_GLOBAL_CACHE_DIR", "/w/zig-cache"),
            ("ZIG_LOCAL_CACHE_DIR", "/w/zig-cache"),
            ("SDKROOT", "/w"),
        ];
        let done = stream(self.cargo_with(MACOS, "check", &tools)?.arg("--tests"));
        self.write("macos.txt", if done.is_ok() { "no error" } else { "errors" })?;
        done
    }

    fn cargo(&self, target: &str, task: &str) -> Done<Command> {
        self.cargo_with(target, task, &[])
    }

    fn cargo_with(&self, target: &str, task: &str, set: &[(&str, &str)]) -> Done<Command> {
        let folder = if target == WINDOWS { "/w/target-win" } else { "/w/target-mac" };
        let all = [set, &[("CARGO_TARGET_DIR", folder)]].concat();
        let mut cargo = self.inside("cargo", &all)?;
        cargo.args([task, STD, "--target", target]).args(ALL);
        Ok(cargo)
    }

    /// A program in the other Debian, in the copy of the project.
    fn inside(&self, name: &str, set: &[(&str, &str)]) -> Done<Command> {
        self.inside_at("/w/src", name, set)
    }

    fn inside_at(&self, folder: &str, name: &str, set: &[(&str, &str)]) -> Done<Command> {
        // RUSTC_BOOTSTRAP: -Zbuild-std is not stable. No incremental files, no line tables: nothing is built twice or looked into.
        let own = [
            ("CARGO_HOME", "/w/cargo-home"),
            ("RUSTC_BOOTSTRAP", "1"),
            ("CARGO_INCREMENTAL", "0"),
            ("CARGO_PROFILE_DEV_DEBUG", "0"),
            ("WINEPREFIX", "/w/wine"),
            ("WINEDEBUG", "-all"),
        ];
        let handed_on: Vec<_> = ["CARGO_BUILD_JOBS", "BEISHEN_TORTURE_KILLS"]
            .iter()
            .filter_map(|it| Some((*it, env::var(it).ok()?)))
            .collect();
        let handed_on: Vec<_> = handed_on.iter().map(|(name, it)| (*name, it.as_str())).collect();
        let set = [&own[..], &handed_on, set].concat();
        self.sid().inside(folder, name, &set, &[(&self.0, "w")])
    }

    fn sid(&self) -> Debian {
        Debian(self.0.join("sid"))
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    fn write(&self, name: &str, text: &str) -> Done {
        fs::write(self.0.join(name), text).map_err(|e| format!("{name} was not written: {e}."))
    }
}

const PACKAGES: [&str; 12] = [
    "ca-certificates",
    "rustc",
    "cargo",
    "rust-src",
    "gcc",
    "libc6-dev",
    "gcc-mingw-w64-x86-64-win32",
    "g++-mingw-w64-x86-64-win32",
    "perl",
    "make",
    "pkgconf",
    "git",
];

/// How the installer is tried; `sh -e` stops at what does not hold.
const INSTALLED: &str = r#"
wineboot -i
local=$(wine cmd /c 'echo %LOCALAPPDATA%' 2>/dev/null | tr -d '\r')
local=$(winepath -u "$local")
here="$local/Programs/Beishen" vault="$local/cn.beishen.desk"
install() { wine SETUP /S; test -f "$here/beishen.exe"; mkdir -p "$vault/EBWebView"; echo kept >"$vault/beishen.vault"; }
# It goes on by itself from another place.
remove() { wine "$here/uninstall.exe" "$@"; i=0; while [ -e "$here" ] && [ $i -lt 60 ]; do sleep 1; i=$((i+1)); done; test ! -e "$here"; }
install
test -f "$local/Microsoft/WindowsApps/beishen.cmd"
test -f "$here/third-party.txt"
cd /w; wine cmd /c '%LOCALAPPDATA%\Microsoft\WindowsApps\beishen.cmd' demo --out out-installed
test "$(find out-installed -name '*.pdf' | wc -l)" -ge 2
cd /w/installer
remove /S
test -f "$vault/beishen.vault"; test ! -e "$vault/EBWebView"; test ! -e "$local/Microsoft/WindowsApps/beishen.cmd"
install
remove /S /ERASE
test ! -e "$vault"
echo 'installed, used, removed: all as it says'
"#;

/// Stands in for Apple's compiler: what is only preprocessed is, everything else becomes an empty object.
const CC: &str = r#"#!/bin/sh
out=
for a in "$@"; do
  [ "$prev" = -o ] && out=$a
  [ "$a" = -E ] && exec /w/zig cc -target aarch64-macos -E "$(eval echo \${$#})"
  prev=$a
done
[ -n "$out" ] || exec /w/zig cc -target aarch64-macos "$@"
echo 'int beishen_empty;' >/tmp/empty-$$.c
exec /w/zig cc -target aarch64-macos -c /tmp/empty-$$.c -o "$out"
"#;
