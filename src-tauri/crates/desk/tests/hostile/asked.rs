//! How every command is tried. One that is new has to be entered here, with the files that it takes or draws on.

use std::{fs, path::Path};

use beishen_desk::{Desk, Library, Request};
use serde_json::{Value, json};

use crate::{Round, files::TABLE, now};

/// A pack that keeps every promise.
const OVER: &str = "id = \"a\"\nextends = \"tdxl\"\n";

/// A form page with hostile words in all that is read of it.
fn form(round: &Round, hostile: &str) -> Value {
    let path = round.path("form.html");
    let page = format!(
        "<form><p>证件类型：<select><option>{hostile}<option>护照</select><p>微信号{hostile}：<input><p>姓名拼音：<input></form>"
    );
    fs::write(&path, page).unwrap();
    json!({ "procedure": "tdxl", "path": path })
}

/// What is asked of a command. `round` holds hostile files in its drafts already.
#[expect(clippy::too_many_lines, reason = "a table, one line for each command")]
pub(crate) fn arguments(command: &str, round: &mut Round) -> Vec<Value> {
    let (a, b, again) = (round.photo, round.scans, round.again);
    let (nobody, compared) = (round.nobody, round.compared);
    let both = || vec![json!({ "draft": a }), json!({ "draft": b })];
    let of = |material: &str| json!({ "draft": b, "material": material });
    let photos = || {
        vec![json!({ "draft": a, "material": "photo" }), json!({ "draft": b, "material": "photo" })]
    };
    let scans = || vec![of("diploma"), of("id_card")];
    let choice = json!({ "one_file": true, "named": true, "show_numbers": true });
    let hostile = "\u{202e}张\u{0}三\u{1b}[2J=1+1\u{10ffff}";
    match command {
        "open_desk" | "add_samples" | "remove_samples" | "added_options" | "profiles" | "list_packs" | "list_procedures"
        | "portal_packs" | "leave_portal" | "print_progress" | "stop_printing" | "deadlines" | "guide" | "classes" | "undo_many" | "leave_bundle" => {
            vec![json!({})]
        }
        "list_roster" => vec![json!({ "query": query(hostile), "offset": u32::MAX, "limit": u32::MAX })],
        "roster_marks" => vec![json!({ "query": query(hostile) })],
        "neighbour" => [1, i32::MIN, i32::MAX]
            .map(|by| json!({ "query": query(hostile), "draft": 1, "by": by, "wrong": true }))
            .to_vec(),
        "keep_look" => vec![json!({ "look": { "query": query(hostile), "hidden": [hostile] } })],
        "show_applicant" => vec![json!({ "applicant": nobody }), json!({ "applicant": -1 })],
        "set_about" => {
            let about = |word: &str, until: &str| json!({
                "class": word, "tags": [word], "note": word, "consent": word, "keep_until": until,
            });
            [about(hostile, hostile), about("一班", "2027-06-30")]
                .map(|it| json!({ "applicant": nobody, "about": it }))
                .to_vec()
        }
        "do_to_many" => ["begin", "class", "tag", "untag", "keep_until"]
            .map(|it| json!({ "applicants": [nobody, -1], "deed": { it: hostile } }))
            .to_vec(),
        "to_erase" | "erase_applicants" => {
            let somebody = round.done("add_applicant", json!({ "name": "吴九" }))["applicant"].clone();
            round.done("bin_applicant", json!({ "applicant": somebody }));
            vec![json!({ "applicants": [-1, i32::MAX] }), json!({ "applicants": [somebody] })]
        }
        "save_bundle" => {
            let somebody = round.done("add_applicant", json!({ "name": "郑十" }))["applicant"].clone();
            let path = round.path("b.beishen");
            [json!([nobody, -1]), json!([somebody]), json!([])]
                .map(|it| json!({ "applicants": it, "notes": true, "path": path }))
                .to_vec()
        }
        "open_bundle" => {
            let own = bundle(round);
            let damaged = ["0000-0000-0000-0000", hostile]
                .map(|it| json!({ "path": round.hostile("b.beishen"), "code": it }));
            [own].into_iter().chain(damaged).collect()
        }
        "merge_bundle" => {
            let own = bundle(round);
            round.done("open_bundle", own);
            vec![json!({ "theirs": [0, -1, i32::MAX] })]
        }
        "preview_class" | "set_class" => {
            let class = |it: &str| json!({ "class": it, "facts": { "work.employer": it } });
            vec![class(hostile), class("一班")]
        }
        "read_table" => {
            let whole = round.path("whole.csv");
            fs::write(&whole, TABLE).unwrap();
            [round.hostile("t.csv"), round.hostile("t.xlsx"), whole]
                .map(|it| json!({ "path": it, "procedure": "tdxl" }))
                .to_vec()
        }
        "read_answers" => {
            let folder = round.path("answers");
            fs::create_dir_all(&folder).unwrap();
            let facts = json!({ "person.name": hostile, "person.id_number": "１" });
            let row = json!({ "from": hostile, "to": "", "place": "", "role": "", "witness": "" });
            let of = json!({ "procedure": hostile, "version": u32::MAX });
            let texts = [
                json!({ "facts": facts, "history": [row] }).to_string(),
                json!({ "questionnaire": of, "facts": facts }).to_string(),
                "{".to_owned(),
            ];
            for (n, text) in texts.iter().enumerate() {
                fs::write(Path::new(&folder).join(format!("{n}.json")), text).unwrap();
            }
            vec![json!({ "folder": folder, "procedure": "tdxl" })]
        }
        "show_sheet" => vec![json!({ "sheet": u32::MAX }), json!({ "sheet": 0 })],
        "map_column" => [(0, json!("person.name")), (1, json!(hostile)), (u32::MAX, Value::Null)]
            .map(|(column, fact)| json!({ "column": column, "fact": fact }))
            .to_vec(),
        "leave_hidden" => vec![json!({ "leave": true })],
        "take_over" => [Value::Null, json!(u32::MAX)]
            .map(|row| json!({ "row": row, "fact": hostile, "take": true }))
            .into_iter()
            .chain([json!({ "row": null, "fact": null, "take": true })])
            .collect(),
        "import_rows" => ["all", "bad", "doubtful", "here"]
            .map(|it| json!({ "offset": u32::MAX, "limit": u32::MAX, "show": it }))
            .to_vec(),
        "write_everything" => vec![json!({ "folder": round.path("") })],
        "look_into" => {
            let whole = round.path("people");
            let one = Path::new(&whole).join("applicants/00001");
            fs::create_dir_all(&one).unwrap();
            fs::write(one.join("applicant.json"), fs::read(round.hostile("a.json")).unwrap()).unwrap();
            let written = round.path("备申全部资料-20261122");
            vec![json!({ "folder": whole }), json!({ "folder": round.path("") }), json!({ "folder": written })]
        }
        "write_more" | "exports" | "take_everything_in" | "run_import" | "imports" | "leave_import" | "put_back" => vec![json!({})],
        "undo_import" => [-1, 1, i32::MAX].map(|it| json!({ "import": it })).to_vec(),
        "save_bad_rows" => vec![json!({ "path": round.path("bad.xlsx") })],
        "fill_table" => {
            let path = round.path("school.xlsx");
            round.done("save_template", json!({ "procedure": "tdxl", "path": path }));
            round.done("read_table", json!({ "path": path, "procedure": "tdxl" }));
            vec![
                json!({ "class": hostile, "path": null }),
                json!({ "class": null, "path": round.path("filled.xlsx") }),
            ]
        }
        "save_template" => vec![json!({ "procedure": "tdxl", "path": round.path("t.xlsx") })],
        "people" => [json!("tdxl"), json!(hostile), Value::Null]
            .map(|it| json!({ "procedure": it, "show_numbers": true }))
            .to_vec(),
        "save_people" => ["people.xlsx", "people.csv"]
            .map(|it| json!({ "procedure": null, "show_numbers": true, "path": round.path(it) }))
            .to_vec(),
        "find_files" => {
            let folder = Path::new(&round.hostile("张三.jpg")).with_file_name("");
            vec![json!({ "folder": folder, "procedure": "tdxl", "material": "photo" })]
        }
        "attach_found" => [0, u32::MAX].map(|it| json!({ "file": it, "draft": a })).to_vec(),
        "copy_sources" => vec![json!({ "draft": a, "query": hostile })],
        "copyable" => {
            (-1..5).map(|it| json!({ "draft": compared, "applicant": it })).collect()
        }
        "copy_answers" => (-1..5)
            .flat_map(|it| [json!([]), json!([hostile])].map(|facts| json!({ "draft": compared, "applicant": it, "facts": facts })))
            .collect(),
        "search_applicants" => vec![json!({ "query": hostile })],
        "add_applicant" => vec![json!({ "name": hostile })],
        "guide_picture" => [hostile, "desk.png"].map(|it| json!({ "name": it })).to_vec(),
        "rename_applicant" => vec![json!({ "applicant": nobody, "name": hostile })],
        "bin_applicant" | "restore_applicant" => vec![json!({ "applicant": nobody })],
        "erase_applicant" => {
            round.done("bin_applicant", json!({ "applicant": nobody }));
            vec![json!({ "applicant": nobody }), json!({ "applicant": -1 })]
        }
        "begin_draft" => ["chsi-account", hostile]
            .map(|it| json!({ "applicant": 1, "procedure": it }))
            .to_vec(),
        "begin_again" => vec![json!({ "draft": again })],
        "open_draft" | "undo" | "redo" | "help" | "review" | "seen_changes" | "open_companion"
        | "save_practice" => both(),
        "answer" => ["person.name", "person.id_number", "contact.email"]
            .map(|it| json!({ "draft": a, "fact": it, "text": hostile, "only_here": true }))
            .to_vec(),
        "set_history" => {
            let row = |from: &str, to: &str| {
                json!({ "from": from, "to": to, "place": hostile, "role": "", "witness": "" })
            };
            let rows = [row("201109", "至今"), row(hostile, "99999999"), row("0", "")];
            vec![json!({ "draft": a, "rows": rows })]
        }
        "tick" => vec![json!({ "draft": a, "tick": "photo.blue", "on": true })],
        "keep" => {
            let finding = found(round, "person.name", "张San", |it| it["keepable"] == true);
            vec![json!({ "draft": a, "finding": finding, "on": true })]
        }
        "fix" => {
            let finding = found(round, "person.name", "张 三", |it| it["fixes"][0].is_string());
            [0, u32::MAX].map(|it| json!({ "draft": a, "finding": finding, "fix": it })).to_vec()
        }
        "visit" => vec![json!({ "draft": a, "step": hostile })],
        "past_values" => vec![json!({ "draft": a, "fact": "person.name" })],
        "inspect_name" => vec![json!({ "text": hostile })],
        "log" => [None, Some(hostile), Some("2026-11-24T09:30")]
            .map(|at| json!({ "draft": a, "act": "registered", "at": at, "note": hostile }))
            .to_vec(),
        "unlog" => vec![json!({ "draft": a, "entry": "registered" })],
        "compare" => ["record.name", hostile]
            .map(|it| json!({
                "draft": compared, "item": it, "verdict": "differs", "shown": hostile, "evidence": "",
            }))
            .to_vec(),
        "read_back" => vec![json!({ "draft": a, "text": format!("姓名：{hostile}\n姓名\t*") })],
        "read_back_file" => vec![
            json!({ "draft": a, "path": round.hostile("page.html") }),
            json!({ "draft": a, "path": round.hostile("page.jpg") }),
        ],
        "read_portal" => ["f.html", "f.jpg"]
            .map(|it| json!({ "procedure": "tdxl", "path": round.hostile(it) }))
            .into_iter()
            .chain([json!({ "procedure": hostile, "path": round.hostile("f.html") }), form(round, hostile)])
            .collect(),
        "read_portal_text" => ["文字".to_owned(), format!("<form>证件类型：<input value='{hostile}'>{hostile}：<input></form>")]
            .map(|it| json!({ "procedure": "tdxl", "text": it }))
            .into_iter()
            .chain([json!({ "procedure": hostile, "text": "<form>" })])
            .collect(),
        "pack_text" => {
            round.done("write_pack", json!({ "file": "a.toml", "text": OVER }));
            [hostile, "../beishen.vault", "a.toml"].map(|it| json!({ "file": it })).to_vec()
        }
        "new_pack" => [(hostile, json!("tdxl")), ("a-school", json!(hostile)), ("a-school", Value::Null), ("tdxl", json!("tdxl"))]
            .map(|(id, extends)| json!({ "id": id, "extends": extends }))
            .to_vec(),
        "check_pack" | "write_pack" | "try_pack" => {
            let titled = format!("{OVER}title = {{ zh = \"{hostile}\", en = \"A\" }}\n");
            [(hostile, hostile), ("../a.toml", OVER), ("a.toml", &titled), ("a.toml", "id = "), ("a.toml", OVER)]
                .map(|(file, text)| json!({ "file": file, "text": text }))
                .to_vec()
        }
        "edit_pack" => acts(hostile),
        "take_pack_page" => [json!(hostile), json!("basic"), Value::Null]
            .iter()
            .flat_map(|page| ["f.html", "f.jpg"].map(|it| (page.clone(), round.hostile(it))))
            .map(|(page, path)| json!({ "file": "a.toml", "text": OVER, "page": page, "path": path }))
            .collect(),
        "take_pack_source" => {
            let of = |it: &str| format!("<form>{hostile}：<input value='{hostile}'>证件类型：<select><option>{it}</form>");
            let plain = "<form><p>微信号：<input></p><p>外号：<input></p></form>".to_owned();
            [hostile.to_owned(), of("护照"), of(hostile), plain]
                .map(|it| json!({ "file": "a.toml", "text": OVER, "page": null, "source": it }))
                .to_vec()
        }
        "drop_pack_text" => [hostile, "a.toml"].map(|it| json!({ "file": it })).to_vec(),
        "save_pack" => {
            round.done("write_pack", json!({ "file": "a.toml", "text": OVER }));
            [hostile, "a.toml"].map(|it| json!({ "file": it, "path": round.path("out.toml") })).to_vec()
        }
        "open_correction" => {
            let own = round.path("fix.toml");
            fs::write(&own, OVER).unwrap();
            vec![json!({ "path": round.hostile("p.toml") }), json!({ "path": own })]
        }
        "take_correction" | "keep_pack" => {
            let own = round.path("fix.toml");
            let box_of = "[[pages]]\nid = \"basic\"\n[[pages.fields]]\nid = \"work_start\"\n";
            let text = OVER.replacen("\"a\"", "\"b\"", 1);
            fs::write(&own, format!("{text}{box_of}portal_label = \"{}\"\n", round.number)).unwrap();
            round.call("open_correction", &json!({ "path": own }));
            vec![json!({})]
        }
        "look_portal" => {
            let read = form(round, "外交护照");
            round.call("read_portal", &read);
            [json!([hostile]), json!(["basic.id_type", "basic 微信号"])]
                .map(|it| json!({ "boxes": it, "apart": [hostile] }))
                .to_vec()
        }
        "take_portal" => {
            let read = form(round, "外交护照");
            round.call("read_portal", &read);
            [json!([hostile]), json!(["basic.id_type", "basic 微信号"])]
                .map(|it| json!({ "boxes": it, "apart": [hostile] }))
                .to_vec()
        }
        "untake_portal" => [hostile, "tdxl"].map(|it| json!({ "procedure": it })).to_vec(),
        "save_portal" => {
            let read = form(round, "外交护照");
            round.call("read_portal", &read);
            [hostile, "seen.toml"].map(|it| json!({ "path": round.path(it) })).to_vec()
        }
        "sign" => [json!([[[0.1, 0.2], [-5.0, 9e30]], []]), json!([[[0.1, 0.2], [0.3, 0.4]]])]
            .map(|it| json!({ "draft": a, "strokes": it }))
            .to_vec(),
        "search_options" => {
            vec![json!({ "draft": a, "fact": "person.ethnic_group", "query": hostile })]
        }
        "add_option" => ["示例单位", hostile]
            .map(|it| json!({ "draft": a, "fact": "work.employer_type", "value": it }))
            .to_vec(),
        "remove_option" => [hostile, "示例单位"]
            .map(|it| json!({ "fact": "work.employer_type", "value": it }))
            .to_vec(),
        "attach" => vec![json!({
            "draft": b, "material": "grades", "path": round.hostile("c.jpg"),
        })],
        "detach" => vec![of("grades")],
        "prepare_photo" => {
            let crop = |x: u32, width: u32| json!({ "x": x, "y": 0, "width": width, "height": width });
            let crops = [Value::Null, crop(0, 30), crop(0, 0), crop(u32::MAX, u32::MAX)];
            let with = |crop| json!({ "draft": a, "material": "photo", "crop": crop });
            crops.into_iter().map(with).chain(photos()).collect()
        }
        "open_cropper" => photos(),
        "propose_crop" => {
            let line = |id: &str, at: u32| json!({ "id": id, "at": at });
            // A photo that can be cropped, whatever was attached before.
            let whole = round.path("whole.jpg");
            fs::write(&whole, include_bytes!("../../../../../assets/samples/photo-zhang.jpg")).unwrap();
            round.done("attach", json!({ "draft": a, "material": "photo", "path": whole }));
            let lines = [line("crown", 0), line("chin", 70), line("left", u32::MAX), line(hostile, 1)];
            vec![json!({ "draft": a, "material": "photo", "lines": lines })]
        }
        "prepare_scan" => scans(),
        "set_side" => vec![
            json!({ "draft": b, "material": "id_card", "side": "front", "path": round.hostile("d.jpg") }),
        ],
        "swap_sides" => vec![of("id_card")],
        "preview_card" | "merge_card" => ["above", "beside"]
            .map(|it| json!({ "draft": b, "material": "id_card", "layout": it }))
            .to_vec(),
        "set_profile" => {
            let known = round.done("profiles", json!({}))["profiles"][0].clone();
            let (of, values) = (&known["of"], &known["values"]);
            let (procedure, material) = (&of["procedure"], &of["material"]);
            vec![json!({ "procedure": procedure, "material": material, "values": values })]
        }
        "remove_profile" => vec![json!({ "procedure": "tdxl", "material": "photo" })],
        "import_pack" => [true, false]
            .map(|it| json!({ "path": round.hostile("own.toml"), "replace": it }))
            .to_vec(),
        "remove_pack" => vec![json!({ "file": "own.toml" }), json!({ "file": hostile })],
        "verify_receipt" => ["v.pdf", "v.jpg"]
            .map(|it| json!({ "draft": a, "path": round.hostile(it) }))
            .to_vec(),
        "save_paper" => [("receipt", "pdf"), ("checklist", "html"), ("materials", "csv"), ("on_site", "md")]
            .map(|(it, format)| {
                json!({ "draft": b, "paper": it, "path": round.path("p"), "format": format })
            })
            .into_iter()
            .chain([json!({ "draft": compared, "paper": "correction", "path": round.path("k"), "format": "pdf" })])
            .collect(),
        "export" => [a, b]
            .map(|it| {
                let papers = ["receipt", "checklist", "materials"];
                json!({
                    "draft": it, "papers": papers, "files": true, "folder": round.path("all"), "show_numbers": true,
                })
            })
            .to_vec(),
        "photo_guide" => vec![of("photo"), of("id_card")],
        "save_file" => [(a, "photo"), (b, "id_card")]
            .map(|(it, of)| json!({ "draft": it, "material": of, "path": round.path("file") }))
            .to_vec(),
        "save_questionnaire" => {
            vec![json!({ "procedure": "tdxl", "path": round.path("q"), "format": "txt" })]
        }
        "save_desk_paper" => ["summary", "envelopes"]
            .map(|it| json!({ "paper": it, "drafts": [a, b], "path": round.path("s"), "format": "md" }))
            .to_vec(),
        "save_facts" => vec![json!({
            "draft": a, "path": round.path("f.json"), "pending": { "person.name": hostile }, "rows": null,
        })],
        "preview" => vec![
            json!({ "draft": a, "paper": "correction", "show_numbers": false }),
            json!({ "draft": a, "paper": "receipt", "show_numbers": false }),
        ],
        "preview_page" => [(0, 1), (0, 800), (u32::MAX, u32::MAX)]
            .map(|(page, width)| json!({ "preview": round.preview, "page": page, "width": width }))
            .to_vec(),
        "save_preview" => vec![json!({ "preview": round.preview, "path": round.path("p.pdf") })],
        "close_preview" => vec![json!({ "preview": round.preview })],
        "print_receipts" => {
            vec![json!({ "drafts": [a, b, -1], "folder": round.path("batch"), "choice": choice })]
        }
        "export_many" | "name_many" => [hostile, "{姓名}/{证件号后四位}-{文件}", "../{班级}", ""]
            .map(|pattern| {
                let kinds = ["receipts", "checklists", "photos", "materials", "calendar"];
                let choice = json!({
                    "kinds": kinds, "pattern": pattern, "taken": "replace", "show_numbers": true,
                });
                let mut asked = json!({
                    "drafts": [a, b, -1], "folder": round.path("many"), "choice": choice,
                });
                if command == "name_many" {
                    asked["limit"] = json!(u32::MAX);
                }
                asked
            })
            .to_vec(),
        "name_receipts" => vec![json!({ "drafts": [a, b], "choice": choice })],
        "press_companion" => [json!("next"), json!({ "item": "photo.photo" }), json!({ "page": hostile })]
            .map(|it| json!({ "draft": a, "key": it }))
            .to_vec(),
        "companion_file" => vec![
            json!({ "draft": a, "item": "photo.photo" }),
            json!({ "draft": b, "item": "photo.photo" }),
        ],
        "save_calendar" => [Some(a), None]
            .map(|it| json!({ "draft": it, "path": round.path("c.ics") }))
            .to_vec(),
        "office" | "leave_office" | "office_code" | "office_round" | "office_forget" => {
            office(round);
            vec![json!({})]
        }
        "set_office" => [(hostile, Value::Null), ("一号窗口", json!(hostile)), ("一号窗口", Value::Null)]
            .map(|(name, code)| json!({ "name": name, "code": code }))
            .to_vec(),
        "share_applicants" => {
            office(round);
            [json!([]), json!([1, -1, nobody])].map(|it| json!({ "applicants": it })).to_vec()
        }
        "office_person" | "office_let_go" => {
            office(round);
            [1, -1].map(|it| json!({ "applicant": it })).to_vec()
        }
        "office_take_over" => {
            office(round);
            [1, -1].map(|it| json!({ "applicant": it, "from": hostile })).to_vec()
        }
        new => panic!("{new} is a new command: say here how it is tried with hostile files"),
    }
}

