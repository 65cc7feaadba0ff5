//! 填报助手 in the real window, with the real clipboard: after every key the field on the screen is the field on the clipboard.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{collections::BTreeMap, path::PathBuf};

use beishen_e2e::{Browser, Window, clipboard};
use fantoccini::{Client, Locator, elements::Element, key::Key};
use serde_json::{Value, json};

const F8: char = '\u{e038}';
const ESC: char = '\u{e00c}';
const ENTER: char = '\u{e007}';
const SPACE: char = ' ';

/// The procedures that ship, by their perfect drafts.
fn procedures() -> Vec<(String, Value)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../packs");
    let mut all: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|it| {
            let path = it.unwrap().path();
            let draft = std::fs::read_to_string(path.join("perfect.json")).ok()?;
            let id = path.file_name().unwrap().to_str().unwrap().to_owned();
            Some((id, serde_json::from_str(&draft).unwrap()))
        })
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

fn perfect(procedure: &str) -> Value {
    procedures().into_iter().find(|it| it.0 == procedure).unwrap().1
}

/// Enters a draft for a new applicant. Its id.
async fn enter(window: &Window, procedure: &str, perfect: &Value) -> i64 {
    let call = async |request| window.call(request).await.unwrap();
    let added = call(json!({ "command": "add_applicant", "name": "张三" })).await;
    let begin = json!({ "command": "begin_draft", "applicant": added["applicant"], "procedure": procedure });
    let draft = call(begin).await["draft"].as_i64().unwrap();
    for (fact, text) in perfect["facts"].as_object().unwrap() {
        call(json!({ "command": "answer", "draft": draft, "fact": fact, "text": text })).await;
    }
    if perfect["history"].is_array() {
        call(json!({ "command": "set_history", "draft": draft, "rows": perfect["history"] })).await;
    }
    let photo =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples/photo-zhang.jpg");
    for material in perfect["files"].as_object().into_iter().flatten() {
        window.choose(&photo, false).await;
        let attach =
            json!({ "command": "attach", "draft": draft, "material": material.0, "path": photo });
        call(attach).await;
    }
    draft
}

/// Opens the companion as a person does, by its key, and goes to its window.
pub(super) async fn open(window: &Window, draft: i64) {
    window.script(&format!("location.hash = '#/draft/{draft}'")).await;
    window
        .wait(
            "the draft is shown",
            &format!(
                "document.querySelector('[data-companion]') && location.hash === '#/draft/{draft}'"
            ),
        )
        .await;
    window.see("main[data-screen=tasks]").await;
    window.press_with(Key::Control, &format!("{}p", char::from(Key::Shift))).await;
    window.switch_to("main[data-screen=companion]").await;
}

/// What the companion shows.
pub(super) struct Shown {
    phase: String,
    item: String,
    kind: String,
    value: String,
    clip: String,
}

async fn shown(window: &Window) -> Shown {
    let said = window
        .script(
            "const it = document.querySelector('[data-item]');
             const value = it?.querySelector('[data-value]')?.textContent ?? '';
             const main = document.querySelector('main');
             return [main.dataset.phase, it?.dataset.item ?? '', it?.dataset.kind ?? '', value,
                 it?.querySelector('[data-clip]')?.dataset.clip ?? '']",
        )
        .await;
    let text = |n: usize| said[n].as_str().unwrap().to_owned();
    Shown { phase: text(0), item: text(1), kind: text(2), value: text(3), clip: text(4) }
}

/// Does something to the companion and waits until it shows what came of it.
async fn after(window: &Window, act: impl AsyncFnOnce()) -> Shown {
    let turn = "Number(document.querySelector('main').dataset.turn)";
    let before = window.script(&format!("return {turn}")).await;
    act().await;
    window.wait("the companion answers", &format!("{turn} > {before}")).await;
    shown(window).await
}

async fn press(window: &Window, keys: &str) -> Shown {
    after(window, async || window.press(keys).await).await
}

pub(super) async fn next(window: &Window) -> Shown {
    press(window, &F8.to_string()).await
}

