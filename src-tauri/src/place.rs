//! Where a window was last: a small file beside the vault for each, nothing personal in it.

use std::path::Path;

use serde::{Deserialize, Serialize};
use tauri::{LogicalSize, Runtime, WebviewWindowBuilder, Window, WindowEvent};

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

    /// Follows a window that is moved or resized. Windows tells of one that is put away as if it had gone far off, with no size.
    pub(crate) fn follow(&mut self, window: &Window, event: &WindowEvent) {
        if window.is_minimized().unwrap_or_default() {
            return;
        }
        let scale = window.scale_factor().unwrap_or(1.0);
        match event {
            WindowEvent::Moved(at) if !self.maximized && at.x > PUT_AWAY && at.y > PUT_AWAY => {
                let at = at.to_logical(scale);
                (self.x, self.y) = (Some(at.x), Some(at.y));
            }
            WindowEvent::Resized(size) => {
                self.maximized = window.is_maximized().unwrap_or_default();
                let size: LogicalSize<u32> = size.to_logical(scale);
                if !self.maximized && size.width > 0 && size.height > 0 {
                    (self.width, self.height) = (size.width, size.height);
                }
            }
            _ => {}
        }
    }
}

/// Where Windows puts windows that are put away, in pixels of the screen; it may tell so before it says that they are.
const PUT_AWAY: i32 = -32_000;

/// A screen: left, top, width and height, in logical pixels.
type Screen = [i32; 4];

/// Whether enough of a window there could be seen to be taken hold of.
fn on_screen<R: Runtime>(app: &impl tauri::Manager<R>, x: i32, y: i32) -> bool {
    let monitors = app.app_handle().available_monitors().unwrap_or_default();
    monitors.iter().any(|it| {
        let scale = it.scale_factor();
        let at = it.position().to_logical::<i32>(scale);
        let size = it.size().to_logical::<i32>(scale);
        holds([at.x, at.y, size.width, size.height], x, y)
    })
}

/// Whether the upper left corner of a window is so far inside a screen that its title can be taken hold of.
fn holds([left, top, width, height]: Screen, x: i32, y: i32) -> bool {
    const HOLD: i32 = 100;
    (left - HOLD..left + width - HOLD).contains(&x) && (top..top + height - HOLD).contains(&y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_comes_back_only_where_it_can_be_taken_hold_of() {
        let screen = [0, 0, 1920, 1080];
        let left = [-1280, 0, 1280, 1024];
        for (screen, x, y, expected) in [
            (screen, 0, 0, true),
            (screen, 1500, 900, true),
            // A little beyond the left edge is where people put it.
            (screen, -90, 40, true),
            (screen, 1900, 40, false),
            (screen, 40, 1070, false),
            // Its title is above the screen.
            (screen, 40, -10, false),
            // The second screen is there, or was pulled out.
            (left, -1200, 40, true),
            (screen, -1200, 40, false),
            // Put away, as Windows says it.
            (screen, -32_000, -32_000, false),
        ] {
            assert_eq!(holds(screen, x, y), expected, "{screen:?} {x} {y}");
        }
    }
}
