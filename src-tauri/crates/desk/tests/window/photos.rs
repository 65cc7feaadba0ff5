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
    let unseen = check(&material, "要本人确认的");
    assert_eq!(unseen["verdict"], "unknown");
    assert!(unseen["message"].as_str().unwrap().contains("本人确认"));
}

#[test]
fn the_page_is_given_the_pictures_that_the_view_names_and_no_others() {
    let mut window = Window::open();
    let (first, material) = with_photo(&mut window, "tdxl", "photo.jpg", PHOTO);
    let name = material["file"]["picture"].as_str().unwrap();
    assert_eq!(window.desk.picture(name), Some(("image/jpeg", PHOTO.to_vec())));
    for other in [
        "",
        "photo",
        name.trim_end_matches(char::is_alphanumeric),
        &"0".repeat(64),
        "../beishen.vault",
    ] {
        assert_eq!(window.desk.picture(other), None, "{other}");
    }
    // An answer carries no picture with it.
    let view = window.answer(first, "contact.address", "北京市朝阳区示例路 1 号");
    assert!(!view.to_string().contains("data:"), "{view}");
    // What was made, and what it was made of.
    let ready = prepare(&mut window, first, Value::Null);
    let ready = photo(&ready);
    for (picture, is) in [(&ready["file"]["picture"], false), (&ready["prepared"]["before"], true)]
    {
        let (_, bytes) = window.desk.picture(picture.as_str().unwrap()).unwrap();
        assert_eq!(bytes == PHOTO, is);
    }
    // Another draft is opened: the first one's are not to be had any more.
    let (_, material) = with_photo(&mut window, "tdxl", "other.jpg", &padded(30_000));
    assert_eq!(window.desk.picture(name), None);
    assert!(window.desk.picture(material["file"]["picture"].as_str().unwrap()).is_some());
    // What is no picture has no name.
    let (_, material) = with_photo(&mut window, "tdxl", "photo.pdf", b"%PDF-1.7");
    assert_eq!(material["file"]["picture"], "");
}

/// A photo of so many bytes.
fn padded(bytes: usize) -> Vec<u8> {
    let mut photo = PHOTO.to_vec();
    photo.resize(bytes, 0);
    photo
}

/// What is said of the photo, by how serious it is.
fn said(view: &Value, severity: &str) -> Vec<(Value, Value)> {
    let found = findings(view, "files.photo").into_iter();
    found
        .filter(|it| it["severity"] == severity)
        .map(|it| (it["message"].clone(), it["source"].clone()))
        .collect()
}

#[test]
fn findings_state_and_counts_say_what_the_table_says() {
    let mut window = Window::open();
    for (name, bytes, state) in [
        ("good.jpg", PHOTO.to_vec(), "ask"),
        ("between.jpg", padded(200_001), "ask"),
        ("large.jpg", padded(210_000), "wrong"),
        ("cut.jpg", PHOTO[..9_000].to_vec(), "wrong"),
        ("notes.jpg", b"no picture".to_vec(), "wrong"),
    ] {
        let (draft, material) = with_photo(&mut window, "tdxl", name, &bytes);
        let view = window.call("open_draft", json!({ "draft": draft }));
        for (verdict, severity) in [("fail", "error"), ("ask", "warning")] {
            let rows = material["checks"].as_array().unwrap().iter();
            let rows = rows.filter(|it| it["verdict"] == verdict);
            let told: Vec<_> =
                rows.map(|it| (it["message"].clone(), it["source"].clone())).collect();
            assert_eq!(said(&view, severity), told, "{name}");
        }
        // Only the person's own word is missing where nothing is wrong with the photo.
        assert_eq!(material["state"], state, "{name}");
        let desk = window.call("open_desk", json!({}));
        let people = desk["applicants"].as_array().unwrap().iter();
        let mut drafts = people.flat_map(|it| it["drafts"].as_array().unwrap().clone());
        let row = drafts.find(|it| it["id"] == draft).unwrap();
        let all = view["findings"].as_array().unwrap().iter();
        let errors = all.filter(|it| it["severity"] == "error").count();
        assert_eq!(
            row["wrong"].as_u64().unwrap() + row["missing"].as_u64().unwrap(),
            errors as u64,
            "{name}"
        );
        let folder = json!({
            "draft": draft, "papers": [], "files": true, "folder": window.path("out"), "show_numbers": false,
        });
        let open = window.call("export", folder)["open"].to_string();
        for (message, _) in said(&view, "error") {
            assert!(open.contains(message.as_str().unwrap()), "{name}: {open}");
        }
    }
}

#[test]
fn what_a_photo_is_asked_for_is_kept_until_there_is_another_one() {
    let mut window = Window::open();
    let (draft, _) = with_photo(&mut window, "tdxl", "a.jpg", &padded(200_001));
    let open = |view: &Value| {
        let found = findings(view, "files.photo").into_iter();
        found.filter(|it| it["kept"] == false).map(|it| it["id"].clone()).collect::<Vec<_>>()
    };
    let mut view = window.call("open_draft", json!({ "draft": draft }));
    assert!(!open(&view).is_empty());
    for finding in open(&view) {
        view = window.call("keep", json!({ "draft": draft, "finding": finding, "on": true }));
    }
    assert_eq!(open(&view), Vec::<Value>::new());
    // Another photo of as many bytes.
    let mut other = padded(200_001);
    *other.last_mut().unwrap() = 1;
    let path = window.path("b.jpg");
    std::fs::write(&path, other).unwrap();
    let view = window.call("attach", json!({ "draft": draft, "material": "photo", "path": path }));
    assert!(!open(&view).is_empty());
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
    assert_eq!(ready["prepared"]["before"], before["file"]["picture"]);
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
