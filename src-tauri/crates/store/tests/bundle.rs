//! People go from one vault to another and back: nothing is lost, nothing is asked that need not be, and a file that is not as it was
//! sealed is refused.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use beishen_store::{
    ApplicantDetails, ApplicantId, Bundle, Bundled, Change, DraftId, Entry, Key, Level, Meeting,
    NewApplicant, NewFile, Person, Provenance, Roster, StoreError, TransferCode, ValueKey, Values,
    Vault,
};
use chrono::{Duration, NaiveDateTime};
use proptest::prelude::*;
use tempfile::TempDir;

struct Desk {
    _folder: TempDir,
    vault: Vault,
}

fn at(minute: i64) -> NaiveDateTime {
    "2026-11-22T09:30:00".parse::<NaiveDateTime>().unwrap() + Duration::minutes(minute)
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("beishen.vault");
        let vault = Vault::create(&path, &Key::random().unwrap(), at(0)).unwrap();
        Self { _folder: folder, vault }
    }

    fn add(&mut self, name: &str) -> ApplicantId {
        let details = ApplicantDetails { name: name.to_owned(), ..Default::default() };
        self.vault.add_applicant(&NewApplicant { details, ..Default::default() }, at(0)).unwrap()
    }

    fn begin(&mut self, id: ApplicantId, procedure: &str) -> DraftId {
        self.vault.begin_draft(id, procedure, None, at(1)).unwrap()
    }

    fn answer(&mut self, draft: DraftId, fact: &str, text: Option<&str>, minute: i64) {
        let change = Change::answer(Level::Applicant, fact, text, Provenance::Typed);
        self.vault.step(draft, &[change], at(minute)).unwrap();
    }

    fn text(&self, id: ApplicantId, fact: &str) -> Option<String> {
        self.vault.applicant(id).unwrap().values.answers.remove(fact).map(|it| it.text)
    }

    fn only(&self) -> (ApplicantId, DraftId) {
        let line = self.vault.everybody().unwrap().remove(0);
        (line.applicant.id, line.drafts.last().unwrap().id)
    }

    fn bundle(&mut self, minute: i64) -> Bundle {
        let (id, _) = self.only();
        self.vault.bundle(&[id], |_| None, u64::MAX, at(minute)).unwrap()
    }

    fn meet(&self, bundle: &Bundle) -> Meeting {
        self.vault.meet(bundle, |_| String::new()).unwrap().remove(0)
    }

    /// Takes a bundle in; of what was changed on both sides what was given later. How many were asked about.
    fn take(&mut self, bundle: &Bundle, minute: i64) -> usize {
        let meetings = self.vault.meet(bundle, |_| String::new()).unwrap();
        let both: Vec<_> = meetings.into_iter().flat_map(|it| it.both).collect();
        let later = |place| both.iter().any(|it| it.place == place && it.theirs_is_later());
        self.vault.merge("bundle", bundle, |_| String::new(), later, at(minute)).unwrap();
        both.len()
    }

    /// Everything that counts of everybody, in a form in which two vaults can be held against one another.
    fn everything(&self) -> Vec<String> {
        let lines = self.vault.everybody().unwrap();
        let mut all = Vec::new();
        for line in lines {
            let whole = self.vault.whole(line.applicant.id).unwrap();
            let values = |it: &[beishen_store::Held]| {
                it.iter()
                    .map(|it| {
                        format!("{:?} {} {} {:?} {}", it.kind, it.key, it.text, it.file, it.at)
                    })
                    .collect::<Vec<_>>()
                    .join("\n")
            };
            all.push(format!("{} {}\n{}", whole.details.name, whole.about, values(&whole.values)));
            for draft in &whole.drafts {
                let (begun, closed) = (draft.created, draft.closed);
                all.push(format!(
                    "{} {begun} {closed:?} {}",
                    draft.procedure,
                    values(&draft.values)
                ));
            }
        }
        all.sort();
        all
    }
}

/// Two desks: one with somebody, and one that was handed them.
fn two() -> (Desk, Desk) {
    let (mut a, mut b) = (Desk::new(), Desk::new());
    let id = a.add("张三");
    let draft = a.begin(id, "tdxl");
    a.answer(draft, "person.phone", Some("13800138000"), 2);
    a.answer(draft, "person.mail", Some("zhang@example.cn"), 2);
    let bundle = a.bundle(3);
    assert_eq!(b.take(&bundle, 4), 0);
    (a, b)
}

