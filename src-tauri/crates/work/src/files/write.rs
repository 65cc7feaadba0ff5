//! Files are written whole or not at all.

use std::{
    fs::{self, File, TryLockError},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use tempfile::NamedTempFile;

use crate::failure::Failure;

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
    remove_left_behind(&folder);
    let mut file = temporary(&folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    put_in_place(file, &target)?;
    // The new name is on the disk only when its folder is. Windows opens no folders, and needs none.
    #[cfg(unix)]
    File::open(&folder)?.sync_all()?;
    Ok(())
}

/// Gives a file its name. Windows refuses as long as another program has the file that lies there open: a virus scanner for a moment,
/// a viewer until it is closed.
fn put_in_place(file: NamedTempFile, target: &Path) -> io::Result<()> {
    let mut left = Some(file);
    patiently(PATIENCE, is_held, || {
        let Some(file) = left.take() else { return Ok(()) };
        file.persist(target).map(drop).map_err(|it| {
            left = Some(it.file);
            it.error
        })
    })
    .map_err(|error| {
        // Its folder takes files, ours lies there; and one that may not be written over is no matter of others.
        let may_be_written = fs::metadata(target).is_ok_and(|it| !it.permissions().readonly());
        if is_held(&error) && may_be_written { ErrorKind::ResourceBusy.into() } else { error }
    })
}

/// For how long it is tried again.
const PATIENCE: Duration = Duration::from_secs(1);

/// What Windows says of a file that another program has (access denied, sharing violation, lock violation; winerror.h).
fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// Does something, again and again while `may_pass` of what it comes to and there is patience.
fn patiently<T>(
    patience: Duration,
    may_pass: impl Fn(&io::Error) -> bool,
    mut work: impl FnMut() -> io::Result<T>,
) -> io::Result<T> {
    let begun = Instant::now();
    loop {
        match work() {
            Err(error) if may_pass(&error) && begun.elapsed() < patience => {
                thread::sleep(Duration::from_millis(20));
            }
            done => return done,
        }
    }
}

/// How the names of our temporary files begin.
const TEMPORARY: &str = ".beishen-";

/// A temporary file that is locked as long as it is written, by which it is told from one that was left behind.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    loop {
        let file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder)?;
        match file.as_file().try_lock() {
            // Before it was locked it looked left behind: somebody else may have it, or have removed it.
            Err(TryLockError::WouldBlock) => {}
            Ok(()) if file.path().symlink_metadata().is_err() => {}
            // Where nothing can be locked nothing is removed either.
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(file),
        }
    }
}

/// Removes what a program that was killed while it wrote has left in the folder: it holds what a paper holds, and is hidden.
fn remove_left_behind(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let is_ours = entry.file_name().to_str().is_some_and(|it| {
            let random = it.strip_prefix(TEMPORARY).unwrap_or_default();
            random.len() == 6 && random.chars().all(|it| it.is_ascii_alphanumeric())
        });
        // A pipe of that name would keep us waiting.
        if is_ours && entry.file_type().is_ok_and(|it| it.is_file()) {
            let path = entry.path();
            // Locked while it is removed, so that nobody begins to write it meanwhile.
            if let Ok(file) = File::open(&path)
                && file.try_lock().is_ok()
            {
                let _ = fs::remove_file(&path);
            }
        }
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Whether a folder takes another file.
pub(crate) fn takes_files(folder: &Path) -> bool {
    let probe = || {
        let mut file = temporary(folder)?;
        file.write_all(&[0; 4096])?;
        file.as_file().sync_all()
    };
    probe().is_ok()
}

/// Makes a folder and those above it, unless they are there.
pub fn make_folder(path: &Path) -> Result<(), Failure> {
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
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => Failure::system(
            format!("“{name}”正在别的程序里打开，请关闭后再试。"),
            format!("“{name}” is open in another program. Close it there and try again."),
        ),
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
        ErrorKind::InvalidFilename => Failure::input(
            format!("“{name}”没有写入：名字太长或有不能用的字符，请改名。"),
            format!(
                "“{name}” was not written: the name is too long or has a character that is not allowed. Change it."
            ),
        ),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => Failure::system(
            format!("“{name}”的路径中有一个不是文件夹，请改路径。"),
            format!("Something on the way to “{name}” is not a folder. Choose another path."),
        ),
        _ => Failure::system(
            format!("“{name}”没有写入，请检查磁盘后再试。"),
            format!("“{name}” was not written. Check the disk and try again."),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_program_has_left_is_removed_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str| fs::write(folder.path().join(name), "张三").unwrap();
        let names = || {
            let entries = fs::read_dir(folder.path()).unwrap();
            let mut names: Vec<_> =
                entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        };
        let others = [".beishen-1", ".beishen-a.bcde", ".beishen-notes.txt", "beishen-aB3dE6"];
        others.into_iter().for_each(put);
        put(".beishen-aB3dE6");
        fs::create_dir(folder.path().join(".beishen-folder")).unwrap();
        let busy = temporary(folder.path()).unwrap();

        write(&folder.path().join("a.pdf"), b"paper").unwrap();
        let mut left: Vec<String> = others.map(str::to_owned).into();
        left.extend([".beishen-folder", "a.pdf"].map(str::to_owned));
        left.push(busy.path().file_name().unwrap().to_str().unwrap().to_owned());
        left.sort();
        assert_eq!(names(), left);

        // Whoever is writing still gets done.
        busy.persist(folder.path().join("b.pdf")).unwrap();
        assert!(names().contains(&"b.pdf".to_owned()));
    }

    #[test]
    fn what_passes_by_is_waited_for_and_what_stays_is_told() {
        let passes = |it: &io::Error| it.kind() == ErrorKind::ResourceBusy;
        let mut asked = 0;
        let mut after = |times: u32, kind: ErrorKind| {
            asked = 0;
            patiently(PATIENCE, passes, || {
                asked += 1;
                if asked > times { Ok(asked) } else { Err(kind.into()) }
            })
        };
        assert_eq!(after(3, ErrorKind::ResourceBusy).unwrap(), 4);
        let error = after(3, ErrorKind::PermissionDenied).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::PermissionDenied);
        let none = Duration::ZERO;
        let stays = patiently(none, passes, || Err::<(), _>(ErrorKind::ResourceBusy.into()));
        let said = unwritable(&stays.unwrap_err(), "a.pdf").message;
        assert!(said.zh.contains("请关闭后再试") && said.en.contains("Close it"), "{said:?}");
    }

    /// As a viewer of PDF holds what it shows.
    #[cfg(windows)]
    #[test]
    fn a_file_that_another_program_shows_is_not_called_a_matter_of_rights() {
        use std::os::windows::fs::OpenOptionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        fs::write(&path, "old").unwrap();
        let shown = File::options().read(true).share_mode(1).open(&path).unwrap();
        let said = write(&path, b"new").unwrap_err().message.zh;
        assert!(said.contains("请关闭后再试"), "{said}");
        drop(shown);
        write(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[test]
    fn many_that_write_into_one_folder_do_not_take_each_others_files() {
        let folder = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let folder = folder.path();
                let path = move |at: usize| folder.join(format!("{writer}-{at}.txt"));
                scope.spawn(move || (0..50).for_each(|at| write(&path(at), b"paper").unwrap()));
            }
        });
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 200);
    }
}
