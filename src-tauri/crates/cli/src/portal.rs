//! `beishen portal`: what the portal's form asks for otherwise than the pack has it, and the correction that it teaches.

use std::{
    fmt::Write,
    path::{Path, PathBuf},
};

use beishen_document::Locale;
use beishen_guide::portal::{BoxDrift, Changed, Drift, FormBox, PageDrift, Says};
use beishen_work::{Failure, Library, Originals, files};
use chrono::NaiveDate;
use serde::Serialize;

use crate::Done;

/// Compares a saved page. Nothing of it is kept.
pub(crate) fn compare(
    library: &Library,
    id: &str,
    page: &Path,
    json: bool,
    locale: Locale,
) -> Result<Done, Failure> {
    let procedure = library.procedure(id).ok_or_else(crate::no_procedure)?;
    let drift = beishen_work::compare_page(procedure, page)?;
    let text = if json {
        crate::json(&Told::of(id, &drift, locale))
    } else {
        crate::printable(&report(&drift, locale))
    };
    Ok(Done { text, errors: !drift.is_same() })
}

/// Where a correction goes.
#[derive(Clone, Copy)]
pub(crate) struct To<'a> {
    pub(crate) out: &'a Path,
    pub(crate) replace: bool,
}

/// Writes what the pages teach, and says what a pack cannot say.
pub(crate) fn learn(
    library: &Library,
    id: &str,
    pages: &[PathBuf],
    to: To<'_>,
    day: NaiveDate,
    locale: Locale,
) -> Result<Done, Failure> {
    let procedure = library.procedure(id).ok_or_else(crate::no_procedure)?;
    Originals::of(pages).spare(to.out)?;
    if to.out.exists() && !to.replace {
        let name = to.out.display();
        return Err(Failure::input(
            format!("“{name}”已经存在，请换一个文件名，或加 --replace。"),
            format!("“{name}” is there already. Choose another file name, or add --replace."),
        ));
    }
    let name = to.out.file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let learned = beishen_work::learn_pages(library, procedure, pages, &name, day, locale)?;
    let mut text = String::new();
    match &learned.text {
        None => text.push_str(locale.pick(
            "没有要更正的，没有写文件。\n",
            "There is nothing to correct, and no file was written.\n",
        )),
        Some(pack) => {
            files::write(to.out, pack.as_bytes())?;
            let _ = writeln!(text, "{}", crate::papers::absolute(to.out).display());
        }
    }
    let remains: Vec<&Drift> = learned.remains.iter().filter(|it| !it.is_same()).collect();
    if !remains.is_empty() {
        text.push_str(locale.pick(
            "更正里没有写、请自己看一眼的：\n",
            "Not in the correction; please have a look yourself:\n",
        ));
        text.extend(remains.iter().map(|it| report(it, locale)));
    }
    Ok(Done { text: crate::printable(&text), errors: !remains.is_empty() })
}

/// Each page with what differs, in the portal's order, and the sums.
fn report(drift: &Drift, locale: Locale) -> String {
    drift.pages.iter().map(|it| of_page(it, locale)).collect::<Vec<_>>().join("\n")
}

fn of_page(page: &PageDrift, locale: Locale) -> String {
    let mut text = format!("{}\n", page.title.get(locale));
    let width = locale.pick("", "       ").len();
    let mut line = |title: &str, label: &str, said: &str| {
        let apart = if said.is_empty() { "" } else { locale.pick("：", ": ") };
        // Writing to a text does not fail.
        let _ = writeln!(text, "  {title:width$}  {label}{apart}{said}");
    };
    for (label, says) in
        page.boxes.iter().flat_map(|it| it.says.iter().map(move |says| (&it.label, says)))
    {
        line(says.title().get(locale), label, says.text().get(locale));
    }
    for doubt in &page.doubts {
        line(
            Says::Look(doubt.clone()).title().get(locale),
            locale.pick("整页", "the page"),
            doubt.get(locale),
        );
    }
    let same = page.boxes.iter().filter(|it| it.is_same()).count();
    let unsure = page.boxes.iter().filter(|it| only_doubted(it)).count();
    let differs = page.boxes.len() - same - unsure;
    let _ = match locale {
        Locale::Zh => writeln!(text, "  一致 {same} · 不同 {differs} · 请看一眼 {unsure}"),
        Locale::En => {
            writeln!(text, "  {same} the same · {differs} different · {unsure} to be looked at")
        }
    };
    text
}

/// Whether nothing of it surely differs.
fn only_doubted(it: &BoxDrift) -> bool {
    !it.is_same() && it.says.iter().all(|it| matches!(it, Says::Look(_)))
}

#[derive(Serialize)]
struct Told<'a> {
    procedure: &'a str,
    same: bool,
    pages: Vec<ToldPage<'a>>,
}

#[derive(Serialize)]
struct ToldPage<'a> {
    page: &'a str,
    title: &'a str,
    doubts: Vec<&'a str>,
    boxes: Vec<ToldBox<'a>>,
}

#[derive(Serialize)]
struct ToldBox<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    label: &'a str,
    same: bool,
    says: Vec<ToldSaying<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    portal: Option<&'a FormBox>,
}

#[derive(Serialize)]
struct ToldSaying<'a> {
    what: &'static str,
    text: String,
    #[serde(flatten)]
    options: Option<&'a Changed>,
}

impl<'a> Told<'a> {
    fn of(procedure: &'a str, drift: &'a Drift, locale: Locale) -> Self {
        let saying = |it: &'a Says| ToldSaying {
            what: it.name(),
            text: it.text().get(locale).to_owned(),
            options: match it {
                Says::Options(changed) => Some(changed),
                _ => None,
            },
        };
        let told = |it: &'a BoxDrift| ToldBox {
            field: it.field.as_deref(),
            label: &it.label,
            same: it.is_same(),
            says: it.says.iter().map(saying).collect(),
            portal: it.portal.as_ref(),
        };
        let pages = drift.pages.iter().map(|it| ToldPage {
            page: &it.page,
            title: it.title.get(locale),
            doubts: it.doubts.iter().map(|it| it.get(locale)).collect(),
            boxes: it.boxes.iter().map(told).collect(),
        });
        Self { procedure, same: drift.is_same(), pages: pages.collect() }
    }
}