/// A finding on what is typed into the photo's draft.
fn found(round: &mut Round, fact: &str, text: &str, is_it: fn(&Value) -> bool) -> Value {
    let answer = json!({ "draft": round.photo, "fact": fact, "text": text });
    let view = round.done("answer", answer);
    let findings = view["findings"].as_array().unwrap();
    findings.iter().find(|it| is_it(it)).unwrap_or_else(|| panic!("nothing on {fact}"))["id"]
        .clone()
}

/// A receipt as the desk prints it.
pub(crate) fn receipt() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (vault, path) = (folder.path().join("beishen.vault"), folder.path().join("r.pdf"));
    let mut desk = Desk::open(&vault, Library::built_in().unwrap(), now()).unwrap();
    for request in [
        json!({ "command": "add_applicant", "name": "张三" }),
        json!({ "command": "begin_draft", "applicant": 1, "procedure": "tdxl" }),
        json!({ "command": "preview", "draft": 1, "paper": "receipt", "show_numbers": true }),
        json!({ "command": "save_preview", "preview": 1, "path": path }),
    ] {
        let mut request = request;
        request["locale"] = json!("zh");
        desk.call(serde_json::from_value::<Request>(request).unwrap(), now()).unwrap();
    }
    std::fs::read(path).unwrap()
}

