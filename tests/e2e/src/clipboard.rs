//! The real clipboard of the display, as any other program sees it.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use crate::eventually;

const XCLIP: &str = "xclip is not installed";

/// The text that is there; empty when there is none.
pub fn text() -> String {
    read("UTF8_STRING")
}

/// What a clipboard history reads before it keeps anything.
pub fn hint() -> String {
    read("x-kde-passwordManagerHint")
}

fn read(kind: &str) -> String {
    let mut command = Command::new("xclip");
    command.args(["-selection", "clipboard", "-o", "-t", kind]).stderr(Stdio::null());
    String::from_utf8(command.output().expect(XCLIP).stdout).unwrap()
}

/// Another program copies; the text is there when this returns.
pub async fn put(text: &str) {
    let mut command = Command::new("xclip");
    command.args(["-selection", "clipboard", "-i"]);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut xclip = command.spawn().expect(XCLIP);
    xclip.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    assert!(xclip.wait().unwrap().success());
    // The one that has it now is a child of xclip's, which may be a moment late.
    eventually("the clipboard takes it", async || (self::text() == text).then_some(())).await;
}

/// A key pressed on the keyboard, in whatever program has it.
pub fn key(name: &str) {
    let status = Command::new("xdotool").args(["key", name]).status();
    assert!(status.expect("xdotool is not installed").success());
}
