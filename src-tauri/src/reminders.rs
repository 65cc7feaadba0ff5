//! Telling a person in time: once a minute, what has come due is shown by the system's own notifications.
//!
//! **Invariant:** a reminder is shown once. What is kept for that is a time and nothing about a person. A system that
//! shows no notifications is no trouble: everything due stands on the screen of deadlines as well.

use std::{fs, path::Path, thread, time::Duration};

use beishen_desk::{Notice, notice};
use beishen_document::Locale;
use chrono::{Days, NaiveDateTime};
use notify_rust::{Notification, NotificationResponse};
use tauri::{AppHandle, Manager};

use crate::{
    settings::Settings,
    state::{Shell, answered, now},
};

const EVERY: Duration = Duration::from_mins(1);
/// The same until the vault was open once.
const SOON: Duration = Duration::from_secs(1);
/// Until when everything was told, as `2026-11-22T09:00:00`.
const FILE: &str = "told-until";

/// Looks now and once a minute, for as long as the program runs.
pub(crate) fn watch(app: AppHandle) {
    thread::spawn(move || {
        let mut told = None;
        loop {
            told = answered(|| look(&app, told)).or(told);
            thread::sleep(if told.is_some() { EVERY } else { SOON });
        }
    });
}

/// Shows what has come due since `told`; returns until when everything is told, once the vault is open.
fn look(app: &AppHandle, told: Option<NaiveDateTime>) -> Option<NaiveDateTime> {
    let (shell, now) = (app.state::<Shell>(), now());
    let since = since(told.or_else(|| read(&shell.folder)), now);
    // The vault may not be open yet: what comes due meanwhile is told afterwards.
    let reminders = shell.due_reminders(since, now)?;
    let until = since.max(now);
    if told.is_none() || !reminders.is_empty() {
        // First kept, then shown: better not at all than twice. Where it cannot be kept it is, while the program runs.
        let _ = beishen_desk::write(
            &shell.folder.join(FILE),
            until.format("%FT%T%.f").to_string().as_bytes(),
        );
    }
    let settings = Settings::load(&shell.folder);
    if let Some(notice) = notice(&reminders).filter(|_| settings.reminders) {
        show(app.clone(), notice, settings.locale);
    }
    Some(until)
}

/// On the first start nothing is late. A clock that was a day or more ahead counts for nothing.
fn since(told: Option<NaiveDateTime>, now: NaiveDateTime) -> NaiveDateTime {
    let soon = now.checked_add_days(Days::new(1));
    told.filter(|it| soon.is_some_and(|soon| *it < soon)).unwrap_or(now)
}

fn read(folder: &Path) -> Option<NaiveDateTime> {
    fs::read_to_string(folder.join(FILE)).ok()?.trim().parse().ok()
}

/// On a thread of its own: the system answers when it likes.
fn show(app: AppHandle, notice: Notice, locale: Locale) {
    #[cfg(target_os = "linux")]
    if !crate::bus::is_local("DBUS_SESSION_BUS_ADDRESS") {
        return;
    }
    let mut notification = Notification::new();
    notification.appname(locale.pick("备申", "Beishen")).summary(notice.text.get(locale));
    notification.body(locale.pick("在“期限”里可以看到全部。", "Deadlines has them all."));
    #[cfg(all(windows, not(debug_assertions)))]
    notification.app_id(&app.config().identifier);
    // A Mac asks which program it is that speaks, and puts a dialog in the way of one that does not say. While it is worked on it
    // is no app yet: then the terminal it was started from speaks.
    #[cfg(target_os = "macos")]
    let _ = notify_rust::set_application(if cfg!(debug_assertions) {
        "com.apple.Terminal"
    } else {
        app.config().identifier.as_str()
    });
    notification.action(OPEN, locale.pick("打开", "Open"));
    thread::spawn(move || {
        let Ok(shown) = notification.show() else { return };
        // Without an answer it is one step for the person.
        let _ = shown.wait_for_response(|response: &NotificationResponse| {
            if is_click(response) {
                open(&app, notice.draft);
            }
        });
    });
}

/// The action of a click on the notification itself, and of the button that some systems show for it.
const OPEN: &str = "default";

/// Systems differ in what they call it.
fn is_click(response: &NotificationResponse) -> bool {
    match response {
        NotificationResponse::Default => true,
        NotificationResponse::Action(action) => action == OPEN,
        _ => false,
    }
}

/// Brings the window to the draft, or to all that is due.
fn open(app: &AppHandle, draft: Option<i32>) {
    let hash = draft.map_or("#/deadlines".to_owned(), |it| format!("#/draft/{it}"));
    if let Some(window) = app.get_webview_window("main") {
        // What does not work here is one step for the person.
        let _ = window.eval(format!("location.hash = '{hash}'"));
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_click_opens_whatever_the_system_calls_it_and_nothing_else_does() {
        let dismissed = NotificationResponse::Closed(notify_rust::CloseReason::Dismissed);
        for (response, opens) in [
            (NotificationResponse::Default, true),
            (NotificationResponse::Action("default".to_owned()), true),
            (NotificationResponse::Action("other".to_owned()), false),
            (dismissed, false),
        ] {
            assert_eq!(is_click(&response), opens, "{response:?}");
        }
    }

    #[test]
    fn nothing_is_late_on_the_first_start_and_a_wrong_clock_mutes_no_reminder() {
        let time = |text: &str| text.parse::<NaiveDateTime>().ok();
        let now = time("2026-11-22T09:00:00");
        for (told, expected) in [
            (None, now),
            (time("2026-11-20T09:00:00"), time("2026-11-20T09:00:00")),
            // Clocks go back by an hour where there is summer time; nothing is told again for that.
            (time("2026-11-22T10:00:00"), time("2026-11-22T10:00:00")),
            (time("2030-01-01T00:00:00"), now),
        ] {
            assert_eq!(now.map(|now| since(told, now)), expected, "{told:?}");
        }
    }

    #[test]
    fn what_was_kept_is_read_again_and_anything_else_is_a_first_start() {
        let folder = std::env::temp_dir().join(format!("beishen-told-{}", std::process::id()));
        let _ = fs::create_dir_all(&folder);
        for (text, expected) in [
            ("2026-11-22T09:00:00.123456", true),
            ("2026-11-22T09:00:00\n", true),
            ("", false),
            ("tomorrow", false),
        ] {
            let _ = fs::write(folder.join(FILE), text);
            assert_eq!(read(&folder).is_some(), expected, "{text}");
        }
        let _ = fs::remove_dir_all(&folder);
        assert_eq!(read(&folder), None);
    }
}
