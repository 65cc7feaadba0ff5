//! Every screen and every state of it, before axe, in light and dark.

use beishen_e2e::{Window, full};
use fantoccini::key::Key;

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
    ("#/draft/3/step/account", "[data-fact='person.name'] input + button", "dialog[open]"),
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
async fn the_first_run_is_accessible() {
    let window = Window::open().await;
    window.see(".first-run").await;
    window.check("the first run").await;
}
