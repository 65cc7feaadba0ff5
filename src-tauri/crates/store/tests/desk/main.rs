//! What a person at the desk relies on: answers once for all, undo, the recycle bin, finding people, nothing readable on disk.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod again;
mod answers;
mod exports;
mod people;
mod roster;

use std::path::PathBuf;

use beishen_store::{
    ApplicantDetails, ApplicantId, Change, DraftId, Key, Level, NewApplicant, NewFile, Provenance,
    Vault,
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
        let vault =
            Vault::create(&folder.path().join("vault.db"), &key(), NaiveDateTime::default())
                .unwrap();
        Self { folder, vault }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("vault.db")
    }

    fn reopen(self) -> Self {
        self.vault.close().unwrap();
        let vault =
            Vault::open(&self.folder.path().join("vault.db"), &key(), NaiveDateTime::default())
                .unwrap();
        Self { folder: self.folder, vault }
    }

    fn add(&mut self, name: &str) -> ApplicantId {
        let details = ApplicantDetails { name: name.to_owned(), ..Default::default() };
        self.vault.add_applicant(&NewApplicant { details, ..Default::default() }, at(0)).unwrap()
    }

    fn begin(&mut self, applicant: ApplicantId, procedure: &str) -> DraftId {
        self.vault.begin_draft(applicant, procedure, None, at(0)).unwrap()
    }

    fn answer(&mut self, draft: DraftId, level: Level, fact: &str, text: Option<&str>) -> bool {
        let change = Change::answer(level, fact, text, Provenance::Typed);
        self.vault.step(draft, &[change], at(1)).unwrap()
    }

    fn text(&self, draft: DraftId, fact: &str) -> Option<String> {
        self.vault.draft(draft).unwrap().values.answers.remove(fact).map(|answer| answer.text)
    }

    fn names(&self) -> Vec<String> {
        let lines = self.vault.everybody().unwrap();
        lines.into_iter().map(|line| line.applicant.details.name).collect()
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
