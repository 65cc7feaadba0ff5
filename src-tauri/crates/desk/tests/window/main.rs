//! The window's commands against a real vault: what a person does, and what they see of it.
#![expect(clippy::unwrap_used, clippy::needless_pass_by_value, reason = "tests")]

mod batch;
mod checked;
mod companion;
mod copying;
mod course;
mod cropping;
mod damaged;
mod everything;
mod exporting;
mod fields;
mod filling;
mod handing_over;
mod importing;
mod leaving;
mod lists;
mod looked_at;
mod materials;
mod office;
mod photos;
mod portal;
mod profiles;
mod readback;
mod roster;
mod signing;

use std::path::{Path, PathBuf};

use beishen_desk::{Applicant, Desk, Library, Request, Studio};
use chrono::NaiveDateTime;
use serde_json::{Value, json};
use tempfile::TempDir;

struct Window {
    desk: Desk,
    folder: TempDir,
}

fn now() -> NaiveDateTime {
    "2026-11-22T09:00:00".parse().unwrap()
}

impl Window {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { desk: desk(&folder), folder }
    }

    fn reopen(self) -> Self {
        self.with_vault(|_| ())
    }

    /// Closed, so that something can be done with its vault, and opened again.
    fn with_vault(self, then: impl FnOnce(&Path)) -> Self {
        let Self { desk: old, folder } = self;
        drop(old);
        then(&folder.path().join("beishen.vault"));
        Self { desk: desk(&folder), folder }
    }

    #[track_caller]
    fn call(&mut self, command: &str, arguments: Value) -> Value {
        self.try_call(command, arguments).unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    fn try_call(
        &mut self,
        command: &str,
        arguments: Value,
    ) -> Result<Value, beishen_desk::Failure> {
        self.try_call_at(command, arguments, now())
    }

    fn try_call_at(
        &mut self,
        command: &str,
        arguments: Value,
        at: NaiveDateTime,
    ) -> Result<Value, beishen_desk::Failure> {
        let mut request = json!({ "locale": "zh", "command": command });
        request.as_object_mut().unwrap().extend(arguments.as_object().unwrap().clone());
        let reply = self.desk.call(serde_json::from_value::<Request>(request).unwrap(), at)?;
        Ok(serde_json::to_value(reply).unwrap())
    }

    /// A draft of 同等学力申硕 for a new applicant.
    fn draft(&mut self, name: &str) -> i64 {
        self.draft_of(name, "tdxl")
    }

    fn draft_of(&mut self, name: &str, procedure: &str) -> i64 {
        let added = self.call("add_applicant", json!({ "name": name }));
        self.begin(&added["applicant"], procedure)
    }

    fn begin(&mut self, applicant: &Value, procedure: &str) -> i64 {
        let begin = json!({ "applicant": applicant, "procedure": procedure });
        self.call("begin_draft", begin)["draft"].as_i64().unwrap()
    }

    fn answer(&mut self, draft: i64, fact: &str, text: &str) -> Value {
        self.call("answer", json!({ "draft": draft, "fact": fact, "text": text }))
    }

    /// The receipt as it is now, its numbers in full.
    fn save_receipt(&mut self, draft: i64, path: &Path) {
        let preview = self
            .call("preview", json!({ "draft": draft, "paper": "receipt", "show_numbers": true }));
        self.call("save_preview", json!({ "preview": preview["preview"], "path": path }));
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn desk(folder: &TempDir) -> Desk {
    let library = Library::with_folder(&folder.path().join("packs")).unwrap();
    Desk::open(&folder.path().join("beishen.vault"), library, now()).unwrap()
}

fn field<'a>(view: &'a Value, fact: &str) -> &'a Value {
    let steps = view["steps"].as_array().unwrap();
    let mut fields = steps.iter().flat_map(|it| it["fields"].as_array().unwrap());
    fields.find(|it| it["fact"] == fact).unwrap_or_else(|| panic!("{fact} is not asked"))
}

