//! The roster: a line for each applicant that follows what is known of them; and what is done to many at once.

use std::fmt::Write as _;
use std::sync::Arc;

use beishen_store::{
    ApplicantId, Change, Deed, DraftId, Entry, Level, MAX_TEXT, Person, Provenance, Roster,
    StoreError, Values,
};
use chrono::{Duration, NaiveDateTime};

use crate::{Desk, at, photo};

const NAME: &str = "person.name";

/// Lines such as `李四: tdxl*2 seen`; whoever has a number is known again by it.
pub(crate) struct Plain;

impl Roster for Plain {
    fn names(&self, fact: &str) -> bool {
        fact == NAME
    }

    fn name(&self, values: &Values) -> Option<[String; 2]> {
        let name = values.answers.get(NAME)?.text.clone();
        // More than the vault takes: a roster that cannot be written.
        let search = if name == "王五" { "w".repeat(MAX_TEXT) } else { name.clone() };
        Some([name, search])
    }

    fn edition(&self, now: NaiveDateTime) -> String {
        now.date().to_string()
    }

    fn entry(&self, person: &Person<'_>, _: NaiveDateTime) -> Entry {
        let mut line = format!("{}:", person.applicant.details.name);
        for (draft, values) in &person.drafts {
            let closed = if values.is_none() { "*" } else { "" };
            let answers = values.as_ref().map_or(0, |it| it.answers.len());
            let _ = write!(line, " {}{closed}{answers}", draft.procedure);
            for file in values.iter().flat_map(|it| it.attachments.values()) {
                let seen = person.seen(&file.digest, "person", "1").unwrap_or_default();
                let _ = write!(line, " {seen}");
            }
        }
        let number = person.values.answers.get("person.id_number");
        Entry { identity: number.map_or("", |it| it.text.trim()).to_owned(), line }
    }
}

fn followed() -> Desk {
    let mut desk = Desk::new();
    desk.vault.roster_follows(Arc::new(Plain));
    desk
}

/// What was written after that number, and the last number.
fn since(desk: &Desk, number: i64) -> (Vec<String>, i64) {
    let lines = desk.vault.roster_since(number).unwrap();
    let last = lines.last().map_or(number, |it| it.number);
    (lines.into_iter().map(|it| it.line).collect(), last)
}

#[test]
fn the_list_is_called_as_the_answers_say_or_the_step_is_not_there() {
    let mut desk = followed();
    let person = desk.add("张三");
    let draft = desk.begin(person, "xwrz");
    desk.answer(draft, Level::Applicant, NAME, Some("李四"));
    assert_eq!(desk.names(), ["李四"]);
    desk.answer(draft, Level::Draft, NAME, Some("李思"));
    assert_eq!(desk.names(), ["李思"]);
    assert_eq!(desk.vault.everybody().unwrap()[0].applicant.details.search, "李思");
    desk.vault.undo(draft, at(2)).unwrap().unwrap();
    assert_eq!(desk.names(), ["李四"]);
    desk.vault.redo(draft, at(2)).unwrap().unwrap();
    assert_eq!(desk.names(), ["李思"]);

    let refused = Change::answer(Level::Draft, NAME, Some("王五"), Provenance::Typed);
    assert_eq!(desk.vault.step(draft, &[refused], at(3)), Err(StoreError::TooBig));
    assert_eq!((desk.names(), desk.text(draft, NAME)), (vec!["李思".into()], Some("李思".into())));
    let filled = Change::answer(Level::Applicant, NAME, Some("王五"), Provenance::Typed);
    assert_eq!(desk.vault.fill(person, &[filled], at(3)), Err(StoreError::TooBig));

    // Another day makes the line anew, and calls nobody by another name.
    desk.vault.renew(9, at(0) + Duration::days(1)).unwrap();
    let desk = desk.reopen();
    assert_eq!(desk.names(), ["李思"], "it is in the file, not made anew");
}

#[test]
fn every_change_writes_the_line_and_whoever_has_read_reads_on_from_there() {
    let mut desk = followed();
    let (person, other) = (desk.add("张三"), desk.add("李四"));
    let (lines, mut read) = since(&desk, 0);
    assert_eq!(lines, ["张三:", "李四:"]);
    let mut told = |desk: &Desk, expected: &[&str]| {
        let (lines, last) = since(desk, read);
        assert_eq!(lines, expected);
        read = last;
    };
    let draft = desk.begin(person, "tdxl");
    told(&desk, &["张三: tdxl0"]);
    desk.answer(draft, Level::Applicant, "a", Some("1"));
    told(&desk, &["张三: tdxl1"]);
    desk.vault.undo(draft, at(2)).unwrap();
    told(&desk, &["张三: tdxl0"]);
    desk.vault.set_position(draft, "basic").unwrap();
    told(&desk, &[]);
    let attach = Change::attach(Level::Draft, "photo", Some(photo(b"x")), Provenance::Typed);
    desk.vault.step(draft, &[attach], at(2)).unwrap();
    told(&desk, &["张三: tdxl0 "]);
    let digest = desk.vault.draft(draft).unwrap().values.attachments["photo"].digest;
    desk.vault.keep_seen(&digest, "person", "1", "a face").unwrap();
    assert_eq!(desk.vault.renew(9, at(2)), Ok(0));
    told(&desk, &["张三: tdxl0 a face"]);
    desk.vault.begin_again(draft, None, at(3)).unwrap();
    told(&desk, &["张三: tdxl*0 tdxl0 a face"]);
    desk.vault.delete_applicant(other, at(4)).unwrap();
    told(&desk, &["李四:"]);
    assert_eq!(desk.vault.roster_size(), Ok(2));
    desk.vault.erase_applicant(other).unwrap();
    told(&desk, &[]);
    assert_eq!(desk.vault.roster_size(), Ok(1));
}

