//! What a person at the desk relies on: answers once for all, undo, the recycle bin, finding people, nothing readable on disk.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

use beishen_store::{
    ApplicantDetails, ApplicantId, BIN_DAYS, Change, DraftId, KEPT_STATES, Key, Kind, Level,
    ListQuery, MAX_FILE, MAX_TEXT, NewApplicant, NewFile, Provenance, StoreError, UNDO_STEPS,
    ValueKey, Vault,
};
use chrono::{Duration, NaiveDateTime};
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
    vault: Vault,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::create(&folder.path().join("vault.db"), &key()).unwrap();
        Self { folder, vault }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("vault.db")
    }

    fn reopen(self) -> Self {
        self.vault.close().unwrap();
        let vault = Vault::open(&self.folder.path().join("vault.db"), &key()).unwrap();
        Self { folder: self.folder, vault }
    }

    fn add(&mut self, name: &str) -> ApplicantId {
        let details = ApplicantDetails { name: name.to_owned(), ..Default::default() };
        self.vault.add_applicant(&NewApplicant { details, ..Default::default() }, at(0)).unwrap()
    }

    fn begin(&mut self, applicant: ApplicantId, procedure: &str) -> DraftId {
        self.vault.begin_draft(applicant, procedure, at(0)).unwrap()
    }

    fn answer(&mut self, draft: DraftId, level: Level, fact: &str, text: Option<&str>) -> bool {
        let change = Change::answer(level, fact, text, Provenance::Typed);
        self.vault.step(draft, &[change], at(1)).unwrap()
    }

    fn text(&self, draft: DraftId, fact: &str) -> Option<String> {
        self.vault.draft(draft).unwrap().values.answers.remove(fact).map(|answer| answer.text)
    }

    fn names(&self, text: &str) -> Vec<String> {
        let listing = self.vault.list(&ListQuery { text, ..Default::default() }).unwrap();
        listing.lines.into_iter().map(|line| line.applicant.details.name).collect()
    }
}

fn key() -> Key {
    Key::new([7; 32])
}

fn at(minute: i64) -> NaiveDateTime {
    let start = NaiveDateTime::parse_from_str("2026-11-22T09:30:00", "%Y-%m-%dT%H:%M:%S").unwrap();
    start + Duration::minutes(minute)
}

