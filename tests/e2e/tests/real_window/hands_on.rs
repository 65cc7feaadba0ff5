//! What one writes is kept and stays where it is; a second start; a small window with large text; a clock that was set back.

use std::time::Duration;

use beishen_e2e::{
    Window, full, full_at,
    hands::{TAB, begin, go_to, reach},
};
use chrono::{NaiveDate, TimeDelta};
use fantoccini::key::Key;
use serde_json::json;

use super::accessible::STATES;

/// From now on, where what has the focus stands is noted after each frame.
const WATCH: &str = "
    const seen = (window.seen = []);
    const look = () => requestAnimationFrame(() => setTimeout(() => {
        const it = document.activeElement;
        seen.push([it, it.getBoundingClientRect().top]);
        if (seen === window.seen) look();
    }));
    look();";
/// After how many frames of those since it has the focus it stood elsewhere than now.
const MOVED: &str = "
    const tops = window.seen.filter(it => it[0] === document.activeElement).map(it => it[1]);
    window.seen = null;
    const elsewhere = tops.filter(it => Math.abs(it - tops.at(-1)) >= 1);
    return { looks: tops.length, elsewhere: elsewhere.length, tops: elsewhere.slice(0, 5) };";
const TOP: &str = "document.activeElement.getBoundingClientRect().top";

#[tokio::test]
async fn of_steady_typing_a_crash_takes_two_keys_at_most_and_it_is_said_until_when_all_is_there() {
    let window = Window::open().await;
    begin(&window, "张三").await;
    reach(&window, "contact.address").await;
    let text = "0123456789abcdefghijklmnopqrstuvwxyz";
    for key in text.chars() {
        window.press(&key.to_string()).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let window = window.kill_and_open_again().await;
    window.see_text("上次意外关闭").await;
    window.see_text("以前填的都在").await;
    let view = window.ask(json!({ "command": "open_draft", "draft": 1 })).await;
    let fields = view["steps"][0]["fields"].as_array().unwrap().clone();
    let kept = fields.iter().find(|it| it["fact"] == "contact.address").unwrap()["typed"].clone();
    let kept = kept.as_str().unwrap();
    assert!(text.starts_with(kept) && kept.len() + 2 >= text.len(), "{kept}");
    // All of it is one answer.
    window.ask(json!({ "command": "undo", "draft": 1 })).await;
    let past = window
        .ask(json!({ "command": "past_values", "draft": 1, "fact": "contact.address" }))
        .await;
    assert_eq!(past.as_array().unwrap().len(), 1, "{past}");
}

#[tokio::test]
async fn nothing_moves_under_the_hands_while_one_types_and_goes_on() {
    let window = Window::open().await;
    begin(&window, "张三").await;
    go_to(&window, "work").await;
    // Each is wrong; what is said of it comes once the field is left, be it for what helps beside it.
    for (step, fact, mistake) in [
        ("register", "person.id_number", "1101051949123100"),
        ("register", "contact.email", "zhang"),
        ("register", "contact.mobile", "138000"),
        ("register", "contact.postcode", "12"),
        ("register", "contact.work_phone", "11"),
        ("basic", "work.start_month", "2015."),
        ("basic", "work.start_month", "15.9"),
    ] {
        go_to(&window, step).await;
        reach(&window, fact).await;
        window.press_with(Key::Control, "a").await;
        // The driver itself scrolls to what it types into, once.
        let (first, rest) = mistake.split_at(1);
        window.press(first).await;
        let place = window.script(&format!("return {TOP}")).await.as_f64().unwrap();
        for key in rest.chars() {
            window.press(&key.to_string()).await;
        }
        tokio::time::sleep(Duration::from_millis(700)).await;
        let moved = window.script(&format!("return {TOP}")).await.as_f64().unwrap() - place;
        assert!(moved.abs() < 1.0, "typing {mistake}: {moved}");
        window.script(WATCH).await;
        window.press(&TAB.to_string()).await;
        tokio::time::sleep(Duration::from_millis(700)).await;
        let looks = "window.seen.filter(it => it[0] === document.activeElement).length > 9";
        window.wait("it was looked at", looks).await;
        // One look may come between a change and the frame that makes up for it.
        let moved = window.script(MOVED).await;
        assert!(moved["looks"].as_u64() > Some(5), "{moved}");
        assert!(moved["elsewhere"].as_u64() < Some(2), "after {mistake}: {moved}");
        let said =
            format!("return !!document.querySelector('[data-fact=\"{fact}\"] [data-finding]')");
        assert_eq!(window.script(&said).await, json!(true), "it is said of {mistake}");
        let seen = "const it = document.activeElement.getBoundingClientRect();
            const sheet = document.querySelector('.scroll').getBoundingClientRect();
            return it.top >= sheet.top && it.bottom <= sheet.bottom";
        assert_eq!(window.script(seen).await, json!(true), "after {mistake} it is in sight");
    }
}

#[tokio::test]
async fn a_second_start_brings_the_first_window_up_and_ends() {
    let window = Window::open().await;
    begin(&window, "张三").await;
    assert!(window.start_again().success());
    window.see("main[data-screen=step]").await;
}

#[tokio::test]
async fn in_a_small_window_with_large_text_most_of_the_height_is_content() {
    let window = Window::open_prepared(full).await;
    window.page.set_window_size(900, 600).await.unwrap();
    let mut less = Vec::new();
    for locale in ["zh", "en"] {
        window.set(json!({ "locale": locale, "scale": 1.5 })).await;
        window.page.refresh().await.unwrap();
        for (hash, _, css) in STATES.iter().filter(|it| it.1.is_empty()) {
            window.go(hash, "main[data-screen] h1").await;
            window.see(css).await;
            let share = "return document.querySelector('main .scroll').clientHeight / innerHeight";
            let share = window.script(share).await.as_f64().unwrap();
            if share < 0.6 {
                less.push(format!("{hash} {locale}: {share:.2}"));
            }
        }
    }
    assert!(less.is_empty(), "{less:#?}");
}

#[tokio::test]
async fn a_clock_that_was_set_back_is_told_before_deadlines_come_out_wrong() {
    let now = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap().and_hms_opt(9, 0, 0).unwrap();
    let window = Window::open_at(now, |data| full_at(data, now)).await;
    window.see("[data-applicant]").await;
    window.wait("nothing is wrong", "!document.body.innerText.includes('早于上次保存')").await;
    window.set_clock(now - TimeDelta::days(40));
    let window = window.kill_and_open_again().await;
    window.see_text("电脑时间 10-21 09:00 早于上次保存 11-30 09:00").await;
}
