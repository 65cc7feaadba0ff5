//! What a screen reader is told of every screen, as text that is kept and looked through like a picture.
//!
//! The texts lie in `tests/e2e/read_out`; `UPDATE_EXPECT=1` writes them anew. Where there is no bus of accessibility nothing is told.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{fs, path::Path};

use beishen_e2e::{Readers, Window, eventually, full};
use fantoccini::key::Key;
use serde_json::json;

use super::accessible::STATES;

/// What says nothing of itself to somebody who does not see it.
const NAMED: [&str; 8] =
    ["push button", "button", "link", "entry", "check box", "radio button", "combo box", "table"];

#[tokio::test]
async fn every_screen_is_read_out_as_it_was_looked_through() {
    let Some(readers) = Readers::connect() else { return };
    let window = Window::open_prepared(full).await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("read_out");
    let write = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut wrong = Vec::new();
    for locale in ["zh", "en"] {
        window.set(json!({ "locale": locale })).await;
        window.page.refresh().await.unwrap();
        // A month looks different every month.
        for (n, (hash, press, css)) in
            STATES.iter().enumerate().filter(|it| it.1.0 != "#/deadlines")
        {
            window.go(hash, "main[data-screen] h1").await;
            if !press.is_empty() {
                window.see(press).await.click().await.unwrap();
            }
            window.see(css).await;
            let told = eventually(hash, async || {
                let told = readers.page()?;
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
                (readers.page()? == told && told.lines().count() > 3).then_some(told)
            })
            .await;
            let unnamed = told.lines().filter(|line| {
                NAMED.iter().any(|it| line.trim_start().starts_with(&format!("{it} “”")))
            });
            wrong.extend(unnamed.map(|it| format!("{locale} {hash}: {}", it.trim())));
            let words: String =
                hash.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { '-' }).collect();
            let file = folder.join(format!("{locale}/{:02}{words}.txt", n + 1));
            if write {
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(&file, &told).unwrap();
            } else if fs::read_to_string(&file).unwrap_or_default() != told {
                wrong.push(format!("{} says otherwise:\n{told}", file.display()));
            }
            window.press(&char::from(Key::Escape).to_string()).await;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
