//! How many keys a whole procedure takes: typed into the portal, or answered once here and walked with the companion.
//!
//! A model, not a user test: a Chinese word costs its pinyin and a choice for every two characters, a list three keys, a
//! box the key that leaves it. What is clicked on the portal either way counts on neither side.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench")]

use std::fs;

use beishen_core::{Answers, FactKind, FactsFile, HistoryRow, Month, Procedure, assess};
use beishen_desk::Library;
use beishen_document::{ItemAction, Locale};
use beishen_guide::companion::{Companion, Key, Memory, Phase, companion_pages, copies};
use beishen_reference::pinyin;
use chrono::NaiveDateTime;

const LIST: usize = 3;
const LEAVE: usize = 1;
const PASTE: usize = 1;
const ADD: usize = 1;
/// To it, and pressing it.
const BUTTON: usize = 2;
/// A password one makes up, a code of six digits.
const SECRET: usize = 10;
const CODE: usize = 6;

fn main() {
    let library = Library::built_in().unwrap();
    for procedure in library.procedures() {
        let id = procedure.id();
        let path = format!("{}/../../../tests/packs/{id}/perfect.json", env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(path).unwrap();
        let (answers, _) = FactsFile::parse(&text, &library.known()).unwrap();
        let (retyped, walk) = portal(procedure, &answers);
        let entry = entry(procedure, &answers);
        print(id, "retyped", retyped, "keys");
        print(id, "answered_once", entry, "keys");
        print(id, "companion", walk, "keys");
        for (pass, keys, against) in [
            ("first_pass", entry + walk, retyped),
            ("second_pass", entry + 2 * walk, 2 * retyped),
            ("third_pass", entry + 3 * walk, 3 * retyped),
            ("imported", walk, retyped),
        ] {
            print(id, pass, 100 * keys / against, "% of retyping");
        }
    }
}

fn print(procedure: &str, what: &str, value: usize, unit: &str) {
    println!(r#"{{"bench":"keys_{procedure}_{what}","value":{value},"unit":"{unit}"}}"#);
}

fn now() -> NaiveDateTime {
    "2026-11-22T10:00:00".parse().unwrap()
}

/// The keys of one pass through the portal: typed, and with the companion.
fn portal(procedure: &Procedure, answers: &Answers) -> (usize, usize) {
    let assessment = assess(procedure, answers, now());
    let pages = companion_pages(procedure, answers, &assessment, now(), Locale::Zh);
    let mut companion = Companion::new(pages, Memory::default(), Phase::Paused);
    let (mut retyped, mut walk) = (0, 0);
    let press = |companion: &mut Companion, key: &Key| _ = companion.press(key, &mut |_| true);
    press(&mut companion, &Key::Next);
    while let Some(item) = companion.shown() {
        let (typed, walked) = match item.action {
            _ if copies(item) => (typed(&item.value) + LEAVE, PASTE + LEAVE),
            ItemAction::Choose if !item.value.is_empty() => (LIST, LIST),
            ItemAction::Secret => (SECRET + LEAVE, SECRET + LEAVE),
            ItemAction::Code => (CODE + LEAVE, CODE + LEAVE),
            ItemAction::Irreversible => (0, 1), // its tick
            _ => (0, 0),
        };
        retyped += typed;
        walk += walked + 1;
        let tick = Key::Tick { item: item.id.clone(), done: true };
        press(&mut companion, &tick);
        press(&mut companion, &Key::Next);
    }
    (retyped, walk)
}

/// The keys of answering everything once: what is derived costs none.
fn entry(procedure: &Procedure, answers: &Answers) -> usize {
    let facts = answers.facts.iter().filter(|(key, text)| {
        let mut without = answers.clone();
        without.facts.remove(*key);
        assess(procedure, &without, now()).values.get(*key).is_none_or(|it| it.text != **text)
    });
    let facts = facts.map(|(key, text)| match procedure.fact(key).map(|it| it.kind) {
        Some(FactKind::Choice) => LIST,
        Some(_) => typed(text) + LEAVE,
        None => 0,
    });
    facts.sum::<usize>() + history(&answers.history)
}

/// The keys of the personal history: a row is added with one, begins where the last has ended, and ends now with a button.
fn history(rows: &[HistoryRow]) -> usize {
    let this_month = Month::of(now().date()).to_string();
    let after = |row: &HistoryRow| Month::parse(&row.to).map(|it| it.plus(1).to_string());
    let mut keys = 0;
    let mut next = None;
    for row in rows {
        let from = if next.as_ref() == Some(&row.from) { 0 } else { typed(&row.from) + LEAVE };
        let to = if row.to == this_month { BUTTON } else { typed(&row.to) };
        let words = [&row.place, &row.role, &row.witness].map(|it| typed(it) + LEAVE);
        keys += ADD + from + to + LEAVE + words.iter().sum::<usize>();
        next = after(row);
    }
    keys
}

/// The keys that type a text.
fn typed(text: &str) -> usize {
    let mut han = 0;
    let mut keys = 0;
    for c in text.chars() {
        match pinyin::readings(c).first() {
            Some(reading) => {
                han += 1;
                keys += reading.chars().count();
            }
            None => keys += 1,
        }
    }
    keys + usize::div_ceil(han, 2)
}
