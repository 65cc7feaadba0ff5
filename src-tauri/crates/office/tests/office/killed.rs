//! The server killed again and again while eight desks write, and the program killed while it sends: nothing that was acknowledged is
//! lost, no revision is written twice, and in the end every desk says the same.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write as _,
    process::{Command, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use beishen_office::{Came, Office, Round};
use beishen_tray::Uid;

use crate::{
    desks::{Seat, settle},
    server::Server,
};

/// What each desk alone answers.
const FACTS: [&str; 8] = [
    "contact.address",
    "contact.postcode",
    "contact.work_phone",
    "contact.home_phone",
    "contact.email",
    "contact.mobile",
    "work.employer",
    "degree.department",
];
const NAMES: [&str; 8] = ["赵一", "钱二", "孙三", "李四", "周五", "吴六", "郑七", "王八一"];

#[test]
#[expect(clippy::too_many_lines, reason = "what was done, and what is looked at afterwards")]
fn nothing_acknowledged_is_lost_and_no_revision_is_written_twice() {
    let (pushes, kills) = if crate::long() { (2000, 10) } else { (100, 2) };
    let server = Server::start();
    let access = server.office("a", None);
    // Leases that run out all the time.
    server.sql("a", "UPDATE beishen.office SET lease = '30 ms'");
    let mut code = None;
    let mut seats: Vec<_> =
        (1..=8).map(|it| Seat::open(&format!("{it}号窗口"), &mut code)).collect();
    let ids: Vec<_> = NAMES.iter().map(|it| seats[0].add(it).0).collect();
    seats[0].share(&ids);
    settle(&mut seats, &mut Office::open(&access).unwrap());
    // Clocks that are a day ahead, and a day behind.
    seats[1].now += chrono::Duration::days(1);
    seats[2].now -= chrono::Duration::days(1);

    let acknowledged = Mutex::new(BTreeSet::<(Uid, u64)>::new());
    let count = || acknowledged.lock().unwrap().len();
    let (over, killed) = (AtomicBool::new(false), AtomicUsize::new(0));
    let start = Instant::now();
    let said: Vec<BTreeMap<String, String>> = thread::scope(|scope| {
        let desks: Vec<_> = (0_usize..)
            .zip(&mut seats)
            .map(|(number, seat)| {
                let (access, acknowledged, over) = (&access, &acknowledged, &over);
                scope.spawn(move || {
                    let (mut said, mut n) = (BTreeMap::new(), number);
                    let people = seat.people();
                    let mut office = None;
                    while !over.load(Ordering::Relaxed) {
                        let (name, _, draft) = &people[n % people.len()];
                        n += 1;
                        let text = format!("{number}-{n}");
                        seat.answer(*draft, FACTS[number], &text);
                        said.insert(name.clone(), text);
                        seat.put_out();
                        // Whoever meets a killed server comes again.
                        let round = match &mut office {
                            Some(it) => told(seat, it, acknowledged),
                            None => match Office::open(access) {
                                Ok(it) => told(seat, office.insert(it), acknowledged),
                                Err(failure) => {
                                    assert!(failure.passing, "{failure:?}");
                                    thread::sleep(Duration::from_millis(20));
                                    continue;
                                }
                            },
                        };
                        if let Err(failure) = round {
                            assert!(failure.passing, "{failure:?}");
                            office = None;
                        }
                        seat.take_in();
                    }
                    said
                })
            })
            .collect();
        for kill in 1..=kills {
            while count() < pushes * kill / (kills + 1) {
                thread::sleep(Duration::from_millis(5));
            }
            server.kill();
            killed.fetch_add(1, Ordering::Relaxed);
            server.run();
        }
        while count() < pushes {
            thread::sleep(Duration::from_millis(5));
        }
        over.store(true, Ordering::Relaxed);
        desks.into_iter().map(|it| it.join().unwrap()).collect()
    });
    let took = start.elapsed();

    let mut office = Office::open(&access).unwrap();
    settle(&mut seats, &mut office);

    // Every acknowledged revision is in the log once, and each person's are counted without a gap.
    let log = server.sql(
        "a",
        "SELECT encode(uid, 'hex') || ' ' || rev FROM beishen.log WHERE what = 'push' ORDER BY 1",
    );
    let written: Vec<(Uid, u64)> = log
        .lines()
        .map(|it| {
            let (uid, rev) = it.split_once(' ').unwrap();
            (Uid::read(uid).unwrap(), rev.parse().unwrap())
        })
        .collect();
    let once: BTreeSet<_> = written.iter().copied().collect();
    assert_eq!(once.len(), written.len(), "a revision was written twice");
    let acknowledged = acknowledged.into_inner().unwrap();
    let lost: Vec<_> = acknowledged.difference(&once).collect();
    assert!(lost.is_empty(), "{lost:?} were acknowledged and are lost");
    let newest: BTreeMap<Uid, u64> =
        office.listing(None).unwrap().into_iter().map(|it| (it.uid, it.rev)).collect();
    for (uid, rev) in &newest {
        assert!(once.iter().filter(|it| it.0 == *uid).map(|it| it.1).eq(1..=*rev), "{uid}");
    }
    let heads = server.sql("a", "SELECT count(*) FROM beishen.draft d JOIN beishen.log l USING (uid, rev) WHERE sha256(d.bundle) = l.digest");
    assert_eq!(heads, NAMES.len().to_string(), "what is written is what was sent");

    // What each desk said last of each person every desk says now.
    for seat in &mut seats {
        for (name, _, draft) in seat.people() {
            for (number, of) in said.iter().enumerate() {
                if let Some(text) = of.get(&name) {
                    assert_eq!(seat.said(draft, FACTS[number]), *text, "{name}, {}", FACTS[number]);
                }
            }
        }
    }
    let figures = format!(
        "{} pushes acknowledged, {} written, {kills} kills, {took:.1?}",
        acknowledged.len(),
        written.len()
    );
    if crate::long() {
        writeln!(std::io::stderr(), "office: {figures}").unwrap();
    }
    assert!(acknowledged.len() >= pushes && killed.load(Ordering::Relaxed) == kills, "{figures}");
}

/// A round, and what it was told is written.
fn told(
    seat: &Seat,
    office: &mut Office,
    acknowledged: &Mutex<BTreeSet<(Uid, u64)>>,
) -> beishen_office::Result<Round> {
    let trays = seat.trays();
    let out: BTreeSet<_> = trays.outgoing()?.into_iter().map(|it| it.path).collect();
    let round = Round::go(office, &trays, &mut Came::default(), None);
    // A file that has gone out of the outbox was acknowledged; its revision is its name in the other tray.
    let left: BTreeSet<_> = trays.outgoing()?.into_iter().map(|it| it.path).collect();
    let gone: BTreeSet<_> = out
        .difference(&left)
        .filter_map(|it| {
            let name = it.file_name()?.to_str()?;
            Uid::read(name.split('.').next()?)
        })
        .collect();
    let came = trays.incoming()?.into_iter().filter(|it| gone.contains(&it.uid));
    acknowledged.lock().unwrap().extend(came.map(|it| (it.uid, it.rev)));
    round
}

#[test]
fn the_program_is_killed_while_it_sends_and_what_it_began_is_done_once() {
    let server = Server::start();
    let access = server.office("a", None);
    let file = server.path("connection");
    fs::write(&file, server.string("a")).unwrap();
    fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let trays = beishen_tray::Trays::at(folder.path());
    trays.make("一号窗口").unwrap();
    let bundle = |n: u8| vec![n; 20_000 + usize::from(n)];
    for n in 0..60 {
        trays.put_out(Uid([n; 16]), 0, &bundle(n), &[]).unwrap();
    }
    let sync = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_beishen-office"));
        command.arg("--trays").arg(folder.path()).arg("--connection").arg(&file).arg("sync");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let mut killed = 0;
    for n in 0_u64..200 {
        let mut child = sync().spawn().unwrap();
        // The moment of the kill is the point of the test.
        thread::sleep(Duration::from_micros(15_000 + n * 997 % 40_000));
        child.kill().unwrap();
        killed += usize::from(!child.wait().unwrap().success());
        if trays.outgoing().unwrap().is_empty() {
            break;
        }
    }
    assert!(sync().status().unwrap().success());
    assert!(killed > 0, "it was never killed in time");
    assert_eq!(trays.outgoing().unwrap(), []);
    let came = trays.incoming().unwrap();
    assert_eq!(came.len(), 60);
    let mut office = Office::open(&access).unwrap();
    for (n, it) in (0..).zip(came) {
        assert_eq!((it.uid, it.rev), (Uid([n; 16]), 1));
        assert_eq!(office.fetch(it.uid).unwrap(), Some((1, Some(bundle(n)))));
    }
    assert_eq!(server.sql("a", "SELECT count(*) FROM beishen.log"), "60");
}
