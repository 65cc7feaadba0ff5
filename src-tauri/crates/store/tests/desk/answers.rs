//! Answers and files: once for all drafts, undo, earlier states, limits, nothing readable on disk.

use std::fs;
use std::path::Path;

use beishen_store::{
    Change, KEPT_STATES, Kind, Level, MAX_FILE, NewFile, Provenance, StoreError, UNDO_STEPS,
    ValueKey,
};

use crate::{Desk, at, photo};

#[test]
fn an_answer_given_once_counts_in_every_draft_until_one_has_its_own() {
    let mut desk = Desk::new();
    let person = desk.add("张三");
    let (first, second) = (desk.begin(person, "xwrz"), desk.begin(person, "tdxl"));
    desk.answer(first, Level::Applicant, "person.name", Some("张三"));
    assert_eq!(desk.text(second, "person.name").as_deref(), Some("张三"));

    desk.answer(second, Level::Draft, "person.name", Some("张叁"));
    assert_eq!(desk.text(second, "person.name").as_deref(), Some("张叁"));
    assert_eq!(desk.text(first, "person.name").as_deref(), Some("张三"));
    let own = &desk.vault.draft(second).unwrap().values.answers["person.name"];
    assert_eq!((own.level, own.at), (Level::Draft, at(1)));

    desk.answer(second, Level::Draft, "person.name", None);
    assert_eq!(desk.text(second, "person.name").as_deref(), Some("张三"));
}

#[test]
fn every_kind_of_value_is_kept_undone_and_done_again_across_restarts() {
    let mut desk = Desk::new();
    let person = desk.add("张三");
    let draft = desk.begin(person, "xwrz");
    let empty = desk.vault.draft(draft).unwrap().values;
    let step = [
        Change::answer(Level::Applicant, "person.name", Some("张三"), Provenance::Typed),
        Change::answer(Level::Draft, "birth", Some("19491231"), Provenance::DerivedAccepted),
        Change::history(
            Level::Applicant,
            Some("[{\"from\":\"201109\"}]"),
            Provenance::DerivedAccepted,
        ),
        Change::tick(Level::Draft, "photo.no_hat", true),
        Change::act(Level::Draft, "registered", Some((at(-5), "第二次"))),
        Change::comparison(Level::Draft, "record.name", Some("differs")),
        Change::read_back(Level::Draft, Some("{\"same\":11}")),
        Change::acknowledge(Level::Draft, "mail", "unusual", "person.mail", Some("d1")),
        Change::attach(Level::Draft, "photo", Some(photo(b"jpeg")), Provenance::CarriedOver),
    ];
    assert!(desk.vault.step(draft, &step, at(1)).unwrap());
    let full = desk.vault.draft(draft).unwrap().values;
    assert_eq!(full.answers["birth"].provenance, Provenance::DerivedAccepted);
    assert_eq!(full.history.as_ref().unwrap().text, "[{\"from\":\"201109\"}]");
    assert_eq!(full.ticks["photo.no_hat"], at(1));
    let act = &full.acts["registered"];
    assert_eq!((act.at, &*act.note), (at(-5), "第二次"));
    assert_eq!(full.comparisons["record.name"], "differs");
    assert_eq!(full.read_back.as_deref(), Some("{\"same\":11}"));
    let acknowledged = full.acknowledged.first().unwrap();
    assert_eq!((&*acknowledged.fact, &*acknowledged.value), ("person.mail", "d1"));
    let attachment = &full.attachments["photo"];
    assert_eq!((&*attachment.name, &*attachment.note, attachment.size), ("张三.jpg", "390×567", 4));
    assert_eq!(desk.vault.bytes(&attachment.digest).unwrap(), b"jpeg");

    let mut desk = desk.reopen();
    let undone = desk.vault.undo(draft, at(2)).unwrap().unwrap();
    assert_eq!((undone.at, undone.changed.len(), undone.kept.len()), (at(1), 9, 0));
    assert!(desk.vault.draft(draft).unwrap().values == empty);
    assert_eq!(desk.vault.undo(draft, at(2)).unwrap(), None, "nothing more to undo");

    let mut desk = desk.reopen();
    desk.vault.redo(draft, at(3)).unwrap().unwrap();
    let record = desk.vault.draft(draft).unwrap();
    assert!(record.values == full);
    assert_eq!((record.undo, record.redo), (1, 0));
    assert_eq!(desk.vault.redo(draft, at(3)).unwrap(), None, "nothing more to do again");
}

