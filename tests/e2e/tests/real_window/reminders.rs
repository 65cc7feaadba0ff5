//! Reminders by the system's notifications, before a stand-in for the desktop's service on the test's own session bus.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    collections::HashMap,
    path::Path,
    sync::mpsc::{Receiver, Sender, channel},
};

use beishen_desk::{Desk, Library};
use beishen_e2e::{Window, eventually};
use chrono::{Local, NaiveDateTime, TimeDelta};
use serde_json::{Value, json};
use zbus::{blocking::Connection, zvariant::OwnedValue};

const NAME: &str = "org.freedesktop.Notifications";
const PLACE: &str = "/org/freedesktop/Notifications";

/// The desktop's service (Desktop Notifications Specification 1.2): it hands on what it is asked to show.
struct Service {
    shown: Sender<[String; 2]>,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Service {
    #[expect(clippy::too_many_arguments, reason = "the specification's own")]
    fn notify(
        &self,
        app: String,
        replaces: u32,
        icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        timeout: i32,
    ) -> u32 {
        let _ = (app, replaces, icon, actions, hints, timeout);
        self.shown.send([summary, body]).unwrap();
        1
    }
}

fn service() -> (Connection, Receiver<[String; 2]>) {
    let (shown, seen) = channel();
    let bus = zbus::blocking::connection::Builder::session().unwrap();
    let bus = bus.serve_at(PLACE, Service { shown }).unwrap().name(NAME).unwrap();
    (bus.build().unwrap(), seen)
}

/// A draft that was registered 16 hours ago, so that the reminder of its 24 hours is a minute old; the program was open
/// an hour ago.
fn prepare(data: &Path, settings: &Value) {
    let now = Local::now().naive_local();
    let before = |minutes| now - TimeDelta::minutes(minutes);
    let vault = data.join("beishen.vault");
    let mut desk = Desk::open(&vault, Library::built_in().unwrap(), now).unwrap();
    let mut call = |command: Value, at: NaiveDateTime| {
        let reply = desk.call(serde_json::from_value(command).unwrap(), at).unwrap();
        serde_json::to_value(reply).unwrap()
    };
    let add = json!({ "locale": "zh", "command": "add_applicant", "name": "张三" });
    let applicant = call(add, now)["applicant"].clone();
    let begin = json!({ "locale": "zh", "command": "begin_draft", "applicant": applicant, "procedure": "tdxl" });
    let draft = call(begin, now)["draft"].clone();
    let act = json!({ "locale": "zh", "command": "log", "draft": draft, "act": "registered", "at": null, "note": "" });
    call(act, before(16 * 60 + 1));
    std::fs::write(data.join("told-until"), before(60).format("%FT%T").to_string()).unwrap();
    std::fs::write(data.join("settings.json"), settings.to_string()).unwrap();
}

/// Waits until the program has looked at what is due: it keeps when it did, to a fraction of a second.
async fn looked(window: &Window, before: &str) -> String {
    let file = window.path("data").join("told-until");
    eventually("it looks at what is due", async || {
        let now = std::fs::read_to_string(&file).unwrap_or_default();
        (now.len() > "2026-11-22T09:00:00".len() && now != before).then_some(now)
    })
    .await
}

#[tokio::test]
async fn what_comes_due_is_told_once_names_nobody_and_leads_to_the_draft() {
    let (bus, seen) = service();
    let window = Window::open_prepared(|data| prepare(data, &json!({}))).await;
    let said = eventually("it is told", async || seen.try_recv().ok()).await;
    assert_eq!(said, ["同等学力申硕：激活账号，还剩 7 小时", "在“期限”里可以看到全部。"]);

    // Whoever asked to be told of the click may still be about to listen: it is clicked until somebody does.
    eventually("the click leads there", async || {
        bus.emit_signal(None::<&str>, PLACE, NAME, "ActionInvoked", &(1_u32, "default")).unwrap();
        (window.script("return location.hash").await == json!("#/draft/1")).then_some(())
    })
    .await;
    window.see("main[data-screen=tasks] [data-deadline=activation]").await;

    let told = looked(&window, "").await;
    let window = window.kill_and_open_again().await;
    looked(&window, &told).await;
    window.see_text("张三").await;
    assert!(seen.try_recv().is_err(), "a reminder is told once");
}

#[tokio::test]
async fn reminders_that_were_turned_off_are_not_told() {
    let (_bus, seen) = service();
    let window = Window::open_prepared(|data| prepare(data, &json!({ "reminders": false }))).await;
    looked(&window, "").await;
    window.see_text("张三").await;
    assert!(seen.try_recv().is_err());
}

#[tokio::test]
async fn without_a_service_for_notifications_nothing_is_wrong() {
    let window = Window::open_prepared(|data| prepare(data, &json!({}))).await;
    looked(&window, "").await;
    window.see_text("张三").await;
    assert_eq!(window.script("return !document.querySelector('[role=alert]')").await, json!(true));
    window.script("location.hash = '#/deadlines'").await;
    window.see_text("还剩 7 小时").await;
}
