//! Corrections before they are taken: what would change, and for which drafts; also those that come as a file from elsewhere.

use std::{path::PathBuf, sync::Arc};

use beishen_core::Procedure;
use beishen_work::{Failure, Library, check_own, file_of, files};

use super::portal::{NAMED, touched};
use crate::{
    at::At,
    contract::{CorrectionView, PortalView, ShelfView, count},
    desk::Desk,
    own,
    parts::form::Offered,
    view,
};

impl Desk {
    /// A pack from elsewhere is looked at: checked as one that is imported, and what it would change. Nothing is taken.
    pub(crate) fn open_correction(
        &mut self,
        path: PathBuf,
        at: At,
    ) -> Result<CorrectionView, Failure> {
        self.offered = None;
        let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let text = files::text(&path, &name)?;
        let folders: Vec<_> = self.installed.folder().into_iter().collect();
        let pack = check_own(&name, &text, &folders)?;
        let replaces = self.installed.procedure(pack.id()).is_some();
        let below = pack.extends().filter(|_| !replaces).map(str::to_owned);
        let mut view = match &below {
            _ if replaces => self.what_changes(pack.clone(), at)?,
            Some(below) => {
                let after = self.over_what_was_taken(below, &text)?;
                self.what_changes(after, at)?
            }
            None => CorrectionView::default(),
        };
        pack.id().clone_into(&mut view.id);
        pack.title().get(at.locale).clone_into(&mut view.title);
        view.verified_on = pack.verified_on().to_string();
        view.sources = view::sources(&pack, at.locale);
        view.replaces = replaces;
        view.corrects = below.is_some();
        let (file, changes) = (file_of(pack.id()), view.changes.len());
        self.offered = Some(Offered { file, text, below, changes });
        Ok(view)
    }

    /// The pack that was looked at last is taken over the procedure it extends, for every draft of that. `untake_portal` gives it back.
    pub(crate) fn take_correction(&mut self, at: At) -> Result<PortalView, Failure> {
        let offered = self.offered.take().ok_or_else(Failure::gone)?;
        let below = offered.below.filter(|_| offered.changes > 0).ok_or_else(Failure::gone)?;
        self.over_what_was_taken(&below, &offered.text)?;
        self.correct_by(&below, offered.text, offered.changes, at)
    }

    /// It is taken in as one of one's own, in the place of what has its id. `put_back` takes that back.
    pub(crate) fn keep_pack(&mut self, at: At) -> Result<ShelfView, Failure> {
        let offered = self.offered.take().ok_or_else(Failure::gone)?;
        self.write_pack(offered.file, offered.text, at)
    }

    /// A procedure with this correction over what was taken before; one that was taken already changes nothing.
    fn over_what_was_taken(&self, id: &str, text: &str) -> Result<Procedure, Failure> {
        let known = self.taught.get(id).map(|it| &*it.texts).unwrap_or_default();
        if known.iter().any(|it| it == text) {
            let now = self.corrected.procedure(id);
            return now.cloned().ok_or_else(|| Failure::not_installed(id));
        }
        self.with_correction(id, text).map_err(|why| {
            if known.is_empty() {
                return why;
            }
            Failure::input(
                "与已采用的平台内容对不上，请先撤销最近一次。",
                "It does not fit what was taken from the portal before. Take back the last first.",
            )
        })
    }

    /// What changes for whom when this takes the place of what has its id.
    pub(super) fn what_changes(
        &mut self,
        after: Procedure,
        at: At,
    ) -> Result<CorrectionView, Failure> {
        let id = after.id().to_owned();
        let now = self.corrected.procedure(&id).ok_or_else(|| Failure::not_installed(&id))?;
        let changes = view::changes(now, &after, at.locale);
        let title = now.title().get(at.locale).to_owned();
        let mut all = self.corrected.procedures().to_vec();
        if let Some(there) = all.iter_mut().find(|it| it.id() == id) {
            *there = after;
        }
        let before = self.said_of_drafts(&id, at.now)?;
        let after = Arc::new(own::library(&Library::of(all), &self.vault)?);
        let library = std::mem::replace(&mut self.library, after);
        let said = self.said_of_drafts(&id, at.now);
        self.library = library;
        let touched = touched(&before, said?);
        Ok(CorrectionView {
            id,
            below: title.clone(),
            title,
            corrects: true,
            changes,
            drafts: count(before.len()),
            touched: count(touched.len()),
            names: touched.into_iter().take(NAMED).collect(),
            ..CorrectionView::default()
        })
    }
}
