//! A Wayland desktop without a screen: no program hears keys meant for others there, keeps itself on top, or has the clipboard.

use std::{
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

use crate::{end, eventually};

/// Weston, until it is dropped.
pub struct Weston {
    process: Child,
    folder: TempDir,
}

const SOCKET: &str = "wayland-test";

impl Weston {
    /// Starts it, and waits until programs can be shown.
    pub async fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("w").tempdir().unwrap();
        let process = Command::new("weston")
            .args(["--backend=headless-backend.so", "--idle-time=0", "--no-config"])
            .arg(format!("--socket={SOCKET}"))
            .env("XDG_RUNTIME_DIR", folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("weston is not installed");
        let mut weston = Self { process, folder };
        let socket = weston.folder.path().join(SOCKET);
        eventually("weston starts", async || {
            assert!(weston.process.try_wait().unwrap().is_none(), "weston has ended");
            socket.exists().then_some(())
        })
        .await;
        weston
    }

    /// Has a program shown on it, and nowhere else.
    pub(crate) fn shows(&self, command: &mut Command) {
        command.env("GDK_BACKEND", "wayland").env("WAYLAND_DISPLAY", SOCKET);
        command.env("XDG_RUNTIME_DIR", self.folder.path()).env_remove("DISPLAY");
    }
}

impl Drop for Weston {
    fn drop(&mut self) {
        end(&mut self.process);
    }
}
