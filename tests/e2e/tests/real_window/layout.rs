//! Every screen and every state of it, in small windows and with large text: nothing overlaps, is cut, or is scrolled sideways.
//!
//! A run of the tests looks at each in the three that are hardest; `BEISHEN_LAYOUTS=all` at four sizes, three sizes of text, both
//! languages and both themes. `BEISHEN_SHOTS=folder` keeps a picture of each.

use std::path::Path;

use beishen_e2e::{Window, full};
use fantoccini::key::Key;
use serde_json::json;

use super::accessible::STATES;

const FITS: &str = include_str!("../../src/layout.js");

/// Width, height, size of the text, language, theme.
type Layout = (u32, u32, f32, &'static str, &'static str);

fn layouts() -> Vec<Layout> {
    if std::env::var_os("BEISHEN_LAYOUTS").is_none() {
        return vec![
            (900, 600, 1.0, "zh", "light"),
            (900, 600, 1.0, "en", "dark"),
            (900, 600, 1.5, "en", "dark"),
        ];
    }
    let mut all = Vec::new();
    for (width, height) in [(1280, 800), (1100, 720), (1000, 700), (900, 600)] {
        for scale in [1.0, 1.5, 2.0] {
            for language in ["zh", "en"] {
                all.extend(["light", "dark"].map(|it| (width, height, scale, language, it)));
            }
        }
    }
    all
}

#[tokio::test]
async fn every_screen_fits_into_small_windows_with_large_text() {
    let window = Window::open_prepared(full).await;
    let mut faults = Vec::new();
    for (width, height, scale, language, theme) in layouts() {
        window.set(json!({ "locale": language, "theme": theme, "scale": scale })).await;
        window.page.set_window_size(width, height).await.unwrap();
        window.script("location.hash = '#/'; location.reload()").await;
        window.see("[data-applicant]").await;
        window.wait("the window has its size", &format!("innerWidth === {width}")).await;
        for (hash, press, css) in STATES {
            window.go(hash, "main[data-screen] h1").await;
            if !press.is_empty() {
                window.see(press).await;
                let press = serde_json::to_string(press).unwrap();
                window.script(&format!("document.querySelector({press}).click()")).await;
            }
            window.see(css).await;
            let name = format!("{hash} {press} {width}x{height} {scale} {language} {theme}");
            if let Some(folder) = std::env::var_os("BEISHEN_SHOTS") {
                let plain: String =
                    name.chars().map(|it| if it.is_alphanumeric() { it } else { '-' }).collect();
                let shot = window.page.screenshot().await.unwrap();
                std::fs::write(Path::new(&folder).join(plain + ".png"), shot).unwrap();
            }
            let found = window.script(FITS).await;
            faults.extend(found.as_array().unwrap().iter().map(|it| format!("{name}: {it}")));
            if !press.is_empty() {
                window.press(&char::from(Key::Escape).to_string()).await;
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
