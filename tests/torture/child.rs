//! The process that is tortured: this same test program, told by its environment what to do.

use chrono::NaiveDateTime;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use beishen_store::{Key, StoreError, Vault};

use crate::random::op;
use crate::view::perform;

/// What a child says, one line each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// The vault is open.
    Open,
    /// Operation `n` is on disk.
    Done(u64),
    /// Operation `n` was refused: no room.
    Full(u64),
    /// The vault is in use by another process.
    InUse,
}

/// A child that opens the vault at `path` and performs operations `from..=to` of `seed`.
pub(crate) fn command(path: &Path, seed: u64, from: u64, to: u64) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "child::the_tortured_process", "--nocapture"])
        .env("BEISHEN_TORTURE_CHILD", format!("{seed} {from} {to}"))
        .env("BEISHEN_TORTURE_VAULT", path)
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    command
}

/// What the child says until it ends, however it ends.
pub(crate) fn listen(child: &mut Child) -> impl Iterator<Item = Said> + use<> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    lines.map_while(Result::ok).filter_map(|line| {
        let (word, number) = line.rsplit_once(' ')?;
        let number = number.parse().ok()?;
        match word {
            "torture open" => Some(Said::Open),
            "torture done" => Some(Said::Done(number)),
            "torture full" => Some(Said::Full(number)),
            "torture in use" => Some(Said::InUse),
            _ => None,
        }
    })
}

/// Not a test of its own: passes at once unless it is the child of another one.
#[test]
fn the_tortured_process() {
    let Ok(orders) = std::env::var("BEISHEN_TORTURE_CHILD") else { return };
    let path = std::env::var_os("BEISHEN_TORTURE_VAULT").unwrap();
    // As if it were killed: after the last one, or after the first that is refused.
    let ends = std::env::var("BEISHEN_TORTURE_ENDS").ok();
    let orders: Vec<u64> = orders.split(' ').map(|number| number.parse().unwrap()).collect();
    let [seed, from, to] = orders[..] else { panic!("seed, from, to") };
    // A whole line in one write: the parent never sees half of an acknowledgement.
    let say = |word: &str, n: u64| {
        io::stdout().write_all(format!("\ntorture {word} {n}\n").as_bytes()).unwrap();
    };
    let path = Path::new(&path);
    let vault = Key::load_or_create(path)
        .and_then(|key| Vault::open_or_create(path, &key, NaiveDateTime::default()));
    let mut vault = match vault {
        Err(StoreError::InUse) => return say("in use", 0),
        vault => vault.unwrap(),
    };
    say("open", 0);
    for n in from..=to {
        match perform(&mut vault, &op(seed, n), n) {
            Ok(_) => say("done", n),
            Err(StoreError::DiskFull | StoreError::Io(_)) if ends.is_none() => say("full", n),
            Err(error) if ends.is_none() => panic!("{error}"),
            Err(_) => {
                say("full", n);
                if ends.as_deref() == Some("refused") {
                    std::process::exit(0);
                }
            }
        }
    }
    if ends.is_some() {
        std::process::exit(0);
    }
}