fn findings<'a>(view: &'a Value, fact: &str) -> Vec<&'a Value> {
    view["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["fact"] == fact && it["missing"] == false)
        .collect()
}

#[test]
fn a_number_is_cleaned_and_tells_birth_and_sex() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let view = window.answer(draft, "person.id_number", "110105 19491231 002x");
    assert_eq!(field(&view, "person.id_number")["value"], "11010519491231002X");
    assert_eq!(field(&view, "person.id_number")["typed"], "110105 19491231 002x");
    assert_eq!(field(&view, "person.birth_date")["value"], "1949-12-31");
    assert_eq!(field(&view, "person.birth_date")["portal_value"], "19491231");
    assert_eq!(field(&view, "person.birth_date")["provenance_note"], "由证件号码推算");
    assert_eq!(field(&view, "person.sex")["value"], "女");
    assert_eq!(field(&view, "person.name_pinyin")["value"], "ZHANG SAN");
}

#[test]
fn a_repair_is_one_press_and_can_be_undone() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let view = window.answer(draft, "work.start_month", "2006年6月5日");
    let found = findings(&view, "work.start_month");
    assert_eq!(found[0]["fixes"][0], "改为 200606");
    let id = found[0]["id"].clone();
    let view = window.call("fix", json!({ "draft": draft, "finding": id, "fix": 0 }));
    assert_eq!(field(&view, "work.start_month")["value"], "200606");
    assert!(findings(&view, "work.start_month").is_empty());
    let view = window.call("undo", json!({ "draft": draft }));
    assert_eq!(field(&view, "work.start_month")["typed"], "2006年6月5日");
    assert_eq!(view["changed"], "已撤销：参加工作年月");
    let view = window.call("redo", json!({ "draft": draft }));
    assert_eq!(field(&view, "work.start_month")["value"], "200606");
}

#[test]
fn an_old_number_of_15_digits_is_upgraded_only_on_the_person_s_word() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let view = window.answer(draft, "person.id_number", "110105 491231 002");
    assert_eq!(field(&view, "person.id_number")["value"], "110105491231002");
    assert_eq!(field(&view, "person.birth_date")["value"], "", "nothing follows from it yet");
    let found = findings(&view, "person.id_number");
    assert_eq!(found[0]["reason"], "legacy_15");
    assert_eq!(found[0]["fixes"], json!(["改为 11010519491231002X"]));
    let id = found[0]["id"].clone();
    let view = window.call("fix", json!({ "draft": draft, "finding": id, "fix": 0 }));
    assert_eq!(field(&view, "person.id_number")["value"], "11010519491231002X");
    assert_eq!(field(&view, "person.birth_date")["value"], "1949-12-31");

    // Orders 996 to 999 belong to those born before 1900: no rule tells their new number.
    let view = window.answer(draft, "person.id_number", "110105491231996");
    let found = findings(&view, "person.id_number");
    assert_eq!(found[0]["reason"], "legacy_15_before_1900");
    assert_eq!(found[0]["fixes"], json!([]));
}

#[test]
fn a_name_is_looked_at_character_by_character() {
    let mut window = Window::open();
    let draft = window.draft("阿依古丽．买买提");
    let view = window.call("open_draft", json!({ "draft": draft }));
    assert_eq!(field(&view, "person.name")["inspect"], true);
    assert_eq!(field(&view, "contact.email")["inspect"], false);
    let seen = window.call("inspect_name", json!({ "text": "阿依古丽．买买提" }));
    let dot = &seen["glyphs"][4];
    assert_eq!((&dot["position"], &dot["code_point"]), (&json!(5), &json!("U+FF0E")));
    assert_eq!((&dot["name"], &dot["verdict"]), (&json!("全角句点"), &json!("fail")));
    assert_eq!(seen["glyphs"][0]["verdict"], "pass");
    assert_eq!(seen["fixes"], json!(["阿依古丽·买买提"]));
    let seen = window.call("inspect_name", json!({ "text": "买买提江 阿卜杜拉" }));
    assert_eq!(seen["fixes"], json!(["买买提江·阿卜杜拉", "买买提江阿卜杜拉"]));

    let seen = window.call("inspect_name", json!({ "text": "张\u{202e}三" }));
    assert_eq!(seen["glyphs"][1]["character"], "", "it would turn the page's own writing");
    assert_eq!(seen["glyphs"][1]["name"], "方向控制符");
    let view = window.call("open_draft", json!({ "draft": draft }));
    assert_eq!(field(&view, "person.name")["value"], "阿依古丽．买买提", "looking changes nothing");
}

