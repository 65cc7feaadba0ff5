//! The scans of drafts: made a JPEG that fits, and both sides of a card laid together.

use std::path::Path;

use beishen_core::procedure::Requirement;
use beishen_photo::{
    Photo, Record, Stopped,
    scan::{self, Face, Layout, Scanned, Side},
};
use beishen_store::{Attachment, Change, DraftId, Level, NewFile, Provenance};
use beishen_work::Failure;

use crate::{
    at::At,
    contract::{CardPreview, DraftView, LayoutView, ReadFrom, SideView},
    desk::Desk,
    note::{self, Made, Note},
    open::Open,
    record,
};

impl Desk {
    /// Makes the scan of a material a JPEG within its limits, always from the file the person chose, and puts it in that
    /// file's place in one step. When that cannot be done the draft stays as it is and the view says why.
    pub(crate) fn prepare_scan(
        &mut self,
        draft: DraftId,
        material: String,
        at: At,
    ) -> Result<DraftView, Failure> {
        let open = self.open_draft(draft, at.now)?;
        let limits = scanned(&open, &material)?.limits.clone();
        let file = open.record.values.attachments.get(&material).ok_or_else(Failure::gone)?;
        // What was made of two sides has no file of its own behind it.
        let made = note::made(&file.note).filter(|it| it.record.inputs.len() == 1);
        let earlier = made.as_ref().and_then(|it| self.vault.bytes(&it.source()?).ok());
        let (name, bytes) = match (made, earlier) {
            (Some(made), Some(bytes)) => (made.original, bytes),
            _ => (file.name.clone(), self.vault.bytes(&file.digest)?),
        };
        let ready = Path::new(&name).with_extension("scan.jpg").display().to_string();
        let scanned = scan::compress(&Photo::look(&bytes, None), &limits);
        self.take_in(draft, &material, scanned, [name, ready], at)
    }

    /// Both sides of a card in one JPEG, in the place of the material's file.
    pub(crate) fn merge_card(
        &mut self,
        draft: DraftId,
        material: String,
        layout: LayoutView,
        at: At,
    ) -> Result<DraftView, Failure> {
        let open = self.open_draft(draft, at.now)?;
        let wanted = scanned(&open, &material)?;
        let limits = wanted.limits.clone();
        let [front, back] = sides(&open, &material);
        let (front, back) = (front.ok_or_else(Failure::gone)?, back.ok_or_else(Failure::gone)?);
        let ready = format!("{}.jpg", open.procedure.file_name(wanted, &open.assessment.values));
        let names = [format!("{} + {}", front.name, back.name), ready];
        let scanned = match (self.side(front, Face::Front)?, self.side(back, Face::Back)?) {
            (Ok(front), Ok(back)) => scan::merge(&front, &back, layout.into(), &limits),
            (Err(stopped), _) | (_, Err(stopped)) => Err(stopped),
        };
        self.take_in(draft, &material, scanned, names, at)
    }

    /// How both sides would look in one picture.
    pub(crate) fn preview_card(
        &self,
        draft: DraftId,
        material: String,
        layout: LayoutView,
        at: At,
    ) -> Result<CardPreview, Failure> {
        let open = self.open_draft(draft, at.now)?;
        let mut notes = Vec::new();
        let mut read = Vec::new();
        let named = [("正面", "Front", Face::Front), ("反面", "Back", Face::Back)];
        for ((zh, en, face), file) in named.into_iter().zip(sides(&open, &material)) {
            let side = self.side(file.ok_or_else(Failure::gone)?, face)?;
            let said = match &side {
                Ok(side) => side.edges().message,
                Err(stopped) => stopped.message(),
            };
            let sign = at.locale.pick("：", ": ");
            notes.push(format!("{}{sign}{}", at.locale.pick(zh, en), said.get(at.locale)));
            read.extend(side);
        }
        let picture = match &*read {
            [front, back] => scan::preview(front, back, layout.into()),
            _ => None,
        };
        let shown = picture.map(|it| beishen_document::html::data_uri("image/jpeg", &it));
        Ok(CardPreview { picture: shown.unwrap_or_default(), notes })
    }

    pub(crate) fn set_side(
        &mut self,
        draft: DraftId,
        material: String,
        side: SideView,
        path: Option<ReadFrom>,
        at: At,
    ) -> Result<DraftView, Failure> {
        let open = self.open_draft(draft, at.now)?;
        scanned(&open, &material).ok().filter(|it| it.two_sides).ok_or_else(Failure::gone)?;
        let slot = record::side(&material, side);
        let change = match path {
            Some(ReadFrom(path)) => Self::chosen(&slot, &path)?,
            None => Change::attach(Level::Draft, &slot, None, Provenance::Typed),
        };
        self.step(draft, &[change], at)
    }

    /// Front and back change places in one step.
    pub(crate) fn swap_sides(
        &mut self,
        draft: DraftId,
        material: String,
        at: At,
    ) -> Result<DraftView, Failure> {
        let open = self.open_draft(draft, at.now)?;
        let mut changes = Vec::new();
        let [front, back] = sides(&open, &material);
        for (to, from) in [(SideView::Front, back), (SideView::Back, front)] {
            let file = from.map(|it| {
                let bytes = self.vault.bytes(&it.digest)?;
                Ok::<_, Failure>(NewFile { name: it.name.clone(), note: it.note.clone(), bytes })
            });
            let slot = record::side(&material, to);
            changes.push(Change::attach(Level::Draft, &slot, file.transpose()?, Provenance::Typed));
        }
        self.step(draft, &changes, at)
    }

    fn side(&self, file: &Attachment, face: Face) -> Result<Result<Side, Stopped>, Failure> {
        let bytes = self.vault.bytes(&file.digest)?;
        Ok(Side::of(&Photo::look(&bytes, None), face))
    }

    /// Puts what was made in the place of the material's file, or says why nothing was.
    fn take_in(
        &mut self,
        draft: DraftId,
        material: &str,
        scanned: Result<Scanned, Stopped>,
        [original, name]: [String; 2],
        at: At,
    ) -> Result<DraftView, Failure> {
        match scanned {
            Ok(Scanned { jpeg, record, .. }) => {
                let file = made_file(original, name, jpeg, record);
                let change = Change::attach(Level::Draft, material, Some(file), Provenance::Typed);
                self.step(draft, &[change], at)
            }
            Err(stopped) => {
                let mut view = self.draft_view(draft, at)?;
                if let Some(it) = view.materials.iter_mut().find(|it| it.id == material) {
                    stopped.message().get(at.locale).clone_into(&mut it.stopped);
                }
                Ok(view)
            }
        }
    }
}

/// A material that is a scan.
fn scanned<'a>(open: &'a Open<'_>, material: &str) -> Result<&'a Requirement, Failure> {
    let known = open.procedure.material(material).filter(|it| it.profile.is_none());
    known.ok_or_else(Failure::gone)
}

/// Front and back, as far as they were chosen.
pub(crate) fn sides<'a>(open: &'a Open<'_>, material: &str) -> [Option<&'a Attachment>; 2] {
    [SideView::Front, SideView::Back]
        .map(|it| open.record.values.attachments.get(&record::side(material, it)))
}

fn made_file(original: String, name: String, bytes: Vec<u8>, record: Record) -> NewFile {
    let made = Made { measured: beishen_photo::inspect(&bytes), original, record, by_hand: None };
    NewFile { name, note: Note::Made(made).text(), bytes }
}

impl From<LayoutView> for Layout {
    fn from(layout: LayoutView) -> Self {
        match layout {
            LayoutView::Above => Self::Above,
            LayoutView::Beside => Self::Beside,
        }
    }
}
