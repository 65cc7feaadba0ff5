//! The cropper: what it is told of a photo, what the person corrects, and what is said when a photo cannot be cropped.

use std::{io::Cursor, sync::OnceLock};

use image::{ImageFormat, RgbImage, imageops};
use serde_json::{Value, json};

use crate::{
    Window,
    photos::{PHOTO, check, photo, with_photo},
};

/// The sample's portrait with room around it, as a camera gives it.
fn portrait() -> &'static RgbImage {
    static PORTRAIT: OnceLock<RgbImage> = OnceLock::new();
    PORTRAIT.get_or_init(|| {
        let sample = image::load_from_memory(PHOTO).unwrap().into_rgb8();
        let large = imageops::resize(&sample, 585, 850, imageops::FilterType::Triangle);
        RgbImage::from_fn(900, 1050, |x, y| {
            *large.get_pixel(x.saturating_sub(157).min(584), y.saturating_sub(200).min(849))
        })
    })
}

/// The same as a file.
fn png() -> Vec<u8> {
    static PNG: OnceLock<Vec<u8>> = OnceLock::new();
    PNG.get_or_init(|| file(portrait(), ImageFormat::Png)).clone()
}

fn part(x: u32, y: u32, width: u32, height: u32) -> RgbImage {
    imageops::crop_imm(portrait(), x, y, width, height).to_image()
}

fn file(pixels: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn open(window: &mut Window, draft: i64) -> Value {
    window.call("open_cropper", json!({ "draft": draft, "material": "photo" }))
}

fn propose(window: &mut Window, draft: i64, lines: Value) -> Value {
    window.call("propose_crop", json!({ "draft": draft, "material": "photo", "lines": lines }))
}

fn at(cropper: &Value, line: &str) -> u64 {
    let lines = cropper["lines"].as_array().unwrap();
    lines.iter().find(|it| it["id"] == line).unwrap()["at"].as_u64().unwrap()
}

/// The size of a picture as the page sees it.
fn size(window: &Window, name: &Value) -> (u32, u32) {
    let (_, bytes) = window.desk.picture(name.as_str().unwrap()).unwrap();
    assert!(bytes.len() < 1_100_000);
    let picture = image::load_from_memory(&bytes).unwrap();
    (picture.width(), picture.height())
}

#[test]
fn the_cropper_knows_the_photo_its_lines_and_what_is_wanted() {
    let mut window = Window::open();
    let bytes = png();
    let (draft, _) = with_photo(&mut window, "tdxl", "photo.png", &bytes);
    let cropper = open(&mut window, draft);
    assert_eq!((&cropper["width"], &cropper["height"]), (&json!(900), &json!(1050)));
    assert_eq!((&cropper["target_width"], &cropper["target_height"]), (&json!(390), &json!(567)));
    assert_eq!(cropper["found"], true);
    assert_eq!(cropper["crop"], cropper["proposal"]["crop"]);
    assert_eq!(size(&window, &cropper["picture"]), (900, 1050));
    let (crown, chin) = (at(&cropper, "crown"), at(&cropper, "chin"));
    assert!(crown > 200 && chin > crown + 400 && chin < 900, "{crown} {chin}");
    assert!(at(&cropper, "left") > 157 && at(&cropper, "right") < 742);
    let lengths = cropper["lengths"].as_array().unwrap();
    let said: Vec<_> = lengths.iter().map(|it| (&it["label"], &it["limit"], &it["low"])).collect();
    assert_eq!(
        said,
        [
            (&json!("头部长度"), &json!("28–33 mm"), &json!(330.0)),
            (&json!("头部宽度"), &json!("21–24 mm"), &json!(248.0)),
        ]
    );
    assert_eq!(cropper["backdrop"], "蓝色");
    // Another portal limits other lengths, between other lines.
    let (draft, _) = with_photo(&mut window, "hunnu-bachelor", "photo.png", &bytes);
    let cropper = open(&mut window, draft);
    let lines = cropper["lines"].as_array().unwrap();
    let ids: Vec<_> = lines.iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["crown", "eyes", "face_left", "face_right"]);
    assert_eq!(cropper["swatch"], "rgb(100 197 255)");
}

#[test]
fn whatever_can_be_read_can_be_seen() {
    let mut window = Window::open();
    let lying = tagged(&file(&imageops::rotate270(portrait()), ImageFormat::Jpeg));
    for (name, bytes) in [
        ("photo.webp", file(portrait(), ImageFormat::WebP)),
        ("photo.tiff", file(portrait(), ImageFormat::Tiff)),
        // Beyond a megabyte.
        ("photo.bmp", file(portrait(), ImageFormat::Bmp)),
        ("photo.jpg", [lying, vec![0; 1_100_000]].concat()),
    ] {
        let (draft, before) = with_photo(&mut window, "tdxl", name, &bytes);
        assert_eq!(size(&window, &before["file"]["picture"]), (857, 1000), "{name}");
        let cropper = open(&mut window, draft);
        assert_eq!(cropper["picture"], before["file"]["picture"], "{name}");
        let view = prepare(&mut window, draft, &Value::Null, json!([]));
        assert_eq!(size(&window, &photo(&view)["prepared"]["before"]), (857, 1000), "{name}");
    }
}

/// With an EXIF orientation of 6: to be turned to the right.
fn tagged(jpeg: &[u8]) -> Vec<u8> {
    let tiff = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let length = u16::try_from(tiff.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, tiff, &jpeg[2..]].concat()
}