/// A query that asks for all of it by the same words.
fn query(hostile: &str) -> serde_json::Value {
    json!({
        "text": hostile, "sort": "deadline", "down": true, "by_class": true, "procedures": [hostile],
        "classes": [hostile], "tags": [hostile], "states": ["wrong", "expired"],
    })
}

/// An office that has somebody, and trays in which lies what no desk has put there.
fn office(round: &mut Round) {
    round.done("set_office", json!({ "name": "一号窗口", "code": null }));
    round.done("share_applicants", json!({ "applicants": [1] }));
    // What went out comes back as a revision.
    for it in fs::read_dir(round.path("office/outbox")).unwrap().map(|it| it.unwrap()) {
        let name = it.file_name().into_string().unwrap();
        let mut parts = name.split('.');
        if let (Some(uid), Some(Ok(base))) = (parts.next(), parts.next().map(str::parse::<u64>)) {
            let to = round.path(&format!("office/inbox/{uid}.{}.beishen", base + 1));
            fs::rename(it.path(), to).unwrap();
        }
    }
    round.done("office_round", json!({}));
    let whose = format!("inbox/{}.1.beishen", "ab".repeat(16));
    for name in ["outbox/x", "inbox/x", "held", &whose] {
        fs::write(round.path(&format!("office/{name}")), b"\xff\xfe beishen office").unwrap();
    }
}