#[test]
fn somebody_arrives_with_everything_also_with_what_it_was_before() {
    let (mut a, mut b) = (Desk::new(), Desk::new());
    let id = a.add("张三");
    let (draft, other) = (a.begin(id, "tdxl"), a.begin(id, "chsi-archive"));
    a.answer(draft, "person.phone", Some("13800138001"), 2);
    a.answer(draft, "person.phone", Some("13800138000"), 3);
    let photo =
        NewFile { name: "张三.jpg".into(), note: "390×567".into(), bytes: vec![7; 200_000] };
    let steps = [
        Change::attach(Level::Applicant, "photo", Some(photo), Provenance::Typed),
        Change::answer(Level::Draft, "degree.kind", Some("法学"), Provenance::Typed),
        Change::tick(Level::Draft, "ready", true),
        Change::history(Level::Applicant, Some("[]"), Provenance::Typed),
    ];
    a.vault.step(draft, &steps, at(4)).unwrap();
    a.vault.begin_again(other, None, at(5)).unwrap();

    let code = TransferCode::random().unwrap();
    let file = a.vault.bundle(&[id], |_| None, u64::MAX, at(6)).unwrap().seal(&code).unwrap();
    for canary in ["张三", "13800138000", "法学", "tdxl"] {
        let found = file.windows(canary.len()).any(|it| it == canary.as_bytes());
        assert!(!found, "{canary} is readable");
    }
    let bundle = Bundle::open(&file, &code).unwrap();
    let meeting = b.meet(&bundle);
    assert_eq!((meeting.here, meeting.both.len()), (None, 0));
    assert_eq!(meeting.begun.len(), 3, "a closed one, and two that go on");
    let import = b.vault.merge("x", &bundle, |_| String::new(), |_| false, at(7)).unwrap();
    assert_eq!((import.added, import.changed), (1, 0));
    assert_eq!(a.everything(), b.everything());
    let (_, draft) = b.only();
    let key = ValueKey {
        level: Level::Applicant,
        kind: beishen_store::Kind::Answer,
        key: "person.phone".into(),
    };
    let states = b.vault.states(draft, &key).unwrap();
    let texts: Vec<_> = states.iter().map(|it| it.text.as_deref().unwrap()).collect();
    assert_eq!(texts, ["13800138000", "13800138001"]);

    let again = b.vault.merge("x", &bundle, |_| String::new(), |_| false, at(8)).unwrap();
    assert_eq!((again.added, again.changed), (0, 0), "a second time changes nothing");
    assert_eq!(a.everything(), b.everything());
}

#[test]
fn what_was_changed_on_one_side_is_taken_without_a_question_and_goes_back_the_same_way() {
    let (mut a, mut b) = two();
    let (id, draft) = b.only();
    b.answer(draft, "person.phone", Some("13900139000"), 5);
    b.answer(draft, "person.mail", None, 5);
    b.answer(draft, "person.address", Some("北京市海淀区示例路1号"), 5);
    let back = b.bundle(6);
    let meeting = a.meet(&back);
    assert_eq!((meeting.taken, meeting.kept, meeting.both.len()), (3, 0, 0));
    // What is older comes too late.
    let older = a.bundle(6);
    let late = b.meet(&older);
    assert_eq!((late.taken, late.kept, late.both.len()), (0, 2, 0));
    b.take(&older, 7);
    assert_eq!(b.text(id, "person.phone").as_deref(), Some("13900139000"));
    a.take(&back, 7);
    assert_eq!(a.everything(), b.everything());
}