fn prepare(window: &mut Window, draft: i64, crop: &Value, lines: Value) -> Value {
    let photo = json!({ "draft": draft, "material": "photo", "crop": crop, "lines": lines });
    window.call("prepare_photo", photo)
}

#[test]
fn a_line_that_was_moved_changes_the_proposal_and_is_on_record() {
    let mut window = Window::open();
    let bytes = png();
    let (draft, _) = with_photo(&mut window, "tdxl", "photo.png", &bytes);
    let cropper = open(&mut window, draft);
    assert_eq!(propose(&mut window, draft, json!([])), cropper["proposal"]);
    let lines = json!([{ "id": "crown", "at": at(&cropper, "crown") - 40 }]);
    let higher = propose(&mut window, draft, lines.clone())["crop"].clone();
    assert!(higher["y"].as_u64() < cropper["crop"]["y"].as_u64(), "{higher}");
    assert!(higher["height"].as_u64() > cropper["crop"]["height"].as_u64(), "{higher}");
    let view = prepare(&mut window, draft, &higher, lines.clone());
    let ready = photo(&view);
    assert_eq!(check(ready, "像素")["value"], "390 × 567");
    let rows = ready["prepared"]["rows"].as_array().unwrap();
    let by_hand = rows.iter().find(|it| it["label"] == "本人").unwrap();
    assert_eq!(by_hand["value"], "裁剪框由本人确定；头顶的线由本人标定。");
    // Later it is cropped from the original again, with the frame and the lines as they were left.
    let mut window = window.reopen();
    let again = open(&mut window, draft);
    assert_eq!((&again["crop"], &again["name"]), (&higher, &json!("photo.png")));
    assert_eq!((&again["width"], at(&again, "crown")), (&json!(900), at(&cropper, "crown") - 40));
    assert_eq!(again["lines"][0]["measured"], cropper["lines"][0]["at"]);
    let view = prepare(&mut window, draft, &cropper["crop"], json!([]));
    assert_eq!(photo(&view)["file"]["name"], "photo.tdxl.jpg");
    let view = window.call("undo", json!({ "draft": draft }));
    assert_eq!(photo(&view)["prepared"], ready["prepared"]);
    let view = window.call("undo", json!({ "draft": draft }));
    assert_eq!(photo(&view)["file"]["name"], "photo.png");
}

#[test]
fn what_is_missing_is_said_in_pixels_and_that_the_photo_is_to_be_taken_again() {
    let mut window = Window::open();
    let sample = image::load_from_memory(PHOTO).unwrap().into_rgb8();
    let small = imageops::thumbnail(&sample, 300, 436);
    let cases = [
        ("close at the crown", part(0, 255, 900, 795), "四周留空不够，缺上"),
        ("close at the left", part(250, 0, 650, 1050), "缺左"),
        ("too small", small, "裁出的宽度还差"),
    ];
    for (what, pixels, reason) in cases {
        let bytes = file(&pixels, ImageFormat::Png);
        let (draft, _) = with_photo(&mut window, "tdxl", "photo.png", &bytes);
        let cropper = open(&mut window, draft);
        let said = cropper["proposal"]["reason"].as_str().unwrap().to_owned();
        assert!(said.contains(reason) && said.contains("像素"), "{what}: {said}");
        assert!(said.ends_with("重拍。"), "{what}: {said}");
        assert_eq!(cropper["proposal"]["crop"], Value::Null, "{what}");
        // The frame is within the picture all the same.
        let crop = |side: &str| cropper["crop"][side].as_u64().unwrap();
        assert!(crop("x") + crop("width") <= u64::from(pixels.width()), "{what}");
        assert!(crop("y") + crop("height") <= u64::from(pixels.height()), "{what}");
        let view = prepare(&mut window, draft, &Value::Null, json!([]));
        assert_eq!(photo(&view)["stopped"], said, "{what}");
    }
}

#[test]
fn without_a_face_the_lines_are_the_person_s_and_without_a_picture_the_reason_is_told() {
    let mut window = Window::open();
    let nobody = RgbImage::from_pixel(800, 1000, image::Rgb([100, 197, 255]));
    let bytes = file(&nobody, ImageFormat::Png);
    let (draft, _) = with_photo(&mut window, "tdxl", "photo.png", &bytes);
    let cropper = open(&mut window, draft);
    assert_eq!(cropper["found"], false);
    assert!(cropper["proposal"]["reason"].as_str().unwrap().contains("没有找到人脸"));
    let lines = json!([{ "id": "crown", "at": 200 }, { "id": "chin", "at": 700 }]);
    let proposal = propose(&mut window, draft, lines);
    assert_eq!(proposal["reason"], "");
    assert!(proposal["crop"]["y"].as_u64().unwrap() < 200, "{proposal}");
    // Whatever is sent, there is an answer.
    for lines in [
        json!([{ "id": "nose", "at": 1 }]),
        json!([{ "id": "crown", "at": u32::MAX }]),
        json!([{ "id": "crown", "at": 700 }, { "id": "chin", "at": 200 }]),
        json!([{ "id": "left", "at": 9 }, { "id": "right", "at": 9 }]),
    ] {
        propose(&mut window, draft, lines);
    }
    let (draft, _) = with_photo(&mut window, "tdxl", "notes.jpg", b"no picture");
    let asked = json!({ "draft": draft, "material": "photo" });
    let error = window.try_call("open_cropper", asked).unwrap_err();
    assert!(error.message.zh.contains("不是可以处理的图片"), "{}", error.message.zh);
    let error = window.try_call("open_cropper", json!({ "draft": draft, "material": "x" }));
    assert!(error.is_err());
}
