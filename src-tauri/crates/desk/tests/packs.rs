//! What becomes of drafts when their pack goes and comes.
#![expect(clippy::unwrap_used, clippy::needless_pass_by_value, reason = "tests")]

use std::{fs, path::Path};

use beishen_desk::{Desk, Failure, Library, PROCEDURES, Request};
use serde_json::{Value, json};
use tempfile::TempDir;

fn asset(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets").join(name);
    fs::read_to_string(path).unwrap()
}

struct Window {
    desk: Desk,
    folder: TempDir,
}

impl Window {
    fn open(folder: TempDir) -> Self {
        let library = Library::with_folder(&folder.path().join("packs")).unwrap();
        let vault = folder.path().join("beishen.vault");
        let now = "2026-11-22T09:00:00".parse().unwrap();
        Self { desk: Desk::open(&vault, library, now).unwrap(), folder }
    }

    fn call(&mut self, command: &str, arguments: Value) -> Result<Value, Failure> {
        let mut request = json!({ "locale": "zh", "command": command });
        request.as_object_mut().unwrap().extend(arguments.as_object().unwrap().clone());
        let request = serde_json::from_value::<Request>(request).unwrap();
        let reply = self.desk.call(request, "2026-11-22T09:00:00".parse().unwrap())?;
        Ok(serde_json::to_value(reply).unwrap())
    }
}

#[test]
fn a_draft_outlives_its_pack_and_is_not_forgotten() {
    let mut window = Window::open(tempfile::tempdir().unwrap());
    let path = window.folder.path().join("school.toml");
    fs::write(&path, asset("samples/packs/tdxl-example.toml")).unwrap();
    let path = path.to_str().unwrap().to_owned();
    let import = json!({ "path": path, "replace": false });
    let imported = window.call("import_pack", import.clone()).unwrap();
    assert_eq!(imported["title"], "同等学力申硕（示例大学）");
    let pack = json!({
        "file": "tdxl-example.toml", "id": "tdxl-example", "title": "同等学力申硕（示例大学）",
        "verified_on": "2026-11-20", "extends": "同等学力申硕",
    });
    assert_eq!(imported["packs"], json!({ "own": [pack], "refused": [] }));
    assert_eq!(window.call("import_pack", import.clone()).unwrap()["title"], Value::Null);

    let desk = window.call("open_desk", json!({})).unwrap();
    assert_eq!(desk["procedures"][PROCEDURES.len()]["id"], "tdxl-example");
    let added = window.call("add_applicant", json!({ "name": "张三" })).unwrap();
    let begun = json!({ "applicant": added["applicant"], "procedure": "tdxl-example" });
    let draft = window.call("begin_draft", begun).unwrap()["draft"].clone();
    let answer = json!({ "draft": draft, "fact": "contact.mobile", "text": "13800138000" });
    window.call("answer", answer).unwrap();

    let left = window.call("remove_pack", json!({ "file": "tdxl-example.toml" })).unwrap();
    assert_eq!(left, json!({ "own": [], "refused": [] }));
    window.call("put_back", json!({})).unwrap();
    assert_eq!(window.call("list_packs", json!({})).unwrap(), imported["packs"]);
    assert!(window.call("put_back", json!({})).is_err(), "once is enough");
    window.call("remove_pack", json!({ "file": "tdxl-example.toml" })).unwrap();
    let desk = window.call("open_desk", json!({})).unwrap();
    let row = &desk["applicants"][0]["drafts"][0];
    assert_eq!(
        (&row["title"], &row["installed"]),
        (&json!("办理事项“tdxl-example”未安装"), &json!(false))
    );
    let gone = window.call("open_draft", json!({ "draft": draft })).unwrap_err();
    assert_eq!(gone.message.zh, "办理事项“tdxl-example”未安装，请在设置中导入。");

    let Window { desk, folder } = window;
    drop(desk);
    let mut window = Window::open(folder);
    window.call("import_pack", import).unwrap();
    let view = window.call("open_draft", json!({ "draft": draft })).unwrap();
    assert!(view.to_string().contains("13800138000"));
    let desk = window.call("open_desk", json!({})).unwrap();
    assert_eq!(desk["applicants"][0]["drafts"][0]["installed"], true);
}

