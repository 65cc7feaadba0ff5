//! What the window holds while it is open.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use beishen_desk::{Desk, Failure, Library, Reminder, contract::Request};
use chrono::{Local, NaiveDateTime};
use tauri::{AppHandle, Manager};

/// The desk, or why it could not be opened; and the files written for the person.
pub(crate) struct Shell {
    desk: Mutex<Result<Desk, Failure>>,
    written: Mutex<BTreeSet<PathBuf>>,
    /// When the program began.
    pub(crate) started: Instant,
    /// The folder of vault and settings.
    pub(crate) folder: PathBuf,
}

impl Shell {
    /// Opens the vault. A failure is told by the first command: the window opens all the same.
    pub(crate) fn start(app: &AppHandle, started: Instant) -> Self {
        if let Ok(resources) = app.path().resource_dir()
            && resources.join("resources").is_dir()
        {
            beishen_desk::resources_in(resources.join("resources"));
        }
        let folder = folder(app);
        let desk = open(&folder);
        Self { desk: Mutex::new(desk), written: Mutex::default(), started, folder }
    }

    /// Carries out a command; a vault that could not be opened is tried again.
    pub(crate) fn call(&self, request: Request) -> Result<serde_json::Value, Failure> {
        let mut desk = lock(&self.desk);
        if desk.is_err() {
            *desk = open(&self.folder);
        }
        match &mut *desk {
            Ok(desk) => desk.call(request, now()),
            Err(failure) => Err(failure.clone()),
        }
    }

    /// What has come due for telling. Nothing while the vault is not open.
    pub(crate) fn due_reminders(
        &self,
        since: NaiveDateTime,
        now: NaiveDateTime,
    ) -> Option<Vec<Reminder>> {
        lock(&self.desk).as_ref().ok()?.due_reminders(since, now).ok()
    }

    /// Remembers a file that was written on the person's word.
    pub(crate) fn wrote(&self, path: &str) {
        lock(&self.written).insert(PathBuf::from(path));
    }

    /// Only what was written may be opened from the page.
    pub(crate) fn has_written(&self, path: &str) -> bool {
        lock(&self.written).contains(Path::new(path))
    }
}

fn open(folder: &Path) -> Result<Desk, Failure> {
    let library = Library::with_folder(&folder.join("packs"))?;
    let desk = Desk::open(&folder.join("beishen.vault"), library, now())?;
    Ok(desk.in_zone(*Local::now().offset()))
}

fn folder(app: &AppHandle) -> PathBuf {
    let named = std::env::var_os("BEISHEN_DATA_DIR").map(PathBuf::from);
    named.or_else(|| app.path().app_data_dir().ok()).unwrap_or_else(|| PathBuf::from("."))
}

/// Local time: the only clock of the window.
pub(crate) fn now() -> NaiveDateTime {
    Local::now().naive_local()
}

/// A command that panicked has changed nothing half: the vault's steps are transactions.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
