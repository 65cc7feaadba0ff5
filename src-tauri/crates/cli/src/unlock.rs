//! What opens something: the passphrase of a locked vault, from `BEISHEN_PASSPHRASE`, the code of a bundle, from
//! `BEISHEN_TRANSFER_CODE`, and that of an office, from `BEISHEN_OFFICE_CODE`; else from a person at the terminal, or a line of standard input each. Never from an argument, which every
//! program on the computer may read.

use std::{
    env,
    io::{self, BufRead as _, IsTerminal as _, Write as _},
    process::{Command, Stdio},
};

use beishen_desk::Keys;
use beishen_document::Locale;
use beishen_work::Failure;

/// Nobody types more.
const MOST: u64 = 1024;

/// Has the key given out, if it has to be: by the keychain, or with what a person says.
pub(crate) fn unlock(keys: &mut Keys, locale: Locale) -> Result<(), Failure> {
    let view = keys.view()?;
    if !view.locked || view.keychain && keys.unlock(None).is_ok() {
        return Ok(());
    }
    let asks = locale.pick("资料库的密码或恢复码：", "Passphrase or recovery code: ");
    keys.unlock(Some(&told("BEISHEN_PASSPHRASE", asks)?))
}

/// The code of a bundle.
pub(crate) fn transfer_code(locale: Locale) -> Result<String, Failure> {
    told("BEISHEN_TRANSFER_CODE", locale.pick("交接码：", "Transfer code: "))
}

/// The code of an office.
pub(crate) fn office_code(locale: Locale) -> Result<String, Failure> {
    told("BEISHEN_OFFICE_CODE", locale.pick("办公室码：", "Office code: "))
}

/// What a variable holds, or somebody says.
fn told(variable: &str, asks: &str) -> Result<String, Failure> {
    if let Ok(text) = env::var(variable) {
        return Ok(text);
    }
    let text = if io::stdin().is_terminal() { asked(asks) } else { line(io::stdin().lock()) };
    Ok(text.map_err(|_| crate::unread())?.trim_end_matches(['\r', '\n']).to_owned())
}

/// What a person types, not shown where the terminal can be told so.
fn asked(asks: &str) -> io::Result<String> {
    let mut err = io::stderr();
    write!(err, "{asks}")?;
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

/// The next line of what comes in.
fn line(from: impl io::BufRead) -> io::Result<String> {
    let mut text = String::new();
    from.take(MOST).read_line(&mut text)?;
    Ok(text)
}
