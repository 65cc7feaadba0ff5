//! What the window holds while it is open.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use beishen_desk::{Clipboard, Desk, Failure, Job, Library, Printed, Reminder, contract::Request};
use chrono::{Local, NaiveDateTime};
use tauri::{AppHandle, Manager};

use crate::{clipboard, companion, settings::Settings};

/// The desk, or why it could not be opened; and the files written for the person.
pub(crate) struct Shell {
    desk: Mutex<Result<Desk, Failure>>,
    written: Mutex<BTreeSet<PathBuf>>,
    /// The companion's draft, while it is open.
    companion: Mutex<Option<i32>>,
    place: Mutex<companion::Place>,
    clipboard: Clipboard,
    /// The copy whose time was started last.
    timed: Mutex<u64>,
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
        let system = Box::new(clipboard::System::default());
        let clipboard = Clipboard::new(system, folder.join("copied"));
        clipboard.numbers_last(Settings::load(&folder).numbers_last());
        let desk = open(&folder, &clipboard);
        Self {
            desk: Mutex::new(desk),
            written: Mutex::default(),
            companion: Mutex::default(),
            place: Mutex::new(companion::kept(&folder)),
            clipboard,
            timed: Mutex::default(),
            started,
            folder,
        }
    }

    /// Carries out a command; a vault that could not be opened is tried again.
    pub(crate) fn call(
        &self,
        app: &AppHandle,
        request: Request,
    ) -> Result<serde_json::Value, Failure> {
        let mut desk = lock(&self.desk);
        if desk.is_err() {
            *desk = open(&self.folder, &self.clipboard);
        }
        let reply = match &mut *desk {
            Ok(desk) => desk.call(request, now()),
            Err(failure) => Err(failure.clone()),
        };
        let job = desk.as_mut().ok().and_then(Desk::take_job);
        drop(desk);
        if let Some(job) = job {
            print(app.clone(), job);
        }
        self.time_the_copy(app);
        reply
    }

    /// Takes a number off the clipboard once its time is over; tried again each second while the clipboard is out of reach.
    fn time_the_copy(&self, app: &AppHandle) {
        let Some((copy, seconds)) = self.clipboard.due() else { return };
        let mut timed = lock(&self.timed);
        if *timed == copy {
            return;
        }
        *timed = copy;
        let (clipboard, app) = (self.clipboard.clone(), app.clone());
        thread::spawn(move || {
            let mut wait = seconds.into();
            while clipboard.due().is_some_and(|it| it.0 == copy) {
                thread::sleep(Duration::from_secs(wait));
                wait = 1;
                clipboard.expire(copy);
            }
            companion::look(&app);
        });
    }

    /// The person has left the computer: nothing of ours stays on the clipboard or on the companion's screen. Tried again each
    /// second while the clipboard is out of reach.
    #[cfg(target_os = "linux")]
    pub(crate) fn leave(&self, app: &AppHandle) {
        // At once, for the desk may be busy; and again once nothing is copied any more.
        self.clipboard.clear();
        if let Ok(desk) = &mut *lock(&self.desk) {
            desk.pause_companion();
        }
        companion::look(app);
        let copy = self.clipboard.ours();
        while copy.is_some_and(|it| !self.clipboard.expire(it)) && self.clipboard.ours() == copy {
            thread::sleep(Duration::from_secs(1));
        }
    }

    /// For how long numbers stay on the clipboard from now on.
    pub(crate) fn numbers_last(&self, seconds: Option<u32>) {
        self.clipboard.numbers_last(seconds);
    }

    /// The companion's draft, while it is open.
    pub(crate) fn companion(&self) -> Option<i32> {
        *lock(&self.companion)
    }

    /// The companion is opened on a draft, or closed.
    pub(crate) fn set_companion(&self, draft: Option<i32>) {
        *lock(&self.companion) = draft;
    }

    /// The companion's walk is a rehearsal, or the real one.
    pub(crate) fn rehearse(&self, practice: bool) {
        if let Ok(desk) = &mut *lock(&self.desk) {
            desk.rehearse(practice);
        }
    }

    /// Where the companion's window is: looked at, or changed.
    pub(crate) fn place<T>(&self, with: impl FnOnce(&mut companion::Place) -> T) -> T {
        with(&mut lock(&self.place))
    }

    /// Leaves nothing of the companion behind, even if the vault cannot be opened.
    pub(crate) fn close_companion(&self) {
        self.set_companion(None);
        self.clipboard.clear();
        if let Ok(desk) = &mut *lock(&self.desk) {
            desk.close_companion();
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

    /// The file of the paper that is shown under that number.
    pub(crate) fn previewed(&self, preview: u32) -> Result<Arc<Printed>, Failure> {
        lock(&self.desk).as_ref().map_err(Clone::clone)?.previewed(preview)
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

/// Prints on a thread of its own; the desk is held for one receipt's answers at a time.
fn print(app: AppHandle, job: Job) {
    thread::spawn(move || {
        let shell = app.state::<Shell>();
        job.run(|wanted| match &*lock(&shell.desk) {
            Ok(desk) => desk.wanted(wanted),
            Err(failure) => Err(failure.clone()),
        });
    });
}

fn open(folder: &Path, clipboard: &Clipboard) -> Result<Desk, Failure> {
    let library = Library::with_folder(&folder.join("packs"))?;
    let desk = Desk::open(&folder.join("beishen.vault"), library, now())?;
    let mut desk = desk.in_zone(*Local::now().offset());
    desk.use_clipboard(clipboard.clone());
    Ok(desk)
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
