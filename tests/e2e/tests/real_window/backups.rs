//! The vault's own care: written back and backed up while nobody types; put back when its file is gone.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{fs, path::PathBuf};

use beishen_desk::{Desk, Library};
use beishen_e2e::{
    Window,
    hands::{ENTER, begin, fill, go_to, saved},
};
use serde_json::json;

pub(super) fn backups(window: &Window) -> Vec<PathBuf> {
    let entries = fs::read_dir(window.path("data/beishen.vault.backups")).into_iter().flatten();
    // What is being written has no place yet.
    let whole =
        |it: &PathBuf| it.extension().is_some_and(|it| !it.to_string_lossy().starts_with("new"));
    entries.flatten().map(|it| it.path()).filter(whole).collect()
}

/// The applicants of a copy of the vault's file, without its log.
fn names(window: &Window, copy: &str) -> Vec<String> {
    let folder = window.path(copy);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for file in ["beishen.vault", "beishen.vault.key"] {
        fs::copy(window.path("data").join(file), folder.join(file)).unwrap();
    }
    let now = chrono::Local::now().naive_local();
    let vault = folder.join("beishen.vault");
    // A copy made while the file is written can be one that nobody can open.
    let Ok(mut desk) = Desk::open(&vault, Library::built_in().unwrap(), now) else { return vec![] };
    let ask = json!({ "command": "open_desk", "locale": "zh" });
    let reply = desk.call(serde_json::from_value(ask).unwrap(), now).unwrap();
    let desk = serde_json::to_value(reply).unwrap();
    let rows = desk["applicants"].as_array().unwrap().iter();
    rows.map(|it| it["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_vault_that_is_gone_is_missed_and_comes_back_from_the_backup_of_the_day() {
    let window = Window::open().await;
    window.until("a backup at the start", || backups(&window).len() == 1).await;
    begin(&window, "张三").await;
    go_to(&window, "register").await;
    fill(&window, "contact.email", "applicant@example.cn").await;
    saved(&window).await;
    let written_back = || names(&window, "the file alone") == ["张三"];
    window.until("the log is written back while nobody types", written_back).await;

    window.go("#/settings", "#backups").await;
    window.tab_to("section[aria-labelledby=backups] .row button").await;
    window.press(&ENTER.to_string()).await;
    window.see_text("已备份，并核对过。").await;
    window.wait("two backups", "document.querySelectorAll('[data-backup]').length === 2").await;
    window.press(&char::from(fantoccini::key::Key::Tab).to_string()).await;
    window.press(&ENTER.to_string()).await;
    window.see_text("资料库完整。").await;
    window.check("backups").await;

    let mut window = window;
    window.kill();
    for suffix in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(window.path(&format!("data/beishen.vault{suffix}")));
    }
    let window = window.open_again().await;
    window.see_text("资料库文件不在原处").await;
    assert!(!window.path("data/beishen.vault").exists(), "no empty one in its place");
    window.tab_to(".trouble a").await;
    window.press(&ENTER.to_string()).await;
    window.tab_to("[data-backup] button").await;
    window.check("backups of a vault that is gone").await;
    window.press(&ENTER.to_string()).await;
    window.see("dialog").await;
    window.tab_to("dialog .button--seal").await;
    window.press(&ENTER.to_string()).await;
    window.see("[data-screen=desk] [data-applicant]").await;
    let desk = window.ask(json!({ "command": "open_desk" })).await;
    assert_eq!(desk["applicants"][0]["name"], "张三");
}
