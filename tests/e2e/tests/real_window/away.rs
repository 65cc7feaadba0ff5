//! Leaving the computer: a locked screen and a computer that goes to sleep pause the companion and take our text off the
//! clipboard, before stand-ins for the screen savers and for logind on the test's own bus.
#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::HashMap;

use beishen_e2e::{SESSION, Window, clipboard, eventually};
use fantoccini::key::Key;
use serde_json::json;
use zbus::{blocking::Connection, zvariant::OwnedObjectPath};

const LOGIND: &str = "/org/freedesktop/login1";
const OURS: &str = "/org/freedesktop/login1/session/ours";
const OTHERS: &str = "/org/freedesktop/login1/session/others";
const F8: char = '\u{e038}';

/// logind, as far as it is asked: where sessions are.
struct Logind {
    ours: &'static str,
    others: &'static str,
}

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Logind {
    fn get_session(&self, id: &str) -> OwnedObjectPath {
        let path = if id == SESSION { self.ours } else { self.others };
        OwnedObjectPath::try_from(path).unwrap()
    }
}

pub(super) fn services() -> Connection {
    let bus = zbus::blocking::connection::Builder::session().unwrap();
    let logind = Logind { ours: OURS, others: OTHERS };
    let bus = bus.serve_at(LOGIND, logind).unwrap().name("org.freedesktop.login1").unwrap();
    bus.name("org.gnome.ScreenSaver").unwrap().build().unwrap()
}

/// Waits until the program listens for screen savers and for logind; the bus knows who does.
pub(super) async fn listened_to(bus: &Connection) {
    eventually("somebody listens", async || {
        let (name, path) = ("org.freedesktop.DBus", "/org/freedesktop/DBus");
        let stats = Some("org.freedesktop.DBus.Debug.Stats");
        let rules = bus.call_method(Some(name), path, stats, "GetAllMatchRules", &()).unwrap();
        let rules: HashMap<String, Vec<String>> = rules.body().deserialize().unwrap();
        let all: String = rules.into_values().flatten().collect();
        (all.contains("'ActiveChanged'") && all.contains("'org.freedesktop.login1'")).then_some(())
    })
    .await;
}

/// What a desktop says: where, as whom, and whether the person leaves.
pub(super) enum Says {
    Screen(&'static str, &'static str, bool),
    Sleep(bool),
    Lock(&'static str),
}

pub(super) fn say(bus: &Connection, what: &Says) {
    let none = None::<&str>;
    match *what {
        Says::Screen(path, name, on) => bus.emit_signal(none, path, name, "ActiveChanged", &on),
        Says::Sleep(on) => {
            bus.emit_signal(none, LOGIND, "org.freedesktop.login1.Manager", "PrepareForSleep", &on)
        }
        Says::Lock(path) => {
            bus.emit_signal(none, path, "org.freedesktop.login1.Session", "Lock", &())
        }
    }
    .unwrap();
}

/// Opens the companion on an item that is copied.
async fn walk(window: &Window) {
    let call = async |request| window.call(request).await.unwrap();
    let added = call(json!({ "command": "add_applicant", "name": "张三" })).await;
    let begin =
        json!({ "command": "begin_draft", "applicant": added["applicant"], "procedure": "tdxl" });
    let draft = call(begin).await["draft"].clone();
    let answer =
        |fact, text| json!({ "command": "answer", "draft": draft, "fact": fact, "text": text });
    call(answer("person.id_number", "11010519491231002X")).await;
    call(json!({ "command": "press_companion", "draft": draft, "key": { "item": "register.id_number" } })).await;
    window.script(&format!("location.hash = '#/draft/{draft}'")).await;
    window.see("main[data-screen=tasks]").await;
    window.press_with(Key::Control, &format!("{}p", char::from(Key::Shift))).await;
    window.switch_to("main[data-screen=companion]").await;
    window.see("[data-item='register.id_number']").await;
}

async fn is_paused(window: &Window) -> bool {
    let phase = "return document.querySelector('main').dataset.phase";
    window.script(phase).await == json!("paused") && clipboard::text().is_empty()
}

#[tokio::test]
async fn whoever_leaves_the_computer_leaves_nothing_on_the_screen_or_on_the_clipboard() {
    let bus = services();
    let window = Window::open().await;
    listened_to(&bus).await;
    walk(&window).await;
    let gnome = ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver");
    let kde = ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver");
    for leaves in [
        Says::Screen(gnome.0, gnome.1, true),
        Says::Screen(kde.0, kde.1, true),
        Says::Sleep(true),
        Says::Lock(OURS),
    ] {
        // The person is there, and somebody else leaves: the item stays.
        for stays in [
            Says::Screen(gnome.0, gnome.1, false),
            Says::Screen(gnome.0, "org.example.Player", true),
            Says::Sleep(false),
            Says::Lock(OTHERS),
        ] {
            say(&bus, &stays);
        }
        // From a pause the key would not go on but come back to the same item.
        window.press(&F8.to_string()).await;
        window.see("[data-item='register.id_number_again']").await;
        window.press_with(Key::Shift, &F8.to_string()).await;
        window.see("[data-item='register.id_number']").await;
        assert_eq!(clipboard::text(), "11010519491231002X");
        say(&bus, &leaves);
        eventually("it pauses", async || is_paused(&window).await.then_some(())).await;
        assert!(window.page.source().await.is_ok_and(|it| !it.contains("11010519491231002X")));
        // Back again, at the same place.
        window.press(&F8.to_string()).await;
        window.see("[data-item='register.id_number']").await;
        window.until("it is copied", || clipboard::text() == "11010519491231002X").await;
    }
    clipboard::put("别的").await;
    say(&bus, &Says::Lock(OURS));
    window.wait("it pauses", "document.querySelector('main').dataset.phase === 'paused'").await;
    assert_eq!(clipboard::text(), "别的", "what others copied stays");
}