#[test]
fn what_was_changed_on_both_sides_is_asked_about_once_and_either_answer_goes_home() {
    for theirs in [true, false] {
        let (mut a, mut b) = two();
        let ((_, ours), (_, draft)) = (a.only(), b.only());
        a.answer(ours, "person.phone", Some("13700137000"), 5);
        b.answer(draft, "person.phone", Some("13900139000"), 6);
        a.answer(ours, "person.mail", Some("same@example.cn"), 5);
        b.answer(draft, "person.mail", Some("same@example.cn"), 6);
        let bundle = b.bundle(7);
        let both = a.meet(&bundle).both;
        assert_eq!(both.len(), 1, "the same on both sides is no question");
        assert_eq!(both[0].ours.text.as_deref(), Some("13700137000"));
        assert_eq!(both[0].theirs.text.as_deref(), Some("13900139000"));
        assert!(both[0].theirs_is_later());
        let import = a.vault.merge("x", &bundle, |_| String::new(), |_| theirs, at(8)).unwrap();
        assert_eq!(import.changed, u32::from(theirs));
        let again = a.meet(&bundle);
        assert!(again.both.is_empty() && again.taken == 0, "it was answered");
        assert_eq!(again.kept, usize::from(!theirs));
        let answer = a.bundle(9);
        assert!(b.meet(&answer).both.is_empty(), "the answer is no question any more");
        b.take(&answer, 10);
        let wanted = if theirs { "13900139000" } else { "13700137000" };
        for desk in [&a, &b] {
            assert_eq!(desk.text(desk.only().0, "person.phone").as_deref(), Some(wanted));
        }
    }
}

#[test]
fn what_was_taken_in_can_be_taken_back_and_taken_in_again() {
    let (mut a, mut b) = two();
    let (id, draft) = b.only();
    b.answer(draft, "person.phone", Some("13900139000"), 5);
    let new = b.begin(id, "chsi-archive");
    b.answer(new, "chsi.school", Some("示例大学"), 6);
    let was = a.everything();
    let bundle = b.bundle(7);
    let taken = a.vault.merge("x", &bundle, |_| String::new(), |_| false, at(8)).unwrap();
    assert_eq!(a.everything(), b.everything());
    a.vault.undo_import(taken.id, at(9)).unwrap().unwrap();
    assert_eq!(a.everything(), was);
    assert_eq!(a.meet(&bundle).taken, 2, "as if it had never come");
    a.take(&bundle, 10);
    assert_eq!(a.everything(), b.everything());
}

/// Whoever has a number is known again by it.
struct ByNumber;

impl Roster for ByNumber {
    fn names(&self, _: &str) -> bool {
        false
    }

    fn name(&self, _: &Values) -> Option<[String; 2]> {
        None
    }

    fn edition(&self, _: NaiveDateTime) -> String {
        String::new()
    }

    fn entry(&self, person: &Person<'_>, _: NaiveDateTime) -> Entry {
        let number = person.values.answers.get("person.id_number");
        Entry { identity: number.map_or("", |it| &it.text).to_owned(), line: String::new() }
    }
}

#[test]
fn somebody_who_was_never_handed_over_is_known_by_the_number_and_nothing_is_written_over() {
    let (mut a, mut b) = (Desk::new(), Desk::new());
    for (desk, phone) in [(&mut a, "13800138000"), (&mut b, "13900139000")] {
        desk.vault.roster_follows(Arc::new(ByNumber));
        let id = desk.add("张三");
        let draft = desk.begin(id, "tdxl");
        desk.answer(draft, "person.id_number", Some("11010519491231002X"), 2);
        desk.answer(draft, "person.phone", Some(phone), 3);
    }
    let ((id, ours), (_, draft)) = (a.only(), b.only());
    a.answer(ours, "person.address", Some("北京市海淀区示例路1号"), 3);
    b.answer(draft, "person.address", Some("x"), 3);
    b.answer(draft, "person.address", None, 4);
    b.answer(draft, "person.mail", Some("zhang@example.cn"), 4);
    let bundle = b.bundle(5);
    let number = |it: &Bundled| it.answer("person.id_number").to_owned();
    let meeting = a.vault.meet(&bundle, number).unwrap().remove(0);
    assert_eq!((meeting.here, meeting.begun.len()), (Some(id), 0));
    assert_eq!(
        (meeting.taken, meeting.kept, meeting.both.len()),
        (1, 1, 1),
        "mail, address, phone"
    );
    a.vault.merge("x", &bundle, number, |_| false, at(6)).unwrap();
    assert_eq!(a.text(id, "person.phone").as_deref(), Some("13800138000"));
    assert_eq!(a.text(id, "person.mail").as_deref(), Some("zhang@example.cn"));
    assert!(a.text(id, "person.address").is_some(), "emptied there before they ever met");
    let back = a.bundle(7);
    assert!(b.meet(&back).both.is_empty(), "from now on they are one");
    b.take(&back, 8);
    let values = |it: &Desk| it.vault.whole(it.only().0).unwrap().values.len();
    assert_eq!((values(&a), values(&b)), (4, 4));
}