fn photo(bytes: &[u8]) -> NewFile {
    NewFile { name: "张三.jpg".into(), note: "390×567".into(), bytes: bytes.to_vec() }
}

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
        Change::history(Level::Applicant, Some("[{\"from\":\"201109\"}]"), Provenance::Imported),
        Change::tick(Level::Draft, "photo.no_hat", true),
        Change::act(Level::Draft, "registered", Some(at(-5))),
        Change::acknowledge(Level::Draft, "mail", "unusual", "person.mail", Some("d1")),
        Change::attach(Level::Draft, "photo", Some(photo(b"jpeg")), Provenance::CarriedOver),
    ];
    assert!(desk.vault.step(draft, &step, at(1)).unwrap());
    let full = desk.vault.draft(draft).unwrap().values;
    assert_eq!(full.answers["birth"].provenance, Provenance::DerivedAccepted);
    assert_eq!(full.history.as_ref().unwrap().text, "[{\"from\":\"201109\"}]");
    assert!(full.ticks.contains("photo.no_hat"));
    assert_eq!(full.acts["registered"], at(-5));
    let acknowledged = full.acknowledged.first().unwrap();
    assert_eq!((&*acknowledged.fact, &*acknowledged.value), ("person.mail", "d1"));
    let attachment = &full.attachments["photo"];
    assert_eq!((&*attachment.name, &*attachment.note, attachment.size), ("张三.jpg", "390×567", 4));
    assert_eq!(desk.vault.bytes(&attachment.digest).unwrap(), b"jpeg");

    let mut desk = desk.reopen();
    let undone = desk.vault.undo(draft, at(2)).unwrap().unwrap();
    assert_eq!((undone.at, undone.changed.len(), undone.kept.len()), (at(1), 7, 0));
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
fn deleted_people_come_back_for_thirty_days_and_then_are_gone_with_their_files() {
    let mut desk = Desk::new();
    let (person, other) = (desk.add("张三"), desk.add("李四"));
    let draft = desk.begin(person, "xwrz");
    let others = desk.begin(other, "xwrz");
    let attach =
        |slot, bytes| Change::attach(Level::Draft, slot, Some(photo(bytes)), Provenance::Typed);
    desk.vault.step(draft, &[attach("photo", b"own"), attach("scan", b"shared")], at(1)).unwrap();
    desk.vault.step(others, &[attach("photo", b"shared")], at(1)).unwrap();
    let files = desk.vault.draft(draft).unwrap().values.attachments;
    let (own, shared) = (files["photo"].digest, files["scan"].digest);

    desk.vault.delete_applicant(person, at(2)).unwrap();
    assert_eq!(desk.names(""), ["李四"]);
    let bin = desk.vault.list(&ListQuery { bin: true, ..Default::default() }).unwrap();
    assert_eq!((bin.lines.len(), bin.total, bin.in_bin), (1, 1, 1));
    let write = Change::tick(Level::Draft, "t", true);
    let refused = desk.vault.step(draft, &[write], at(2)).unwrap_err();
    assert_eq!(refused.code(), "not_found");

    desk.vault.restore_applicant(person, at(3)).unwrap();
    assert_eq!(desk.names(""), ["张三", "李四"]);

    desk.vault.delete_applicant(person, at(4)).unwrap();
    let end = at(4) + Duration::days(BIN_DAYS);
    assert_eq!(desk.vault.purge(end - Duration::seconds(1)).unwrap(), 0);
    assert!(desk.vault.bytes(&own).is_ok());
    assert_eq!(desk.vault.purge(end).unwrap(), 1);
    assert_eq!(desk.vault.restore_applicant(person, end).unwrap_err().code(), "not_found");
    assert_eq!(desk.vault.draft(draft).unwrap_err().code(), "not_found");
    assert_eq!(desk.vault.bytes(&own).unwrap_err().code(), "not_found");
    assert_eq!(desk.vault.bytes(&shared).unwrap(), b"shared", "somebody else's file too");
    desk.vault.check().unwrap();

    assert_eq!(
        desk.vault.erase_applicant(other).unwrap_err().code(),
        "not_found",
        "not in the bin"
    );
    desk.vault.delete_applicant(other, end).unwrap();
    desk.vault.erase_applicant(other).unwrap();
    assert!(desk.vault.bytes(&shared).is_err());
}

#[test]
fn a_deleted_draft_is_gone_from_view_and_comes_back_when_begun_again() {
    let mut desk = Desk::new();
    let person = desk.add("张三");
    let draft = desk.begin(person, "xwrz");
    desk.answer(draft, Level::Draft, "name", Some("张三"));
    desk.vault.set_position(draft, "degree").unwrap();
    desk.vault.delete_draft(draft, at(2)).unwrap();
    assert_eq!(desk.vault.applicant(person).unwrap().drafts, []);
    assert_eq!(desk.vault.set_position(draft, "photo").unwrap_err().code(), "not_found");
    assert_eq!(desk.begin(person, "xwrz"), draft);
    let mut desk = desk.reopen();
    let record = desk.vault.draft(draft).unwrap();
    assert_eq!(record.draft.position.as_deref(), Some("degree"));
    assert_eq!(desk.text(draft, "name").as_deref(), Some("张三"));
    desk.vault.delete_draft(draft, at(3)).unwrap();
    assert_eq!(desk.vault.purge(at(3) + Duration::days(BIN_DAYS)).unwrap(), 1);
    assert_ne!(desk.begin(person, "xwrz"), draft);
}

