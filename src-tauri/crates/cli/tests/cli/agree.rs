//! One judge of a photo: what `photo check` says, `assess`, the receipt, the list of materials and the folder to hand in say
//! in the same words and by the same sources; so do the exit codes.

use std::{fs, io::Cursor, path::Path, process::Command};

use image::{ImageFormat, Rgb, RgbImage, codecs::jpeg::JpegEncoder, imageops};
use serde_json::Value;
use tempfile::TempDir;

use crate::{NOW, Ran, beishen, program, put, ran, root, sample};

/// What is done to a good photo, the file, and what is not right with it then.
type Case = (&'static str, Vec<u8>, &'static [(&'static str, &'static str)]);

fn pixels() -> RgbImage {
    image::load_from_memory(&fs::read(sample("photo-zhang.jpg")).unwrap()).unwrap().into_rgb8()
}

fn jpeg(picture: &RgbImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(picture).unwrap();
    bytes
}

/// The same picture in a file of so many bytes.
fn of_bytes(jpeg: &[u8], wanted: usize) -> Vec<u8> {
    let (start, rest) = jpeg.split_at(2);
    let mut file = start.to_vec();
    let mut missing = wanted.checked_sub(jpeg.len()).unwrap();
    while missing > 0 {
        let comment = if missing > 65_000 { 60_000 } else { missing };
        file.extend([0xFF, 0xFE]);
        file.extend(u16::try_from(comment - 2).unwrap().to_be_bytes());
        file.resize(file.len() + comment - 4, b' ');
        missing -= comment;
    }
    file.extend(rest);
    assert_eq!(file.len(), wanted);
    file
}

/// Something else behind the person.
fn before_red() -> RgbImage {
    let mut picture = pixels();
    let behind = *picture.get_pixel(5, 5);
    for pixel in picture.pixels_mut() {
        if pixel.0.iter().zip(behind.0).all(|(a, b)| a.abs_diff(b) < 40) {
            *pixel = Rgb([215, 69, 50]);
        }
    }
    picture
}

fn two_people() -> RgbImage {
    let mut both = RgbImage::from_pixel(390, 567, *pixels().get_pixel(5, 5));
    let one = imageops::thumbnail(&pixels(), 195, 283);
    imageops::replace(&mut both, &one, 0, 142);
    imageops::replace(&mut both, &one, 195, 142);
    both
}

fn of_tdxl() -> Vec<Case> {
    let good = fs::read(sample("photo-zhang.jpg")).unwrap();
    let mut png = Cursor::new(Vec::new());
    pixels().write_to(&mut png, ImageFormat::Png).unwrap();
    let blue = RgbImage::from_pixel(390, 567, Rgb([67, 142, 219]));
    vec![
        ("nothing", good.clone(), &[]),
        ("200,001 bytes", of_bytes(&good, 200_001), &[("bytes", "ask")]),
        ("204,801 bytes", of_bytes(&good, 204_801), &[("bytes", "fail")]),
        (
            "other pixels",
            jpeg(&imageops::thumbnail(&pixels(), 300, 436), 95),
            &[("pixels", "fail")],
        ),
        ("a PNG", png.into_inner(), &[("format", "fail")]),
        ("cut short", good[..good.len() / 2].to_vec(), &[("complete", "fail")]),
        ("sideways", jpeg(&imageops::rotate90(&pixels()), 95), &[("pixels", "fail")]),
        ("two people", jpeg(&two_people(), 95), &[("faces", "fail")]),
        ("nobody", jpeg(&blue, 95), &[("faces", "fail")]),
        ("red behind", jpeg(&before_red(), 95), &[("background_color", "fail")]),
    ]
}

fn of_hunnu() -> Vec<Case> {
    let larger = imageops::resize(&pixels(), 480, 698, imageops::FilterType::Triangle);
    let picture = imageops::crop_imm(&larger, 0, 0, 480, 640).to_image();
    let photo = jpeg(&picture, 60);
    let of = |bytes| of_bytes(&photo, bytes);
    vec![
        ("99,999 bytes", of(99_999), &[("bytes", "fail")]),
        ("102,399 bytes", of(102_399), &[("bytes", "ask")]),
        ("102,400 bytes", of(102_400), &[]),
        ("102,401 bytes", of(102_401), &[]),
    ]
}

/// A facts file for whom nothing else is missing, beside the photo.
fn facts(folder: &TempDir, procedure: &str, photo: &[u8]) -> String {
    let path = put(folder, "photo.jpg", photo);
    assert!(Path::new(&path).is_file());
    if procedure == "tdxl" {
        let facts = fs::read_to_string(sample("zhang.json")).unwrap();
        return put(folder, "facts.json", facts.replace("photo-zhang.jpg", "photo.jpg"));
    }
    let page = RgbImage::from_fn(1240, 1754, |x, y| {
        let is_print = y % 24 < 12 && (x * 7 + y / 2 * 13 + x * y % 11) % 5 < 2;
        Rgb(if is_print { [30, 30, 40] } else { [250; 3] })
    });
    let page = jpeg(&page, 80);
    for name in
        ["id-card", "passport", "diploma", "cet", "pets", "screenshot", "other", "grades", "name"]
    {
        put(folder, &format!("{name}.jpg"), &page);
    }
    let perfect = root().join(format!("tests/packs/{procedure}/perfect.json"));
    put(folder, "facts.json", fs::read(perfect).unwrap())
}

fn read(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}{}", ran.out, ran.err))
}

/// What is not right with a photo: how seriously, which, in which words, by whom.
type Said = Vec<(String, String, String, String)>;

