//! The safety net: every command of the window with files that mean harm. Whatever is attached, read back, verified or imported,
//! each command is answered without a panic, and every draft opens again in a desk that knows nothing of it.
//!
//! A few rounds run with the other tests; `BEISHEN_FUZZ_DESK` says how many, and `cargo xtask fuzz` asks for many.
#![expect(clippy::unwrap_used, clippy::needless_pass_by_value, reason = "tests")]

mod asked;
mod files;

use std::{collections::BTreeSet, env, fs};

use beishen_desk::{Desk, Library, Request, typescript};
use serde_json::{Value, json};
use tempfile::TempDir;

use files::{Dice, damaged, pictures};

/// One vault with drafts that hold hostile files.
struct Round {
    /// It is told when something goes wrong, to be tried again.
    number: u64,
    desk: Desk,
    folder: TempDir,
    dice: Dice,
    /// 同等学力申硕 with a photo, 学士学位申请 with a card and scans, 毕业生图像校对 with something to correct, and once more, to
    /// be gone through again.
    photo: i64,
    scans: i64,
    compared: i64,
    again: i64,
    /// Somebody to be deleted.
    nobody: i64,
    preview: u64,
    /// The commands that could be carried out.
    carried_out: BTreeSet<String>,
}

impl Round {
    fn new(number: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = open(&folder);
        let dice = Dice::new(number);
        let mut round = Self {
            number,
            desk,
            folder,
            dice,
            photo: 0,
            scans: 0,
            compared: 0,
            again: 0,
            nobody: 0,
            preview: 0,
            carried_out: BTreeSet::new(),
        };
        [round.photo, round.scans, round.compared, round.again] =
            ["tdxl", "hunnu-bachelor", "image-check", "image-check"].map(|it| round.draft(it));
        round.nobody =
            round.done("add_applicant", json!({ "name": "李四" }))["applicant"].as_i64().unwrap();
        round
    }

    fn draft(&mut self, procedure: &str) -> i64 {
        let applicant = self.done("add_applicant", json!({ "name": "张三" }))["applicant"].clone();
        let begun = json!({ "applicant": applicant, "procedure": procedure });
        self.done("begin_draft", begun)["draft"].as_i64().unwrap()
    }

    /// A damaged file of the round's folder.
    fn hostile(&mut self, name: &str) -> String {
        let bytes = damaged(&mut self.dice, name);
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// Calls a command: it may refuse, in words, but it may not fall over.
    fn call(&mut self, command: &str, arguments: &Value) -> Option<Value> {
        let mut request = json!({ "locale": "zh", "command": command });
        request.as_object_mut().unwrap().extend(arguments.as_object().unwrap().clone());
        let request = serde_json::from_value::<Request>(request.clone())
            .unwrap_or_else(|it| panic!("{it}: {request}"));
        match self.desk.call(request, now()) {
            Ok(reply) => {
                self.carried_out.insert(command.to_owned());
                Some(serde_json::to_value(reply).unwrap())
            }
            Err(failure) => {
                let said = &failure.message.zh;
                assert!(
                    !said.starts_with("程序"),
                    "round {}: {command} {arguments}: {said}",
                    self.number
                );
                None
            }
        }
    }

    #[track_caller]
    fn done(&mut self, command: &str, arguments: Value) -> Value {
        self.call(command, &arguments).unwrap_or_else(|| panic!("{command} {arguments}"))
    }

    /// Chooses hostile files wherever a file can be chosen, each time opened by a new desk.
    fn attach(&mut self) {
        let (photo, scans) = (self.photo, self.scans);
        for (draft, material) in [
            (photo, "photo"),
            (scans, "photo"),
            (scans, "diploma"),
            (scans, "id_card"),
            (self.compared, "id_card_merged"),
            (self.again, "id_card_merged"),
        ] {
            let path = self.hostile("a.jpg");
            self.call("attach", &json!({ "draft": draft, "material": material, "path": path }));
        }
        for side in ["front", "back"] {
            let path = self.hostile("b.jpg");
            let side = json!({ "draft": scans, "material": "id_card", "side": side, "path": path });
            self.call("set_side", &side);
        }
    }

    /// Closes the desk and opens another one: nothing that was attached keeps a draft from being shown.
    fn reopen(self) -> Self {
        let Self { desk, folder, .. } = self;
        drop(desk);
        let mut round = Self { desk: open(&folder), folder, ..self };
        for draft in [round.photo, round.scans, round.compared, round.again] {
            round.done("open_draft", json!({ "draft": draft }));
        }
        round
    }

    /// Every command, in the order of the contract, then what a batch leaves to a thread.
    fn everything(&mut self) {
        for command in commands() {
            for arguments in asked::arguments(&command, self) {
                let reply = self.call(&command, &arguments);
                if command == "preview" {
                    self.preview =
                        reply.and_then(|it| it["preview"].as_u64()).unwrap_or(self.preview);
                }
            }
            if let Some(job) = self.desk.take_job() {
                job.run(|wanted| self.desk.wanted(wanted));
                let progress = self.done("print_progress", json!({}));
                assert!(
                    !progress.to_string().contains("程序"),
                    "round {}: {progress}",
                    self.number
                );
            }
        }
    }
}

fn open(folder: &TempDir) -> Desk {
    let library = Library::with_folder(&folder.path().join("packs")).unwrap();
    Desk::open(&folder.path().join("beishen.vault"), library, now()).unwrap()
}

fn now() -> chrono::NaiveDateTime {
    "2026-11-22T09:00:00".parse().unwrap()
}

/// The commands that there are, by the contract.
fn commands() -> Vec<String> {
    let contract = typescript();
    let (_, replies) = contract.split_once("export interface Replies {").unwrap();
    let (replies, _) = replies.split_once('}').unwrap();
    let name = |line: &str| line.trim().split_once(':').map(|it| it.0.to_owned());
    let names: Vec<String> = replies.lines().filter_map(name).collect();
    assert!(names.len() > 70, "{names:?}");
    names
}

/// Few in a normal run, each in three parts: what is attached, opened again, and asked of every command.
fn rounds(usual: u64) -> u64 {
    env::var("BEISHEN_FUZZ_DESK").ok().and_then(|it| it.parse().ok()).unwrap_or(usual)
}

#[test]
fn whatever_is_attached_every_command_is_answered_and_every_draft_opens_again() {
    let mut never = BTreeSet::from_iter(commands());
    for number in 0..rounds(8) {
        let mut round = Round::new(number);
        round.attach();
        let mut round = round.reopen();
        round.everything();
        let round = round.reopen();
        never.retain(|it| !round.carried_out.contains(it));
    }
    assert!(never.is_empty(), "tried on their refusals only: {never:?}");
}

#[test]
fn a_draft_opens_again_after_every_file_that_was_attached_to_it() {
    let mut round = Round::new(0);
    for bytes in pictures() {
        let path = round.path("whole.jpg");
        fs::write(&path, bytes).unwrap();
        let (photo, scans) = (round.photo, round.scans);
        round.call("attach", &json!({ "draft": photo, "material": "photo", "path": path }));
        let side = json!({ "draft": scans, "material": "id_card", "side": "front", "path": path });
        round.call("set_side", &side);
        round = round.reopen();
    }
    for number in 0..rounds(4) {
        let mut round = Round::new(number + 1_000_000);
        round.attach();
        round.reopen();
    }
}
