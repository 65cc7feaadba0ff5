//! Who uses the computer is asked beside the work; the vault is locked and unlocked, and one is back where one was.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{fs, time::Duration};

use beishen_e2e::{
    Window,
    hands::{ENTER, SPACE, begin, fill, go_to, saved},
};
use chrono::{NaiveDateTime, TimeDelta};
use fantoccini::key::Key;
use serde_json::{Value, json};

use super::away::{Says, listened_to, say, services};

pub(super) const PASSPHRASE: &str = "chun mian bu jue xiao";

async fn enter(window: &Window) {
    window.press(&ENTER.to_string()).await;
}

pub(super) async fn tab_to_words(window: &Window, words: &str) {
    let there = format!("document.activeElement.textContent.trim() === '{words}'");
    window.tab_until(words, &there).await;
}

pub(super) async fn write(window: &Window, css: &str, text: &str) {
    window.tab_to(css).await;
    window.press(text).await;
}

/// Copies the groups of the recovery code that are asked for, and keeps it. What it is.
pub(super) async fn copy_code(window: &Window) -> String {
    let groups = window
        .script(
            "return [...document.querySelectorAll('[data-code] span')].map(it => it.textContent)",
        )
        .await;
    let groups: Vec<_> =
        groups.as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect();
    write(window, "#group-0", "WRONG").await;
    write(window, "#group-1", &groups[4].to_lowercase()).await;
    enter(window).await;
    window.see_text("两组与恢复码不一致").await;
    window.tab_to("#group-0").await;
    window.press_with(Key::Control, "a").await;
    window.press(&groups[1]).await;
    enter(window).await;
    window.wait("the question is answered", "!document.querySelector('dialog')").await;
    groups.concat()
}

/// Sends the window to the lock by its key, and looks at what is left.
async fn lock(window: &Window) {
    window.press_with(Key::Control, "l").await;
    window.see("main[data-screen=lock]").await;
    let refused = window.call(json!({ "command": "open_desk" })).await.unwrap_err();
    assert!(refused.contains("已锁定"), "{refused}");
    assert!(!window.page.source().await.unwrap().contains("张三"));
}

async fn address(window: &Window) -> Value {
    window.script("return location.hash").await
}

