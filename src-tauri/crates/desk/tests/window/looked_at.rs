//! A desk that cannot be written.

use std::fs;

use beishen_desk::{Desk, Library};
use serde_json::json;

use crate::{Window, now};

#[test]
fn everything_is_seen_and_nothing_taken_in() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    window.answer(draft, "contact.mobile", "13800138000");
    let applicant = window.call("open_draft", json!({ "draft": draft }))["applicant"]["id"].clone();
    let path = window.path("beishen.vault");
    let Window { desk, folder } = window;
    drop(desk);
    let before = fs::read(&path).unwrap();
    let desk = Desk::open_to_read(&path, Library::built_in().unwrap(), now()).unwrap();
    let mut window = Window { desk, folder };

    let said = window.call("open_desk", json!({}))["read_only"].clone();
    let folder = path.parent().unwrap().display().to_string();
    assert!(said.as_str().unwrap().contains(&folder), "{said}");
    let view = window.call("open_draft", json!({ "draft": draft }));
    assert_eq!(view["read_only"], true);
    assert!(window.call("review", json!({ "draft": draft })).to_string().contains("13800138000"));
    for (command, arguments) in [
        ("answer", json!({ "draft": draft, "fact": "contact.mobile", "text": "" })),
        ("undo", json!({ "draft": draft })),
        ("tick", json!({ "draft": draft, "tick": "x", "on": true })),
        ("log", json!({ "draft": draft, "act": "registered", "at": null, "note": "" })),
        ("add_applicant", json!({ "name": "李四" })),
        ("bin_applicant", json!({ "applicant": applicant })),
        ("begin_draft", json!({ "applicant": applicant, "procedure": "chsi-account" })),
    ] {
        let refused = window.try_call(command, arguments).unwrap_err();
        assert!(refused.message.zh.contains("只能查看"), "{command}: {}", refused.message.zh);
    }
    let receipt = window.path("receipt.pdf");
    window.save_receipt(draft, &receipt);
    assert!(receipt.exists());
    drop(window.desk);
    assert_eq!(fs::read(&path).unwrap(), before);
}
