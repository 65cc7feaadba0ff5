//! What a screen reader is told of every screen, as text that is kept and looked through like a picture.
//!
//! The texts lie in `tests/e2e/read_out`; `UPDATE_EXPECT=1` writes them anew. Where there is no bus of accessibility nothing is told.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use beishen_e2e::{Readers, Window, eventually, full_at};
use chrono::{NaiveDate, NaiveDateTime};
use fantoccini::key::Key;
use serde_json::json;

use super::{accessible::STATES, backups::backups, companion};

/// The screens that are kept in English too: what is Chinese there is the portal's.
const ENGLISH: [&str; 4] = ["#/", "#/draft/1", "#/draft/1/step/register", "#/draft/1/export"];
/// What stands round the screens: on which, the part of the window, and the text's name.
const ROUND: [(&str, &str, &str); 5] = [
    ("#/", "header", "bar"),
    ("#/draft/1/step/register", "header", "bar-step"),
    ("#/", "nav", "rail"),
    ("#/applicant/3", "nav", "rail-applicant"),
    ("#/draft/1/step/register", "nav", "rail-steps"),
];
/// What says nothing of itself to somebody who does not see it.
const NAMED: [&str; 11] = [
    "button",
    "link",
    "textbox",
    "searchbox",
    "checkbox",
    "radio",
    "combobox",
    "table",
    "image",
    "dialog",
    "definition",
];

/// What has not changed for so long is taken for what is said.
const STAYS: Duration = Duration::from_secs(3);

/// A Monday on which all of it happens.
fn day() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 30).unwrap().and_hms_opt(9, 0, 0).unwrap()
}

fn file(locale: &str, name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("read_out/{locale}/{name}.txt"))
}

/// Holds what is told of a part of the window against what was looked through; gives what is wrong.
async fn held(readers: &Readers, window: &Window, part: &str, file: &Path) -> Vec<String> {
    let own = window.path("data").display().to_string();
    let tell = async || {
        let title = window.page.title().await.ok()?;
        Some(without_sizes(&readers.told(&title, part)?.replace(&own, "DATA")))
    };
    let mut said = String::new();
    let before = fs::read_to_string(file).unwrap_or_default();
    // What comes a moment later is waited for; what never comes is seen after nothing has changed for a while.
    let mut since = Instant::now();
    eventually("the page is told", async || {
        let now = tell().await?;
        if now != said {
            since = Instant::now();
        }
        said = now;
        let stays = since.elapsed() > STAYS && said.lines().count() > 3;
        (said == before || stays).then_some(())
    })
    .await;
    let unnamed = said.lines().filter(|line| {
        line.split(" · ").flat_map(|it| it.split(": ")).any(|it| NAMED.contains(&it.trim()))
    });
    let mut wrong: Vec<_> = unnamed.map(|it| format!("no name: {}", it.trim())).collect();
    if said != before && std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, &said).unwrap();
    } else if said != before {
        wrong.extend(changed(&before, &said));
    }
    wrong.into_iter().map(|it| format!("{}: {it}", file.display())).collect()
}

/// How large a backup is changes with every version.
fn without_sizes(said: &str) -> String {
    const AT: &str = "“2026-11-30 09:00 ";
    let line = |it: &str| match it.split_once(AT) {
        Some((before, after)) => {
            let after = after.trim_start_matches(|it: char| it.is_ascii_digit() || it == ',');
            format!("{before}{AT}…{after}\n")
        }
        None => format!("{it}\n"),
    };
    said.lines().map(line).collect()
}

/// The lines that are gone, and those that are new.
fn changed(before: &str, now: &str) -> Vec<String> {
    let lacks = |of: &str, line: &&str| !of.lines().any(|it| it == *line);
    let gone = before.lines().filter(|it| lacks(now, it)).map(|it| format!("- {}", it.trim()));
    let new = now.lines().filter(|it| lacks(before, it)).map(|it| format!("+ {}", it.trim()));
    let mut all: Vec<_> = gone.chain(new).collect();
    if all.is_empty() {
        all.push("its lines stand in another order".to_owned());
    }
    all
}

