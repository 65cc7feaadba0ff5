//! Files of a whole class into one folder: what they are called, what is written, and what is not.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::{Value, json};

use crate::{Window, batch::class_with};

fn choice(kinds: &[&str], pattern: &str, taken: &str) -> Value {
    json!({ "kinds": kinds, "pattern": pattern, "taken": taken, "show_numbers": false })
}

impl Window {
    fn names(&mut self, drafts: &[i64], to: Option<&Path>, choice: &Value) -> Value {
        let asked = json!({
            "drafts": drafts, "folder": to.map(|it| it.to_str()), "choice": choice, "limit": 10_000,
        });
        self.call("name_many", asked)
    }

    fn export(&mut self, drafts: &[i64], to: &Path, choice: &Value) -> Value {
        let asked = json!({ "drafts": drafts, "folder": to.to_str(), "choice": choice });
        self.call("export_many", asked);
        let job = self.desk.take_job().unwrap();
        job.run(|wanted| self.desk.wanted(wanted));
        self.call("print_progress", json!({}))
    }
}

/// Every file below a folder, with `/`.
fn below(folder: &Path) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            all.extend(below(&path).into_iter().map(|it| format!("{name}/{it}")));
        } else {
            all.insert(name);
        }
    }
    all
}

fn named(view: &Value) -> BTreeSet<String> {
    let files = view["files"].as_array().unwrap().iter().filter(|it| it["written"] == true);
    files.map(|it| it["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_was_shown_is_what_is_written_and_whose_photo_is_missing_is_said() {
    let (mut window, drafts) = class_with(6, |_, _| {});
    let without = drafts[2];
    window.call("detach", json!({ "draft": without, "material": "photo" }));
    let person =
        window.call("open_draft", json!({ "draft": without }))["applicant"]["name"].clone();
    let to = window.path("out");
    let kinds = ["receipts", "checklists", "photos", "calendar"];
    let choice = choice(&kinds, "{事项}/{姓名}-{证件号后四位}/{文件}", "number");
    let shown = window.names(&drafts, Some(&to), &choice);
    assert_eq!((&shown["total"], &shown["wrong"]), (&json!(6 * 3), &json!("")), "{shown}");
    assert!(!to.exists(), "nothing is written before it is said");

    let view = window.export(&drafts, &to, &choice);
    assert_eq!((&view["running"], &view["printed"]), (&json!(false), &json!(18)), "{view}");
    assert_eq!(below(&to), named(&shown));
    assert_eq!(below(&to).iter().filter(|it| it.ends_with("/准备回执.pdf")).count(), 6);
    assert!(below(&to).contains("期限-20261122.ics"));
    let failures = view["failures"].as_array().unwrap();
    assert!(!failures.is_empty() && failures.iter().all(|it| it["name"] == person), "{view}");
    assert_eq!(view["complete"], false);

    // Once more: the same names, each with a number, and the old ones as they were.
    let before = below(&to);
    let shown = window.names(&drafts, Some(&to), &choice);
    assert_eq!((&shown["there"], &shown["twice"]), (&json!(18), &json!(0)));
    assert!(shown["said"].as_str().unwrap().contains("18 个在文件夹里已有"), "{shown}");
    window.export(&drafts, &to, &choice);
    let after = below(&to);
    assert_eq!(after.len(), 36);
    assert_eq!(after.difference(&before).cloned().collect::<BTreeSet<_>>(), named(&shown));
}

#[test]
fn what_lies_there_is_left_or_replaced_as_was_said_and_two_of_one_name_are_two_files() {
    let (mut window, drafts) = class_with(3, |_, _| {});
    let to = window.path("out");
    fs::create_dir(&to).unwrap();
    fs::write(to.join("回执.pdf"), "mine").unwrap();
    for (taken, written, first) in
        [("skip", 2, "mine"), ("number", 3, "mine"), ("replace", 3, "%PDF")]
    {
        let choice = choice(&["receipts"], "回执", taken);
        let shown = window.names(&drafts, Some(&to), &choice);
        let before = below(&to).len();
        let view = window.export(&drafts, &to, &choice);
        assert_eq!(view["printed"], written, "{taken}: {view}");
        assert_eq!(named(&shown).len(), written, "{taken}: {shown}");
        assert!(named(&shown).is_subset(&below(&to)), "{taken}");
        let added = below(&to).len() - before;
        assert_eq!(added, if taken == "replace" { 0 } else { written }, "{taken}");
        assert!(fs::read(to.join("回执.pdf")).unwrap().starts_with(first.as_bytes()), "{taken}");
        if taken == "skip" {
            let said = view["failures"][0]["message"].as_str().unwrap();
            assert!(said.contains("“回执.pdf”已经有了"), "{said}");
        }
    }
}

#[test]
fn a_pattern_is_remembered_and_one_that_cannot_be_is_explained() {
    let (mut window, drafts) = class_with(1, |_, _| {});
    let shown = window.names(&drafts, None, &choice(&["receipts"], "", "number"));
    assert_eq!(shown["pattern"], "{姓名}-{证件号后四位}-{文件}");
    assert!(shown["presets"].as_array().unwrap().len() > 3);
    let wrong = window.names(&drafts, None, &choice(&["receipts"], "{年龄}", "number"));
    assert!(wrong["wrong"].as_str().unwrap().contains("没有“年龄”"), "{wrong}");
    let to = window.path("out");
    let asked =
        json!({ "drafts": drafts, "folder": to, "choice": choice(&["receipts"], "{", "number") });
    window.try_call("export_many", asked).unwrap_err();
    assert!(!to.exists());
    window.export(&drafts, &to, &choice(&["receipts"], "回执-{姓名}", "number"));
    let shown = window.names(&drafts, None, &choice(&["receipts"], "", "number"));
    assert_eq!(shown["pattern"], "回执-{姓名}");
}

#[test]
fn an_export_that_is_stopped_leaves_whole_files() {
    let (mut window, drafts) = class_with(5, |_, _| {});
    let to = window.path("out");
    let choice = choice(&["checklists"], "{姓名}-{证件号后四位}", "number");
    window.call("export_many", json!({ "drafts": drafts, "folder": to, "choice": choice }));
    let job = window.desk.take_job().unwrap();
    let mut asked = 0;
    let desk = std::cell::RefCell::new(&mut window);
    job.run(|wanted| {
        let mut window = desk.borrow_mut();
        asked += 1;
        if asked == 2 {
            let view = window.call("stop_printing", json!({}));
            assert_eq!((&view["running"], &view["export"]), (&json!(true), &json!(true)));
        }
        window.desk.wanted(wanted)
    });
    let view = window.call("print_progress", json!({}));
    assert_eq!(view["message"], "已停止：写入了 2 个文件。");
    assert_eq!(below(&to).len(), 2);
}