/// Goes to an item by its page and its line in the list.
pub(super) async fn go_to(window: &Window, item: &str) -> Shown {
    let (page, _) = item.split_once('.').unwrap();
    let choose = format!(
        "const it = document.querySelector('select');
         it.value = [...it.options].find(it => it.dataset.page === '{page}').value;
         it.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    );
    after(window, async || _ = window.script(&choose).await).await;
    window.see("[data-list]").await;
    window.script("document.querySelector('[data-list]').click()").await;
    let line = format!("tr[data-item=\"{item}\"]");
    window.see(&line).await;
    let go = format!("document.querySelector('{line} button').click()");
    after(window, async || _ = window.script(&go).await).await;
    window.see(&format!("{line}[aria-current]")).await;
    window.script("document.querySelector('[data-list]').click()").await;
    window.see(&format!("div[data-item=\"{item}\"]")).await;
    shown(window).await
}

/// The values on the checklist in the browser, by item.
async fn checklist(window: &Window, draft: i64) -> BTreeMap<String, String> {
    let path = window.path("checklist.html");
    window.choose(&path, true).await;
    let save = json!({ "command": "save_paper", "paper": "checklist", "draft": draft, "path": path, "format": "html" });
    window.call(save).await.unwrap();
    let page = std::fs::read_to_string(path).unwrap();
    let between = |text: &str, from: &str, to: &str| {
        let (_, rest) = text.split_once(from)?;
        rest.split_once(to).map(|it| it.0.to_owned())
    };
    let codes = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let items = page.split("<li class=\"item").skip(1).map(|it| it.split("</li>").next().unwrap());
    items
        .map(|it| {
            let value = between(it, "<span class=\"value\"", "</span>").unwrap_or_default();
            let value = value.split_once('>').map(|it| it.1.to_owned()).unwrap_or_default();
            let value = codes.iter().fold(value, |text, (code, sign)| text.replace(code, sign));
            (between(it, "data-item=\"", "\"").unwrap(), value)
        })
        .collect()
}

#[tokio::test]
async fn one_key_an_item_through_every_procedure_and_the_screen_is_the_clipboard_is_the_checklist()
{
    let window = Window::open().await;
    for (procedure, perfect) in procedures() {
        let draft = enter(&window, &procedure, &perfect).await;
        let list = checklist(&window, draft).await;
        open(&window, draft).await;
        window
            .wait("it is this draft's", "document.querySelector('main').dataset.phase === 'paused'")
            .await;
        let (mut keys, mut ticks, mut walked) = (0, 0, 0);
        let mut now = next(&window).await;
        while now.phase == "walking" {
            (keys, walked) = (keys + 1, walked + 1);
            let what = format!("{procedure}: {}", now.item);
            assert_eq!(list.get(&now.item), Some(&now.value), "{what}");
            let pastes = matches!(now.kind.as_str(), "copy" | "confirm") && !now.value.is_empty();
            assert_eq!(clipboard::text(), if pastes { now.value.as_str() } else { "" }, "{what}");
            assert_eq!(clipboard::hint(), if pastes { "secret" } else { "" }, "{what}");
            if now.kind == "irreversible" {
                let held = next(&window).await;
                assert_eq!(held.item, now.item, "a point of no return holds");
                window
                    .wait(
                        "the tick has the keyboard",
                        "document.activeElement.matches('[data-tick]')",
                    )
                    .await;
                press(&window, &SPACE.to_string()).await;
                ticks += 1;
            } else {
                assert_eq!(now.clip, if pastes { "copied" } else { "nothing" }, "{what}");
            }
            now = next(&window).await;
        }
        assert_eq!(now.phase, "finished", "{procedure}");
        assert_eq!(clipboard::text(), "", "{procedure}");
        assert_eq!(
            (walked, keys),
            (list.len(), list.len()),
            "{procedure}: one key an item, none left out"
        );
        assert!(ticks > 0, "{procedure}: a point of no return was passed");
        window.switch_to("main[data-screen=tasks]").await;
    }
}

