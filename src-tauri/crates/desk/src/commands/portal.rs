//! 认识平台页面: a form page of the portal beside the pack, and what of it is taken over on this computer.
//!
//! **Invariant:** of a page only its boxes are kept in memory, in which nothing is that was filled in; the vault keeps corrections and days.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use beishen_core::Procedure;
use beishen_guide::{
    is_practice,
    portal::{Drift, Lesson, Unread, against, form, learn},
    readback::{MOST, Saved},
};
use beishen_store::DraftId;
use beishen_work::{Failure, check_own, files, form_page, unread};
use chrono::NaiveDateTime;

use crate::{
    at::At,
    contract::{CorrectionView, PortalPack, PortalTaken, PortalView, SavedFile, count},
    desk::Desk,
    own::taught::{self, Seen, Taught},
    parts::form::ReadForm,
    view,
};

/// Drafts that are looked through for what a correction changes.
const MOST_DRAFTS: usize = 500;
/// Those that are named.
pub(super) const NAMED: usize = 5;

/// Of drafts whose they are, and what is said of them.
pub(super) type Said = BTreeMap<DraftId, (String, BTreeSet<String>)>;

/// Whether what was pasted is more than a page.
pub(super) fn too_long(text: &str) -> bool {
    text.len() > MOST
}

/// The words for what was pasted and is no form.
pub(super) fn pasted(why: Unread) -> Failure {
    match why {
        Unread::NoPage | Unread::NoBoxes => Failure::input(
            "粘贴的内容里没有框。请把填报页另存为网页，再打开或拖到这里。",
            "What was pasted has no boxes. Save the form in the browser, then open it or drop it here.",
        ),
        Unread::TooMany => unread(why),
    }
}

/// Whose drafts are told otherwise.
pub(super) fn touched(before: &Said, after: Said) -> Vec<String> {
    let otherwise = after.into_iter().filter(|(draft, it)| {
        let old = before.get(draft);
        old.is_some_and(|old| old.1 != it.1)
    });
    otherwise.map(|it| it.1.0).collect()
}

impl Desk {
    #[expect(clippy::unnecessary_wraps, reason = "as every command")]
    pub(crate) fn portal_packs(&self, at: At) -> Result<Vec<PortalPack>, Failure> {
        Ok(view::portal_packs(&self.installed, &self.corrected, &self.taught, at.locale))
    }

    pub(crate) fn read_portal(
        &mut self,
        procedure: String,
        path: PathBuf,
        at: At,
    ) -> Result<PortalView, Failure> {
        let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        self.read_form(procedure, form_page(&path, &name)?, unread, at)
    }

    /// The same with what was copied in the browser: the page as HTML, or its source.
    pub(crate) fn read_portal_text(
        &mut self,
        procedure: String,
        text: String,
        at: At,
    ) -> Result<PortalView, Failure> {
        if too_long(&text) {
            return Err(Failure::input(
                "粘贴的内容超过 1 MB，请只复制填报的那一页。",
                "What was pasted is over 1 MB. Copy only the page that is filled in.",
            ));
        }
        self.read_form(procedure, text.into(), pasted, at)
    }

    fn read_form(
        &mut self,
        procedure: String,
        page: Saved,
        unread_for: fn(Unread) -> Failure,
        at: At,
    ) -> Result<PortalView, Failure> {
        let practice = is_practice(&page.text);
        let pack = self.corrected(&procedure)?;
        let form = form(pack, page).map_err(unread_for)?;
        let drift = against(pack, &form).map_err(unread_for)?;
        if !practice && !self.reads_only() {
            self.note_seen(&procedure, &drift, at)?;
        }
        self.form = Some(ReadForm { procedure, form, practice });
        self.portal_view(None, at)
    }

    /// What would change if these boxes were taken over; nothing is.
    pub(crate) fn look_portal(
        &mut self,
        boxes: Vec<String>,
        apart: Vec<String>,
        at: At,
    ) -> Result<CorrectionView, Failure> {
        let (id, text) = self.lesson(&boxes, &apart, at)?;
        let after = self.with_correction(&id, &text)?;
        self.what_changes(after, at)
    }

