//! The power goes, and the disk fails. What the tortured process does to its files is written down by `shim.c`; from that, states of
//! the disk are made as a power cut may leave them: what nobody waited for is there, or gone, or there in part, down to 512 bytes.
//! Linux, where a C compiler is (whoever builds `SQLite` has one).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use beishen_store::{Key, Vault};
use beishen_tests::Dice;
use chrono::NaiveDateTime;

use crate::child::{Said, command, listen};
use crate::long;
use crate::model::Model;
use crate::random::op;
use crate::view::{difference, of_model, of_vault};

/// What a disk writes at once.
const SECTOR: usize = 512;

/// The library that `shim.c` is.
fn shim() -> &'static Path {
    static SHIM: OnceLock<PathBuf> = OnceLock::new();
    SHIM.get_or_init(|| {
        let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join("torture-shim.so");
        let fresh = to.with_extension(std::process::id().to_string());
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/torture/shim.c");
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&fresh).args([source, "-ldl"]);
        assert!(compiler.status().unwrap().success(), "a C compiler is needed");
        fs::rename(fresh, &to).unwrap();
        to
    })
}

/// One thing that was done to the files.
enum Done {
    Open(u64, String),
    Write(u64, usize, Vec<u8>),
    Cut(u64, usize),
    Wait(u64),
    Remove(String),
    Rename(String, String),
    /// Operation `n` was acknowledged; 0: the vault is open.
    Said(u64),
}

fn read(trace: &[u8]) -> Vec<Done> {
    let (mut all, mut rest) = (Vec::new(), trace);
    while let Some((head, more)) = rest.split_at_checked(25) {
        let number = |at: usize| u64::from_le_bytes(head[at..at + 8].try_into().unwrap());
        let (file, place) = (number(1), usize::try_from(number(9)).unwrap());
        let (bytes, more) = more.split_at(usize::try_from(number(17)).unwrap());
        let text = || String::from_utf8(bytes.to_vec()).unwrap();
        rest = more;
        match head[0] {
            b'O' => all.push(Done::Open(file, text())),
            b'C' => all.extend([Done::Open(file, text()), Done::Cut(file, 0)]),
            b'W' => all.push(Done::Write(file, place, bytes.to_vec())),
            b'T' => all.push(Done::Cut(file, place)),
            b'S' => all.push(Done::Wait(file)),
            b'U' => all.push(Done::Remove(text())),
            b'R' => {
                let text = text();
                let (from, to) = text.split_once('\n').unwrap();
                all.push(Done::Rename(from.into(), to.into()));
            }
            _ => {
                for said in text().lines() {
                    let done = said.strip_prefix("torture done ").and_then(|it| it.parse().ok());
                    all.extend(done.map(Done::Said));
                    all.extend((said == "torture open 0").then_some(Done::Said(0)));
                }
            }
        }
    }
    all
}

/// A file: what is on the disk for certain, and what was done since.
#[derive(Clone, Default)]
struct Stored {
    bytes: Vec<u8>,
    pending: Vec<Change>,
}

#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Cut(usize),
}

fn apply(bytes: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Cut(length) => bytes.resize(*length, 0),
        Change::Write(place, new) => {
            if bytes.len() < place + new.len() {
                bytes.resize(place + new.len(), 0);
            }
            bytes[*place..place + new.len()].copy_from_slice(new);
        }
    }
}

impl Stored {
    fn wait(&mut self) {
        for change in std::mem::take(&mut self.pending) {
            apply(&mut self.bytes, &change);
        }
    }

    /// As it may be after the power has gone.
    fn after_cut(&self, how: How, dice: &mut Dice) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        let most =
            if how == How::Beginning { dice.below(self.pending.len() + 1) } else { usize::MAX };
        for change in self.pending.iter().take(most) {
            match (how, change) {
                (How::Beginning, change) => apply(&mut bytes, change),
                (How::Some, change) if dice.below(2) == 0 => apply(&mut bytes, change),
                (How::Torn, Change::Write(place, new)) => {
                    for (n, sector) in new.chunks(SECTOR).enumerate() {
                        if dice.below(2) == 0 {
                            let sector = Change::Write(place + n * SECTOR, sector.to_vec());
                            apply(&mut bytes, &sector);
                        }
                    }
                }
                (How::Torn, change) if dice.below(2) == 0 => apply(&mut bytes, change),
                (How::Nothing | How::Some | How::Torn, _) => {}
            }
        }
        bytes
    }
}

