//! The photo's cropper in the real window: by keys alone, and what came of it on the receipt.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{fs, path::PathBuf, process::Command};

use beishen_e2e::{
    Window,
    hands::{ENTER, SAMPLE, attach, begin, go_to, portrait, save_papers},
};
use fantoccini::key::Key;
use image::{RgbImage, imageops};

fn written(window: &Window, name: &str, picture: &RgbImage) -> PathBuf {
    let path = window.path(name);
    picture.save(&path).unwrap();
    path
}

/// Opens the cropper by keys. The frame has the focus.
async fn open_cropper(window: &Window) {
    window.tab_to("[data-crop=open]").await;
    window.press(&ENTER.to_string()).await;
    window.wait("the frame is held", "document.activeElement.matches('.cut')").await;
}

/// A number of the frame, as it stands in its line.
async fn number(window: &Window, id: &str) -> i64 {
    let value = format!("return Number(document.querySelector('[data-number={id}]').value)");
    window.script(&value).await.as_i64().unwrap()
}

#[tokio::test]
async fn a_photo_is_cropped_by_keys_and_stands_on_the_receipt_in_its_true_size() {
    let window = Window::open().await;
    begin(&window, "张三").await;
    go_to(&window, "photo").await;
    attach(&window, "photo", &written(&window, "photo.png", &portrait())).await;
    open_cropper(&window).await;
    for theme in ["dark", "light"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
        window.check(&format!("the cropper, {theme}")).await;
    }
    let before = [number(&window, "x").await, number(&window, "y").await];
    window.press(&char::from(Key::Left).to_string()).await;
    window.press_with(Key::Shift, &char::from(Key::Up).to_string()).await;
    assert_eq!(number(&window, "x").await, before[0] - 1);
    assert_eq!(number(&window, "y").await, before[1] - 10);
    let width = number(&window, "width").await;
    window.press("-").await;
    assert!(number(&window, "width").await < width);
    window.press("+").await;
    let crown = number(&window, "crown").await;
    window.tab_to("[data-line=crown]").await;
    window.press(&char::from(Key::Up).to_string()).await;
    assert_eq!(number(&window, "crown").await, crown - 1);
    window.tab_to("[data-crop=done]").await;
    window.press(&ENTER.to_string()).await;
    window.see(".prepared").await;
    let focus = "document.activeElement?.matches('[data-crop=open]')";
    window.wait("the focus is back where it was", focus).await;
    // What was measured and done lies folded.
    window.script("document.querySelectorAll('details').forEach(it => (it.open = true))").await;
    window.see_text("裁剪框由本人确定；头顶的线由本人标定。").await;
    let rows = "[...document.querySelectorAll('tr')].map(it => it.innerText.replace(/\\s+/g, ' '))";
    window
        .wait("it has the pixels", &format!("{rows}.includes('像素 390 × 567 390 × 567 通过')"))
        .await;

    // The very bytes, 33 × 48 mm large.
    let shown = window.script("return document.querySelector('.studio figure img').src").await;
    let (paper, _, pdf) = save_papers(&window).await;
    assert!(paper.contains("张三"), "{paper}");
    let list = Command::new("pdfimages").arg("-list").arg(&pdf).output().unwrap();
    let list = String::from_utf8(list.stdout).unwrap();
    let row = list.lines().find(|it| it.contains(" 390 ")).unwrap_or_else(|| panic!("{list}"));
    let columns: Vec<_> = row.split_whitespace().collect();
    assert_eq!(columns[3..5], ["390", "567"], "{list}");
    // 390 pixels on 33 mm, 567 on 48: 300 of them to an inch.
    assert_eq!(columns[12..14], ["300", "300"], "{list}");
    Command::new("pdfimages").arg("-all").arg(&pdf).arg(window.path("image")).status().unwrap();
    let jpeg = fs::read(window.path(&format!("image-{:0>3}.jpg", columns[1]))).unwrap();
    let digest = beishen_document::digest::hex(&beishen_document::digest::sha256(&jpeg));
    let shown = shown.as_str().unwrap();
    assert!(
        shown.ends_with(&digest),
        "the bytes on the receipt are not those of the photo: {shown}"
    );
}

#[tokio::test]
async fn a_wrong_photo_is_explained_in_the_cropper() {
    let window = Window::open().await;
    begin(&window, "张三").await;
    go_to(&window, "photo").await;
    let sample = image::load_from_memory(SAMPLE).unwrap().into_rgb8();
    let small = imageops::thumbnail(&sample, 300, 436);
    attach(&window, "photo", &written(&window, "small.png", &small)).await;
    open_cropper(&window).await;
    window.see_text("裁剪框窄了 91、矮了 132 像素，不能放大；调不大就请重拍。").await;
    window.press(&char::from(Key::Escape).to_string()).await;
    window.wait("Esc closes it", "!document.querySelector('.cut')").await;

    // Close at the crown.
    let close = imageops::crop_imm(&portrait(), 0, 250, 1000, 1050).to_image();
    window.answer_dialog(&written(&window, "close.png", &close));
    window.tab_to("[data-drop]").await;
    window.press(&ENTER.to_string()).await;
    window.see_text("四周留空不够，缺上").await;
    open_cropper(&window).await;
    window
        .wait(
            "what is missing",
            "/缺上\\d+像素，请重拍。/.test(document.querySelector('.cropper').innerText)",
        )
        .await;
}
