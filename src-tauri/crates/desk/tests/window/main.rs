//! The window's commands against a real vault: what a person does, and what they see of it.
#![expect(clippy::unwrap_used, clippy::needless_pass_by_value, reason = "tests")]

mod companion;
mod course;

use std::path::PathBuf;

use beishen_desk::{Applicant, Desk, Library, contract::Request};
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
        let Self { desk: old, folder } = self;
        drop(old);
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
        self.desk.call(serde_json::from_value::<Request>(request).unwrap(), at)
    }

    /// A draft of 同等学力申硕 for a new applicant.
    fn draft(&mut self, name: &str) -> i64 {
        let added = self.call("add_applicant", json!({ "name": name }));
        let view = self
            .call("begin_draft", json!({ "applicant": added["applicant"], "procedure": "tdxl" }));
        view["draft"].as_i64().unwrap()
    }

    fn answer(&mut self, draft: i64, fact: &str, text: &str) -> Value {
        self.call("answer", json!({ "draft": draft, "fact": fact, "text": text }))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn desk(folder: &TempDir) -> Desk {
    Desk::open(&folder.path().join("beishen.vault"), Library::built_in().unwrap(), now()).unwrap()
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
    let view = window.answer(draft, "work.start_month", "2006年6月");
    let found = findings(&view, "work.start_month");
    assert_eq!(found[0]["fixes"][0], "改为 200606");
    let id = found[0]["id"].clone();
    let view = window.call("fix", json!({ "draft": draft, "finding": id, "fix": 0 }));
    assert_eq!(field(&view, "work.start_month")["value"], "200606");
    assert!(findings(&view, "work.start_month").is_empty());
    let view = window.call("undo", json!({ "draft": draft }));
    assert_eq!(field(&view, "work.start_month")["typed"], "2006年6月");
    assert_eq!(view["changed"], "已撤销：参加工作年月");
    let view = window.call("redo", json!({ "draft": draft }));
    assert_eq!(field(&view, "work.start_month")["value"], "200606");
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

    let known = Library::built_in().unwrap().known();
    let answers = Applicant::read(&path, &known).unwrap().answers;
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
    let answers = Applicant::read(&path, &known).unwrap().answers;
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
        assert_eq!(row["drafts"][0]["errors"], 0, "{}", row["name"]);
        assert_eq!(row["drafts"][0]["status"], "completed");
    }
    let draft = rows[0]["drafts"][0]["id"].clone();
    let path = window.path("checklist.html");
    window.call("save_checklist", json!({ "draft": draft, "path": path, "format": "html" }));
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
    assert!(findings(&view, "files.photo")[0]["message"].as_str().unwrap().contains("不是 JPG"));
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
