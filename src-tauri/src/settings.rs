//! How the person likes the window: language, theme, size of text, hidden numbers, keys, reminders.

use std::{collections::BTreeMap, path::Path};

use beishen_document::Locale;
use serde::{Deserialize, Serialize};
use tauri::State;

use crate::{companion, state::Shell};

/// A small file beside the vault; nothing personal in it.
#[derive(Clone, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(crate) struct Settings {
    pub(crate) locale: Locale,
    theme: Theme,
    /// 1 to 2 times the usual size.
    scale: f64,
    mask_numbers: bool,
    /// All fields of a step on one page.
    whole_page: bool,
    /// After how many seconds a number leaves the clipboard, 10 to 120; 0: it stays.
    clear_after: u32,
    /// Whether the companion's keys work in every program.
    global_keys: bool,
    /// Keys by action; what is not here has its usual key.
    keys: BTreeMap<String, String>,
    /// After how many minutes without anybody the vault is locked; 0: as is usual.
    lock_after: u32,
    /// The question who uses the computer was put off.
    ask_later: bool,
    /// Whether the system tells what comes due.
    pub(crate) reminders: bool,
    /// For how many days people are kept where nobody has said a day; 0: for ever.
    pub(crate) keep_days: u32,
}

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            locale: Locale::Zh,
            theme: Theme::System,
            scale: 1.0,
            mask_numbers: false,
            whole_page: false,
            clear_after: 30,
            global_keys: false,
            keys: BTreeMap::new(),
            lock_after: 0,
            ask_later: false,
            reminders: true,
            keep_days: beishen_desk::KEEP_DAYS,
        }
    }
}

const FILE: &str = "settings.json";

impl Settings {
    /// The settings; the usual ones if there are none or they cannot be read.
    pub(crate) fn load(folder: &Path) -> Self {
        let text = std::fs::read_to_string(folder.join(FILE)).unwrap_or_default();
        let settings: Self = serde_json::from_str(&text).unwrap_or_default();
        Self { scale: settings.scale.clamp(1.0, 2.0), ..settings }
    }

    /// After how many minutes without anybody the vault is locked.
    pub(crate) fn lock_after(&self, shared: bool) -> u32 {
        let usual = if shared { 5 } else { 15 };
        if self.lock_after == 0 { usual } else { self.lock_after.min(120) }
    }

    /// For how many seconds a number stays on the clipboard; `None`: until something else is copied.
    pub(crate) fn numbers_last(&self) -> Option<u32> {
        (self.clear_after > 0).then(|| self.clear_after.clamp(10, 120))
    }
}

#[tauri::command(async)]
pub(crate) fn settings_get(shell: State<'_, Shell>) -> Settings {
    Settings::load(&shell.folder)
}

/// Keeps the settings; whether they could be written.
#[tauri::command(async)]
pub(crate) fn settings_set(
    app: tauri::AppHandle,
    shell: State<'_, Shell>,
    settings: Settings,
) -> bool {
    let text = serde_json::to_string(&settings).unwrap_or_default();
    let kept = beishen_desk::write(&shell.folder.join(FILE), text.as_bytes()).is_ok();
    shell.numbers_last(settings.numbers_last());
    let _ = shell.with_desk(|desk| desk.keep_for(settings.keep_days));
    companion::look(&app);
    kept
}
