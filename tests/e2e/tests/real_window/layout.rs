//! Every screen and every state of it, in small windows and with large text: nothing overlaps, is cut, or is scrolled sideways.
//!
//! A run of the tests looks at each in the three that are hardest; `BEISHEN_LAYOUTS=all` at four sizes, three sizes of text, both
//! languages and both themes; `1/4` is a quarter of that. `BEISHEN_SHOTS=folder` keeps a picture of each.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::path::Path;

use beishen_e2e::{Window, full};
use fantoccini::key::Key;
use serde_json::json;

use super::{
    accessible::STATES,
    states::{self, MORE},
};

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

/// The layouts of this run. `BEISHEN_LAYOUTS=2/4` is the second of four parts.
fn chosen() -> Vec<Layout> {
    let part = std::env::var("BEISHEN_LAYOUTS").unwrap_or_default();
    let part =
        part.split_once('/').and_then(|(nth, of)| Some((nth.parse().ok()?, of.parse().ok()?)));
    let (nth, of): (usize, usize) = part.unwrap_or((1, 1));
    layouts().into_iter().skip(nth - 1).step_by(of).collect()
}

#[tokio::test]
async fn every_screen_fits_into_small_windows_with_large_text() {
    let window = Window::open_prepared(full).await;
    let mut faults = Vec::new();
    for it in chosen() {
        let layout = lay_out(&window, it).await;
        for (hash, press, css) in STATES {
            window.go(hash, "main[data-screen] h1").await;
            if !press.is_empty() {
                window.see(press).await;
                let press = serde_json::to_string(press).unwrap();
                window.script(&format!("document.querySelector({press}).click()")).await;
            }
            window.see(css).await;
            faults.extend(looked(&window, &format!("{hash} {press} {layout}")).await);
            if !press.is_empty() {
                window.press(&char::from(Key::Escape).to_string()).await;
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[tokio::test]
async fn what_is_behind_more_than_one_press_fits_into_small_windows_with_large_text() {
    let window = states::open().await;
    let mut faults = Vec::new();
    for it in chosen() {
        let layout = lay_out(&window, it).await;
        for state in MORE {
            states::visit(&window, state).await;
            let name = format!("{} {} {layout}", state.0, state.2);
            faults.extend(looked(&window, &name).await);
            window.press(&char::from(Key::Escape).to_string()).await;
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// Gives the window a layout, and starts it anew at the desk; what the layout is called.
async fn lay_out(window: &Window, (width, height, scale, language, theme): Layout) -> String {
    window.set(json!({ "locale": language, "theme": theme, "scale": scale })).await;
    window.page.set_window_size(width, height).await.unwrap();
    window.script("location.hash = '#/'; location.reload()").await;
    window.see("[data-applicant]").await;
    window.wait("the window has its size", &format!("innerWidth === {width}")).await;
    format!("{width}x{height} {scale} {language} {theme}")
}

/// What does not fit of what is on the screen.
async fn looked(window: &Window, name: &str) -> Vec<String> {
    if let Some(folder) = std::env::var_os("BEISHEN_SHOTS") {
        let plain: String =
            name.chars().map(|it| if it.is_alphanumeric() { it } else { '-' }).collect();
        let shot = window.page.screenshot().await.unwrap();
        std::fs::write(Path::new(&folder).join(plain + ".png"), shot).unwrap();
    }
    let found = window.script(FITS).await;
    found.as_array().unwrap().iter().map(|it| format!("{name}: {it}")).collect()
}

/// In sight and behind the button that says how many they are.
const LINES: &str = "
    return [...document.querySelectorAll('.one-line')].map(line => {
        const all = [...line.children];
        const seen = all.filter(it => it.offsetHeight > 0);
        const tops = seen.map(it => it.getBoundingClientRect()).map(it => (it.top + it.bottom) / 2);
        const said = all.at(-1).hidden ? 0 : parseInt(all.at(-1).innerText.replace(/\\D/g, ''));
        return { one: Math.max(...tops) - Math.min(...tops) < 8, said, hidden: all.slice(0, -1).filter(it => it.hidden).length };
    })";

#[tokio::test]
async fn in_a_small_window_filters_and_acts_are_one_line_and_rows_of_one_height() {
    let window = Window::open_prepared(full).await;
    window.page.set_window_size(900, 600).await.unwrap();
    for (locale, scale) in [("zh", 1.0), ("en", 1.0), ("zh", 1.5), ("en", 1.5)] {
        window.set(json!({ "locale": locale, "scale": scale })).await;
        window.script("location.hash = '#/'; location.reload()").await;
        window.see("[data-applicant]").await;
        window.see("thead .mark input").await;
        window.script("document.querySelector('thead .mark input').click()").await;
        window.see("[data-act]").await;
        let one = LINES.trim_start().trim_start_matches("return ");
        window.wait("each is one line", &format!("{one}.every(it => it.one)")).await;
        for line in window.script(LINES).await.as_array().unwrap() {
            assert_eq!(line["one"], true, "{locale} {scale}: {line}");
            assert_eq!(
                line["said"], line["hidden"],
                "{locale} {scale}: what is behind it is counted"
            );
        }
        let share = window
            .script("return document.querySelector('main .scroll').clientHeight / innerHeight")
            .await;
        assert!(share.as_f64() >= Some(0.6), "{locale} {scale}: {share} of the height is content");
        let heights = "return [...new Set([...document.querySelectorAll('[data-row-at]')].map(it => Math.round(it.offsetHeight / 16)))].length";
        assert_eq!(
            window.script(heights).await,
            json!(1),
            "{locale} {scale}: rows differ in height"
        );
        let more = ".one-line > button:last-child:not([hidden])";
        if window.script(&format!("return !!document.querySelector('{more}')")).await == json!(true)
        {
            window.tab_to(more).await;
            window.press(" ").await;
            window.wait("everything is in sight", "document.querySelector('.one-line.open')").await;
            let in_line =
                "[...document.querySelector('.one-line.open').children].every(it => !it.hidden)";
            window.wait("nothing is behind it", in_line).await;
            window.press(" ").await;
        }
        window.page.refresh().await.unwrap();
    }
}