    /// Takes over what the page has of these boxes; options of which the page's name is in `apart` are others than the pack's in their place.
    pub(crate) fn take_portal(
        &mut self,
        boxes: Vec<String>,
        apart: Vec<String>,
        at: At,
    ) -> Result<PortalView, Failure> {
        let (id, text) = self.lesson(&boxes, &apart, at)?;
        self.correct_by(&id, text, boxes.len(), at)
    }

    /// The correction that these boxes make, and of which procedure.
    fn lesson(
        &self,
        boxes: &[String],
        apart: &[String],
        at: At,
    ) -> Result<(String, String), Failure> {
        let read = self.form.as_ref().filter(|it| !it.practice).ok_or_else(Failure::gone)?;
        let id = read.procedure.clone();
        let pack = self.corrected(&id)?;
        let drift = against(pack, &read.form).map_err(unread)?;
        let lesson = Lesson {
            id: &format!("{id}-portal"),
            day: at.now.date(),
            locale: at.locale,
            takes: &|page, it| boxes.contains(&view::portal_key(page, it)),
            is_same: &|_, there| !apart.iter().any(|it| it == there),
        };
        let loads = |text: &str| self.with_correction(&id, text).is_ok();
        let text = learn(pack, &[drift], &lesson, &loads).ok_or_else(|| {
            Failure::input(
                "这些内容写不进办理事项，请照平台填写。",
                "A pack cannot say this. Fill it in as the portal has it.",
            )
        })?;
        Ok((id, text))
    }

    /// A procedure with one more correction over what was taken before.
    pub(super) fn with_correction(&self, id: &str, text: &str) -> Result<Procedure, Failure> {
        let known = self.taught.get(id).into_iter().flat_map(|it| &it.texts);
        let texts: Vec<&str> = known.map(String::as_str).chain([text]).collect();
        self.installed.corrected(id, &texts)
    }

    /// Takes a correction over, of so many `things`.
    pub(super) fn correct_by(
        &mut self,
        id: &str,
        text: String,
        things: usize,
        at: At,
    ) -> Result<PortalView, Failure> {
        let before = self.said_of_drafts(id, at.now)?;
        let mut known = self.taught.get(id).cloned().unwrap_or_default();
        known.texts.push(text);
        taught::keep(&mut self.vault, id, &known)?;
        self.read_own()?;
        let touched = touched(&before, self.said_of_drafts(id, at.now)?);
        let taken = PortalTaken {
            procedure: id.to_owned(),
            boxes: count(things),
            drafts: count(touched.len()),
            touched: touched.into_iter().take(NAMED).collect(),
        };
        self.see_again(at)?;
        self.portal_view(Some(taken), at)
    }

    /// What was taken over last of a procedure's pages goes again.
    pub(crate) fn untake_portal(
        &mut self,
        procedure: String,
        at: At,
    ) -> Result<PortalView, Failure> {
        let mut known = self.taught.get(&procedure).cloned().ok_or_else(Failure::gone)?;
        known.texts.pop().ok_or_else(Failure::gone)?;
        taught::keep(&mut self.vault, &procedure, &known)?;
        self.read_own()?;
        if self.form.as_ref().is_some_and(|it| it.procedure != procedure) {
            self.form = None;
        }
        self.see_again(at)?;
        self.portal_view(None, at)
    }