/// As an assessment has to say it.
fn judged(report: &Value) -> Said {
    let checks = report["photos"][0]["checks"].as_array().unwrap();
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    let fails = checks.iter().any(|it| it["verdict"] == "fail");
    let said = checks.iter().filter(|it| it["id"] != "unseen").filter_map(|it| {
        let severity = match it["verdict"].as_str().unwrap() {
            "fail" => "error",
            "ask" => "warning",
            // As long as something is wrong, what could not be judged is not spoken of.
            "unknown" if !fails => "warning",
            _ => return None,
        };
        Some((severity.to_owned(), text(&it["id"]), text(&it["message"]), text(&it["source"])))
    });
    let mut said: Vec<_> = said.collect();
    said.sort();
    said
}

fn assessed(report: &Value, lang: &str) -> Said {
    let findings = report["findings"].as_array().unwrap().iter();
    let said = findings.filter(|it| it["fact"] == "files.photo").map(|it| {
        let text = |key: &str| it[key].as_str().unwrap().to_owned();
        let [title, section] = ["source", "section"].map(|key| it["source"][key].as_str().unwrap());
        let year = &it["source"]["year"];
        let source = if lang == "zh" {
            format!("{title}（{year}）{section}")
        } else {
            format!("{title} ({year}), “{section}”")
        };
        assert_eq!(it["rule"], "file", "{it}");
        (text("severity"), text("reason"), text("message"), source)
    });
    let mut said: Vec<_> = said.collect();
    said.sort();
    said
}

/// Words as they stand on paper, wherever a line ends there.
fn close(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}

fn agrees(procedure: &str, profile: &str, (what, photo, expected): &Case) {
    let folder = tempfile::tempdir().unwrap();
    let facts = facts(&folder, procedure, photo);
    let photo = folder.path().join("photo.jpg").display().to_string();
    let mut wrong = false;
    for lang in ["zh", "en"] {
        let judge = ["photo", "check", "--profile", profile, &photo, "--json", "--lang", lang];
        let judge = beishen(&[&judge[..], &["--today", "2026-11-22"]].concat());
        let said = judged(&read(&judge));
        let ids: Vec<_> = said.iter().map(|it| (&*it.1, &*it.0)).collect();
        for (id, verdict) in *expected {
            let severity = if *verdict == "fail" { "error" } else { "warning" };
            assert!(ids.contains(&(id, severity)), "{what}: {id} is not among {ids:?}");
        }
        let bytes = ids.iter().any(|it| it.0 == "bytes");
        assert_eq!(bytes, expected.iter().any(|it| it.0 == "bytes"), "{what}: {ids:?}");
        let assess =
            beishen(&["assess", procedure, &facts, "--json", "--now", NOW, "--lang", lang]);
        assert_eq!(assessed(&read(&assess), lang), said, "{what}, {lang}");
        wrong = said.iter().any(|it| it.0 == "error");
        assert_eq!((judge.code, assess.code), (i32::from(wrong), i32::from(wrong)), "{what}");
    }
    let assess = beishen(&["assess", procedure, &facts, "--json", "--now", NOW]);
    let said = assessed(&read(&assess), "zh");
    let state = match (wrong, said.is_empty()) {
        (true, _) => "不合格",
        (false, false) => "请核对",
        (false, true) => "已备",
    };

    let pdf = folder.path().join("receipt.pdf").display().to_string();
    beishen(&["receipt", procedure, &facts, "-o", &pdf, "--now", NOW]).done();
    let receipt = Command::new("pdftotext").args(["-raw", &pdf, "-"]).output().unwrap();
    let receipt = close(&String::from_utf8(receipt.stdout).unwrap());
    assert!(receipt.contains(&format!("电子照片·{state}")), "{what}: {receipt}");
    let list = ["paper", "materials", procedure, &facts, "--format", "csv", "--now", NOW];
    let list = close(&beishen(&list).done());
    assert!(list.contains(&format!("不合格{}，", i32::from(wrong))), "{what}: {list}");
    let to = folder.path().join("ready").display().to_string();
    let handed = beishen(&["materials", procedure, &facts, "--to", &to, "--json", "--now", NOW]);
    assert_eq!(handed.code, i32::from(wrong), "{what}: {}", handed.out);
    let open = read(&handed)["open"].to_string();
    for (severity, _, message, _) in said {
        assert!(receipt.contains(&close(&message)), "{what}: “{message}” is not in {receipt}");
        assert!(list.contains(&close(&message)), "{what}: “{message}” is not in {list}");
        assert_eq!(
            open.contains(&format!("电子照片：{message}")),
            severity == "error",
            "{what}: {open}"
        );
    }
}

#[test]
fn everything_says_of_a_photo_what_its_judge_says() {
    for case in of_tdxl() {
        agrees("tdxl", "tdxl", &case);
    }
    for case in of_hunnu() {
        agrees("hunnu-bachelor", "qingcongpai", &case);
    }
}

#[test]
fn without_models_the_doubt_is_said_once() {
    let empty = tempfile::tempdir().unwrap();
    let blind = |arguments: &[&str]| {
        ran(program().args(arguments).env("BEISHEN_RESOURCES", empty.path()).output().unwrap())
    };
    for lang in ["zh", "en"] {
        let photo = sample("photo-zhang.jpg");
        let judge =
            blind(&["photo", "check", "--profile", "tdxl", &photo, "--json", "--lang", lang]);
        let said = judged(&read(&judge));
        assert_eq!((said.len(), &*said[0].0, &*said[0].1), (1, "warning", "faces"), "{said:?}");
        let facts = sample("zhang.json");
        let assess = blind(&["assess", "tdxl", &facts, "--json", "--now", NOW, "--lang", lang]);
        assert_eq!(assessed(&read(&assess), lang), said);
        assert_eq!((judge.code, assess.code), (0, 0));
    }
}
