//! One window for each data folder: a second start brings the first one up and ends.
//!
//! They speak through the folder itself, for that is what a window is about: the second leaves a note in it, and the first, which has
//! the vault, takes it away.

use std::{
    fs, thread,
    time::{Duration, Instant},
};

use tauri::{
    AppHandle, Manager as _, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent,
};

use crate::{lock, place::Kind, state::Shell};

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

/// Whether another window has this folder, and has been brought up.
pub(crate) fn raised(shell: &Shell) -> bool {
    let note = shell.folder.join(NOTE);
    if !shell.is_taken() || fs::write(&note, "").is_err() {
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

/// Comes up whenever another start asks for it.
pub(crate) fn listen(app: AppHandle) {
    thread::spawn(move || {
        let shell = app.state::<Shell>();
        let note = shell.folder.join(NOTE);
        loop {
            thread::sleep(EVERY);
            // To look is cheaper than to try.
            if shell.is_ours() && note.exists() && fs::remove_file(&note).is_ok() {
                let _ = app.get_webview_window(LABEL).map(|it| come_up(&it));
            }
        }
    });
}

fn come_up(window: &WebviewWindow) -> tauri::Result<()> {
    window.unminimize()?;
    window.show()?;
    window.set_focus()
}
