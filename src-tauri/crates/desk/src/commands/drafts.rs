//! Drafts: begun, shown, changed step by step, each saved before the window hears of it and each to be undone.

use beishen_core::procedure::Outline;
use beishen_store::{ApplicantId, Change, DraftId, Undone};
use beishen_work::Failure;

use crate::{
    at::At,
    contract::{DraftView, ReviewSection},
    desk::Desk,
    open::Open,
    view,
};

impl Desk {
    pub(crate) fn begin_draft(
        &mut self,
        applicant: ApplicantId,
        procedure: String,
        at: At,
    ) -> Result<DraftView, Failure> {
        if self.library.procedure(&procedure).is_none() {
            return Err(Failure::gone());
        }
        let outline = self.outline(&procedure);
        let draft = self.vault.begin_draft(applicant, &procedure, outline.as_deref(), at.now)?;
        self.draft_view(draft, at)
    }

    pub(crate) fn begin_again(&mut self, draft: DraftId, at: At) -> Result<DraftView, Failure> {
        let outline = self.outline(&self.record(draft)?.draft.procedure);
        let draft = self.vault.begin_again(draft, outline.as_deref(), at.now)?;
        self.draft_view(draft, at)
    }

    pub(crate) fn show_draft(&mut self, draft: DraftId, at: At) -> Result<DraftView, Failure> {
        self.note_outline(draft)?;
        self.draft_view(draft, at)
    }

    pub(crate) fn draft_view(&self, draft: DraftId, at: At) -> Result<DraftView, Failure> {
        self.view_of(&self.open_draft(draft, at.now)?, at)
    }

    /// The whole view. From now on the page may ask for the pictures it names.
    fn view_of(&self, open: &Open<'_>, at: At) -> Result<DraftView, Failure> {
        self.pictures.show(view::shown(open));
        let mut view = view::draft(open, at);
        let installed = self.corrected.procedure(open.procedure.id());
        let changes = installed.map(|it| view::pack_changes(&open.record.draft, it, at.locale));
        view.pack_changes = changes.unwrap_or_default();
        view.portal = self.drifted(open.procedure, at);
        view.read_only = self.reads_only();
        view.twin = self.twin_note(open.record.applicant.id, at.locale)?;
        Ok(view)
    }

    /// One step, and what the draft says then.
    pub(crate) fn step(
        &mut self,
        draft: DraftId,
        changes: &[Change],
        at: At,
    ) -> Result<DraftView, Failure> {
        self.vault.step(draft, changes, at.now)?;
        self.draft_view(draft, at)
    }

    pub(crate) fn undo(&mut self, draft: DraftId, at: At) -> Result<DraftView, Failure> {
        let undone = self.vault.undo(draft, at.now)?;
        self.say(draft, undone, at.locale.pick("已撤销：", "Undone: "), at)
    }

    pub(crate) fn redo(&mut self, draft: DraftId, at: At) -> Result<DraftView, Failure> {
        let redone = self.vault.redo(draft, at.now)?;
        self.say(draft, redone, at.locale.pick("已重做：", "Done again: "), at)
    }

    /// Names what came back.
    fn say(
        &mut self,
        draft: DraftId,
        undone: Option<Undone>,
        verb: &str,
        at: At,
    ) -> Result<DraftView, Failure> {
        let open = self.open_draft(draft, at.now)?;
        let changed = undone.map(|it| {
            let mut labels: Vec<String> =
                it.changed.iter().map(|it| view::label_of(&open, it, at.locale)).collect();
            labels.dedup();
            format!("{verb}{}", labels.join(at.locale.pick("、", ", ")))
        });
        Ok(DraftView { changed, ..self.view_of(&open, at)? })
    }

    pub(crate) fn seen_changes(&mut self, draft: DraftId, at: At) -> Result<DraftView, Failure> {
        self.see_changes(draft)?;
        self.draft_view(draft, at)
    }

    /// Remembers what the procedure is like, for a draft that knows none yet.
    pub(crate) fn note_outline(&mut self, draft: DraftId) -> Result<(), Failure> {
        let known = &self.record(draft)?.draft;
        if !self.reads_only() && known.outline.is_none() && known.closed.is_none() {
            self.see_changes(draft)
        } else {
            Ok(())
        }
    }

    /// Remembers what the procedure is like now.
    pub(crate) fn see_changes(&mut self, draft: DraftId) -> Result<(), Failure> {
        if let Some(outline) = self.outline(&self.record(draft)?.draft.procedure) {
            self.vault.set_outline(draft, &outline)?;
        }
        Ok(())
    }

    /// What a procedure is like now; nothing for one that is not installed. What was put in its place on this computer is no
    /// change of the pack.
    pub(crate) fn outline(&self, procedure: &str) -> Option<String> {
        serde_json::to_string(&Outline::of(self.corrected.procedure(procedure)?)).ok()
    }

    pub(crate) fn visit(&mut self, draft: DraftId, step: String, _: At) -> Result<(), Failure> {
        Ok(self.vault.set_position(draft, &step)?)
    }

    pub(crate) fn review(&self, draft: DraftId, at: At) -> Result<Vec<ReviewSection>, Failure> {
        Ok(view::review(&self.open_draft(draft, at.now)?, at.locale))
    }
}
