//! The system's own dialogs for choosing a file.

use std::ffi::OsString;

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FilePath};

/// What a file is asked for.
#[derive(serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Photo,
    File,
    Pack,
    Receipt,
    Page,
}

/// Asks for a file. `None`: the person thought better of it.
#[tauri::command(async)]
pub(crate) fn pick_file(app: AppHandle, kind: Kind) -> Option<String> {
    if let Some(file) = told_by() {
        return told(file);
    }
    let (name, extensions): (_, &[&str]) = match kind {
        Kind::Photo => (
            "照片 / Photo",
            &["jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff", "heic", "JPG", "JPEG", "PNG"],
        ),
        Kind::File => (
            "图片、PDF / Picture, PDF",
            &[
                "jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff", "heic", "pdf", "JPG",
                "JPEG", "PNG", "PDF",
            ],
        ),
        Kind::Pack => ("办理事项 / Pack", &["toml"]),
        Kind::Receipt => ("回执单 / Receipt", &["pdf", "PDF"]),
        Kind::Page => ("网页 / Page", &["html", "htm", "txt"]),
    };
    let dialog = app.dialog().file().add_filter(name, extensions).add_filter("*", &["*"]);
    path(dialog.blocking_pick_file())
}

/// Asks where to write a file, proposing a name.
#[tauri::command(async)]
pub(crate) fn pick_save(app: AppHandle, name: String, extension: String) -> Option<String> {
    if let Some(file) = told_by() {
        return told(file);
    }
    let dialog =
        app.dialog().file().set_file_name(name).add_filter(extension.to_uppercase(), &[&extension]);
    path(dialog.blocking_save_file())
}

/// Asks for a folder to write to.
#[tauri::command(async)]
pub(crate) fn pick_folder(app: AppHandle) -> Option<String> {
    if let Some(file) = told_by() {
        return told(file);
    }
    path(app.dialog().file().blocking_pick_folder())
}

fn path(chosen: Option<FilePath>) -> Option<String> {
    chosen.and_then(|it| it.into_path().ok()).map(|it| it.display().to_string())
}

/// Tests cannot reach a native dialog: they name a file that holds the answer. Debug builds only.
fn told_by() -> Option<OsString> {
    std::env::var_os("BEISHEN_DIALOG_ANSWER").filter(|_| cfg!(debug_assertions))
}

fn told(file: OsString) -> Option<String> {
    let answer = std::fs::read_to_string(file).unwrap_or_default();
    Some(answer.trim().to_owned()).filter(|it| !it.is_empty())
}
