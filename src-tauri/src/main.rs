//! The window. Thin: every use case is in `beishen-desk`; here are the clock, the dialogs and the settings.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]
#![expect(clippy::needless_pass_by_value, reason = "Tauri hands every argument of a command over")]

#[cfg(target_os = "linux")]
mod away;
#[cfg(target_os = "linux")]
mod bus;
mod clipboard;
mod commands;
mod companion;
mod dialogs;
mod printing;
mod reminders;
mod settings;
mod state;

use std::{process::ExitCode, time::Instant};

use tauri::{Manager, RunEvent, WindowEvent};

use state::Shell;

fn main() -> ExitCode {
    let started = Instant::now();
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_global_shortcut::Builder::new().build())
        .setup(move |app| {
            let shell = Shell::start(app.handle(), started);
            app.manage(shell);
            reminders::watch(app.handle().clone());
            #[cfg(target_os = "linux")]
            away::watch(app.handle());
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![
            commands::call,
            commands::ready,
            commands::open_path,
            commands::reveal_path,
            dialogs::pick_file,
            dialogs::pick_folder,
            dialogs::pick_save,
            printing::printers,
            printing::print,
            settings::settings_get,
            settings::settings_set,
            companion::companion_open,
            companion::companion_here,
            companion::companion_on_top,
            companion::companion_keys,
        ])
        .on_window_event(|window, event| match (window.label(), event) {
            (companion::LABEL, event) => companion::heard(window, event),
            // The companion goes with the desk it belongs to.
            (_, WindowEvent::Destroyed) => {
                let companion = window.app_handle().get_webview_window(companion::LABEL);
                _ = companion.map(|it| it.close());
            }
            _ => {}
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|app, event| {
                if matches!(event, RunEvent::Exit) {
                    app.state::<Shell>().close_companion();
                }
            });
            ExitCode::SUCCESS
        }
        #[expect(clippy::print_stderr, reason = "there is no window to say it in")]
        Err(error) => {
            eprintln!(
                "备申打不开窗口，请检查系统的显示环境。The window could not be opened: {error}"
            );
            ExitCode::from(4)
        }
    }
}
