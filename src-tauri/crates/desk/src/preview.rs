//! A look at a paper before it is printed: its file is made once, shown page by page, and is the very file that is saved or
//! printed afterwards.

use std::{path::Path, sync::Arc};

use beishen_core::{Locale, document::data_uri};
use beishen_print::{Leaves, Printed};
use beishen_store::DraftId;
use chrono::NaiveDateTime;

use crate::{
    Failure,
    contract::{PageView, PictureView, PreviewOf, PreviewView, SavedFile},
    desk::Desk,
    files, papers,
};

/// The paper that is looked at: one at a time, and none once it is closed.
#[derive(Default)]
pub(crate) struct Preview {
    /// Tells it from the ones before.
    number: u32,
    paper: Option<Arc<Printed>>,
}

impl Desk {
    /// Makes the paper and keeps it.
    pub(crate) fn preview(
        &mut self,
        draft: DraftId,
        of: PreviewOf,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<PreviewView, Failure> {
        let paper = self.paper(draft, of, now, locale)?;
        let leaves = Leaves::new(paper.pdf.clone()).ok_or_else(Failure::bad_request)?;
        let page = |(width_mm, height_mm)| PageView { width_mm, height_mm };
        let (pages, missing) =
            (leaves.sizes().into_iter().map(page).collect(), papers::named(&paper.missing));
        self.preview.number = self.preview.number.wrapping_add(1);
        self.preview.paper = Some(Arc::new(paper));
        Ok(PreviewView { preview: self.preview.number, pages, missing })
    }

    /// A page of it, counted from 0, so many pixels wide.
    pub(crate) fn preview_page(
        &self,
        preview: u32,
        page: u32,
        width: u32,
    ) -> Result<PictureView, Failure> {
        let paper = self.previewed(preview)?;
        let (page, width) = (page.try_into().ok(), width.try_into().unwrap_or(u16::MAX));
        let leaves = Leaves::new(paper.pdf.clone()).zip(page);
        let png = leaves.and_then(|(leaves, page)| leaves.png(page, width));
        Ok(PictureView { picture: data_uri("image/png", &png.ok_or_else(Failure::gone)?) })
    }

    /// Writes it as it was shown.
    pub(crate) fn save_preview(&self, preview: u32, path: &Path) -> Result<SavedFile, Failure> {
        put(path, &*self.previewed(preview)?)
    }

    /// What was shown under that number, unless it was closed.
    pub fn previewed(&self, preview: u32) -> Result<Arc<Printed>, Failure> {
        let shown = self.preview.paper.as_ref().filter(|_| self.preview.number == preview);
        shown.cloned().ok_or_else(Failure::gone)
    }

    pub(crate) fn close_preview(&mut self, preview: u32) {
        if self.preview.number == preview {
            self.preview.paper = None;
        }
    }

    /// A paper of a draft.
    pub(crate) fn paper(
        &self,
        draft: DraftId,
        of: PreviewOf,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<Printed, Failure> {
        let (procedure, applicant) = self.applicant(draft, now)?;
        let (press, procedure) = self.press_for(&procedure)?;
        match of {
            PreviewOf::Receipt { show_numbers } => {
                press.receipt(procedure, &applicant, now, locale, !show_numbers)
            }
            PreviewOf::Correction => {
                press.correction_pdf(procedure, &applicant, now, locale)?.ok_or_else(Failure::gone)
            }
        }
    }
}

/// Writes what was printed.
pub(crate) fn put(path: &Path, printed: &Printed) -> Result<SavedFile, Failure> {
    files::write(path, &printed.pdf)?;
    Ok(SavedFile { path: path.display().to_string(), missing: papers::named(&printed.missing) })
}
