//! What a person does again and again, by keys alone.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use fantoccini::key::Key;
use image::RgbImage;
use serde_json::json;

use crate::Window;

/// Goes to the next control.
pub const TAB: char = '\u{e004}';
/// Presses a button.
pub const ENTER: char = '\u{e007}';
/// Goes down a list.
pub const DOWN: char = '\u{e015}';
/// Ticks a box.
pub const SPACE: char = ' ';

/// The photo of a sample.
pub const SAMPLE: &[u8] = include_bytes!("../../../assets/samples/photo-zhang.jpg");

/// Enters the first applicant, begins 同等学力申硕 and opens its first step.
pub async fn begin(window: &Window, name: &str) {
    enter_applicant(window, name).await;
    window.press_with(Key::Control, &ENTER.to_string()).await;
    window.see("main[data-screen=tasks]").await;
    window.press_with(Key::Control, &ENTER.to_string()).await;
    window.see("main[data-screen=step]").await;
}

/// From an empty desk to the choice of what is to be done.
pub async fn enter_applicant(window: &Window, name: &str) {
    window.see("main[data-screen=desk]").await;
    window.tab_to(".first-run .button--primary").await;
    window.press(&ENTER.to_string()).await;
    window.tab_to("input[name=name]").await;
    window.press(name).await;
    window.press(&ENTER.to_string()).await;
    window.see("main[data-screen=choose]").await;
}

/// Opens a step from the rail.
pub async fn go_to(window: &Window, step: &str) {
    if window.script(&format!("return location.hash.includes('/step/{step}')")).await == json!(true)
    {
        return;
    }
    window.tab_to(&format!("[data-step={step}]")).await;
    window.press(&ENTER.to_string()).await;
    let heading = format!(
        "location.hash.includes('/step/{step}') && document.activeElement?.tagName === 'H1'"
    );
    window.wait(step, &heading).await;
}

/// Goes to the control of a field.
pub async fn reach(window: &Window, fact: &str) -> String {
    let field = format!("[data-fact=\"{fact}\"]");
    // A long step goes on part by part.
    if window.script(&format!("return !document.querySelector('{field}')")).await == json!(true) {
        window.press_with(Key::Control, &ENTER.to_string()).await;
        window.see(&field).await;
    }
    window.tab_to(&format!("{field} input, {field} select")).await;
    field
}

/// Writes in a field: what is typed stands as it is; `?` searches a list, or goes through short options, and takes the first found, `=` goes down a list to an
/// entry, `!` types a mistake and accepts the repair.
pub async fn fill(window: &Window, fact: &str, text: &str) {
    let field = reach(window, fact).await;
    let options = "document.activeElement.getAttribute('aria-expanded') === 'true'";
    let radios =
        window.script("return document.activeElement.type === 'radio'").await == json!(true);
    if radios {
        choose(window, text.trim_start_matches(['?', '='])).await;
    } else if let Some(query) = text.strip_prefix('?') {
        window.press(query).await;
        window.wait("the list opens", options).await;
        // While the list is being searched, what is active may change.
        window
            .wait("the search has ended", "!document.querySelector('.combobox[aria-busy=true]')")
            .await;
        // The only match is marked already.
        let marked = "return document.activeElement.hasAttribute('aria-activedescendant')";
        if window.script(marked).await == json!(false) {
            window.press(&DOWN.to_string()).await;
        }
        window
            .wait(
                "an option is active",
                "document.activeElement.hasAttribute('aria-activedescendant')",
            )
            .await;
        window.press(&ENTER.to_string()).await;
        window.wait("the list closes", &format!("!({options})")).await;
    } else if let Some(option) = text.strip_prefix('=') {
        for _ in 0..20 {
            let chosen = window.script("return document.activeElement.value").await;
            if chosen == json!(option) {
                break;
            }
            window.press(&DOWN.to_string()).await;
        }
    } else if let Some(mistake) = text.strip_prefix('!') {
        window.press(mistake).await;
        window.press(&TAB.to_string()).await;
        let repair = format!("{field} .repairs button");
        window.see(&repair).await;
        window.tab_to(&repair).await;
        window.press(&ENTER.to_string()).await;
        window.wait("the repair is done", &format!("!document.querySelector('{repair}')")).await;
    } else {
        window.press(text).await;
    }
}

