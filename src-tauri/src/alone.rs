//! One window for each data folder: a second start brings the first one up and ends.
//!
//! They speak through the folder itself, for that is what a window is about: the second leaves a note in it, with the bundle that it
//! was started for if there is one, and the first, which has the vault, takes it away.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use tauri::{
    AppHandle, Manager as _, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent,
};

use crate::{brought, lock, place::Kind, state::Shell};

pub(crate) const LABEL: &str = "main";
pub(crate) const MAIN: Kind = Kind { file: "window.json", usual: (1280, 800), least: (900, 600) };
const NOTE: &str = "raise";
/// How often the first looks for a note.
const EVERY: Duration = Duration::from_millis(300);
/// Who has not answered after that is not there any more, or too busy.
const PATIENCE: Duration = Duration::from_secs(2);

/// Opens the window where it was last.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    let Some(config) = app.config().app.windows.iter().find(|it| it.label == LABEL) else {
        return Ok(());
    };
    let shell = app.state::<Shell>();
    let place = shell.main(|it| *it);
    let mut config = config.clone();
    if shell.is_locked() {
        config.url = WebviewUrl::App(lock::PAGE.into());
    }
    place.of(WebviewWindowBuilder::from_config(app, &config)?, app).build().map(drop)
}

/// Follows the window, and remembers where it was.
pub(crate) fn heard(window: &Window, event: &WindowEvent) {
    let shell = window.app_handle().state::<Shell>();
    match event {
        WindowEvent::Destroyed => shell.main(|it| it.keep(&shell.folder, &MAIN)),
        event => shell.main(|it| it.follow(window, event)),
    }
}

/// Whether another window has this folder, and has been brought up, with a bundle or without.
pub(crate) fn raised(shell: &Shell, bundle: Option<&Path>) -> bool {
    let note = shell.folder.join(NOTE);
    if !shell.is_taken() || leave(&note, bundle).is_err() {
        return false;
    }
    let begun = Instant::now();
    while note.exists() {
        if begun.elapsed() > PATIENCE {
            let _ = fs::remove_file(&note);
            return false;
        }
        thread::sleep(Duration::from_millis(50));
    }
    true
}

/// Leaves a note, which is there whole or not at all.
fn leave(note: &Path, bundle: Option<&Path>) -> std::io::Result<()> {
    let begun = note.with_extension(std::process::id().to_string());
    fs::write(&begun, bundle.and_then(Path::to_str).unwrap_or_default())?;
    fs::rename(&begun, note)
}

/// Comes up whenever another start asks for it.
pub(crate) fn listen(app: AppHandle) {
    thread::spawn(move || {
        let shell = app.state::<Shell>();
        let note = shell.folder.join(NOTE);
        loop {
            thread::sleep(EVERY);
            // To look is cheaper than to try.
            if shell.is_ours() && note.exists() {
                let bundle = fs::read_to_string(&note).ok().map(PathBuf::from);
                if fs::remove_file(&note).is_ok() {
                    let bundle = bundle.and_then(|it| brought::bundle(&it));
                    if let Some(it) = bundle {
                        brought::bring(&app, it);
                    }
                    let _ = app.get_webview_window(LABEL).map(|it| come_up(&it));
                }
            }
        }
    });
}

fn come_up(window: &WebviewWindow) -> tauri::Result<()> {
    window.unminimize()?;
    window.show()?;
    window.set_focus()
}
