//! Files: read within limits, written whole or not at all.

mod mhtml;
mod page;
mod write;

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read},
    path::{Path, PathBuf},
};

pub use page::{Page, page};
pub(crate) use write::takes_files;
pub use write::{make_folder, write};

use crate::failure::Failure;

/// MB. Photos of telephones have a fifth of it, facts files a thousandth.
const LARGEST: u64 = 50;

/// Reads a text file in UTF-8, with or without a byte order mark, up to 50 MB.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    text(path, &path.display().to_string())
}

/// The same; `name` is what the person calls it.
pub fn text(path: &Path, name: &str) -> Result<String, Failure> {
    let bytes = read(path, name)?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::input(
            format!("“{name}”不是 UTF-8 文本，请另存为 UTF-8。"),
            format!("“{name}” is not UTF-8 text. Save it as UTF-8."),
        )
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Reads a file up to 50 MB; `name` is what the person calls it.
pub fn read(path: &Path, name: &str) -> Result<Vec<u8>, Failure> {
    read_up_to(LARGEST, path, name)
}

/// Reads a file up to so many MB.
pub fn read_up_to(largest: u64, path: &Path, name: &str) -> Result<Vec<u8>, Failure> {
    let unreadable = |error: io::Error| unreadable(&error, name);
    if fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Err(Failure::input(
            format!("“{name}”是文件夹，请给出文件。"),
            format!("“{name}” is a folder. Give a file."),
        ));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    let most = largest * 1024 * 1024;
    file.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > most {
        return Err(Failure::input(
            format!("“{name}”超过 {largest} MB，请换小一些的文件。"),
            format!("“{name}” is over {largest} MB. Choose a smaller file."),
        ));
    }
    Ok(bytes)
}

/// The files of a folder that have one of these endings, by name; folders in it are left alone.
pub fn in_folder(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let has_ending = |path: &PathBuf| {
        let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        endings.iter().any(|it| ending.eq_ignore_ascii_case(it))
    };
    Ok(all_in_folder(folder)?.into_iter().filter(has_ending).collect())
}

/// All files of a folder, by name; folders in it are left alone.
pub fn all_in_folder(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).map_err(|error| unreadable_folder(&error, folder))?;
    let mut found: Vec<_> =
        entries.filter_map(Result::ok).map(|it| it.path()).filter(|it| it.is_file()).collect();
    found.sort();
    Ok(found)
}

/// The first bytes of a file, by which its format is told; `None` when it cannot be read.
pub fn beginning(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(64).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The words for a folder that cannot be looked into.
pub fn unreadable_folder(error: &io::Error, folder: &Path) -> Failure {
    let name = folder.display();
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Failure::input(
            format!("没有“{name}”这个文件夹，请检查路径。"),
            format!("There is no folder “{name}”. Check its path."),
        ),
        _ => unreadable(error, &name.to_string()),
    }
}

fn unreadable(error: &io::Error, name: &str) -> Failure {
    match error.kind() {
        ErrorKind::NotFound
        | ErrorKind::NotADirectory
        | ErrorKind::InvalidInput
        | ErrorKind::InvalidFilename => Failure::input(
            format!("找不到“{name}”这个文件，请检查路径。"),
            format!("There is no file “{name}”. Check its path."),
        ),
        ErrorKind::PermissionDenied => Failure::system(
            format!("没有权限读取“{name}”，请检查文件权限。"),
            format!("No permission to read “{name}”. Check its permissions."),
        ),
        _ => Failure::system(
            format!("“{name}”读不出来，请检查磁盘后再试。"),
            format!("“{name}” cannot be read. Check the disk and try again."),
        ),
    }
}