/// What of that which nobody waited for is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Nothing,
    Beginning,
    Some,
    Torn,
}

#[derive(Default)]
struct Disk {
    open: BTreeMap<u64, usize>,
    names: BTreeMap<String, usize>,
    files: Vec<Stored>,
}

impl Disk {
    fn take(&mut self, done: &Done) {
        let of = |open: &BTreeMap<u64, usize>, file: &u64| open[file];
        match done {
            Done::Open(file, name) => {
                let (names, files) = (&mut self.names, &mut self.files);
                let stored = *names.entry(name.clone()).or_insert_with(|| {
                    files.push(Stored::default());
                    files.len() - 1
                });
                self.open.insert(*file, stored);
            }
            Done::Write(file, place, bytes) => {
                let change = Change::Write(*place, bytes.clone());
                self.files[of(&self.open, file)].pending.push(change);
            }
            Done::Cut(file, length) => {
                self.files[of(&self.open, file)].pending.push(Change::Cut(*length));
            }
            Done::Wait(file) => self.files[of(&self.open, file)].wait(),
            Done::Remove(name) => {
                self.names.remove(name);
            }
            Done::Rename(from, to) => {
                if let Some(stored) = self.names.remove(from) {
                    self.names.insert(to.clone(), stored);
                }
            }
            Done::Said(_) => {}
        }
    }

    fn write(&self, to: &Path, how: How, dice: &mut Dice) {
        for (name, stored) in &self.names {
            let name = Path::new(name).file_name().unwrap();
            // Memory of the process, and nothing of a disk.
            if !name.to_string_lossy().ends_with("-shm") {
                fs::write(to.join(name), self.files[*stored].after_cut(how, dice)).unwrap();
            }
        }
    }
}

/// What came of so many cuts.
#[derive(Debug, Default, PartialEq, Eq)]
struct Came {
    equal: usize,
    lost: usize,
    damaged: usize,
    never_was: usize,
}

/// Cuts the power at so many moments of a life of `operations`.
fn cuts(count: usize, operations: u64, deaf: bool) -> Came {
    let (seed, live) = (7, tempfile::tempdir().unwrap());
    let folder = live.path().canonicalize().unwrap();
    let log = folder.with_extension("trace");
    let mut child = command(&folder.join("vault.db"), seed, 1, operations);
    child.env("LD_PRELOAD", shim()).env("TORTURE_FOLDER", &folder).env("TORTURE_TRACE", &log);
    if deaf {
        child.env("TORTURE_DEAF", "1");
    }
    let mut child = child.spawn().unwrap();
    let said: Vec<_> = listen(&mut child).collect();
    assert_eq!(said.last(), Some(&Said::Done(operations)));
    assert!(child.wait().unwrap().success());
    let trace = read(&fs::read(&log).unwrap());
    fs::remove_file(&log).unwrap();
    let begun = trace.iter().position(|it| matches!(it, Done::Said(0))).unwrap();
    let end = trace.iter().rposition(|it| matches!(it, Done::Said(_))).unwrap();

    let mut dice = Dice(seed + 1);
    let mut moments: Vec<_> = (0..count).map(|_| begun + 1 + dice.below(end - begun)).collect();
    moments.sort_unstable();
    let (mut disk, mut came) = (Disk::default(), Came::default());
    let mut models = vec![Model::default()];
    let mut moments = moments.into_iter().peekable();
    for (n, done) in trace.iter().enumerate() {
        while moments.next_if_eq(&n).is_some() {
            let how = *dice.pick(&[How::Nothing, How::Beginning, How::Some, How::Torn]);
            let cut = tempfile::tempdir().unwrap();
            disk.write(cut.path(), how, &mut dice);
            judge(cut.path(), seed, &models, &mut came);
        }
        disk.take(done);
        if let Done::Said(n @ 1..) = done {
            let mut model = models[models.len() - 1].clone();
            model.apply(&op(seed, *n), *n);
            models.push(model);
        }
    }
    came
}

