//! 填报助手: the walk over the portal's pages, with its place in the vault and its text on the clipboard.

use beishen_core::Procedure;
use beishen_guide::{
    companion::{Clip, Companion, Key, Memory, Phase, Pressed, companion_pages},
    practice,
};
use beishen_photo::without_place;
use beishen_store::DraftId;
use beishen_work::{Failure, PackFault, files};

use crate::{
    at::At,
    contract::{ClipView, CompanionKey, CompanionView, SavedFile},
    desk::Desk,
    open::Open,
    parts::companion::Walk,
    view,
};

impl Desk {
    /// The companion as it is now. Answers may have changed since: what is no longer shown is taken off the clipboard.
    pub(crate) fn open_companion(
        &mut self,
        draft: DraftId,
        at: At,
    ) -> Result<CompanionView, Failure> {
        let companion = self.walk(draft, at)?;
        let same = companion.text().is_some_and(|it| self.clipboard.holds(it));
        if !same {
            self.clipboard.clear();
        }
        self.companion_view(&companion, draft, Pressed::Done, None, at)
    }

    pub(crate) fn press_companion(
        &mut self,
        draft: DraftId,
        key: CompanionKey,
        at: At,
    ) -> Result<CompanionView, Failure> {
        let mut companion = self.walk(draft, at)?;
        let open = self.open_draft(draft, at.now)?;
        let mut copied = self.companion.copied;
        let pressed = companion.press(&key.into(), &mut |clip| match clip {
            Clip::Clear => self.clipboard.clear(),
            Clip::Copy(item) => {
                let put = self.clipboard.put(&item.value, view::is_secret(&open, item));
                copied = if put { Some(at.now) } else { copied };
                put
            }
        });
        self.companion.copied = copied;
        self.companion.phase = companion.phase();
        let mut unsaved = None;
        if self.companion.memory != *companion.memory() {
            self.companion.memory = companion.memory().clone();
            if !self.companion.practice {
                let text = serde_json::to_string(companion.memory()).unwrap_or_default();
                unsaved = self.vault.set_companion(draft, &text).err().map(Failure::from);
            }
        }
        self.companion_view(&companion, draft, pressed, unsaved, at)
    }

    /// Writes the file of an upload item into a folder of its own, for the browser to take.
    pub(crate) fn companion_file(
        &self,
        draft: DraftId,
        item: String,
        at: At,
    ) -> Result<SavedFile, Failure> {
        let open = self.open_draft(draft, at.now)?;
        let file = view::file_of(&open, &item).ok_or_else(Failure::gone)?;
        let bytes = self.vault.bytes(&file.digest)?;
        let folder = self.uploads.join(draft.0.to_string());
        files::make_folder(&folder)?;
        // A name from another computer may hold a path.
        let name =
            file.name.rsplit(['/', '\\']).next().filter(|it| !it.trim_matches('.').is_empty());
        let path = folder.join(name.unwrap_or("file"));
        files::write(&path, &without_place(&bytes))?;
        Ok(SavedFile { path: path.display().to_string(), missing: Vec::new() })
    }

    /// Begins a rehearsal of the walk, or goes back to the walk itself, where one was.
    pub fn rehearse(&mut self, practice: bool) {
        if practice || self.companion.practice {
            self.clipboard.clear();
            let turn = self.companion.turn;
            self.companion = Walk { practice, turn, ..Walk::default() };
        }
    }

    /// Writes 练习平台 for the browser: the replica of the portal's pages, without an answer in it.
    pub(crate) fn save_practice(&self, draft: DraftId, at: At) -> Result<SavedFile, Failure> {
        self.practise(self.open_draft(draft, at.now)?.procedure, at)
    }

