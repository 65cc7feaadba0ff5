//! A pack of one's own in the real window, by keys: imported, begun, removed; the draft stays.

use beishen_e2e::Window;
use fantoccini::key::Key;

const ENTER: char = '\u{e007}';
const DOWN: &str = "\u{e015}";
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

#[tokio::test]
async fn a_pack_of_ones_own_is_written_checked_by_line_saved_and_taken_back() {
    let window = Window::open().await;
    window.see("main[data-screen=desk]").await;
    go(&window, "#/settings", "[data-packs]").await;
    window.tab_to("[data-packs]").await;
    window.press(&ENTER.to_string()).await;
    window.see("main[data-screen=packs] [data-procedure=tdxl]").await;
    window.check("the procedures").await;
    window.tab_to("[data-below]").await;
    window.press(DOWN).await;
    window.tab_to("input[name=id]").await;
    window.press("our-school").await;
    window.press(&ENTER.to_string()).await;
    window.see("[data-sound=true]").await;
    window.see("[data-preview=step] [data-ask]").await;
    for theme in ["light", "dark"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
        window.check(&format!("a pack that is written, {theme}")).await;
    }

    // By hand: a box is added, told what it is, and taken back; each act is one step.
    window.tab_to("[data-new=box]").await;
    window.press("微信号").await;
    window.press(&ENTER.to_string()).await;
    window.see("[data-boxes] [data-editing]").await;
    for theme in ["light", "dark"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
        window.check(&format!("a box that is edited, {theme}")).await;
    }
    window.tab_to("[data-editing] [data-required]").await;
    window.press(" ").await;
    window.see("[data-boxes] li:last-child .star").await;
    window.see("[data-sound=true]").await;
    for _ in 0..2 {
        window.tab_to("[data-back]").await;
        window.press(&ENTER.to_string()).await;
    }
    window.wait("it is gone", "!document.querySelector('[data-boxes] [data-editing]')").await;
    window.see("[data-sound=true]").await;
    window.tab_to("[data-way=text]").await;
    window.press(&ENTER.to_string()).await;

    // A letter too many: the line is named and shown, nothing can be saved.
    window.tab_to("[data-text]").await;
    window.script("document.querySelector('[data-text]').setSelectionRange(0, 0)").await;
    window.press("x").await;
    window.see("[data-sound=false] [data-go]").await;
    window.see_text("行不是正确的 TOML").await;
    window
        .wait("it is not saved", "document.querySelector('[data-save]').ariaDisabled === 'true'")
        .await;
    window.check("a pack with a fault").await;
    // The editor's own undo.
    window.press_with(Key::Control, "z").await;
    window.see("[data-sound=true]").await;
    window.press_with(Key::Control, &ENTER.to_string()).await;
    window.see_text("已保存，草稿马上照它检查。").await;
    go(&window, "#/packs", "[data-procedure=our-school]").await;
    window.tab_to("[data-procedure=our-school] [data-remove]").await;
    window.press(&ENTER.to_string()).await;
    window.wait("it is gone", "!document.querySelector('[data-procedure=our-school]')").await;
    window.see("[data-undo]").await;
    window.tab_to("[data-undo]").await;
    window.press(&ENTER.to_string()).await;
    window.see("[data-procedure=our-school]").await;
}
