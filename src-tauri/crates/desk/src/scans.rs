//! The scans of drafts: made a JPEG that fits, and both sides of a card laid together.

use std::path::Path;

use beishen_core::{Locale, Procedure, Text, check::Check, document, procedure::Requirement};
use beishen_photo::{
    Photo, Record, Stopped,
    scan::{self, Layout, ScanLimits, Scanned, Side},
};
use beishen_store::{Attachment, Change, DraftId, Level, NewFile, Provenance};
use chrono::NaiveDateTime;

use crate::{
    Failure,
    contract::{CardPreview, DraftView, LayoutView, SideView},
    desk::{Desk, Open},
    files,
    looks::Made,
    record,
};

/// What is wanted of a material that is no photo, by the pack's rule on its file.
pub(crate) fn limits(procedure: &Procedure, material: &Requirement) -> ScanLimits {
    let said = procedure.rules().iter().find_map(|rule| match &rule.check {
        Check::File { material: of, formats, min_bytes, max_bytes } if *of == material.id => {
            Some((formats.clone(), *min_bytes, *max_bytes, &rule.source))
        }
        _ => None,
    });
    let (formats, least, most, source) =
        said.unwrap_or_else(|| (Vec::new(), 0, None, &material.source));
    let cited = procedure.cite(source);
    let kb = |bytes: u64| u32::try_from(bytes).unwrap_or(u32::MAX);
    ScanLimits {
        formats,
        min_kb: kb(least.div_ceil(1024)),
        max_kb: most.map(|it| kb(it / 1024)),
        source: Text::new(cited.line(Locale::Zh), cited.line(Locale::En)),
    }
}

