//! The vault's care while nobody types: its log written back, a backup a day; and what a person asks of backups, also while the
//! vault cannot be opened.

use std::{path::PathBuf, thread, time::Duration};

use beishen_desk::{
    Backups, Failure,
    contract::{Access, FailureView},
};
use beishen_document::Locale;
use tauri::{AppHandle, Manager, State};

use crate::{
    lock::told,
    state::{Shell, answered, now},
};

/// How often it is looked whether somebody types.
const LOOK: Duration = Duration::from_secs(2);
/// After how many looks it is looked whether a backup is due: at the start, and then every ten minutes.
const LOOKS: u32 = 300;

/// Takes care of the vault as long as the program runs.
pub(crate) fn watch(app: AppHandle) {
    watch_second(app.clone());
    thread::spawn(move || {
        let shell = app.state::<Shell>();
        let (mut seen, mut settled) = (0, 0);
        for look in 0_u32.. {
            thread::sleep(LOOK);
            // What cannot be written now is written at the next look, or when the vault is closed.
            let writes = shell.with_desk(|desk| {
                let writes = desk.writes();
                let idle = writes == seen && writes != settled;
                (writes, idle && answered(|| desk.settle().is_ok_and(|all| all)))
            });
            if let Ok((writes, done)) = writes {
                seen = writes;
                settled = if done { writes } else { settled };
            }
            if let Ok(Some((gone, copier))) = shell.with_desk(|it| it.to_take_out()) {
                let done = Failure::caught(|| beishen_desk::take_out(&copier));
                let _ = shell.with_desk(|desk| desk.took_out(gone, &done));
            }
            if look % LOOKS == 1 {
                check(&shell);
            }
            let written = shell.with_desk(|it| !it.reads_only()).unwrap_or(true);
            if look % LOOKS == 1 && written && Backups::are_due(&shell.vault(), now()) {
                let made = Failure::caught(|| make(&shell));
                let _ = shell.with_desk(|desk| desk.backed_up(&made));
            }
        }
    });
}

/// Copies what the second place does not have yet, as a stick that has come back: by itself, for a place may never answer.
fn watch_second(app: AppHandle) {
    thread::spawn(move || {
        let shell = app.state::<Shell>();
        // Which place was seen to last, and how many were erased then; it may have been away since.
        let mut taken_out = None;
        loop {
            // After the day's backup, if there is one.
            thread::sleep(LOOK * LOOKS / 10);
            take_out_of_second(&shell, &mut taken_out);
            if Backups::second_is_due(&shell.vault(), now()) {
                let made = Failure::caught(|| Backups::copy_to_second(&shell.vault(), now()));
                // What has become of the vault's own is told by itself.
                if made.is_err() {
                    let _ = shell.with_desk(|desk| desk.backed_up(&made));
                }
            }
        }
    });
}

/// Takes whoever was erased out of the second place, once for each time that it is there. What could not be done is tried again.
fn take_out_of_second(shell: &Shell, taken_out: &mut Option<(PathBuf, u64)>) {
    let Some(place) = Backups::second_within_reach(&shell.vault()) else {
        *taken_out = None;
        return;
    };
    let gone = shell.with_desk(|it| (!it.reads_only()).then(|| (it.gone(), it.copier())));
    let Ok(Some((Ok(gone @ 1..), copier))) = gone else { return };
    if taken_out.as_ref().is_some_and(|it| *it == (place.clone(), gone)) {
        return;
    }
    let done = Failure::caught(|| beishen_desk::take_out_of(&copier, &place));
    if done.is_err() {
        let _ = shell.with_desk(|desk| desk.not_taken_out(&done));
    } else {
        *taken_out = Some((place, gone));
    }
}

/// Once a week the whole vault is looked through, while others go on with it.
fn check(shell: &Shell) {
    let Ok(Some(copier)) = shell.with_desk(|it| it.to_check(now())) else { return };
    if let Ok(sound) = Failure::caught(|| beishen_desk::is_sound(&copier)) {
        let _ = shell.with_desk(|desk| desk.checked(sound, now()));
    }
}

/// The desk is held for a moment only: the copying does not need it.
fn make(shell: &Shell) -> Result<(), Failure> {
    let copier = shell.with_desk(|desk| desk.copier())?;
    beishen_desk::back_up(&copier, &shell.vault(), now())
}

/// The backups there are.
#[tauri::command(async)]
pub(crate) fn backups(shell: State<'_, Shell>, locale: Locale) -> Result<Backups, FailureView> {
    told(locale, || Backups::of(&shell.vault()))
}

/// Makes a backup now.
#[tauri::command(async)]
pub(crate) fn back_up(shell: State<'_, Shell>, locale: Locale) -> Result<Backups, FailureView> {
    told(locale, || {
        let made = make(&shell).and_then(|()| Backups::copy_to_second(&shell.vault(), now()));
        shell.with_desk(|desk| desk.backed_up(&made))?;
        made?;
        Backups::of(&shell.vault())
    })
}

/// Puts a backup in the vault's place: where the vault is now that was there.
#[tauri::command(async)]
pub(crate) fn restore_backup(
    shell: State<'_, Shell>,
    name: String,
    locale: Locale,
) -> Result<Option<PathBuf>, FailureView> {
    told(locale, || shell.with_closed_vault(|keys| keys.restore(&name, now())))
}

/// From now on backups are copied into a folder that was chosen, too; `null`: into none.
#[tauri::command(async)]
pub(crate) fn keep_second(
    shell: State<'_, Shell>,
    place: Option<PathBuf>,
    locale: Locale,
) -> Result<Backups, FailureView> {
    told(locale, || {
        if place.as_ref().is_some_and(|it| !shell.was_chosen((Access::Folder, it))) {
            return Err(Failure::bad_request());
        }
        Backups::keep_second(&shell.vault(), place.as_deref())?;
        Backups::copy_to_second(&shell.vault(), now())?;
        if place.is_some() {
            // They are there, whether or not that can be noted.
            let _ = shell.with_desk(|desk| desk.note_second_place(now()));
        }
        Backups::of(&shell.vault())
    })
}

/// Puts a backup that was chosen, wherever it lies, in the vault's place, with what was typed.
#[tauri::command(async)]
pub(crate) fn adopt_backup(
    shell: State<'_, Shell>,
    backup: PathBuf,
    typed: String,
    locale: Locale,
) -> Result<Option<PathBuf>, FailureView> {
    told(locale, || {
        if !shell.was_chosen((Access::Read, &backup)) {
            return Err(Failure::bad_request());
        }
        shell.with_closed_vault(|keys| keys.adopt(&backup, &typed, now()))
    })
}

/// Makes a new vault where one has been; what is left of that is set aside.
#[tauri::command(async)]
pub(crate) fn begin_anew(shell: State<'_, Shell>, locale: Locale) -> Result<(), FailureView> {
    told(locale, || shell.with_closed_vault(|_| Backups::begin_anew(&shell.vault(), now())))
}

/// Reads the whole vault and every checksum in it.
#[tauri::command(async)]
pub(crate) fn check_vault(shell: State<'_, Shell>, locale: Locale) -> Result<(), FailureView> {
    told(locale, || shell.with_desk(|desk| desk.check())?)
}
