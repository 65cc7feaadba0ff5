//! The system's printers. They answer slowly, so the desk is not held meanwhile.

use beishen_desk::{Failure, Printers, contract::FailureView};
use beishen_document::Locale;
use tauri::State;

use crate::state::{Shell, answered, now};

/// The names of the printers, the usual one first.
#[tauri::command(async)]
pub(crate) fn printers() -> Vec<String> {
    answered(|| Printers::default().printers())
}

/// Prints the paper that is shown under that number.
#[tauri::command(async)]
pub(crate) fn print(
    shell: State<'_, Shell>,
    preview: u32,
    printer: String,
    locale: Locale,
) -> Result<(), FailureView> {
    let done = Failure::caught(|| {
        let paper = shell.previewed(preview)?;
        Printers::default().print(&paper.pdf, &printer)?;
        // It is on paper, whether or not that can be noted.
        let _ = shell.with_desk(|desk| answered(|| desk.note_printed(preview, now())));
        Ok(())
    });
    done.map_err(|it| FailureView::new(&it, locale))
}
