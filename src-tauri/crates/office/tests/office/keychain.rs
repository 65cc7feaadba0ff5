//! A real keychain (gnome-keyring) on a bus of its own: what it is given it gives out and forgets, and no file says it.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Command, Stdio},
};

use crate::server::Server;

/// The keychain is opened with a passphrase, then everything happens in the bus's session.
const SESSION: &str = r#"
printf x | gnome-keyring-daemon --unlock --components=secrets > /dev/null 2>&1
office() { "$OFFICE" --lang en --trays "$HOME/trays" "$@" 2>&1; echo "= $?"; }
office status
echo "$STRING" | office connect
office status
"$OFFICE" --lang en --trays "$HOME/other" status 2>&1; echo "= $?"
office connect --forget
office status
"#;

fn files(folder: &Path, into: &mut Vec<Vec<u8>>) {
    for it in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
        if it.is_dir() {
            files(&it, into);
        } else if let Ok(bytes) = fs::read(it) {
            into.push(bytes);
        }
    }
}

#[test]
fn a_real_keychain_keeps_the_connection_string_for_its_trays_alone_and_forgets_it() {
    let server = Server::start();
    server.sql("postgres", "CREATE DATABASE kept");
    let string = server.string("kept");
    let home = tempfile::tempdir().unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o700)).unwrap();
    for name in ["trays", "other"] {
        beishen_tray::Trays::at(home.path().join(name)).make("一号窗口").unwrap();
    }
    let program = env!("CARGO_BIN_EXE_beishen-office");
    let made = Command::new(program)
        .arg("init")
        .env("BEISHEN_OFFICE_CONNECTION", &string)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(made.success());
    let mut session = Command::new("dbus-run-session");
    session.args(["--", "sh", "-c", SESSION]).stdin(Stdio::null());
    for variable in ["HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"] {
        session.env(variable, home.path());
    }
    session.env_remove("DISPLAY").env_remove("BEISHEN_OFFICE_CONNECTION");
    let done = session.env("OFFICE", program).env("STRING", &string).output().unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    let lines: Vec<&str> = said.lines().collect();
    let none = "There is no connection string yet. Run beishen-office connect first.";
    assert_eq!(
        lines,
        [
            none,
            "= 3",
            "The connection string is in the system's keychain.",
            "= 0",
            "The office has 0 people; 0 wait to go out here, 0 to be taken in.",
            "= 0",
            none,
            "= 3",
            "The connection string is out of the keychain.",
            "= 0",
            none,
            "= 3",
        ],
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let mut all = Vec::new();
    files(home.path(), &mut all);
    assert!(!all.is_empty());
    assert!(all.iter().all(|it| memchr::memmem::find(it, string.as_bytes()).is_none()));
}
