//! A desktop's own keychain: GNOME Keyring, on a bus and in a home of its own.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use beishen_store::{Key, Secret, StoreError, Wraps, has_keychain, keep};
use zbus::blocking::connection::Builder;

/// A keychain, unlocked as it is after somebody has logged in. It outlives its parent: nobody waits for what it may still say.
const KEYCHAIN: &str =
    "printf x | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 && ";
const NO_BUS: &str = "DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere ";
const BUS_ALONE: &str = "";

/// Says to a test that it runs in its place.
const THERE: &str = "BEISHEN_TEST_PLACE";

/// Runs the test of that name once more, on a bus of its own after that beginning; there it does what it is about.
fn at_home(test: &str, begin: &str, there: impl FnOnce()) {
    if std::env::var_os(THERE).is_some() {
        return there();
    }
    let home = tempfile::tempdir().unwrap();
    let ran = Command::new("timeout")
        .args(["--kill-after=5", "120", "dbus-run-session", "--", "sh", "-c"])
        .arg(format!("{begin}\"$0\" --exact {test}"))
        .arg(std::env::current_exe().unwrap())
        .env(THERE, "1")
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", home.path())
        .env_remove("XDG_DATA_HOME")
        .env_remove("GNOME_KEYRING_CONTROL")
        .output()
        .expect("dbus-run-session and gnome-keyring are installed by set-up");
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    let more = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success() && said.contains("1 passed"), "{said}{more}");
}

fn kept_by_keychain(vault: &Path, key: &Key) -> Wraps {
    let mut wraps = Wraps::new(false).unwrap().with(&Secret::Keychain, key).unwrap();
    keep(vault, key, &mut wraps).unwrap();
    Wraps::of(vault).unwrap().unwrap()
}

#[test]
fn the_keychain_gives_out_the_key_of_each_vault_and_forgets_it() {
    let test = "the_keychain_gives_out_the_key_of_each_vault_and_forgets_it";
    at_home(test, KEYCHAIN, gives_out);
}

fn gives_out() {
    assert!(has_keychain());
    let folder = tempfile::tempdir().unwrap();
    let vaults = ["one.vault", "two.vault"].map(|it| folder.path().join(it));
    let keys = [Key::random().unwrap(), Key::random().unwrap()];
    let wraps = [0, 1].map(|n| kept_by_keychain(&vaults[n], &keys[n]));
    for n in [0, 1] {
        assert_eq!(wraps[n].open(&Secret::Keychain).unwrap(), keys[n]);
    }
    // Another key for the same vault; the keychain holds the same secret, and both open with it.
    let new = Key::random().unwrap();
    let anew = wraps[0].anew(&keys[0], &new).unwrap().with(&Secret::Keychain, &new).unwrap();
    assert_eq!(anew.open(&Secret::Keychain).unwrap(), new);
    assert_eq!(wraps[0].open(&Secret::Keychain).unwrap(), keys[0]);

    wraps[0].forget_keychain();
    assert_eq!(wraps[0].open(&Secret::Keychain).unwrap_err(), StoreError::NoKeychain);
    assert_eq!(wraps[1].open(&Secret::Keychain).unwrap(), keys[1], "the other vault's stays");
    // What lies on the disk of a keychain that was forgotten is asked for no more, and given anew when it is kept again.
    let again = kept_by_keychain(&vaults[0], &keys[0]);
    assert_eq!(again.open(&Secret::Keychain).unwrap(), keys[0]);
}

#[test]
fn without_a_keychain_it_says_so() {
    at_home("without_a_keychain_it_says_so", NO_BUS, says_so);
}

#[test]
fn one_that_does_not_answer_is_not_waited_for() {
    at_home("one_that_does_not_answer_is_not_waited_for", BUS_ALONE, || {
        // It has the keychain's name on the bus, and no object that would answer.
        let bus = Builder::session().unwrap().name("org.freedesktop.secrets").unwrap();
        let _silent = bus.build().unwrap();
        let start = Instant::now();
        says_so();
        assert!(start.elapsed() > Duration::from_secs(1), "it answered");
    });
}

fn says_so() {
    assert!(!has_keychain());
    let made = Wraps::new(false).unwrap().with(&Secret::Keychain, &Key::random().unwrap());
    assert_eq!(made.unwrap_err(), StoreError::NoKeychain);
}
