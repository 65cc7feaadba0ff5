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
