//! What the desk takes with 10 to 10,000 applicants who have two drafts each: one JSON line per figure, times in milliseconds.
//!
//! `cargo run --release -p beishen-desk --example bench_desk`. Each figure is the slowest of several.

use std::{
    error::Error,
    fmt::Write as _,
    fs,
    io::{Write as _, stdout},
    path::Path,
    time::Instant,
};

use beishen_desk::{
    Command, Desk, KeyDeed, Keys, Library, OfferView, Reply, Request,
    contract::{ManyDeed, ReadFrom, RosterQuery, RosterSort, RosterState},
};
use beishen_document::Locale;
use chrono::NaiveDateTime;

const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];
/// How often each is done.
const TIMES: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    for size in SIZES {
        let folder = tempfile::tempdir()?;
        let vault = folder.path().join("beishen.vault");
        fill(&vault, &folder.path().join("many.csv"), size)?;
        measure(&vault, size)?;
        unlock(&vault, size)?;
    }
    Ok(())
}

fn now() -> Result<NaiveDateTime, Box<dyn Error>> {
    Ok("2026-11-22T09:00:00".parse()?)
}

/// A desk, and what it is asked.
struct Asked {
    desk: Desk,
    now: NaiveDateTime,
}

impl Asked {
    fn open(vault: &Path) -> Result<Self, Box<dyn Error>> {
        let now = now()?;
        Ok(Self { desk: Desk::open(vault, Library::built_in()?, now)?, now })
    }

    fn call(&mut self, command: Command) -> Result<Reply, Box<dyn Error>> {
        Ok(self.desk.call(Request { locale: Locale::Zh, command }, self.now)?)
    }

    fn list(&mut self, query: RosterQuery) -> Result<Reply, Box<dyn Error>> {
        self.call(Command::ListRoster { query, offset: 0, limit: 100 })
    }
}

/// Everybody from a table, with a second procedure begun.
fn fill(vault: &Path, table: &Path, size: usize) -> Result<(), Box<dyn Error>> {
    const NAMES: [&str; 5] = ["张三", "李四", "王五", "赵六", "单玉会"];
    let mut text = "姓名,手机,学号,班级,通信地址\n".to_owned();
    for (n, name) in (0..size).zip(NAMES.iter().cycle()) {
        let class = n / 60 + 1;
        writeln!(text, "{name},138{n:08},S{n:07},{class}班,长沙市岳麓区麓山路 {n} 号")?;
    }
    fs::write(table, text)?;
    let mut asked = Asked::open(vault)?;
    let (path, procedure) = (ReadFrom(table.to_owned()), "tdxl".to_owned());
    asked.call(Command::ReadTable { path, procedure })?;
    asked.call(Command::RunImport {})?;
    let Reply::RosterMarks(marks) = asked.call(Command::RosterMarks { query: everybody() })? else {
        return Err("another reply".into());
    };
    let applicants = marks.iter().map(|it| it.applicant).collect();
    let deed = ManyDeed::Begin("chsi-account".to_owned());
    asked.call(Command::DoToMany { applicants, deed })?;
    while asked.desk.renew_roster(asked.now)? {}
    Ok(())
}

fn everybody() -> RosterQuery {
    RosterQuery {
        text: String::new(),
        sort: RosterSort::Changed,
        down: true,
        by_class: false,
        procedures: Vec::new(),
        classes: Vec::new(),
        tags: Vec::new(),
        states: Vec::new(),
    }
}

fn measure(vault: &Path, size: usize) -> Result<(), Box<dyn Error>> {
    let name = |what: &str| format!("desk_{size}_{what}");
    // A vault that was just opened: everybody is read once.
    let mut slowest: f64 = 0.0;
    for _ in 0..TIMES {
        let mut asked = Asked::open(vault)?;
        let start = Instant::now();
        asked.call(Command::OpenDesk { about: None })?;
        asked.list(everybody())?;
        slowest = slowest.max(since(start));
    }
    within(&name("open"), slowest, 150)?;
    let mut asked = Asked::open(vault)?;
    asked.list(everybody())?;
    let sorted = |sort| RosterQuery { sort, down: false, ..everybody() };
    let found = |text: &str| RosterQuery { text: text.to_owned(), ..everybody() };
    let wrong = RosterQuery { states: vec![RosterState::NotStarted], ..everybody() };
    for (what, queries) in [
        ("sort", vec![sorted(RosterSort::Name), sorted(RosterSort::Deadline)]),
        ("filter", vec![wrong]),
        ("search_key", ["z", "zs", "单", "danyu", "0042", "3班 zs"].map(found).into()),
    ] {
        let mut slowest: f64 = 0.0;
        for query in queries.iter().cycle().take(queries.len() * TIMES) {
            let start = Instant::now();
            asked.list(query.clone())?;
            slowest = slowest.max(since(start));
        }
        within(&name(what), slowest, 16)?;
    }
    // The drafts of one procedure, which asks for what is answered below.
    let query = RosterQuery { procedures: vec!["tdxl".to_owned()], ..everybody() };
    let Reply::RosterMarks(marks) = asked.call(Command::RosterMarks { query })? else {
        return Err("another reply".into());
    };
    let (mut opened, mut answered): (f64, f64) = (0.0, 0.0);
    for (n, draft) in marks.iter().filter_map(|it| it.draft).take(TIMES).enumerate() {
        let start = Instant::now();
        asked.call(Command::OpenDraft { draft })?;
        opened = opened.max(since(start));
        let start = Instant::now();
        let (fact, text) = ("contact.address".to_owned(), format!("长沙市岳麓区 {n} 号"));
        let (only_here, more) = (false, false);
        asked.call(Command::Answer { draft, fact, text, only_here, more })?;
        answered = answered.max(since(start));
    }
    report(&name("open_draft"), opened)?;
    report(&name("answer"), answered)
}

/// From the passphrase to the draft one was at, with the first screen behind it. The page itself is drawn on top of it.
fn unlock(vault: &Path, size: usize) -> Result<(), Box<dyn Error>> {
    const PASSPHRASE: &str = "chun mian bu jue xiao";
    let now = now()?;
    let mut keys = Keys::of(vault);
    let OfferView { groups, asked: [a, b], .. } = keys.offer()?;
    let typed = [a, b].map(|it| groups.get(it).cloned().unwrap_or_default());
    let passphrase = Some(PASSPHRASE.to_owned());
    keys.carry_out(&KeyDeed::Choose { shared: true, passphrase, typed }, now)?;
    let mut slowest: f64 = 0.0;
    for _ in 0..TIMES {
        keys.lock();
        let start = Instant::now();
        keys.unlock(Some(PASSPHRASE))?;
        let mut asked = Asked { desk: keys.open(Library::built_in()?, now)?, now };
        asked.call(Command::OpenDesk { about: None })?;
        asked.call(Command::OpenDraft { draft: 1 })?;
        slowest = slowest.max(since(start));
    }
    within(&format!("desk_{size}_unlock"), slowest, 1_500)
}

fn since(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

/// A figure that is to be no more than its budget.
fn within(name: &str, value: f64, budget: u32) -> Result<(), Box<dyn Error>> {
    writeln!(stdout(), r#"{{"bench":"{name}","value":{value:.1},"unit":"ms","budget":{budget}}}"#)?;
    Ok(())
}

fn report(name: &str, value: f64) -> Result<(), Box<dyn Error>> {
    writeln!(stdout(), r#"{{"bench":"{name}","value":{value:.1},"unit":"ms"}}"#)?;
    Ok(())
}
