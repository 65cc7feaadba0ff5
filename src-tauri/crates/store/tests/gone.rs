//! Who is erased is nowhere any more: not in the vault and its log, not in a backup, a second place or what was set aside, also when
//! the program is killed on the way. Every page is decrypted and looked at, free ones too.
#![expect(clippy::unwrap_used, reason = "tests")]

mod pages;
mod with_key;

use std::{
    fs,
    path::{Path, PathBuf},
};

use beishen_store::{
    ApplicantDetails, ApplicantId, BIN_DAYS, Change, Key, Level, NewApplicant, NewExport, NewFile,
    Provenance, RecoveryCode, Secret, Vault, Wraps, adopt, backups, copy_newest, folder_of, keep,
    restore,
};
use chrono::{Days, NaiveDateTime, TimeDelta};
use pages::holds;
use with_key::with_key;

const KEY: [u8; 32] = [7; 32];
/// What is told of who goes: name, note, an answer in the vault and one in the draft, a file and its name, a folder that was written into.
const CANARIES: [&str; 7] = [
    "张三CANARY",
    "noteCANARY",
    "11010519491231002X",
    "draftCANARY",
    "bytesCANARY",
    "fileCANARY",
    "folderCANARY",
];
const STAYS: &str = "李四STAYS";

fn at() -> NaiveDateTime {
    "2026-11-22T09:30:00".parse().unwrap()
}

fn on(day: u64) -> NaiveDateTime {
    at() + Days::new(day)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    PathBuf::from(format!("{}{suffix}", path.display()))
}

struct Place {
    folder: tempfile::TempDir,
    stick: tempfile::TempDir,
    path: PathBuf,
}

impl Place {
    fn open(&self) -> Vault {
        Vault::open(&self.path, &Key::new(KEY), at()).unwrap()
    }

    /// Takes them out everywhere; what could not be read.
    fn take_out(&self, vault: &Vault) -> Vec<PathBuf> {
        let mut unread = vault.copier().take_out().unwrap();
        unread.extend(vault.copier().take_out_of(self.stick.path()).unwrap());
        unread
    }

    /// The files in which something is found, of the vault, its backups and the second place.
    fn with(&self, words: &[&str]) -> Vec<String> {
        let files = [all(self.folder.path()), all(self.stick.path())].concat();
        let found = files.iter().filter(|it| holds(it, &KEY, words));
        let mut found: Vec<_> =
            found.map(|it| it.file_name().unwrap().to_string_lossy().into_owned()).collect();
        found.sort();
        found
    }
}

/// Every file below a folder.
fn all(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    entries.flat_map(|it| if it.is_dir() { all(&it) } else { vec![it] }).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect::<Vec<_>>().concat()
}

