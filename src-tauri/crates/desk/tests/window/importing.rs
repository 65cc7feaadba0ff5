//! From a table to people on the desk, and back.

use std::{fmt::Write as _, fs, path::PathBuf};

use beishen_tables::{Column, OwnSheet, Workbook, read};
use serde_json::{Value, json};

use crate::{Window, field};

const ZHANG: &str = "11010519491231002X";
const LI: &str = "440524188001010014";

/// An identity number that nobody else of the table has.
fn number(n: usize) -> String {
    const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let body = format!("430102{:04}0101{:03}", 1970 + n / 900, 100 + n % 900);
    let sum: usize = body.bytes().zip(WEIGHTS).map(|(it, by)| usize::from(it - b'0') * by).sum();
    format!("{body}{}", char::from(b"10X98765432"[sum % 11]))
}

impl Window {
    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        path
    }

    fn read_table(&mut self, path: &PathBuf) -> Value {
        self.call("read_table", json!({ "path": path, "procedure": "tdxl" }))
    }

    fn rows(&mut self, show: &str) -> Vec<Value> {
        let rows = self.call("import_rows", json!({ "offset": 0, "limit": 500, "show": show }));
        rows["rows"].as_array().unwrap().clone()
    }

    fn people(&mut self) -> Vec<String> {
        let people = self.call("people", json!({ "procedure": null, "show_numbers": true }));
        let rows = people["rows"].as_array().unwrap().iter();
        let mut names: Vec<_> = rows.map(|it| it[0].as_str().unwrap().to_owned()).collect();
        names.sort();
        names
    }
}

/// What is said of a row, of it all and of each cell.
fn said(row: &Value) -> Vec<String> {
    let whole = row["said"].as_array().unwrap().iter();
    let cells = row["cells"].as_array().unwrap().iter().map(|it| &it["message"]);
    let all = whole.chain(cells).filter_map(|it| it.as_str().map(str::to_owned));
    all.filter(|it| !it.is_empty()).collect()
}

#[test]
fn a_table_is_looked_through_before_anything_is_written_and_taken_in_at_once() {
    let mut window = Window::open();
    let text = format!(
        "2026 级名册,,,\n姓名*,身份证号,手机,性别,备注\n张三,{ZHANG},13800138000,女性,\n李四,{LI},1390013900,男,\n王五,430102199001021000,13700137000,,\n,{},,,\n张三,{ZHANG},,,\n合计,,,,5\n",
        number(1)
    );
    let path = window.write("名册.csv", text);
    let view = window.read_table(&path);
    assert_eq!(view["columns"][1]["fact"], "person.id_number");
    assert_eq!(view["columns"][4]["fact"], Value::Null, "a remark is nothing that is asked for");
    let count = |view: &Value, what: &str| view[what].as_u64().unwrap();
    assert_eq!(
        (count(&view, "total"), count(&view, "fine"), count(&view, "bad")),
        (5, 1, 4),
        "a sum is nobody"
    );
    assert!(window.people().is_empty(), "nothing is written");

    let rows = window.rows("bad");
    let why: Vec<_> = rows.iter().map(|it| (it["row"].as_u64().unwrap(), said(it))).collect();
    let says = |row: usize, words: &str| {
        assert!(why[row].1.iter().any(|it| it.contains(words)), "{words}: {why:#?}");
    };
    assert_eq!(why.iter().map(|it| it.0).collect::<Vec<_>>(), [4, 5, 6, 7]);
    says(0, "手机号");
    says(1, "末尾是 000，可能被表格改过");
    says(2, "没有姓名");
    says(3, "与第 3 行证件号码相同");
    let fine = &window.rows("all")[0];
    assert_eq!(fine["cells"][3]["taken"], "女");
    assert_eq!(said(fine), ["“女性”按选项写作“女”。"]);

    let done = window.call("run_import", json!({}));
    assert_eq!(done["message"], "新增 1 人，更新 0 人，4 行有问题没有导入。");
    assert_eq!(window.people(), ["张三"]);
    let line = &window.call("imports", json!({}))[0];
    assert_eq!((&line["from"], &line["added"]), (&json!("名册.csv"), &json!(1)));

    let taken = window.call("undo_import", json!({ "import": done["import"] }));
    assert_eq!(taken["message"], "已撤销导入：移除 1 人，0 项恢复原样。");
    assert!(window.people().is_empty());
    assert!(window.try_call("undo_import", json!({ "import": done["import"] })).is_err(), "once");
}

