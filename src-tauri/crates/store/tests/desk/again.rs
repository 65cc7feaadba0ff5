//! Going through a procedure again: the draft before stays as it was.

use std::sync::Arc;

use beishen_store::{
    ApplicantDetails, ApplicantId, Change, Level, NewApplicant, Provenance, StoreError,
};

use crate::{Desk, at, photo, roster::Plain};

#[test]
fn a_closed_draft_keeps_what_was_and_the_new_one_starts_with_files_and_answers_only() {
    let mut desk = Desk::new();
    let person = desk.add("张三");
    let old = desk.begin(person, "tdxl");
    desk.answer(old, Level::Applicant, "person.name", Some("张三"));
    desk.answer(old, Level::Applicant, "gone", Some("旧"));
    desk.answer(old, Level::Applicant, "gone", None);
    desk.answer(old, Level::Draft, "degree.type", Some("专业学位"));
    desk.answer(old, Level::Draft, "degree.type", Some("学术型学位"));
    desk.vault.undo(old, at(1)).unwrap();
    let step = [
        Change::history(Level::Applicant, Some("[1]"), Provenance::Typed),
        Change::tick(Level::Draft, "photo.recent", true),
        Change::act(Level::Draft, "registered", Some((at(1), ""))),
        Change::comparison(Level::Draft, "record.name", Some("same")),
        Change::read_back(Level::Draft, Some("{\"same\":11}")),
        Change::attach(Level::Draft, "photo", Some(photo(b"jpeg")), Provenance::Typed),
    ];
    desk.vault.step(old, &step, at(2)).unwrap();

    let new = desk.vault.begin_again(old, None, at(3)).unwrap();
    let begun = desk.vault.draft(new).unwrap();
    let values = &begun.values;
    assert_eq!(desk.text(new, "person.name").as_deref(), Some("张三"));
    assert_eq!(desk.text(new, "degree.type").as_deref(), Some("专业学位"));
    assert_eq!(values.answers["degree.type"].provenance, Provenance::CarriedOver);
    let file = &values.attachments["photo"];
    assert_eq!((file.provenance, file.at), (Provenance::CarriedOver, at(3)));
    assert_eq!((values.ticks.len(), values.acts.len(), values.comparisons.len()), (0, 0, 0));
    assert_eq!(values.read_back, None);
    assert_eq!((begun.undo, begun.redo, begun.draft.closed), (0, 0, None));

    // What changes now changes the open draft only.
    desk.answer(new, Level::Applicant, "person.name", Some("张三丰"));
    desk.answer(new, Level::Applicant, "gone", Some("新"));
    let desk = desk.reopen();
    let closed = desk.vault.draft(old).unwrap();
    assert_eq!(closed.draft.closed, Some(at(3)));
    assert_eq!(closed.values.answers["person.name"].text, "张三");
    assert_eq!(closed.values.answers["person.name"].at, at(1));
    assert_eq!(closed.values.answers["degree.type"].text, "专业学位");
    assert!(!closed.values.answers.contains_key("gone"), "what was emptied stays empty");
    assert_eq!(closed.values.history.as_ref().unwrap().text, "[1]");
    assert_eq!((closed.values.ticks.len(), closed.values.acts.len()), (1, 1));
    assert_eq!(desk.vault.bytes(&closed.values.attachments["photo"].digest).unwrap(), b"jpeg");
    let drafts: Vec<_> =
        desk.vault.applicant(person).unwrap().drafts.into_iter().map(|it| it.id).collect();
    assert_eq!(drafts, [old, new], "both are listed");
}

#[test]
fn a_closed_draft_cannot_be_changed_undone_or_closed_again() {
    let mut desk = Desk::new();
    let person = desk.add("张三");
    let old = desk.begin(person, "tdxl");
    desk.answer(old, Level::Draft, "degree.type", Some("专业学位"));
    let new = desk.vault.begin_again(old, None, at(3)).unwrap();
    let change = Change::tick(Level::Draft, "photo.recent", true);
    let gone = |it: Result<_, StoreError>| matches!(it, Err(StoreError::NotFound(_)));
    assert!(gone(desk.vault.step(old, &[change], at(4)).map(drop)));
    assert!(gone(desk.vault.undo(old, at(4)).map(drop)));
    assert!(gone(desk.vault.begin_again(old, None, at(4)).map(drop)));
    assert_eq!(desk.begin(person, "tdxl"), new, "beginning finds the open one");
    desk.vault.set_outline(new, "{}").unwrap();
    desk.vault.set_companion(new, "[]").unwrap();
    assert!(desk.vault.set_companion(old, "[]").is_err());
    let draft = desk.vault.draft(new).unwrap().draft;
    assert_eq!((draft.outline.as_deref(), draft.companion.as_deref()), (Some("{}"), Some("[]")));
}

#[test]
fn the_same_person_twice_is_known_again() {
    let mut desk = Desk::new();
    let people: Vec<_> = ["张三", "李四", "王五"].iter().map(|name| desk.add(name)).collect();
    let number = "person.id_number";
    let give = |desk: &mut Desk, person: ApplicantId, text: Option<&str>| {
        let draft = desk.begin(person, "tdxl");
        desk.answer(draft, Level::Applicant, number, text);
        draft
    };
    for (person, text) in people.iter().zip(["1", " 1", "2"]) {
        give(&mut desk, *person, Some(text));
    }
    // What was given before anybody looked is caught up with.
    desk.vault.roster_follows(Arc::new(Plain));
    desk.vault.renew(9, at(1)).unwrap();
    let twins = |desk: &Desk| {
        people.clone().into_iter().map(|it| desk.vault.twins(it).unwrap()).collect::<Vec<_>>()
    };
    let none = Vec::<String>::new;
    let first = [vec!["李四".to_owned()], vec!["张三".to_owned()], none()];
    assert_eq!(twins(&desk), first);

    let draft = give(&mut desk, people[2], Some("1"));
    assert_eq!(twins(&desk)[2], ["张三", "李四"]);
    desk.vault.undo(draft, at(2)).unwrap().unwrap();
    assert_eq!(twins(&desk), first);
    // A number that stands for one draft alone is not the person's.
    desk.answer(draft, Level::Draft, number, Some("1"));
    assert_eq!(twins(&desk), first);
    let emptied = give(&mut desk, people[0], None);
    assert_eq!(twins(&desk), [none(), none(), none()]);

    desk.vault.undo(emptied, at(3)).unwrap().unwrap();
    assert_eq!(twins(&desk), first);
    desk.vault.delete_applicant(people[1], at(5)).unwrap();
    assert_eq!(twins(&desk), [none(), none(), none()], "not of somebody in the bin");
    let new = NewApplicant {
        details: ApplicantDetails { name: "赵六".to_owned(), ..Default::default() },
        values: vec![Change::answer(Level::Applicant, number, Some("1"), Provenance::Typed)],
        ..Default::default()
    };
    desk.vault.add_applicant(&new, at(6)).unwrap();
    assert_eq!(desk.vault.twins(people[0]).unwrap(), ["赵六"]);
}
