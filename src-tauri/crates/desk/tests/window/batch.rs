//! The receipts of a whole class: written by a thread, while the desk goes on answering.

use std::{fs, path::Path, process::Command, thread};

use beishen_core::Answers;
use beishen_desk::{Desk, Job, Library, PART};
use beishen_store::{
    ApplicantDetails, Change, DraftId, Key, Level, NewApplicant, NewFile, Provenance, Vault,
};
use beishen_tests::{clean, pack};
use serde_json::{Value, json};

use crate::{Window, now};

const PHOTO: &[u8] = include_bytes!("../../../../../assets/samples/photo-zhang.jpg");

fn class(count: u64) -> (Window, Vec<i64>) {
    class_with(count, |_, _| {})
}

/// A vault with so many invented applicants, each with a clean draft and a photo; what `then` does to it, before it is opened.
pub(crate) fn class_with(count: u64, then: impl FnOnce(&Path, &[i64])) -> (Window, Vec<i64>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("beishen.vault");
    let mut vault =
        Vault::open_or_create(&path, &Key::load_or_create(&path).unwrap(), now()).unwrap();
    let tdxl = pack("tdxl");
    let mut people: Vec<NewApplicant> = Vec::new();
    let mut ticks: Vec<Vec<Change>> = Vec::new();
    for number in 0..count {
        let (person, answers) = clean::draft(&tdxl, number);
        let details =
            ApplicantDetails { name: person.name, search: String::new(), colour: 1, note: None };
        let procedures = vec!["tdxl".to_owned()];
        people.push(NewApplicant { details, values: values(&answers), procedures });
        let mut own: Vec<Change> =
            answers.ticks.keys().map(|it| Change::tick(Level::Draft, it, true)).collect();
        let note = serde_json::to_string(&beishen_photo::inspect(PHOTO)).unwrap();
        // Everybody's own file: the vault keeps the same bytes once.
        let bytes = [PHOTO, &number.to_be_bytes()].concat();
        let file = NewFile { name: "photo.jpg".into(), note, bytes };
        own.push(Change::attach(Level::Draft, "photo", Some(file), Provenance::Typed));
        ticks.push(own);
    }
    let ids = vault.add_applicants(&people, now()).unwrap();
    let mut drafts = Vec::new();
    for (id, own) in ids.into_iter().zip(ticks) {
        let draft = vault.begin_draft(id, "tdxl", None, now()).unwrap();
        vault.step(draft, &own, now()).unwrap();
        drafts.push(draft.0);
    }
    drop(vault);
    then(&path, &drafts);
    let desk = Desk::open(&path, Library::built_in().unwrap(), now()).unwrap();
    (Window { desk, folder }, drafts)
}

fn values(answers: &Answers) -> Vec<Change> {
    let answer = |(key, text): (&beishen_core::FactKey, &String)| {
        Change::answer(Level::Applicant, key.as_str(), Some(text), Provenance::Typed)
    };
    let mut values: Vec<Change> = answers.facts.iter().map(answer).collect();
    let rows = serde_json::to_string(&answers.history).unwrap();
    values.push(Change::history(Level::Applicant, Some(&rows), Provenance::Typed));
    values
}

impl Window {
    fn print(&mut self, drafts: &[i64], to: &Path, one_file: bool, named: bool) -> (Value, Job) {
        let choice = json!({ "one_file": one_file, "named": named, "show_numbers": false });
        let order = json!({ "drafts": drafts, "folder": to.to_str(), "choice": choice });
        let view = self.call("print_receipts", order);
        (view, self.desk.take_job().unwrap())
    }
}

/// The photo of a draft is not what it was: the disk has a fault.
fn damage_photo(path: &Path, draft: i64) {
    let vault = Vault::open(path, &Key::load_or_create(path).unwrap(), now()).unwrap();
    let digest = vault.draft(DraftId(draft)).unwrap().values.attachments["photo"].digest;
    drop(vault);
    let key = fs::read_to_string(path.with_file_name("beishen.vault.key")).unwrap();
    let connection = rusqlite::Connection::open(path).unwrap();
    let key = format!("PRAGMA key = \"x'{}'\"; PRAGMA cipher_compatibility = 4;", key.trim());
    connection.execute_batch(&key).unwrap();
    let sql = "UPDATE blob SET bytes = x'00' WHERE digest = ?1";
    assert_eq!(connection.execute(sql, [&digest.0[..]]).unwrap(), 1);
}

