//! Compare and swap, leases by the server's clock, the log that is only added to, rights, versions.

use std::{thread, time::Duration};

use beishen_office::{Access, Failure, Office, Pushed, Source, Taken, VERSION};
use beishen_tray::Uid;

use crate::server::Server;

fn uid(number: u8) -> Uid {
    Uid([number; 16])
}

#[test]
fn a_revision_is_written_once_whoever_sends() {
    let server = Server::shared();
    let access = server.office("revisions", None);
    // Many at once on a few people, each from what it believes is the newest.
    let done: Vec<(u8, u64, Vec<u8>)> = thread::scope(|scope| {
        let send = |desk: u8| {
            let access = &access;
            move || {
                let mut office = Office::open(access).unwrap();
                let (mut done, mut base) = (Vec::new(), [0; 4]);
                for n in 0..40_u8 {
                    let who = n % 4;
                    let bundle = vec![desk, n, who];
                    // All of one desk in name, so that no lease stands between them.
                    match office
                        .push(uid(who), base[usize::from(who)], &bundle, "同一窗口")
                        .unwrap()
                    {
                        Pushed::Done(rev) => {
                            done.push((who, rev, bundle));
                            base[usize::from(who)] = rev;
                        }
                        Pushed::Conflict(rev) => base[usize::from(who)] = rev,
                        Pushed::Held(by) => panic!("{by:?}"),
                    }
                }
                done
            }
        };
        let all: Vec<_> = (0..8).map(|desk| scope.spawn(send(desk))).collect();
        all.into_iter().flat_map(|it| it.join().unwrap()).collect()
    });
    let mut revisions: Vec<_> = done.iter().map(|it| (it.0, it.1)).collect();
    revisions.sort_unstable();
    let count = revisions.len();
    revisions.dedup();
    assert_eq!(revisions.len(), count, "none was written twice");
    for who in 0..4 {
        let of: Vec<u64> = revisions.iter().filter(|it| it.0 == who).map(|it| it.1).collect();
        assert!(of.iter().copied().eq(1..=of.len() as u64), "{of:?}");
        let newest = done.iter().filter(|it| it.0 == who).max_by_key(|it| it.1).unwrap();
        let mut office = Office::open(&access).unwrap();
        assert_eq!(office.fetch(uid(who)).unwrap(), Some((newest.1, Some(newest.2.clone()))));
        // The same once more is the same revision: whoever did not hear the answer asks again.
        assert_eq!(
            office.push(uid(who), newest.1 - 1, &newest.2, "x").unwrap(),
            Pushed::Done(newest.1)
        );
    }
    assert_eq!(server.sql("revisions", "SELECT count(*) FROM beishen.log"), count.to_string());
}

