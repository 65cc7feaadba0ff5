//! The one hop from the page to the desk, and opening what was written.

use beishen_desk::{Failure, Reply, Request, contract::FailureView};
use tauri::State;
use tauri_plugin_opener::OpenerExt;

use crate::{
    companion, lock,
    state::{Shell, answered},
};

/// Carries out a command of the contract.
#[tauri::command(async)]
pub(crate) fn call(
    app: tauri::AppHandle,
    shell: State<'_, Shell>,
    window: tauri::WebviewWindow,
    request: Request,
) -> Result<Reply, FailureView> {
    let locale = request.locale;
    let for_companion = window.label() == companion::LABEL;
    if for_companion {
        shell.presence.touch();
    }
    let reply = if for_companion && !request.is_companions() {
        Err(Failure::bad_request())
    } else if request.names().into_iter().any(|it| !shell.was_chosen(it)) {
        Err(not_chosen())
    } else {
        Failure::caught(|| shell.call(&app, request))
    };
    if reply.is_err() {
        lock::lead(&window);
    }
    let reply = reply.map_err(|it| FailureView::new(&it, locale))?;
    if !for_companion && reply.changes_draft() {
        companion::look(&app);
    }
    if let Some(path) = reply.written() {
        shell.wrote(path);
    }
    Ok(reply)
}

/// A page may name only what a person has chosen: nothing else is read or written on its word.
fn not_chosen() -> Failure {
    Failure::input(
        "这个文件或文件夹没有经过选择。请重新选择。",
        "This file or folder was not chosen. Choose it again.",
    )
}

/// The page has painted and can be typed into.
#[tauri::command]
#[expect(clippy::print_stdout, reason = "read by the bench that times the start")]
pub(crate) fn ready(shell: State<'_, Shell>) {
    if std::env::var_os("BEISHEN_TELL_READY").is_some() {
        let ms = shell.started.elapsed().as_millis();
        println!(r#"{{"bench":"window_ready","value":{ms},"unit":"ms"}}"#);
    }
}

/// Opens a written file in the system's own program.
#[tauri::command(async)]
pub(crate) fn open_path(app: tauri::AppHandle, shell: State<'_, Shell>, path: String) -> bool {
    shell.has_written(&path) && answered(|| app.opener().open_path(path, None::<&str>).is_ok())
}

/// Shows a written file in its folder.
#[tauri::command(async)]
pub(crate) fn reveal_path(app: tauri::AppHandle, shell: State<'_, Shell>, path: String) -> bool {
    shell.has_written(&path) && answered(|| app.opener().reveal_item_in_dir(path).is_ok())
}
