//! Scans and cards: judged, made what the portal wants, laid together, and put into one folder.

use std::{fs, io::Cursor, path::PathBuf};

use image::{ImageFormat, Rgb, RgbImage, imageops};
use serde_json::{Value, json};

use crate::{Window, findings};

/// A page or card with strokes of print on it.
fn printed(width: u32, height: u32, paper: [u8; 3]) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let in_line = y % 24 < 12 && (20..width - 20).contains(&x);
        let stroke = (x * 7 + y / 2 * 13 + x * y % 11) % 5 < 2;
        Rgb(if in_line && stroke { [30, 30, 40] } else { paper })
    })
}

fn card_on_glass(colour: [u8; 3]) -> RgbImage {
    let mut glass = RgbImage::from_pixel(1654, 1169, Rgb([250; 3]));
    imageops::replace(&mut glass, &printed(1011, 638, colour), 200, 150);
    glass
}

fn bytes(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

fn put(window: &Window, name: &str, bytes: &[u8]) -> PathBuf {
    let path = window.path(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn material<'a>(view: &'a Value, id: &str) -> &'a Value {
    view["materials"].as_array().unwrap().iter().find(|it| it["id"] == id).unwrap()
}

fn verdict(material: &Value, label: &str) -> Value {
    let checks = material["checks"].as_array().unwrap();
    checks.iter().find(|it| it["label"] == label).unwrap()["verdict"].clone()
}

fn attach(window: &mut Window, draft: i64, material: &str, name: &str, content: &[u8]) -> Value {
    let path = put(window, name, content);
    window.call("attach", json!({ "draft": draft, "material": material, "path": path }))
}

fn side(window: &mut Window, draft: i64, side: &str, content: &[u8]) -> Value {
    let path = put(window, &format!("{side}.png"), content);
    let arguments = json!({ "draft": draft, "material": "id_card", "side": side, "path": path });
    window.call("set_side", arguments)
}

/// Everything of the request about the ID card.
fn card(draft: i64, layout: &str) -> Value {
    json!({ "draft": draft, "material": "id_card", "layout": layout })
}

#[test]
fn what_was_confirmed_of_a_file_is_confirmed_of_no_other() {
    let mut window = Window::open();
    let draft = window.draft("张三");
    let photo = |at: u8| bytes(&printed(390, 567, [80, 120, at]), ImageFormat::Png);
    let on = |view: &Value| {
        let ticks = material(view, "photo")["ticks"].as_array().unwrap().clone();
        ticks.iter().filter(|it| it["on"] == true).count()
    };
    attach(&mut window, draft, "photo", "一.png", &photo(200));
    for tick in ["photo.recent", "photo.blue"] {
        window.call("tick", json!({ "draft": draft, "tick": tick, "on": true }));
    }
    let view = attach(&mut window, draft, "photo", "二.png", &photo(210));
    assert_eq!(on(&view), 0, "another photo");
    let back = window.call("undo", json!({ "draft": draft }));
    assert_eq!(on(&back), 2, "the first one again");
    let gone = window.call("detach", json!({ "draft": draft, "material": "photo" }));
    assert_eq!(on(&gone), 0);
}

#[test]
fn a_png_scan_becomes_a_jpeg_in_one_step_and_undo_gives_it_back() {
    let mut window = Window::open();
    let draft = window.draft_of("张三", "hunnu-bachelor");
    let wanted = window.call("open_draft", json!({ "draft": draft }));
    let empty = material(&wanted, "diploma");
    assert_eq!((&empty["photo"], &empty["state"]), (&json!(false), &json!("missing")));
    assert_eq!(empty["checks"][0]["limit"], "JPG");
    assert_eq!(empty["checks"][1]["limit"], "没有写明");

    let png = bytes(&printed(1240, 1754, [252, 252, 250]), ImageFormat::Png);
    let view = attach(&mut window, draft, "diploma", "毕业证.png", &png);
    let before = material(&view, "diploma");
    assert_eq!(verdict(before, "文件格式"), "fail");
    assert_eq!(verdict(before, "字迹"), "pass");
    assert_eq!((&before["state"], &before["convert"]), (&json!("wrong"), &json!(true)));
    assert!(before["reasons"][0].as_str().unwrap().contains("PNG"), "{before}");

    let prepare = json!({ "draft": draft, "material": "diploma" });
    let view = window.call("prepare_scan", prepare.clone());
    let ready = material(&view, "diploma");
    assert_eq!(ready["file"]["name"], "毕业证.scan.jpg");
    assert_eq!((&ready["state"], &ready["convert"]), (&json!("ready"), &json!(false)));
    assert!(ready["file"]["facts"].as_str().unwrap().starts_with("JPEG · 1240 × 1754"), "{ready}");
    assert!(findings(&view, "files.diploma").is_empty());
    let rows = ready["prepared"]["rows"].as_array().unwrap();
    assert_eq!(rows[0]["label"], "原文件");
    assert_eq!(rows.last().unwrap()["label"], "准备好的文件");
    // Made again, it is made of the original again.
    let again = window.call("prepare_scan", prepare);
    assert_eq!(material(&again, "diploma")["prepared"], ready["prepared"]);
    let view = window.call("undo", json!({ "draft": draft }));
    assert_eq!(material(&view, "diploma")["file"], before["file"]);
}

#[test]
fn what_cannot_be_converted_is_told_with_what_to_do() {
    let mut window = Window::open();
    let draft = window.draft_of("张三", "hunnu-bachelor");
    let pdf = b"%PDF-1.7\nxref\nstartxref\n9\n%%EOF\n";
    let view = attach(&mut window, draft, "diploma", "a.pdf", pdf);
    let wrong = material(&view, "diploma");
    // No button that could only refuse.
    assert_eq!((&wrong["convert"], &wrong["state"]), (&json!(false), &json!("wrong")));
    let format = &wrong["checks"][0];
    assert_eq!(format["verdict"], "fail");
    assert!(format["message"].as_str().unwrap().contains("另存为 JPG"), "{format}");
    let view = window.call("prepare_scan", json!({ "draft": draft, "material": "diploma" }));
    let stopped = material(&view, "diploma");
    assert!(stopped["stopped"].as_str().unwrap().contains("另存为 JPG"), "{stopped}");
    assert_eq!(stopped["file"], wrong["file"]);
    // Where a PDF is taken, nobody claims to have looked into it.
    let view = attach(&mut window, draft, "grades", "b.pdf", pdf);
    let taken = material(&view, "grades");
    assert_eq!(verdict(taken, "文件格式"), "pass");
    assert_eq!(verdict(taken, "图片"), "unknown");
}

#[test]
fn what_is_doubtful_asks_and_never_fails() {
    let mut window = Window::open();
    let draft = window.draft_of("张三", "hunnu-bachelor");
    let page = printed(1240, 1754, [252, 252, 250]);
    let small = imageops::resize(&page, 620, 877, imageops::FilterType::Lanczos3);
    let dark = RgbImage::from_fn(1240, 1754, |x, y| Rgb(page.get_pixel(x, y).0.map(|it| it / 3)));
    for (name, picture, label) in [
        ("small.jpg", small, "清晰程度"),
        ("blurred.jpg", imageops::blur(&page, 2.5), "字迹"),
        ("dark.jpg", dark, "明暗"),
    ] {
        let picture = bytes(&picture, ImageFormat::Jpeg);
        let view = attach(&mut window, draft, "diploma", name, &picture);
        let doubtful = material(&view, "diploma");
        assert_eq!(verdict(doubtful, label), "ask", "{doubtful}");
        assert_eq!((&doubtful["state"], &doubtful["convert"]), (&json!("ask"), &json!(false)));
        assert!(doubtful["reasons"][0].as_str().unwrap().contains('请'), "{doubtful}");
    }
}

#[test]
fn two_sides_are_chosen_swapped_looked_at_and_laid_together() {
    let mut window = Window::open();
    let draft = window.draft_of("张三", "hunnu-bachelor");
    assert!(window.try_call("preview_card", card(draft, "above")).is_err(), "no sides yet");
    let front = bytes(&card_on_glass([205, 225, 235]), ImageFormat::Png);
    side(&mut window, draft, "front", &front);
    // The back was scanned without anything around it.
    let back = bytes(&printed(1400, 883, [235, 220, 205]), ImageFormat::Png);
    let view = side(&mut window, draft, "back", &back);
    let sides = &material(&view, "id_card")["card"];
    assert_eq!(
        (&sides["front"]["name"], &sides["back"]["name"]),
        (&json!("front.png"), &json!("back.png"))
    );
    // Sides are no file to hand in.
    assert_eq!(material(&view, "id_card")["state"], "missing");

    let preview = window.call("preview_card", card(draft, "above"));
    let notes = preview["notes"].as_array().unwrap();
    assert!(notes[0].as_str().unwrap().starts_with("正面：已按卡片的边裁好"), "{notes:?}");
    assert!(notes[1].as_str().unwrap().starts_with("反面：没有找到"), "{notes:?}");
    assert!(preview["picture"].as_str().unwrap().starts_with("data:image/jpeg;base64,"));
    let beside = window.call("preview_card", card(draft, "beside"));
    assert_ne!(beside["picture"], preview["picture"]);

    let view = window.call("swap_sides", json!({ "draft": draft, "material": "id_card" }));
    assert_eq!(material(&view, "id_card")["card"]["front"]["name"], "back.png");
    let view = window.call("undo", json!({ "draft": draft }));
    assert_eq!(material(&view, "id_card")["card"], *sides);
    assert_eq!(view["changed"], "已撤销：身份证正反面 · 正面、身份证正反面 · 反面");

    let view = window.call("merge_card", card(draft, "above"));
    let merged = material(&view, "id_card");
    assert_eq!(merged["file"]["name"], "1.身份证正反面.jpg");
    assert_eq!(merged["prepared"]["original"], "front.png + back.png");
    assert_eq!((&merged["state"], &merged["stopped"]), (&json!("ready"), &json!("")));
    assert_eq!(merged["card"], *sides);
    // Converting what was merged does not fall back to one of the sides.
    let prepare = json!({ "draft": draft, "material": "id_card" });
    let again = window.call("prepare_scan", prepare);
    let size = |view: &Value| {
        material(view, "id_card")["file"]["facts"]
            .as_str()
            .unwrap()
            .split(" · ")
            .nth(1)
            .unwrap()
            .to_owned()
    };
    assert_eq!(size(&again), size(&view));
    // Both stay when the vault is opened again, and taking one out is a step like any other.
    let mut window = window.reopen();
    let taken = json!({ "draft": draft, "material": "id_card", "side": "front", "path": null });
    let view = window.call("set_side", taken);
    assert_eq!(material(&view, "id_card")["card"]["front"], Value::Null);
    let view = window.call("undo", json!({ "draft": draft }));
    assert_eq!(material(&view, "id_card")["card"], *sides);
    // Other materials have no sides.
    let other = json!({ "draft": draft, "material": "diploma", "side": "front", "path": null });
    assert!(window.try_call("set_side", other).is_err());
}

#[test]
fn a_side_that_is_no_picture_is_told_and_nothing_is_made() {
    let mut window = Window::open();
    let draft = window.draft_of("张三", "hunnu-bachelor");
    side(&mut window, draft, "front", b"%PDF-1.7\nxref\nstartxref\n9\n%%EOF\n");
    side(&mut window, draft, "back", &bytes(&printed(1400, 883, [235; 3]), ImageFormat::Png));
    let preview = window.call("preview_card", card(draft, "above"));
    assert_eq!(preview["picture"], "");
    assert!(preview["notes"][0].as_str().unwrap().contains("另存为 JPG"), "{preview}");
    let view = window.call("merge_card", card(draft, "above"));
    let stopped = material(&view, "id_card");
    assert!(stopped["stopped"].as_str().unwrap().contains("PDF"), "{stopped}");
    assert_eq!(stopped["file"], Value::Null);
}

#[test]
fn what_is_ticked_goes_into_a_new_folder_and_nothing_is_replaced() {
    let mut window = Window::open();
    let draft = window.draft_of("张三", "hunnu-bachelor");
    let jpeg = bytes(&printed(1240, 1754, [252, 252, 250]), ImageFormat::Jpeg);
    attach(&mut window, draft, "diploma", "扫描0001.jpg", &jpeg);
    attach(&mut window, draft, "grades", "b.pdf", b"%PDF-1.7\nxref\nstartxref\n9\n%%EOF\n");
    let png = bytes(&printed(1400, 883, [235; 3]), ImageFormat::Png);
    attach(&mut window, draft, "id_card", "a.png", &png);
    let export = |papers: &[&str], files: bool| {
        let folder = window.path("导出");
        json!({ "draft": draft, "papers": papers, "files": files, "folder": folder, "show_numbers": false })
    };
    let all = export(&["receipt", "checklist"], true);
    let papers = export(&["materials"], false);
    let first = window.call("export", all.clone());
    let names = [
        "准备回执.pdf",
        "填报清单.pdf",
        "填报清单.html",
        "材料/1.身份证正反面.png",
        "材料/2.本科毕业证.jpg",
        "材料/4.毕业生备案表.pdf",
    ];
    assert_eq!(first["written"], json!(names));
    let folder = PathBuf::from(first["path"].as_str().unwrap());
    assert_eq!(folder, window.path("导出/张三-学士学位申请-20261122"));
    assert!(fs::read(folder.join(names[0])).unwrap().starts_with(b"%PDF"));
    assert_eq!(fs::read(folder.join(names[4])).unwrap(), jpeg);
    let open = first["open"].to_string();
    // What is wrong and what is missing.
    assert!(open.contains("身份证正反面：内容是 PNG"), "{open}");
    assert!(open.contains("电子照片：还没有选择"), "{open}");
    assert!(!open.contains("本科毕业证"), "{open}");

    fs::write(folder.join(names[0]), "mine").unwrap();
    let second = window.call("export", all);
    assert_eq!(second["path"], json!(window.path("导出/张三-学士学位申请-20261122-2")));
    assert_eq!(fs::read(folder.join(names[0])).unwrap(), b"mine");
    assert_eq!(window.call("export", papers)["written"], json!(["材料清单.pdf"]));

    let wrong = json!({ "draft": draft, "material": "photo", "path": window.path("p.jpg") });
    assert!(window.try_call("save_file", wrong).is_err(), "there is no photo");
    let path = window.path("毕业证.jpg");
    window.call("save_file", json!({ "draft": draft, "material": "diploma", "path": path }));
    assert_eq!(fs::read(path).unwrap(), jpeg);
}
