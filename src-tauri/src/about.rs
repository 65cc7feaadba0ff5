//! What this program is, and what of others' work came with it.

use std::path::{Path, PathBuf};

use serde::Serialize;
use tauri_plugin_opener::OpenerExt;

use crate::state::answered;

/// Who packs says the commit as well.
const VERSION: &str = match option_env!("BEISHEN_VERSION") {
    Some(it) => it,
    None => env!("CARGO_PKG_VERSION"),
};

#[derive(Serialize)]
pub(crate) struct About {
    version: &'static str,
    /// Whether the licences of others lie beside the program: packages bring them, a build does not.
    licences: bool,
}

#[tauri::command(async)]
pub(crate) fn about() -> About {
    About { version: VERSION, licences: licences().is_some() }
}

/// Opens the licences of others in the system's own program. Tells whether that worked.
#[tauri::command(async)]
pub(crate) fn open_licences(app: tauri::AppHandle) -> bool {
    licences().is_some_and(|it| {
        answered(|| app.opener().open_path(it.to_string_lossy(), None::<&str>).is_ok())
    })
}

fn licences() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    beside(program.parent()?).into_iter().find(|it| it.is_file())
}

/// Where packages put them: on Windows, on macOS, on Linux.
fn beside(folder: &Path) -> [PathBuf; 3] {
    ["", "../Resources", "../share/doc/beishen"].map(|it| folder.join(it).join("third-party.txt"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_package_puts_licences_where_they_are_looked_for() {
        let linux =
            include_str!("../tauri.conf.json").matches("/usr/share/doc/beishen/third-party.txt");
        assert_eq!(linux.count(), 2, "in the .deb and in the .rpm");
        assert!(include_str!("../tauri.macos.conf.json").contains("\"Resources/third-party.txt\""));
        assert!(
            include_str!("../installers/windows.nsi")
                .contains(r#"File "${PARTS}\third-party.txt""#)
        );
        let places = beside(Path::new("/usr/bin")).map(|it| it.to_string_lossy().into_owned());
        let known = ["/usr/bin/third-party.txt", "/usr/bin/../Resources/third-party.txt"];
        assert_eq!(places[..2], known);
        assert_eq!(places[2], "/usr/bin/../share/doc/beishen/third-party.txt");
    }
}
