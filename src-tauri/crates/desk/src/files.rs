//! Files: read within limits, written whole or not at all.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Read, Write},
    path::{Path, PathBuf},
};

use encoding_rs::{Encoding, GB18030, UTF_8};

use crate::Failure;

/// Writes a file so that it is there whole or not at all, also when the disk is full or the power goes.
///
/// The bytes go to a temporary file in the same folder, which then takes the file's place. It may be read by its owner
/// only, for papers are about a person. What exists and is no file (a terminal, a printer port) is written to directly.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    replace(path, bytes).map_err(|error| unwritable(&error, &path.display().to_string()))
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays a link: what it points at is replaced.
    let target = match fs::metadata(path) {
        Ok(it) if it.is_dir() => return Err(ErrorKind::IsADirectory.into()),
        Ok(it) if !it.is_file() => return File::options().write(true).open(path)?.write_all(bytes),
        Ok(_) => fs::canonicalize(path)?,
        Err(_) => path.to_owned(),
    };
    let folder = folder_of(&target);
    let mut file = tempfile::Builder::new().prefix(".beishen-").tempfile_in(&folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(&target)?;
    // The new name is on the disk only when its folder is. Windows opens no folders, and needs none.
    #[cfg(unix)]
    File::open(&folder)?.sync_all()?;
    Ok(())
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

pub(crate) fn make_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| unwritable(&error, &path.display().to_string()))
}

/// The words for what could not be written; `name` is what the person calls it.
fn unwritable(error: &io::Error, name: &str) -> Failure {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            Failure::system(
                format!("磁盘空间不够，“{name}”没有写入，请腾出空间。"),
                format!("The disk is full; “{name}” was not written. Make room and try again."),
            )
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Failure::system(
            format!("没有权限写入“{name}”，请换一个文件夹。"),
            format!("No permission to write “{name}”. Choose another folder."),
        ),
        ErrorKind::NotFound => Failure::system(
            format!("“{name}”所在的文件夹不存在，请先建好。"),
            format!("The folder of “{name}” does not exist. Make it first."),
        ),
        ErrorKind::IsADirectory => Failure::system(
            format!("“{name}”是文件夹，请加上文件名。"),
            format!("“{name}” is a folder. Add a file name."),
        ),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => Failure::system(
            format!("“{name}”的路径中有一个不是文件夹，请改路径。"),
            format!("Something on the way to “{name}” is no folder. Choose another path."),
        ),
        _ => Failure::system(
            format!("“{name}”没有写入，请检查磁盘后再试。"),
            format!("“{name}” was not written. Check the disk and try again."),
        ),
    }
}

/// Bytes. Photos of telephones have a fifth of it, facts files a thousandth.
const LARGEST: u64 = 50 * 1024 * 1024;

/// Reads a text file in UTF-8, with or without a byte order mark, up to 50 MB.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    text(path, &path.display().to_string())
}

/// The same; `name` is what the person calls it.
pub(crate) fn text(path: &Path, name: &str) -> Result<String, Failure> {
    let bytes = read(path, name)?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::input(
            format!("“{name}”不是 UTF-8 文本，请另存为 UTF-8。"),
            format!("“{name}” is no UTF-8 text. Save it as UTF-8."),
        )
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Reads the text of a saved web page: in UTF-8, in what its byte order mark or its head says, or else in GB18030, as old portals
/// have it.
pub(crate) fn page(path: &Path, name: &str) -> Result<String, Failure> {
    decoded(&read(path, name)?).ok_or_else(|| {
        Failure::input(
            format!("“{name}”的编码认不出，请另存为 UTF-8。"),
            format!("The encoding of “{name}” is not known. Save it as UTF-8."),
        )
    })
}

fn decoded(bytes: &[u8]) -> Option<String> {
    let marked = Encoding::for_bom(bytes).map(|it| it.0);
    let utf8 = || str::from_utf8(bytes).is_ok().then_some(UTF_8);
    let encoding = marked.or_else(utf8).or_else(|| named(bytes)).unwrap_or(GB18030);
    let (text, _, damaged) = encoding.decode(bytes);
    (!damaged && !text.contains('\0')).then(|| text.into_owned())
}

/// `<meta charset="gbk">`, within the first 1,024 bytes, as HTML has it.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..1024).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, name) = head.split_once("charset=")?;
    let name = name.trim_start_matches(['"', '\'', ' ']);
    let end = name.find(|it: char| !it.is_ascii_alphanumeric() && !matches!(it, '-' | '_'));
    Encoding::for_label(name.split_at(end.unwrap_or(name.len())).0.as_bytes())
}

