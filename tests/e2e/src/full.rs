//! A desk on which everything has happened: several applicants and procedures, differences, notes, a pack of one's own.

use std::path::Path;

use beishen_desk::{Desk, Library};
use chrono::{Local, NaiveDateTime, TimeDelta};
use serde_json::{Value, json};

const PACK: &str = include_str!("../../../assets/samples/packs/tdxl-example.toml");
const IMAGE_CHECK: &str = include_str!("../../packs/image-check/perfect.json");
const BACHELOR: &str = include_str!("../../packs/hunnu-bachelor/perfect.json");

/// A desk that is being filled.
struct Filling {
    desk: Desk,
    now: NaiveDateTime,
}

impl Filling {
    fn ask(&mut self, mut request: Value) -> Value {
        request["locale"] = json!("zh");
        let reply = self.desk.call(serde_json::from_value(request).unwrap(), self.now).unwrap();
        serde_json::to_value(reply).unwrap()
    }

    fn applicant(&mut self, name: &str) -> Value {
        self.ask(json!({ "command": "add_applicant", "name": name }))["applicant"].take()
    }

    fn begin(&mut self, applicant: &Value, procedure: &str) -> Value {
        self.ask(
            json!({ "command": "begin_draft", "applicant": applicant, "procedure": procedure }),
        )["draft"]
            .take()
    }

    fn answers(&mut self, draft: &Value, perfect: &str) {
        let perfect: Value = serde_json::from_str(perfect).unwrap();
        let facts = perfect["facts"].as_object().unwrap();
        for (fact, text) in facts.iter().filter(|it| it.0 != "person.name") {
            self.ask(json!({ "command": "answer", "draft": draft, "fact": fact, "text": text }));
        }
    }

    /// Writes a bundle of them; the code.
    fn hand_over(&mut self, applicants: &[Value], path: &Path) -> String {
        let made = self.ask(
            json!({ "command": "save_bundle", "applicants": applicants, "notes": true, "path": path }),
        );
        let code: Vec<_> =
            made["code"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
        code.join("-")
    }

    fn compare(&mut self, draft: &Value, item: &str, verdict: &str, shown: &str) {
        let evidence = if verdict == "differs" { "录取通知书" } else { "" };
        self.ask(json!({ "command": "compare", "draft": draft, "item": item, "verdict": verdict, "shown": shown, "evidence": evidence }));
    }
}

/// Fills a data folder. Drafts 1 and 2 are the samples', grown old; 3 图像校对, with a difference; 4 学信网账号; 5 学士学位申请;
/// 6 is of a pack that has changed since; its applicant has the number of the one before.
pub fn full(data: &Path) {
    full_at(data, Local::now().naive_local());
}

/// The same, as it is at a time of the test's own.
pub fn full_at(data: &Path, now: NaiveDateTime) {
    filled(data, now);
}

/// The same, and beside the folder `back.beishen`, a bundle that somebody hands back, and `code`, which opens it: 李四 is changed
/// there and here, another is new.
pub fn full_with_bundle(data: &Path) {
    const MOBILE: &str = "contact.mobile";
    let now = Local::now().naive_local();
    let mut home = filled(data, now);
    let beside = data.parent().unwrap();
    let everybody = home.ask(json!({ "command": "open_desk", "about": null }));
    let student = named(&everybody, "李四");
    let sent = beside.join("sent.beishen");
    let code = home.hand_over(&[student["id"].clone()], &sent);

    let elsewhere = tempfile::tempdir().unwrap();
    let vault = elsewhere.path().join("beishen.vault");
    let desk = Desk::open(&vault, Library::built_in().unwrap(), now).unwrap();
    let mut away = Filling { desk, now: now + TimeDelta::minutes(5) };
    away.ask(json!({ "command": "open_bundle", "path": sent, "code": code }));
    away.ask(json!({ "command": "merge_bundle", "theirs": [] }));
    let other = away.applicant("𠮷〇·阿不都热依木·阿不都克里木·买买提依明");
    away.begin(&other, "hunnu-bachelor");
    let there = away.ask(json!({ "command": "open_desk", "about": null }));
    let their = named(&there, "李四");
    for (it, whose, mobile) in
        [(&mut home, student, "13700137000"), (&mut away, their.clone(), "13900139000")]
    {
        let draft = whose["drafts"].as_array().unwrap().iter();
        let draft = draft.clone().find(|it| it["procedure"] == "image-check").unwrap();
        it.ask(
            json!({ "command": "answer", "draft": draft["id"], "fact": MOBILE, "text": mobile }),
        );
    }
    let code = away.hand_over(&[their["id"].clone(), other], &beside.join("back.beishen"));
    std::fs::write(beside.join("code"), code).unwrap();
}

fn named(desk: &Value, name: &str) -> Value {
    desk["applicants"].as_array().unwrap().iter().find(|it| it["name"] == name).unwrap().clone()
}

fn filled(data: &Path, now: NaiveDateTime) -> Filling {
    let packs = data.join("packs");
    std::fs::create_dir(&packs).unwrap();
    std::fs::write(packs.join("tdxl-example.toml"), PACK).unwrap();
    let library = Library::with_folder(&packs).unwrap();
    let desk = Desk::open(&data.join("beishen.vault"), library, now).unwrap();
    let mut filling = Filling { desk, now: now - TimeDelta::days(120) };
    filling.ask(json!({ "command": "add_samples" }));
    filling.now = now;

    let student = filling.applicant("李四");
    let check = filling.begin(&student, "image-check");
    filling.answers(&check, IMAGE_CHECK);
    filling.compare(&check, "record.name", "same", "");
    filling.compare(&check, "record.major", "differs", "食品质量与安全");
    filling.compare(&check, "record.image", "unseen", "");
    filling.ask(
        json!({ "command": "log", "draft": check, "act": "registered", "at": null, "note": "" }),
    );
    filling.ask(json!({ "command": "log", "draft": check, "act": "correction_given", "at": null, "note": "交给学院办公室，说两天后答复" }));
    filling.begin(&student, "chsi-account");
    let bachelor = filling.applicant("欧阳示例");
    let bachelor = filling.begin(&bachelor, "hunnu-bachelor");
    filling.answers(&bachelor, BACHELOR);

    let twin = filling.applicant("王五");
    let own = filling.begin(&twin, "tdxl-example");
    let number = json!({ "command": "answer", "draft": own, "fact": "person.id_number", "text": "110105200403140032" });
    filling.ask(number);
    filling.ask(
        json!({ "command": "log", "draft": own, "act": "registered", "at": null, "note": "" }),
    );
    filling.ask(json!({ "command": "add_option", "draft": own, "fact": "work.employer_type", "value": "民办非企业单位" }));
    let changed = data.join("tdxl-example.toml");
    std::fs::write(&changed, PACK.replace("max_kb = 100", "max_kb = 80")).unwrap();
    filling.ask(json!({ "command": "import_pack", "path": changed, "replace": true }));
    filling
}