#[test]
fn a_sum_is_nobody_and_a_class_that_the_form_does_not_ask_for_is_no_doubt() {
    let mut window = Window::open();
    for sum in ["合计,,2,,", "合计,2,,,", "合 计：,,2,,", "总计 2 人,,,,", ",小计,,,", ",,,,合计"]
    {
        let text = format!("序号,姓名,证件号码,班级,学号\n1,张三,{ZHANG},一班,2026001\n{sum}\n");
        let view = window.read_table(&window.write("a.csv", text));
        assert_eq!((&view["total"], &view["fine"]), (&json!(1), &json!(1)), "{sum}");
        assert_eq!(window.rows("all")[0]["state"], "fine", "{sum}");
    }
}

#[test]
fn a_name_spread_out_to_look_even_is_put_together_and_no_other() {
    let mut window = Window::open();
    for (name, expected) in [
        ("张 三", Some("张三")),
        ("张　三", Some("张三")),
        (" 王  晓 明 ", Some("王晓明")),
        ("欧 阳 玉 会", Some("欧阳玉会")),
        ("欧阳 玉 会", Some("欧阳玉会")),
        ("欧阳 玉会", None),
        ("那 巴图", None),
        ("哈 丹", None),
        ("巴　图", None),
        ("买买提江 阿卜杜拉", None),
        ("阿依 古丽", None),
        ("Li Ming", None),
        ("J D", None),
    ] {
        let text = format!("姓名,证件号码\n{name},{ZHANG}\n");
        window.read_table(&window.write("a.csv", text));
        let row = &window.rows("all")[0];
        match expected {
            Some(name) => {
                assert_eq!(
                    (&row["state"], &row["cells"][0]["taken"]),
                    (&json!("fine"), &json!(name))
                );
                assert!(said(row)[0].contains("对齐用的空格"), "{row}");
            }
            None => assert_ne!(row["state"], "fine", "{name}"),
        }
    }
}

/// As while typing: where the people has names with a dot, only the person knows what the blank was.
#[test]
fn a_blank_that_may_be_a_dot_is_asked_about_and_the_signs_of_a_spreadsheet_go() {
    let mut window = Window::open();
    for (name, people, expected) in [
        ("哈 丹", "蒙古族", None),
        ("哈 丹", "", None),
        ("哈 丹", "汉族", Some("哈丹")),
        ("'张三", "汉族", Some("张三")),
        ("\"=\"\"张三\"\"\"", "汉族", Some("张三")),
    ] {
        let text = format!("姓名,民族,证件号码\n{name},{people},{ZHANG}\n");
        window.read_table(&window.write("a.csv", text));
        let row = &window.rows("all")[0];
        match expected {
            Some(name) => assert_eq!(row["cells"][0]["taken"], name, "{row}"),
            None => assert!(said(row)[0].contains("“·”"), "{row}"),
        }
        assert_eq!(row["state"] == "fine", expected.is_some(), "{row}");
    }
}

