//! Another Debian in a folder, to build and to try in: made by mmdebstrap, entered by chroot. On Linux, as root.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::programs::{Done, answer, on_path, program, stream};

/// Set in the run that has mounts of its own.
const APART: &str = "BEISHEN_APART";

/// The same task once more with mounts of its own, which go when it ends: deleting a folder can never reach this machine's /dev.
/// Nothing when this is that run already.
pub(crate) fn apart(task: &[&str]) -> Option<Done> {
    if env::var_os(APART).is_some() {
        return None;
    }
    Some(again(task))
}

fn again(task: &[&str]) -> Done {
    if !cfg!(target_os = "linux") || answer("id", &["-u"]).as_deref() != Some("0") {
        return Err(
            "this works on Linux as root only: it makes another Debian to work in.".to_owned()
        );
    }
    let own = env::current_exe().map_err(|e| format!("xtask does not find itself: {e}."))?;
    let mut unshare = program("unshare");
    unshare.args(["--mount", "--propagation", "private", "nice", "-n", "15"]);
    stream(unshare.arg(own).args(task).env(APART, "1"))
}

/// The root folder of another Debian.
pub(crate) struct Debian(pub(crate) PathBuf);

impl Debian {
    /// Makes it, unless a program in it shows that it was made.
    pub(crate) fn make(&self, suite: &str, packages: &[&str], shows: &str) -> Done {
        if self.0.join(shows).exists() {
            return Ok(());
        }
        if !on_path("mmdebstrap") {
            let install = ["install", "-y", "--no-install-recommends", "mmdebstrap"];
            stream(program("apt-get").args(install))?;
        }
        let mut make = program("mmdebstrap");
        make.args(["--variant=minbase", "--mode=root"]);
        // a mirror that lags
        make.arg("--aptopt=Acquire::Check-Valid-Until \"false\"");
        make.arg(format!("--include={}", packages.join(",")));
        stream(make.arg(suite).arg(&self.0).arg(mirror()))
    }

    /// A program in it, in a folder of it, with these variables and none of this machine's but the proxies.
    pub(crate) fn inside(
        &self,
        folder: &str,
        name: &str,
        set: &[(&str, &str)],
        at: &[(&Path, &str)],
    ) -> Done<Command> {
        self.mount(at)?;
        let mut command = program("chroot");
        command.arg(&self.0).args(["/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"]);
        command.args(["HOME=/root", "LANG=C.UTF-8", "XDG_RUNTIME_DIR=/tmp"]);
        command.arg("DEBIAN_FRONTEND=noninteractive");
        let proxies = ["http_proxy", "https_proxy"];
        command.args(proxies.iter().filter_map(|it| Some(format!("{it}={}", env::var(it).ok()?))));
        command.args(set.iter().map(|(name, value)| format!("{name}={value}")));
        // The first steps come before the folder is there.
        let go = format!("cd {folder} 2>/dev/null; exec \"$@\"");
        command.args(["sh", "-c", &go, "sh", name]);
        Ok(command)
    }

    /// What it needs of this machine, and folders of this machine at a place in it, unless they are there.
    fn mount(&self, folders: &[(&Path, &str)]) -> Done {
        let system: [(&[&str], &Path, &str); 2] = [
            (&["-t", "proc"], Path::new("proc"), "proc"),
            (&["--rbind"], Path::new("/dev"), "dev"),
        ];
        let folders = folders.iter().map(|(from, to)| (&["--bind"][..], *from, *to));
        for (how, from, to) in system.into_iter().chain(folders) {
            let place = self.0.join(to);
            fs::create_dir_all(&place).map_err(|e| format!("{}: {e}.", place.display()))?;
            if answer("mountpoint", &["-q", &place.display().to_string()]).is_none() {
                stream(program("mount").args(how).arg(from).arg(&place))?;
            }
        }
        // Where names are looked up, and whom to trust: as on this machine.
        for file in ["etc/hosts", "etc/resolv.conf", "etc/ssl/certs/ca-certificates.crt"] {
            let _ = fs::copy(Path::new("/").join(file), self.0.join(file));
        }
        Ok(())
    }
}

/// Where this machine itself installs from.
fn mirror() -> String {
    let lists = fs::read_dir("/etc/apt/sources.list.d").into_iter().flatten().flatten();
    let files = lists.map(|it| it.path()).chain([PathBuf::from("/etc/apt/sources.list")]);
    let texts: String = files.filter_map(|it| fs::read_to_string(it).ok()).collect();
    let mut words = texts.split_whitespace();
    let found =
        words.find(|it| it.starts_with("http") && it.trim_end_matches('/').ends_with("/debian"));
    found.unwrap_or("http://deb.debian.org/debian").to_owned()
}