#[tokio::test]
async fn every_screen_is_read_out_as_it_was_looked_through() {
    let Some(readers) = Readers::connect() else { return };
    let window = Window::open_at(day(), |data| full_at(data, day())).await;
    // The settings tell of it.
    window.until("the backup of the day", || !backups(&window).is_empty()).await;
    let mut wrong = Vec::new();
    for locale in ["zh", "en"] {
        window.set(json!({ "locale": locale })).await;
        window.page.refresh().await.unwrap();
        for (n, (hash, press, css)) in STATES.iter().enumerate() {
            if locale == "en" && !(ENGLISH.contains(hash) && press.is_empty()) {
                continue;
            }
            window.go(hash, "main[data-screen] h1").await;
            if !press.is_empty() {
                window.see(press).await.click().await.unwrap();
            }
            window.see(css).await;
            let words: String =
                hash.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { '-' }).collect();
            let name = format!("{:02}{}", n + 1, words.trim_end_matches('-'));
            wrong.extend(held(&readers, &window, "main", &file(locale, &name)).await);
            window.press(&char::from(Key::Escape).to_string()).await;
        }
        for (hash, part, name) in ROUND {
            window.go(hash, "main[data-screen] h1").await;
            wrong.extend(held(&readers, &window, part, &file(locale, name)).await);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn the_companion_is_read_out_as_it_was_looked_through() {
    let Some(readers) = Readers::connect() else { return };
    let window = Window::open_at(day(), |data| full_at(data, day())).await;
    // Nothing is taken off the clipboard while it is read.
    window.set(json!({ "locale": "zh", "clear_after": 0 })).await;
    let mut wrong = Vec::new();
    let look = async |locale: &str, name: &str| {
        held(&readers, &window, "main", &file(locale, &format!("companion-{name}"))).await
    };
    companion::open(&window, 1).await;
    for locale in ["zh", "en"] {
        window.set(json!({ "locale": locale })).await;
        window.page.refresh().await.unwrap();
        window.see("main[data-phase]").await;
        wrong.extend(look(locale, "ready").await);
        for (item, name) in [
            ("register.id_number", "copied"),
            ("register.mobile", "phone"),
            ("basic.sex", "choose"),
            ("photo.photo", "upload"),
        ] {
            companion::go_to(&window, item).await;
            wrong.extend(look(locale, name).await);
            if item == "register.mobile" {
                companion::next(&window).await;
                window.see("[data-kind=irreversible]").await;
                wrong.extend(look(locale, "stop").await);
                companion::next(&window).await;
                wrong.extend(look(locale, "not-ticked").await);
                window.see("[data-list]").await.click().await.unwrap();
                window.see("tr[aria-current]").await;
                wrong.extend(look(locale, "list").await);
                window.see("[data-list]").await.click().await.unwrap();
            }
        }
        window.press(&char::from(Key::Escape).to_string()).await;
        window.see("main[data-phase=paused]").await;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn the_first_run_is_read_out_as_it_was_looked_through() {
    let Some(readers) = Readers::connect() else { return };
    let window = Window::open_at(day(), |_| ()).await;
    let mut wrong = Vec::new();
    for locale in ["zh", "en"] {
        window.set(json!({ "locale": locale })).await;
        window.page.refresh().await.unwrap();
        window.see(".first-run").await;
        wrong.extend(held(&readers, &window, "main", &file(locale, "first-run")).await);
    }
    window.call(json!({ "command": "add_applicant", "name": "张三" })).await.unwrap();
    for locale in ["zh", "en"] {
        window.set(json!({ "locale": locale })).await;
        window.page.refresh().await.unwrap();
        window.see(".protect button").await.click().await.unwrap();
        window.see("dialog #first").await;
        wrong.extend(held(&readers, &window, "main", &file(locale, "who-uses-it")).await);
        window.press(&char::from(Key::Escape).to_string()).await;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