#[test]
fn in_the_bin_here_they_come_out_of_it() {
    let (mut a, mut b) = two();
    let (id, _) = a.only();
    a.vault.delete_applicant(id, at(5)).unwrap();
    let bundle = b.bundle(6);
    let meeting = a.meet(&bundle);
    assert!(meeting.in_bin && meeting.here == Some(id));
    let import = a.vault.merge("x", &bundle, |_| String::new(), |_| false, at(7)).unwrap();
    assert_eq!((import.added, import.changed), (0, 1));
    assert_eq!(a.everything(), b.everything());
}

#[test]
fn a_draft_that_was_closed_there_is_closed_here_and_what_is_closed_here_stays() {
    let (mut a, mut b) = two();
    let (_, draft) = b.only();
    let next = b.vault.begin_again(draft, None, at(5)).unwrap();
    let change = Change::answer(Level::Draft, "degree.kind", Some("法学"), Provenance::Typed);
    b.vault.step(next, &[change], at(6)).unwrap();
    let was = a.everything();
    let bundle = b.bundle(7);
    let late = a.bundle(7);
    let import = a.vault.merge("x", &bundle, |_| String::new(), |_| false, at(8)).unwrap();
    assert_eq!(a.everything(), b.everything());
    b.take(&late, 9);
    assert_eq!(a.everything(), b.everything(), "what goes on there does not open what is closed");
    assert_eq!(b.meet(&late).left, 0, "nothing was done there");
    a.vault.undo_import(import.id, at(10)).unwrap().unwrap();
    assert_eq!(a.everything(), was, "it goes on as before");
}

#[test]
fn what_was_taken_back_or_emptied_after_it_was_handed_over_does_not_come_back() {
    let (mut a, mut b) = two();
    let (id, draft) = a.only();
    a.answer(draft, "person.address", Some("北京市海淀区示例路1号"), 5);
    let mut c = Desk::new();
    let bundle = a.bundle(6);
    b.take(&bundle, 7);
    c.take(&bundle, 7);
    a.vault.undo(draft, at(8)).unwrap().unwrap();
    let back = b.bundle(9);
    assert_eq!((a.meet(&back).taken, a.meet(&back).both.len()), (0, 0));
    a.take(&back, 10);
    assert_eq!(a.text(id, "person.address"), None);
    // Whoever meets them first without it does not get it from elsewhere.
    let mut d = Desk::new();
    let bundle = a.bundle(11);
    d.take(&bundle, 12);
    let old = c.bundle(13);
    assert_eq!((d.meet(&old).taken, d.meet(&old).kept), (0, 1));
    b.take(&bundle, 12);
    assert_eq!(b.text(b.only().0, "person.address"), None);
}

#[test]
fn what_goes_on_after_a_batch_was_taken_back_knows_where_it_came_from() {
    let (mut a, mut b) = two();
    let (_, draft) = a.only();
    a.answer(draft, "person.mail", Some("new@example.cn"), 5);
    let bundle = a.bundle(6);
    let import = b.vault.merge("x", &bundle, |_| String::new(), |_| false, at(7)).unwrap();
    let (id, there) = b.only();
    b.answer(there, "person.mail", Some("newer@example.cn"), 8);
    let done = b.vault.undo_import(import.id, at(9)).unwrap().unwrap();
    assert_eq!((done.restored, done.kept), (0, 1));
    a.answer(draft, "person.phone", Some("13700137000"), 10);
    let again = a.bundle(11);
    let meeting = b.meet(&again);
    assert_eq!((meeting.taken, meeting.kept, meeting.both.len()), (1, 1, 0));
    assert_eq!(b.text(id, "person.mail").as_deref(), Some("newer@example.cn"));
}