/// The last of the models is what was acknowledged; one operation more may be there already.
fn judge(folder: &Path, seed: u64, models: &[Model], came: &mut Came) {
    let path = folder.join("vault.db");
    let at = NaiveDateTime::default();
    let vault = Key::load_or_create(&path).and_then(|key| Vault::open(&path, &key, at));
    let is = vault.and_then(|vault| {
        let is = of_vault(&vault)?;
        vault.close()?;
        let vault = Vault::open(&path, &Key::load_or_create(&path)?, at)?;
        vault.check()?;
        Ok(is)
    });
    let Ok(is) = is else { return came.damaged += 1 };
    let acknowledged = models.len() as u64 - 1;
    let must = &models[models.len() - 1];
    let mut next = must.clone();
    next.apply(&op(seed, acknowledged + 1), acknowledged + 1);
    if is == of_model(must) || is == of_model(&next) {
        came.equal += 1;
    } else if models.iter().any(|it| of_model(it) == is) {
        came.lost += 1;
    } else {
        came.never_was += 1;
    }
}

#[test]
fn a_power_cut_loses_nothing_that_was_acknowledged() {
    let (count, operations) = if long() { (400, 300) } else { (60, 60) };
    let came = cuts(count, operations, false);
    assert_eq!(came, Came { equal: count, ..Came::default() });
}

/// The same without waiting for the disk: if nothing is lost then, the test above sees nothing.
#[test]
fn a_disk_that_is_not_waited_for_does_lose() {
    let (count, operations) = if long() { (120, 300) } else { (40, 60) };
    let came = cuts(count, operations, true);
    assert!(came.equal < count / 2 && came.lost + came.damaged > 0, "{came:?}");
}

/// Writes and waits fail now and then, or from some moment on, as on a disk that is full, or a stick that is pulled out.
#[test]
fn a_disk_that_fails_refuses_steps_whole_and_what_is_refused_is_not_there() {
    const FULL: i32 = 28;
    const BROKEN: i32 = 5;
    let rounds = if long() { 200 } else { 24 };
    let mut dice = Dice(28);
    let (mut refused, mut unsure) = (0, 0);
    for round in 0..rounds {
        let live = tempfile::tempdir().unwrap();
        let folder = live.path().canonicalize().unwrap();
        let path = folder.join("vault.db");
        let key = Key::load_or_create(&path).unwrap();
        Vault::create(&path, &key, NaiveDateTime::default()).unwrap().close().unwrap();
        let seed = 100 + round;
        // When it is waited for the disk only, all of a step is written already.
        let waits = round % 2;
        let most = if waits == 1 { 12 } else { 120 };
        let (after, count) = (1 + dice.below(most), *dice.pick(&[1, 3, 20, 0]));
        let number = *dice.pick(&[FULL, BROKEN]);
        let mut child = command(&path, seed, 1, 40);
        child.env("LD_PRELOAD", shim()).env("TORTURE_FOLDER", &folder);
        child.env("TORTURE_FAIL", format!("{after} {count} {number} {waits}"));
        // As if it were killed, at once or after its work.
        let end = if waits == 1 { "refused" } else { "done" };
        child.env("BEISHEN_TORTURE_ENDS", end).stderr(std::process::Stdio::null());
        let mut child = child.spawn().unwrap();
        let mut model = Model::default();
        // The first one since something was acknowledged.
        let mut first_refused = None;
        for said in listen(&mut child) {
            match said {
                Said::Done(n) => {
                    model.apply(&op(seed, n), n);
                    first_refused = None;
                }
                Said::Full(n) => {
                    refused += 1;
                    first_refused.get_or_insert(n);
                }
                Said::Open | Said::InUse => {}
            }
        }
        child.wait().unwrap();
        let vault = Vault::open(&path, &key, NaiveDateTime::default()).unwrap();
        vault.check().unwrap();
        let (wanted, is) = (of_model(&model), of_vault(&vault).unwrap());
        if wanted == is {
            continue;
        }
        // On a disk that never works again nobody knows what has become of that step, and nothing is claimed of it.
        let n = first_refused.filter(|_| count == 0);
        let n =
            n.unwrap_or_else(|| panic!("{round}: {after} {count}\n{}", difference(&wanted, &is)));
        model.apply(&op(seed, n), n);
        let wanted = of_model(&model);
        assert!(wanted == is, "{round}: {after} {count}\n{}", difference(&wanted, &is));
        unsure += 1;
    }
    assert!(refused > rounds / 2 && unsure * 10 < rounds, "{refused} refused, {unsure} unsure");
}
