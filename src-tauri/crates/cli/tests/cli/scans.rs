//! `beishen scan` and `beishen materials`: what is made of scans, and what is put into a folder.

use std::{fs, io::Cursor, path::Path};

use image::{ImageFormat, Rgb, RgbImage, imageops};
use serde_json::{Value, json};

use crate::{NOW, beishen, names, put};

fn printed(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let in_line = y % 24 < 12 && (20..width - 20).contains(&x);
        let stroke = (x * 7 + y / 2 * 13 + x * y % 11) % 5 < 2;
        Rgb(if in_line && stroke { [30, 30, 40] } else { [205, 225, 235] })
    })
}

fn png(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    bytes
}

fn json_of(arguments: &[&str], code: i32) -> Value {
    let ran = beishen(arguments);
    assert_eq!(ran.code, code, "{}{}", ran.out, ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

fn in_folder(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

#[test]
fn a_scan_is_judged_and_made_to_fit_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let original = png(&printed(1240, 1754));
    let scan = put(&folder, "page.png", &original);
    // No portal was named: nothing is wrong by a limit of our own.
    let report = json_of(&["scan", "check", &scan, "--json"], 0);
    assert_eq!(
        (&report["verdict"], &report["checks"][0]["id"]),
        (&json!("pass"), &json!("format"))
    );
    let out = in_folder(folder.path(), "page.jpg");
    let report = json_of(&["scan", "compress", &scan, &out, "--max-kb", "600", "--json"], 0);
    assert_eq!(names(folder.path()), ["page.jpg", "page.png", "page.record.json"]);
    assert_eq!(fs::read(&scan).unwrap(), original);
    let made = fs::read(&out).unwrap();
    assert!((300_000..=600_000).contains(&made.len()), "{}", made.len());
    assert_eq!(report["record"]["output"]["bytes"], made.len());
    let said = beishen(&["scan", "check", &out, "--max-kb", "600", "--lang", "en"]).done();
    assert!(said.contains("[pass] The content is JPEG."), "{said}");
    // What would not be legible is not made.
    let small = in_folder(folder.path(), "small.jpg");
    let ran = beishen(&["scan", "compress", &scan, &small, "--max-kb", "20"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("看不清"), "{}", ran.out);
    assert!(!Path::new(&small).exists());
    beishen(&["scan", "compress", &scan, &scan]).stopped(3, &["不能被覆盖"]);
}

#[test]
fn two_sides_of_a_card_become_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut glass = RgbImage::from_pixel(1654, 1169, Rgb([250; 3]));
    imageops::replace(&mut glass, &printed(1011, 638), 200, 150);
    let front = put(&folder, "front.png", png(&glass));
    let back = put(&folder, "back.png", png(&printed(1400, 883)));
    let out = in_folder(folder.path(), "both.jpg");
    let said = beishen(&["scan", "card", &front, &back, &out]).done();
    assert!(said.contains("反面：没有找到卡片的边") && !said.contains("正面：没有"), "{said}");
    assert!(said.contains("both.jpg") && said.contains("[请确认]"), "{said}");
    let report = json_of(&["scan", "card", &front, &back, &out, "--layout", "beside", "--json"], 0);
    assert_eq!(report["cropped"], json!([true, false]));
    let size = &report["record"]["output"]["size"];
    assert!(size["width"].as_u64() > size["height"].as_u64(), "{size}");
    beishen(&["scan", "card", &front, &back, &back]).stopped(3, &["不能被覆盖"]);
    beishen(&["scan", "card", &front, &back, &out, "--layout", "round"]).stopped(2, &["above"]);
    beishen(&["scan", "card", &front, &back]).stopped(2, &["OUT.jpg"]);
    beishen(&["scan", "compress", &front, &out, "--max-kb", "0"]).stopped(2, &["--max-kb"]);
    let pdf = put(&folder, "a.pdf", "%PDF-1.7\nxref\nstartxref\n9\n%%EOF\n");
    beishen(&["scan", "card", &front, &pdf, &out]).stopped(3, &["另存为 JPG"]);
    beishen(&["scan", "compress", &pdf, &out]).stopped(3, &["另存为 JPG"]);
}

#[test]
fn all_materials_go_into_one_folder_and_what_is_missing_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let scan = put(&folder, "page.png", png(&printed(1240, 1754)));
    let page = in_folder(folder.path(), "page.jpg");
    beishen(&["scan", "compress", &scan, &page]).done();
    let facts =
        put(&folder, "facts.json", r#"{"files": {"diploma": "page.jpg", "id_card": "page.png"}}"#);
    let to = in_folder(folder.path(), "upload");
    let hand_in = ["materials", "hunnu-bachelor", &*facts, "--to", &*to, "--now", NOW];
    let ran = beishen(&hand_in);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let names_there = ["1.身份证正反面.png", "2.本科毕业证.jpg"];
    assert_eq!(names(Path::new(&to)), names_there);
    let written = Path::new("upload").join(names_there[1]);
    for words in [
        written.to_str().unwrap(),
        "[要改] 身份证正反面：内容是 PNG",
        "[要改] 电子照片：还没有选择",
    ] {
        assert!(ran.out.contains(words), "{words} is not in:\n{}", ran.out);
    }
    assert_eq!(
        json_of(&[&hand_in[..], &["--json"]].concat(), 1)["written"].as_array().unwrap().len(),
        2
    );
    fs::write(Path::new(&to).join(names_there[1]), "mine").unwrap();
    beishen(&hand_in).stopped(3, &["2.本科毕业证.jpg", "--replace"]);
    assert_eq!(beishen(&[&hand_in[..], &["--replace"]].concat()).code, 1);
    assert_eq!(fs::read(Path::new(&to).join(names_there[1])).unwrap(), fs::read(&page).unwrap());
}
