//! `beishen-office` as it is typed: its sentences, its exit codes, and what it never says.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Command, Stdio},
};

use beishen_tray::{Trays, Uid};

use crate::server::Server;

struct Said {
    code: i32,
    out: String,
    err: String,
}

fn office(words: &[&str], connection: Option<&str>) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_beishen-office"));
    command.args(words).stdin(Stdio::null()).env_remove("BEISHEN_OFFICE_CONNECTION");
    // There is no keychain.
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    if let Some(it) = connection {
        command.env("BEISHEN_OFFICE_CONNECTION", it);
    }
    let done = command.output().unwrap();
    let text = |it: Vec<u8>| String::from_utf8(it).unwrap();
    Said { code: done.status.code().unwrap(), out: text(done.stdout), err: text(done.stderr) }
}

fn path(it: &Path) -> &str {
    it.to_str().unwrap()
}

#[test]
fn it_says_what_it_did_and_what_stands_in_the_way() {
    let server = Server::start();
    server.sql("postgres", "CREATE DATABASE a");
    let string = server.string("a");
    let folder = tempfile::tempdir().unwrap();
    let trays = folder.path().join("office");
    let at = ["--trays", path(&trays)];
    let run = |word: &str| office(&[&at[..], &[word]].concat(), Some(&string));

    let said = run("sync");
    assert!(
        said.code == 3 && said.err.contains("还没有") || said.err.contains("没有办公室"),
        "{}",
        said.err
    );
    assert_eq!(office(&["init", "--lease", "1"], Some(&string)).code, 0);
    let said = run("sync");
    assert!(said.code == 3 && said.err.contains("没有收发文件夹"), "{}", said.err);
    let made = Trays::at(&trays);
    made.make("一号窗口").unwrap();
    made.put_out(Uid([1; 16]), 0, b"sealed", &[]).unwrap();
    let said = run("status");
    assert_eq!((said.code, &*said.out), (0, "办公室有 0 人；这里待发 1，待收 0。\n"));
    assert_eq!(run("sync").out, "发出 1。\n");
    assert_eq!(run("sync").out, "没有要收发的。\n");
    let said = office(&[&at[..], &["--lang", "en", "status"]].concat(), Some(&string));
    assert_eq!(
        said.out,
        "The office has 1 people; 0 wait to go out here, 1 to be taken in.\n“一号窗口” works on 1.\n"
    );
    let said = run("doctor");
    assert!(said.code == 0 && said.out.lines().all(|it| it.starts_with('✓')), "{}", said.out);
    fs::write(trays.join("outbox/待办.txt"), "x").unwrap();
    let said = run("doctor");
    assert!(
        said.code == 1 && said.out.contains("✗ 收发文件夹里有 1 个不认识的文件"),
        "{}",
        said.out
    );

    // Another desk works on the same person: it waits, and is told.
    let second = folder.path().join("second");
    let other = Trays::at(&second);
    other.make("二号窗口").unwrap();
    let sync = || office(&["--trays", path(&second), "sync"], Some(&string));
    assert_eq!(sync().out, "收到 1。\n");
    other.put_out(Uid([1; 16]), 1, b"sealed again", &[]).unwrap();
    let said = sync();
    assert_eq!((said.code, &*said.out), (1, "别的窗口在办理，等候 1。\n"));
    other
        .wish(Uid([1; 16]), &beishen_tray::Wish::TakeOver { from: "一号窗口".to_owned() })
        .unwrap();
    assert_eq!(sync().out, "发出 1，已接手、放开或删除 1。\n");

    server.kill();
    let said = run("sync");
    assert!(said.code == 4 && said.err.contains("连不上"), "{}", said.err);
    server.run();
}

#[test]
fn a_connection_string_is_taken_from_where_nobody_else_reads_it_and_never_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("connection");
    fs::write(&file, "host=localhost port=1 user=a password=geheim dbname=b").unwrap();
    for (mode, code, word) in [(0o644, 3, "chmod 600"), (0o600, 4, "连不上")] {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        let said = office(&["--connection", path(&file), "status"], None);
        assert!(said.code == code && said.err.contains(word), "{} {}", said.code, said.err);
    }
    for (string, code, word) in [
        ("host=db.example.cn user=a password=geheim sslmode=disable", 3, "必须加密"),
        ("geheim", 3, "写得不对"),
        ("user=a password=geheim", 3, "没有服务器"),
    ] {
        for command in ["status", "sync", "watch", "init"] {
            let said = office(&[command], Some(string));
            assert!(said.code == code && said.err.contains(word), "{} {}", said.code, said.err);
            assert!(!said.err.contains("geheim") && said.err.lines().count() == 1, "{}", said.err);
        }
    }
    // Without any it says how one is given.
    let said = office(&["status"], None);
    assert!(said.code >= 3 && said.err.lines().count() == 1, "{}", said.err);
    for words in [&["push"][..], &[], &["sync", "--all"]] {
        let said = office(words, None);
        assert!(said.code == 2 && said.err.contains("--help"), "{}", said.err);
    }
    let help = office(&["--help"], None);
    assert!(help.code == 0 && help.out.contains("退出码"), "{}", help.out);
}
