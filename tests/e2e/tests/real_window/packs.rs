//! A pack of one's own in the real window, by keys: imported, begun, removed; the draft stays.

use beishen_e2e::Window;
use fantoccini::key::Key;

const ENTER: char = '\u{e007}';
const SECTION: &str = "section[aria-labelledby=own-packs]";

async fn go(window: &Window, hash: &str, css: &str) {
    window.script(&format!("location.hash = '{hash}'")).await;
    window.see(css).await;
}

#[tokio::test]
async fn a_pack_is_imported_used_and_removed_and_the_draft_stays() {
    let window = Window::open().await;
    window.see("main[data-screen=desk]").await;
    let sample =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/samples/packs/tdxl-example.toml");
    let import = format!("{SECTION} > .button");

    // What is no pack is told, and nothing is there.
    let broken = window.path("broken.toml");
    std::fs::write(&broken, "id = ").unwrap();
    window.answer_dialog(&broken);
    go(&window, "#/settings", &import).await;
    window.tab_to(&import).await;
    window.press(&ENTER.to_string()).await;
    window.see_text("第 1 行不是正确的 TOML").await;

    window.answer_dialog(sample.as_ref());
    window.tab_to(&import).await;
    window.press(&ENTER.to_string()).await;
    window.see("[data-pack='tdxl-example.toml']").await;
    window.see_text("已导入“同等学力申硕（示例大学）”。").await;
    // A second time it asks, and the harmless answer has the focus.
    window.press(&ENTER.to_string()).await;
    window.see("dialog[open]").await;
    window.wait("the focus", "document.activeElement?.textContent === '先不动'").await;
    window.press(&ENTER.to_string()).await;
    window.wait("the dialog is gone", "!document.querySelector('dialog')").await;

    go(&window, "#/", "main[data-screen=desk]").await;
    window.tab_to(".first-run .button--primary").await;
    window.press(&ENTER.to_string()).await;
    window.tab_to("input[name=name]").await;
    window.press("张三").await;
    window.press(&ENTER.to_string()).await;
    window.see("[data-procedure=tdxl-example]").await;
    window.script("document.querySelector('[data-procedure=tdxl-example] input').click()").await;
    window.press_with(Key::Control, &ENTER.to_string()).await;
    window.see("main[data-screen=tasks]").await;
    window.see_text("电子照片和材料").await;

    go(&window, "#/settings", "[data-pack='tdxl-example.toml'] button").await;
    window.tab_to("[data-pack='tdxl-example.toml'] button").await;
    window.press(&ENTER.to_string()).await;
    window.wait("it is gone", "!document.querySelector('[data-pack]')").await;
    // One who presses once more has it back.
    window
        .wait("the way back has the keyboard", "document.activeElement.matches('[data-undo]')")
        .await;
    window.press(&ENTER.to_string()).await;
    window.see("[data-pack='tdxl-example.toml']").await;
    window.tab_to("[data-pack='tdxl-example.toml'] button").await;
    window.press(&ENTER.to_string()).await;
    window.wait("it is gone", "!document.querySelector('[data-pack]')").await;
    go(&window, "#/", "[data-applicant]").await;
    window.see_text("办理事项“tdxl-example”未安装").await;
}