impl Desk {
    /// Makes the scan of a material a JPEG within its limits, always from the file the person chose, and puts it in that
    /// file's place in one step. When that cannot be done the draft stays as it is and the view says why.
    pub(crate) fn prepare_scan(
        &mut self,
        draft: DraftId,
        material: &str,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<DraftView, Failure> {
        let open = self.open_draft(draft, now)?;
        let limits = limits(open.procedure, scanned(&open, material)?);
        let file = open.record.values.attachments.get(material).ok_or_else(Failure::gone)?;
        // What was made of two sides has no file of its own behind it.
        let made = record::made(&file.note).filter(|it| it.record.inputs.len() == 1);
        let earlier = made.as_ref().and_then(|it| self.vault.bytes(&it.source()?).ok());
        let (name, bytes) = match (made, earlier) {
            (Some(made), Some(bytes)) => (made.original, bytes),
            _ => (file.name.clone(), self.vault.bytes(&file.digest)?),
        };
        let ready = Path::new(&name).with_extension("scan.jpg").display().to_string();
        let scanned = scan::compress(&Photo::look(&bytes, None), &limits);
        self.take_in(draft, material, scanned, [name, ready], now, locale)
    }

    /// Both sides of a card in one JPEG, in the place of the material's file.
    pub(crate) fn merge_card(
        &mut self,
        draft: DraftId,
        material: &str,
        layout: LayoutView,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<DraftView, Failure> {
        let open = self.open_draft(draft, now)?;
        let wanted = scanned(&open, material)?;
        let limits = limits(open.procedure, wanted);
        let [front, back] = sides(&open, material);
        let (front, back) = (front.ok_or_else(Failure::gone)?, back.ok_or_else(Failure::gone)?);
        let ready = format!("{}.jpg", open.procedure.file_name(wanted, &open.assessment));
        let names = [format!("{} + {}", front.name, back.name), ready];
        let scanned = match (self.side(front)?, self.side(back)?) {
            (Ok(front), Ok(back)) => scan::merge(&front, &back, layout.into(), &limits),
            (Err(stopped), _) | (_, Err(stopped)) => Err(stopped),
        };
        self.take_in(draft, material, scanned, names, now, locale)
    }

    /// How both sides would look in one picture.
    pub(crate) fn preview_card(
        &self,
        draft: DraftId,
        material: &str,
        layout: LayoutView,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<CardPreview, Failure> {
        let open = self.open_draft(draft, now)?;
        let mut notes = Vec::new();
        let mut read = Vec::new();
        let named = [("正面", "Front"), ("反面", "Back")];
        for ((zh, en), file) in named.into_iter().zip(sides(&open, material)) {
            let side = self.side(file.ok_or_else(Failure::gone)?)?;
            let said = match &side {
                Ok(side) => edges(side.cropped),
                Err(stopped) => stopped.message(),
            };
            let sign = locale.pick("：", ": ");
            notes.push(format!("{}{sign}{}", locale.pick(zh, en), said.get(locale)));
            read.extend(side);
        }
        let picture = match &*read {
            [front, back] => scan::preview(front, back, layout.into()),
            _ => None,
        };
        let shown = picture.map(|it| document::data_uri("image/jpeg", &it));
        Ok(CardPreview { picture: shown.unwrap_or_default(), notes })
    }

    pub(crate) fn set_side(
        &mut self,
        draft: DraftId,
        material: &str,
        side: SideView,
        path: Option<&Path>,
        now: NaiveDateTime,
    ) -> Result<(), Failure> {
        let open = self.open_draft(draft, now)?;
        scanned(&open, material).ok().filter(|it| it.two_sides).ok_or_else(Failure::gone)?;
        let slot = record::side(material, side);
        let change = match path {
            Some(path) => {
                let name = path.file_name().map(|it| it.to_string_lossy().into_owned());
                let name = name.unwrap_or_default();
                let bytes = files::read(path, &name)?;
                Self::attachment(&slot, &name, bytes)
            }
            None => Change::attach(Level::Draft, &slot, None, Provenance::Typed),
        };
        self.step(draft, &[change], now)
    }

    /// Front and back change places in one step.
    pub(crate) fn swap_sides(
        &mut self,
        draft: DraftId,
        material: &str,
        now: NaiveDateTime,
    ) -> Result<(), Failure> {
        let open = self.open_draft(draft, now)?;
        let mut changes = Vec::new();
        let [front, back] = sides(&open, material);
        for (to, from) in [(SideView::Front, back), (SideView::Back, front)] {
            let file = from.map(|it| {
                let bytes = self.vault.bytes(&it.digest)?;
                Ok::<_, Failure>(NewFile { name: it.name.clone(), note: it.note.clone(), bytes })
            });
            let slot = record::side(material, to);
            changes.push(Change::attach(Level::Draft, &slot, file.transpose()?, Provenance::Typed));
        }
        self.step(draft, &changes, now)
    }

    fn side(&self, file: &Attachment) -> Result<Result<Side, Stopped>, Failure> {
        let bytes = self.vault.bytes(&file.digest)?;
        Ok(Side::of(&Photo::look(&bytes, None)))
    }

    /// Puts what was made in the place of the material's file, or says why nothing was.
    fn take_in(
        &mut self,
        draft: DraftId,
        material: &str,
        scanned: Result<Scanned, Stopped>,
        [original, name]: [String; 2],
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<DraftView, Failure> {
        match scanned {
            Ok(Scanned { jpeg, record, .. }) => {
                let file = made_file(original, name, jpeg, record);
                let change = Change::attach(Level::Draft, material, Some(file), Provenance::Typed);
                self.step(draft, &[change], now)?;
                self.draft_view(draft, now, locale)
            }
            Err(stopped) => {
                let mut view = self.draft_view(draft, now, locale)?;
                if let Some(it) = view.materials.iter_mut().find(|it| it.id == material) {
                    stopped.message().get(locale).clone_into(&mut it.stopped);
                }
                Ok(view)
            }
        }
    }
}

/// A material that is a scan.
fn scanned<'a>(open: &'a Open<'_>, material: &str) -> Result<&'a Requirement, Failure> {
    let materials = open.procedure.materials();
    let known = materials.iter().find(|it| it.id == material && it.profile.is_none());
    known.ok_or_else(Failure::gone)
}

/// Front and back, as far as they were chosen.
pub(crate) fn sides<'a>(open: &'a Open<'_>, material: &str) -> [Option<&'a Attachment>; 2] {
    [SideView::Front, SideView::Back]
        .map(|it| open.record.values.attachments.get(&record::side(material, it)))
}

fn made_file(original: String, name: String, bytes: Vec<u8>, record: Record) -> NewFile {
    let made = Made { measured: beishen_photo::inspect(&bytes), original, record, by_hand: None };
    NewFile { name, note: serde_json::to_string(&made).unwrap_or_default(), bytes }
}

fn edges(found: bool) -> Text {
    if found {
        Text::new("已按卡片的边裁好。", "cropped by the card's edges.")
    } else {
        Text::new(
            "没有找到卡片的边，整张放入；要裁边，请放平、衬深色底重拍。",
            "the card's edges were not found, so all of it is used. To have it cropped, lay the card flat on a dark surface.",
        )
    }
}

impl From<LayoutView> for Layout {
    fn from(layout: LayoutView) -> Self {
        match layout {
            LayoutView::Above => Self::Above,
            LayoutView::Beside => Self::Beside,
        }
    }
}