#[test]
fn a_closed_draft_stays_as_it_was_when_its_successor_was_worked_on_and_the_batch_is_taken_back() {
    let (mut a, mut b) = two();
    let (_, draft) = b.only();
    b.vault.begin_again(draft, None, at(5)).unwrap();
    let bundle = b.bundle(6);
    let import = a.vault.merge("x", &bundle, |_| String::new(), |_| false, at(7)).unwrap();
    let (id, next) = a.only();
    a.answer(next, "person.phone", Some("13700137000"), 8);
    a.vault.undo_import(import.id, at(9)).unwrap().unwrap();
    let closed = a.vault.applicant(id).unwrap().drafts.remove(0);
    assert!(closed.closed.is_some());
    let values = a.vault.draft(closed.id).unwrap().values;
    assert_eq!(values.answers["person.phone"].text, "13800138000");
}

#[test]
fn a_file_goes_with_the_one_it_was_made_of_and_with_no_other() {
    let (mut a, mut b) = (Desk::new(), Desk::new());
    let id = a.add("张三");
    let draft = a.begin(id, "tdxl");
    for (n, note) in [(1, "chosen"), (2, "chosen"), (3, "made of 2")] {
        let file = NewFile { name: format!("{n}.jpg"), note: note.to_owned(), bytes: vec![n; 9] };
        let change = Change::attach(Level::Draft, "photo", Some(file), Provenance::Typed);
        a.vault.step(draft, &[change], at(i64::from(n))).unwrap();
    }
    let key = ValueKey {
        level: Level::Draft,
        kind: beishen_store::Kind::Attachment,
        key: "photo".to_owned(),
    };
    let files = a.vault.states(draft, &key).unwrap();
    let original = files.iter().filter_map(|it| it.file.clone()).find(|it| it.0 == "2.jpg");
    let original = original.unwrap().1;
    let made_of = |note: &str| (note == "made of 2").then_some(original);
    let bundle = a.vault.bundle(&[id], made_of, u64::MAX, at(9)).unwrap();
    let code = TransferCode::random().unwrap();
    let bundle = Bundle::open(&bundle.seal(&code).unwrap(), &code).unwrap();
    b.take(&bundle, 10);
    let states = b.vault.states(b.only().1, &key).unwrap();
    let names: Vec<_> = states.iter().map(|it| it.file.as_ref().unwrap().0.as_str()).collect();
    assert_eq!(names, ["3.jpg", "2.jpg"]);
    assert_eq!(b.vault.bytes(&original).unwrap(), [2; 9]);
    let most = a.vault.bundle(&[id], made_of, 17, at(11)).unwrap_err();
    assert_eq!(most, StoreError::TooBig);
}

#[test]
fn two_rounds_that_were_begun_apart_are_one_and_the_next_has_nothing_of_them() {
    let (mut a, mut b) = (Desk::new(), Desk::new());
    for (desk, minute) in [(&mut a, 1), (&mut b, 2)] {
        desk.vault.roster_follows(Arc::new(ByNumber));
        let id = desk.add("张三");
        let draft = desk.vault.begin_draft(id, "tdxl", None, at(minute)).unwrap();
        desk.answer(draft, "person.id_number", Some("11010519491231002X"), 2);
    }
    let number = |it: &Bundled| it.answer("person.id_number").to_owned();
    let (_, ours) = a.only();
    let paid = Change::act(Level::Draft, "paid", Some((at(3), "")));
    a.vault.step(ours, &[paid], at(3)).unwrap();
    let bundle = b.bundle(4);
    a.vault.merge("x", &bundle, number, |_| false, at(5)).unwrap();
    let bundle = a.bundle(6);
    b.vault.merge("x", &bundle, number, |_| false, at(7)).unwrap();
    assert_eq!(a.everything(), b.everything());
    let (_, draft) = b.only();
    b.vault.begin_again(draft, None, at(8)).unwrap();
    let late = a.bundle(9);
    b.vault.merge("x", &late, number, |_| false, at(10)).unwrap();
    let (_, next) = b.only();
    assert!(b.vault.draft(next).unwrap().values.acts.is_empty(), "that was the round before");
}