#[test]
fn a_lease_keeps_others_out_until_it_runs_out_or_is_taken_over_from_who_has_it() {
    let server = Server::shared();
    let access = server.office("leases", Some(2));
    let mut office = Office::open(&access).unwrap();
    assert_eq!(office.push(uid(1), 0, b"1", "甲").unwrap(), Pushed::Done(1));
    let Pushed::Held(by) = office.push(uid(1), 1, b"2", "乙").unwrap() else { panic!() };
    assert!(by.holder == "甲" && by.left <= Duration::from_secs(2) && !by.left.is_zero());
    let held = office.listing(None).unwrap();
    assert_eq!(held[0].held.as_ref().unwrap().holder, "甲");
    // From somebody else than who has it: refused, and said.
    assert_eq!(office.take_over(uid(1), "乙", "丙").unwrap(), Taken::Held("甲".to_owned()));
    assert_eq!(office.take_over(uid(1), "乙", "").unwrap(), Taken::Held("甲".to_owned()));
    assert_eq!(office.take_over(uid(1), "乙", "甲").unwrap(), Taken::Done);
    assert!(matches!(office.push(uid(1), 1, b"2", "甲").unwrap(), Pushed::Held(_)));
    assert_eq!(office.push(uid(1), 1, b"2", "乙").unwrap(), Pushed::Done(2));
    assert_eq!(office.take_over(uid(9), "乙", "").unwrap(), Taken::Nobody);
    // It runs out by itself, on the server's clock.
    while matches!(office.push(uid(1), 2, b"3", "甲").unwrap(), Pushed::Held(_)) {
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(office.push(uid(1), 2, b"3", "甲").unwrap(), Pushed::Done(3));
    // And is let go, by who has it only.
    office.let_go(uid(1), "乙").unwrap();
    assert!(matches!(office.push(uid(1), 3, b"4", "乙").unwrap(), Pushed::Held(_)));
    office.let_go(uid(1), "甲").unwrap();
    assert_eq!(office.push(uid(1), 3, b"4", "乙").unwrap(), Pushed::Done(4));
    let log = server.sql("leases", "SELECT string_agg(what || ' ' || desk || coalesce(' ' || taken_from, ''), ',' ORDER BY number) FROM beishen.log");
    assert_eq!(log, "push 甲,take_over 乙 甲,push 乙,push 甲,let_go 甲,push 乙");

    // Forgotten: the bundle is gone, the number is not used again, and whoever still has an old one is told.
    assert!(office.forget(uid(1), "甲").unwrap());
    assert!(!office.forget(uid(1), "甲").unwrap());
    assert_eq!(office.fetch(uid(1)).unwrap(), Some((5, None)));
    assert_eq!(office.push(uid(1), 4, b"5", "乙").unwrap(), Pushed::Conflict(5));
    assert_eq!(
        office.push(uid(1), 5, b"5", "乙").unwrap(),
        Pushed::Done(6),
        "shared again in so many words"
    );
}

#[test]
fn a_role_of_the_server_s_may_use_the_office_and_touch_nothing_of_it() {
    let server = Server::shared();
    let access = server.office("rights", None);
    server.sql(
        "postgres",
        "CREATE ROLE desk1 LOGIN PASSWORD 'p1'; CREATE ROLE \"desk 2\" LOGIN PASSWORD 'p2'",
    );
    let of = |user: &str, password: &str| {
        Access::read(&server.string_of(user, password, "rights"), Source::Variable, None).unwrap()
    };
    let refused = |access: &Access| Office::open(access).err().unwrap();
    assert!(refused(&of("desk1", "p1")).message.en.contains("may not use"));
    assert!(refused(&of("desk1", "wrong")).message.en.contains("does not accept"));
    Office::init(&access, None, &["desk1".to_owned()], false).unwrap();
    let mut office = Office::open(&of("desk1", "p1")).unwrap();
    assert_eq!(office.push(uid(1), 0, b"1", "甲").unwrap(), Pushed::Done(1));
    assert!(refused(&of("'desk 2'", "p2")).message.en.contains("may not use"));
    for sql in [
        "SELECT * FROM beishen.draft",
        "SELECT * FROM beishen.log",
        "UPDATE beishen.draft SET rev = 9",
        "DELETE FROM beishen.log",
        "INSERT INTO beishen.log(desk, what, uid, rev) VALUES('x', 'push', '\\x01', 1)",
        "UPDATE beishen.office SET version = 0",
        "DROP SCHEMA beishen CASCADE",
        "CREATE TABLE beishen.x(a int)",
    ] {
        let said = server
            .client("psql", "rights")
            .env("PGUSER", "desk1")
            .env("PGPASSWORD", "p1")
            .args(["-X", "-c", sql])
            .output()
            .unwrap();
        assert!(!said.status.success(), "{sql}");
    }
    // Not even the owner writes the log over.
    for sql in
        ["UPDATE beishen.log SET desk = 'x'", "DELETE FROM beishen.log", "TRUNCATE beishen.log"]
    {
        let said = server.client("psql", "rights").args(["-X", "-c", sql]).output().unwrap();
        assert!(!said.status.success(), "{sql}");
    }
    assert_eq!(server.sql("rights", "SELECT role || desk FROM beishen.log"), "desk1甲");
}

#[test]
fn a_newer_database_is_refused_and_left_alone_and_an_empty_one_is_no_office() {
    let server = Server::shared();
    server.sql("postgres", "CREATE DATABASE versions");
    let access = server.access("versions");
    assert!(Office::open(&access).err().unwrap().message.en.contains("no office"));
    assert!(
        Office::open(&server.access("nowhere"))
            .err()
            .unwrap()
            .message
            .en
            .contains("no such database")
    );
    Office::init(&access, None, &[], false).unwrap();
    Office::init(&access, Some(60), &[], false).unwrap();
    assert_eq!(server.sql("versions", "SELECT lease FROM beishen.office"), "00:01:00");
    Office::init(&access, None, &[], false).unwrap();
    assert_eq!(
        server.sql("versions", "SELECT lease FROM beishen.office"),
        "00:01:00",
        "what was said stays"
    );
    server.sql("versions", &format!("UPDATE beishen.office SET version = {}", VERSION + 1));
    let newer = |it: Failure| assert!(it.input && it.message.en.contains("newer"), "{it:?}");
    newer(Office::open(&access).err().unwrap());
    newer(Office::init(&access, None, &[], false).unwrap_err());
    assert_eq!(
        server.sql("versions", "SELECT version FROM beishen.office"),
        (VERSION + 1).to_string()
    );
}
