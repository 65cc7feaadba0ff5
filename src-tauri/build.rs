//! Embeds the page (`ui/dist`), checks the configuration, and lets no page call a command that its capability file does not name.

use tauri_build::{AppManifest, Attributes};

/// Every command of the shell. One that is missing here cannot be called by any page.
const COMMANDS: &[&str] = &[
    "about",
    "open_licences",
    "call",
    "ready",
    "open_path",
    "reveal_path",
    "brought",
    "pick_file",
    "pick_folder",
    "pick_save",
    "printers",
    "print",
    "backups",
    "back_up",
    "restore_backup",
    "keep_second",
    "adopt_backup",
    "begin_anew",
    "check_vault",
    "lock_view",
    "active",
    "lock",
    "unlock",
    "offer_code",
    "keep_key",
    "settings_get",
    "settings_set",
    "companion_open",
    "companion_here",
    "companion_on_top",
    "companion_keys",
];

fn main() {
    let manifest = AppManifest::new().commands(COMMANDS);
    let built = tauri_build::try_build(Attributes::new().app_manifest(manifest));
    built.unwrap_or_else(|error| panic!("{error:#}"));
}
