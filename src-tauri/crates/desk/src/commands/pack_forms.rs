//! A pack's pages and boxes by a form: an act on its text. What comes back is the text; nothing is saved.

use std::path::PathBuf;

use beishen_guide::portal::{Unread, form};
use beishen_guide::readback::Saved;
use beishen_work::{Act, Failure, SeenPage, form_page, unread};
use chrono::Datelike;

use super::portal::{pasted, too_long};
use crate::{
    at::At,
    contract::{PackAct, PackEdited},
    desk::Desk,
    view,
};

/// What a page that was copied is called.
const COPIED: &str = "平台页面";

impl Desk {
    pub(crate) fn edit_pack(
        &self,
        file: String,
        text: String,
        act: PackAct,
        at: At,
    ) -> Result<PackEdited, Failure> {
        self.edited(&file, &text, &view::pack_act(act), at)
    }

    pub(crate) fn take_pack_page(
        &self,
        file: String,
        text: String,
        page: Option<String>,
        path: PathBuf,
        at: At,
    ) -> Result<PackEdited, Failure> {
        let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let title = path.file_stem().map(|it| it.to_string_lossy().into_owned());
        let title = title.filter(|it| !it.trim().is_empty()).unwrap_or_else(|| COPIED.to_owned());
        let source = form_page(&path, &name)?;
        self.with_page(&file, &text, page, title, source, unread, at)
    }

    pub(crate) fn take_pack_source(
        &self,
        file: String,
        text: String,
        page: Option<String>,
        source: String,
        at: At,
    ) -> Result<PackEdited, Failure> {
        if too_long(&source) {
            return Err(pasted(Unread::TooMany));
        }
        self.with_page(&file, &text, page, COPIED.to_owned(), source.into(), pasted, at)
    }

    #[expect(clippy::too_many_arguments, reason = "a text, a page of it, and what was seen")]
    fn with_page(
        &self,
        file: &str,
        text: &str,
        page: Option<String>,
        title: String,
        source: Saved,
        unread_for: fn(Unread) -> Failure,
        at: At,
    ) -> Result<PackEdited, Failure> {
        // The labels of any pack help to tell a label from other words; those of this one best.
        let own = self.installed.check(file, text).ok().map(|it| it.procedure);
        let known = own.as_ref().or_else(|| self.installed.procedures().first());
        let form = form(known.ok_or_else(Failure::gone)?, source).map_err(unread_for)?;
        if form.boxes.is_empty() {
            return Err(unread_for(Unread::NoBoxes));
        }
        let seen = SeenPage { title, form, day: at.now.date() };
        self.edited(file, text, &Act::Take { page, seen }, at)
    }

    fn edited(&self, file: &str, text: &str, act: &Act, at: At) -> Result<PackEdited, Failure> {
        let text = self.installed.edit(file, text, act, at.now.year())?;
        Ok(PackEdited { text })
    }
}