#[test]
fn a_renamed_institution_is_found_by_both_names_and_neither_is_an_error() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let mut find = |query: &str| {
        window.call(
            "search_options",
            json!({ "draft": draft, "fact": "degree.institution", "query": query }),
        )["options"][0]
            .clone()
    };
    for query in ["河北中医学院", "河北中医药大学", "hbzyxy"] {
        let option = find(query);
        assert_eq!(option["value"], "河北中医药大学", "{query}");
        assert_eq!(option["names"], "原名河北中医学院", "{query}");
    }
    assert_eq!(find("应急管理大学")["names"], "与华北科技学院合并为应急管理大学");

    for (typed, message, fixes) in [
        (
            "河北中医学院",
            "“河北中医学院”现名“河北中医药大学”，以平台下拉为准，请核对。",
            json!(["改为 河北中医药大学"]),
        ),
        (
            "应急管理大学",
            "“应急管理大学”原为防灾科技学院、华北科技学院，以平台下拉为准，请核对。",
            json!(["改为 防灾科技学院", "改为 华北科技学院"]),
        ),
    ] {
        let view = window.answer(draft, "degree.institution", typed);
        let found = findings(&view, "degree.institution");
        assert_eq!((&found[0]["severity"], &found[0]["fixes"]), (&json!("hint"), &fixes));
        assert_eq!(found[0]["message"], message);
        assert_eq!(found.len(), 1);
    }
}

#[test]
fn an_option_added_here_is_in_the_list_of_every_draft_until_it_is_removed() {
    let mut window = Window::open();
    let fact = "work.employer_type";
    let (one, other) = (window.draft("张三"), window.draft("李四"));
    let view = window.answer(one, fact, "示例单位");
    assert_eq!(findings(&view, fact)[0]["reason"], "not_listed");
    let add = json!({ "draft": one, "fact": fact, "value": " 示例单位 " });
    let view = window.call("add_option", add.clone());
    assert!(findings(&view, fact).is_empty());

    let mut window = window.reopen();
    let view = window.answer(other, fact, "示例单位");
    assert!(findings(&view, fact).is_empty(), "it holds for every draft, and for good");
    let find = json!({ "draft": other, "fact": fact, "query": "示例" });
    let option = window.call("search_options", find.clone())["options"][0].clone();
    assert_eq!(option["value"], "示例单位");
    assert_eq!(
        (&option["certainty"], &option["certainty_note"]),
        (&json!("added"), &json!("本机添加"))
    );
    window.call("add_option", add);
    let list = window.call("added_options", json!({}));
    assert_eq!(list.as_array().unwrap().len(), 1, "once is enough");
    assert_eq!(
        (&list[0]["label"], &list[0]["value"]),
        (&json!("工作单位性质"), &json!("示例单位"))
    );

    let remove = json!({ "fact": fact, "value": "示例单位" });
    assert_eq!(window.call("remove_option", remove.clone()), json!([]));
    window.call("put_back", json!({}));
    assert_eq!(window.call("added_options", json!({})), list);
    assert_eq!(window.call("remove_option", remove), json!([]));
    let view = window.call("open_draft", json!({ "draft": other }));
    assert_eq!(field(&view, fact)["value"], "示例单位", "the answer stays");
    assert_eq!(findings(&view, fact)[0]["reason"], "not_listed");
    assert_eq!(window.call("search_options", find)["total"], 0);
}