#[test]
fn a_text_that_is_saved_while_it_is_typed_is_one_step_and_its_parts_are_no_earlier_states() {
    let mut desk = Desk::new();
    let person = desk.add("张三");
    let draft = desk.begin(person, "xwrz");
    desk.answer(draft, Level::Applicant, "place", Some("武汉"));
    desk.answer(draft, Level::Applicant, "place", Some("长"));
    let place = |text| [Change::answer(Level::Applicant, "place", Some(text), Provenance::Typed)];
    for text in ["长沙", "长沙市", "长沙市岳麓区"] {
        assert!(desk.vault.go_on(draft, &place(text), at(2)).unwrap());
    }
    assert!(!desk.vault.go_on(draft, &place("长沙市岳麓区"), at(2)).unwrap(), "nothing new");
    let key = ValueKey { level: Level::Applicant, kind: Kind::Answer, key: "place".to_owned() };
    let states = |desk: &Desk| -> Vec<String> {
        let states = desk.vault.states(draft, &key).unwrap();
        states.into_iter().filter_map(|it| it.text).collect()
    };
    assert_eq!(states(&desk), ["长沙市岳麓区", "武汉"]);
    desk.vault.undo(draft, at(3)).unwrap().unwrap();
    assert_eq!(desk.text(draft, "place").as_deref(), Some("武汉"));
    desk.vault.redo(draft, at(3)).unwrap().unwrap();
    assert_eq!(desk.text(draft, "place").as_deref(), Some("长沙市岳麓区"));

    // Whatever else came in between makes it a step of its own.
    desk.answer(draft, Level::Draft, "other", Some("是"));
    desk.vault.go_on(draft, &place("长沙"), at(4)).unwrap();
    assert_eq!(states(&desk), ["长沙", "长沙市岳麓区", "武汉"]);
    desk.vault.undo(draft, at(5)).unwrap().unwrap();
    assert_eq!(desk.text(draft, "place").as_deref(), Some("长沙市岳麓区"));
    assert_eq!(desk.text(draft, "other").as_deref(), Some("是"));
}

#[test]
fn undo_never_overwrites_what_another_draft_wrote_since() {
    let mut desk = Desk::new();
    let person = desk.add("张三");
    let (first, second) = (desk.begin(person, "xwrz"), desk.begin(person, "tdxl"));
    let step = |name, place| {
        [
            Change::answer(Level::Applicant, "name", Some(name), Provenance::Typed),
            Change::answer(Level::Applicant, "place", Some(place), Provenance::Typed),
        ]
    };
    desk.vault.step(first, &step("张三", "武汉"), at(1)).unwrap();
    desk.answer(second, Level::Applicant, "name", Some("张叁"));

    let undone = desk.vault.undo(first, at(2)).unwrap().unwrap();
    let kept: Vec<_> = undone.kept.iter().map(|value| value.key.as_str()).collect();
    assert_eq!(kept, ["name"]);
    assert_eq!(desk.text(first, "name").as_deref(), Some("张叁"));
    assert_eq!(desk.text(first, "place"), None);
    desk.vault.redo(first, at(3)).unwrap().unwrap();
    assert_eq!(desk.text(first, "name").as_deref(), Some("张叁"));
    assert_eq!(desk.text(first, "place").as_deref(), Some("武汉"));
}

#[test]
fn a_step_that_changes_nothing_leaves_no_trace() {
    let mut desk = Desk::new();
    let person = desk.add("张三");
    let draft = desk.begin(person, "xwrz");
    assert!(!desk.answer(draft, Level::Applicant, "name", None));
    assert!(desk.answer(draft, Level::Applicant, "name", Some("张三")));
    desk.answer(draft, Level::Applicant, "name", Some("张四"));
    desk.vault.undo(draft, at(2)).unwrap();
    assert!(!desk.answer(draft, Level::Applicant, "name", Some("张三")));
    let record = desk.vault.draft(draft).unwrap();
    assert_eq!((record.undo, record.redo), (1, 1), "what was undone can still be done again");
}

