//! A disk that can be filled while the window is open.
//!
//! The data folder is a small file system that only the window's processes see; it goes when they end. Where none may be
//! mounted, as in some containers, the files of the window's program are kept from growing instead.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// How the disk is made to be full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disk {
    /// A file system of 16 MB, mounted after `unshare` with this option.
    Mounted(&'static str),
    /// A limit on the length of files.
    Limited,
    /// A folder in which nothing can be written, mounted after `unshare` with this option.
    Protected(&'static str),
}

const MOUNT: &str = "mount -t tmpfs -o size=16m none \"$0\"";
const PROTECT: &str = "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\"";

/// With which option the shell may do that to a folder, if with any.
fn namespace(mount: &str, folder: &Path) -> Option<&'static str> {
    fs::create_dir_all(folder).unwrap();
    let mounts = |namespace: &&str| {
        let mut command = Command::new("unshare");
        command.args([namespace, "sh", "-c", mount]).arg(folder);
        command.stderr(Stdio::null()).status().is_ok_and(|it| it.success())
    };
    ["-m", "-rm"].into_iter().find(mounts)
}

impl Disk {
    /// What this machine permits.
    pub(crate) fn permitted(folder: &Path) -> Self {
        namespace(MOUNT, folder).map_or(Self::Limited, Self::Mounted)
    }

    /// A write-protected folder, where this machine permits that.
    pub(crate) fn protected(folder: &Path) -> Option<Self> {
        namespace(PROTECT, folder).map(Self::Protected)
    }

    /// Starts a program whose data folder can be full. A file that may not grow is told by a signal, unless that is ignored.
    pub(crate) fn command(self, folder: &Path, program: &str) -> Command {
        let mounted = |namespace: &str, mount: &str| {
            let mut command = Command::new("unshare");
            command.args([namespace, "sh", "-c", &format!("{mount} && exec \"$@\"")]);
            command
        };
        let mut command = match self {
            Self::Mounted(namespace) => mounted(namespace, MOUNT),
            Self::Protected(namespace) => mounted(namespace, PROTECT),
            Self::Limited => {
                let mut command = Command::new("sh");
                command.args(["-c", "trap '' XFSZ; exec \"$@\""]);
                command
            }
        };
        command.arg(folder).arg(program);
        command
    }

    /// Takes the room away, or gives it back. `inside` is a process that sees the data folder.
    pub(crate) fn fill(self, full: bool, inside: u32, folder: &Path, window: &Path) {
        if self == Self::Limited {
            // Less than the vault's log is long; more than a facts file is.
            let limit = if full { "--fsize=65536:unlimited" } else { "--fsize=unlimited" };
            let pid = process(folder, window).to_string();
            assert!(
                Command::new("prlimit").args(["--pid", &pid, limit]).status().unwrap().success()
            );
            return;
        }
        let root = PathBuf::from(format!("/proc/{inside}/root"));
        let ballast = root.join(folder.strip_prefix("/").unwrap()).join("ballast");
        if full {
            let mut file = fs::File::create(ballast).unwrap();
            while file.write_all(&[0; 4096]).is_ok() {}
        } else {
            fs::remove_file(ballast).unwrap();
        }
    }
}

/// The window's program, told from others by its data folder.
fn process(folder: &Path, window: &Path) -> u32 {
    let data = format!("BEISHEN_DATA_DIR={}", folder.display());
    let mine = |path: &Path| {
        let environment = fs::read(path.join("environ")).unwrap_or_default();
        fs::read_link(path.join("exe")).is_ok_and(|it| it == window)
            && environment.split(|it| *it == 0).any(|it| it == data.as_bytes())
    };
    let found = fs::read_dir("/proc").unwrap().filter_map(|it| Some(it.ok()?.path()));
    let path = found.into_iter().find(|it| mine(it)).expect("the window is not open");
    path.file_name().unwrap().to_str().unwrap().parse().unwrap()
}