#[test]
fn only_a_list_that_is_not_the_portal_s_own_takes_options() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    for (fact, value) in [
        ("person.ethnic_group", "火星族"),
        ("contact.address", "示例路"),
        ("no.such", "示例"),
        ("degree.type", "荣誉学位"),
        ("work.employer_type", "  "),
        ("work.employer_type", &"长".repeat(101)),
        ("work.employer_type", "示例\u{0}单位"),
    ] {
        let add = json!({ "draft": draft, "fact": fact, "value": value });
        assert!(window.try_call("add_option", add).is_err(), "{fact} {value}");
    }
    // What the list has already is kept, but does not stand in it twice.
    let add = json!({ "draft": draft, "fact": "work.employer_type", "value": "国有企业" });
    window.call("add_option", add);
    let find = json!({ "draft": draft, "fact": "work.employer_type", "query": "国有企业" });
    assert_eq!(window.call("search_options", find)["total"], 1);
}

#[test]
fn a_kept_warning_returns_when_the_value_changes() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let view = window.answer(draft, "contact.email", "zhang@hotmail.com");
    let id = findings(&view, "contact.email")[0]["id"].clone();
    let view = window.call("keep", json!({ "draft": draft, "finding": id, "on": true }));
    assert_eq!(findings(&view, "contact.email")[0]["kept"], true);
    let view = window.answer(draft, "contact.email", "zhangsan@hotmail.com");
    assert_eq!(findings(&view, "contact.email")[0]["kept"], false);
}

#[test]
fn everything_is_there_after_closing() {
    let mut window = Window::open();
    let draft = window.draft("阿依古丽·买买提");
    window.answer(draft, "contact.address", "新疆喀什市解放北路 1 号");
    let rows = json!([{ "from": "201509", "to": "至今", "place": "某中学", "role": "教师", "witness": "" }]);
    window.call("set_history", json!({ "draft": draft, "rows": rows }));
    window.call("tick", json!({ "draft": draft, "tick": "photo.blue", "on": true }));
    window.call("log", json!({ "draft": draft, "act": "registered", "at": null, "note": "" }));
    window.call("visit", json!({ "draft": draft, "step": "history" }));
    let before = window.call("open_draft", json!({ "draft": draft }));
    let mut window = window.reopen();
    let after = window.call("open_draft", json!({ "draft": draft }));
    assert_eq!(before, after);
    assert_eq!(after["position"], "history");
    assert_eq!(after["deadlines"][0]["left"], "还剩 24 小时");
    assert_eq!(after["history"]["segments"][0]["end"], 1.0);
}

#[test]
fn what_the_vault_cannot_take_in_is_written_elsewhere_with_the_rest() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    window.answer(draft, "contact.address", "北京市朝阳区示例路 1 号");
    window.answer(draft, "contact.postcode", "100020");
    window.call("tick", json!({ "draft": draft, "tick": "photo.blue", "on": true }));
    window.call("log", json!({ "draft": draft, "act": "registered", "at": null, "note": "" }));
    let before = window.call("open_draft", json!({ "draft": draft }));
    let path = window.path("elsewhere.json");
    let rows = json!([{ "from": "201509", "to": "至今", "place": "某中学", "role": "教师", "witness": "" }]);
    let pending = json!({ "work.employer": "示例公司", "contact.postcode": "" });
    let request = json!({ "draft": draft, "path": path, "pending": pending, "rows": rows });
    assert_eq!(window.call("save_facts", request)["path"], json!(path));
    assert_eq!(
        window.call("open_draft", json!({ "draft": draft })),
        before,
        "the vault is only read"
    );

    let library = Library::built_in().unwrap();
    let read = |path: &Path| {
        let tdxl = library.procedure("tdxl").unwrap();
        Applicant::read(path, tdxl, &library.known(), &Studio::default()).unwrap()
    };
    let answers = read(&path).answers;
    let facts: Vec<_> = answers.facts.iter().map(|(key, it)| (key.as_str(), it.as_str())).collect();
    let given = [
        ("contact.address", "北京市朝阳区示例路 1 号"),
        ("person.name", "张三"),
        ("work.employer", "示例公司"),
    ];
    assert_eq!(facts, given);
    assert_eq!(answers.history[0].place, "某中学");
    assert_eq!((answers.ticks.len(), answers.log[0].at), (1, now()));

    let request = json!({ "draft": draft, "path": path, "pending": {}, "rows": null });
    window.call("save_facts", request);
    let answers = read(&path).answers;
    assert_eq!((answers.facts.len(), answers.history.len()), (3, 0));
}

