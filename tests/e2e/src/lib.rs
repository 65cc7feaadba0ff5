//! The real window under `WebDriver`: one private data folder a session, every process of it ended on drop.
//!
//! `WebKitWebDriver` starts the program itself, so nothing stands between the test and the window. Linux only: that is
//! where the driver is. Dialogs are the system's and out of a driver's reach; the window takes their answer from a file.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a harness: what goes wrong fails the test"
)]

pub mod clipboard;
mod disk;
mod full;
pub mod hands;
mod keychain;
mod picture;
mod readers;
mod weston;

use std::{
    cell::Cell,
    ffi::OsString,
    net::{TcpListener, TcpStream},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use chrono::NaiveDateTime;
use fantoccini::{Client, ClientBuilder, Locator, elements::Element, key::Key};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

pub use disk::Disk;
pub use full::{full, full_at, full_with_bundle};
pub use readers::Readers;
pub use weston::Weston;

/// A window that is open.
pub struct Window {
    driver: Child,
    /// The page, as the driver sees it.
    pub page: Client,
    folder: TempDir,
    disk: Option<Disk>,
    /// How many keys were pressed; what is held down with another counts with it.
    keys: Cell<usize>,
}

/// What a failed wait shows of the page.
const SAYS: &str = "return document.body.innerText + '\\n' + [...document.querySelectorAll('input')].map(it => it.value).join(' | ')";

/// What logind would call the session of the window.
pub const SESSION: &str = "c7";

/// The file that holds what time it is, where that is not the computer's.
const CLOCK: &str = "clock";
/// How it is written there.
const TIME: &str = "%FT%T";

/// Longer than anything takes on a busy machine; a test that waits so long has failed.
const PATIENCE: Duration = Duration::from_mins(3);

/// Asks until there is an answer: tests wait for what is seen, never for a time.
pub async fn eventually<T>(what: &str, ask: impl AsyncFnMut() -> Option<T>) -> T {
    answer(ask).await.unwrap_or_else(|| panic!("{what}: never"))
}

/// `None`: nothing came in all that patience.
async fn answer<T>(mut ask: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    loop {
        let answer = ask().await;
        if answer.is_some() || start.elapsed() > PATIENCE {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}

impl Window {
    /// Opens a window on an empty data folder.
    pub async fn open() -> Self {
        Self::open_on(tempfile::tempdir().unwrap(), None, None).await
    }

    /// Opens a window whose data folder lies on a disk that can be filled.
    pub async fn open_on_small_disk() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::permitted(&folder.path().join("data"));
        Self::open_on(folder, Some(disk), None).await
    }

    /// Opens a window on a data folder in which something lies already.
    pub async fn open_prepared(prepare: impl FnOnce(&Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        prepare(&data);
        Self::open_on(folder, None, None).await
    }

    /// Opens a window for which it is always this time, on a data folder in which something lies already.
    pub async fn open_at(now: NaiveDateTime, prepare: impl FnOnce(&Path)) -> Self {
        let clock = now.format(TIME).to_string();
        Self::open_prepared(|data| {
            std::fs::write(data.parent().unwrap().join(CLOCK), clock).unwrap();
            prepare(data);
        })
        .await
    }

    /// From now on it is this time.
    pub fn set_clock(&self, now: NaiveDateTime) {
        std::fs::write(self.path(CLOCK), now.format(TIME).to_string()).unwrap();
    }

    /// Opens a window on a data folder that something lies in already and that cannot be written; nothing where this machine
    /// permits no such folder.
    pub async fn open_protected(prepare: impl FnOnce(&Path)) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let disk = Disk::protected(&data)?;
        prepare(&data);
        Some(Self::open_on(folder, Some(disk), None).await)
    }

    /// Opens a window on a Wayland desktop.
    pub async fn open_under(weston: &Weston) -> Self {
        Self::open_on(tempfile::tempdir().unwrap(), None, Some(weston)).await
    }

    async fn open_on(folder: TempDir, disk: Option<Disk>, weston: Option<&Weston>) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let data = folder.path().join("data");
        keychain::keep_away();
        let driver = "WebKitWebDriver";
        let mut driver = disk.map_or_else(|| Command::new(driver), |it| it.command(&data, driver));
        driver.env("GDK_BACKEND", "x11");
        if let Some(weston) = weston {
            weston.shows(&mut driver);
        }
        let driver = driver
            .arg(format!("--port={port}"))
            .arg("--host=127.0.0.1")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("BEISHEN_DATA_DIR", &data)
            .env("BEISHEN_DIALOG_ANSWER", folder.path().join("answer"))
            .env("BEISHEN_CLOCK", folder.path().join(CLOCK))
            .env("PATH", programs(&folder))
            // A stand-in for logind has a place on the test's own bus, and never the computer's.
            .env(
                "DBUS_SYSTEM_BUS_ADDRESS",
                std::env::var_os("DBUS_SESSION_BUS_ADDRESS").unwrap_or_default(),
            )
            .env("XDG_SESSION_ID", SESSION)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0) // one signal reaches the driver, the window and WebKit's helpers
            .spawn()
            .expect("WebKitWebDriver is not installed");
        let page = connect(
            port,
            json!({ "webkitgtk:browserOptions": { "binary": program(), "args": [] } }),
        )
        .await;
        let window = Self { driver, page, folder, disk, keys: Cell::new(0) };
        window.see("main[data-screen]").await;
        window
    }

    /// Ends every process at once, in mid-sentence, and opens the window again on the same data.
    pub async fn kill_and_open_again(mut self) -> Self {
        self.kill();
        self.open_again().await
    }

    /// Opens a window that was killed again, on the same data.
    pub async fn open_again(mut self) -> Self {
        let folder = std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap());
        Self::open_on(folder, None, None).await
    }

    /// Starts the program once more on the same data, and waits for it to end.
    pub fn start_again(&self) -> std::process::ExitStatus {
        self.start_again_with(None)
    }

    /// The same with a file, as a double click on it does.
    pub fn start_again_with(&self, file: Option<&Path>) -> std::process::ExitStatus {
        let data = self.folder.path().join("data");
        let mut again = Command::new(program());
        again.args(file).env("BEISHEN_DATA_DIR", data).env("GDK_BACKEND", "x11").status().unwrap()
    }

    /// Takes away all room on the window's disk, or gives it back. Tells how that was done.
    pub fn fill_disk(&self, full: bool) -> Disk {
        let disk = self.disk.expect("the window was opened on a small disk");
        disk.fill(full, self.driver.id(), &self.folder.path().join("data"), &program());
        disk
    }

    /// Ends every process at once.
    pub fn kill(&mut self) {
        end(&mut self.driver);
    }

    /// A place for files of the test.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What the next system dialog is answered with.
    pub fn answer_dialog(&self, path: &Path) {
        std::fs::write(self.folder.path().join("answer"), path.display().to_string()).unwrap();
    }

    /// Chooses a file in a dialog, as a page asks for it: to be read, or to be written.
    pub async fn choose(&self, path: &Path, written: bool) {
        self.answer_dialog(path);
        let ask = if written {
            "invoke('pick_save', { name: '', extension: '' })"
        } else {
            "invoke('pick_file', { kind: 'file' })"
        };
        let ask = format!(
            "const done = arguments[0]; const {{ invoke }} = __TAURI_INTERNALS__; {ask}.then(done)"
        );
        let chosen = self.page.execute_async(&ask, Vec::new()).await.unwrap();
        assert_eq!(chosen, json!(path.display().to_string()));
    }

    /// Waits until an element is there.
    pub async fn see(&self, css: &str) -> Element {
        let found = answer(async || self.page.find(Locator::Css(css)).await.ok()).await;
        let Some(found) = found else { self.lack(&format!("{css} is not there")).await };
        found
    }

    /// Waits until a piece of script gives true.
    pub async fn wait(&self, what: &str, script: &str) {
        let script = format!("return !!({script})");
        let so = answer(async || (self.script(&script).await == json!(true)).then_some(())).await;
        if so.is_none() {
            self.lack(&format!("{what}: never")).await;
        }
    }

    /// Fails, and shows what there is instead.
    async fn lack(&self, what: &str) -> ! {
        panic!("{what}. The page says:\n{}", self.script(SAYS).await)
    }

    /// What a piece of script in the page returns.
    pub async fn script(&self, script: &str) -> Value {
        self.page.execute(script, Vec::new()).await.unwrap()
    }

    /// Asks the program as the page does. The reply, or an error's message.
    pub async fn call(&self, request: Value) -> Result<Value, String> {
        let ask = "const done = arguments[1]; __TAURI_INTERNALS__.invoke('call', { request: { locale: 'zh', ...arguments[0] } })
            .then(ok => done({ ok }), error => done({ error: error.message }))";
        let reply = self.page.execute_async(ask, vec![request]).await.unwrap();
        match reply["error"].as_str() {
            Some(message) => Err(message.to_owned()),
            None => Ok(reply["ok"].clone()),
        }
    }

    /// Changes settings in the main window, as if that had been done before. The companion may not.
    pub async fn set(&self, settings: Value) {
        let here = self.page.window().await.unwrap();
        self.switch_to("main[data-screen]:not([data-screen=companion])").await;
        let set = "const [settings, done] = arguments; const { invoke } = __TAURI_INTERNALS__;
            invoke('settings_get').then(it => invoke('settings_set', { settings: { ...it, ...settings } })).then(done)";
        let kept = self.page.execute_async(set, vec![settings]).await.unwrap();
        self.page.switch_to_window(here).await.unwrap();
        assert_eq!(kept, json!(true));
    }

    /// Goes to the window that shows what `css` names, once there is one.
    pub async fn switch_to(&self, css: &str) {
        eventually(css, async || {
            for handle in self.page.windows().await.unwrap() {
                self.page.switch_to_window(handle).await.unwrap();
                if self.page.find(Locator::Css(css)).await.is_ok() {
                    return Some(());
                }
            }
            None
        })
        .await;
    }

    /// Waits until something outside the page is so.
    pub async fn until(&self, what: &str, so: impl Fn() -> bool) {
        eventually(what, async || so().then_some(())).await;
    }

    /// Waits until the page shows a text.
    pub async fn see_text(&self, text: &str) {
        let text = serde_json::to_string(text).unwrap();
        self.wait(&text, &format!("document.body.innerText.includes({text})")).await;
    }

    /// Presses keys, wherever the focus is. Where what had the focus goes away before the key arrives, it goes to what has it then.
    pub async fn press(&self, keys: &str) {
        let held = [Key::Control, Key::Shift, Key::Alt, Key::Null].map(char::from);
        self.keys.set(self.keys.get() + keys.chars().filter(|it| !held.contains(it)).count());
        let pressed = eventually("something keeps the focus", async || {
            match self.page.active_element().await.unwrap().send_keys(keys).await {
                Err(error) if error.is_stale_element_reference() => None,
                pressed => Some(pressed),
            }
        });
        pressed.await.unwrap();
    }

    /// How many keys were pressed since the window was opened.
    pub fn pressed(&self) -> usize {
        self.keys.get()
    }

    /// Presses a key together with a modifier.
    pub async fn press_with(&self, modifier: Key, key: &str) {
        self.press(&format!("{}{key}{}", char::from(modifier), char::from(Key::Null))).await;
    }

    /// Presses Tab until the focus is inside what `css` names.
    pub async fn tab_to(&self, css: &str) {
        self.see(css).await;
        let named = serde_json::to_string(css).unwrap();
        let inside = format!(
            "document.activeElement.closest({named}) && document.activeElement !== document.body"
        );
        self.tab_until(css, &inside).await;
    }

    /// Presses Tab until a piece of script gives true.
    pub async fn tab_until(&self, what: &str, script: &str) {
        let there = format!("return !!({script})");
        for _ in 0..150 {
            if self.script(&there).await == json!(true) {
                return;
            }
            self.press(&char::from(Key::Tab).to_string()).await;
        }
        panic!("Tab never reaches {what}");
    }

    /// Changes what is open by its address, as a link does, and waits until the new page has begun: at its heading, or at the
    /// field that was asked for. Before that it is the page before that is seen.
    pub async fn go(&self, hash: &str, css: &str) {
        let leave = format!(
            "if ((location.hash || '#/') === '{hash}') return false;
            document.activeElement?.blur(); location.hash = '{hash}'; return true"
        );
        if self.script(&leave).await == json!(true) {
            self.wait("the page begins", "document.activeElement !== document.body").await;
        }
        self.see(css).await;
    }

    /// What the program says to a command, to know what a person would see.
    pub async fn ask(&self, mut request: Value) -> Value {
        request["locale"] = json!("zh");
        let ask = "const done = arguments[1]; window.__TAURI_INTERNALS__.invoke('call', { request: arguments[0] }).then(done, error => done({ error }))";
        let said = self.page.execute_async(ask, vec![request]).await.unwrap();
        assert!(said.get("error").is_none(), "{said}");
        said
    }

    /// Fails unless axe finds nothing wrong with the page.
    pub async fn check(&self, what: &str) {
        const AXE: &str =
            concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/node_modules/axe-core/axe.min.js");
        if self.script("return !window.axe").await == json!(true) {
            self.script(&std::fs::read_to_string(AXE).expect("npm ci in ui/ first")).await;
        }
        // Colours change over 120 ms, one after the other where they are inherited: it is the last ones that are looked at.
        let run = "
            const done = arguments[0];
            const still = document.createElement('style');
            still.textContent = '*, *::before, *::after { transition: none !important; animation: none !important }';
            document.head.append(still);
            axe.run().then(it => {
                still.remove();
                done(it.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' ')));
            })";
        let found = self.page.execute_async(run, Vec::new()).await.unwrap();
        assert_eq!(found, json!([]), "{what}");
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Where the window looks for other programs: first in the test's own `bin`, which may stand in for those of the system.
fn programs(folder: &TempDir) -> OsString {
    let own = folder.path().join("bin");
    std::fs::create_dir_all(&own).unwrap();
    let system = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&system))).unwrap()
}

