//! The one hop from the page to the desk, and opening what was written.

use beishen_desk::contract::{FailureView, Request};
use tauri::State;
use tauri_plugin_opener::OpenerExt;

use crate::{companion, state::Shell};

/// Carries out a command of the contract.
#[tauri::command(async)]
pub(crate) fn call(
    app: tauri::AppHandle,
    shell: State<'_, Shell>,
    window: tauri::WebviewWindow,
    request: Request,
) -> Result<serde_json::Value, FailureView> {
    let locale = request.locale;
    let reply = shell.call(&app, request).map_err(|it| FailureView::new(&it, locale))?;
    let whole = |view| reply.get(view).is_some();
    if window.label() != companion::LABEL && (whole("saved_at") || whole("applicants")) {
        companion::look(&app);
    }
    if let Some(path) = reply.get("path").and_then(|it| it.as_str()) {
        shell.wrote(path);
    }
    Ok(reply)
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
    shell.has_written(&path) && app.opener().open_path(path, None::<&str>).is_ok()
}

/// Shows a written file in its folder.
#[tauri::command(async)]
pub(crate) fn reveal_path(app: tauri::AppHandle, shell: State<'_, Shell>, path: String) -> bool {
    shell.has_written(&path) && app.opener().reveal_item_in_dir(path).is_ok()
}
