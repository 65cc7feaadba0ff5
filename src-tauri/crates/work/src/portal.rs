//! 认识平台页面: a form page of the portal that was saved, against a procedure.

use std::path::Path;

use beishen_core::Procedure;
use beishen_guide::portal::{Drift, Unread, compare};

use crate::{failure::Failure, readback::saved};

/// A saved form page of the portal against the pages of a procedure. Nothing of it is kept.
pub fn compare_page(procedure: &Procedure, path: &Path) -> Result<Drift, Failure> {
    let name = path.display().to_string();
    let page = saved(path, &name)?.ok_or_else(|| {
        Failure::input(
            format!("“{name}”超过 1 MB，请只存填报的那一页。"),
            format!("“{name}” is over 1 MB. Save only the page that is filled in."),
        )
    })?;
    compare(procedure, page).map_err(unread)
}

fn unread(why: Unread) -> Failure {
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