#[test]
fn another_day_makes_the_lines_anew_a_few_at_a_time_and_is_no_step() {
    let mut desk = followed();
    for name in ["张三", "李四", "王五一"] {
        desk.add(name);
    }
    let (_, read) = since(&desk, 0);
    assert_eq!(desk.vault.renew(9, at(1)), Ok(0), "of this day already");
    let tomorrow = at(0) + Duration::days(1);
    let writes = desk.vault.writes();
    assert_eq!(desk.vault.renew(2, tomorrow), Ok(1));
    assert_eq!(since(&desk, read).0, ["王五一:", "李四:"], "the newest first");
    assert_eq!(desk.vault.renew(2, tomorrow), Ok(0));
    assert_eq!(desk.vault.writes(), writes);

    // Written while nobody follows: to be made anew.
    let mut desk = desk.reopen();
    desk.add("赵六");
    desk.vault.roster_follows(Arc::new(Plain));
    assert_eq!(since(&desk, 0).0.last().unwrap(), "");
    assert_eq!(desk.vault.renew(9, tomorrow), Ok(0));
    assert_eq!(since(&desk, 0).0.last().unwrap(), "赵六:");
}

#[test]
fn what_is_done_to_many_is_done_to_all_of_them_or_to_none() {
    let mut desk = followed();
    let (one, two) = (desk.add("张三"), desk.add("李四"));
    let begin = |applicant| Deed::Begin { applicant, procedure: "tdxl".into(), outline: None };
    let gone = ApplicantId(99);
    let refused = desk.vault.many(&[begin(one), Deed::Bin(two), begin(gone)], at(1));
    assert_eq!(refused.unwrap_err().code(), "not_found");
    assert!(desk.vault.applicant(one).unwrap().drafts.is_empty());
    assert_eq!(desk.names(), ["李四", "张三"]);

    desk.begin(one, "tdxl");
    let made = desk.vault.many(&[begin(one), begin(two)], at(2)).unwrap();
    let [new] = made[..] else { panic!("{made:?}") };
    assert_eq!(desk.vault.draft(new).unwrap().applicant.id, two, "the other had one");

    let written = Change::answer(Level::Applicant, "a", Some("1"), Provenance::Class);
    let about = |text: &str| Deed::About(one, text.into());
    let deeds = [about("一班"), Deed::Fill(two, vec![written])];
    desk.vault.many(&deeds, at(3)).unwrap();
    let applicant = |desk: &Desk, id| desk.vault.applicant(id).unwrap();
    assert_eq!(applicant(&desk, one).applicant.about, "一班");
    assert_eq!(applicant(&desk, two).values.answers["a"].provenance, Provenance::Class);
    assert_eq!(since(&desk, 0).0, ["张三: tdxl0", "李四: tdxl1"]);

    // A draft goes while it is as it was begun, and stays once something was written in it.
    desk.vault.many(&[Deed::Unbegin(new), about("")], at(4)).unwrap();
    assert!(desk.vault.draft(new).is_err());
    let own: DraftId = applicant(&desk, one).drafts[0].id;
    desk.answer(own, Level::Draft, "a", Some("2"));
    desk.vault.many(&[Deed::Unbegin(own)], at(5)).unwrap();
    assert!(desk.vault.draft(own).is_ok());
    let bin = |desk: &Desk| desk.vault.in_bin().unwrap().len();
    desk.vault.many(&[Deed::Bin(one), Deed::Bin(two)], at(6)).unwrap();
    assert_eq!(bin(&desk), 2);
    desk.vault.many(&[Deed::Restore(one), Deed::Restore(two)], at(7)).unwrap();
    assert_eq!(bin(&desk), 0);
    desk.vault.check().unwrap();
}

#[test]
fn what_the_desk_notes_for_itself_stays_until_it_is_forgotten() {
    let mut desk = Desk::new();
    assert_eq!(desk.vault.noted("columns"), Ok(None));
    desk.vault.note("columns", "name").unwrap();
    desk.vault.note("columns", "name status").unwrap();
    let mut desk = desk.reopen();
    assert_eq!(desk.vault.noted("columns"), Ok(Some("name status".into())));
    desk.vault.note("columns", "").unwrap();
    assert_eq!(desk.vault.noted("columns"), Ok(None));
    assert_eq!(desk.vault.note("columns", &"w".repeat(MAX_TEXT + 1)), Err(StoreError::TooBig));
}
