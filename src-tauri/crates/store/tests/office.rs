//! People who are shared through an office: only its code opens their file, and a vault knows whether it has more to say than came in.
#![expect(clippy::unwrap_used, reason = "tests")]

use beishen_store::{
    ApplicantDetails, ApplicantId, Bundle, Change, DraftId, Key, Level, NewApplicant, OfficeCode,
    Provenance, StoreError, TransferCode, Vault,
};
use chrono::{Duration, NaiveDateTime};

fn at(minute: i64) -> NaiveDateTime {
    "2026-11-22T09:30:00".parse::<NaiveDateTime>().unwrap() + Duration::minutes(minute)
}

struct Desk {
    _folder: tempfile::TempDir,
    vault: Vault,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("beishen.vault");
        let vault = Vault::create(&path, &Key::random().unwrap(), at(0)).unwrap();
        Self { _folder: folder, vault }
    }

    fn only(&self) -> (ApplicantId, DraftId) {
        let line = self.vault.everybody().unwrap().remove(0);
        (line.applicant.id, line.drafts.last().unwrap().id)
    }

    fn answer(&mut self, fact: &str, text: Option<&str>, minute: i64) {
        let change = Change::answer(Level::Applicant, fact, text, Provenance::Typed);
        self.vault.step(self.only().1, &[change], at(minute)).unwrap();
    }

    fn bundle(&mut self) -> Bundle {
        let id = self.only().0;
        self.vault.bundle(&[id], |_| None, u64::MAX, at(9)).unwrap()
    }

    /// Takes in; whether there is more to say here than came.
    fn takes(&mut self, theirs: &Bundle) -> bool {
        self.vault.merge("x", theirs, |_| String::new(), |_| true, at(9)).unwrap();
        self.bundle().people[0].says_more_than(&theirs.people[0])
    }
}

fn first() -> Desk {
    let mut desk = Desk::new();
    let details = ApplicantDetails { name: "张三".to_owned(), ..Default::default() };
    let new = NewApplicant { details, procedures: vec!["tdxl".to_owned()], ..Default::default() };
    desk.vault.add_applicant(&new, at(0)).unwrap();
    desk.answer("a", Some("1"), 1);
    desk.answer("b", Some("1"), 1);
    desk
}

#[test]
fn only_the_office_s_code_opens_its_files() {
    let bundle = first().bundle();
    let (code, told) = (OfficeCode::random().unwrap(), TransferCode::random().unwrap());
    let file = bundle.seal_for_office(&code).unwrap();
    assert!(Bundle::open_of_office(&file, &code).unwrap() == bundle);
    let other = OfficeCode::random().unwrap();
    assert_eq!(Bundle::open_of_office(&file, &other).unwrap_err(), StoreError::WrongSecret);
    // Neither passes for the other.
    assert_eq!(Bundle::open(&file, &told).unwrap_err(), StoreError::Foreign);
    let handed = bundle.seal(&told).unwrap();
    assert_eq!(Bundle::open_of_office(&handed, &code).unwrap_err(), StoreError::Foreign);
    let newer = [b"beishen office 2", &file[16..]].concat();
    let newer = Bundle::open_of_office(&newer, &code).unwrap_err();
    assert_eq!(newer, StoreError::Newer { found: 2, known: 1 });
    for bit in 0..file.len() * 8 {
        let mut file = file.clone();
        file[bit / 8] ^= 1 << (bit % 8);
        assert!(Bundle::open_of_office(&file, &code).is_err(), "bit {bit}");
    }
    for length in 0..file.len() {
        assert!(Bundle::open_of_office(&file[..length], &code).is_err(), "{length}");
    }
}

#[test]
fn a_vault_knows_whether_it_has_more_to_say() {
    let (mut a, mut b) = (first(), Desk::new());
    let from_a = a.bundle();
    assert!(!a.takes(&from_a), "one's own");
    assert!(!b.takes(&from_a), "all of it is theirs");
    for (what, fact, text) in
        [("changed", "a", Some("2")), ("new", "c", Some("1")), ("emptied", "b", None)]
    {
        b.answer(fact, text, 2);
        let from_b = b.bundle();
        assert!(b.takes(&from_a), "{what}: the other lacks it");
        assert!(!a.takes(&from_b), "{what}: taken in, nothing is left to say");
    }
    // Each has something: whoever has taken in the other's has more to say, until it has come there as well.
    a.answer("a", Some("3"), 3);
    b.answer("c", Some("3"), 3);
    let from_a = a.bundle();
    assert!(b.takes(&from_a));
    assert!(!a.takes(&b.bundle()));
    // Both have made the same of it: there is nothing to say.
    a.answer("a", Some("4"), 4);
    b.answer("a", Some("4"), 4);
    let from_a = a.bundle();
    assert!(!b.takes(&from_a));
    // Begun again here, so that the one before is closed, and not there.
    b.vault.begin_again(b.only().1, None, at(5)).unwrap();
    assert!(b.takes(&from_a));
    assert!(!a.takes(&b.bundle()));
    let called = b.vault.called().unwrap();
    assert_eq!(called.len(), 1);
    assert!(called[0].applicant == b.only().0 && !called[0].in_bin);
    assert_eq!(called[0].uid, from_a.people[0].uid());
}
