//! The person has left: the screen is locked, or the computer goes to sleep. Heard over D-Bus, so on Linux only.
//!
//! Screen savers tell of themselves on the session's bus, logind on the system's. A bus that is not there, or that lies
//! on another computer, is no trouble: then nothing is heard.

use std::{env, thread};

use tauri::{AppHandle, Manager as _};
use zbus::{
    Message,
    blocking::{Connection, MessageIterator, Proxy},
    names::MemberName,
    zvariant::{ObjectPath, OwnedObjectPath},
};

use crate::{
    bus, lock,
    state::{Shell, answered},
};

/// org.freedesktop.ScreenSaver, and those of GNOME, Cinnamon, MATE and Xfce.
const SCREEN: &str = "type='signal',member='ActiveChanged'";
const LOGIN: &str = "type='signal',sender='org.freedesktop.login1'";

/// Clears, pauses and locks whenever the person leaves, for as long as the program runs.
pub(crate) fn watch(app: &AppHandle) {
    let here = app.clone();
    thread::spawn(move || {
        let Some(bus) = bus::session() else { return };
        listen(&here, &bus, SCREEN, saves_the_screen);
    });
    let here = app.clone();
    thread::spawn(move || {
        let Some(bus) = bus::system() else { return };
        let own = own_session(&bus);
        listen(&here, &bus, LOGIN, |it| locks_or_sleeps(it, own.as_ref()));
    });
}

fn listen(app: &AppHandle, bus: &Connection, rule: &str, leaves: impl Fn(&Message) -> bool) {
    let Ok(signals) = MessageIterator::for_match_rule(rule, bus, None) else { return };
    for signal in signals.flatten() {
        if leaves(&signal) {
            answered(|| app.state::<Shell>().leave(app));
            answered(|| lock::leave(app));
        }
    }
}

fn saves_the_screen(signal: &Message) -> bool {
    let header = signal.header();
    header.interface().is_some_and(|it| it.ends_with(".ScreenSaver")) && says_yes(signal)
}

/// logind: the session is to be locked, or the computer is about to sleep. Other people's sessions are their own.
fn locks_or_sleeps(signal: &Message, own: Option<&OwnedObjectPath>) -> bool {
    let header = signal.header();
    let ours = |path: &ObjectPath<'_>| own.is_none_or(|it| it.as_str() == path.as_str());
    match header.member().map(MemberName::as_str) {
        Some("PrepareForSleep") => says_yes(signal),
        Some("Lock") => header.path().is_some_and(ours),
        _ => false,
    }
}

fn says_yes(signal: &Message) -> bool {
    signal.body().deserialize().unwrap_or(false)
}

/// Where logind has our session; nothing if it does not say.
fn own_session(bus: &Connection) -> Option<OwnedObjectPath> {
    let id = env::var("XDG_SESSION_ID").ok()?;
    let manager = "org.freedesktop.login1.Manager";
    let logind =
        Proxy::new(bus, "org.freedesktop.login1", "/org/freedesktop/login1", manager).ok()?;
    logind.call("GetSession", &id).ok()
}