#[tokio::test]
async fn the_vault_is_locked_by_a_key_and_opens_where_one_was() {
    let window = Window::open().await;
    begin(&window, "张三").await;
    // Nobody has chosen: the key leads to the question.
    window.press_with(Key::Control, "l").await;
    window.see("main[data-screen=settings]").await;
    assert!(window.path("data/beishen.vault.key").exists());

    window.go("#/", ".protect").await;
    window.check("the question beside the desk").await;
    window.tab_to(".protect button").await;
    enter(&window).await;
    window.see("dialog [type=radio]").await;
    // There is no keychain on the test's bus.
    window.see_text("没有可用的系统钥匙串").await;
    window.tab_to("dialog [type=radio]").await;
    window.press(&char::from(Key::Down).to_string()).await;
    window.see_text("每次打开都要输密码").await;
    window.check("who uses the computer").await;
    write(&window, "#first", PASSPHRASE).await;
    write(&window, "#again", "something else").await;
    enter(&window).await;
    window.see_text("两次输入的密码不一样").await;
    window.tab_to("#again").await;
    window.press_with(Key::Control, "a").await;
    window.press(PASSPHRASE).await;
    enter(&window).await;
    window.see("[data-code]").await;
    window.check("the recovery code").await;
    let code = copy_code(&window).await;
    window.wait("it is asked once", "!document.querySelector('.protect')").await;
    assert!(!window.path("data/beishen.vault.key").exists(), "no key in the clear any more");

    let desk = window.ask(json!({ "command": "open_desk" })).await;
    let draft = desk["applicants"][0]["drafts"][0]["id"].clone();
    window.go(&format!("#/draft/{draft}"), "main[data-screen=tasks]").await;
    go_to(&window, "register").await;
    fill(&window, "contact.email", "applicant@example.cn").await;
    saved(&window).await;
    let place = address(&window).await;
    lock(&window).await;
    window.check("the locked vault").await;
    write(&window, "#secret", "another passphrase").await;
    enter(&window).await;
    window.see_text("密码或恢复码不对").await;
    window.press_with(Key::Control, "a").await;
    window.press(PASSPHRASE).await;
    enter(&window).await;
    window.see("main[data-screen=step]").await;
    assert_eq!(address(&window).await, place);
    window.wait(
        "what was saved is there",
        "document.querySelector('[data-fact=\"contact.email\"] input')?.value === 'applicant@example.cn'",
    )
    .await;

    // Nothing of the secrets was written anywhere.
    for entry in fs::read_dir(window.path("data")).unwrap().flatten() {
        let bytes = fs::read(entry.path()).unwrap_or_default();
        for secret in [PASSPHRASE, &code] {
            let found = bytes.windows(secret.len()).any(|it| it == secret.as_bytes());
            assert!(!found, "{} holds a secret", entry.path().display());
        }
    }

    // Another day: it starts locked, and the code opens it as well.
    let window = window.kill_and_open_again().await;
    window.see("main[data-screen=lock]").await;
    write(&window, "#secret", &code.to_lowercase()).await;
    enter(&window).await;
    window.see("main[data-screen=desk] [data-applicant]").await;
    assert!(window.start_again().success(), "a second start brings this one up");
    lock(&window).await;
    assert!(window.start_again().success(), "also while it is locked");

    // Who has neither begins anew; nothing is deleted.
    window.tab_to("summary").await;
    window.press(&SPACE.to_string()).await;
    window.tab_to("details button").await;
    enter(&window).await;
    window.see("dialog").await;
    window.tab_to("dialog .button--seal").await;
    enter(&window).await;
    window.see(".first-run").await;
    let names = fs::read_dir(window.path("data")).unwrap().flatten();
    let names: Vec<_> = names.map(|it| it.file_name().into_string().unwrap()).collect();
    let aside: Vec<_> = names.iter().filter(|it| it.contains(".aside")).collect();
    assert_eq!(aside.len(), 3, "the vault and both copies of its seals: {names:?}");
}

/// A window on a draft of a vault that is locked by a passphrase.
async fn shared() -> (Window, Value) {
    shared_in(Window::open().await).await
}

pub(super) async fn shared_in(window: Window) -> (Window, Value) {
    begin(&window, "张三").await;
    let choose = "const [passphrase, done] = arguments; const { invoke } = __TAURI_INTERNALS__;
        invoke('offer_code', { locale: 'zh' })
            .then(it => invoke('keep_key', { locale: 'zh', deed: { choose: { shared: true, passphrase, typed: it.asked.map(n => it.groups[n]) } } }))
            .then(it => done(it.chosen), error => done(error))";
    let chosen = window.page.execute_async(choose, vec![json!(PASSPHRASE)]).await.unwrap();
    assert_eq!(chosen, json!(true));
    let desk = window.ask(json!({ "command": "open_desk" })).await;
    (window, desk["applicants"][0]["drafts"][0]["id"].clone())
}

#[tokio::test]
async fn a_computer_that_was_lost_comes_back_from_a_second_place_by_keys() {
    let (window, _) = shared().await;
    let stick = tempfile::tempdir().unwrap();
    let stick = stick.path();
    window.answer_dialog(stick);
    window.go("#/settings", "[data-second] button").await;
    window.tab_to("[data-second] button").await;
    enter(&window).await;
    window.see_text(&stick.display().to_string()).await;
    tab_to_words(&window, "立即备份").await;
    enter(&window).await;
    window.see_text("最近一份：").await;
    window.check("a second place").await;
    let folder = fs::read_dir(stick).unwrap().next().unwrap().unwrap().path();
    let files = fs::read_dir(&folder).unwrap().flatten().map(|it| it.path());
    let backup = files.into_iter().find(|it| it.extension().is_some_and(|it| it == "vault"));
    let backup = backup.unwrap();
    drop(window);

    // Another computer, on which the program was only opened.
    let other = Window::open().await;
    other.answer_dialog(&backup);
    other.go("#/settings", "[data-second]").await;
    tab_to_words(&other, "从别处的备份恢复…").await;
    enter(&other).await;
    other.see("dialog #adopted").await;
    other.check("a backup from elsewhere").await;
    write(&other, "#adopted", "another passphrase").await;
    enter(&other).await;
    other.see_text("密码或恢复码不对").await;
    other.press_with(Key::Control, "a").await;
    other.press(PASSPHRASE).await;
    enter(&other).await;
    other.see("main[data-screen=desk] [data-applicant]").await;
    other.see_text("张三").await;
    let kept = fs::read_dir(other.path("data")).unwrap().flatten();
    let aside = kept.filter(|it| it.file_name().to_string_lossy().ends_with(".aside")).count();
    assert_eq!(aside, 1, "the vault that was there stays");
}

