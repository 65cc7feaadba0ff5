//! The system's clipboard, through arboard: X11, Wayland where the compositor lets a program have it, Windows, macOS.

use arboard::{Clipboard, Error};
use beishen_desk::{Pasteboard, Unreachable};

/// Opened at the first use, and again if it could not be: without a clipboard the program still works.
#[derive(Default)]
pub(crate) struct System(Option<Clipboard>);

impl System {
    fn open(&mut self) -> Result<&mut Clipboard, Unreachable> {
        if self.0.is_none() {
            self.0 = Clipboard::new().ok();
        }
        self.0.as_mut().ok_or(Unreachable)
    }
}

impl Pasteboard for System {
    fn put(&mut self, text: &str) -> Result<(), Unreachable> {
        let set = self.open()?.set();
        #[cfg(target_os = "linux")]
        let set = arboard::SetExtLinux::exclude_from_history(set);
        #[cfg(windows)]
        let set = {
            use arboard::SetExtWindows as _;
            set.exclude_from_monitoring().exclude_from_cloud().exclude_from_history()
        };
        #[cfg(target_os = "macos")]
        let set = arboard::SetExtApple::exclude_from_history(set);
        set.text(text).map_err(|_| Unreachable)
    }

    fn text(&mut self) -> Result<Option<String>, Unreachable> {
        match self.open()?.get_text() {
            Ok(text) => Ok(Some(text)),
            // Nothing, a picture, or bytes that are no text.
            Err(Error::ContentNotAvailable | Error::ConversionFailure) => Ok(None),
            Err(_) => Err(Unreachable),
        }
    }

    fn clear(&mut self) -> Result<(), Unreachable> {
        self.open()?.clear().map_err(|_| Unreachable)
    }
}
