//! The passphrase of a locked vault: from `BEISHEN_PASSPHRASE`, from a person at the terminal, or from standard input. Never from an
//! argument, which every program on the computer may read.

use std::{
    env,
    io::{self, IsTerminal as _, Read as _, Write as _},
    process::{Command, Stdio},
};

use beishen_desk::Keys;
use beishen_document::Locale;
use beishen_work::Failure;

/// The variable it is taken from.
const VARIABLE: &str = "BEISHEN_PASSPHRASE";
/// Nobody types more.
const MOST: u64 = 1024;

/// Has the key given out, if it has to be: by the keychain, or with what a person says.
pub(crate) fn unlock(keys: &mut Keys, locale: Locale) -> Result<(), Failure> {
    let view = keys.view()?;
    if !view.locked || view.keychain && keys.unlock(None).is_ok() {
        return Ok(());
    }
    if let Ok(text) = env::var(VARIABLE) {
        return keys.unlock(Some(&text));
    }
    let text = if io::stdin().is_terminal() { asked(locale) } else { read(io::stdin()) };
    keys.unlock(Some(text.map_err(|_| crate::unread())?.trim_end_matches(['\r', '\n'])))
}

/// What a person types, not shown where the terminal can be told so.
fn asked(locale: Locale) -> io::Result<String> {
    let mut err = io::stderr();
    write!(err, "{}", locale.pick("资料库的密码或恢复码：", "Passphrase or recovery code: "))?;
    err.flush()?;
    let hidden = echo(false);
    let mut text = String::new();
    let read = io::stdin().read_line(&mut text);
    if hidden {
        echo(true);
        writeln!(err)?;
    }
    read.map(|_| text)
}

/// Whether the terminal does as it is told.
fn echo(on: bool) -> bool {
    let word = if on { "echo" } else { "-echo" };
    let told =
        Command::new("stty").arg(word).stdin(Stdio::inherit()).stderr(Stdio::null()).status();
    told.is_ok_and(|it| it.success())
}

/// The first line of what comes in.
fn read(from: impl io::Read) -> io::Result<String> {
    let mut text = String::new();
    from.take(MOST).read_to_string(&mut text)?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
