//! Photo profiles of one's own: put in the place of a pack's, judged by, and taken out again.

use serde_json::{Value, json};

use crate::{Window, findings};

const PHOTO: &[u8] = include_bytes!("../../../../../assets/samples/photo-zhang.jpg");

fn profile<'a>(view: &'a Value, procedure: &str, material: &str) -> &'a Value {
    let mut all = view["profiles"].as_array().unwrap().iter();
    all.find(|it| it["of"]["procedure"] == procedure && it["of"]["material"] == material)
        .unwrap_or_else(|| panic!("{procedure} {material} has no profile"))
}

fn attach(window: &mut Window, draft: i64, material: &str) -> Value {
    let path = window.path("photo.jpg");
    std::fs::write(&path, PHOTO).unwrap();
    let view = window.call("attach", json!({ "draft": draft, "material": material, "path": path }));
    of(&view, material).clone()
}

fn of<'a>(view: &'a Value, material: &str) -> &'a Value {
    view["materials"].as_array().unwrap().iter().find(|it| it["id"] == material).unwrap()
}

fn pixels(material: &Value) -> (Value, Value) {
    let checks = material["checks"].as_array().unwrap();
    let row = checks.iter().find(|it| it["label"] == "像素").unwrap();
    (row["limit"].clone(), row["verdict"].clone())
}

fn set(window: &mut Window, material: [&str; 2], values: Value) -> Value {
    let [procedure, material] = material;
    let set = json!({ "procedure": procedure, "material": material, "values": values });
    window.call("set_profile", set)
}

#[test]
fn an_own_profile_judges_says_so_and_goes_again() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let material = attach(&mut window, draft, "photo");
    assert_eq!(pixels(&material), (json!("390 × 567"), json!("pass")));
    assert_eq!((&material["photo"], &material["own"]), (&json!(true), &json!(false)));

    let listed = window.call("profiles", json!({}));
    let pack = profile(&listed, "tdxl", "photo");
    assert_eq!((&pack["own"], &pack["added"]), (&json!(""), &json!(false)));
    let mut values = pack["values"].clone();
    for (key, value) in [("width", 358), ("height", 441), ("width_mm", 26), ("height_mm", 32)] {
        values[key] = json!(value);
    }
    values["head_height_mm"] = json!([19.0, 22.0]);
    values["head_width_mm"] = json!([14.0, 16.0]);
    let reply = set(&mut window, ["tdxl", "photo"], values.clone());
    assert_eq!(reply["wrong"], json!([]));
    let own = profile(&reply["profiles"], "tdxl", "photo");
    assert_eq!((&own["own"], &own["values"]["width"]), (&json!("2026-11-22"), &json!(358)));

    // The assessment, the table and what is told of the photo follow it, and say by whose numbers.
    let mut window = window.reopen();
    let view = window.call("open_draft", json!({ "draft": draft }));
    let material = of(&view, "photo");
    assert_eq!(pixels(material), (json!("358 × 441"), json!("fail")));
    assert_eq!(material["own"], true);
    assert_eq!(view["pack_changes"], json!([]), "the pack is what it was");
    assert!(material["detail"].as_str().unwrap().contains("宽 358 × 高 441"), "{material}");
    let found = findings(&view, "files.photo");
    let said = found.iter().find(|it| it["reason"] == "pixels").unwrap();
    assert!(said["message"].as_str().unwrap().contains("358 × 441"), "{said}");
    assert!(said["source"].as_str().unwrap().contains("本机规格"), "{said}");
    // Other procedures keep theirs.
    let listed = window.call("profiles", json!({}));
    assert_eq!(profile(&listed, "hunnu-bachelor", "photo")["own"], "");

    let listed = window.call("remove_profile", json!({ "procedure": "tdxl", "material": "photo" }));
    assert_eq!(profile(&listed, "tdxl", "photo"), pack);
    let view = window.call("open_draft", json!({ "draft": draft }));
    assert_eq!(pixels(of(&view, "photo")), (json!("390 × 567"), json!("pass")));
}

#[test]
fn what_is_wrong_with_a_profile_is_told_and_nothing_is_kept() {
    let mut window = Window::open();
    let listed = window.call("profiles", json!({}));
    let mut values = profile(&listed, "tdxl", "photo")["values"].clone();
    values["min_kb"] = json!(300);
    values["height"] = json!(390);
    let reply = set(&mut window, ["tdxl", "photo"], values);
    let wrong: Vec<_> = reply["wrong"].as_array().unwrap().iter().map(|it| &it["field"]).collect();
    assert_eq!(wrong, ["min_kb", "width_mm"]);
    assert_eq!(reply["profiles"], listed);
}

#[test]
fn a_scan_becomes_a_photo_by_a_profile_and_a_card_never() {
    let mut window = Window::open();
    let draft = window.draft_of("张三", "hunnu-bachelor");
    let before = attach(&mut window, draft, "diploma");
    assert_eq!(before["photo"], false);
    let listed = window.call("profiles", json!({}));
    let free: Vec<_> =
        listed["free"].as_array().unwrap().iter().map(|it| &it["material"]).collect();
    assert!(free.contains(&&json!("diploma")) && !free.contains(&&json!("id_card")), "{free:?}");
    let mut values = profile(&listed, "tdxl", "photo")["values"].clone();
    values["width"] = json!(400);
    values["width_mm"] = json!(0);
    values["height_mm"] = json!(0);
    values["head_width_mm"] = Value::Null;
    values["head_height_mm"] = Value::Null;
    let reply = set(&mut window, ["hunnu-bachelor", "diploma"], values.clone());
    assert_eq!(reply["wrong"], json!([]));
    assert_eq!(profile(&reply["profiles"], "hunnu-bachelor", "diploma")["added"], true);
    let view = window.call("open_draft", json!({ "draft": draft }));
    assert_eq!(pixels(of(&view, "diploma")), (json!("400 × 567"), json!("fail")));
    assert!(findings(&view, "files.diploma").iter().any(|it| it["reason"] == "pixels"));
    let card = json!({ "procedure": "hunnu-bachelor", "material": "id_card", "values": values });
    assert!(window.try_call("set_profile", card).is_err());
    let remove = json!({ "procedure": "hunnu-bachelor", "material": "diploma" });
    assert_eq!(window.call("remove_profile", remove), listed);
}
