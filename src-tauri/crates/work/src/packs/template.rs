//! A pack to begin with: commented, and in order as it is.

use std::path::Path;

use beishen_core::procedure::is_file_id;
use chrono::{Datelike, NaiveDate};

use super::{
    built_in::dictionary,
    folder::{file_of, parse},
    library::Library,
};
use crate::failure::Failure;

const NEW: &str = include_str!("template/new.toml");
const EXTENDING: &str = include_str!("template/extending.toml");

/// The text of a pack that keeps every promise, with this id; `today` is the day it was verified on.
pub fn template(
    id: &str,
    extends: Option<&str>,
    library: &Library,
    today: NaiveDate,
) -> Result<String, Failure> {
    if !is_file_id(id) {
        return Err(Failure::input(
            "名称要能作文件名，只用小写字母、数字和连字符。",
            "The id names a file: lower-case letters, digits and dashes only.",
        ));
    }
    let text = match extends {
        None => NEW.to_owned(),
        Some(below) => over(below, library)?,
    };
    let text = text
        .replace("{ID}", id)
        .replace("{TODAY}", &today.to_string())
        .replace("{YEAR}", &today.year().to_string());
    let folders: Vec<&Path> = library.folder.iter().map(AsRef::as_ref).collect();
    parse(&file_of(id), &text, &folders, &dictionary()?)?;
    Ok(text)
}

fn over(below: &str, library: &Library) -> Result<String, Failure> {
    let below = library.procedure(below).ok_or_else(|| Failure::not_installed(below))?;
    let (page, field) =
        below.fields().next().map_or(("", ""), |(page, field)| (&page.id, &field.id));
    let help = below.help().last().map_or("", |it| &it.id);
    let after = if help.is_empty() { "" } else { "insert_after = \"{HELP}\"\n" };
    Ok(EXTENDING
        .replace("insert_after = \"{HELP}\"\n", after)
        .replace("{PARENT}", below.id())
        .replace("{TITLE}", &quoted(&below.title().zh))
        .replace("{TITLE_EN}", &quoted(&below.title().en))
        .replace("{PAGE}", page)
        .replace("{FIELD}", field)
        .replace("{HELP}", help))
}

/// A title between quotation marks of TOML.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ")
}