async fn unlock(window: &Window) {
    unlock_to(window, "main[data-screen=step]").await;
}

async fn unlock_to(window: &Window, place: &str) {
    window.see("main[data-screen=lock]").await;
    write(window, "#secret", PASSPHRASE).await;
    enter(window).await;
    window.see(place).await;
}

#[tokio::test]
async fn a_lock_in_the_midst_of_saving_loses_nothing_that_was_acknowledged() {
    let (window, draft) = shared().await;
    let mut last = 0;
    for _ in 0..5 {
        let begun = last;
        let save = format!(
            "const {{ invoke }} = __TAURI_INTERNALS__;
            (async () => {{
                for (let n = {begun} + 1; ; n += 1) {{
                    await invoke('call', {{ request: {{ locale: 'zh', command: 'answer', draft: {draft}, fact: 'contact.email', text: `a${{n}}@example.cn` }} }});
                    sessionStorage.setItem('acknowledged', n);
                }}
            }})().catch(() => undefined)"
        );
        window.script(&save).await;
        let many = format!("Number(sessionStorage.getItem('acknowledged')) > {begun} + 30");
        window.wait("many are saved", &many).await;
        window.press_with(Key::Control, "l").await;
        unlock(&window).await;
        let known = window.script("return Number(sessionStorage.getItem('acknowledged'))").await;
        let known = known.as_u64().unwrap();
        let view = window.ask(json!({ "command": "open_draft", "draft": draft })).await.to_string();
        let found = view.split("@example.cn").next().and_then(|it| it.rsplit("\"a").next());
        let found: u64 = found.unwrap().parse().unwrap();
        assert!(found == known || found == known + 1, "{known} acknowledged, {found} there");
        last = found;
    }
    assert!(last > 150);
}

#[tokio::test]
async fn a_locked_screen_and_a_computer_that_sleeps_lock_the_vault() {
    let bus = services();
    let (window, _) = shared().await;
    listened_to(&bus).await;
    let gnome = ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver");
    for leaves in [Says::Screen(gnome.0, gnome.1, true), Says::Sleep(true)] {
        window.see("main[data-screen=step]").await;
        say(&bus, &leaves);
        unlock(&window).await;
    }
}

#[tokio::test]
async fn when_nobody_is_there_for_five_minutes_the_vault_is_locked_and_a_key_begins_them_anew() {
    let nine: NaiveDateTime = "2026-11-29T09:00:00".parse().unwrap();
    let at = |seconds| nine + TimeDelta::seconds(seconds);
    let (window, draft) = shared_in(Window::open_at(nine, |_| ()).await).await;
    window.go(&format!("#/draft/{draft}"), "main[data-screen=tasks]").await;
    window.set_clock(at(290));
    // The page tells of a key four times a minute at most; a minute has passed for it, too.
    window.script("const now = Date.now; Date.now = () => now() + 60_000").await;
    window.press(&char::from(Key::Tab).to_string()).await;
    window.set_clock(at(580));
    // What must not happen cannot be waited for: it is looked every five seconds.
    tokio::time::sleep(Duration::from_secs(12)).await;
    window.see("main[data-screen=tasks]").await;
    window.set_clock(at(600));
    unlock_to(&window, "main[data-screen=tasks]").await;
}