#[test]
fn rows_that_were_left_out_come_back_with_reasons_and_can_be_taken_in_once_they_are_right() {
    let mut window = Window::open();
    let text =
        format!("姓名,证件号码,邮政编码\n张三,{ZHANG},410081\n李四,44052418800101001,410081\n");
    let path = window.write("a.csv", text);
    window.read_table(&path);
    window.call("run_import", json!({}));
    let bad = window.path("bad.xlsx");
    window.call("save_bad_rows", json!({ "path": bad }));
    let book = read(&fs::read(&bad).unwrap()).unwrap();
    let sheet = &book.sheets[0];
    let texts =
        |at: usize| sheet.rows[at].cells.iter().map(|it| it.text.as_str()).collect::<Vec<_>>();
    assert_eq!(texts(0), ["原因", "姓名", "证件号码", "邮政编码"]);
    assert_eq!(sheet.rows.len(), 2, "who was taken in is not among them");
    assert!(texts(1)[0].contains("17 位"), "{:?}", texts(1));

    let column = |name: &str| Column { name: name.into(), ..Column::default() };
    let mut row: Vec<String> = texts(1).into_iter().map(str::to_owned).collect();
    row[2] = LI.into();
    let page = OwnSheet {
        name: "a".into(),
        columns: texts(0).into_iter().map(column).collect(),
        rows: vec![row],
        ..OwnSheet::default()
    };
    let mended = window.write("mended.xlsx", Workbook { sheets: vec![page] }.to_xlsx().unwrap());
    let view = window.read_table(&mended);
    assert_eq!((&view["fine"], &view["bad"]), (&json!(1), &json!(0)));
    let names: Vec<_> = view["columns"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(names, ["姓名", "证件号码", "邮政编码"], "our reasons are no column");
    window.call("run_import", json!({}));
    assert_eq!(window.people(), ["张三", "李四"]);

    // What a spreadsheet had done and was put right stays so; what it has lost does not look whole.
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/tables/");
    window.read_table(&PathBuf::from(folder).join("ruined.xlsx"));
    window.call("save_bad_rows", json!({ "path": bad }));
    let book = read(&fs::read(&bad).unwrap()).unwrap();
    let cells = book.sheets[0].rows.iter().flat_map(|it| &it.cells);
    let texts: Vec<&str> = cells.map(|it| it.text.as_str()).collect();
    for text in ["1990-05-17", "010000", "1.10105E+16"] {
        assert!(texts.contains(&text), "{text}: {texts:?}");
    }
    assert_eq!(texts.iter().filter(|it| **it == "1990-05-17").count(), 2, "{texts:?}");
    assert!(!texts.contains(&"11010519491231000"), "{texts:?}");
}

#[test]
fn whoever_is_here_already_is_known_by_the_number_and_nothing_is_overwritten_unasked() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    for (fact, text) in [("person.id_number", ZHANG), ("contact.mobile", "13800138000")] {
        window.answer(draft, fact, text);
    }
    let text = "姓名,证件号码,手机,邮政编码,通信地址\n张三,１１０１０５１９４９１２３１００２ｘ,13900139000,410081,长沙市岳麓区\n";
    let path = window.write("b.csv", text);
    let view = window.read_table(&path);
    assert_eq!((&view["here"], &view["differing"]), (&json!(1), &json!(1)));
    let row = &window.rows("here")[0];
    assert_eq!((&row["here"], &row["state"]), (&json!("张三"), &json!("doubtful")));
    let mobile = row["cells"].as_array().unwrap().iter().find(|it| it["fact"] == "contact.mobile");
    assert_eq!(
        (&mobile.unwrap()["here"], &mobile.unwrap()["take"]),
        (&json!("13800138000"), &json!(false))
    );

    let done = window.call("run_import", json!({}));
    assert_eq!((&done["added"], &done["changed"]), (&json!(0), &json!(1)));
    let open = json!({ "draft": draft });
    let value = |view: &Value, fact: &str| field(view, fact)["typed"].clone();
    let view = window.call("open_draft", open.clone());
    assert_eq!(value(&view, "contact.mobile"), "13800138000");
    assert_eq!(value(&view, "contact.postcode"), "410081");

    // Once more, with the table's word for the one; then one press takes it back.
    window.read_table(&path);
    let over = json!({ "row": 2, "fact": "contact.mobile", "take": true });
    window.call("take_over", over);
    let done = window.call("run_import", json!({}));
    let view = window.call("open_draft", open.clone());
    assert_eq!(value(&view, "contact.mobile"), "13900139000");
    window.answer(draft, "contact.address", "北京市");
    let taken = window.call("undo_import", json!({ "import": done["import"] }));
    assert_eq!(
        (&taken["removed"], &taken["restored"], &taken["kept"]),
        (&json!(0), &json!(1), &json!(0))
    );
    let view = window.call("open_draft", open);
    assert_eq!(value(&view, "contact.mobile"), "13800138000");
    assert_eq!(value(&view, "contact.address"), "北京市", "what was done since stays");
}

