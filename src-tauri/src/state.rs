//! What the window holds while it is open.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use beishen_desk::{
    Clipboard, Desk, Failure, Job, Keys, Library, Printed, Reminder, Reply, Request, VAULT,
    contract::Access, may_write,
};
use chrono::{Local, NaiveDateTime};
use tauri::{AppHandle, Manager};

use crate::{alone, clipboard, companion, home, lock::Presence, place::Place, settings::Settings};

/// The desk, or why it could not be opened; and the files written for the person.
pub(crate) struct Shell {
    desk: Mutex<Result<Desk, Failure>>,
    /// Taken after the desk, where both are.
    keys: Mutex<Keys>,
    pub(crate) presence: Presence,
    written: Mutex<BTreeSet<PathBuf>>,
    /// What a person has chosen in a dialog or dropped on the window, and what for.
    chosen: Mutex<Vec<(Access, PathBuf)>>,
    /// The bundle that was opened outside and that no page has asked for yet.
    brought: Mutex<Option<PathBuf>>,
    /// The companion's draft, while it is open.
    companion: Mutex<Option<i32>>,
    place: Mutex<Place>,
    /// Where the main window is.
    main: Mutex<Place>,
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
        let folder = home::folder(app);
        let system = Box::new(clipboard::System::default());
        let clipboard = Clipboard::new(system, folder.join("copied"));
        clipboard.numbers_last(Settings::load(&folder).numbers_last());
        let mut keys = Keys::of(&folder.join(VAULT));
        let desk = open(&folder, &mut keys, &clipboard);
        Self {
            desk: Mutex::new(desk),
            keys: Mutex::new(keys),
            presence: Presence::default(),
            written: Mutex::default(),
            chosen: Mutex::default(),
            brought: Mutex::default(),
            companion: Mutex::default(),
            place: Mutex::new(Place::kept(&folder, &companion::KIND)),
            main: Mutex::new(Place::kept(&folder, &alone::MAIN)),
            clipboard,
            timed: Mutex::default(),
            started,
            folder,
        }
    }

    /// Carries out a command; a vault that could not be opened is tried again.
    pub(crate) fn call(&self, app: &AppHandle, request: Request) -> Result<Reply, Failure> {
        let mut desk = lock(&self.desk);
        let again = match &*desk {
            Ok(desk) => desk.reads_only() && request.opens_desk() && may_write(&self.vault()),
            Err(_) => true,
        };
        if again {
            *desk = self.open();
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
            let (mut wait, mut gone) = (seconds.into(), false);
            while clipboard.due().is_some_and(|it| it.0 == copy) {
                thread::sleep(Duration::from_secs(wait));
                wait = 1;
                gone = answered(|| clipboard.expire(copy));
            }
            // Of a copy that another has taken the place of, there is nothing new to show.
            if gone {
                companion::look(&app);
            }
        });
    }

    /// The person has left the computer: nothing of ours stays on the clipboard or on the companion's screen. Tried again each
    /// second while the clipboard is out of reach.
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
            answered(|| desk.rehearse(practice));
        }
    }

    /// Where the companion's window is: looked at, or changed.
    pub(crate) fn place<T>(&self, with: impl FnOnce(&mut Place) -> T) -> T {
        with(&mut lock(&self.place))
    }

    /// Where the main window is: looked at, or changed.
    pub(crate) fn main<T>(&self, with: impl FnOnce(&mut Place) -> T) -> T {
        with(&mut lock(&self.main))
    }

    /// Whether the vault is this window's, and nothing is being done with it just now.
    pub(crate) fn is_ours(&self) -> bool {
        let locked = || self.keys(|it| it.view()).is_ok_and(|it| it.locked);
        self.desk.try_lock().is_ok_and(|it| it.is_ok() || locked())
    }

    /// Whether another program has the vault.
    pub(crate) fn is_taken(&self) -> bool {
        lock(&self.desk).as_ref().is_err_and(|it| it.code == beishen_desk::FailureCode::Busy)
    }

    /// Leaves nothing of the companion behind, even if the vault cannot be opened.
    pub(crate) fn close_companion(&self) {
        self.leave_companion(&mut lock(&self.desk));
    }

    fn leave_companion(&self, desk: &mut Result<Desk, Failure>) {
        self.set_companion(None);
        answered(|| self.clipboard.clear());
        if let Ok(desk) = desk {
            answered(|| desk.close_companion());
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

    /// A picture that the draft on the screen names: its media type and its bytes.
    pub(crate) fn picture(&self, name: &str) -> Option<(&'static str, Vec<u8>)> {
        lock(&self.desk).as_ref().ok()?.picture(name)
    }

    /// The file of the paper that is shown under that number.
    pub(crate) fn previewed(&self, preview: u32) -> Result<Arc<Printed>, Failure> {
        lock(&self.desk).as_ref().map_err(Clone::clone)?.previewed(preview)
    }

    /// Remembers what a person chose.
    pub(crate) fn chose(&self, access: Access, path: &Path) {
        lock(&self.chosen).push((access, path.to_owned()));
    }

    /// Whether a person chose what a page names, for that.
    pub(crate) fn was_chosen(&self, (access, path): (Access, &Path)) -> bool {
        lock(&self.chosen).iter().any(|it| it.0 == access && it.1 == path)
    }

    /// A bundle was opened outside.
    pub(crate) fn bring(&self, bundle: PathBuf) {
        *lock(&self.brought) = Some(bundle);
    }

    /// It, for the page that asks.
    pub(crate) fn take_brought(&self) -> Option<PathBuf> {
        lock(&self.brought).take()
    }

    /// Remembers a file that was written on the person's word.
    pub(crate) fn wrote(&self, path: &Path) {
        lock(&self.written).insert(PathBuf::from(path));
    }

    /// Only what was written may be opened from the page.
    pub(crate) fn has_written(&self, path: &str) -> bool {
        lock(&self.written).contains(Path::new(path))
    }
}

impl Shell {
    /// Where the vault lies.
    pub(crate) fn vault(&self) -> PathBuf {
        self.folder.join(VAULT)
    }

    /// What is to be done with the desk, while it is open.
    pub(crate) fn with_desk<T>(&self, with: impl FnOnce(&mut Desk) -> T) -> Result<T, Failure> {
        lock(&self.desk).as_mut().map(with).map_err(|it| it.clone())
    }

    /// Closes the vault and the companion, does something with its file, and opens what is there then.
    pub(crate) fn with_closed_vault<T>(
        &self,
        with: impl FnOnce(&mut Keys) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut desk = lock(&self.desk);
        self.leave_companion(&mut desk);
        *desk = Err(Failure::gone());
        self.keys(Keys::let_go);
        let done = self.keys(with);
        *desk = self.open();
        done
    }

    /// The vault's keys: looked at, or changed.
    pub(crate) fn keys<T>(&self, with: impl FnOnce(&mut Keys) -> T) -> T {
        with(&mut lock(&self.keys))
    }

    /// Closes the vault once what is being done is done, and wipes its key.
    pub(crate) fn lock(&self) {
        let mut desk = lock(&self.desk);
        self.leave_companion(&mut desk);
        *desk = Err(Failure::gone());
        self.keys(Keys::lock);
        *desk = self.open();
        lock(&self.chosen).clear();
        lock(&self.written).clear();
    }

    /// Opens the vault with what was typed, or with the keychain.
    pub(crate) fn unlock(&self, typed: Option<&str>) -> Result<(), Failure> {
        let mut desk = lock(&self.desk);
        self.keys(|it| it.unlock(typed))?;
        *desk = self.open();
        Ok(())
    }

    /// Whether the key has to be given out first.
    pub(crate) fn is_locked(&self) -> bool {
        !self.is_taken() && self.keys(|it| it.view()).is_ok_and(|it| it.locked)
    }

    fn open(&self) -> Result<Desk, Failure> {
        self.keys(|keys| open(&self.folder, keys, &self.clipboard))
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

/// Makes the list of applicants true of this day and these packs, and looks at files that this program has not seen yet, as
/// after an update. The desk is held for a moment at a time, and left to others in between.
pub(crate) fn look_ahead(app: AppHandle) {
    const BETWEEN: Duration = Duration::from_millis(50);
    const IDLE: Duration = Duration::from_secs(2);
    thread::spawn(move || {
        let shell = app.state::<Shell>();
        // What cannot be seen is not looked at for ever.
        let mut looked = BTreeSet::new();
        loop {
            let renew = |desk: &mut Desk| answered(|| desk.renew_roster(now()).unwrap_or(false));
            while shell.with_desk(renew).unwrap_or(false) {
                thread::sleep(BETWEEN);
            }
            let unseen = shell.with_desk(|desk| answered(|| desk.unseen())).unwrap_or_default();
            for draft in unseen.into_iter().filter(|it| looked.insert(*it)) {
                let _ = shell.with_desk(|desk| answered(|| desk.look_at(draft, now())));
                thread::sleep(BETWEEN);
            }
            thread::sleep(IDLE);
        }
    });
}

fn open(folder: &Path, keys: &mut Keys, clipboard: &Clipboard) -> Result<Desk, Failure> {
    Failure::caught(|| {
        let library = Library::with_folder(&folder.join("packs"))?;
        let desk = keys.open(library, now())?;
        let mut desk = desk.in_zone(*Local::now().offset());
        desk.keep_for(Settings::load(folder).keep_days);
        // Not before the vault is ours: it may be another window's, and so may what lies on the clipboard.
        desk.use_clipboard(clipboard.clone());
        Ok(desk)
    })
}

/// Does what a page waits for, or a thread does again and again. After a panic it is as if nothing had come of it: the page has
/// its answer, the thread goes on.
pub(crate) fn answered<T: Default>(work: impl FnOnce() -> T) -> T {
    Failure::caught(|| Ok(work())).unwrap_or_default()
}

/// Local time: the only clock of the window.
pub(crate) fn now() -> NaiveDateTime {
    told().unwrap_or_else(|| Local::now().naive_local())
}

/// How far time has gone on, whatever is done to the clock meanwhile.
pub(crate) fn moment() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = told().and_then(|it| (it - NaiveDateTime::default()).to_std().ok());
    told.unwrap_or_else(|| BEGUN.elapsed())
}

/// Tests name a file that holds another time; debug builds only.
fn told() -> Option<NaiveDateTime> {
    let told = std::env::var_os("BEISHEN_CLOCK").filter(|_| cfg!(debug_assertions));
    std::fs::read_to_string(told?).ok()?.parse().ok()
}

/// A command that panicked has changed nothing half: the vault's steps are transactions.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
