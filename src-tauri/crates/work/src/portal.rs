//! 认识平台页面: form pages of the portal that were saved, against a procedure, and what they teach.

use std::path::{Path, PathBuf};

use beishen_core::{Procedure, procedure::is_file_id};
use beishen_document::Locale;
use beishen_guide::{
    portal::{Drift, Lesson, Unread, against, compare, form, learn},
    readback::Saved,
};
use chrono::NaiveDate;

use crate::{
    failure::Failure,
    packs::{Library, check_own, file_of},
    readback::saved,
};

/// A saved form page of the portal against the pages of a procedure. Nothing of it is kept.
pub fn compare_page(procedure: &Procedure, path: &Path) -> Result<Drift, Failure> {
    compare(procedure, form_page(path, &path.display().to_string())?).map_err(unread)
}

/// What pages have taught.
pub struct Learned {
    /// The correction as the text of a pack that keeps every promise; nothing where there was nothing to correct.
    pub text: Option<String>,
    /// Each page against the corrected pack: what differs still is what a pack cannot say, or what only a person can decide.
    pub remains: Vec<Drift>,
}

/// What saved form pages teach of a procedure, as a pack called `id` that extends it.
pub fn learn_pages(
    library: &Library,
    procedure: &Procedure,
    pages: &[PathBuf],
    id: &str,
    day: NaiveDate,
    locale: Locale,
) -> Result<Learned, Failure> {
    if !is_file_id(id) {
        return Err(Failure::input(
            format!("“{id}”不能作名称，只用小写字母、数字和连字符。"),
            format!("“{id}” cannot be a pack's name: lower-case letters, digits and dashes only."),
        ));
    }
    if library.procedure(id).is_some() && !library.own().iter().any(|it| it.id() == id) {
        return Err(Failure::input(
            format!("“{id}”是自带的办理事项，请换一个文件名。"),
            format!("“{id}” comes with the program. Choose another file name."),
        ));
    }
    let mut forms = Vec::new();
    for path in pages {
        let page = form_page(path, &path.display().to_string())?;
        forms.push(form(procedure, page).map_err(unread)?);
    }
    let compared = |procedure: &Procedure| {
        let each = forms.iter().map(|it| against(procedure, it).map_err(unread));
        each.collect::<Result<Vec<_>, _>>()
    };
    let seen = compared(procedure)?;
    let folders: Vec<&Path> = library.folder().into_iter().collect();
    let check = |text: &str| check_own(&file_of(id), text, &folders);
    let lesson = Lesson { id, day, locale, takes: &|_, _| true, is_same: &|_, _| true };
    let text = learn(procedure, &seen, &lesson, &|text| check(text).is_ok());
    let remains = match &text {
        Some(text) => compared(&check(text)?)?,
        None => seen,
    };
    Ok(Learned { text, remains })
}

/// A saved form page; `name` is what the person calls it.
pub fn form_page(path: &Path, name: &str) -> Result<Saved, Failure> {
    saved(path, name)?.ok_or_else(|| {
        Failure::input(
            format!("“{name}”超过 1 MB，请只存填报的那一页。"),
            format!("“{name}” is over 1 MB. Save only the page that is filled in."),
        )
    })
}

/// The words for a page of which no form can be read.
pub fn unread(why: Unread) -> Failure {
    match why {
        Unread::NoPage => Failure::input(
            "这不是网页，请在浏览器里另存为网页（HTML 或 MHTML）。",
            "This is not a web page. Save it in the browser as HTML or MHTML.",
        ),
        Unread::NoBoxes => Failure::input(
            "没有认出填报的框，请打开填报页，另存为单个文件（MHTML）。",
            "No box of the portal was recognised. Open the form and save it as a single file (MHTML).",
        ),
        Unread::TooMany => Failure::input(
            "这一页的框或选项太多，不像填报页，请另存一次。",
            "The page has too many boxes or options for a form. Save the form again.",
        ),
    }
}
