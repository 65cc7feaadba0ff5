//! Files that are damaged: not taken in, or taken in and told, and never in the way of the draft that holds them.

use beishen_store::{Change, DraftId, Key, Level, NewFile, Provenance, Vault};
use serde_json::{Value, json};

use crate::{Window, now, photos::photo};

/// A HEIC whose container says of its picture that it is no pixel wide.
fn without_width() -> Vec<u8> {
    let pixels = vec![90; 150 * 200 * 3];
    let options = heifer::EncodeOptions::default();
    let mut bytes = heifer::encode_rgb8(150, 200, &pixels, &options).unwrap();
    let at = bytes.windows(4).position(|it| it == b"ispe").unwrap();
    bytes[at + 8..at + 12].fill(0);
    bytes
}

#[test]
fn a_picture_of_no_pixels_is_not_taken_in() {
    let mut window = Window::open();
    let path = window.path("照片.heic");
    std::fs::write(&path, without_width()).unwrap();
    let draft = window.draft("张三");
    let attach = json!({ "draft": draft, "material": "photo", "path": path });
    let refused = window.try_call("attach", attach).unwrap_err();
    assert!(refused.message.zh.contains("没有宽度或高度"), "{}", refused.message.zh);
    let view = window.call("open_draft", json!({ "draft": draft }));
    assert_eq!(photo(&view)["file"], Value::Null);
    assert_eq!(view["undo"], json!(false));

    let card = window.draft_of("李四", "hunnu-bachelor");
    let side = json!({ "draft": card, "material": "id_card", "side": "front", "path": path });
    assert_eq!(window.try_call("set_side", side).unwrap_err(), refused);
}

#[test]
fn a_draft_that_holds_one_opens_and_says_what_is_wrong() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let window = window.with_vault(|path| {
        let mut vault = Vault::open(path, &Key::load_or_create(path).unwrap(), now()).unwrap();
        let bytes = without_width();
        let note = serde_json::to_string(&beishen_photo::inspect(&bytes)).unwrap();
        let file = NewFile { name: "照片.heic".into(), note, bytes };
        let change = Change::attach(Level::Draft, "photo", Some(file), Provenance::Typed);
        vault.step(DraftId(draft), &[change], now()).unwrap();
    });
    let mut window = window;
    let view = window.call("open_draft", json!({ "draft": draft }));
    let held = photo(&view);
    assert_eq!((&held["file"]["name"], &held["state"]), (&json!("照片.heic"), &json!("wrong")));
    assert!(held["checks"].to_string().contains("没有宽度或高度"), "{held}");
    let cropper = json!({ "draft": draft, "material": "photo" });
    assert!(window.try_call("open_cropper", cropper.clone()).is_err());
    let view = window.call("prepare_photo", cropper);
    assert!(photo(&view)["stopped"].as_str().unwrap().contains("没有宽度或高度"), "{view}");
    let view = window.call("detach", json!({ "draft": draft, "material": "photo" }));
    assert_eq!(photo(&view)["file"], Value::Null);
}