/// Somebody who goes and somebody who stays, in the vault, in two backups, on a stick, and in a vault that was set aside with its log.
fn place() -> (Place, Vault, ApplicantId) {
    let (folder, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = folder.path().join("beishen.vault");
    fs::write(beside(&path, ".key"), hex(&KEY)).unwrap();
    let key = Key::load_or_create(&path).unwrap();
    let mut vault = Vault::create(&path, &key, at()).unwrap();
    let code = RecoveryCode::random().unwrap();
    let wraps = Wraps::new(false).unwrap().with(&Secret::Recovery(&code), &key);
    keep(&path, &key, &mut wraps.unwrap()).unwrap();
    let add = |vault: &mut Vault, name: &str| {
        let details = ApplicantDetails {
            name: name.into(),
            note: Some(CANARIES[1].into()),
            ..Default::default()
        };
        let number = Change::answer(Level::Applicant, "id", Some(CANARIES[2]), Provenance::Typed);
        let new = NewApplicant { details, values: vec![number], procedures: vec!["xwrz".into()] };
        vault.add_applicant(&new, at()).unwrap()
    };
    let stays = NewApplicant {
        details: ApplicantDetails { name: STAYS.into(), ..Default::default() },
        ..Default::default()
    };
    let stays = vault.add_applicant(&stays, at()).unwrap();
    let goes = add(&mut vault, CANARIES[0]);
    let draft = vault.applicant(goes).unwrap().drafts[0].id;
    let file = NewFile {
        name: CANARIES[5].into(),
        note: String::new(),
        bytes: CANARIES[4].repeat(3000).into_bytes(),
    };
    let step = [
        Change::answer(Level::Draft, "own", Some(CANARIES[3]), Provenance::Typed),
        Change::attach(Level::Draft, "photo", Some(file), Provenance::Typed),
    ];
    vault.step(draft, &step, at()).unwrap();
    for of in [vec![goes], vec![stays, goes]] {
        let folder = CANARIES[6].to_owned();
        let export = NewExport { what: "paper".into(), folder, of, others: 0 };
        vault.note_export(&export, at()).unwrap();
    }
    for day in 0..2 {
        vault.copier().back_up(&folder_of(&path), false, on(day)).unwrap();
        copy_newest(&path, stick.path(), on(day)).unwrap();
    }
    // As a program that was killed leaves it, and a restoring sets it aside.
    let aside = beside(&path, ".20261123-120000.aside");
    for suffix in ["", "-wal"] {
        fs::copy(beside(&path, suffix), beside(&aside, suffix)).unwrap();
    }
    (Place { folder, stick, path }, vault, goes)
}

fn names(vault: &Vault) -> Vec<String> {
    let lines = vault.everybody().unwrap();
    lines.into_iter().map(|it| it.applicant.details.name).collect()
}

#[test]
fn who_is_erased_is_in_no_page_of_any_file_and_everybody_else_is() {
    let (place, mut vault, goes) = place();
    // The log, two backups here and there, and the log of what was set aside.
    let before = place.with(&CANARIES);
    assert_eq!(before.len(), 6, "{before:?}");
    let stay = place.with(&[STAYS]).len();
    vault.erase_applicants(&[goes]).unwrap();
    assert_eq!(vault.gone().unwrap(), 1);
    assert_eq!(place.take_out(&vault), [""; 0].map(PathBuf::from));
    assert_eq!(place.with(&CANARIES), [""; 0]);
    assert!(place.with(&[STAYS]).len() >= stay - 2, "whoever stays is everywhere still");
    for file in [all(&folder_of(&place.path)), all(place.stick.path())].concat() {
        if file.extension().is_some_and(|it| it == "vault") {
            let vault = Vault::open(&file, &Key::new(KEY), at()).unwrap();
            vault.check().unwrap();
            assert_eq!(names(&vault), [STAYS]);
        }
    }
    // Nothing is written anew that holds nobody.
    let file = folder_of(&place.path).join(&backups(&folder_of(&place.path)).unwrap()[0].name);
    let written = fs::metadata(&file).unwrap().modified().unwrap();
    place.take_out(&vault);
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), written);
}

/// The log cannot be emptied while somebody reads it, as a backup does: they are gone all the same, and from the log with the backups.
#[test]
fn a_log_that_is_being_read_is_emptied_with_the_backups() {
    let (place, mut vault, goes) = place();
    let reader = with_key(&place.path);
    reader.execute_batch("BEGIN").unwrap();
    reader.query_row("SELECT count(*) FROM applicant", [], |_| Ok(())).unwrap();
    vault.erase_applicants(&[goes]).unwrap();
    assert_eq!(names(&vault), [STAYS]);
    assert!(place.with(&CANARIES).contains(&"beishen.vault-wal".to_owned()));
    drop(reader);
    place.take_out(&vault);
    assert_eq!(place.with(&CANARIES), [""; 0]);
}

/// Each way in which somebody goes for good.
#[test]
fn the_bin_that_is_emptied_and_its_time_that_is_over_are_an_end_as_well() {
    for way in 0..2 {
        let (place, mut vault, goes) = place();
        vault.delete_applicant(goes, at()).unwrap();
        place.take_out(&vault);
        assert!(!place.with(&CANARIES).is_empty(), "who is in the bin may come back");
        if way == 0 {
            vault.erase_applicant(goes).unwrap();
        } else {
            assert_eq!(vault.purge(at() + TimeDelta::days(BIN_DAYS)).unwrap(), 1);
        }
        place.take_out(&vault);
        assert_eq!(place.with(&CANARIES), [""; 0], "way {way}");
    }
}

#[test]
fn a_place_that_was_out_of_reach_is_seen_to_when_it_is_back_also_after_a_restart() {
    let (place, mut vault, goes) = place();
    let away = beside(place.folder.path(), "-away");
    let stick = fs::read_dir(place.stick.path()).unwrap().next().unwrap().unwrap().path();
    fs::rename(&stick, &away).unwrap();
    vault.erase_applicants(&[goes]).unwrap();
    place.take_out(&vault);
    vault.close().unwrap();
    fs::rename(&away, &stick).unwrap();
    assert_eq!(place.with(&CANARIES).len(), 2);
    place.take_out(&place.open());
    assert_eq!(place.with(&CANARIES), [""; 0]);
}

