//! Photos: every check is told, and what is made ready takes the place of what was chosen.

use serde_json::{Value, json};

use crate::{Window, findings};

pub(crate) const PHOTO: &[u8] = include_bytes!("../../../../../assets/samples/photo-zhang.jpg");

/// A draft with a file as its photo.
pub(crate) fn with_photo(
    window: &mut Window,
    procedure: &str,
    name: &str,
    bytes: &[u8],
) -> (i64, Value) {
    let draft = window.draft_of("张三", procedure);
    let path = window.path(name);
    std::fs::write(&path, bytes).unwrap();
    let view = window.call("attach", json!({ "draft": draft, "material": "photo", "path": path }));
    (draft, photo(&view).clone())
}

pub(crate) fn photo(view: &Value) -> &Value {
    view["materials"].as_array().unwrap().iter().find(|it| it["id"] == "photo").unwrap()
}

pub(crate) fn check<'a>(material: &'a Value, label: &str) -> &'a Value {
    material["checks"].as_array().unwrap().iter().find(|it| it["label"] == label).unwrap()
}

fn prepare(window: &mut Window, draft: i64, crop: Value) -> Value {
    window.call("prepare_photo", json!({ "draft": draft, "material": "photo", "crop": crop }))
}

#[test]
fn what_is_seen_of_a_person_stands_beside_its_limit() {
    let mut window = Window::open();
    let (_, material) = with_photo(&mut window, "tdxl", "photo.jpg", PHOTO);
    // Drawn as it is, the models take it for a person.
    for (label, value, limit, verdict) in [
        ("文件格式", "JPEG", "JPG", "pass"),
        ("像素", "390 × 567", "390 × 567", "pass"),
        ("人脸", "1", "", "pass"),
    ] {
        let row = check(&material, label);
        assert_eq!((&row["value"], &row["limit"]), (&json!(value), &json!(limit)), "{label}");
        assert_eq!((&row["verdict"], &row["message"]), (&json!(verdict), &json!("")), "{label}");
    }
    let head = check(&material, "头部长度");
    assert_eq!(head["limit"], "330–390 px");
    assert!(head["source"].as_str().unwrap().contains("同等学力"), "{head}");
    let unseen = check(&material, "程序看不出的");
    assert_eq!(unseen["verdict"], "unknown");
    assert!(unseen["message"].as_str().unwrap().contains("本人确认"));
}

#[test]
fn what_the_table_fails_for_its_bytes_the_findings_fail_too() {
    let mut window = Window::open();
    let mut large = PHOTO.to_vec();
    large.resize(210_000, 0);
    let (draft, material) = with_photo(&mut window, "tdxl", "large.jpg", &large);
    assert_eq!(check(&material, "文件大小")["verdict"], "fail");
    let view = window.call("open_draft", json!({ "draft": draft }));
    let said = findings(&view, "files.photo");
    assert!(said.iter().any(|it| it["severity"] == "error"), "{said:?}");
}

#[test]
fn a_photo_is_made_ready_in_one_step_and_undo_gives_the_original_back() {
    let mut window = Window::open();
    let (draft, before) = with_photo(&mut window, "tdxl", "张三.jpg", PHOTO);
    assert_eq!(before["prepared"], Value::Null);
    let view = prepare(&mut window, draft, Value::Null);
    let ready = photo(&view);
    assert_eq!(ready["file"]["name"], "张三.tdxl.jpg");
    assert_eq!(ready["stopped"], "");
    assert_eq!(ready["prepared"]["original"], "张三.jpg");
    assert_eq!(ready["prepared"]["before"], before["file"]["preview"]);
    let rows = ready["prepared"]["rows"].as_array().unwrap();
    assert!(rows[0]["value"].as_str().unwrap().contains("SHA-256"), "{rows:?}");
    assert_eq!(rows.last().unwrap()["label"], "准备好的照片");
    assert!(findings(&view, "files.photo").iter().all(|it| it["severity"] != "error"));
    // Made again, it is made of the original again.
    let again = prepare(&mut window, draft, Value::Null);
    assert_eq!(photo(&again)["prepared"], ready["prepared"]);
    let view = window.call("undo", json!({ "draft": draft }));
    assert_eq!(photo(&view)["file"], before["file"]);
    assert_eq!(photo(&view)["prepared"], Value::Null);
}

#[test]
fn a_photo_that_cannot_be_made_ready_stays_and_is_explained() {
    let mut window = Window::open();
    for (name, bytes, crop, reason) in [
        ("notes.jpg", b"no picture".as_slice(), Value::Null, "图片"),
        ("zhang.jpg", PHOTO, json!({ "x": 0, "y": 0, "width": 100, "height": 100 }), "比例"),
        ("zhang.jpg", PHOTO, json!({ "x": 9, "y": 0, "width": 390, "height": 567 }), "超出"),
    ] {
        let (draft, before) = with_photo(&mut window, "tdxl", name, bytes);
        let view = prepare(&mut window, draft, crop);
        let stopped = photo(&view)["stopped"].as_str().unwrap().to_owned();
        assert!(stopped.contains(reason), "{name}: {stopped}");
        assert_eq!(photo(&view)["file"], before["file"]);
        // Said once: it is about what was just asked for.
        let view = window.call("open_draft", json!({ "draft": draft }));
        assert_eq!(photo(&view)["stopped"], "");
    }
}
