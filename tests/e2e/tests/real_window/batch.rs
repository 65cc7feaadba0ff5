//! The receipts of many in the real window, by keys: marked, printed, and who could not be is named.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use beishen_e2e::Window;
use fantoccini::key::Key;
use serde_json::json;

const ENTER: char = '\u{e007}';

fn files(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn three_are_marked_by_keys_and_printed_and_who_cannot_be_is_named() {
    let window = Window::open().await;
    let mut applicants = Vec::new();
    for name in ["张三", "李四", "王五", "赵六"] {
        let added = window.ask(json!({ "command": "add_applicant", "name": name })).await;
        let applicant = added["applicant"].clone();
        let begin =
            json!({ "command": "begin_draft", "applicant": applicant, "procedure": "tdxl" });
        let draft = window.ask(begin).await["draft"].clone();
        applicants.push((applicant, draft));
    }
    window.go("#/settings", "main[data-screen=settings]").await;
    window.go("#/", "tr[data-draft]").await;

    // Space on a name marks it, and its box; Shift takes all between along.
    let row = |at: usize| format!("tr[data-draft='{}']", applicants[at].1);
    window.tab_to(&format!("{} .name a", row(0))).await;
    window.press(" ").await;
    window.see_text("已选 1 位").await;
    window.tab_to(&format!("{} .mark input", row(2))).await;
    window.press_with(Key::Shift, " ").await;
    window.see_text("已选 3 位").await;
    window.check("the desk with marks").await;

    // Meanwhile the page does not know that one of them goes.
    for command in ["bin_applicant", "erase_applicant"] {
        window.ask(json!({ "command": command, "applicant": applicants[1].0 })).await;
    }
    window.tab_to("[aria-expanded=false].button--primary").await;
    window.press(&ENTER.to_string()).await;
    window.see_text("文件名：BS-").await;
    window.check("the choices").await;
    let folder = window.path("papers");
    window.answer_dialog(&folder);
    window.tab_to(".panel .button--primary").await;
    window.press(&ENTER.to_string()).await;
    window.see_text("2 份已存成 PDF，1 份没有").await;
    window.see_text("这一项已经不在了").await;
    let names = files(&folder);
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.iter().all(|it| it.starts_with("BS-")), "{names:?}");
    window.check("what came of it").await;

    // The panel goes with Escape; who is gone has no mark any more.
    window.tab_to(".panel .button--quiet").await;
    window.press(&ENTER.to_string()).await;
    window.see(".panel [type=radio]").await;
    window.tab_to(".panel [type=radio]").await;
    window.press("\u{e00c}").await;
    window.wait("the panel is gone", "!document.querySelector('.panel')").await;
    window.go("#/settings", "main[data-screen=settings]").await;
    window.go("#/", "tr[data-draft]").await;
    window.see_text("已选 2 位").await;

    // All who are in sight, in one file.
    window.tab_to("thead .mark input").await;
    window.press(" ").await;
    window.see_text("已选 3 位").await;
    window.tab_to("[aria-expanded=false].button--primary").await;
    window.press(&ENTER.to_string()).await;
    window.see(".panel [type=radio]").await;
    window.script("document.querySelectorAll('.panel [type=radio]')[1].click()").await;
    window.see_text("文件名：准备回执-").await;
    window.tab_to(".panel .button--primary").await;
    window.press(&ENTER.to_string()).await;
    window.see_text("3 份准备回执已存成 PDF，共 1 个文件。").await;
    let names = files(&folder);
    assert_eq!(names.iter().filter(|it| it.starts_with("准备回执-")).count(), 1, "{names:?}");
    assert_eq!(names.len(), 3, "{names:?}");

    // The marks go with their button, and what went through with them.
    window.tab_to(".many .foot .button--quiet").await;
    window.press(&ENTER.to_string()).await;
    window.wait("no mark", "!document.querySelector('tr.marked')").await;
    window.wait("the panel is gone", "!document.querySelector('.many')").await;
}
