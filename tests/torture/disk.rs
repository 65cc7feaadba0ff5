//! No more room: the step is refused, the vault stays what it was, and goes on when there is room again.

use chrono::NaiveDateTime;
use std::process::Command;

use beishen_store::{Key, StoreError, Vault};

use crate::child::{Said, command, listen};
use crate::model::Model;
use crate::random::op;
use crate::view::{difference, of_model, of_vault, perform};

#[test]
fn a_step_without_room_is_refused_whole_and_the_vault_goes_on_later() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    let key = Key::load_or_create(&path).unwrap();
    Vault::create(&path, &key, NaiveDateTime::default()).unwrap().close().unwrap();
    let (seed, mut done, mut model) = (4, 0, Model::default());
    // The largest file the child may write, in blocks of 512 bytes. The shell keeps the signal that would end the child instead.
    let limits = [300, 300, 700, 1500, 1_000_000];
    for (round, blocks) in limits.into_iter().enumerate() {
        let plain = command(&path, seed, done + 1, done + 150);
        let mut limited = Command::new("sh");
        limited.args(["-c", "trap '' XFSZ; ulimit -f $0; exec \"$@\"", &blocks.to_string()]);
        limited.arg(plain.get_program()).args(plain.get_args());
        limited.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
        limited.stdout(std::process::Stdio::piped());
        let mut child = limited.spawn().unwrap();
        let mut full = 0;
        for said in listen(&mut child) {
            match said {
                Said::Done(n) => {
                    model.apply(&op(seed, n), n);
                    done = n;
                }
                Said::Full(n) => {
                    full += 1;
                    done = n;
                }
                Said::Open => {}
                Said::InUse => panic!("in use"),
            }
        }
        assert!(child.wait().unwrap().success());
        assert_eq!(full > 0, round < limits.len() - 1, "{blocks} blocks: {full} refused");

        let vault = Vault::open(&path, &key, NaiveDateTime::default()).unwrap();
        vault.check().unwrap();
        let (must, is) = (of_model(&model), of_vault(&vault).unwrap());
        assert!(must == is, "{blocks} blocks\n{}", difference(&must, &is));
    }
    assert_eq!(done, 150 * limits.len() as u64);
}

/// A file system of its own, in memory and much too small; where the system lends one (Linux, `unshare`).
#[test]
fn a_small_disk_that_is_really_full_refuses_whole_steps_and_goes_on_once_it_is_larger() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let script = "mount -t tmpfs -o size=700k tmpfs \"$1\" || exit 77; exec \"$2\" --exact disk::the_process_on_a_small_disk --nocapture";
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", script, "sh"])
        .args([folder.path(), &std::env::current_exe().unwrap()])
        .env("BEISHEN_TORTURE_SMALL", folder.path())
        .output();
    // 1: the system permits no mounts of one's own.
    let Ok(output) = output else { return };
    if !matches!(output.status.code(), Some(1 | 77)) {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(String::from_utf8_lossy(&output.stdout).contains("torture small"));
    }
}

/// Not a test of its own: passes at once unless it is the child of the one above.
#[test]
fn the_process_on_a_small_disk() {
    use std::io::Write as _;
    let Some(folder) = std::env::var_os("BEISHEN_TORTURE_SMALL") else { return };
    let (path, key) = (std::path::Path::new(&folder).join("vault.db"), Key::new([7; 32]));
    let (seed, mut model, mut refused) = (9, Model::default(), 0);
    let mut vault = Vault::create(&path, &key, NaiveDateTime::default()).unwrap();
    for n in 1..=400 {
        if n == 300 {
            assert!(refused > 50, "{refused}");
            let larger =
                Command::new("mount").args(["-o", "remount,size=60m"]).arg(&folder).status();
            assert!(larger.unwrap().success());
        }
        match perform(&mut vault, &op(seed, n), n) {
            Ok(_) => drop(model.apply(&op(seed, n), n)),
            Err(StoreError::DiskFull | StoreError::Io(_)) if n < 300 => refused += 1,
            Err(error) => panic!("{n}: {error}"),
        }
        if n % 50 == 0 {
            let (must, is) = (of_model(&model), of_vault(&vault).unwrap());
            assert!(must == is, "{n}\n{}", difference(&must, &is));
        }
    }
    vault.close().unwrap();
    let vault = Vault::open(&path, &key, NaiveDateTime::default()).unwrap();
    vault.check().unwrap();
    let (must, is) = (of_model(&model), of_vault(&vault).unwrap());
    assert!(must == is, "{}", difference(&must, &is));
    std::io::stdout().write_all(b"\ntorture small 0\n").unwrap();
}
