//! How the person likes the window: language, theme, size of text, hidden numbers, keys, reminders.

use std::{collections::BTreeMap, path::Path};

use beishen_document::Locale;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
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
    /// The settings; the usual ones if there are none.
    pub(crate) fn load(folder: &Path) -> Self {
        Self::read(&std::fs::read(folder.join(FILE)).unwrap_or_default())
    }

    /// What cannot be read is as usual, each by itself; but nobody's number is shown because a file was damaged.
    fn read(file: &[u8]) -> Self {
        if file.is_empty() {
            return Self::default();
        }
        let kept: Option<Map<String, Value>> = serde_json::from_slice(file).ok();
        let hides = kept
            .as_ref()
            .is_none_or(|it| it.get("mask_numbers").is_some_and(|it| it.as_bool() != Some(false)));
        let mut settings = Self::default();
        for one in kept.unwrap_or_default() {
            let mut all = serde_json::to_value(&settings).unwrap_or_default();
            all.as_object_mut().map(|it| it.insert(one.0, one.1));
            settings = serde_json::from_value(all).unwrap_or(settings);
        }
        Self { scale: settings.scale.clamp(1.0, 2.0), mask_numbers: hides, ..settings }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_damaged_is_as_usual_and_no_number_is_shown_for_it() {
        // A file; size of text, whether numbers are hidden, minutes until it locks.
        let cases: [(&[u8], f64, bool, u32); 10] = [
            (b"", 1.0, false, 0),
            (br#"{"scale":1.5,"mask_numbers":true,"lock_after":5}"#, 1.5, true, 5),
            (br#"{"scale":1.5,"mask_numbers":false,"lock_after":5}"#, 1.5, false, 5),
            (br#"{"scale":1.5,"mask_numbers":false,"lock_after":-5}"#, 1.5, false, 0),
            (br#"{"scale":9,"mask_numbers":1,"theme":"blue","lock_after":5}"#, 2.0, true, 5),
            (br#"{"scale":1.25}"#, 1.25, false, 0),
            (br#"{"of_later":[],"scale":1.25,"mask_numbers":false}"#, 1.25, false, 0),
            (br#"{"scale":1.5,"mask_numbers":tr"#, 1.0, true, 0),
            (b"[]", 1.0, true, 0),
            (b"\xFF\0", 1.0, true, 0),
        ];
        for (file, scale, hides, minutes) in cases {
            let read = Settings::read(file);
            let is = (read.scale, read.mask_numbers, read.lock_after);
            assert_eq!(is, (scale, hides, minutes), "{}", String::from_utf8_lossy(file));
        }
    }
}