/// Goes down short options, all in sight, to the first that has the text, and chooses it.
async fn choose(window: &Window, text: &str) {
    let here = format!("return document.activeElement.value.includes({})", json!(text));
    for _ in 0..20 {
        if window.script(&here).await == json!(true) {
            return window.press(" ").await;
        }
        window.press(&DOWN.to_string()).await;
    }
    panic!("no option has {text}");
}

/// Waits until everything typed is in the vault.
pub async fn saved(window: &Window) {
    window
        .wait(
            "everything is saved",
            "document.querySelector('.app-bar')?.innerText.includes('已保存')",
        )
        .await;
}

/// Ticks every box that `css` names and that is not ticked.
pub async fn tick(window: &Window, css: &str) {
    let css = serde_json::to_string(css).unwrap();
    let boxes = format!("document.querySelectorAll({css})");
    let count = window.script(&format!("return {boxes}.length")).await.as_u64().unwrap();
    for n in 0..count {
        let tick = format!("{boxes}[{n}]");
        if window.script(&format!("return {tick}.checked")).await == json!(true) {
            continue;
        }
        window.tab_until(&tick, &format!("document.activeElement === {tick}")).await;
        window.press(&SPACE.to_string()).await;
        window.wait("the tick is kept", &format!("{tick}.checked")).await;
    }
    saved(window).await;
}

/// Chooses a file for a material.
pub async fn attach(window: &Window, material: &str, file: &Path) {
    let material = format!("[data-fact=\"files.{material}\"]");
    window.answer_dialog(file);
    window.tab_to(&format!("{material} button")).await;
    window.press(&ENTER.to_string()).await;
    window.see(&format!("{material} img")).await;
}

/// Answers every question about the pictures on the page with yes.
pub async fn confirm(window: &Window) {
    let open = "document.querySelectorAll('.confirm li:has([data-yes], .later)').length";
    loop {
        let left = window.script(&format!("return {open}")).await.as_u64().unwrap();
        if left == 0 {
            return saved(window).await;
        }
        window.tab_to("[data-yes]").await;
        window.press(&ENTER.to_string()).await;
        window.wait("the answer is kept", &format!("{open} === {}", left - 1)).await;
    }
}

/// Exports what is ticked, with numbers in full, and gives the folder.
pub async fn export(window: &Window) -> PathBuf {
    let folder = window.path("out");
    std::fs::create_dir_all(&folder).unwrap();
    if window.script("return document.querySelector('main').dataset.screen").await != "export" {
        window.press_with(Key::Control, "e").await;
        window.see("main[data-screen=export]").await;
    }
    window.answer_dialog(&folder);
    window.press_with(Key::Control, &ENTER.to_string()).await;
    window.see("[data-result] .saved").await;
    let newest = std::fs::read_dir(&folder).unwrap().map(|it| it.unwrap().path());
    newest.max_by_key(|it| it.metadata().unwrap().modified().unwrap()).unwrap()
}

/// Exports receipt and checklist, and reads them.
pub async fn save_papers(window: &Window) -> (String, String, PathBuf) {
    window.press_with(Key::Control, "e").await;
    window.see("main[data-screen=export]").await;
    window.tab_to(".numbers input").await;
    window.press(&SPACE.to_string()).await;
    let folder = export(window).await;
    let text =
        Command::new("pdftotext").arg("-layout").arg(folder.join("准备回执.pdf")).arg("-").output();
    let list = std::fs::read_to_string(folder.join("填报清单.html")).unwrap();
    (String::from_utf8(text.unwrap().stdout).unwrap(), list, folder.join("准备回执.pdf"))
}

/// Without white space: what a page break or a column has put into a value.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}

/// The sample's portrait, twice as large and with room around it, as a camera gives it.
pub fn portrait() -> RgbImage {
    let sample = image::load_from_memory(SAMPLE).unwrap().into_rgb8();
    RgbImage::from_fn(1000, 1300, |x, y| {
        *sample
            .get_pixel((x.saturating_sub(110) / 2).min(389), (y.saturating_sub(166) / 2).min(566))
    })
}