    /// The same of a pack that is written.
    pub(crate) fn try_pack(
        &self,
        file: String,
        text: String,
        at: At,
    ) -> Result<SavedFile, Failure> {
        let read = self.installed.check(&file, &text);
        let first = |faults: Vec<PackFault>| faults.into_iter().next().map(|it| it.why);
        let pack = read.map_err(|it| first(it).unwrap_or_else(Failure::gone))?;
        self.practise(&pack.procedure, at)
    }

    fn practise(&self, procedure: &Procedure, at: At) -> Result<SavedFile, Failure> {
        files::make_folder(&self.practice)?;
        let path = self.practice.join(format!("{}.html", procedure.id()));
        files::write(&path, practice(procedure, at.locale).as_bytes())?;
        Ok(SavedFile { path: path.display().to_string(), missing: Vec::new() })
    }

    /// Takes the item off the companion's screen and off the clipboard. Whether the clipboard let go.
    pub fn pause_companion(&mut self) -> bool {
        if self.companion.phase == Phase::Walking {
            self.companion.phase = Phase::Paused;
        }
        self.clipboard.clear()
    }

    /// The companion is closed: nothing of it stays on the clipboard or on the disk. Whether the clipboard let go.
    pub fn close_companion(&mut self) -> bool {
        self.companion = Walk { turn: self.companion.turn, ..Walk::default() };
        self.forget_uploads();
        self.clipboard.clear()
    }

    /// The walk of a draft; that of another draft ends here. What cannot be shown does not stay on the clipboard.
    fn walk(&mut self, draft: DraftId, at: At) -> Result<Companion, Failure> {
        let known = self.companion.draft == Some(draft);
        let open = match self.open_draft(draft, at.now) {
            Ok(open) => open,
            Err(failure) => {
                self.clipboard.clear();
                return Err(failure);
            }
        };
        let kept = open.record.draft.companion.as_deref();
        let kept = kept.and_then(|it| serde_json::from_str(it).ok()).unwrap_or_default();
        let Open { procedure, answers, assessment, .. } = open;
        let pages = companion_pages(procedure, &answers, &assessment, at.now, at.locale);
        if !known {
            self.clipboard.clear();
            let Walk { turn, practice, .. } = self.companion;
            let memory = if practice { Memory::default() } else { kept };
            self.companion = Walk { draft: Some(draft), memory, turn, practice, ..Walk::default() };
        }
        Ok(Companion::new(pages, self.companion.memory.clone(), self.companion.phase))
    }

    fn companion_view(
        &mut self,
        companion: &Companion,
        draft: DraftId,
        pressed: Pressed,
        unsaved: Option<Failure>,
        at: At,
    ) -> Result<CompanionView, Failure> {
        self.companion.turn += 1;
        let clip = match companion.text() {
            _ if pressed == Pressed::Stuck => ClipView::Stuck,
            None => ClipView::Nothing,
            Some(text) if self.clipboard.holds(text) => ClipView::Copied,
            Some(_) => ClipView::Cleared,
        };
        let lasts = self.clipboard.due().filter(|_| clip == ClipView::Copied).map(|it| it.1);
        let open = self.open_draft(draft, at.now)?;
        Ok(view::companion(&open, companion, &self.companion, (clip, lasts), pressed, unsaved, at))
    }
}

impl From<CompanionKey> for Key {
    fn from(key: CompanionKey) -> Self {
        match key {
            CompanionKey::Next => Self::Next,
            CompanionKey::Past => Self::Past,
            CompanionKey::Previous => Self::Previous,
            CompanionKey::Again => Self::Again,
            CompanionKey::Clear => Self::Clear,
            CompanionKey::Pause => Self::Pause,
            CompanionKey::RestartItem => Self::RestartItem,
            CompanionKey::RestartPage => Self::RestartPage,
            CompanionKey::Page(page) => Self::Page(page),
            CompanionKey::Item(item) => Self::Item(item),
            CompanionKey::Tick(item) => Self::Tick { item, done: true },
            CompanionKey::Untick(item) => Self::Tick { item, done: false },
        }
    }
}
