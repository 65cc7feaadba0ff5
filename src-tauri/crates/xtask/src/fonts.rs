//! Fonts: fetched by npm (pinned by version and content hash in assets/package-lock.json), copied to src-tauri/resources/fonts.

use std::{
    fs::{self, Metadata},
    io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::{
    node::NPM,
    programs::{Done, program, root, stream},
};

/// The face of titles and names, on paper and in the window.
pub(crate) const SERIF: &str = "NotoSerifSC-Regular.ttf";
/// The font for names beyond the reach of the others (CJK extensions B–F); from a system package, so it may be absent.
pub(crate) const RARE: &str = "HanaMinB.ttf";
/// Where Debian's fonts-hanazono puts it.
pub(crate) const RARE_OF_DEBIAN: &str = "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf";

/// A file below `assets/node_modules`, and its name in resources/fonts.
const FILES: [(&str, &str); 5] = [
    ("@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf", SERIF),
    (
        "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
        "NotoSansSC-Regular.ttf",
    ),
    ("@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf", "NotoSansSC-Bold.ttf"),
    ("@expo-google-fonts/noto-serif-sc/LICENSE_FONT", "LICENSE-NotoSerifSC"),
    ("@expo-google-fonts/noto-sans-sc/LICENSE_FONT", "LICENSE-NotoSansSC"),
];

/// Whether the packages must be fetched: never fetched, half fetched, or the lock file has changed since.
pub(crate) fn modules_outdated() -> bool {
    // npm writes the file in node_modules last, so an interrupted fetch counts as none
    older(
        modified(&assets().join("node_modules/.package-lock.json")),
        modified(&assets().join("package-lock.json")),
    )
}

/// Fetches the packages exactly as the lock file names them.
pub(crate) fn fetch() -> Done {
    eprintln!("Fetching fonts and face models (about 150 MB, once).");
    stream(
        program(NPM)
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(assets()),
    )
}

/// Copies what is missing or has changed.
pub(crate) fn place() -> Done {
    fs::create_dir_all(resources())
        .map_err(|e| format!("{} could not be created: {e}.", resources().display()))?;
    for (from, name) in FILES {
        copy(&assets().join("node_modules").join(from), name)?;
    }
    let rare = Path::new(RARE_OF_DEBIAN);
    if rare.is_file() { copy(rare, RARE) } else { Ok(()) }
}

/// That every font is in its place (the rare one is a matter of the system packages).
pub(crate) fn check() -> Done {
    match FILES.iter().find(|(_, name)| !placed(name)) {
        Some((_, name)) => {
            Err(format!("{name} is not in {}. Run `cargo xtask setup`.", resources().display()))
        }
        None if modules_outdated() => Err(
            "they are not the ones that assets/package-lock.json names. Run `cargo xtask setup`."
                .to_owned(),
        ),
        None => Ok(()),
    }
}

/// Whether a font of this name lies in resources/fonts.
pub(crate) fn placed(name: &str) -> bool {
    resources().join(name).is_file()
}

fn copy(from: &Path, name: &str) -> Done {
    let to = resources().join(name);
    let failed =
        |e: io::Error| format!("{} could not be copied to {}: {e}.", from.display(), to.display());
    let source = from.metadata().map_err(failed)?;
    if same(to.metadata().ok().as_ref(), &source) {
        return Ok(());
    }
    eprintln!("{name} → {}", resources().display());
    fs::copy(from, &to).map(drop).map_err(failed)
}

/// Whether a copy needs no renewal. The length catches a copy that was cut short.
fn same(copy: Option<&Metadata>, source: &Metadata) -> bool {
    copy.is_some_and(|copy| {
        copy.len() == source.len() && !older(copy.modified().ok(), source.modified().ok())
    })
}

/// Whether something made at `made` is older than what it is made from. What was never made is older than anything.
pub(crate) fn older(made: Option<SystemTime>, from: Option<SystemTime>) -> bool {
    made < from
}

pub(crate) fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().ok()?.modified().ok()
}

pub(crate) fn assets() -> PathBuf {
    root().join("assets")
}

pub(crate) fn resources() -> PathBuf {
    root().join("src-tauri/resources/fonts")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{env, process, time::Duration};

    #[test]
    fn older_means_made_before_or_never() {
        let then = SystemTime::UNIX_EPOCH;
        let later = then + Duration::from_secs(1);
        for (made, from, expected) in [
            (Some(then), Some(later), true),
            (Some(later), Some(then), false),
            (Some(then), Some(then), false),
            (None, Some(then), true),
            (Some(then), None, false),
            (None, None, false),
        ] {
            assert_eq!(older(made, from), expected, "{made:?} {from:?}");
        }
    }

    #[test]
    fn a_copy_is_renewed_when_cut_short_or_older() {
        let folder = env::temp_dir().join(format!("beishen-xtask-{}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (source, copy) = (folder.join("source"), folder.join("copy"));
        let at = |path: &Path, text: &str, seconds| {
            fs::write(path, text).unwrap();
            fs::File::options()
                .write(true)
                .open(path)
                .unwrap()
                .set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
                .unwrap();
            path.metadata().unwrap()
        };
        let source = at(&source, "glyphs", 100);
        assert!(!same(None, &source));
        assert!(same(Some(&at(&copy, "glyphs", 100)), &source));
        assert!(same(Some(&at(&copy, "glyphs", 200)), &source));
        assert!(!same(Some(&at(&copy, "glyphs", 99)), &source));
        assert!(!same(Some(&at(&copy, "gly", 200)), &source));
        fs::remove_dir_all(folder).unwrap();
    }
}
