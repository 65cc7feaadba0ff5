//! The vault as a file among files: its first bytes, its lock, and how a new one appears whole.
//!
//! `SQLCipher` keeps a salt in the first 16 bytes of a file. With a raw key the salt only has to be known, not random
//! (<https://www.zetetic.net/sqlcipher/sqlcipher-api/#key>), so ours says what the file is: 4 bytes of magic, 4 random bytes,
//! 8 bytes of a hash over key and random bytes. A foreign file, a wrong key and damage are told apart before `SQLite` sees the file.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use sha2::{Digest as _, Sha256};

use crate::error::Thing;
use crate::{Key, Result, StoreError};

const MAGIC: &[u8; 4] = b"BSV1";

/// The first 16 bytes of a vault.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Header([u8; 16]);

impl Header {
    /// A header for a new vault of `key`.
    pub(crate) fn new(key: &Key) -> Result<Self> {
        let mut random = [0; 4];
        getrandom::fill(&mut random).map_err(|_| StoreError::Io(ErrorKind::Other))?;
        Ok(Self::with(key, random))
    }

    fn with(key: &Key, random: [u8; 4]) -> Self {
        let check = Sha256::new()
            .chain_update(b"beishen vault header")
            .chain_update(key.bytes())
            .chain_update(random)
            .finalize();
        let mut header = [0; 16];
        for (to, from) in header.iter_mut().zip(MAGIC.iter().chain(&random).chain(&check)) {
            *to = *from;
        }
        Self(header)
    }

    /// The header of the vault at `path`, when it is one of `key`. Only reads.
    pub(crate) fn of(path: &Path, key: &Key) -> Result<Self> {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => {}
            Ok(_) => return Err(StoreError::Foreign),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(StoreError::NotFound(Thing::Vault));
            }
            Err(error) => return Err(error.into()),
        }
        let mut found = Vec::new();
        File::open(path)?.take(16).read_to_end(&mut found)?;
        let start = found.get(..MAGIC.len().min(found.len())).unwrap_or_default();
        if !MAGIC.starts_with(start) {
            return Err(StoreError::Foreign);
        }
        // Empty or cut within the header: what a full disk or a broken copy leaves of a vault.
        let found = <[u8; 16]>::try_from(found).map_err(|_| StoreError::Damaged)?;
        let [_, _, _, _, a, b, c, d, ..] = found;
        let expected = Self::with(key, [a, b, c, d]);
        if expected.0 == found { Ok(expected) } else { Err(StoreError::WrongKey) }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Held as long as this process has the vault open, or keeps it for itself; the operating system lets go of it when the process ends,
/// however it ends.
#[derive(Debug)]
pub struct Lock(File);

impl Lock {
    /// Takes the lock of the vault at `path`: an empty file `<path>.lock` that stays there.
    pub fn take(path: &Path) -> Result<Self> {
        // Not the vault itself: closing a second handle on it would drop SQLite's own POSIX locks
        // (https://sqlite.org/howtocorrupt.html, section 2.2).
        let file =
            File::options().create(true).truncate(false).write(true).open(beside(path, ".lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

impl Drop for Lock {
    /// Closing would do, were it not for a process that is being started right now: until it runs its program it holds a copy of
    /// the handle, and with it the lock.
    fn drop(&mut self) {
        // If this does not work, closing follows at once.
        let _ = self.0.unlock();
    }
}

/// `path` with `suffix` after its whole name.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

/// A new empty file that only its owner may read, in place of what an interrupted run left there.
pub(crate) fn private_file(path: &Path) -> Result<File> {
    remove_stale(path)?;
    step()?;
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(path)?)
}

/// Makes `fresh` durable, then gives it its name. Whoever looks finds all of it or nothing.
pub(crate) fn publish(fresh: &Path, path: &Path) -> Result<()> {
    step()?;
    File::options().write(true).open(fresh)?.sync_all()?;
    step()?;
    patiently(|| fs::rename(fresh, path))?;
    step()?;
    sync_folder(path)
}

/// Does something to a file again and again for a second, as long as Windows says that another program has it: virus scanners look
/// into what is new (access denied, sharing violation, lock violation; winerror.h). `work` has its like for papers: neither crate may know
/// the other, and below both no file is touched.
fn patiently(mut work: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    let begun = Instant::now();
    loop {
        match work() {
            Err(error)
                if cfg!(windows)
                    && matches!(error.raw_os_error(), Some(5 | 32 | 33))
                    && begun.elapsed() < Duration::from_secs(1) =>
            {
                thread::sleep(Duration::from_millis(20));
            }
            done => return done,
        }
    }
}

/// One thing that is done to the files of a vault; a test ends there.
#[cfg_attr(not(test), expect(clippy::unnecessary_wraps, reason = "only a test ends here"))]
pub(crate) fn step() -> Result<()> {
    #[cfg(test)]
    return STEPS.with(|left| {
        let steps = left.get();
        left.set(steps.saturating_sub(1));
        if steps == 0 { Err(StoreError::Io(ErrorKind::Interrupted)) } else { Ok(()) }
    });
    #[cfg(not(test))]
    Ok(())
}

#[cfg(test)]
thread_local! {
    /// How many steps are left.
    static STEPS: std::cell::Cell<u32> = const { std::cell::Cell::new(u32::MAX) };
}

/// Does something until so many steps were done, and leaves the files as they are then.
#[cfg(test)]
pub(crate) fn killed_at<T>(steps: u32, work: impl FnOnce() -> Result<T>) -> Result<T> {
    STEPS.set(steps);
    let done = work();
    STEPS.set(u32::MAX);
    done
}

/// Whether a vault at `path` could be written now.
pub fn may_write(path: &Path) -> bool {
    let probe = beside(path, ".try");
    private_file(&probe).is_ok() && remove_stale(&probe).is_ok()
}

/// Removes what an interrupted run left, if anything.
pub(crate) fn remove_stale(path: &Path) -> Result<()> {
    match patiently(|| fs::remove_file(path)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// The folder that holds `path`.
pub(crate) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes a folder that only its owner may look into, unless there is one.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    Ok(builder.create(folder)?)
}

/// Makes a rename durable. Windows has no such call and needs none.
#[cfg_attr(not(unix), expect(clippy::unnecessary_wraps, reason = "only unix can fail"))]
pub(crate) fn sync_folder(path: &Path) -> Result<()> {
    #[cfg(unix)]
    File::open(folder(path))?.sync_all()?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
