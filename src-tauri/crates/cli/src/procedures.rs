//! `beishen procedures` and `beishen pack check`.

use std::path::Path;

use beishen_core::{Locale, Procedure};
use beishen_desk::{Failure, Library};
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
}

/// What can be prepared.
pub(crate) fn list(json: bool, locale: Locale) -> Result<Done, Failure> {
    let library = Library::built_in()?;
    let listed = library.procedures().iter().map(|it| Listed {
        id: it.id(),
        title: it.title().get(locale),
        summary: it.summary().get(locale),
        portal: it.portal().name.get(locale),
        address: &it.portal().address,
        minutes: it.minutes(),
        verified_on: it.verified_on(),
    });
    if json {
        return Ok(Done::says(crate::json(&listed.collect::<Vec<_>>())));
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
    Ok(Done::says(listed.map(line).collect::<String>()))
}

/// Whether a pack loads.
pub(crate) fn check_pack(pack: &Path, locale: Locale) -> Result<Done, Failure> {
    let text = beishen_desk::read_text(pack)?;
    let procedure = beishen_desk::check_pack(&pack.display().to_string(), &text)?;
    Ok(Done::says(crate::printable(&loaded(&procedure, locale))))
}

fn loaded(procedure: &Procedure, locale: Locale) -> String {
    let (id, title) = (procedure.id(), procedure.title().get(locale));
    let (pages, fields, rules) =
        (procedure.pages().len(), procedure.fields().count(), procedure.rules().len());
    match locale {
        Locale::Zh => format!(
            "{id}（{title}）可以载入：{pages} 个页面，{fields} 个填报项，{rules} 条规则。\n"
        ),
        Locale::En => {
            format!("{id} ({title}) loads: {pages} pages, {fields} fields, {rules} rules.\n")
        }
    }
}