#[test]
fn whoever_was_worked_on_since_stays_when_the_import_is_taken_back() {
    let mut window = Window::open();
    let text = format!("姓名,证件号码\n张三,{ZHANG}\n李四,{LI}\n");
    let path = window.write("c.csv", text);
    window.read_table(&path);
    let done = window.call("run_import", json!({}));
    let desk = window.call("open_desk", json!({}));
    let rows = desk["applicants"].as_array().unwrap();
    let zhang = rows.iter().find(|it| it["name"] == "张三").unwrap();
    let draft = zhang["drafts"][0]["id"].as_i64().unwrap();
    window.answer(draft, "contact.postcode", "410081");
    let taken = window.call("undo_import", json!({ "import": done["import"] }));
    assert_eq!((&taken["removed"], &taken["kept"]), (&json!(1), &json!(1)));
    assert_eq!(window.people(), ["张三"]);
}

#[test]
fn columns_are_mapped_by_hand_and_the_mapping_is_remembered() {
    let mut window = Window::open();
    let text = "人名,号,单位的邮编\n张三,11010519491231002X,410081\n";
    let path = window.write("d.csv", text);
    let view = window.read_table(&path);
    let facts = |view: &Value| {
        let columns = view["columns"].as_array().unwrap().iter();
        columns.map(|it| it["fact"].as_str().unwrap_or("-").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        facts(&view),
        ["-", "person.id_number", "contact.postcode"],
        "by content, and by its end"
    );
    assert_eq!(view["bad"], 1);
    window.call("map_column", json!({ "column": 0, "fact": "person.name" }));
    let view = window.call("map_column", json!({ "column": 2, "fact": null }));
    assert_eq!((facts(&view)[0].as_str(), &view["fine"]), ("person.name", &json!(1)));
    window.call("run_import", json!({}));
    let mut window = window.reopen();
    let view = window.read_table(&path);
    assert_eq!(facts(&view), ["person.name", "person.id_number", "-"]);
    assert!(window.try_call("map_column", json!({ "column": 9, "fact": "person.name" })).is_err());
    assert!(window.try_call("map_column", json!({ "column": 0, "fact": "person.hat" })).is_err());
}

#[test]
fn the_history_comes_from_a_sheet_of_its_own() {
    let mut window = Window::open();
    let page = |name: &str, columns: &[&str], rows: &[&[&str]]| OwnSheet {
        name: name.into(),
        columns: columns
            .iter()
            .map(|it| Column { name: (*it).into(), ..Column::default() })
            .collect(),
        rows: rows.iter().map(|it| it.iter().map(|it| (*it).into()).collect()).collect(),
        ..OwnSheet::default()
    };
    let book = Workbook {
        sheets: vec![
            page(
                "名册",
                &["姓名", "证件号码"],
                &[&["张三", ZHANG], &["王五", ""], &["赵六", ""], &["赵 六", ""]],
            ),
            page(
                "经历",
                &["证件号码", "姓名", "起始年月", "终止年月", "单位", "职务", "证明人"],
                &[
                    &[ZHANG, "", "2001.09", "200506", "某大学", "学生", "李四"],
                    &[ZHANG, "张三", "200507", "至今", "某公司", "职员", "王五"],
                    &["", "王 五", "200507", "至今", "某公司", "职员", "张三"],
                    // Two are called so, and nobody has that number or that name.
                    &["", "赵六", "200507", "至今", "某公司", "职员", "张三"],
                    &["110105194912310020", "", "200507", "至今", "某公司", "职员", "张三"],
                    &["", "钱七", "200507", "至今", "某公司", "职员", "张三"],
                ],
            ),
        ],
    };
    let path = window.write("h.xlsx", book.to_xlsx().unwrap());
    let view = window.read_table(&path);
    let notes = view["notes"].to_string();
    assert!(notes.contains("共 6 行") && notes.contains("有 3 行不知是谁的"), "{notes}");
    window.call("run_import", json!({}));
    let desk = window.call("open_desk", json!({}));
    for (name, rows) in [("张三", 2), ("王五", 1), ("赵六", 0)] {
        let whose = desk["applicants"].as_array().unwrap().iter().find(|it| it["name"] == name);
        let draft = whose.unwrap()["drafts"][0]["id"].as_i64().unwrap();
        let history = window.call("open_draft", json!({ "draft": draft }))["history"].clone();
        let kept = history["rows"].as_array().unwrap();
        let kept = kept.iter().filter(|it| it.to_string().contains("200"));
        assert_eq!(kept.count(), rows, "{name}: {history}");
    }
}

#[test]
fn the_template_and_the_list_can_be_read_in_again() {
    let mut window = Window::open();
    let path = window.path("template.xlsx");
    for procedure in ["tdxl", "chsi-account", "image-check", "hunnu-bachelor"] {
        window.call("save_template", json!({ "procedure": procedure, "path": path }));
        let book = read(&fs::read(&path).unwrap()).unwrap();
        assert!(book.sheets.len() >= 2, "{procedure}");
        let names = &book.sheets[0].rows[0].cells;
        assert!(names.iter().any(|it| it.text == "姓名"), "{procedure}");
    }
    let draft = window.draft("张三");
    window.answer(draft, "person.id_number", ZHANG);
    window.answer(draft, "contact.mobile", "13800138000");
    for (name, show) in [("list.xlsx", true), ("list.csv", true), ("masked.xlsx", false)] {
        let path = window.path(name);
        let save = json!({ "procedure": "tdxl", "show_numbers": show, "path": path });
        window.call("save_people", save);
        let book = read(&fs::read(&path).unwrap()).unwrap();
        let all = format!(
            "{:?}",
            book.sheets[0]
                .rows
                .iter()
                .map(|it| it.cells.iter().map(|it| &it.text).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        );
        assert_eq!(all.contains(ZHANG), show, "{name}: {all}");
        assert_eq!(all.contains("138****8000"), !show, "{name}: {all}");
        if show {
            let view = window.read_table(&path);
            assert_eq!(
                (&view["fine"], &view["here"], &view["differing"]),
                (&json!(1), &json!(1), &json!(0)),
                "{name}"
            );
        }
    }
}

#[test]
fn a_thousand_people_come_in_at_once() {
    let mut window = Window::open();
    let mut text = "姓名,证件号码,手机\n".to_owned();
    for n in 0..1_000 {
        writeln!(text, "王五,{},1380013{n:04}", number(n)).unwrap();
    }
    let path = window.write("many.csv", text);
    let view = window.read_table(&path);
    assert_eq!(view["total"], 1_000);
    let rows = window.call("import_rows", json!({ "offset": 990, "limit": 50, "show": "all" }));
    assert_eq!(rows["rows"].as_array().unwrap().len(), 10);
    let done = window.call("run_import", json!({}));
    assert_eq!((&done["added"], &done["bad"]), (&json!(1_000), &json!(0)));
    assert_eq!(window.call("undo_import", json!({ "import": done["import"] }))["removed"], 1_000);
    assert!(window.try_call("show_sheet", json!({ "sheet": 7 })).is_err());
    window.call("leave_import", json!({}));
    assert!(window.try_call("run_import", json!({})).is_err(), "there is no table any more");
}

#[test]
fn photos_from_a_folder_go_to_whom_their_names_say_and_doubts_are_asked() {
    let mut window = Window::open();
    let text = format!(
        "姓名,证件号码,学号\n张三,{ZHANG},20210101\n李四,{LI},20210102\n李四,{},20210103\n",
        number(7)
    );
    let path = window.write("class.csv", text);
    window.read_table(&path);
    window.call("run_import", json!({}));
    let folder = window.path("photos");
    fs::create_dir(&folder).unwrap();
    let photo = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/samples/photo-zhang.jpg");
    for name in ["11010519491231002X.jpg", "李四.jpg", "IMG_1.jpg", "名单.txt"] {
        fs::copy(photo, folder.join(name)).unwrap();
    }
    let find = json!({ "folder": folder, "procedure": "tdxl", "material": "photo" });
    let found = window.call("find_files", find.clone());
    let files = found["files"].as_array().unwrap();
    let seen = |it: &Value| {
        let people = it["people"].as_array().unwrap().len();
        (it["name"].as_str().unwrap().to_owned(), it["draft"].is_i64(), people)
    };
    assert_eq!(
        files.iter().map(seen).collect::<Vec<_>>(),
        [
            ("11010519491231002X.jpg".into(), true, 1),
            ("IMG_1.jpg".into(), false, 0),
            ("李四.jpg".into(), false, 2)
        ]
    );
    assert_eq!((&found["people"], &files[0]["why"]), (&json!(3), &json!("证件号码")));
    let attach = json!({ "file": 0, "draft": files[0]["draft"] });
    let done = window.call("attach_found", attach.clone());
    assert!(["ready", "ask", "wrong"].contains(&done["state"].as_str().unwrap()), "{done}");
    let again = window.call("find_files", find);
    assert_eq!(again["files"][0]["people"][0]["has"], true, "it is told that there is one");
    // Whoever was not found in the folder's list gets nothing.
    assert!(window.try_call("attach_found", json!({ "file": 0, "draft": 999 })).is_err());
    assert!(
        window.try_call("attach_found", json!({ "file": 9, "draft": files[0]["draft"] })).is_err()
    );
    let elsewhere = json!({ "folder": "/nowhere", "procedure": "tdxl", "material": "photo" });
    assert!(window.try_call("find_files", elsewhere).is_err());
}

#[test]
fn questionnaires_that_came_back_are_rows_and_each_is_looked_through() {
    let mut window = Window::open();
    let folder = window.path("back");
    fs::create_dir(&folder).unwrap();
    let row = |place: &str| json!({ "from": "201109", "to": "至今", "place": place, "role": "学生", "witness": "" });
    let file = |procedure: &str, name: &str, number: &str, place: &str| {
        json!({
            "questionnaire": { "procedure": procedure, "version": 1 },
            "facts": { "person.name": name, "person.id_number": number, "contact.mobile": "1380013800" },
            "history": [row(place)],
        })
        .to_string()
    };
    let write = |name: &str, text: String| fs::write(folder.join(name), text).unwrap();
    write("1.json", file("tdxl", "张三", ZHANG, "示例大学").replace("1380013800", "13800138000"));
    write("2.json", file("tdxl", "李四", LI, "示例学院"));
    write("3.json", file("image-check", "王五", "", "示例学院"));
    write("4.json", "{ \"facts\": ".to_owned());
    write("说明.txt", "不是采集表".to_owned());
    let view = window.call("read_answers", json!({ "folder": folder, "procedure": "tdxl" }));
    let count = |what: &str| view[what].as_u64().unwrap();
    let all: Vec<_> = window.rows("all").iter().map(said).collect();
    assert_eq!((count("total"), count("fine"), count("bad")), (4, 1, 3), "{all:#?}");
    assert_eq!(
        (&view["can_fill"], &view["columns"][0]["sample"]),
        (&json!(false), &json!("1.json"))
    );
    assert!(window.people().is_empty(), "nothing is written");
    let bad = window.rows("bad");
    let why: Vec<String> = bad.iter().map(|it| said(it).join(" ")).collect();
    for (why, words) in why.iter().zip(["手机号", "另一件事项的采集表", "不是正确的 JSON"])
    {
        assert!(why.contains(words), "{words}: {why}");
    }
    let done = window.call("run_import", json!({}));
    assert_eq!(done["message"], "新增 1 人，更新 0 人，3 行有问题没有导入。");
    let draft = window.call("list_roster", json!({
        "query": {
            "text": "张三", "sort": "name", "down": false, "by_class": false, "procedures": [], "classes": [],
            "tags": [], "states": [],
        },
        "offset": 0, "limit": 1,
    }))["rows"][0]["draft"]["id"].clone();
    let view = window.call("open_draft", json!({ "draft": draft }));
    assert_eq!(field(&view, "contact.mobile")["value"], "13800138000");
    assert!(view.to_string().contains("示例大学"), "the history came along");

    // Once more, one alone, changed: the desk's word stays unless that is said, and all of it can be taken back.
    let one = window.write("z.json", file("tdxl", "张三", ZHANG, "示例大学"));
    let view = window.read_table(&one);
    assert_eq!((&view["total"], &view["here"]), (&json!(1), &json!(1)), "{view}");
    let undone = window.call("undo_import", json!({ "import": done["import"] }));
    assert!(undone["message"].as_str().unwrap().contains("移除 1 人"), "{undone}");
    let empty = window.path("empty");
    fs::create_dir(&empty).unwrap();
    let refused = window.try_call("read_answers", json!({ "folder": empty, "procedure": "tdxl" }));
    assert!(refused.unwrap_err().message.zh.contains("采集表文件"));
}
