//! 回读核对: the portal's page against a draft. The page is read and dropped; what came of each field is kept.

use std::path::PathBuf;

use beishen_guide::{
    is_practice,
    readback::{Saved, read_back},
};
use beishen_store::{Change, DraftId, Level};
use beishen_work::{
    Failure,
    readback::{recognised, saved_page},
};

use crate::{at::At, contract::ReadBackView, desk::Desk, view};

impl Desk {
    /// Compares, and keeps the outcome with the draft, unless the page is the practice portal's.
    pub(crate) fn read_back(
        &mut self,
        draft: DraftId,
        text: String,
        at: At,
    ) -> Result<ReadBackView, Failure> {
        self.read_page(draft, text.into(), at)
    }

    fn read_page(&mut self, draft: DraftId, page: Saved, at: At) -> Result<ReadBackView, Failure> {
        // What the practice portal shows says nothing of the portal.
        let practice = is_practice(&page.text);
        let open = self.open_draft(draft, at.now)?;
        let read =
            recognised(read_back(open.procedure, &open.answers, &open.assessment, page, at.now))?;
        let outcome = read.outcome(open.procedure, &open.answers, &open.assessment.values, at.now);
        let kept = outcome.and_then(|it| serde_json::to_string(&it).ok());
        let fields =
            read.fields.iter().map(|it| view::read_field(open.procedure, it, at.locale)).collect();
        let page = open.procedure.pages().iter().find(|it| Some(&it.id) == read.page.as_ref());
        let page = page.map(|it| it.title.get(at.locale).to_owned()).unwrap_or_default();
        let draft = if practice {
            self.draft_view(draft, at)?
        } else {
            self.step(draft, &[Change::read_back(Level::Draft, kept.as_deref())], at)?
        };
        Ok(ReadBackView { page, fields, practice, draft })
    }

    /// The same with a page that was saved, as text or as HTML.
    pub(crate) fn read_back_file(
        &mut self,
        draft: DraftId,
        path: PathBuf,
        at: At,
    ) -> Result<ReadBackView, Failure> {
        let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        self.read_page(draft, saved_page(&path, &name)?, at)
    }
}