#[tokio::test]
async fn a_number_leaves_the_clipboard_after_its_time_unless_others_have_copied_and_at_pause_and_exit()
 {
    let window = Window::open().await;
    window.set(json!({ "clear_after": 10 })).await;
    let draft = enter(&window, "tdxl", &perfect("tdxl")).await;
    open(&window, draft).await;
    let number = "110105199503140034";
    let number_shown = async || {
        // One key before what is looked at, for its ten seconds run from there.
        go_to(&window, "register.id_number_again").await;
        let back = async || window.press_with(Key::Shift, &F8.to_string()).await;
        after(&window, back).await;
        // What was copied before may leave in this moment, which is an answer as well.
        window.see("div[data-item=\"register.id_number\"]").await;
        assert_eq!(clipboard::text(), number);
    };
    number_shown().await;
    window.see_text("秒后清除").await;
    window.until("it is cleared", || clipboard::text().is_empty()).await;
    window
        .wait("it says so", "document.querySelector('[data-clip]').dataset.clip === 'cleared'")
        .await;

    number_shown().await;
    clipboard::put("别的").await;
    window
        .wait("it says so", "document.querySelector('[data-clip]').dataset.clip === 'cleared'")
        .await;
    assert_eq!(clipboard::text(), "别的", "what others copied stays");

    number_shown().await;
    let paused = press(&window, &ESC.to_string()).await;
    assert_eq!((paused.phase.as_str(), paused.value.as_str()), ("paused", ""));
    assert_eq!(clipboard::text(), "");

    after(&window, async || window.set(json!({ "clear_after": 0 })).await).await;
    number_shown().await;
    close(&window, "companion").await;
    window.until("closing clears", || clipboard::text().is_empty()).await;
    open(&window, draft).await;
    number_shown().await;
    close(&window, "main").await;
    window.until("the exit clears", || clipboard::text().is_empty()).await;
}

/// What the page does at the end of closing, once everything is saved.
async fn close(window: &Window, label: &str) {
    window.switch_to("main[data-screen=tasks]").await;
    let close =
        format!("__TAURI_INTERNALS__.invoke('plugin:window|destroy', {{ label: '{label}' }})");
    // The window that closes does not answer any more.
    let _ = window.page.execute(&close, Vec::new()).await;
}

#[tokio::test]
async fn what_a_killed_program_left_on_the_clipboard_goes_at_the_next_start() {
    let window = Window::open().await;
    let draft = enter(&window, "tdxl", &perfect("tdxl")).await;
    open(&window, draft).await;
    let now = go_to(&window, "register.address").await;
    assert_eq!(clipboard::text(), now.value);
    let left = now.value;
    let mut window = window;
    window.kill();
    // A program that manages the clipboard keeps what a dead one had there.
    clipboard::put(&left).await;
    let mut window = window.open_again().await;
    window.until("it is cleared", || clipboard::text().is_empty()).await;
    open(&window, draft).await;
    let now = shown(&window).await;
    assert_eq!(now.phase, "paused");
    let now = next(&window).await;
    assert_eq!(now.item, "register.address", "the place is kept");
    window.kill();
    clipboard::put("别的").await;
    let window = window.open_again().await;
    window.see("main[data-screen]").await;
    assert_eq!(clipboard::text(), "别的");
}

