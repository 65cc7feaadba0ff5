//! Where a window was last: a small file beside the vault for each, nothing personal in it.

use std::path::Path;

use serde::{Deserialize, Serialize};
use tauri::{Runtime, WebviewWindowBuilder, Window, WindowEvent};

/// Place and size of a window, in logical pixels.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Place {
    x: Option<i32>,
    y: Option<i32>,
    width: u32,
    height: u32,
    maximized: bool,
    /// Whether it stays above the others.
    pub(crate) on_top: bool,
}

/// The file that remembers a window, how large it is at first, and at least.
pub(crate) struct Kind {
    pub(crate) file: &'static str,
    pub(crate) usual: (u32, u32),
    pub(crate) least: (u32, u32),
}

impl Default for Place {
    fn default() -> Self {
        Self { x: None, y: None, width: 0, height: 0, maximized: false, on_top: true }
    }
}

/// No screen is wider.
const MOST: u32 = 8000;

impl Place {
    /// Where the window was last.
    pub(crate) fn kept(folder: &Path, kind: &Kind) -> Self {
        let text = std::fs::read_to_string(folder.join(kind.file)).unwrap_or_default();
        let place: Self = serde_json::from_str(&text).unwrap_or_default();
        let side = |kept: u32, usual: u32, least: u32| {
            if kept == 0 { usual } else { kept.clamp(least, MOST) }
        };
        Self {
            width: side(place.width, kind.usual.0, kind.least.0),
            height: side(place.height, kind.usual.1, kind.least.1),
            ..place
        }
    }

    pub(crate) fn keep(self, folder: &Path, kind: &Kind) {
        let text = serde_json::to_string(&self).unwrap_or_default();
        // Where a window was is no loss.
        let _ = beishen_desk::write(&folder.join(kind.file), text.as_bytes());
    }

    /// The window is put there, if that is on a screen that is still there.
    pub(crate) fn of<'a, R: Runtime, M: tauri::Manager<R>>(
        self,
        window: WebviewWindowBuilder<'a, R, M>,
        app: &M,
    ) -> WebviewWindowBuilder<'a, R, M> {
        let window = window
            .inner_size(f64::from(self.width), f64::from(self.height))
            .maximized(self.maximized);
        match (self.x, self.y) {
            (Some(x), Some(y)) if on_screen(app, x, y) => {
                window.position(f64::from(x), f64::from(y))
            }
            _ => window,
        }
    }

    /// Follows a window that is moved or resized.
    pub(crate) fn follow(&mut self, window: &Window, event: &WindowEvent) {
        let scale = window.scale_factor().unwrap_or(1.0);
        match event {
            WindowEvent::Moved(at) if !self.maximized => {
                let at = at.to_logical(scale);
                (self.x, self.y) = (Some(at.x), Some(at.y));
            }
            WindowEvent::Resized(size) => {
                self.maximized = window.is_maximized().unwrap_or_default();
                let size = size.to_logical(scale);
                if !self.maximized {
                    (self.width, self.height) = (size.width, size.height);
                }
            }
            _ => {}
        }
    }
}

/// Whether enough of a window there could be seen to be taken hold of.
fn on_screen<R: Runtime>(app: &impl tauri::Manager<R>, x: i32, y: i32) -> bool {
    const HOLD: i32 = 100;
    let monitors = app.app_handle().available_monitors().unwrap_or_default();
    monitors.iter().any(|it| {
        let scale = it.scale_factor();
        let at = it.position().to_logical::<i32>(scale);
        let size = it.size().to_logical::<i32>(scale);
        (at.x - HOLD..at.x + size.width - HOLD).contains(&x)
            && (at.y..at.y + size.height - HOLD).contains(&y)
    })
}
