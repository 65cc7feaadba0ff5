//! Applicants: finding them, importing them, the recycle bin.

use beishen_store::{
    ApplicantDetails, BIN_DAYS, Change, Level, MAX_TEXT, NewApplicant, OwnProfile, Provenance,
    StoreError, Vault,
};
use chrono::{Duration, NaiveDateTime};

use crate::{Desk, at, key, photo};

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
    assert_eq!(desk.names(), ["李四"]);
    assert_eq!(desk.vault.in_bin().unwrap().len(), 1);
    let write = Change::tick(Level::Draft, "t", true);
    let refused = desk.vault.step(draft, &[write], at(2)).unwrap_err();
    assert_eq!(refused.code(), "not_found");

    desk.vault.restore_applicant(person, at(3)).unwrap();
    assert_eq!(desk.names(), ["张三", "李四"]);

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
fn people_are_listed_newest_change_first_whatever_they_are_called() {
    let mut desk = Desk::new();
    for (n, (name, search)) in [
        ("张三", "zhangsan zs"),
        ("欧阳娜娜·阿不都", "ouyangnana OYNN"),
        ("'); DROP TABLE applicant; --", ""),
    ]
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
    let lines = desk.vault.everybody().unwrap();
    assert_eq!(lines.len(), 3);
    let line = &lines[1];
    assert_eq!(line.applicant.details.name, "欧阳娜娜·阿不都");
    assert_eq!(line.applicant.details.note.as_deref(), Some("八班"));
    assert_eq!(line.drafts[0].procedure, "xwrz");
    let id = line.applicant.id;
    let details = ApplicantDetails { name: "王五".into(), ..Default::default() };
    desk.vault.edit_applicant(id, &details, at(9)).unwrap();
    assert_eq!(
        desk.names(),
        ["王五", "'); DROP TABLE applicant; --", "张三"],
        "the newest change comes first"
    );
}

#[test]
fn an_import_is_written_whole_or_not_at_all() {
    let mut desk = Desk::new();
    let new = |text: &str| NewApplicant {
        details: ApplicantDetails { name: "张三".into(), ..Default::default() },
        values: vec![Change::answer(
            Level::Applicant,
            "name",
            Some(text),
            Provenance::DerivedAccepted,
        )],
        procedures: vec!["xwrz".into(), "tdxl".into()],
    };
    let long = "长".repeat(MAX_TEXT / 3 + 1);
    let refused = desk.vault.add_applicants(&[new("张三"), new(&long)], at(0)).unwrap_err();
    assert_eq!(refused, StoreError::TooBig);
    assert_eq!(desk.names(), Vec::<String>::new());

    let ids = desk.vault.add_applicants(&[new("张三"), new("张三")], at(0)).unwrap();
    let record = desk.vault.applicant(ids[1]).unwrap();
    assert_eq!(record.values.answers["name"].provenance, Provenance::DerivedAccepted);
    assert_eq!(record.drafts.len(), 2);
    let fill = Change::answer(Level::Applicant, "name", Some("张叁"), Provenance::DerivedAccepted);
    assert!(desk.vault.fill(ids[1], std::slice::from_ref(&fill), at(1)).unwrap());
    assert!(!desk.vault.fill(ids[1], &[fill], at(1)).unwrap());
    assert_eq!(desk.text(record.drafts[0].id, "name").as_deref(), Some("张叁"));
    assert_eq!(
        desk.text(desk.vault.applicant(ids[0]).unwrap().drafts[0].id, "name").as_deref(),
        Some("张三")
    );
}

#[test]
fn a_second_opening_is_refused_until_the_first_is_closed() {
    let desk = Desk::new();
    assert_eq!(
        Vault::open(&desk.path(), &key(), NaiveDateTime::default()).unwrap_err(),
        StoreError::InUse
    );
    assert_eq!(
        Vault::create(&desk.path(), &key(), NaiveDateTime::default()).unwrap_err(),
        StoreError::InUse
    );
    let desk = desk.reopen();
    assert!(!desk.vault.recovered());
}