#[tokio::test]
async fn its_keys_work_in_other_programs_only_when_asked_for_and_a_taken_one_is_told() {
    let window = Window::open().await;
    let draft = enter(&window, "tdxl", &perfect("tdxl")).await;
    open(&window, draft).await;
    let everywhere = json!({ "global_keys": true });
    let now = after(&window, async || window.set(everywhere.clone()).await).await;
    assert_eq!(now.phase, "paused");
    let pressed = after(&window, async || clipboard::key("F8")).await;
    assert_eq!(pressed.phase, "walking");
    go_to(&window, "register.email").await;
    // Another program has the keys already: that is told, and they still work in the window itself.
    let other = Window::open().await;
    let draft = enter(&other, "tdxl", &perfect("tdxl")).await;
    other.set(everywhere).await;
    open(&other, draft).await;
    other.see_text("在别的程序里用不了").await;
    assert_eq!(next(&other).await.phase, "walking");
    drop(other);
    for (key, item) in [
        ("F8", "register.email_again"),
        ("shift+F8", "register.email"),
        ("ctrl+F8", "register.email"),
    ] {
        let now = after(&window, async || clipboard::key(key)).await;
        assert_eq!(
            (now.item.as_str(), clipboard::text().as_str()),
            (item, "zhangsan@example.cn"),
            "{key}"
        );
    }
}
#[tokio::test]
async fn every_state_of_the_companion_is_accessible_in_light_and_dark() {
    let axe = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../ui/node_modules/axe-core/axe.min.js"
    ));
    let window = Window::open().await;
    let draft = enter(&window, "tdxl", &perfect("tdxl")).await;
    open(&window, draft).await;
    window.page.execute(&axe.expect("npm ci in ui/ first"), Vec::new()).await.unwrap();
    for theme in ["light", "dark"] {
        press(&window, &ESC.to_string()).await;
        window.script(&format!("document.documentElement.dataset.theme = '{theme}'")).await;
        check(&window, &format!("paused {theme}")).await;
        for item in
            ["register.id_number", "register.mobile", "basic.sex", "photo.photo", "basic.name"]
        {
            go_to(&window, item).await;
            check(&window, &format!("{item} {theme}")).await;
            if item == "register.mobile" {
                next(&window).await;
                check(&window, &format!("a point of no return {theme}")).await;
                window.script("document.querySelector('[data-list]').click()").await;
                check(&window, &format!("the list {theme}")).await;
                window.script("document.querySelector('[data-list]').click()").await;
            }
        }
    }
}

async fn check(window: &Window, what: &str) {
    let settled = "document.getAnimations().every(it => it.playState !== 'running')";
    window.wait("colours have settled", settled).await;
    let run = "const done = arguments[0]; axe.run().then(it => done(it.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' '))))";
    let found = window.page.execute_async(run, Vec::new()).await.unwrap();
    assert_eq!(found, json!([]), "{what}");
    let wide = "return document.documentElement.scrollWidth > innerWidth";
    assert_eq!(window.script(wide).await, json!(false), "{what} is wider than the window");
}

#[tokio::test]
async fn the_checklist_in_a_browser_copies_every_value_and_keeps_its_ticks() {
    let window = Window::open().await;
    for (procedure, perfect) in procedures() {
        let draft = enter(&window, &procedure, &perfect).await;
        let list = checklist(&window, draft).await;
        let browser = Browser::open(&window.path("checklist.html")).await;
        let page = &browser.page;
        let press = async |page: &Client, on: &Element, key: char| {
            let on = serde_json::to_value(on).unwrap();
            page.execute("arguments[0].focus()", vec![on]).await.unwrap();
            page.active_element().await.unwrap().send_keys(&key.to_string()).await.unwrap();
        };
        let script = async |script: &str| page.execute(script, Vec::new()).await.unwrap();
        for button in page.find_all(Locator::Css(".item > button")).await.unwrap() {
            let beside = "const it = arguments[0].parentNode;
                return [it.querySelector('input').dataset.item, it.querySelector('.value').textContent]";
            let of =
                page.execute(beside, vec![serde_json::to_value(&button).unwrap()]).await.unwrap();
            let (item, value) = (of[0].as_str().unwrap(), of[1].as_str().unwrap());
            assert_eq!(list[item], value, "{procedure}: {item}");
            clipboard::put("别的").await;
            press(page, &button, ENTER).await;
            window.until(item, || clipboard::text() == value).await;
        }
        let ticks = "return [...document.querySelectorAll('.item > input:checked')].map(it => it.dataset.item)";
        let boxes = page.find_all(Locator::Css(".item > input")).await.unwrap();
        assert_eq!(boxes.len(), list.len(), "{procedure}");
        for at in [0, 2, 3] {
            press(page, &boxes[at], SPACE).await;
        }
        press(page, &boxes[2], SPACE).await;
        let before = script(ticks).await;
        assert_eq!(before.as_array().unwrap().len(), 2);
        page.refresh().await.unwrap();
        assert_eq!(script(ticks).await, before, "{procedure}: the ticks outlast a reload");
        let outside = "return performance.getEntriesByType('resource').map(it => it.name).filter(it => !it.startsWith('data:'))";
        assert_eq!(script(outside).await, json!([]), "{procedure}");
    }
}
