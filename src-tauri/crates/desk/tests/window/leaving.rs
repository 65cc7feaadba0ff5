//! What is noted of files that leave: a line for each time, of whom and into which folder, and nothing of anybody who was erased.

use std::{collections::BTreeSet, fs};

use beishen_desk::typescript;
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{Window, batch::class_with, now};

/// Commands that have to do with files, and of which nothing is noted.
const NOT_NOTED: [(&str, &str); 11] = [
    ("try_pack", "a procedure's practice portal, with nobody in it"),
    ("save_questionnaire", "a procedure's questions: nobody's"),
    ("save_template", "an empty table: nobody's"),
    ("save_portal", "a correction of a pack: nobody's"),
    ("save_pack", "a pack: nobody's"),
    ("save_practice", "a rehearsal without answers, in the data folder"),
    ("companion_file", "in the data folder, and gone with the companion"),
    ("name_many", "names alone; nothing is written"),
    ("write_more", "goes on with what `write_everything` has begun"),
    ("print_progress", "tells of a batch"),
    ("stop_printing", "tells of a batch"),
];

/// The commands that take a place to write to, or answer with what was written.
fn writing() -> BTreeSet<String> {
    let contract = typescript();
    let (_, after) = contract.split_once("export type Command = ").unwrap();
    let (union, _) = after.split_once('\n').unwrap();
    let takes = union.split(r#""command": ""#).skip(1).filter(|it| it.contains(": Write"));
    let takes = takes.map(|it| it.split_once('"').unwrap().0.to_owned());
    let (_, after) = contract.split_once("export interface Replies {\n").unwrap();
    let (table, _) = after.split_once("}\n").unwrap();
    let words = ["SavedFile", "Exported", "FilledView", "WritingView", "PrintView"];
    let answers = table.lines().filter_map(|it| it.trim().split_once(": ")).filter(|(_, reply)| {
        let mut reply = reply.split(|it: char| !it.is_alphanumeric());
        reply.any(|it| words.contains(&it))
    });
    takes.chain(answers.map(|it| it.0.to_owned())).collect()
}

impl Window {
    fn exports(&mut self) -> Vec<Value> {
        self.call("exports", json!({})).as_array().unwrap().clone()
    }

    /// Does it, a batch to its end; whether it could be begun.
    fn carry_out(&mut self, command: &str, arguments: Value) -> bool {
        let begun = self.try_call(command, arguments).is_ok();
        if let Some(job) = self.desk.take_job() {
            job.run(|wanted| self.desk.wanted(wanted));
            self.call("print_progress", json!({}));
        }
        begun
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table, a case for each command")]
fn every_command_that_writes_somebodys_files_leaves_one_line_and_none_when_it_cannot() {
    let (mut window, drafts) = class_with(3, |_, _| {});
    let folder = window.path("材料");
    fs::create_dir(&folder).unwrap();
    let (blank, table) = (window.path("空表.xlsx"), window.path("名单.csv"));
    window.call("save_template", json!({ "procedure": "tdxl", "path": blank }));
    fs::write(&table, "姓名,身份证号\n李四,1101051949\n").unwrap();
    let preview = json!({ "draft": drafts[0], "paper": "receipt", "show_numbers": true });
    let preview = window.call("preview", preview)["preview"].clone();

    let (one, to) = (drafts[0], |name: &str| folder.join(name));
    let print = json!({ "one_file": false, "named": true, "show_numbers": false });
    let export = json!({
        "kinds": ["receipts", "photos", "calendar"], "pattern": "{姓名}-{文件}", "taken": "number", "show_numbers": false,
    });
    let into = |it: Value| {
        let mut it = it;
        it["folder"] = json!(folder);
        it
    };
    let cases = [
        (
            "save_file",
            json!({ "draft": one, "material": "photo", "path": to("a.jpg") }),
            "材料文件",
            1,
        ),
        (
            "save_paper",
            json!({ "draft": one, "paper": "materials", "format": "txt", "path": to("b.txt") }),
            "材料清单",
            1,
        ),
        ("save_preview", json!({ "preview": preview, "path": to("c.pdf") }), "准备回执", 1),
        (
            "export",
            into(
                json!({ "draft": one, "papers": ["materials"], "files": true, "show_numbers": false }),
            ),
            "材料清单、材料文件",
            1,
        ),
        (
            "save_desk_paper",
            json!({ "paper": "summary", "drafts": drafts, "format": "md", "path": to("d.md") }),
            "办理汇总表",
            3,
        ),
        (
            "save_facts",
            json!({ "draft": one, "pending": {}, "rows": null, "path": to("e.json") }),
            "已填内容",
            1,
        ),
        ("save_calendar", json!({ "draft": one, "path": to("f.ics") }), "期限日历", 1),
        (
            "save_people",
            json!({ "procedure": "tdxl", "show_numbers": true, "path": to("g.csv") }),
            "名册",
            3,
        ),
        ("print_receipts", into(json!({ "drafts": drafts, "choice": print })), "准备回执", 3),
        (
            "export_many",
            into(json!({ "drafts": drafts, "choice": export })),
            "准备回执、照片、期限日历",
            3,
        ),
        ("write_everything", into(json!({})), "全部资料", 3),
        (
            "save_bundle",
            json!({ "applicants": [1, 2, 3], "notes": false, "path": to("j") }),
            "交接包（加密）",
            3,
        ),
        ("save_bad_rows", json!({ "path": to("h.xlsx") }), "没有导入的行", 1),
        ("fill_table", json!({ "class": null, "path": to("i.xlsx") }), "填好的表格", 3),
    ];
    let mut tried: BTreeSet<String> = NOT_NOTED.iter().map(|it| it.0.to_owned()).collect();
    for (command, asked, what, people) in cases {
        let reads = if command == "fill_table" { &blank } else { &table };
        window.call("read_table", json!({ "path": reads, "procedure": "tdxl" }));
        let before = window.exports().len();
        // Into a folder that is none nothing can be written.
        let mut nowhere = asked.clone();
        for place in ["path", "folder"] {
            if nowhere[place].is_string() {
                nowhere[place] = json!(table.join("x"));
            }
        }
        window.carry_out(command, nowhere);
        assert_eq!(window.exports().len(), before, "{command} has written nothing");

        assert!(window.carry_out(command, asked.clone()), "{command}");
        let lines = window.exports();
        assert_eq!(lines.len(), before + 1, "{command}");
        let whose = lines[0]["whose"].as_str().unwrap();
        let names = if whose == "1 人" { 1 } else { whose.split('、').count() };
        assert_eq!((&lines[0]["what"], names), (&json!(what), people), "{command}: {whose}");
        let kept = if command == "save_bad_rows" { "" } else { "材料" };
        assert_eq!(lines[0]["folder"], kept, "{command}");
        assert_eq!(lines[0]["at"], "2026-11-22 09:00");
        tried.insert(command.to_owned());
    }
    assert_eq!(tried, writing(), "say of a new command what is noted, or why nothing is");
    let noted = window.exports();
    assert_eq!(window.reopen().exports(), noted, "it is in the vault");
}

#[test]
fn of_a_batch_that_is_stopped_it_is_noted_whose_files_there_are() {
    let (mut window, drafts) = class_with(3, |_, _| {});
    let print = json!({ "one_file": false, "named": false, "show_numbers": false });
    let order = json!({ "drafts": drafts, "folder": window.path("回执"), "choice": print });
    for stop_at in 0..4 {
        let before = window.exports().len();
        window.call("print_receipts", order.clone());
        assert_eq!(window.exports().len(), before + 1, "noted before the first file is there");
        let job = window.desk.take_job().unwrap();
        if stop_at == 0 {
            window.call("stop_printing", json!({}));
        }
        let mut asked = 0;
        job.run(|wanted| {
            asked += 1;
            if asked == stop_at {
                // What is being made when it is stopped is written.
                window.call("stop_printing", json!({}));
            }
            window.desk.wanted(wanted)
        });
        window.call("print_progress", json!({}));
        let lines = window.exports();
        assert_eq!(lines.len(), before + usize::from(stop_at > 0), "stopped at {stop_at}");
        if stop_at > 0 {
            let whose = lines[0]["whose"].as_str().unwrap();
            assert_eq!(whose.split('、').count(), stop_at, "{whose}");
        }
    }
}

#[test]
fn what_could_only_be_written_in_part_is_noted_too() {
    let (mut window, drafts) = class_with(3, |_, _| {});
    let export = |papers: &[&str]| {
        json!({
            "draft": drafts[0], "papers": papers, "files": false, "folder": null, "show_numbers": false,
        })
    };
    let within = window.path("导出");
    fs::create_dir(&within).unwrap();
    let left = || fs::read_dir(&within).unwrap().count();
    // There is no correction form for somebody whose data agrees.
    for (papers, lines, folders) in [
        (&["correction"][..], 0, 0),
        (&["materials", "correction"], 1, 1),
        (&["materials", "correction", "receipt"], 2, 2),
    ] {
        let mut asked = export(papers);
        asked["folder"] = json!(within);
        assert!(!window.carry_out("export", asked), "{papers:?}");
        assert_eq!((window.exports().len(), left()), (lines, folders), "{papers:?}");
    }
    assert_eq!(window.exports()[0]["folder"], "导出");

    // The folder of the second cannot be made: the others have theirs, and of them it is noted.
    let names = json!({
        "kinds": ["checklists"], "pattern": "{姓名}/{文件}", "taken": "number", "show_numbers": false,
    });
    let second =
        window.call("open_draft", json!({ "draft": drafts[1] }))["applicant"]["name"].clone();
    let second = second.as_str().unwrap();
    let into = window.path("清单");
    fs::create_dir(&into).unwrap();
    fs::write(into.join(second), "a file of that name").unwrap();
    let before = window.exports().len();
    window.carry_out("export_many", json!({ "drafts": drafts, "folder": into, "choice": names }));
    let lines = window.exports();
    assert_eq!(lines.len(), before + 1);
    let whose = lines[0]["whose"].as_str().unwrap();
    assert!(!whose.contains(second) && whose.split('、').count() == 2, "{whose}");
}

#[test]
fn whoever_is_erased_is_not_in_it_and_everything_brings_it_along() {
    let (mut window, drafts) = class_with(3, |_, _| {});
    let folder = window.path("张三的材料");
    fs::create_dir(&folder).unwrap();
    let paper = json!({
        "draft": drafts[0], "paper": "materials", "format": "txt", "path": folder.join("a.txt"),
    });
    window.call("save_paper", paper);
    let people =
        json!({ "procedure": null, "show_numbers": false, "path": folder.join("名册.csv") });
    window.call("save_people", people);
    let all = window.call("write_everything", json!({ "folder": folder }));
    let path = std::path::Path::new(all["path"].as_str().unwrap()).join("导出记录.csv");
    let text = fs::read_to_string(path).unwrap();
    assert_eq!(text.lines().count(), 4, "{text}");
    assert!(
        ["材料清单", "名册", "张三的材料", "全部资料"].iter().all(|it| text.contains(it)),
        "{text}"
    );

    let gone = window.call("open_draft", json!({ "draft": drafts[0] }))["applicant"].clone();
    let name = gone["name"].as_str().unwrap();
    assert!(window.exports()[2]["whose"] == name);
    window.call("erase_applicants", json!({ "applicants": [1] }));
    let left = window.exports();
    assert_eq!(left.len(), 2, "what was theirs alone is not known any more");
    assert_eq!((&left[1]["what"], &left[1]["folder"]), (&json!("名册"), &json!("")));
    assert!(left[1]["whose"].as_str().unwrap().ends_with("等 3 人"), "{left:?}");
    let told = json!(left).to_string();
    assert!(!told.contains(&format!("{name}、")) && !told.contains("张三"), "{told}");
}

#[test]
fn a_year_later_it_is_not_known_any_more() {
    let (mut window, drafts) = class_with(1, |_, _| {});
    let path = window.path("a.txt");
    let paper = json!({ "draft": drafts[0], "paper": "materials", "format": "txt", "path": path });
    window.call("save_paper", paper.clone());
    assert_eq!(window.exports().len(), 1);
    let later = now() + TimeDelta::days(366);
    window.try_call_at("save_paper", paper, later).unwrap();
    // What is too old goes when the vault is opened.
    let vault = window.path("beishen.vault");
    let Window { desk, folder } = window;
    drop(desk);
    let library = beishen_desk::Library::built_in().unwrap();
    let desk = beishen_desk::Desk::open(&vault, library, later).unwrap();
    let mut window = Window { desk, folder };
    assert_eq!(window.exports().len(), 1);
}

#[test]
fn what_goes_to_a_printer_and_where_backups_lie_a_second_time_is_noted_too() {
    let (mut window, drafts) = class_with(2, |_, _| {});
    let preview = json!({ "draft": drafts[0], "paper": "receipt", "show_numbers": true });
    let preview = window.call("preview", preview)["preview"].as_u64().unwrap();
    let preview = u32::try_from(preview).unwrap();
    window.desk.note_printed(preview, now());
    window.desk.note_printed(preview + 1, now());
    window.desk.note_second_place(now());
    let lines = window.exports();
    let line = |at: usize| (lines[at]["what"].clone(), lines[at]["whose"].clone());
    assert_eq!(line(0), (json!("备份另存到第二处（加密）"), json!("2 人")));
    assert_eq!(line(1).0, "准备回执、打印");
    assert_eq!(lines.len(), 2);
}
