//! 回读核对: a page of the portal that was saved, against a facts file.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use beishen_core::{Procedure, assess};
use beishen_guide::readback::{MOST, ReadBack, Saved, Sheets, frames, imports, links, read_back};
use chrono::NaiveDateTime;

use crate::{applicant::Applicant, failure::Failure, files};

/// A page of the portal that was saved, against the answers of a facts file.
pub fn read_back_page(
    procedure: &Procedure,
    applicant: &Applicant,
    path: &Path,
    now: NaiveDateTime,
) -> Result<ReadBack, Failure> {
    let page = saved_page(path, &path.display().to_string())?;
    let assessment = assess(procedure, &applicant.answers, now);
    recognised(read_back(procedure, &applicant.answers, &assessment, page, now))
}

/// A page that was saved, up to 1 MB, with the style sheets and the pages in frames that the browser saved with it; `name` is what
/// the person calls it.
pub fn saved_page(path: &Path, name: &str) -> Result<Saved, Failure> {
    saved(path, name)?.ok_or_else(|| {
        Failure::input(
            format!("“{name}”超过 1 MB，请只存结果页的文字。"),
            format!("“{name}” is over 1 MB. Save only the text of the result page."),
        )
    })
}

/// Pages in frames that are read, and how deep they may lie.
const MOST_FRAMES: usize = 40;
const DEEPEST: usize = 4;

/// A page that was saved with all that belongs to it; nothing if it is too large.
pub(crate) fn saved(path: &Path, name: &str) -> Result<Option<Saved>, Failure> {
    let page = files::page(path, name)?;
    let mut read = Read::default();
    let Some(mut saved) = read.page(&page, DEEPEST) else { return Ok(None) };
    for other in page.others(&read.numbers) {
        // It may have been read meanwhile, in a frame of another.
        if other.number().is_none_or(|it| !read.numbers.contains(&it)) {
            let Some(other) = read.page(&other, DEEPEST) else { return Ok(None) };
            saved.others.push(other);
        }
    }
    Ok(Some(saved))
}

/// What was read of a page so far.
#[derive(Default)]
struct Read {
    size: usize,
    pages: usize,
    numbers: BTreeSet<usize>,
}

impl Read {
    /// A page with its sheets and frames; nothing if all is too much.
    fn page(&mut self, page: &files::Page, deepest: usize) -> Option<Saved> {
        self.size += page.text.len();
        self.pages += 1;
        self.numbers.extend(page.number());
        if self.size > MOST || self.pages > MOST_FRAMES {
            return None;
        }
        let mut saved = Saved { text: page.text.clone(), sheets: sheets(page), ..Saved::default() };
        for src in frames(&page.text).into_iter().filter(|_| deepest > 0) {
            if saved.frames.contains_key(&src) {
                continue;
            }
            let Some(frame) = page.frame(&src) else { continue };
            saved.frames.insert(src, self.page(&frame, deepest - 1)?);
        }
        Some(saved)
    }
}

/// Sheets of a page that are looked for, and their bytes together.
const MOST_SHEETS: usize = 200;
const MOST_OF_SHEETS: usize = 16 << 20;

/// The sheets that a page links, and those that they import, as far as they are at hand.
fn sheets(page: &files::Page) -> Sheets {
    let mut found = Sheets::new();
    let mut wanted: Vec<(String, Option<PathBuf>)> =
        links(&page.text).into_iter().map(|it| (it, None)).collect();
    let (mut at, mut size) = (0, 0);
    while let Some((href, base)) = wanted.get(at).filter(|_| at < MOST_SHEETS).cloned() {
        at += 1;
        if found.contains_key(&href) {
            continue;
        }
        let Some(sheet) = page.sheet(&href, base.as_deref()) else { continue };
        size += sheet.text.len();
        if size > MOST_OF_SHEETS {
            break;
        }
        wanted.extend(imports(&sheet.text).into_iter().map(|it| (it, sheet.base.clone())));
        found.insert(href, sheet.text);
    }
    found
}

/// The same, when it is a page of the portal.
pub fn recognised(read: ReadBack) -> Result<ReadBack, Failure> {
    if read.fields.is_empty() {
        return Err(Failure::input(
            "没有认出平台的项目，请在结果页全选、复制后再粘贴。",
            "No field of the portal was recognised. Select all on its result page, copy, and paste again.",
        ));
    }
    Ok(read)
}