/// Reads a file up to 50 MB; `name` is what the person calls it.
pub(crate) fn read(path: &Path, name: &str) -> Result<Vec<u8>, Failure> {
    let unreadable = |error: io::Error| unreadable(&error, name);
    if fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Err(Failure::input(
            format!("“{name}”是文件夹，请给出文件。"),
            format!("“{name}” is a folder. Give a file."),
        ));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Failure::input(
            format!("“{name}”超过 50 MB，请换小一些的文件。"),
            format!("“{name}” is over 50 MB. Choose a smaller file."),
        ));
    }
    Ok(bytes)
}

/// The files of a folder that have one of these endings, by name; folders in it are left alone.
pub(crate) fn in_folder(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).map_err(|error| unreadable_folder(&error, folder))?;
    let has_ending = |path: &PathBuf| {
        let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        path.is_file() && endings.iter().any(|it| ending.eq_ignore_ascii_case(it))
    };
    let mut found: Vec<_> =
        entries.filter_map(Result::ok).map(|it| it.path()).filter(has_ending).collect();
    found.sort();
    Ok(found)
}

/// The words for a folder that cannot be looked into.
fn unreadable_folder(error: &io::Error, folder: &Path) -> Failure {
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

#[cfg(test)]
mod tests {
    use encoding_rs::GBK;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_page_is_read_in_the_encoding_it_has() {
        let page = |charset: &str| format!("<meta charset={charset}><td>姓名</td><td>王五</td>");
        let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
            let text = page("utf-16");
            mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
        };
        for (what, bytes) in [
            ("UTF-8", page("utf-8").into_bytes()),
            ("UTF-8, whatever its head says", page("gbk").into_bytes()),
            ("a mark", [b"\xef\xbb\xbf".as_slice(), page("utf-8").as_bytes()].concat()),
            ("GBK", GBK.encode(&page("gbk")).0.into_owned()),
            ("GB 2312", GBK.encode(&page("'gb2312'")).0.into_owned()),
            ("GB 18030 that nothing names", GB18030.encode(&page("")).0.into_owned()),
            ("Big5", encoding_rs::BIG5.encode(&page("\"big5\"")).0.into_owned()),
            ("UTF-16, little end first", utf16([0xff, 0xfe], u16::to_le_bytes)),
            ("UTF-16, big end first", utf16([0xfe, 0xff], u16::to_be_bytes)),
        ] {
            let text = decoded(&bytes).unwrap_or_else(|| panic!("{what}"));
            assert!(text.ends_with("<td>姓名</td><td>王五</td>"), "{what}: {text}");
            assert!(text.starts_with('<'), "{what}");
        }
        for bytes in
            [b"\xff\xd8\xff\xe0\0\x10JFIF\0".as_slice(), b"\xff\xfe\x41", b"PK\x03\x04\0\0"]
        {
            assert_eq!(decoded(bytes), None, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn rare_characters_come_through_gb18030(text in "[一-鿿𠀀-𪛖 a-z]{1,20}") {
            let bytes = GB18030.encode(&text).0;
            // By chance the bytes may be UTF-8 as well.
            prop_assume!(str::from_utf8(&bytes).is_err());
            prop_assert_eq!(decoded(&bytes), Some(text));
        }

        #[test]
        fn any_bytes_are_fine(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            decoded(&bytes);
        }
    }
}
