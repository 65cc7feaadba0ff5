//! The system's own dialogs for choosing a file.

use std::{ffi::OsString, path::Path};

use beishen_desk::contract::Access;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::{DialogExt, FilePath};

use crate::state::{Shell, answered};

/// What a file is asked for.
#[derive(serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Photo,
    File,
    Pack,
    Receipt,
    Page,
    Table,
    Backup,
    Bundle,
}

/// Asks for a file. `None`: the person thought better of it.
#[tauri::command(async)]
pub(crate) fn pick_file(app: AppHandle, shell: State<'_, Shell>, kind: Kind) -> Option<String> {
    chosen(&shell, Access::Read, || ask_file(&app, &kind))
}

fn ask_file(app: &AppHandle, kind: &Kind) -> Option<FilePath> {
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
        Kind::Receipt => ("准备回执 / Receipt", &["pdf", "PDF"]),
        Kind::Table => {
            let tables = &["xlsx", "xls", "ods", "csv", "txt", "tsv", "json", "XLSX", "XLS", "CSV"];
            ("表格、采集表 / Table, questionnaire", tables)
        }
        Kind::Backup => ("备份 / Backup", &["vault"]),
        Kind::Bundle => ("交接包 / Bundle", &["beishen"]),
        Kind::Page => ("网页 / Page", &["html", "htm", "mhtml", "mht", "txt"]),
    };
    let dialog = app.dialog().file().add_filter(name, extensions).add_filter("*", &["*"]);
    dialog.blocking_pick_file()
}

/// Asks where to write a file, proposing a name.
#[tauri::command(async)]
pub(crate) fn pick_save(
    app: AppHandle,
    shell: State<'_, Shell>,
    name: String,
    extension: String,
) -> Option<String> {
    let dialog = app.dialog().file().set_file_name(name);
    let dialog = dialog.add_filter(extension.to_uppercase(), &[&extension]);
    chosen(&shell, Access::Write, || dialog.blocking_save_file())
}

/// Asks for a folder to write files into.
#[tauri::command(async)]
pub(crate) fn pick_folder(app: AppHandle, shell: State<'_, Shell>) -> Option<String> {
    chosen(&shell, Access::Folder, || app.dialog().file().blocking_pick_folder())
}

/// Asks, and remembers what was chosen: a page may name that, and nothing else.
fn chosen(shell: &Shell, access: Access, ask: impl FnOnce() -> Option<FilePath>) -> Option<String> {
    let path = match told_by() {
        Some(file) => told(file),
        None => answered(ask)?.into_path().ok().map(|it| it.display().to_string()),
    }?;
    shell.chose(access, Path::new(&path));
    Some(path)
}

/// Tests cannot reach a native dialog: they name a file that holds the answer. Debug builds only.
fn told_by() -> Option<OsString> {
    std::env::var_os("BEISHEN_DIALOG_ANSWER").filter(|_| cfg!(debug_assertions))
}

fn told(file: OsString) -> Option<String> {
    let answer = std::fs::read_to_string(file).unwrap_or_default();
    Some(answer.trim().to_owned()).filter(|it| !it.is_empty())
}