#[test]
fn applicants_are_found_renamed_binned_and_restored() {
    let mut window = Window::open();
    for name in ["张三", "李四", "单玉会"] {
        window.call("add_applicant", json!({ "name": name }));
    }
    for (query, found) in [
        ("张", "张三"),
        ("ls", "李四"),
        ("shanyu", "单玉会"),
        ("danyuhui", "单玉会"),
        ("syh", "单玉会"),
    ] {
        let view = window.call("search_applicants", json!({ "query": query }));
        assert_eq!(view["applicants"][0]["name"], found, "{query}");
        assert_eq!(view["applicants"].as_array().unwrap().len(), 1, "{query}");
    }
    let view = window.call("open_desk", json!({}));
    let id = view["applicants"].as_array().unwrap().iter().find(|it| it["name"] == "李四").unwrap()
        ["id"]
        .clone();
    window.call("rename_applicant", json!({ "applicant": id, "name": "李思" }));
    let view = window.call("bin_applicant", json!({ "applicant": id }));
    assert_eq!((view["total"].clone(), view["bin"][0]["name"].clone()), (json!(2), json!("李思")));
    let view = window.call("restore_applicant", json!({ "applicant": id }));
    assert_eq!(view["total"], 3);
    window.call("bin_applicant", json!({ "applicant": id }));
    let view = window.call("erase_applicant", json!({ "applicant": id }));
    assert_eq!(view["bin_total"], 0);
}

#[test]
fn the_list_follows_the_name_that_is_answered() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    window.answer(draft, "person.name", "张三丰");
    let view = window.call("open_desk", json!({}));
    assert_eq!(view["applicants"][0]["name"], "张三丰");
    window.call("undo", json!({ "draft": draft }));
    let view = window.call("open_desk", json!({}));
    assert_eq!(view["applicants"][0]["name"], "张三");
}

#[test]
fn the_samples_are_ready_and_go_with_one_press() {
    let mut window = Window::open();
    let view = window.call("add_samples", json!({}));
    let rows = view["applicants"].as_array().unwrap();
    assert_eq!(rows.len(), 2);
    for row in rows {
        assert_eq!(
            (&row["drafts"][0]["wrong"], &row["drafts"][0]["missing"]),
            (&json!(0), &json!(0)),
            "{}",
            row["name"]
        );
        assert_eq!(row["drafts"][0]["status"], "completed");
    }
    let draft = rows[0]["drafts"][0]["id"].clone();
    let path = window.path("checklist.html");
    window.call(
        "save_paper",
        json!({ "draft": draft, "paper": "checklist", "path": path, "format": "html" }),
    );
    assert!(std::fs::read_to_string(path).unwrap().contains("证件号码"));
    let view = window.call("remove_samples", json!({}));
    assert_eq!((view["total"].clone(), view["bin_total"].clone()), (json!(0), json!(0)));
}

