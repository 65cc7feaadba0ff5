//! `beishen photo`: what is judged, what is written, and what is left alone.

use std::fs;

use serde_json::Value;

use crate::{beishen, names, put, sample};

fn json(arguments: &[&str], code: i32) -> Value {
    let ran = beishen(arguments);
    assert_eq!(ran.code, code, "{}{}", ran.out, ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

/// The verdict of a check of the first photo.
fn verdict<'a>(report: &'a Value, id: &str) -> &'a str {
    let checks = report["photos"][0]["checks"].as_array().unwrap();
    checks.iter().find(|it| it["id"] == id).unwrap()["verdict"].as_str().unwrap()
}

#[test]
fn a_photo_is_judged_in_words_and_in_json() {
    // Drawn as it is, the models take it for a person.
    let photo = sample("photo-zhang.jpg");
    let said = beishen(&["photo", "check", "--profile", "tdxl", &photo]).done();
    for words in ["[通过] 内容是 JPEG。", "[通过] 有一张人脸。", "[不能判断] 镜像", "请本人确认"]
    {
        assert!(said.contains(words), "{words} is not in:\n{said}");
    }
    let report = json(&["photo", "check", "--profile", "tdxl", &photo, "--json"], 0);
    assert_eq!(
        (&report["profile"], &report["photos"][0]["verdict"]),
        (&"tdxl".into(), &"pass".into())
    );
    assert_eq!(verdict(&report, "unseen"), "unknown");
    let report = json(&["photo", "check", "--profile", "xueli", &photo, "--json"], 1);
    for (id, expected) in
        [("pixels", "fail"), ("bytes", "pass"), ("faces", "pass"), ("crop", "fail")]
    {
        assert_eq!(verdict(&report, id), expected, "{id}");
    }
}

#[test]
fn a_photo_is_made_ready_beside_itself_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let original = fs::read(sample("photo-zhang.jpg")).unwrap();
    let photo = put(&folder, "张三.jpg", &original);
    let refused = beishen(&["photo", "prepare", "--profile", "xueli", &photo]);
    assert_eq!(refused.code, 1);
    assert!(refused.out.contains("请重拍"), "{}", refused.out);
    assert_eq!(names(folder.path()), ["张三.jpg"]);

    let prepare = ["photo", "prepare", "--profile", "tdxl", "--json", &photo];
    let report = json(&prepare, 0);
    assert_eq!(names(folder.path()), ["张三.jpg", "张三.tdxl.jpg", "张三.tdxl.record.json"]);
    assert_eq!(fs::read(&photo).unwrap(), original);
    let made = fs::read(folder.path().join("张三.tdxl.jpg")).unwrap();
    let record = fs::read(folder.path().join("张三.tdxl.record.json")).unwrap();
    let record: Value = serde_json::from_slice(&record).unwrap();
    assert_eq!(record, report["photos"][0]["record"]);
    assert_eq!(record["output"]["bytes"], made.len());
    assert_eq!(record["inputs"][0]["bytes"], original.len());
    assert_eq!(record["operations"][0]["operation"], "encode");
    let by_hand = [&prepare[..], &["--crop", "0,0,390,567"]].concat();
    assert_eq!(json(&by_hand, 0), report);

    beishen(&[&prepare[..], &[&photo]].concat()).stopped(3, &["不能被覆盖"]);
    assert_eq!(fs::read(&photo).unwrap(), original);
}

#[test]
fn a_folder_is_done_at_once_and_every_photo_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let drawing = fs::read(sample("photo-zhang.jpg")).unwrap();
    put(&folder, "a.jpg", &drawing);
    put(&folder, "b.JPG", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic");
    put(&folder, "c.jfif", &drawing);
    put(&folder, "d", &drawing);
    put(&folder, ".hidden", "nothing to tell");
    put(&folder, "notes.txt", "no photo");
    let path = folder.path().to_str().unwrap();
    let ran = beishen(&["photo", "check", "--profile", "tdxl", path, "--lang", "en"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("4/4"), "{}", ran.err);
    for words in [
        "a.jpg",
        "b.JPG",
        "HEIC",
        "[confirm] The name ends in .jpg, but the content is still HEIC",
        "4 photos: pass 3, confirm 0, unknown 0, fail 1.",
        "No pictures, not checked: notes.txt.\n",
    ] {
        assert!(ran.out.contains(words), "{words} is not in:\n{}", ran.out);
    }
    let out = folder.path().join("ready");
    let report =
        json(&["photo", "prepare", "--profile", "tdxl", path, out.to_str().unwrap(), "--json"], 1);
    assert_eq!(report["photos"].as_array().unwrap().len(), 4);
    assert_eq!(report["others"], serde_json::json!(["notes.txt"]));
    assert!(report["photos"][1]["stopped"].as_str().unwrap().contains("HEIC"));
    let made =
        ["a.jpg", "a.record.json", "c.jfif.jpg", "c.jfif.record.json", "d.jpg", "d.record.json"];
    assert_eq!(names(&out), made);
}

#[test]
fn several_photos_are_checked_in_one_go() {
    let photos = [sample("photo-zhang.jpg"), sample("photo-ayiguli.jpg")];
    let check = ["photo", "check", "--profile", "tdxl", "--json", &photos[0], &photos[1]];
    assert_eq!(json(&check, 0)["photos"].as_array().unwrap().len(), 2);
    let missing = ["photo", "check", "--profile", "tdxl", &photos[0], "none.jpg"];
    let ran = beishen(&missing);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("none.jpg") && ran.out.contains("找不到"), "{}", ran.out);
}

#[test]
fn what_is_no_photo_is_bad_input_and_what_is_mistyped_is_wrong_usage() {
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().to_str().unwrap().to_owned();
    let text = put(&tempfile::tempdir().unwrap(), "gone.jpg", "gone with its folder");
    let photo = sample("photo-zhang.jpg");
    beishen(&["photo", "check", "--profile", "tdxl", &empty]).stopped(3, &["没有照片"]);
    beishen(&["photo", "check", "--profile", "tdxl", &text]).stopped(3, &["找不到"]);
    let text = put(&folder, "text.jpg", "a text");
    beishen(&["photo", "prepare", "--profile", "tdxl", &text]).stopped(3, &["不是可以处理的图片"]);
    beishen(&["photo", "check", "--profile", "b5", &photo]).stopped(2, &["tdxl", "xueli"]);
    beishen(&["photo", "check", &photo])
        .stopped(2, &["--profile", "用法见 beishen photo check --help"]);
    beishen(&["--lang", "en", "applicants", "receipts", "tdxl"])
        .stopped(2, &["See beishen applicants receipts --lang en --help"]);
    let crop = ["photo", "prepare", "--profile", "tdxl", &photo, "--crop"];
    beishen(&[&crop[..], &["1,2,3"]].concat()).stopped(2, &["120,80,390,567"]);
    let outside = beishen(&[&crop[..], &["1,0,390,567"]].concat());
    assert_eq!(outside.code, 1);
    assert!(outside.out.contains("超出"), "{}", outside.out);
}