#[test]
fn a_file_that_is_not_as_it_was_sealed_is_refused() {
    let (mut a, _) = two();
    let (id, draft) = a.only();
    let photo = NewFile { name: "p.jpg".into(), note: String::new(), bytes: vec![9; 150_000] };
    let change = Change::attach(Level::Applicant, "photo", Some(photo), Provenance::Typed);
    a.vault.step(draft, &[change], at(3)).unwrap();
    let code = TransferCode::random().unwrap();
    let file = a.vault.bundle(&[id], |_| None, u64::MAX, at(4)).unwrap().seal(&code).unwrap();
    assert!(Bundle::open(&file, &code).is_ok());

    let other = TransferCode::random().unwrap();
    assert_eq!(Bundle::open(&file, &other).unwrap_err(), StoreError::WrongSecret);
    for foreign in [&b""[..], b"PK\x03\x04", b"beishen bundl", &[0; 4096]] {
        assert_eq!(Bundle::open(foreign, &code).unwrap_err(), StoreError::Foreign);
    }
    let newer = [b"beishen bundle 2", &file[16..]].concat();
    let error = Bundle::open(&newer, &code).unwrap_err();
    assert_eq!(error, StoreError::Newer { found: 2, known: 1 });

    let refused = |bytes: &[u8], what: &str| {
        let error = Bundle::open(bytes, &code).unwrap_err();
        assert!(matches!(error, StoreError::Damaged | StoreError::WrongSecret), "{what}: {error}");
    };
    // A bit in every part: salt, nonce, the tag of the code, and places all over the pieces.
    let places = (16..67).step_by(5).chain((67..file.len()).step_by(file.len() / 25));
    for place in places {
        let mut bytes = file.clone();
        bytes[place] ^= 1 << (place % 8);
        refused(&bytes, &format!("bit {place}"));
    }
    for length in [20, 60, 67, 68, 67 + 65_552, file.len() - 1] {
        refused(&file[..length], &format!("cut to {length}"));
    }
    refused(&[&file[..], b"x"].concat(), "one more byte");
    let piece = (64 << 10) + 16;
    let (one, two) = (67..67 + piece, 67 + piece..67 + 2 * piece);
    let swapped = [&file[..67], &file[two.clone()], &file[one.clone()], &file[two.end..]].concat();
    refused(&swapped, "two pieces changed places");
    refused(&[&file[..67], &file[two.start..]].concat(), "a piece left out");
    refused(&[&file[..one.end], &file[one.start..]].concat(), "a piece twice");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Three desks work on the same person and hand them round as they like: in the end all have what was written last.
    #[test]
    fn desks_that_have_told_one_another_agree_and_nothing_is_lost(
        deeds in prop::collection::vec((0..3_usize, 0..4_usize, 0..4_usize), 1..25)
    ) {
        let (a, b) = two();
        let mut desks = [a, b, Desk::new()];
        let bundle = desks[1].bundle(4);
        desks[2].take(&bundle, 4);
        let mut last = std::collections::BTreeMap::new();
        let mut minute = 10;
        for (desk, fact, what) in deeds {
            minute += 1;
            let (_, draft) = desks[desk].only();
            if what == 3 {
                let bundle = desks[desk].bundle(minute);
                desks[(desk + 1 + fact % 2) % 3].take(&bundle, minute);
            } else {
                // Emptied now and then.
                let text = (what > 0).then(|| format!("{minute}"));
                let fact = format!("fact.{fact}");
                let was = desks[desk].text(desks[desk].only().0, &fact);
                desks[desk].answer(draft, &fact, text.as_deref(), minute);
                // To empty what is empty is to say nothing.
                if was.is_some() || text.is_some() {
                    last.insert(fact, text);
                }
            }
        }
        for round in 0..2 {
            for from in 0..3 {
                for to in (0..3).filter(|it| *it != from) {
                    minute += 1;
                    let bundle = desks[from].bundle(minute);
                    let asked = desks[to].take(&bundle, minute);
                    prop_assert!(round == 0 || asked == 0, "asked again");
                }
            }
        }
        let [a, b, c] = &desks;
        prop_assert_eq!(a.everything(), b.everything());
        prop_assert_eq!(b.everything(), c.everything());
        // What was written apart and emptied again says nothing to the others; it takes nothing from them.
        for (fact, text) in last.into_iter().filter(|it| it.1.is_some()) {
            prop_assert_eq!(a.text(a.only().0, &fact), text);
        }
    }
}
