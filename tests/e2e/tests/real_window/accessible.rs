//! Every screen and every state of it, before axe, in light and dark.

use beishen_e2e::{Window, full};
use fantoccini::key::Key;

use super::states::{self, MORE};

/// Where, what is pressed there, and what must be in sight to count.
pub(super) const STATES: &[(&str, &str, &str)] = &[
    ("#/", "", "[data-applicant]"),
    ("#/", "[data-applicant='3'] .act button", "[data-actions='3']"),
    ("#/deadlines", "", "[data-due]"),
    ("#/bin", "", "main[data-screen=bin] h1"),
    ("#/import", "", "[data-read]"),
    ("#/settings", "", "[data-pack]"),
    ("#/settings", "", "tbody .act button"),
    ("#/applicant/3", "", "[data-procedure=tdxl-example]"),
    ("#/draft/1", "", "[data-note=stale]"),
    ("#/draft/1/step/register", "", "[data-fact='person.name']"),
    ("#/draft/1/step/register?part=2", "", "[data-fact='contact.address']"),
    ("#/draft/1/step/photo", "", "[data-fact='files.photo'] img"),
    ("#/draft/1/step/basic", "", "[data-fact='person.ethnic_group']"),
    ("#/draft/1/step/history", "", "[data-fact=history]"),
    ("#/draft/1/step/degree", "", "[data-irreversible]"),
    ("#/draft/1/review", "", "main[data-screen=review] table"),
    ("#/draft/1/export", "", "main[data-screen=export] select"),
    ("#/draft/1/export", "", "[data-pane] img"),
    ("#/draft/1/export", "[data-pane] .sheet", "[data-preview] img"),
    ("#/draft/1/export", "[name=signature][value=screen]", "[data-pad]"),
    ("#/draft/1/readback", "", "main[data-screen=readback] textarea"),
    ("#/draft/3", "[data-log] summary", "#log-note"),
    ("#/draft/3/step/account", "[data-fact='person.name'] [data-inspect]", "dialog[open]"),
    ("#/draft/3/step/record", "", "[data-verdict=differs] .copied"),
    ("#/draft/3/review", "", ".chip"),
    ("#/draft/4", ".app-bar [aria-expanded]:last-child", ".help .cases"),
    ("#/draft/5/step/language", "", "[data-fact='files.grades'] button"),
    ("#/draft/5/step/photo", "", "[data-fact='files.photo'] button"),
    ("#/draft/6", "", "[data-note=changes]"),
    ("#/draft/6", "", "[data-note=twin]"),
];

#[tokio::test]
async fn every_screen_is_accessible_in_light_and_dark() {
    let window = Window::open_prepared(full).await;
    for theme in ["light", "dark"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
        for (hash, press, css) in STATES {
            window.go(hash, "main[data-screen] h1").await;
            if !press.is_empty() {
                window.see(press).await.click().await.unwrap();
            }
            window.see(css).await;
            window.check(&format!("{hash} {css} {theme}")).await;
            if !press.is_empty() {
                window.press(&char::from(Key::Escape).to_string()).await;
            }
        }
    }
    let loaded =
        window.script("return performance.getEntriesByType('resource').map(it => it.name)").await;
    for address in loaded.as_array().unwrap() {
        let address = address.as_str().unwrap();
        let own =
            ["tauri://", "ipc:", "data:", "picture://"].iter().any(|it| address.starts_with(it));
        assert!(own, "{address}");
    }
}

#[tokio::test]
async fn what_is_behind_more_than_one_press_is_accessible_in_light_and_dark() {
    let window = states::open().await;
    for theme in ["light", "dark"] {
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
        for state in MORE {
            states::visit(&window, state).await;
            window.check(&format!("{} {} {theme}", state.0, state.2)).await;
            window.press(&char::from(Key::Escape).to_string()).await;
        }
    }
}

/// Texts and what is written in fields that are Chinese and not called so, without what an English sentence quotes.
const MISCALLED: &str = r"
    const han = /\p{Script=Han}/u;
    const called = (it) => it.closest('[lang]').lang.startsWith('zh');
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const own = node.textContent.replace(/“[^”]*”/g, '');
        const parent = node.parentElement;
        if (han.test(own) && parent.checkVisibility() && !parent.closest('[aria-hidden=true]') && !called(parent)) found.add(own.trim().slice(0, 60));
    }
    for (const it of document.querySelectorAll('input:not([type=radio], [type=checkbox]), textarea'))
        if (han.test(it.value) && it.checkVisibility() && !called(it)) found.add('in a field: ' + it.value);
    return [...found]";

#[tokio::test]
async fn what_is_chinese_in_the_english_window_is_called_so() {
    let window = Window::open_prepared(full).await;
    window.set(serde_json::json!({ "locale": "en" })).await;
    window.page.refresh().await.unwrap();
    let mut wrong = Vec::new();
    for (hash, press, css) in STATES {
        window.go(hash, "main[data-screen] h1").await;
        if !press.is_empty() {
            window.see(press).await.click().await.unwrap();
        }
        window.see(css).await;
        let found = window.script(MISCALLED).await;
        wrong.extend(found.as_array().unwrap().iter().map(|it| format!("{hash}: {it}")));
        window.press(&char::from(Key::Escape).to_string()).await;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn the_first_run_is_accessible() {
    let window = Window::open().await;
    window.see(".first-run").await;
    window.check("the first run").await;
}
