//! 认识平台页面 in the real window, by keys: a saved form page beside the pack, its list taken over, given back, written as a file.

use beishen_e2e::Window;
use fantoccini::key::Key;

const ENTER: char = '\u{e007}';
const DOWN: char = '\u{e015}';

/// A part of 填写基本信息, filled in by somebody.
const PAGE: &str = "<meta charset=utf-8><form><table>\
    <tr><td>*姓名拼音：<td><input value='Zhang Sanfeng'>\
    <tr><td>*证件类型：<td><select><option value=''>请选择<option>中华人民共和国居民身份证<option>港澳居民来往内地通行证\
    <option>台湾居民来往大陆通行证<option>港澳台居民居住证<option selected>普通护照<option>外国人永久居留身份证\
    <option>军官证<option>其他<option>旅行证</select>\
    <tr><td>*证件号码：<td><input value='E12345678'>\
    <tr><td>*确认证件号码：<td><input value='E12345678'></table></form>";

async fn key(window: &Window, css: &str) {
    window.tab_to(css).await;
    window.press(&ENTER.to_string()).await;
}

#[tokio::test]
async fn a_saved_form_page_teaches_a_list_and_one_press_gives_it_back() {
    let window = Window::open().await;
    window.see("main[data-screen=desk]").await;
    key(&window, ".first-run .button--primary").await;
    window.tab_to("input[name=name]").await;
    window.press("张三").await;
    window.press(&ENTER.to_string()).await;
    window.see("main[data-screen=choose]").await;
    window.press_with(Key::Control, &ENTER.to_string()).await;
    window.see("main[data-screen=tasks]").await;

    // The guessed list says at the box where it is put right.
    window.script("location.hash = '#/draft/1/step/register?fact=person.id_type'").await;
    window.see("[data-fact='person.id_type'] [data-guessed]").await;
    key(&window, "[data-fact='person.id_type'] [data-guessed] a").await;
    window.see("main[data-screen=portal]").await;
    window.see_text("还没有看过它的页面。").await;

    // What is no form is told in one sentence.
    let page = window.path("page.html");
    std::fs::write(&page, "<p>欢迎您，张三</p>").unwrap();
    window.answer_dialog(&page);
    key(&window, "[data-open]").await;
    window.see_text("没有认出填报的框").await;

    std::fs::write(&page, PAGE).unwrap();
    window.answer_dialog(&page);
    key(&window, "[data-open]").await;
    window.see("[data-box='basic.id_type'][data-state=differs]").await;
    window.see_text("改称：护照 → 普通护照").await;
    for theme in ["light", "dark"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
        window.check(&format!("the portal's page, {theme}")).await;
    }
    let told = window.script("return document.body.textContent").await.to_string();
    assert!(!told.contains("E12345678") && !told.contains("Sanfeng"));

    // What taking it changes is listed, with the draft that it is of.
    window.see("[data-would] [data-changes]").await;
    window.see_text("选项不同：证件类型：").await;
    window.see_text("用到它的草稿有 1 份，检查结果都不变。").await;

    // A renamed option is asked about, not guessed.
    key(&window, "[data-take]").await;
    window.see_text("改名的选项还没有选是不是同一项。").await;
    window.tab_to("[data-renamed='普通护照']").await;
    window.press(&DOWN.to_string()).await;
    key(&window, "[data-take]").await;
    window.see_text("没有草稿受影响。").await;
    window.see("[data-box='basic.id_type'][data-state=same]").await;
    window.see("[data-taught]").await;

    let out = window.path("our-school.toml");
    window.answer_dialog(&out);
    key(&window, "[data-save]").await;
    window.see_text("our-school.toml").await;
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.contains("words = { \"护照\" = \"普通护照\" }"), "{text}");

    key(&window, "[data-untake]").await;
    window.see("[data-box='basic.id_type'][data-state=differs]").await;
    window.wait("nothing is taken", "!document.querySelector('[data-taught]')").await;

    // The draft says that its portal's page is otherwise.
    window.script("location.hash = '#/draft/1'").await;
    window.see("[data-note=portal]").await;
}

/// Copies a page as one does in the browser, and pastes it with the keys.
async fn paste(window: &Window, html: &str) {
    let html = serde_json::json!(html);
    window
        .script(&format!(
            "document.activeElement.blur(); const it = document.createElement('div'); it.id = 'copied'; \
             it.innerHTML = {html}; document.body.append(it); getSelection().selectAllChildren(it)"
        ))
        .await;
    window.press_with(Key::Control, "c").await;
    window.script("document.querySelector('#copied').remove()").await;
    window.tab_to("[data-paste]").await;
    window.press_with(Key::Control, "v").await;
}

#[tokio::test]
async fn a_page_is_pasted_and_a_correction_from_elsewhere_is_taken_over_and_given_back() {
    let window = Window::open().await;
    window.see("main[data-screen=desk]").await;
    window.go("#/portal/tdxl", "[data-paste]").await;
    paste(&window, PAGE).await;
    window.see("[data-box='basic.id_type'][data-state=differs]").await;
    let told = window.script("return document.body.textContent").await.to_string();
    assert!(!told.contains("E12345678") && !told.contains("Sanfeng"));

    // The whole page is taken by one press, and what that changes stands above it.
    window.see("[data-would] [data-changes]").await;
    window.tab_to("[data-renamed='普通护照']").await;
    window.press(&DOWN.to_string()).await;
    key(&window, "[data-take]").await;
    window.see("[data-taught]").await;
    key(&window, "[data-done] [data-undo]").await;
    window.wait("nothing is taken", "!document.querySelector('[data-taught]')").await;

    // A file from elsewhere is looked at first; what is none is refused with its line.
    let fix = window.path("their-school.toml");
    std::fs::write(&fix, "id = ").unwrap();
    window.answer_dialog(&fix);
    key(&window, "[data-open-pack]").await;
    window.see_text("第 1 行不是正确的 TOML").await;
    let text = "id = \"their-school\"\nextends = \"tdxl\"\nverified_on = \"2026-11-20\"\n\n[[pages]]\nid = \"basic\"\n\
        [[pages.fields]]\nid = \"work_start\"\nportal_label = \"参加工作时间\"\n";
    std::fs::write(&fix, text).unwrap();
    key(&window, "[data-open-pack]").await;
    window.see("[data-offered='their-school']").await;
    for theme in ["light", "dark"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
        window.check(&format!("a correction from elsewhere, {theme}")).await;
    }
    key(&window, "[data-take-file]").await;
    window.see("[data-taught]").await;
    key(&window, "[data-done] [data-undo]").await;
    window.wait("nothing is taken", "!document.querySelector('[data-taught]')").await;
}
