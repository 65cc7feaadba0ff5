//! 交接包 between two desks: out of one, into the other, corrected there, and back.

use serde_json::{Value, json};

use crate::{Window, field};

impl Window {
    /// A bundle of this applicant; the code that opens it.
    fn hand_over(&mut self, applicant: &Value) -> String {
        let path = self.path("b.beishen");
        let saved = self.call(
            "save_bundle",
            json!({ "applicants": [applicant], "notes": false, "path": path }),
        );
        assert_eq!(saved["people"], 1);
        let code: Vec<_> =
            saved["code"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
        code.join(" ").to_lowercase()
    }

    fn look(&mut self, from: &Self, code: &str) -> Value {
        self.call("open_bundle", json!({ "path": from.path("b.beishen"), "code": code }))
    }

    fn merge(&mut self, theirs: Value) -> Value {
        self.call("merge_bundle", json!({ "theirs": theirs }))
    }

    fn first(&mut self) -> (Value, i64) {
        let row = self.call("open_desk", json!({}))["applicants"][0].clone();
        let draft = row["drafts"][0]["id"].as_i64().unwrap();
        (row["id"].clone(), draft)
    }
}

#[test]
fn a_student_s_draft_is_corrected_at_the_desk_and_comes_back_with_the_corrections() {
    let (mut home, mut desk) = (Window::open(), Window::open());
    let draft = home.draft("张三");
    home.answer(draft, "person.name", "张三");
    home.answer(draft, "person.id_number", "11010519491231002X");
    home.answer(draft, "contact.mobile", "13800138000");
    let (applicant, _) = home.first();
    let code = home.hand_over(&applicant);

    let view = desk.look(&home, &code);
    assert_eq!(view["people"][0]["name"], "张三");
    assert_eq!(view["people"][0]["id_tail"], "002X");
    assert_eq!(view["people"][0]["said"], "新增");
    assert_eq!(view["people"][0]["procedures"], json!(["同等学力申硕"]));
    let done = desk.merge(json!([]));
    assert_eq!(done["message"], "新增 1 人，更新 0 人。");
    let again = desk.look(&home, &code);
    assert_eq!(
        (&again["people"][0]["said"], &again["changes"]),
        (&json!("与这里相同"), &json!(false))
    );

    let (theirs, there) = desk.first();
    desk.answer(there, "contact.mobile", "13900139000");
    desk.answer(there, "contact.email", "zhang@example.cn");
    // Meanwhile the student has changed one of them as well.
    let later = "2026-11-22T10:00:00".parse().unwrap();
    let answer = json!({ "draft": draft, "fact": "contact.mobile", "text": "13700137000" });
    home.try_call_at("answer", answer, later).unwrap();
    let code = desk.hand_over(&theirs);
    let view = home.look(&desk, &code);
    assert_eq!(view["people"][0]["said"], "更新 1 项，两边都改过 1 项");
    let differing = &view["differing"][0];
    assert_eq!(differing["label"], "移动电话");
    assert_eq!(
        (&differing["ours"], &differing["theirs"]),
        (&json!("13700137000"), &json!("13900139000"))
    );
    assert_eq!(
        (&differing["theirs_later"], &differing["sensitive"]),
        (&json!(false), &json!(true))
    );
    let done = home.merge(json!([0]));
    let view = home.call("open_draft", json!({ "draft": draft }));
    assert_eq!(field(&view, "contact.mobile")["value"], "13900139000");
    assert_eq!(field(&view, "contact.email")["value"], "zhang@example.cn");
    home.call("undo_import", json!({ "import": done["import"] }));
    let view = home.call("open_draft", json!({ "draft": draft }));
    assert_eq!(field(&view, "contact.mobile")["value"], "13700137000");
    assert_eq!(field(&view, "contact.email")["value"], "");
}

#[test]
fn what_cannot_be_opened_says_why_and_nothing_is_taken_in() {
    let (mut home, mut desk) = (Window::open(), Window::open());
    home.draft("张三");
    let (applicant, _) = home.first();
    let code = home.hand_over(&applicant);
    let whole = std::fs::read(home.path("b.beishen")).unwrap();
    let cases: [(&str, Vec<u8>, &str, &str); 6] = [
        ("short.beishen", whole.clone(), "abcd", "16 个字母和数字"),
        ("other.beishen", whole.clone(), "0000 0000 0000 0000", "交接码不对"),
        ("cut.beishen", whole[..whole.len() - 9].to_vec(), &code, "不完整或被改过"),
        ("photo.beishen", b"\xff\xd8\xff\xe0 a photo".to_vec(), &code, "不是备申交接包"),
        ("newer.beishen", [b"beishen bundle 3", &whole[16..]].concat(), &code, "先更新备申"),
        ("empty.beishen", Vec::new(), &code, "不是备申交接包"),
    ];
    for (name, bytes, code, says) in cases {
        let path = desk.path(name);
        std::fs::write(&path, bytes).unwrap();
        let open = json!({ "path": path, "code": code });
        let failure = desk.try_call("open_bundle", open).unwrap_err();
        assert!(failure.message.zh.contains(says), "{name}: {}", failure.message.zh);
        assert!(desk.try_call("merge_bundle", json!({ "theirs": [] })).is_err(), "{name}");
    }
    assert_eq!(desk.call("open_desk", json!({}))["total"], 0);
    let nobody = json!({ "applicants": [], "notes": false, "path": home.path("n.beishen") });
    assert!(home.try_call("save_bundle", nobody).is_err());
}