/// Waits for a driver and opens what it drives.
async fn connect(port: u16, mut capabilities: Value) -> Client {
    eventually("the driver listens", async || TcpStream::connect(("127.0.0.1", port)).ok()).await;
    let patience = u64::try_from(PATIENCE.as_millis()).unwrap();
    capabilities["timeouts"] = json!({ "script": patience, "pageLoad": patience });
    ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities.as_object().unwrap().clone())
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .expect("the window does not open")
}

/// A browser, for the papers that one opens in it: the one that comes with the driver.
pub struct Browser {
    driver: Child,
    /// The page, as the driver sees it.
    pub page: Client,
}

impl Browser {
    /// Opens a file.
    pub async fn open(file: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Command::new("WebKitWebDriver")
            .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
            .env("GDK_BACKEND", "x11")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .expect("WebKitWebDriver is not installed");
        let page = connect(port, json!({})).await;
        page.set_window_size(1000, 900).await.unwrap();
        page.goto(&format!("file://{}", file.display())).await.unwrap();
        Self { driver, page }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        end(&mut self.driver);
    }
}

/// Ends a driver and everything it has started.
fn end(driver: &mut Child) {
    let group = format!("-{}", driver.id());
    let _ = Command::new("kill").args(["-9", "--", &group]).stderr(Stdio::null()).status();
    let _ = driver.wait();
}

/// The window's program, built beside the tests.
fn program() -> PathBuf {
    let named = std::env::var_os("BEISHEN_APP").map(PathBuf::from);
    let beside = || {
        let test = std::env::current_exe().unwrap();
        test.ancestors().nth(2).unwrap().join("beishen-app")
    };
    let program = named.unwrap_or_else(beside);
    assert!(program.is_file(), "build beishen-app first: {}", program.display());
    program
}
