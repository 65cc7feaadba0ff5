//! A paper looked at before it is printed.

use std::{path::PathBuf, sync::Arc};

use beishen_store::DraftId;
use beishen_work::{Failure, Printed, papers::loaded};

use super::papers::put;
use crate::{
    at::At,
    contract::{DraftPaper, PictureView, PreviewView, SavedFile, small},
    desk::Desk,
};

impl Desk {
    /// Makes the paper and keeps it.
    pub(crate) fn preview(
        &mut self,
        draft: DraftId,
        paper: DraftPaper,
        show_numbers: bool,
        at: At,
    ) -> Result<PreviewView, Failure> {
        let document = self.document(draft, paper, show_numbers, at)?;
        let printed = loaded(&self.press)?.print(&document)?;
        self.preview.show(printed, Some((small(draft.0), paper)))
    }

    pub(crate) fn preview_page(
        &self,
        preview: u32,
        page: u32,
        width: u32,
        _: At,
    ) -> Result<PictureView, Failure> {
        self.preview.page(preview, page, width)
    }

    /// Writes it as it was shown.
    pub(crate) fn save_preview(
        &self,
        preview: u32,
        path: PathBuf,
        _: At,
    ) -> Result<SavedFile, Failure> {
        put(&path, &*self.previewed(preview)?)
    }

    /// What was shown under that number, unless it was closed.
    pub fn previewed(&self, preview: u32) -> Result<Arc<Printed>, Failure> {
        self.preview.shown(preview)
    }

    #[expect(clippy::unnecessary_wraps, reason = "as every command")]
    pub(crate) fn close_preview(&mut self, preview: u32, _: At) -> Result<(), Failure> {
        self.preview.close(preview);
        Ok(())
    }
}
