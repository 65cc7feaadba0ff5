//! Where vault and settings lie: in the folder of this computer, not in one that travels.
//!
//! On Windows they lay in the roaming folder at first, which a company's or a school's server copies at every login, the key with
//! the vault. What lies there is moved once.
//!
//! **Invariant:** nothing is written over, and wherever the move is broken off, the vault lies in one place, whole; the next start
//! goes on.

use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
};

use beishen_desk::VAULT;
use tauri::{AppHandle, Manager as _};

/// The folder of vault and settings; one that `BEISHEN_DATA_DIR` names is used as it is.
pub(crate) fn folder(app: &AppHandle) -> PathBuf {
    let named = std::env::var_os("BEISHEN_DATA_DIR").map(PathBuf::from);
    let own = || {
        let now = app.path().app_local_data_dir().ok()?;
        // The same one, except on Windows.
        Some(app.path().app_data_dir().map_or(now.clone(), |before| settled(&before, now)))
    };
    named.or_else(own).unwrap_or_else(|| PathBuf::from("."))
}

/// The folder to use, after what lay in the one of before was moved, if that was possible.
fn settled(before: &Path, now: PathBuf) -> PathBuf {
    if before == now || !before.join(VAULT).exists() || now.join(VAULT).exists() {
        return now;
    }
    if move_all(before, &now).is_ok() { now } else { before.to_owned() }
}

/// Moves everything, the vault last: until it is there, the folder of before is the one that counts.
fn move_all(before: &Path, now: &Path) -> io::Result<()> {
    let lock = format!("{VAULT}.lock");
    let mut options = fs::File::options();
    let held = options.create(true).truncate(false).write(true).open(before.join(&lock))?;
    // Another window may have it.
    held.try_lock()?;
    let (mut goes, mut last) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(before)? {
        let name = entry?.file_name();
        let is_vaults = name.to_str().is_some_and(|it| it.starts_with(VAULT));
        match (name == OsStr::new(&lock), now.join(&name).exists(), is_vaults) {
            // The lock is made anew; of settings in both places those of now count.
            (true, ..) | (_, true, false) => {}
            (_, true, true) => return Err(io::ErrorKind::AlreadyExists.into()),
            _ if name == VAULT => last.push(name),
            _ => goes.push(name),
        }
    }
    fs::create_dir_all(now)?;
    let mut moved = Vec::new();
    let done = goes.into_iter().chain(last).try_for_each(|name| {
        fs::rename(before.join(&name), now.join(&name))?;
        moved.push(name);
        Ok(())
    });
    if done.is_err() {
        for name in moved.iter().rev() {
            fs::rename(now.join(name), before.join(name))?;
        }
        return done;
    }
    drop(held);
    // Nothing is in them any more; where they stay they are no trouble.
    let _ = fs::remove_file(before.join(lock));
    let _ = fs::remove_dir(before);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two folders of a test's own: the one of before, with a vault and all that belongs to it, and the one of now.
    struct Places(PathBuf);

    impl Places {
        fn new(test: &str) -> Self {
            let root = std::env::temp_dir().join(format!("beishen-{test}-{}", std::process::id()));
            let it = Self(root);
            for name in [VAULT, &of_vault(".key"), &of_vault(".count"), "settings.json"] {
                it.put("before", name, "of before");
            }
            it.put("before", &format!("{}/a.vault", of_vault(".backups")), "backup");
            it.put("before", &of_vault(".lock"), "");
            it
        }

        fn put(&self, place: &str, name: &str, text: &str) {
            let path = self.0.join(place).join(name);
            fs::create_dir_all(path.parent().unwrap_or(&path)).unwrap_or_default();
            fs::write(path, text).unwrap_or_default();
        }

        fn has(&self, place: &str, name: &str) -> Option<String> {
            fs::read_to_string(self.0.join(place).join(name)).ok()
        }

        fn settle(&self) -> PathBuf {
            settled(&self.0.join("before"), self.0.join("now"))
        }
    }

    impl Drop for Places {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn of_vault(suffix: &str) -> String {
        format!("{VAULT}{suffix}")
    }

    #[test]
    fn a_vault_is_moved_once_with_all_that_belongs_to_it() {
        let places = Places::new("moved");
        // What the web view keeps lies in the folder of now already.
        places.put("now", "EBWebView/state", "of now");
        assert_eq!(places.settle(), places.0.join("now"));
        for name in [VAULT, &of_vault(".key"), &of_vault(".count"), "settings.json"] {
            assert_eq!(places.has("now", name).as_deref(), Some("of before"), "{name}");
        }
        assert!(places.has("now", &format!("{}/a.vault", of_vault(".backups"))).is_some());
        assert!(!places.0.join("before").exists());
        assert_eq!(places.settle(), places.0.join("now"));
    }

    #[test]
    fn nothing_is_moved_over_a_vault_or_a_key_that_is_there() {
        let places = Places::new("both");
        places.put("now", VAULT, "of now");
        assert_eq!(places.settle(), places.0.join("now"));
        assert_eq!(places.has("now", VAULT).as_deref(), Some("of now"));
        assert_eq!(places.has("before", VAULT).as_deref(), Some("of before"));

        let places = Places::new("key");
        places.put("now", &of_vault(".key"), "of now");
        assert_eq!(places.settle(), places.0.join("before"));
        assert_eq!(places.has("now", &of_vault(".key")).as_deref(), Some("of now"));
        assert_eq!(places.has("before", &of_vault(".key")).as_deref(), Some("of before"));
        assert_eq!(places.has("now", VAULT), None);
    }

    #[test]
    fn a_move_that_was_broken_off_is_gone_on_with() {
        let places = Places::new("half");
        places.put("now", &of_vault(".key"), "of before");
        let _ = fs::remove_file(places.0.join("before").join(of_vault(".key")));
        assert_eq!(places.settle(), places.0.join("now"));
        assert!([VAULT, ".key"].iter().all(|it| {
            let name = if *it == VAULT { VAULT.to_owned() } else { of_vault(it) };
            places.has("now", &name).as_deref() == Some("of before")
        }));
    }

    #[test]
    fn a_vault_that_another_window_has_stays_where_it_is() {
        let places = Places::new("held");
        let lock = fs::File::open(places.0.join("before").join(of_vault(".lock"))).ok();
        assert!(lock.as_ref().is_some_and(|it| it.try_lock().is_ok()));
        assert_eq!(places.settle(), places.0.join("before"));
        assert!(places.has("before", &of_vault(".key")).is_some());
    }

    #[test]
    fn what_cannot_be_moved_as_a_whole_is_not_moved_in_part() {
        let places = Places::new("cannot");
        // A file where the folder of now should be.
        let _ = fs::write(places.0.join("now"), "");
        assert_eq!(places.settle(), places.0.join("before"));
        for name in [VAULT, &of_vault(".key"), "settings.json"] {
            assert!(places.has("before", name).is_some(), "{name}");
        }
    }
}