#[test]
fn the_last_states_of_a_value_and_the_last_steps_are_kept() {
    let mut desk = Desk::new();
    let person = desk.add("张三");
    let draft = desk.begin(person, "xwrz");
    let count = i64::from(UNDO_STEPS) + 30;
    for n in 0..count {
        let text = format!("{n}");
        let change = Change::answer(Level::Applicant, "name", Some(&text), Provenance::Typed);
        desk.vault.step(draft, &[change], at(n)).unwrap();
    }
    let name = ValueKey { level: Level::Applicant, kind: Kind::Answer, key: "name".into() };
    let states = desk.vault.states(draft, &name).unwrap();
    assert_eq!(states.len(), usize::try_from(KEPT_STATES).unwrap());
    for (state, n) in states.iter().zip((0..count).rev()) {
        assert_eq!((state.text.clone(), state.at), (Some(n.to_string()), at(n)));
        assert_eq!(state.current, n == count - 1);
    }
    let mut undone = 0;
    while desk.vault.undo(draft, at(count)).unwrap().is_some() {
        undone += 1;
    }
    assert_eq!(undone, UNDO_STEPS);
    assert_eq!(desk.text(draft, "name").as_deref(), Some("29"));

    // A new step drops the undone ones, but not what they had written last.
    desk.answer(draft, Level::Applicant, "name", Some("new"));
    let states = desk.vault.states(draft, &name).unwrap();
    assert_eq!(states[0].text.as_deref(), Some("new"));
    assert_eq!(states[1].text.as_deref(), Some("229"));
    assert_eq!(desk.vault.undo(draft, at(0)).unwrap().unwrap().changed, [name]);
    assert_eq!(desk.text(draft, "name").as_deref(), Some("29"));
}

#[test]
fn what_is_too_large_is_refused_and_nothing_of_its_step_stays() {
    let mut desk = Desk::new();
    let person = desk.add("张三");
    let draft = desk.begin(person, "xwrz");
    for (bytes, fits) in [(MAX_FILE, true), (MAX_FILE + 1, false)] {
        let file = photo(&vec![1; bytes]);
        let step = [
            Change::tick(Level::Draft, &format!("with {bytes}"), true),
            Change::attach(Level::Draft, "scan", Some(file), Provenance::Typed),
        ];
        let done = desk.vault.step(draft, &step, at(1));
        assert_eq!(done, if fits { Ok(true) } else { Err(StoreError::TooBig) });
    }
    let values = desk.vault.draft(draft).unwrap().values;
    assert_eq!(values.ticks.len(), 1);
    assert_eq!(desk.vault.bytes(&values.attachments["scan"].digest).unwrap().len(), MAX_FILE);
}

#[test]
fn nothing_a_person_gave_is_readable_on_disk_or_in_debug() {
    let secrets = ["11010519491231002X", "canary.jpg", "CANARY-BYTES", "person.canary"];
    let mut desk = Desk::new();
    let person = desk.add(secrets[0]);
    let draft = desk.begin(person, "xwrz");
    let file = NewFile {
        name: secrets[1].into(),
        note: secrets[0].into(),
        bytes: secrets[2].repeat(1000).into_bytes(),
    };
    let step = [
        Change::answer(Level::Applicant, secrets[3], Some(secrets[0]), Provenance::Typed),
        Change::attach(Level::Draft, "photo", Some(file), Provenance::Typed),
    ];
    desk.vault.step(draft, &step, at(1)).unwrap();
    let record = desk.vault.draft(draft).unwrap();
    let debug = format!("{step:?} {record:?} {:?}", desk.vault);
    assert!(!debug.contains(secrets[0]) && !debug.contains(secrets[1]), "{debug}");

    let scan = |folder: &Path| {
        let mut seen = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            for secret in secrets {
                let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
                assert!(!found, "{secret} in {}", path.display());
            }
            assert!(!bytes.starts_with(b"SQLite format 3"), "{}", path.display());
            seen.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
        seen.sort();
        seen
    };
    let open = scan(desk.folder.path());
    assert!(open.contains(&"vault.db-wal".to_owned()), "{open:?}");
    desk.vault.close().unwrap();
    let closed = scan(desk.folder.path());
    assert_eq!(closed, ["vault.db", "vault.db.count", "vault.db.lock"], "one file when closed");
}
