//! The vault locked and unlocked: its key wiped, its connection closed, and no page left on which anything of it stands.
//!
//! **Invariant:** a command that is being carried out is finished first; one that comes later finds the vault locked.

use std::{
    sync::{Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use beishen_desk::{Failure, KeyDeed, Keys, KeysView, OfferView, contract::FailureView};
use beishen_document::Locale;
use chrono::{DateTime, Utc};
use serde::Serialize;
use tauri::{AppHandle, Emitter as _, Manager, State, Url, WebviewWindow};

use crate::{
    alone, companion,
    settings::Settings,
    state::{Shell, answered, moment, now},
};

pub(crate) const PAGE: &str = "lock.html";
/// Tells the page that it is about to go: what is typed is saved first.
const EVENT: &str = "locking";
/// How long the page may take for that.
const GRACE: Duration = Duration::from_secs(2);
/// How often it is looked whether anybody is there.
const LOOK: Duration = Duration::from_secs(5);

/// When somebody was last there, and where one was when the vault was locked.
#[derive(Default)]
pub(crate) struct Presence {
    last: Mutex<Option<Duration>>,
    /// The part of the page's address after #.
    place: Mutex<String>,
    /// Locks one after the other.
    locking: Mutex<()>,
    /// It was locked while the program ran: the keychain is asked only when somebody wants it.
    by_hand: Mutex<bool>,
}

/// What the page of a locked vault shows.
#[derive(Serialize)]
pub(crate) struct LockView {
    #[serde(flatten)]
    keys: KeysView,
    /// The keychain may be asked at once.
    at_once: bool,
}

impl Presence {
    /// Somebody is there.
    pub(crate) fn touch(&self) {
        self.touch_at(moment());
    }

    fn touch_at(&self, moment: Duration) {
        *held(&self.last) = Some(moment);
    }

    /// Whether nobody has been there for so many minutes.
    fn is_gone(&self, minutes: u32, moment: Duration) -> bool {
        let most = Duration::from_secs(u64::from(minutes) * 60);
        held(&self.last).is_some_and(|last| moment.saturating_sub(last) >= most)
    }
}

fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Locks the vault when nobody has been there for a while, as long as the program runs.
pub(crate) fn watch(app: AppHandle) {
    app.state::<Shell>().presence.touch();
    thread::spawn(move || {
        loop {
            let before = Utc::now();
            thread::sleep(LOOK);
            let slept = slept(before, Utc::now());
            answered(|| {
                let shell = app.state::<Shell>();
                if slept {
                    leave(&app);
                    shell.leave(&app);
                }
                let Ok(keys) = shell.keys(|it| it.view()) else { return };
                let minutes = Settings::load(&shell.folder).lock_after(keys.shared);
                if shell.presence.is_gone(minutes, moment()) {
                    leave(&app);
                }
            });
        }
    });
}

/// Whether the computer slept between two looks: the clock went on while we did not. That is known without asking a system, if only
/// when it wakes; a clock that is put ahead by hand is taken for it.
fn slept(before: DateTime<Utc>, after: DateTime<Utc>) -> bool {
    const BUSY: Duration = Duration::from_mins(1);
    (after - before).to_std().is_ok_and(|it| it > LOOK + BUSY)
}

/// Nobody is there any more: the page is told, and in a moment the vault is locked whatever the page does.
pub(crate) fn leave(app: &AppHandle) {
    if !may_lock(app) {
        return;
    }
    let _ = app.emit_to(alone::LABEL, EVENT, ());
    let begun = Instant::now();
    while may_lock(app) && begun.elapsed() < GRACE {
        thread::sleep(Duration::from_millis(50));
    }
    now_lock(app);
}

fn may_lock(app: &AppHandle) -> bool {
    app.state::<Shell>().keys(|it| it.view()).is_ok_and(|it| it.chosen && !it.locked)
}

fn now_lock(app: &AppHandle) {
    let shell = app.state::<Shell>();
    let _one = held(&shell.presence.locking);
    if !may_lock(app) {
        return;
    }
    let _ = app.get_webview_window(companion::LABEL).map(|it| it.close());
    *held(&shell.presence.by_hand) = true;
    let window = app.get_webview_window(alone::LABEL);
    // The address is asked for now: what a page said of itself a while ago may not hold any more.
    let address = window.as_ref().and_then(|it| it.url().ok());
    if let Some(address) = address.filter(|it| !it.path().ends_with(PAGE)) {
        *held(&shell.presence.place) = address.fragment().unwrap_or_default().into();
    }
    shell.lock();
    let _ = window.map(|it| go(&it, PAGE, None));
}

/// Another page in the window; nothing of the one before stays in memory.
fn go(window: &WebviewWindow, page: &str, place: Option<&str>) -> tauri::Result<()> {
    let mut url: Url = window.url()?;
    url.set_path(page);
    url.set_query(None);
    url.set_fragment(place);
    window.navigate(url)
}

/// Leads a page that met a locked vault to the lock: the vault may have been somebody else's when the window was opened.
pub(crate) fn lead(window: &WebviewWindow) {
    let shell = window.state::<Shell>();
    let elsewhere = window.url().is_ok_and(|it| !it.path().ends_with(PAGE));
    if window.label() == alone::LABEL && elsewhere && shell.is_locked() {
        let _ = go(window, PAGE, None);
    }
}

/// How the vault stands.
#[tauri::command(async)]
pub(crate) fn lock_view(shell: State<'_, Shell>, locale: Locale) -> Result<LockView, FailureView> {
    let keys = told(locale, || shell.keys(|it| it.view()))?;
    let at_once = keys.locked && keys.keychain && !*held(&shell.presence.by_hand);
    Ok(LockView { keys, at_once })
}

/// Somebody is there.
#[tauri::command]
pub(crate) fn active(shell: State<'_, Shell>) {
    shell.presence.touch();
}

/// Locks the vault; whether it can be locked. One that is locked can: a page that goes away may ask a second time.
#[tauri::command(async)]
pub(crate) fn lock(app: AppHandle) -> bool {
    let can = app.state::<Shell>().keys(|it| it.view()).is_ok_and(|it| it.chosen);
    answered(|| now_lock(&app));
    can
}

/// Opens the vault with what was typed, or with the keychain, and the page where one was.
#[tauri::command(async)]
pub(crate) fn unlock(
    shell: State<'_, Shell>,
    window: WebviewWindow,
    typed: Option<String>,
    locale: Locale,
) -> Result<(), FailureView> {
    told(locale, || shell.unlock(typed.as_deref()))?;
    shell.presence.touch();
    let place = held(&shell.presence.place).clone();
    let _ = go(&window, "index.html", Some(&place));
    Ok(())
}

/// A new recovery code, and its paper.
#[tauri::command(async)]
pub(crate) fn offer_code(
    shell: State<'_, Shell>,
    locale: Locale,
) -> Result<OfferView, FailureView> {
    told(locale, || {
        let mut offer = shell.keys(Keys::offer)?;
        let paper = shell.with_desk(|it| it.show_code(&offer.groups, locale, now()))?;
        offer.paper = paper.ok().map(|it| it.preview);
        Ok(offer)
    })
}

/// Keeps the key in another way.
#[tauri::command(async)]
pub(crate) fn keep_key(
    shell: State<'_, Shell>,
    deed: KeyDeed,
    locale: Locale,
) -> Result<KeysView, FailureView> {
    told(locale, || {
        if matches!(deed, KeyDeed::Rekey { .. }) {
            shell.with_closed_vault(|keys| keys.carry_out(&deed, now()))?;
        } else {
            shell.keys(|it| it.carry_out(&deed, now()))?;
        }
        shell.keys(|it| it.view())
    })
}

/// Does it, or says in words why not.
pub(crate) fn told<T>(
    locale: Locale,
    work: impl FnOnce() -> Result<T, Failure>,
) -> Result<T, FailureView> {
    Failure::caught(work).map_err(|it| FailureView::new(&it, locale))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_there_after_five_minutes_or_fifteen_and_a_key_begins_them_anew() {
        let minutes = |it: f64| Duration::from_secs_f64(it * 60.0);
        for (shared, most) in [(true, 5), (false, 15)] {
            let after = Settings::default().lock_after(shared);
            assert_eq!(after, most);
            let (presence, most) = (Presence::default(), f64::from(most));
            assert!(!presence.is_gone(after, minutes(100.0)), "nobody has come yet");
            presence.touch_at(minutes(100.0));
            for (since, gone) in [(0.0, false), (most - 0.1, false), (most, true)] {
                assert_eq!(presence.is_gone(after, minutes(100.0 + since)), gone, "{since}");
            }
            presence.touch_at(minutes(100.0 + most - 0.1));
            assert!(!presence.is_gone(after, minutes(100.0 + most)));
            assert!(presence.is_gone(after, minutes(100.0 + most * 2.0)));
        }
    }

    #[test]
    fn a_computer_that_slept_is_told_from_one_that_is_busy() {
        let before = DateTime::UNIX_EPOCH;
        for (seconds, expected) in
            [(5, false), (40, false), (300, true), (86_400, true), (-3600, false)]
        {
            assert_eq!(
                slept(before, before + chrono::TimeDelta::seconds(seconds)),
                expected,
                "{seconds}"
            );
        }
    }
}
