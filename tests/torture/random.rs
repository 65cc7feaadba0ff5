//! The steps of an imaginary desk: operation `n` of a seed is always the same one.

use beishen_store::{BIN_DAYS, Change, Kind, Level, NewFile, Provenance};
use beishen_tests::Dice;
use chrono::{Duration, NaiveDate, NaiveDateTime};

pub(crate) const PEOPLE: [&str; 4] =
    ["张三", "李四", "欧阳娜娜·阿不都", "O'); DROP TABLE applicant; --"];
pub(crate) const PROCEDURES: [&str; 3] = ["xwrz", "tdxl", "xlrz"];
pub(crate) const FACTS: [&str; 3] = ["person.name", "person.mail", "学位"];
pub(crate) const OPTIONS: [&str; 2] = ["示例级别", "O'); DROP TABLE added_option; --"];
pub(crate) const SLOTS: [&str; 2] = ["photo", "scan"];

/// What happens at the desk. People and procedures by their place in [`PEOPLE`] and [`PROCEDURES`].
#[derive(Debug, Clone)]
pub(crate) enum Op {
    /// Adds the applicant, or changes the note of one who is there.
    Edit(usize, String),
    Begin(usize, usize),
    Step(usize, usize, Vec<Put>),
    Fill(usize, Vec<Put>),
    Undo(usize, usize),
    Redo(usize, usize),
    Position(usize, usize, String),
    Delete(usize),
    Restore(usize),
    Purge,
    /// Takes several people in at once: new ones, and others who get the same values and procedure.
    Import(Vec<usize>, usize, Vec<Put>),
    /// Does the same to several people at once.
    Many(Vec<usize>, Deed),
    /// Adds an option to a fact's list, or removes it.
    Offer(usize, &'static str, bool),
}

/// What is done to many.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Deed {
    Begin(usize),
    Delete,
    Restore,
}

/// One change, as the model understands it.
#[derive(Debug, Clone)]
pub(crate) struct Put {
    pub level: Level,
    pub kind: Kind,
    pub key: &'static str,
    /// The text, or the note of a file.
    pub text: Option<String>,
    pub file: Option<Vec<u8>>,
    pub provenance: Provenance,
}

/// When operation `n` happens.
pub(crate) fn at(n: u64) -> NaiveDateTime {
    let start = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(9, 30, 0).unwrap();
    start + Duration::minutes(i64::try_from(n).unwrap())
}

/// The moment a purge at operation `n` is told: what was deleted 40 operations ago goes.
pub(crate) fn purge_at(n: u64) -> NaiveDateTime {
    at(n) + Duration::days(BIN_DAYS) - Duration::minutes(40)
}

pub(crate) fn op(seed: u64, n: u64) -> Op {
    op_among(seed, n, PEOPLE.len())
}

/// The same for the first `people` only.
pub(crate) fn op_among(seed: u64, n: u64, people: usize) -> Op {
    let mut dice = Dice(seed ^ n.wrapping_mul(0xD134_2543_DE82_EF95));
    let (person, procedure) = (dice.below(people), dice.below(PROCEDURES.len()));
    match dice.below(100) {
        0..5 => Op::Edit(person, format!("note {n}")),
        5..11 => Op::Begin(person, procedure),
        11 => Op::Import(some(&mut dice, people), procedure, puts(&mut dice, n, false)),
        12 => {
            let deed = *dice.pick(&[Deed::Begin(procedure), Deed::Delete, Deed::Restore]);
            Op::Many(some(&mut dice, people), deed)
        }
        13..58 => Op::Step(person, procedure, puts(&mut dice, n, true)),
        58..62 => Op::Fill(person, puts(&mut dice, n, false)),
        62..78 => Op::Undo(person, procedure),
        78 => Op::Offer(dice.below(FACTS.len()), dice.pick::<&str>(&OPTIONS), true),
        79 => Op::Offer(dice.below(FACTS.len()), dice.pick::<&str>(&OPTIONS), false),
        80..92 => Op::Redo(person, procedure),
        92..95 => Op::Position(person, procedure, format!("step {n}")),
        95 => Op::Delete(person),
        96..99 => Op::Restore(person),
        _ => Op::Purge,
    }
}

/// Some of the people, each once; not always in order.
fn some(dice: &mut Dice, people: usize) -> Vec<usize> {
    let first = dice.below(people);
    (0..=dice.below(people)).map(|it| (first + it) % people).collect()
}

fn puts(dice: &mut Dice, n: u64, levels: bool) -> Vec<Put> {
    (0..=dice.below(4)).map(|_| put(dice, n, levels)).collect()
}

fn put(dice: &mut Dice, n: u64, levels: bool) -> Put {
    let level = if levels && dice.below(2) == 0 { Level::Draft } else { Level::Applicant };
    // Few enough texts that the same one is given twice in a row now and then.
    let text = (dice.below(5) > 0).then(|| match dice.below(3) {
        0 => "武汉轻工大学".to_owned(),
        1 => String::new(),
        _ => format!("𠮷\0 {n}"),
    });
    let typed = Provenance::Typed;
    let (kind, key, text, file, provenance) = match dice.below(21) {
        0..10 => {
            let provenance = *dice.pick(&[typed, Provenance::DerivedAccepted]);
            (Kind::Answer, *dice.pick(&FACTS), text, None, provenance)
        }
        10 => (Kind::History, "", text, None, typed),
        11 => (Kind::ReadBack, "", text, None, typed),
        12..14 => (Kind::Tick, "no_hat", text.map(|_| "1".to_owned()), None, typed),
        14..16 => {
            let act = text.map(|_| at(n).format("%Y-%m-%dT%H:%M:%S").to_string());
            (Kind::Act, "registered", act, None, typed)
        }
        16 => (Kind::Comparison, "record.name", text, None, typed),
        17 => (Kind::Acknowledgement, "mail\u{1f}unusual\u{1f}", text, None, typed),
        18 => (Kind::Signature, "", text, None, typed),
        _ => {
            // Three pictures in all: the same one lies in many slots.
            let file = text.as_ref().map(|_| vec![u8::try_from(dice.below(3)).unwrap(); 9000]);
            (Kind::Attachment, *dice.pick(&SLOTS), text, file, typed)
        }
    };
    Put { level, kind, key, text, file, provenance }
}

impl Put {
    pub(crate) fn change(&self) -> Change {
        let text = self.text.as_deref();
        match self.kind {
            Kind::Answer => Change::answer(self.level, self.key, text, self.provenance),
            Kind::History => Change::history(self.level, text, self.provenance),
            Kind::Tick => Change::tick(self.level, self.key, text.is_some()),
            Kind::Act => {
                let time = text.map(|text| text.parse().unwrap());
                Change::act(self.level, self.key, time.map(|it| (it, "")))
            }
            Kind::Comparison => Change::comparison(self.level, self.key, text),
            Kind::ReadBack => Change::read_back(self.level, text),
            Kind::Signature => Change::signature(self.level, text),
            Kind::Acknowledgement => Change::acknowledge(self.level, "mail", "unusual", "", text),
            Kind::Attachment => {
                let file = self.file.as_ref().map(|bytes| NewFile {
                    name: format!("{}.jpg", self.key),
                    note: text.unwrap_or_default().to_owned(),
                    bytes: bytes.clone(),
                });
                Change::attach(self.level, self.key, file, self.provenance)
            }
        }
    }
}
