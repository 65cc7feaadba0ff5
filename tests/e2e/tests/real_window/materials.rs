//! Files to hand in, in the real window by keys: converted, laid together, listed, and put into one folder.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::path::{Path, PathBuf};

use beishen_e2e::{
    Window,
    hands::{ENTER, SPACE, export},
};
use image::{Rgb, RgbImage, imageops};
use serde_json::json;

fn printed(width: u32, height: u32, paper: [u8; 3]) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let in_line = y % 24 < 12 && (20..width - 20).contains(&x);
        let stroke = (x * 7 + y / 2 * 13 + x * y % 11) % 5 < 2;
        Rgb(if in_line && stroke { [30, 30, 40] } else { paper })
    })
}

fn draw(window: &Window, name: &str, picture: &RgbImage) -> PathBuf {
    let path = window.path(name);
    picture.save(&path).unwrap();
    path
}

/// Presses a button by keys.
async fn press(window: &Window, css: &str) {
    window.tab_to(css).await;
    window.press(&ENTER.to_string()).await;
}

async fn choose(window: &Window, css: &str, file: &Path) {
    window.answer_dialog(file);
    press(window, css).await;
}

async fn draft(window: &Window) -> i64 {
    window.see("main[data-screen=desk]").await;
    let added = window.call(json!({ "command": "add_applicant", "name": "张三" })).await.unwrap();
    let begin = json!({ "command": "begin_draft", "applicant": added["applicant"], "procedure": "hunnu-bachelor" });
    window.call(begin).await.unwrap()["draft"].as_i64().unwrap()
}

#[tokio::test]
async fn scans_are_converted_and_merged_by_keys_and_written_to_one_folder() {
    let window = Window::open().await;
    let draft = draft(&window).await;
    let step = |step: &str| format!("#/draft/{draft}/step/{step}");

    // The task list says what is missing, and leads there.
    window.go(&format!("#/draft/{draft}"), "[data-material=diploma][data-state=missing]").await;
    window.see_text("还没有选择本科毕业证的文件。").await;
    press(&window, "[data-material=diploma] a").await;
    window.see("[data-fact='files.diploma']").await;

    // A PNG is told to be wrong, and is a JPEG after one press.
    let scan = draw(&window, "scan.png", &printed(1240, 1754, [252, 252, 250]));
    choose(&window, "[data-fact='files.diploma'] [data-drop]", &scan).await;
    window.see("[data-fact='files.diploma'] tr[data-verdict=fail]").await;
    press(&window, "[data-fact='files.diploma'] [data-convert]").await;
    window.see_text("重新编码为 JPEG").await;
    window
        .wait(
            "it is right now",
            "!document.querySelector(\"[data-fact='files.diploma'] tr[data-verdict=fail]\")",
        )
        .await;
    let drawn = "[...document.querySelectorAll(\"[data-fact='files.diploma'] img\")]";
    window
        .wait(
            "its picture is drawn",
            &format!("{drawn}.length > 0 && {drawn}.every((it) => it.naturalWidth > 0)"),
        )
        .await;
    window.check("a scan made ready").await;

    // Both sides of the card, in order, in one picture.
    let id_step = window.call(json!({ "command": "open_draft", "draft": draft })).await.unwrap();
    let steps = id_step["steps"].as_array().unwrap();
    let of_card =
        steps.iter().find(|it| it["materials"].as_array().unwrap().contains(&json!("id_card")));
    window.go(&step(of_card.unwrap()["id"].as_str().unwrap()), "[data-card=id_card]").await;
    let mut glass = RgbImage::from_pixel(1654, 1169, Rgb([250; 3]));
    imageops::replace(&mut glass, &printed(1011, 638, [205, 225, 235]), 200, 150);
    let front = draw(&window, "front.png", &glass);
    let back = draw(&window, "back.png", &printed(1400, 883, [235, 220, 205]));
    choose(&window, "[data-fact='side.front'] [data-drop]", &back).await;
    window.see("[data-fact='side.front'] .row").await;
    choose(&window, "[data-fact='side.back'] [data-drop]", &front).await;
    window.see("[data-preview=above]").await;
    press(&window, "[data-swap]").await;
    window.see_text("正面：已按卡片的边裁好").await;
    window.see_text("反面：没有找到卡片的边").await;
    window.tab_to("[data-card] fieldset").await;
    window.press("\u{e015}").await;
    window.see("[data-preview=beside]").await;
    window.check("a card to be merged").await;
    press(&window, "[data-merge]").await;
    window.see_text("正反两面拼在一张图上").await;

    // Everything in one folder; what is missing is told.
    window.go(&format!("#/draft/{draft}/export"), "[data-choice=files]").await;
    let folder = export(&window).await;
    window.see_text("材料还有").await;
    for name in ["1.身份证正反面.jpg", "2.本科毕业证.jpg"] {
        let made = std::fs::read(folder.join("材料").join(name)).unwrap();
        assert!(made.starts_with(&[0xFF, 0xD8]) && made.len() <= 1_000_000, "{name}");
    }
    assert!(std::fs::read(folder.join("准备回执.pdf")).unwrap().starts_with(b"%PDF"));
    // What is there stays as it is.
    assert_ne!(export(&window).await, folder);
    window.check("the files to hand in").await;
}

#[tokio::test]
async fn a_profile_of_one_s_own_is_entered_judged_by_and_restored() {
    let window = Window::open().await;
    let draft = draft(&window).await;
    let row = "[data-profile='hunnu-bachelor photo']";
    window.go("#/settings", row).await;
    press(&window, &format!("{row} [data-edit]")).await;
    window.see("[data-profile-form]").await;
    window.check("a profile being changed").await;
    let enter = async |field: &str, text: &str| {
        window.tab_to(&format!("[data-profile-form] input[name='{field}']")).await;
        window.press_with(fantoccini::key::Key::Control, "a").await;
        window.press(text).await;
    };
    enter("min_kb", "300").await;
    press(&window, "[data-profile-form] [data-save]").await;
    window.see_text("文件下限大于上限").await;
    window.wait("the field has the focus", "document.activeElement.name === 'min_kb'").await;
    enter("min_kb", "20").await;
    enter("max_kb", "40").await;
    press(&window, "[data-profile-form] [data-save]").await;
    window.see(&format!("{row}[data-own=true]")).await;
    let wanted = format!("#/draft/{draft}/step/photo");
    window.go(&wanted, "main[data-screen=step]").await;
    window.see_text("本机规格").await;
    window.see_text("20–40 KB").await;
    window.go("#/settings", row).await;
    press(&window, &format!("{row} [data-restore]")).await;
    window.see(&format!("{row}[data-own=false]")).await;
    // And back once more.
    window.tab_to("[data-undo]").await;
    window.press(&SPACE.to_string()).await;
    window.see(&format!("{row}[data-own=true]")).await;
}
