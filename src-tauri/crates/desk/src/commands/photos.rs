//! A photo to be cropped by the person: how it looks, what was measured in it, and where it would be cropped by itself.

use std::{path::Path, sync::Arc};

use beishen_core::{PixelSize, Profile};
use beishen_document::Text;
use beishen_photo::{Crop, Head, Length, Photo};
use beishen_store::{Change, Digest, DraftId, Level, NewFile, Provenance};
use beishen_work::Failure;
use chrono::NaiveDateTime;

use crate::{
    at::At,
    contract::{CropView, CropperView, DraftView, LineAt, ProposalView},
    desk::Desk,
    note::{self, ByHand, Made, Note},
    open::Open,
    parts::{looks::Sight, pictures},
    view::cropper::{centre, css, length, lines, moved, proposal},
};

/// What a photo is made ready from: the file the person chose.
pub(crate) struct Original {
    pub(crate) profile: Profile,
    pub(crate) name: String,
    pub(crate) digest: Digest,
    by_hand: Option<ByHand>,
}

impl Desk {
    /// Makes the photo of a material ready, always from the file the person chose, and puts it in that file's place in
    /// one step. When that cannot be done the draft stays as it is and the view says why.
    pub(crate) fn prepare_photo(
        &mut self,
        draft: DraftId,
        material: String,
        crop: Option<CropView>,
        lines: Vec<LineAt>,
        at: At,
    ) -> Result<DraftView, Failure> {
        let Original { profile, name, digest, .. } =
            self.original(&self.open_draft(draft, at.now)?, &material)?;
        let by_hand = crop.map(|it| ByHand { crop: it.into(), lines });
        let bytes = self.vault.bytes(&digest)?;
        let models = self.looks.models();
        match Photo::look(&bytes, models).prepare(
            &profile,
            by_hand.as_ref().map(|it| it.crop),
            models,
        ) {
            Ok(prepared) => {
                let ready = ready_name(&name, &profile.id);
                let measured = beishen_photo::inspect(&prepared.jpeg);
                let made = Made { measured, original: name, record: prepared.record, by_hand };
                let note = Note::Made(made).text();
                let file = NewFile { name: ready, note, bytes: prepared.jpeg };
                let change = Change::attach(Level::Draft, &material, Some(file), Provenance::Typed);
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

    /// The drafts with files that no eyes of this program have seen, as after an update.
    pub fn unseen(&self) -> Vec<i32> {
        // Where the vault cannot be read, a command will say so.
        let Ok(everybody) = self.roster.read(&self.vault) else { return Vec::new() };
        let drafts = everybody.people().flat_map(|it| &it.line.drafts);
        drafts.filter(|it| it.unseen).map(|it| it.id).collect()
    }

    /// Looks at what is not seen yet of a draft.
    pub fn look_at(&self, draft: i32, now: NaiveDateTime) {
        // A draft that is gone meanwhile has nothing to be seen.
        let _ = self.open_draft(DraftId::from(draft), now);
    }

    /// The file that the photo of a material is made of.
    pub(crate) fn original(&self, open: &Open<'_>, material: &str) -> Result<Original, Failure> {
        let profile = open.procedure.profile(material).ok_or_else(Failure::gone)?.clone();
        let file = open.record.values.attachments.get(material).ok_or_else(Failure::gone)?;
        let made = note::made(&file.note);
        let source = made.as_ref().and_then(Made::source);
        let source = source.filter(|it| self.vault.bytes(it).is_ok());
        let (name, digest, by_hand) = made.zip(source).map_or_else(
            || (file.name.clone(), file.digest, None),
            |(made, digest)| (made.original, digest, made.by_hand),
        );
        Ok(Original { profile, name, digest, by_hand })
    }

    /// The photo the person chose, to be cropped by hand.
    pub(crate) fn open_cropper(
        &self,
        draft: DraftId,
        material: String,
        at: At,
    ) -> Result<CropperView, Failure> {
        let open = self.open_draft(draft, at.now)?;
        let original = self.original(&open, &material)?;
        let sight = self.seen(&original)?;
        let size = size_of(&sight)?;
        let profile = &original.profile;
        let lengths = Length::wanted(profile);
        let moved = original.by_hand.as_ref().map(|it| it.lines.as_slice()).unwrap_or_default();
        let proposed = propose(&sight, size, profile, moved);
        let found = measured(&sight);
        let centre = found.map_or([0.5, 0.5], |it| centre(it, size));
        let crop = original.by_hand.as_ref().map(|it| it.crop);
        let crop = crop.or(proposed.as_ref().ok().copied());
        let crop = crop.unwrap_or_else(|| Crop::largest(size, profile, centre));
        let head = found.copied().unwrap_or_else(|| Head::expected(crop, profile));
        Ok(CropperView {
            picture: pictures::name(&original.digest),
            name: original.name.clone(),
            width: size.width,
            height: size.height,
            target_width: profile.width,
            target_height: profile.height,
            per_mm: profile.per_mm(),
            found: found.is_some(),
            crop: crop.into(),
            proposal: proposal(proposed, at.locale),
            lines: lines(head, &lengths, moved, size, at.locale),
            lengths: lengths
                .iter()
                .map(|it| length(it, profile, open.procedure, at.locale))
                .collect(),
            backdrop: profile.backdrop.word().get(at.locale).to_owned(),
            swatch: profile.backdrop.rgb().map(css).unwrap_or_default(),
        })
    }

    /// Where it would be cropped with these lines where the person has put them.
    pub(crate) fn propose_crop(
        &self,
        draft: DraftId,
        material: String,
        lines: Vec<LineAt>,
        at: At,
    ) -> Result<ProposalView, Failure> {
        let original = self.original(&self.open_draft(draft, at.now)?, &material)?;
        let sight = self.seen(&original)?;
        let size = size_of(&sight)?;
        Ok(proposal(propose(&sight, size, &original.profile, &lines), at.locale))
    }

    fn seen(&self, original: &Original) -> Result<Arc<Sight>, Failure> {
        let bytes = || self.vault.bytes(&original.digest).ok();
        self.looks.sight(&original.digest, true, bytes).ok_or_else(Failure::gone)
    }
}

fn size_of(sight: &Sight) -> Result<PixelSize, Failure> {
    let size = sight.picture.as_ref().map(|it| it.1);
    size.map_err(|it| {
        let Text { zh, en } = it.message();
        Failure::input(zh, en)
    })
}

fn measured(sight: &Sight) -> Option<&Head> {
    let portrait = sight.portrait.as_ref().filter(|it| !it.lies)?;
    Some(&portrait.face.as_ref()?.head)
}

fn propose(
    sight: &Sight,
    size: PixelSize,
    profile: &Profile,
    lines: &[LineAt],
) -> Result<Crop, Text> {
    let found = measured(sight).copied();
    let by_hand = (!lines.is_empty()).then(|| {
        let somewhere = || Head::expected(Crop::largest(size, profile, [0.5, 0.5]), profile);
        moved(found.unwrap_or_else(somewhere), lines)
    });
    beishen_photo::propose(sight.portrait.as_ref(), by_hand.as_ref(), size, profile)
        .map_err(beishen_photo::Stopped::message)
}

/// `photo.tdxl.jpg` for `photo.png`, as on the command line.
fn ready_name(name: &str, profile: &str) -> String {
    Path::new(name).with_extension(format!("{profile}.jpg")).display().to_string()
}
