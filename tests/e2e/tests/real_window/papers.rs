//! Papers of a draft and of the whole desk, saved from the window by keys and read.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::Command;

use beishen_e2e::{
    Window,
    hands::{ENTER, begin, squeezed},
};
use fantoccini::key::Key;

/// Presses the button of a group of papers, and reads the PDF that comes of it.
async fn saved(window: &Window, papers: &str, name: &str) -> (String, String) {
    let pdf = window.path(name);
    window.answer_dialog(&pdf);
    window.tab_to(&format!("[data-paper={papers}] .row > .button")).await;
    window.press(&ENTER.to_string()).await;
    window.see_text(&format!("已存到 {}", pdf.display())).await;
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).arg(&pdf).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let text = Command::new("pdftotext").arg(&pdf).arg("-").output().unwrap();
    (run("pdfinfo", &[]), squeezed(&String::from_utf8(text.stdout).unwrap()))
}

#[tokio::test]
async fn a_paper_of_a_draft_and_a_list_of_the_desk_are_saved_by_keys() {
    let window = Window::open().await;
    begin(&window, "张三").await;
    window.press_with(Key::Control, "e").await;
    window.see("main[data-screen=export]").await;
    window.see("[data-paper=draft] .paper").await.select_by_value("on_site").await.unwrap();
    let (info, text) = saved(&window, "draft", "on-site.pdf").await;
    assert!(info.contains("595.276 x 841.89"), "{info}");
    assert!(text.contains("现场清单") && text.contains("居民身份证·原件，复印件2份"), "{text}");
    window.check("the export screen with its papers").await;

    window.go("#/desk", "[data-paper=desk]").await;
    let (info, text) = saved(&window, "desk", "summary.pdf").await;
    assert!(info.contains("841.89 x 595.276"), "{info}");
    assert!(text.contains("办理汇总表") && text.contains("合计：1人，1件"), "{text}");
    window.check("the desk with its papers").await;
}
