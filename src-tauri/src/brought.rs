//! A bundle that was opened outside, by a double click: the system names it on the line, or tells a program that runs (macOS).
//! It is the person's choice as much as a dialog's answer, so the page may name it once it has asked for it.

use std::path::{Path, PathBuf, absolute};

use beishen_desk::contract::Access;
use tauri::{AppHandle, Emitter as _, Manager as _, State};

use crate::{alone, state::Shell};

/// How a bundle's name ends.
const SUFFIX: &str = "beishen";
/// What the page is told by: something was brought.
const TOLD: &str = "brought";

/// The bundle that this start is about.
pub(crate) fn of_start() -> Option<PathBuf> {
    std::env::args_os().skip(1).find_map(|it| bundle(Path::new(&it)))
}

/// The whole way to a bundle, where that is one.
pub(crate) fn bundle(path: &Path) -> Option<PathBuf> {
    let named = path.extension().is_some_and(|it| it.eq_ignore_ascii_case(SUFFIX));
    absolute(path).ok().filter(|it| named && it.is_file())
}

/// Keeps it for the page, and says so.
pub(crate) fn bring(app: &AppHandle, bundle: PathBuf) {
    app.state::<Shell>().bring(bundle);
    // A page that is not there yet asks when it comes.
    let _ = app.emit_to(alone::LABEL, TOLD, ());
}

/// What was brought and not asked for yet. From then on the page may read it.
#[tauri::command]
pub(crate) fn brought(shell: State<'_, Shell>) -> Option<String> {
    let bundle = shell.take_brought()?;
    shell.chose(Access::Read, &bundle);
    Some(bundle.display().to_string())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn only_a_bundle_that_is_there_is_brought() {
        let folder = std::env::temp_dir().join(format!("beishen-brought-{}", std::process::id()));
        let _ = fs::create_dir_all(folder.join("folder.beishen"));
        for (name, expected) in [
            ("张三的交接包.beishen", true),
            ("CLASS.BEISHEN", true),
            ("photo.jpg", false),
            ("beishen", false),
        ] {
            let _ = fs::write(folder.join(name), "");
            assert_eq!(bundle(&folder.join(name)).is_some(), expected, "{name}");
        }
        for name in ["folder.beishen", "gone.beishen", "--flag", ""] {
            assert_eq!(bundle(&folder.join(name)), None, "{name}");
        }
        let _ = fs::remove_dir_all(&folder);
    }
}