#[test]
fn a_photo_is_measured_and_shown_with_its_limits() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let path = window.path("notes.jpg");
    std::fs::write(&path, "no picture").unwrap();
    let view = window.call("attach", json!({ "draft": draft, "material": "photo", "path": path }));
    let material = &view["materials"][0];
    assert_eq!(material["file"]["name"], "notes.jpg");
    assert_eq!(material["checks"][0]["verdict"], "fail");
    assert!(findings(&view, "files.photo")[0]["message"].as_str().unwrap().contains("不是图片"));
    let view = window.call("detach", json!({ "draft": draft, "material": "photo" }));
    assert_eq!(view["materials"][0]["file"], Value::Null);
    let folder = window.folder.path().to_owned();
    let failure = window
        .try_call("attach", json!({ "draft": draft, "material": "photo", "path": folder }))
        .unwrap_err();
    assert!(failure.message.zh.contains("文件夹"), "{}", failure.message.zh);
}

#[test]
fn disciplines_are_searched_within_the_category() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    window.answer(draft, "degree.category", "工学");
    let found = window.call(
        "search_options",
        json!({ "draft": draft, "fact": "degree.discipline", "query": "tmgc" }),
    );
    assert_eq!(found["options"][0]["value"], "土木工程");
    assert_eq!(found["options"][0]["code"], "0814");
    window.answer(draft, "degree.province", "湖北省");
    let found = window.call(
        "search_options",
        json!({ "draft": draft, "fact": "degree.institution", "query": "whqg" }),
    );
    assert_eq!(found["options"][0]["value"], "武汉轻工大学");
    // A province that follows from the institution does not keep one from choosing another.
    window.answer(draft, "degree.province", "");
    let view = window.answer(draft, "degree.institution", "武汉轻工大学");
    let province = field(&view, "degree.province");
    assert_eq!(
        (&province["value"], &province["provenance"]),
        (&json!("湖北省"), &json!("derived"))
    );
    assert_eq!(province["provenance_note"], "由学位授予单位推算");
    let found = window.call(
        "search_options",
        json!({ "draft": draft, "fact": "degree.institution", "query": "北京大学" }),
    );
    assert_eq!(found["options"][0]["value"], "北京大学");
}

#[test]
fn what_is_gone_is_told_and_harms_nothing() {
    let mut window = Window::open();
    for (command, arguments) in [
        ("open_draft", json!({ "draft": 99 })),
        ("answer", json!({ "draft": 99, "fact": "person.name", "text": "张三" })),
        ("begin_draft", json!({ "applicant": 1, "procedure": "none" })),
        ("bin_applicant", json!({ "applicant": -1 })),
    ] {
        assert!(window.try_call(command, arguments).is_err(), "{command}");
    }
    let draft = window.draft("张三");
    for fact in ["person.password", "nothing", ""] {
        assert!(
            window
                .try_call("answer", json!({ "draft": draft, "fact": fact, "text": "x" }))
                .is_err(),
            "{fact}"
        );
    }
    for text in ["\u{202e}abc\0", &"字".repeat(100_000)] {
        let view = window.answer(draft, "contact.address", text);
        assert!(!findings(&view, "contact.address").is_empty());
    }
}

/// Who registers nothing is not warned of what registering cannot take back.
#[test]
fn a_point_of_no_return_is_shown_to_whom_it_concerns() {
    let mut window = Window::open();
    let draft = window.draft_of("张三", "chsi-account");
    let shown = |view: Value| {
        let steps = view["steps"].as_array().unwrap();
        let points = steps.iter().flat_map(|it| it["irreversible"].as_array().unwrap());
        points.map(|it| it["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(shown(window.answer(draft, "account.exists", "否")), ["one-number"]);
    let taken = window.answer(draft, "account.number_taken", "是");
    assert_eq!(shown(taken), ["one-number", "other-account"]);
    assert!(shown(window.answer(draft, "account.exists", "是")).is_empty());
}
