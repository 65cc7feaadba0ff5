//! The system's printers. They answer slowly, so the desk is not held meanwhile.

use beishen_core::Locale;
use beishen_desk::{Printers, contract::FailureView};
use tauri::State;

use crate::state::Shell;

/// The names of the printers, the usual one first.
#[tauri::command(async)]
pub(crate) fn printers() -> Vec<String> {
    Printers::default().printers()
}

/// Prints the paper that is shown under that number.
#[tauri::command(async)]
pub(crate) fn print(
    shell: State<'_, Shell>,
    preview: u32,
    printer: String,
    locale: Locale,
) -> Result<(), FailureView> {
    let paper = shell.previewed(preview);
    let done = paper.and_then(|it| Printers::default().print(&it.pdf, &printer));
    done.map_err(|it| FailureView::new(&it, locale))
}