#[test]
fn an_added_option_stays_until_it_is_removed() {
    let mut desk = Desk::new();
    for (fact, value, new) in [
        ("work.rank", "示例级别", true),
        ("work.kind", "示例单位", true),
        ("work.rank", "另一级别", true),
        ("work.rank", "示例级别", false),
    ] {
        assert_eq!(desk.vault.add_option(fact, value, at(1)).unwrap(), new, "{fact} {value}");
    }
    let mut desk = desk.reopen();
    let options = |desk: &Desk| {
        let all = desk.vault.options().unwrap().into_iter();
        all.map(|it| format!("{} {}", it.fact, it.value)).collect::<Vec<_>>()
    };
    assert_eq!(options(&desk), ["work.kind 示例单位", "work.rank 示例级别", "work.rank 另一级别"]);
    assert!(desk.vault.remove_option("work.rank", "示例级别").unwrap());
    assert!(!desk.vault.remove_option("work.rank", "示例级别").unwrap());
    assert_eq!(options(&desk), ["work.kind 示例单位", "work.rank 另一级别"]);
    let long = "长".repeat(MAX_TEXT / 3 + 1);
    assert_eq!(desk.vault.add_option("work.rank", &long, at(2)), Err(StoreError::TooBig));
    assert!(!format!("{:?}", desk.vault.options().unwrap()).contains("示例"));
}

#[test]
fn what_was_seen_in_a_file_is_kept_until_other_eyes_look_and_never_longer_than_the_file() {
    let mut desk = Desk::new();
    let person = desk.add("张三");
    let draft = desk.begin(person, "tdxl");
    let attach = Change::attach(Level::Draft, "photo", Some(photo(b"a photo")), Provenance::Typed);
    desk.vault.step(draft, &[attach], at(1)).unwrap();
    let digest = desk.vault.draft(draft).unwrap().values.attachments["photo"].digest;
    desk.vault.keep_seen(&digest, "person", "1", "one face").unwrap();
    desk.vault.keep_seen(&digest, "print", "1", "sharp").unwrap();
    let mut desk = desk.reopen();
    let seen = |desk: &Desk, what, eyes| desk.vault.seen(&digest, what, eyes).unwrap();
    assert_eq!(seen(&desk, "person", "1").as_deref(), Some("one face"));
    assert_eq!(seen(&desk, "person", "2"), None);
    desk.vault.keep_seen(&digest, "person", "2", "two faces").unwrap();
    assert_eq!(seen(&desk, "person", "2").as_deref(), Some("two faces"));
    assert_eq!(seen(&desk, "person", "1"), None);
    assert_eq!(seen(&desk, "print", "1").as_deref(), Some("sharp"));
    desk.vault.delete_applicant(person, at(2)).unwrap();
    desk.vault.erase_applicant(person).unwrap();
    assert_eq!(seen(&desk, "print", "1"), None);
    assert!(desk.vault.keep_seen(&digest, "person", "2", "two faces").is_err());
}

#[test]
fn a_profile_of_one_s_own_stands_until_it_is_removed() {
    let mut desk = Desk::new();
    let own = |material: &str, profile: &str, day| OwnProfile {
        procedure: "tdxl".to_owned(),
        material: material.to_owned(),
        profile: profile.to_owned(),
        at: at(day),
    };
    for it in [own("photo", "1", 1), own("other", "2", 1), own("photo", "3", 2)] {
        desk.vault.set_own_profile(&it).unwrap();
    }
    let mut desk = desk.reopen();
    assert_eq!(desk.vault.own_profiles().unwrap(), [own("other", "2", 1), own("photo", "3", 2)]);
    assert!(desk.vault.remove_own_profile("tdxl", "photo").unwrap());
    assert!(!desk.vault.remove_own_profile("tdxl", "photo").unwrap());
    assert_eq!(desk.vault.own_profiles().unwrap(), [own("other", "2", 1)]);
    let long = own("photo", &"长".repeat(MAX_TEXT / 3 + 1), 1);
    assert_eq!(desk.vault.set_own_profile(&long), Err(StoreError::TooBig));
}
