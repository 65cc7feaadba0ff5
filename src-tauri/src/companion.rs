//! The companion's window: small, above the others where the system allows it, with keys that work in every program if one wants.

use std::{collections::BTreeMap, env};

use beishen_desk::{Command, Request, contract::CompanionKey};
use serde::Serialize;
use tauri::{
    AppHandle, Emitter as _, Manager as _, State, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    Window, WindowEvent, Wry,
};
use tauri_plugin_global_shortcut::{GlobalShortcut, ShortcutState};

use crate::{place::Kind, settings::Settings, state::Shell};

pub(crate) const LABEL: &str = "companion";
/// Tells the page to look again, or what it is to show now.
const EVENT: &str = "companion";
/// Small, beside the portal's page.
pub(crate) const KIND: Kind = Kind { file: "companion.json", usual: (380, 420), least: (360, 420) };

/// What the page has to know of its window.
#[derive(Serialize)]
pub(crate) struct Here {
    draft: i32,
    on_top: bool,
    /// Whether a window can be kept above the others: not on Wayland.
    can_stay: bool,
}

/// Opens the companion on a draft, or brings it to the front; for practice, its walk is a rehearsal.
#[tauri::command(async)]
pub(crate) fn companion_open(
    app: AppHandle,
    shell: State<'_, Shell>,
    draft: i32,
    practice: bool,
) -> bool {
    shell.set_companion(Some(draft));
    shell.rehearse(practice);
    if let Some(window) = app.get_webview_window(LABEL) {
        look(&app);
        return window.unminimize().and_then(|()| window.set_focus()).is_ok();
    }
    let place = shell.place(|it| *it);
    let title = Settings::load(&shell.folder).locale.pick("填报助手 — 备申", "Companion — 备申");
    let (width, height) = KIND.least;
    let window = WebviewWindowBuilder::new(&app, LABEL, WebviewUrl::App("companion.html".into()))
        .title(title)
        .min_inner_size(f64::from(width), f64::from(height))
        .always_on_top(place.on_top)
        // Nothing that is typed is kept by the web view, which on Windows is Edge (the main window: tauri.conf.json).
        .general_autofill_enabled(false)
        // On a Mac the first click would only bring the window forward, and a browser on its whole screen has a desktop of its own.
        .accept_first_mouse(true)
        .visible_on_all_workspaces(cfg!(target_os = "macos"));
    place.of(window, &app).build().is_ok()
}

/// What the page shows of its window.
#[tauri::command(async)]
pub(crate) fn companion_here(shell: State<'_, Shell>) -> Option<Here> {
    let draft = shell.companion()?;
    let on_top = shell.place(|it| it.on_top);
    Some(Here { draft, on_top, can_stay: !wayland() || through_x11() })
}

/// Keeps the window above the others, or no longer. Whether that is so now.
#[tauri::command(async)]
pub(crate) fn companion_on_top(shell: State<'_, Shell>, window: WebviewWindow, on: bool) -> bool {
    let done = window.set_always_on_top(on).is_ok();
    if done {
        shell.place(|it| it.on_top = on);
    }
    done
}

/// Keys that work in every program from now on, by what they do; no others do any more. Comes back with those that could not be had.
#[tauri::command(async)]
pub(crate) fn companion_keys(app: AppHandle, keys: BTreeMap<String, String>) -> Vec<String> {
    let Some(shortcuts) = heard_everywhere(&app) else { return keys.into_values().collect() };
    let _ = shortcuts.unregister_all();
    let refused = keys.into_iter().filter(|(action, key)| {
        let Some(pressed) = key_of(action) else { return true };
        // Under Wayland a key can be asked for and never comes.
        let register = || {
            shortcuts.on_shortcut(
                key.replace("Ctrl", "CmdOrCtrl").as_str(),
                move |app, _, event| {
                    if event.state == ShortcutState::Pressed {
                        press(app, pressed.clone());
                    }
                },
            )
        };
        wayland() || register().is_err()
    });
    refused.map(|it| it.1).collect()
}

/// Keys that work in every program, where the system has them at all.
fn heard_everywhere(app: &AppHandle) -> Option<State<'_, GlobalShortcut<Wry>>> {
    app.try_state()
}

fn key_of(action: &str) -> Option<CompanionKey> {
    match action {
        "next" => Some(CompanionKey::Next),
        "previous" => Some(CompanionKey::Previous),
        "again" => Some(CompanionKey::Again),
        _ => None,
    }
}

/// A key that was pressed in another program: the page is told what came of it.
fn press(app: &AppHandle, key: CompanionKey) {
    let shell = app.state::<Shell>();
    let Some(draft) = shell.companion() else { return };
    shell.presence.touch();
    let locale = Settings::load(&shell.folder).locale;
    let request = Request { locale, command: Command::PressCompanion { draft, key } };
    let view = shell.call(app, request).ok();
    let _ = app.emit_to(LABEL, EVENT, view);
}

/// Something has changed that the companion may show.
pub(crate) fn look(app: &AppHandle) {
    if app.get_webview_window(LABEL).is_some() {
        let _ = app.emit_to(LABEL, EVENT, ());
    }
}

/// The window was moved or resized, or has closed: then its keys are other programs' again, and nothing of it is left behind.
pub(crate) fn heard(window: &Window, event: &WindowEvent) {
    let app = window.app_handle();
    let shell = app.state::<Shell>();
    match event {
        WindowEvent::Destroyed => {
            let _ = heard_everywhere(app).map(|it| it.unregister_all());
            shell.place(|it| it.keep(&shell.folder, &KIND));
            shell.close_companion();
        }
        event => shell.place(|it| it.follow(window, event)),
    }
}

/// Whether the desktop is Wayland's, which lets no program hear keys meant for others, and none of its windows stay above others.
fn wayland() -> bool {
    cfg!(target_os = "linux") && env::var_os("WAYLAND_DISPLAY").is_some_and(|it| !it.is_empty())
}

/// Whether the window is one of X11 all the same.
fn through_x11() -> bool {
    env::var("GDK_BACKEND").is_ok_and(|it| it.starts_with("x11"))
}
