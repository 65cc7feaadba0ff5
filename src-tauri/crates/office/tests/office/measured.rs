//! How much an office bears: told by the long form, never judged, for it depends on the machine.

use std::{
    io::Write as _,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use beishen_office::{Office, Pushed};
use beishen_tray::Uid;

use crate::server::Server;

#[test]
fn thirty_desks_and_fifty_thousand_applicants() {
    if !crate::long() {
        return;
    }
    let server = Server::with(&["log_statement=none", "max_wal_size=4GB", "shared_buffers=512MB"]);
    let access = server.office("a", None);
    // 50,000 people of 40 KB: what answers and a year of history come to, sealed.
    server.sql(
        "a",
        "INSERT INTO beishen.draft(uid, rev, bundle)
        SELECT decode(lpad(to_hex(n), 32, '0'), 'hex'), 1, decode(repeat(md5(n::text), 2560), 'hex')
        FROM generate_series(1, 50000) n",
    );
    server.sql("a", "CHECKPOINT");
    server.sql("a", "ANALYZE beishen.draft");
    let size = server.sql("a", "SELECT pg_size_pretty(pg_database_size('a'))");
    let start = Instant::now();
    let people = Office::open(&access).unwrap().listing(None).unwrap().len();
    let listing = start.elapsed();
    let done = AtomicUsize::new(0);
    let time = Duration::from_secs(30);
    let before = server.cpu();
    let (offices, took): (Vec<Office>, Vec<Vec<Duration>>) = thread::scope(|scope| {
        let desk = |desk: u32| {
            let (access, done) = (&access, &done);
            move || {
                let mut office = Office::open(access).unwrap();
                let mut bundle = vec![0; 40 << 10];
                let (start, mut n, mut took) = (Instant::now(), 0_u32, Vec::new());
                while start.elapsed() < time {
                    let who = 1 + (desk + 30 * n) % 50_000;
                    let mut uid = [0; 16];
                    uid[12..].copy_from_slice(&who.to_be_bytes());
                    bundle[..8].copy_from_slice(&[desk.to_be_bytes(), n.to_be_bytes()].concat());
                    let one = Instant::now();
                    let base = 1 + u64::from(n / (50_000 / 30 + 1));
                    let pushed =
                        office.push(Uid(uid), base, &bundle, &format!("{desk}号窗口")).unwrap();
                    took.push(one.elapsed());
                    done.fetch_add(
                        usize::from(matches!(pushed, Pushed::Done(_))),
                        Ordering::Relaxed,
                    );
                    n += 1;
                }
                (office, took)
            }
        };
        let all: Vec<_> = (0..30).map(|it| scope.spawn(desk(it))).collect();
        all.into_iter().map(|it| it.join().unwrap()).unzip()
    });
    // As long as the connections stand, so do the server's processes.
    let cpu = server.cpu().saturating_sub(before);
    drop(offices);
    let mut took = took.concat();
    took.sort_unstable();
    let at = |share: usize| took[took.len() * share / 100];
    let done = done.into_inner();
    let (rate, each) = (done as u64 / time.as_secs(), cpu / u32::try_from(done).unwrap().max(1));
    writeln!(
        std::io::stderr(),
        "office: {people} people ({size}), listed in {listing:.1?}; 30 desks, {rate} pushes a second of 40 KB, {each:.2?} of one core each, half within {:.1?}, 99 of 100 within {:.1?}",
        at(50), at(99),
    )
    .unwrap();
    assert_eq!(people, 50_000);
}