#[test]
fn what_an_interrupted_run_left_holds_nobody() {
    let (place, mut vault, goes) = place();
    let folder = folder_of(&place.path);
    let backup = folder.join(&backups(&folder).unwrap()[0].name);
    let stick = fs::read_dir(place.stick.path()).unwrap().next().unwrap().unwrap().path();
    for left in [folder.join("unfinished"), folder.join("without"), stick.join("unfinished")] {
        fs::copy(&backup, left).unwrap();
    }
    fs::copy(&backup, beside(&place.path, ".new")).unwrap();
    vault.erase_applicants(&[goes]).unwrap();
    vault.close().unwrap();
    place.take_out(&place.open());
    assert_eq!(place.with(&CANARIES), [""; 0]);
}

#[test]
fn a_backup_that_is_put_back_does_not_bring_back_who_was_erased() {
    // Before anything was taken out: the backup holds them.
    let (place, mut vault, goes) = place();
    vault.erase_applicants(&[goes]).unwrap();
    vault.close().unwrap();
    let name = backups(&folder_of(&place.path)).unwrap()[1].name.clone();
    restore(&place.path, &Key::new(KEY), &name, on(3)).unwrap();
    let vault = place.open();
    assert_eq!(names(&vault), [STAYS]);
    place.take_out(&vault);
    assert_eq!(place.with(&CANARIES), [""; 0], "it knows still of whom there is to be nothing");
    vault.close().unwrap();

    // From a stick that was out of reach.
    let (place, mut vault, goes) = self::place();
    vault.erase_applicants(&[goes]).unwrap();
    vault.close().unwrap();
    let stick = fs::read_dir(place.stick.path()).unwrap().next().unwrap().unwrap().path();
    let backup = stick.join(&backups(&stick).unwrap()[0].name);
    let mut wraps = Wraps::of(&backup).unwrap().unwrap();
    adopt(&place.path, &backup, &mut wraps, &Key::new(KEY), on(3)).unwrap();
    assert_eq!(names(&place.open()), [STAYS]);
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_one_of_another_vault_is_left_alone() {
    let (place, mut vault, goes) = place();
    let folder = folder_of(&place.path);
    let mut known = backups(&folder).unwrap().into_iter().map(|it| folder.join(it.name));
    let (damaged, other) = (known.next().unwrap(), known.next().unwrap());
    let mut bytes = fs::read(&damaged).unwrap();
    bytes[5000..].fill(1);
    fs::write(&damaged, &bytes).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let foreign = elsewhere.path().join("other.vault");
    Vault::create(&foreign, &Key::new([9; 32]), at()).unwrap().close().unwrap();
    fs::copy(&foreign, &other).unwrap();
    vault.erase_applicants(&[goes]).unwrap();
    assert_eq!(vault.copier().take_out().unwrap(), std::slice::from_ref(&damaged));
    assert_eq!(fs::read(&damaged).unwrap(), bytes);
    assert_eq!(fs::read(&other).unwrap(), fs::read(&foreign).unwrap());
}

#[test]
fn only_who_was_erased_is_taken_out_even_where_numbers_were_given_twice() {
    let (place, mut vault, goes) = place();
    vault.close().unwrap();
    // Back to an empty beginning: whoever comes now has the numbers of before.
    vault = {
        let first = folder_of(&place.path).join("20200101-000000.vault");
        let empty = place.folder.path().join("empty.vault");
        Vault::create(&empty, &Key::new(KEY), at()).unwrap().close().unwrap();
        fs::rename(&empty, first).unwrap();
        restore(&place.path, &Key::new(KEY), "20200101-000000.vault", on(4)).unwrap();
        place.open()
    };
    let mut last = None;
    for name in ["王五", "赵六"] {
        let details = ApplicantDetails { name: name.into(), ..Default::default() };
        let new = NewApplicant { details, ..Default::default() };
        last = Some(vault.add_applicant(&new, on(5)).unwrap());
    }
    assert_eq!(last, Some(goes), "the same number");
    vault.erase_applicants(&[goes]).unwrap();
    place.take_out(&vault);
    assert!(place.with(&CANARIES).len() >= 4, "another person of that number stays");
}