#[test]
fn a_pack_is_written_in_the_window_checked_by_line_and_every_step_is_taken_back() {
    let mut window = Window::open(tempfile::tempdir().unwrap());
    let all = |window: &mut Window| window.call("list_procedures", json!({})).unwrap();
    let built_in = all(&mut window);
    let lines = built_in["procedures"].as_array().unwrap();
    assert_eq!(lines.len(), PROCEDURES.len());
    assert_eq!((&lines[0]["kind"], &lines[0]["file"]), (&json!("built_in"), &Value::Null));

    let new = |id: &str, extends: Value| json!({ "id": id, "extends": extends });
    let begun = window.call("new_pack", new("a-school", json!("tdxl"))).unwrap();
    assert_eq!(begun["file"], "a-school.toml");
    assert_eq!(
        (&begun["saved"], &all(&mut window)["unsaved"]),
        (&Value::Null, &json!(["a-school.toml"]))
    );
    for (id, why) in [
        ("tdxl", "已有了"),
        ("a-school", "已有了"),
        ("某校", "只用小写字母"),
        ("../a", "只用小写字母"),
    ] {
        let failure = window.call("new_pack", new(id, Value::Null)).unwrap_err();
        assert!(failure.message.zh.contains(why), "{}", failure.message.zh);
    }

    let text = begun["text"].as_str().unwrap().to_owned();
    let given = |text: &str| json!({ "file": "a-school.toml", "text": text });
    let check = window.call("check_pack", given(&text)).unwrap();
    assert_eq!(check["faults"], json!([]));
    let preview = &check["preview"];
    let steps = preview["steps"].as_array().unwrap();
    let asked = steps.iter().flat_map(|it| it["asks"].as_array().unwrap());
    let id_type = asked.into_iter().find(|it| it["fact"] == "person.id_type").unwrap();
    assert_eq!(
        (&id_type["required"], &id_type["options"][0]),
        (&json!(true), &json!("中华人民共和国居民身份证"))
    );
    for (paper, words) in [("checklist", "按平台页面顺序"), ("questionnaire", "1. ")] {
        assert!(preview[paper].as_str().unwrap().contains(words), "{paper}");
    }
    for (text, line, why) in [
        ("id = \"a-school\"\nextends = ", 2, "不是正确的 TOML"),
        ("# 某校\nid = \"b\"\nextends = \"tdxl\"\n", 2, "文件名应为“b.toml”"),
        ("extends = \"tdxl\"\nid = \"tdxl\"\n", 1, "绕了一圈"),
        (
            "id = \"a-school\"\nextends = \"tdxl\"\n\n[[pages]]\nid = \"basic\"\n[[pages.fields]]\nid = \"id_type\"\nfact = \"person.none\"\n",
            8,
            "person.none",
        ),
    ] {
        let check = window.call("check_pack", given(text)).unwrap();
        assert_eq!(
            (&check["faults"][0]["line"], &check["preview"]),
            (&json!(line), &Value::Null),
            "{check}"
        );
        assert!(check["faults"][0]["message"].as_str().unwrap().contains(why), "{check}");
        assert!(window.call("write_pack", given(text)).is_err());
        // What is wrong still is found again.
        let again = window.call("pack_text", json!({ "file": "a-school.toml" })).unwrap();
        assert_eq!((&again["text"], &again["saved"]), (&json!(text), &Value::Null));
    }
    let Window { desk, folder } = window;
    drop(desk);
    let mut window = Window::open(folder);
    assert_eq!(all(&mut window)["unsaved"], json!(["a-school.toml"]));

    let written = window.call("write_pack", given(&text)).unwrap();
    assert_eq!(written["unsaved"], json!([]));
    let own = &written["procedures"][PROCEDURES.len()];
    assert_eq!((&own["file"], &own["extends"]), (&json!("a-school.toml"), &json!("同等学力申硕")));
    // Another word for it, taken back by one press; then the first writing is taken back by nobody else.
    let renamed = text.replacen("（某校）", "（示例大学）", 1);
    window.call("check_pack", given(&renamed)).unwrap();
    let begun = window.call("pack_text", json!({ "file": "a-school.toml" })).unwrap();
    assert_eq!((&begun["text"], &begun["saved"]), (&json!(renamed), &json!(text)));
    let dropped = window.call("drop_pack_text", json!({ "file": "a-school.toml" })).unwrap();
    assert_eq!(dropped["unsaved"], json!([]));
    window.call("write_pack", given(&renamed)).unwrap();
    let lying = |window: &mut Window| {
        window.call("pack_text", json!({ "file": "a-school.toml" })).map(|it| it["text"].clone())
    };
    assert_eq!(lying(&mut window).unwrap(), json!(renamed));
    window.call("put_back", json!({})).unwrap();
    assert_eq!(lying(&mut window).unwrap(), json!(text));
    let out = window.folder.path().join("out.toml");
    window.call("save_pack", json!({ "file": "a-school.toml", "path": out })).unwrap();
    assert_eq!(fs::read_to_string(&out).unwrap(), text);
    window.call("remove_pack", json!({ "file": "a-school.toml" })).unwrap();
    assert!(lying(&mut window).is_err());
    window.call("write_pack", given(&text)).unwrap();
    window.call("put_back", json!({})).unwrap();
    assert_eq!(all(&mut window), built_in, "what was not there before is not there");
}
