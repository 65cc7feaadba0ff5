//! `beishen procedures` and `beishen pack check`.

use std::path::Path;

use beishen_core::{Procedure, procedure::OwnPack};
use beishen_document::{Locale, Text};
use beishen_work::{Failure, FailureCode, Library, PROCEDURES};
use serde::Serialize;

use crate::Done;

#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    title: &'a str,
    summary: &'a str,
    portal: &'a str,
    address: &'a str,
    minutes: u16,
    verified_on: chrono::NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    extends: Option<&'a str>,
}

/// What can be prepared.
pub(crate) fn list(library: &Library, json: bool, locale: Locale) -> Done {
    let listed = library.procedures().iter().map(|it| Listed {
        id: it.id(),
        title: it.title().get(locale),
        summary: it.summary().get(locale),
        portal: it.portal().name.get(locale),
        address: &it.portal().address,
        minutes: it.minutes(),
        verified_on: it.verified_on(),
        extends: it.extends(),
    });
    if json {
        return Done::says(crate::json(&listed.collect::<Vec<_>>()));
    }
    let line = |it: Listed<'_>| match locale {
        Locale::Zh => format!(
            "{}  {}：{}\n    {}（{}）· 约 {} 分钟 · 核对于 {}\n",
            it.id, it.title, it.summary, it.portal, it.address, it.minutes, it.verified_on
        ),
        Locale::En => format!(
            "{}  {}: {}\n    {} ({}) · about {} minutes · verified on {}\n",
            it.id, it.title, it.summary, it.portal, it.address, it.minutes, it.verified_on
        ),
    };
    let refused = library.refused().iter().map(|(_, why)| match locale {
        Locale::Zh => format!("未载入  {}\n", why.message.zh),
        Locale::En => format!("not loaded  {}\n", why.message.en),
    });
    Done::says(crate::printable(&listed.map(line).chain(refused).collect::<String>()))
}

/// What comes with the program and what lies in a folder that was named.
pub(crate) fn library(folder: &Path) -> Result<Library, Failure> {
    if folder.is_dir() {
        return Library::with_folder(folder);
    }
    let name = folder.display();
    let message = Text::new(
        format!("没有“{name}”这个文件夹，请检查路径。"),
        format!("There is no folder “{name}”. Check its path."),
    );
    Err(Failure { code: FailureCode::Input, message })
}

/// Whether a pack loads. What it extends is built in, lies beside it, or in the folder of packs.
pub(crate) fn check_pack(
    pack: &Path,
    packs: Option<&Path>,
    locale: Locale,
) -> Result<Done, Failure> {
    let text = beishen_work::files::read_text(pack)?;
    let folders: Vec<&Path> = pack.parent().into_iter().chain(packs).collect();
    let OwnPack { procedure, no_english } =
        beishen_work::check_pack(&pack.display().to_string(), &text, &folders)?;
    let said = loaded(&procedure, locale) + &in_chinese_alone(&no_english, locale);
    Ok(Done::says(crate::printable(&said)))
}

/// English is asked for, and not demanded.
fn in_chinese_alone(keys: &[String], locale: Locale) -> String {
    if keys.is_empty() {
        return String::new();
    }
    let keys = keys.join(locale.pick("、", ", "));
    match locale {
        Locale::Zh => format!("没写英文，英文界面里显示中文：{keys}\n"),
        Locale::En => format!("No English; the Chinese is shown there: {keys}\n"),
    }
}

fn loaded(procedure: &Procedure, locale: Locale) -> String {
    let (id, title) = (procedure.id(), procedure.title().get(locale));
    let (pages, fields, rules) =
        (procedure.pages().len(), procedure.fields().count(), procedure.rules().len());
    let said = match locale {
        Locale::Zh => format!(
            "{id}（{title}）可以载入：{pages} 个页面，{fields} 个填报项，{rules} 条规则。\n"
        ),
        Locale::En => {
            format!("{id} ({title}) loads: {pages} pages, {fields} fields, {rules} rules.\n")
        }
    };
    said + &not_to_import(id, locale)
}

/// The window takes no pack in the place of one that comes with the program.
fn not_to_import(id: &str, locale: Locale) -> String {
    match locale {
        _ if !PROCEDURES.contains(&id) => String::new(),
        Locale::Zh => format!("“{id}”是自带的办理事项，要导入请换一个名称。\n"),
        Locale::En => {
            format!("`{id}` comes with the program; to import this pack, choose another id.\n")
        }
    }
}
