//! TOML of our own as data, and what does not fit by its key.

use ::toml::{Table, Value, de::DeTable};
use serde::de::DeserializeOwned;

use super::{error::PackError, limits};
use crate::unfit::in_chinese;

/// Reads TOML of our own, naming the key that does not fit.
pub(super) fn read_toml<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, PackError> {
    understand(file, read_table(file, text)?)
}

/// Reads TOML within the limits, whatever it means.
pub(super) fn read_table(file: &str, text: &str) -> Result<Table, PackError> {
    limits::size(file, text.len())?;
    // Editors of Windows end lines with two characters, and texts of several lines keep both.
    let text = text.replace("\r\n", "\n");
    let table: Table = ::toml::from_str(&text).map_err(|error| no_toml(file, &text, &error))?;
    limits::hold(file, &table)?;
    Ok(table)
}

fn no_toml(file: &str, text: &str, error: &::toml::de::Error) -> PackError {
    let line = error
        .span()
        .map_or(1, |it| text.bytes().take(it.start).filter(|it| *it == b'\n').count() + 1);
    let why = error.message().lines().next().unwrap_or_default().to_owned();
    let zh = format!("第 {line} 行不是正确的 TOML：{why}");
    let en = format!("line {line} is not correct TOML: {why}");
    PackError { line: Some(line), ..PackError::new(file, ".", zh, en) }
}

/// Every line that is no TOML, as far as what comes behind one can be read.
pub(super) fn lines_of_no_toml(file: &str, text: &str) -> Vec<PackError> {
    if limits::size(file, text.len()).is_err() {
        return Vec::new();
    }
    let text = text.replace("\r\n", "\n");
    let (_, errors) = DeTable::parse_recoverable(&text);
    let mut found: Vec<PackError> = errors.iter().map(|it| no_toml(file, &text, it)).collect();
    found.dedup_by_key(|it| it.line);
    found
}

pub(super) fn understand<T: DeserializeOwned>(file: &str, table: Table) -> Result<T, PackError> {
    serde_path_to_error::deserialize(Value::Table(table)).map_err(|error| {
        let key = error.path().to_string();
        let why = error.inner().message().lines().next().unwrap_or_default().to_owned();
        PackError::new(file, key, in_chinese(&why), why)
    })
}
