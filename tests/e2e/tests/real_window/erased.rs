//! Somebody is erased in the window: the vault, its log, its backups and the second place hold nothing of them afterwards, in no page,
//! and what was written out of them is not told any more.
#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "../../../../src-tauri/crates/store/tests/pages/mod.rs"]
mod pages;

use std::{fs, path::Path};

use beishen_e2e::{
    Window,
    hands::{ENTER, export, fill, go_to, saved},
};
use serde_json::json;

use super::locked::{shared_in, tab_to_words};

/// The vault's key, laid there before: so its pages can be read.
const KEY: [u8; 32] = [7; 32];
const GOES: [&str; 2] = ["张三", "zhang.san@example.cn"];
const STAYS: &str = "李四";

/// The files of the vault, those in the folder of backups and on the stick among them, in which one of these words is found.
fn with(window: &Window, stick: &Path, words: &[&str]) -> Vec<String> {
    fn below(folder: &Path, of_vault: bool, into: &mut Vec<String>, words: &[&str]) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            if of_vault && !name.starts_with("beishen.vault") {
                continue;
            }
            if path.is_dir() {
                below(&path, false, into, words);
            } else if path.exists() && pages::holds(&path, &KEY, words) {
                into.push(name);
            }
        }
    }
    let mut found = Vec::new();
    below(&window.path("data"), true, &mut found, words);
    below(stick, false, &mut found, words);
    found
}

#[tokio::test]
async fn who_is_erased_by_keys_is_in_no_page_of_any_file_and_in_no_list() {
    let lay_key = |data: &Path| fs::write(data.join("beishen.vault.key"), "07".repeat(32)).unwrap();
    let (window, _) = shared_in(Window::open_prepared(lay_key).await).await;
    window.ask(json!({ "command": "add_applicant", "name": STAYS })).await;
    go_to(&window, "register").await;
    fill(&window, "contact.email", GOES[1]).await;
    saved(&window).await;
    export(&window).await;

    let stick = tempfile::tempdir().unwrap();
    window.answer_dialog(stick.path());
    window.go("#/settings", "[data-second] button").await;
    window.see("[data-exports] tr").await;
    window.see_text("准备回执").await;
    window.check("what was written out").await;
    window.tab_to("[data-second] button").await;
    window.press(&ENTER.to_string()).await;
    window.see_text(&stick.path().display().to_string()).await;
    tab_to_words(&window, "立即备份").await;
    window.press(&ENTER.to_string()).await;
    window.see_text("最近一份：").await;
    let before = with(&window, stick.path(), &GOES);
    assert!(before.iter().filter(|it| it.starts_with("20")).count() >= 2, "{before:?}");

    let desk = window.ask(json!({ "command": "open_desk" })).await;
    let mut rows = desk["applicants"].as_array().unwrap().iter();
    let goes = &rows.find(|it| it["name"] == GOES[0]).unwrap()["id"];
    window.ask(json!({ "command": "bin_applicant", "applicant": goes })).await;
    window.go("#/bin", "tr[data-applicant]").await;
    window.tab_to("tr[data-applicant] .act .button--quiet").await;
    window.press(&ENTER.to_string()).await;
    window.see("dialog").await;
    window.tab_to("dialog .button--seal").await;
    window.press(&ENTER.to_string()).await;
    window.wait("the bin is empty", "!document.querySelector('tr[data-applicant]')").await;
    window.until("no file holds them", || with(&window, stick.path(), &GOES).is_empty()).await;
    assert!(with(&window, stick.path(), &[STAYS]).len() >= 3, "whoever stays is everywhere still");

    window.go("#/settings", "[data-exports] tr").await;
    let told = window.script("return document.querySelector('[data-exports]').innerText").await;
    let told = told.to_string();
    assert!(told.contains("备份另存到第二处"), "{told}");
    assert!(!told.contains("张三") && !told.contains("准备回执"), "{told}");
}