    /// The page as a correction of the pack that is installed, for others to use; its id is the name of its file.
    pub(crate) fn save_portal(&mut self, path: PathBuf, at: At) -> Result<SavedFile, Failure> {
        let read = self.form.as_ref().filter(|it| !it.practice).ok_or_else(Failure::gone)?;
        let pack = self.installed.procedure(&read.procedure).ok_or_else(Failure::gone)?;
        let drift = against(pack, &read.form).map_err(unread)?;
        let id = path.file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let folders: Vec<_> = self.installed.folder().into_iter().collect();
        let check = |text: &str| check_own(&format!("{id}.toml"), text, &folders);
        let lesson = Lesson {
            id: &id,
            day: at.now.date(),
            locale: at.locale,
            takes: &|_, _| true,
            is_same: &|_, _| true,
        };
        let text = learn(pack, &[drift], &lesson, &|text| check(text).is_ok());
        let text = text.ok_or_else(|| {
            Failure::input(
                "没有能写的更正；文件名只用小写字母、数字和连字符。",
                "There is nothing to write. The file's name has lower-case letters, digits and dashes only.",
            )
        })?;
        files::write(&path, text.as_bytes())?;
        Ok(SavedFile { path: path.display().to_string(), missing: Vec::new() })
    }

    /// The page is forgotten.
    #[expect(clippy::unnecessary_wraps, reason = "as every command")]
    pub(crate) fn leave_portal(&mut self, _: At) -> Result<(), Failure> {
        self.form = None;
        Ok(())
    }

    /// A procedure with what its portal's pages have taught, and without what else was added here.
    fn corrected(&self, procedure: &str) -> Result<&Procedure, Failure> {
        self.corrected.procedure(procedure).ok_or_else(|| Failure::not_installed(procedure))
    }

    fn portal_view(&self, taken: Option<PortalTaken>, at: At) -> Result<PortalView, Failure> {
        let packs = self.portal_packs(at)?;
        let Some(read) = &self.form else {
            return Ok(view::portal(None, None, false, taken, packs, at.locale));
        };
        let pack = self.corrected(&read.procedure)?;
        let drift = against(pack, &read.form).map_err(unread)?;
        Ok(view::portal(Some(pack), Some(&drift), read.practice, taken, packs, at.locale))
    }

    /// Notes that these pages were seen, and whether they differ.
    fn note_seen(&mut self, procedure: &str, drift: &Drift, at: At) -> Result<(), Failure> {
        let mut known = self.taught.get(procedure).cloned().unwrap_or_default();
        for page in &drift.pages {
            let differs = page.boxes.iter().any(view::surely_differs);
            known.seen.insert(page.page.clone(), Seen { on: at.now.date(), differs });
        }
        taught::keep(&mut self.vault, procedure, &known)?;
        self.taught.insert(procedure.to_owned(), known);
        Ok(())
    }

    /// The page that was read last, against what is known now.
    fn see_again(&mut self, at: At) -> Result<(), Failure> {
        let Some(read) = self.form.as_ref().filter(|it| !it.practice) else { return Ok(()) };
        let id = read.procedure.clone();
        // A correction may have taken out what it was known by.
        let Ok(drift) = against(self.corrected(&id)?, &read.form) else {
            self.form = None;
            return Ok(());
        };
        self.note_seen(&id, &drift, at)
    }

    /// Of each open draft of a procedure whose it is, and what is said of it. Nothing where there are very many.
    pub(super) fn said_of_drafts(
        &self,
        procedure: &str,
        now: NaiveDateTime,
    ) -> Result<Said, Failure> {
        let lines = self.vault.everybody()?;
        let open = lines.iter().flat_map(|it| {
            let drafts = it.drafts.iter().filter(|it| it.closed.is_none());
            drafts.map(move |draft| (&it.applicant.details.name, draft))
        });
        let open = open.filter(|it| it.1.procedure == procedure).take(MOST_DRAFTS);
        let mut all = BTreeMap::new();
        for (name, draft) in open {
            let said = self.glance(draft.id, now)?;
            let findings = said.assessment.findings.iter();
            let said = findings.map(|it| format!("{} {} {}", it.rule, it.subject, it.message.zh));
            all.insert(draft.id, (name.clone(), said.collect()));
        }
        Ok(all)
    }

    /// What a draft's portal shows otherwise than is known here, page by page, in words.
    pub(crate) fn drifted(&self, procedure: &Procedure, at: At) -> Vec<String> {
        let known = self.taught.get(procedure.id());
        known.map(|it: &Taught| view::drifted(procedure, it, at.locale)).unwrap_or_default()
    }
}
