//! Where the fonts and the face models lie.

use std::{env, path::PathBuf, sync::OnceLock};

use beishen_document::Locale;
use beishen_print::{Fonts, PrintError};

use crate::failure::Failure;

static INSTALLED: OnceLock<PathBuf> = OnceLock::new();

/// Tells where an installer has put the resources; the first word counts.
pub fn resources_in(folder: PathBuf) {
    let _ = INSTALLED.set(folder);
}

/// Loads the fonts from the first `resources/fonts` there is: that of `BEISHEN_RESOURCES`, else the one beside the
/// program or where its package puts it, else that of the checkout the program was built in.
pub(crate) fn fonts() -> Result<Fonts, Failure> {
    let folder = places().map(|it| it.join("fonts")).find(|it| it.is_dir()).ok_or_else(|| {
        Failure::system(
            "字体文件缺失，请重新安装本程序。",
            "The font files are missing. Install this program again.",
        )
    })?;
    Fonts::load(&folder).map_err(unprinted)
}

pub(crate) fn unprinted(error: PrintError) -> Failure {
    Failure::system(error.message(Locale::Zh), error.message(Locale::En))
}

pub(crate) fn places() -> Box<dyn Iterator<Item = PathBuf>> {
    // Whoever names a folder means it: no other is looked at.
    if let Some(named) = env::var_os("BEISHEN_RESOURCES") {
        return Box::new(std::iter::once(PathBuf::from(named)));
    }
    let program = env::current_exe().and_then(std::fs::canonicalize).unwrap_or_default();
    let beside = program.parent().map(|it| it.join("resources"));
    // A Debian package: /usr/bin/beishen, /usr/lib/beishen.
    let packed = program.ancestors().nth(2).map(|it| it.join("lib/beishen/resources"));
    // An app of macOS: Contents/MacOS/beishen, Contents/Resources.
    let app = program.ancestors().nth(2).map(|it| it.join("Resources/resources"));
    let checkout: Vec<_> = program.ancestors().map(|it| it.join("src-tauri/resources")).collect();
    // A debug build may lie anywhere (CARGO_TARGET_DIR) and never leaves the machine it was made on.
    let debug = cfg!(debug_assertions)
        .then(|| concat!(env!("CARGO_MANIFEST_DIR"), "/../../resources").into());
    Box::new(
        INSTALLED
            .get()
            .cloned()
            .into_iter()
            .chain(beside)
            .chain(packed)
            .chain(app)
            .chain(checkout)
            .chain(debug),
    )
}