fn pages(pdf: &Path) -> usize {
    let output = Command::new("pdfinfo").arg(pdf).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find(|it| it.starts_with("Pages:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Of each receipt in the file, how many pages it says it has.
fn first_pages(pdf: &Path) -> Vec<usize> {
    let output =
        Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(pdf).arg("-").output();
    let text = String::from_utf8(output.unwrap().stdout).unwrap();
    let pages = text.split("第 1 页 / 共 ").skip(1);
    pages.map(|it| it.split(' ').next().unwrap().parse().unwrap()).collect()
}

fn files(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_class_of_150_is_printed_in_two_parts_and_who_cannot_be_is_named() {
    let (mut window, drafts) = class_with(150, |path, drafts| damage_photo(path, drafts[7]));
    let (broken, gone) = (drafts[7], drafts[120]);
    let name = window.call("open_draft", json!({ "draft": broken }))["applicant"]["name"].clone();
    let applicant = window.call("open_draft", json!({ "draft": gone }))["applicant"].clone();
    let (applicant, gone_name) = (applicant["id"].clone(), applicant["name"].clone());
    let to = window.path("papers");
    let (view, job) = window.print(&drafts, &to, true, false);
    assert_eq!((&view["running"], &view["total"]), (&json!(true), &json!(150)));
    for command in ["bin_applicant", "erase_applicant"] {
        window.call(command, json!({ "applicant": applicant }));
    }
    let mut seen = Vec::new();
    let desk = std::cell::RefCell::new(&mut window);
    job.run(|wanted| {
        let mut window = desk.borrow_mut();
        let at = window.call("print_progress", json!({}));
        seen.push(at["looked_at"].as_u64().unwrap());
        window.desk.wanted(wanted)
    });
    assert!(seen.is_sorted() && seen.first() == Some(&0) && seen.last() == Some(&149), "{seen:?}");

    let view = window.call("print_progress", json!({}));
    assert_eq!((&view["running"], &view["printed"]), (&json!(false), &json!(148)));
    assert_eq!(view["message"], "148 份已存成 PDF，2 份没有，原因见下。");
    let failures = view["failures"].as_array().unwrap();
    assert_eq!(failures.len(), 2, "{view}");
    assert_eq!((&failures[0]["draft"], &failures[0]["name"]), (&json!(broken), &name));
    assert!(failures[0]["message"].as_str().unwrap().contains("损坏"), "{}", failures[0]);
    assert_eq!(failures[1]["draft"], Value::Null);
    assert_eq!(failures[1]["name"], gone_name, "who is gone is named all the same");

    let names = files(&to);
    assert_eq!(names, ["准备回执-20261122-2.pdf", "准备回执-20261122.pdf"]);
    let first = to.join("准备回执-20261122.pdf");
    assert_eq!(view["path"], first.to_str().unwrap());
    // Every receipt counts its own pages, and there are no others.
    let second = to.join("准备回执-20261122-2.pdf");
    for (part, receipts) in [(&first, PART), (&second, 48)] {
        let counts = first_pages(part);
        assert_eq!((counts.len(), counts.iter().sum()), (receipts, pages(part)), "{counts:?}");
    }
    // Each can be verified in its part.
    let printed: Vec<i64> =
        drafts.iter().copied().filter(|it| *it != broken && *it != gone).collect();
    let verify = |draft: i64, path: &Path| json!({ "draft": draft, "path": path.to_str() });
    for at in [0, 50, 99] {
        let said = window.call("verify_receipt", verify(printed[at], &first));
        assert_eq!(said["agrees"], true, "{said}");
    }
    let other = window.try_call("verify_receipt", verify(printed[120], &first)).unwrap_err();
    assert!(other.message.zh.contains("没有这个姓名"), "{}", other.message.zh);

    // A second time nothing is replaced.
    let (_, job) = window.print(&printed[..1], &to, true, false);
    job.run(|wanted| window.desk.wanted(wanted));
    assert_eq!(files(&to).len(), 3);
}

#[test]
fn a_batch_that_is_stopped_leaves_whole_files_and_says_how_many() {
    let (mut window, drafts) = class(8);
    for (one_file, expected) in [(false, 3), (true, 1)] {
        let to = window.path(if one_file { "one" } else { "single" });
        let (_, job) = window.print(&drafts, &to, one_file, false);
        let mut asked = 0;
        let desk = std::cell::RefCell::new(&mut window);
        job.run(|wanted| {
            let mut window = desk.borrow_mut();
            asked += 1;
            if asked == 3 {
                let view = window.call("stop_printing", json!({}));
                assert_eq!(view["running"], true, "the receipt on its way is finished");
            }
            window.desk.wanted(wanted)
        });
        assert_eq!(asked, 3);
        let view = window.call("print_progress", json!({}));
        assert_eq!(view["message"], "已停止：3 份已存成 PDF，5 份没有。");
        assert_eq!((&view["printed"], &view["complete"]), (&json!(3), &json!(false)));
        let names = files(&to);
        assert_eq!(names.len(), expected, "{names:?}");
        for name in names {
            let checked = Command::new("qpdf").arg("--check").arg(to.join(&name)).output().unwrap();
            assert!(checked.status.success(), "{name}");
        }
    }
}

#[test]
fn files_are_named_as_they_were_shown_and_without_a_name_unless_that_is_wanted() {
    let (mut window, drafts) = class(4);
    for (one_file, named) in [(false, false), (false, true), (true, false)] {
        let choice = json!({ "one_file": one_file, "named": named, "show_numbers": true });
        let shown = window.call("name_receipts", json!({ "drafts": drafts, "choice": choice }));
        let shown: Vec<String> = serde_json::from_value(shown).unwrap();
        assert_eq!(shown.len(), if one_file { 1 } else { 3 });
        let to = window.path(&format!("{one_file}-{named}"));
        let order = json!({ "drafts": drafts, "folder": to.to_str(), "choice": choice });
        window.call("print_receipts", order);
        let job = window.desk.take_job().unwrap();
        job.run(|wanted| window.desk.wanted(wanted));
        let names = files(&to);
        assert_eq!(names.len(), if one_file { 1 } else { 4 });
        for name in &shown {
            assert!(names.contains(name), "{name} is not among {names:?}");
        }
        let rows = window.call("open_desk", json!({}))["applicants"].clone();
        for row in rows.as_array().unwrap() {
            let name = row["name"].as_str().unwrap();
            let bare = name.chars().all(|it| it.is_alphanumeric() || "·•・. ".contains(it));
            let holds = names.iter().any(|it| it.contains(name));
            assert!(!bare || holds == named, "{name} in {names:?}");
        }
    }
}

#[test]
fn a_batch_runs_on_a_thread_and_there_is_one_at_a_time() {
    let (mut window, drafts) = class(3);
    assert_eq!(window.call("print_progress", json!({})), Value::Null);
    assert_eq!(window.call("stop_printing", json!({})), Value::Null);
    let to = window.path("papers");
    let (_, job) = window.print(&drafts, &to, false, false);
    let choice = json!({ "one_file": false, "named": false, "show_numbers": false });
    let order = json!({ "drafts": drafts, "folder": to.to_str(), "choice": choice });
    let refused = window.try_call("print_receipts", order.clone()).unwrap_err();
    assert!(refused.message.zh.contains("上一批还没有完成"));
    let desk = std::sync::Mutex::new(&mut window);
    thread::scope(|scope| {
        scope.spawn(|| job.run(|wanted| desk.lock().unwrap().desk.wanted(wanted)));
    });
    assert_eq!(files(&to).len(), 3);

    // A file where the folder should be: nothing is written, and the next batch may begin.
    let (_, job) = window.print(&drafts, &window.path("beishen.vault"), false, false);
    job.run(|_| panic!("nothing is asked for"));
    let view = window.call("print_progress", json!({}));
    assert_eq!((&view["running"], &view["printed"]), (&json!(false), &json!(0)));
    assert!(view["message"].as_str().unwrap().starts_with("0 份已存成 PDF，3 份没有。"), "{view}");
    // Nor does a fault of ours keep it from beginning, or keep the others waiting.
    let (_, job) = window.print(&drafts, &to, false, false);
    let mut asked = 0;
    job.run(|wanted| {
        asked += 1;
        assert_ne!(asked, 2, "a fault in the answers of 张三");
        window.desk.wanted(wanted)
    });
    let view = window.call("print_progress", json!({}));
    assert_eq!((&view["running"], &view["printed"]), (&json!(false), &json!(2)));
    assert_eq!(view["failures"].as_array().unwrap().len(), 1);
    let said = view["failures"][0]["message"].as_str().unwrap();
    assert!(said.contains("程序出了错") && !said.contains("张三"), "{said}");
}
