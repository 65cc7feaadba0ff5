//! The screens of which the guide has pictures, in both languages, and F1 where only a real window tells whether it is reached.
//!
//! `cargo xtask screenshots` sets `BEISHEN_PICTURES`, and the pictures are written: those of guide and README to their place, and
//! every screen in both languages and themes to `target/screenshots`. Without it the same way is gone, and nothing is written.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::path::{Path, PathBuf};

use beishen_e2e::{Window, full, hands::ENTER};
use fantoccini::{Locator, key::Key};
use serde_json::{Value, json};

use super::accessible::STATES;

const F8: char = '\u{e038}';
const F1: char = '\u{e031}';
const ESC: char = '\u{e00c}';

fn wanted() -> bool {
    std::env::var_os("BEISHEN_PICTURES").is_some()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Opens the window anew with these settings, at an address.
async fn look(window: &Window, locale: &str, theme: &str, hash: &str) {
    window.set(json!({ "locale": locale, "theme": theme })).await;
    window.script(&format!("location.hash = '{hash}'")).await;
    window.page.refresh().await.unwrap();
    window.see("main[data-screen] h1").await;
}

/// Takes the picture for the guide, if pictures are wanted.
async fn keep(window: &Window, locale: &str, name: &str) {
    if wanted() {
        window.picture(&root().join(format!("assets/guide/{locale}/{name}.png"))).await;
    }
}

/// The samples, with a mistake in the first one's number.
async fn samples(window: &Window) {
    window.call(json!({ "command": "add_samples" })).await.unwrap();
    let wrong = json!({ "command": "answer", "draft": 1, "fact": "person.id_number", "text": "110105194912310021" });
    window.call(wrong).await.unwrap();
}

/// The screens that are a page's, for the guide and, dark, for the README.
async fn screens(window: &Window, locale: &str) {
    for (name, hash, css) in [
        ("desk", "#/", "[data-applicant]"),
        ("tasks", "#/draft/1", "[data-stage]"),
        ("step", "#/draft/1/step/register?fact=person.id_number", ".repairs button"),
        ("review", "#/draft/1/review", "main table"),
    ] {
        look(window, locale, "light", hash).await;
        window.see(css).await;
        keep(window, locale, name).await;
        if wanted() && matches!(name, "desk" | "step") {
            look(window, locale, "dark", hash).await;
            window.see(css).await;
            keep(window, locale, &format!("{name}-dark")).await;
        }
    }
}

async fn photo(window: &Window, locale: &str) {
    look(window, locale, "light", "#/draft/1/step/photo").await;
    window.tab_to("[data-crop=open]").await;
    window.press(&ENTER.to_string()).await;
    window.wait("the frame is held", "document.activeElement.matches('.cut')").await;
    keep(window, locale, "photo").await;
    window.press(&ESC.to_string()).await;
}

/// Pastes the portal's page as it should be, but for the first thing on it.
async fn readback(window: &Window, locale: &str) {
    look(window, locale, "light", "#/draft/1/readback").await;
    let read = json!({ "command": "read_back", "draft": 1, "text": "学位授予单位：示例大学" });
    let read = window.call(read).await.unwrap();
    let line = |(at, it): (usize, &Value)| {
        let is = if at == 0 { "河北省" } else { it["expected"].as_str().unwrap() };
        format!("{}：{is}", it["label"].as_str().unwrap())
    };
    let lines: Vec<_> = read["fields"].as_array().unwrap().iter().enumerate().map(line).collect();
    let paste = "const page = document.querySelector('textarea');
        page.value = arguments[0];
        page.dispatchEvent(new Event('input', { bubbles: true }));
        page.focus()";
    window.page.execute(paste, vec![json!(lines.join("\n"))]).await.unwrap();
    window.press_with(Key::Control, &ENTER.to_string()).await;
    window.see("tr[data-verdict=differs]").await;
    keep(window, locale, "readback").await;
}

async fn companion(window: &Window, locale: &str) {
    look(window, locale, "light", "#/draft/1").await;
    window.see("[data-companion]").await.click().await.unwrap();
    window.switch_to("main[data-screen=companion]").await;
    window.page.refresh().await.unwrap();
    window.see("main[data-phase]").await;
    for _ in 0..12 {
        window.script("document.querySelector('[data-tick]:not(:checked)')?.click()").await;
        window.press(&F8.to_string()).await;
        window.see("[data-item]").await;
        if window.page.find(Locator::Css("[data-clip=copied]")).await.is_ok() {
            break;
        }
    }
    keep(window, locale, "companion").await;
    // F1 opens its page in the same small window, and Esc leads back to the item.
    window.press(&F1.to_string()).await;
    window.see("article[data-page=companion]").await;
    window.press(&ESC.to_string()).await;
    window.see("[data-item]").await;
    window.press(&ESC.to_string()).await;
    window.see("main[data-phase=paused]").await;
    window.switch_to("main[data-screen=tasks]").await;
}

#[tokio::test]
async fn the_screens_of_the_guide_are_where_it_says() {
    let window = Window::open().await;
    samples(&window).await;
    for locale in ["zh", "en"] {
        screens(&window, locale).await;
        photo(&window, locale).await;
        readback(&window, locale).await;
        companion(&window, locale).await;
    }
}

#[tokio::test]
async fn f1_is_reached_over_a_dialog() {
    let window = Window::open_prepared(full).await;
    window.go("#/draft/1", "main[data-screen=tasks]").await;
    window.see("aside [data-copy]").await.click().await.unwrap();
    window.see("dialog[open]").await;
    window.press(&F1.to_string()).await;
    window
        .wait("the search has the keyboard", "document.activeElement.matches('.help input')")
        .await;
    window.press("期限").await;
    window.see(".help .pages button").await;
    window.press(&ESC.to_string()).await;
    window.wait("it is gone", "!document.querySelector('.help')").await;
    window.see("dialog[open]").await;
}

#[tokio::test]
async fn every_screen_is_taken_when_pictures_are_wanted() {
    if !wanted() {
        return;
    }
    let window = Window::open_prepared(full).await;
    for (locale, theme) in [("zh", "light"), ("zh", "dark"), ("en", "light"), ("en", "dark")] {
        let folder = root().join(format!("target/screenshots/{locale}-{theme}"));
        for (n, (hash, press, css)) in STATES.iter().enumerate() {
            look(&window, locale, theme, hash).await;
            if !press.is_empty() {
                window.see(press).await.click().await.unwrap();
            }
            window.see(css).await;
            let words: String =
                hash.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { '-' }).collect();
            window.picture(&folder.join(format!("{:02}{words}.png", n + 1))).await;
            window.press(&char::from(Key::Escape).to_string()).await;
        }
    }
}
