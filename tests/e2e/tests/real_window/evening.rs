//! A person's first evening with it, by keys alone: language and looks, who uses the computer, a procedure from its first field to
//! its papers, and the next day.
#![expect(clippy::unwrap_used, reason = "tests")]

use beishen_e2e::{
    Window,
    hands::{DOWN, ENTER, enter_applicant, export, saved},
};
use fantoccini::key::Key;
use serde_json::json;

use super::{
    locked::{PASSPHRASE, copy_code, write},
    walks::{Pictures, choose, items, perfect, step},
};

async fn enter(window: &Window, css: &str) {
    window.tab_to(css).await;
    window.press(&ENTER.to_string()).await;
}

/// Chooses language and theme on the first page.
async fn language_and_looks(window: &Window) {
    enter(window, ".looks [lang=en]").await;
    window.see_text("No applicants yet").await;
    window.wait("the page is English", "document.documentElement.lang === 'en'").await;
    enter(window, ".looks [lang=zh-CN]").await;
    window.see_text("还没有申请人").await;
    window.tab_to(".looks select").await;
    for _ in 0..2 {
        window.press(&DOWN.to_string()).await;
    }
    window.wait("it is dark", "document.documentElement.dataset.theme === 'dark'").await;
}

/// Says that others use the computer too, from the desk.
async fn shared(window: &Window) {
    enter(window, ".app-bar .home").await;
    enter(window, ".protect button").await;
    window.tab_to("dialog [type=radio]").await;
    window.press(&DOWN.to_string()).await;
    window.see_text("每次打开都要输密码").await;
    write(window, "#first", PASSPHRASE).await;
    write(window, "#again", PASSPHRASE).await;
    window.press(&ENTER.to_string()).await;
    window.see("[data-code]").await;
    copy_code(window).await;
}

#[tokio::test]
async fn a_first_evening_goes_from_the_language_to_the_papers_by_keys() {
    let window = Window::open().await;
    language_and_looks(&window).await;
    enter_applicant(&window, "张三").await;
    choose(&window, "[name=procedure]", "chsi-account").await;
    window.press_with(Key::Control, &ENTER.to_string()).await;
    window.see("main[data-screen=tasks]").await;
    shared(&window).await;

    // By its name one is back at what was begun.
    window.press_with(Key::Control, "k").await;
    window.see(".find input").await;
    window.press("张三").await;
    let marked = "document.activeElement.hasAttribute('aria-activedescendant')";
    window.wait("the only match is marked", marked).await;
    window.press(&ENTER.to_string()).await;
    window.see("main[data-screen=tasks]").await;
    let facts = perfect("chsi-account")["facts"].take();
    let pictures = Pictures::of(&window);
    let view = window.ask(json!({ "command": "open_draft", "draft": 1 })).await;
    for it in items(&view["steps"]) {
        step(&window, it["id"].as_str().unwrap(), &facts, &pictures, None).await;
    }
    saved(&window).await;

    let folder = export(&window).await;
    let shown = "[...document.querySelectorAll('[data-result] .saved, [data-result] .saved button')].every(it => {
        const { top, bottom } = it.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
    })";
    window.wait("the result is in sight", shown).await;
    for file in ["准备回执.pdf", "填报清单.pdf", "填报清单.html"] {
        assert!(folder.join(file).is_file(), "{file}");
    }
    // The next thing is beside it, and it is one press away.
    window
        .wait(
            "the companion leads",
            "document.querySelector('.foot .button--primary')?.matches('[data-companion]')",
        )
        .await;

    // Another day it opens as it was left, once it knows who is there.
    let window = window.kill_and_open_again().await;
    window.see("main[data-screen=lock]").await;
    window.wait("it is dark", "document.documentElement.dataset.theme === 'dark'").await;
    write(&window, "#secret", PASSPHRASE).await;
    window.press(&ENTER.to_string()).await;
    window.see("main[data-screen=desk] [data-applicant]").await;
    window.wait("it is dark", "document.documentElement.dataset.theme === 'dark'").await;
    window.see("[data-applicant] [data-status]").await;
}
