//! A look at a paper before it is printed: its file is made once, shown page by page, and is the very file that is saved or
//! printed afterwards.

use std::sync::Arc;

use beishen_document::html::data_uri;
use beishen_print::Leaves;
use beishen_work::{Failure, Printed, papers::named};

use crate::contract::{DraftPaper, PageView, PictureView, PreviewView};

/// The paper that is looked at: one at a time, and none once it is closed.
#[derive(Default)]
pub(crate) struct Preview {
    /// Tells it from the ones before.
    number: u32,
    paper: Option<Arc<Printed>>,
    /// What it is, and of which draft; nothing: of nobody.
    of: Option<(i32, DraftPaper)>,
}

impl Preview {
    /// Keeps the paper in the place of the one before.
    pub(crate) fn show(
        &mut self,
        paper: Printed,
        of: Option<(i32, DraftPaper)>,
    ) -> Result<PreviewView, Failure> {
        let leaves = Leaves::new(paper.pdf.clone()).ok_or_else(Failure::bad_request)?;
        let page = |(width_mm, height_mm)| PageView { width_mm, height_mm };
        let (pages, missing) =
            (leaves.sizes().into_iter().map(page).collect(), named(&paper.missing));
        self.number = self.number.wrapping_add(1);
        self.paper = Some(Arc::new(paper));
        self.of = of;
        Ok(PreviewView { preview: self.number, pages, missing })
    }

    /// A page of it, counted from 0, so many pixels wide.
    pub(crate) fn page(&self, preview: u32, page: u32, width: u32) -> Result<PictureView, Failure> {
        let paper = self.shown(preview)?;
        let (page, width) = (page.try_into().ok(), width.try_into().unwrap_or(u16::MAX));
        let leaves = Leaves::new(paper.pdf.clone()).zip(page);
        let png = leaves.and_then(|(leaves, page)| leaves.png(page, width));
        Ok(PictureView { picture: data_uri("image/png", &png.ok_or_else(Failure::gone)?) })
    }

    /// What was shown under that number, unless it was closed.
    pub(crate) fn shown(&self, preview: u32) -> Result<Arc<Printed>, Failure> {
        let shown = self.paper.as_ref().filter(|_| self.number == preview);
        shown.cloned().ok_or_else(Failure::gone)
    }

    /// Of which draft it is, and what.
    pub(crate) fn of(&self, preview: u32) -> Option<(i32, DraftPaper)> {
        self.of.filter(|_| self.number == preview)
    }

    pub(crate) fn close(&mut self, preview: u32) {
        if self.number == preview {
            self.paper = None;
        }
    }
}
