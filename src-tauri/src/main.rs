//! The window. Thin: every use case is in `beishen-desk`; here are the clock, the dialogs and the settings.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]
#![expect(clippy::needless_pass_by_value, reason = "Tauri hands every argument of a command over")]

mod about;
mod alone;
#[cfg(target_os = "linux")]
mod away;
mod backups;
mod brought;
#[cfg(target_os = "linux")]
mod bus;
mod clipboard;
mod commands;
mod companion;
mod dialogs;
mod home;
mod lock;
mod pictures;
mod place;
mod printing;
mod reminders;
mod settings;
mod state;

use std::{io::Write as _, process::ExitCode, time::Instant};

use beishen_desk::contract::Access;
use tauri::{DragDropEvent, Manager, RunEvent, WindowEvent};

use state::Shell;

/// No window goes anywhere but to the program's own pages.
fn stay<R: tauri::Runtime>() -> tauri::plugin::TauriPlugin<R> {
    let own = |it: &tauri::Url| {
        it.scheme() == "tauri"
            || it.host_str() == Some("tauri.localhost")
            || it.as_str() == "about:blank"
    };
    tauri::plugin::Builder::new("stay").on_navigation(move |_, to| own(to)).build()
}

/// A crash leaves no copy of the memory on the disk: answers and the vault's key are in it.
fn leave_no_core() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // Where the system does not let us, it is as it was.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
}

/// What a page may call. Which page may call what stands in `capabilities`.
fn commands() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        about::about,
        about::open_licences,
        commands::call,
        commands::ready,
        commands::open_path,
        commands::reveal_path,
        brought::brought,
        dialogs::pick_file,
        dialogs::pick_folder,
        dialogs::pick_save,
        printing::printers,
        printing::print,
        backups::backups,
        backups::back_up,
        backups::restore_backup,
        backups::keep_second,
        backups::adopt_backup,
        backups::begin_anew,
        backups::check_vault,
        lock::lock_view,
        lock::active,
        lock::lock,
        lock::unlock,
        lock::offer_code,
        lock::keep_key,
        settings::settings_get,
        settings::settings_set,
        companion::companion_open,
        companion::companion_here,
        companion::companion_on_top,
        companion::companion_keys,
    ]
}

fn main() -> ExitCode {
    let started = Instant::now();
    beishen_desk::hush_panics();
    leave_no_core();
    if cfg!(windows) && tauri::webview_version().is_err() {
        no_window(NO_WEB_VIEW);
        return ExitCode::from(4);
    }
    let built = tauri::Builder::default()
        .plugin(stay())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .setup(move |app| {
            // A system that lends no keys is no trouble: the companion says so, and has its own.
            let _ = app.handle().plugin(tauri_plugin_global_shortcut::Builder::new().build());
            let shell = Shell::start(app.handle(), started);
            let bundle = brought::of_start();
            if alone::raised(&shell, bundle.as_deref()) {
                std::process::exit(0);
            }
            if let Some(it) = bundle {
                shell.bring(it);
            }
            app.manage(shell);
            if let Err(error) = alone::open(app.handle()) {
                // Handed on it would end in a panic, of which nobody on Windows sees anything.
                std::process::exit(unopened(&error));
            }
            alone::listen(app.handle().clone());
            reminders::watch(app.handle().clone());
            backups::watch(app.handle().clone());
            lock::watch(app.handle().clone());
            state::look_ahead(app.handle().clone());
            #[cfg(target_os = "linux")]
            away::watch(app.handle());
            Ok(())
        })
        .register_asynchronous_uri_scheme_protocol(pictures::SCHEME, pictures::answer)
        .invoke_handler(commands())
        .on_window_event(|window, event| match (window.label(), event) {
            (companion::LABEL, event) => companion::heard(window, event),
            // What is dropped is chosen as well.
            (_, WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. })) => {
                let shell = window.state::<Shell>();
                for path in paths {
                    shell.chose(Access::Read, path);
                }
            }
            // The companion goes with the desk it belongs to.
            (_, WindowEvent::Destroyed) => {
                alone::heard(window, event);
                let companion = window.app_handle().get_webview_window(companion::LABEL);
                _ = companion.map(|it| it.close());
            }
            (_, event) => alone::heard(window, event),
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|app, event| match event {
                RunEvent::Exit => app.state::<Shell>().close_companion(),
                #[cfg(target_os = "macos")]
                RunEvent::Opened { urls } => {
                    let paths = urls.iter().filter_map(|it| it.to_file_path().ok());
                    let bundle = paths.filter_map(|it| brought::bundle(&it)).last();
                    if let Some(it) = bundle {
                        brought::bring(app, it);
                    }
                }
                _ => {}
            });
            ExitCode::SUCCESS
        }
        Err(error) => unopened(&error),
    }
}

/// Says that there is no window, and gives the exit code.
fn unopened<N: From<u8>>(error: &tauri::Error) -> N {
    no_window(&format!(
        "备申打不开窗口，请检查系统的显示环境。The window could not be opened: {error}"
    ));
    N::from(4)
}

/// Says why there is no window, on Windows in a box as well: a program with windows has no terminal there.
fn no_window(sentence: &str) {
    // Nobody may be there to read it.
    let _ = writeln!(std::io::stderr(), "{sentence}");
    #[cfg(windows)]
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title("备申 Beishen")
        .set_description(sentence)
        .show();
}

/// Windows may be without its web view (Windows 10 LTSC, servers, stripped images); then nothing of ours can be shown.
const NO_WEB_VIEW: &str = "这台电脑没有 WebView2，备申打不开窗口。请从微软网站安装“WebView2 运行时”（Evergreen），然后重新打开备申；资料不受影响。\n\n\
    This computer has no WebView2, which Beishen's window needs. Install the “WebView2 Runtime” (Evergreen) from Microsoft's \
    website and start Beishen again; nothing is lost.";

#[cfg(all(test, unix))]
mod tests {
    use rustix::process::{Resource, getrlimit};

    #[test]
    fn a_crash_may_not_write_its_memory_to_the_disk() {
        super::leave_no_core();
        assert_eq!(getrlimit(Resource::Core).current, Some(0));
    }
}