#[test]
fn people_are_found_by_any_part_of_their_name_or_its_pinyin() {
    let mut desk = Desk::new();
    for (n, (name, search)) in
        [("张三", "zhangsan zs"), ("欧阳娜娜·阿不都", "ouyangnana OYNN"), ("Li_100%", "")]
            .into_iter()
            .enumerate()
    {
        let details = ApplicantDetails {
            name: name.into(),
            search: search.into(),
            colour: 3,
            note: Some("八班".into()),
        };
        let new = NewApplicant { details, procedures: vec!["xwrz".into()], values: vec![] };
        desk.vault.add_applicant(&new, at(i64::try_from(n).unwrap())).unwrap();
    }
    for (text, expected) in [
        ("", vec!["Li_100%", "欧阳娜娜·阿不都", "张三"]),
        ("三", vec!["张三"]),
        ("gsan", vec!["张三"]),
        ("oynn", vec!["欧阳娜娜·阿不都"]),
        (" li_ ", vec!["Li_100%"]),
        ("%", vec!["Li_100%"]),
        ("_1", vec!["Li_100%"]),
        ("八班", vec![]),
        ("'); DROP TABLE applicant; --", vec![]),
    ] {
        assert_eq!(desk.names(text), expected, "{text}");
    }
    let page = ListQuery { offset: 1, limit: 1, ..Default::default() };
    let page = desk.vault.list(&page).unwrap();
    assert_eq!((page.lines.len(), page.total), (1, 3));
    let line = &page.lines[0];
    assert_eq!(line.applicant.details.name, "欧阳娜娜·阿不都");
    assert_eq!(line.applicant.details.note.as_deref(), Some("八班"));
    assert_eq!(line.drafts[0].procedure, "xwrz");
    let id = line.applicant.id;
    let details = ApplicantDetails { name: "王五".into(), ..Default::default() };
    desk.vault.edit_applicant(id, &details, at(9)).unwrap();
    assert_eq!(desk.names("oynn"), Vec::<String>::new());
    assert_eq!(desk.names(""), ["王五", "Li_100%", "张三"], "the newest change comes first");
}

#[test]
fn an_import_is_written_whole_or_not_at_all() {
    let mut desk = Desk::new();
    let new = |text: &str| NewApplicant {
        details: ApplicantDetails { name: "张三".into(), ..Default::default() },
        values: vec![Change::answer(Level::Applicant, "name", Some(text), Provenance::Imported)],
        procedures: vec!["xwrz".into(), "tdxl".into()],
    };
    let long = "长".repeat(MAX_TEXT / 3 + 1);
    let refused = desk.vault.add_applicants(&[new("张三"), new(&long)], at(0)).unwrap_err();
    assert_eq!(refused, StoreError::TooBig);
    assert_eq!(desk.names(""), Vec::<String>::new());

    let ids = desk.vault.add_applicants(&[new("张三"), new("张三")], at(0)).unwrap();
    let record = desk.vault.applicant(ids[1]).unwrap();
    assert_eq!(record.values.answers["name"].provenance, Provenance::Imported);
    assert_eq!(record.drafts.len(), 2);
    let fill = Change::answer(Level::Applicant, "name", Some("张叁"), Provenance::Imported);
    assert!(desk.vault.fill(ids[1], std::slice::from_ref(&fill), at(1)).unwrap());
    assert!(!desk.vault.fill(ids[1], &[fill], at(1)).unwrap());
    assert_eq!(desk.text(record.drafts[0].id, "name").as_deref(), Some("张叁"));
    assert_eq!(
        desk.text(desk.vault.applicant(ids[0]).unwrap().drafts[0].id, "name").as_deref(),
        Some("张三")
    );
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
    assert_eq!(scan(desk.folder.path()), ["vault.db", "vault.db.lock"], "one file when closed");
}

#[test]
fn a_second_opening_is_refused_until_the_first_is_closed() {
    let desk = Desk::new();
    assert_eq!(Vault::open(&desk.path(), &key()).unwrap_err(), StoreError::InUse);
    assert_eq!(Vault::create(&desk.path(), &key()).unwrap_err(), StoreError::InUse);
    let desk = desk.reopen();
    assert!(!desk.vault.recovered());
}