/// A bundle of somebody, as it is opened.
fn bundle(round: &mut Round) -> Value {
    let somebody = round.done("add_applicant", json!({ "name": "郑十" }))["applicant"].clone();
    let path = round.path("own.beishen");
    let save = json!({ "applicants": [somebody], "notes": true, "path": path });
    let code = round.done("save_bundle", save)["code"].clone();
    let code: Vec<_> = code.as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    json!({ "path": path, "code": code.join("-") })
}

/// What a form does to a pack, with hostile words in every place.
fn acts(hostile: &str) -> Vec<Value> {
    let words = json!({ "zh": hostile, "en": hostile });
    let to = json!({
        "id": "id_type", "label": hostile, "kind": "choose", "fact": hostile, "material": hostile, "required": true,
        "most": u32::MAX, "options": [words.clone(), words.clone()], "table": hostile, "note": words,
    });
    let all = [
        json!({ "act": "add_page", "title": hostile }),
        json!({ "act": "name_page", "page": "basic", "title": words }),
        json!({ "act": "remove_page", "page": hostile }),
        json!({ "act": "move_page", "page": "basic", "up": true }),
        json!({ "act": "add_box", "page": "basic", "label": hostile }),
        json!({ "act": "set_box", "page": "basic", "to": to }),
        json!({ "act": "remove_box", "page": "basic", "field": "id_type" }),
        json!({ "act": "move_box", "page": "basic", "field": hostile, "up": false }),
        json!({ "act": "add_fact", "label": hostile, "kind": "text" }),
        json!({ "act": "set_fact", "to": { "key": hostile, "label": { "zh": hostile, "en": "" }, "kind": "date", "sensitive": false } }),
        json!({ "act": "remove_fact", "key": hostile }),
    ];
    let given = all.iter().flat_map(|act| [OVER, hostile].map(|text| (act, text)));
    given.map(|(act, text)| json!({ "file": "a.toml", "text": text, "act": act })).collect()
}
