//! What the system does for a desk: the clipboard, the printers.

pub(crate) mod clipboard;
mod printer;

pub use clipboard::{Clipboard, Pasteboard, Unreachable};
pub use printer::Printers;
