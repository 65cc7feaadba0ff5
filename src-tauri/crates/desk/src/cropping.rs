//! A photo to be cropped by the person: how it looks, what was measured in it, and where it would be cropped by itself.

use std::sync::Arc;

use beishen_core::{Locale, PixelSize, Text};
use beishen_photo::{Crop, Head, Length, Profile};
use beishen_store::{Digest, DraftId};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::{
    Failure,
    contract::{CropperView, LengthView, LineAt, LineView, ProposalView},
    desk::{Desk, Open},
    looks::{self, Sight},
    record,
};

/// What a photo is made ready from: the file the person chose.
pub(crate) struct Original {
    pub(crate) profile: Profile,
    pub(crate) name: String,
    pub(crate) digest: Digest,
    by_hand: Option<ByHand>,
    /// The background that is wanted, in words and as a colour.
    backdrop: (Text, Option<[u8; 3]>),
}

/// What the person said of a crop.
#[derive(Serialize, Deserialize)]
pub(crate) struct ByHand {
    pub(crate) crop: Crop,
    /// The lines that were moved.
    pub(crate) lines: Vec<LineAt>,
}

/// A line at an end of the head.
struct Line {
    id: &'static str,
    title: [&'static str; 2],
    across: bool,
    of: fn(&mut Head) -> &mut f32,
}

const LINES: [Line; 7] = [
    Line { id: "crown", title: ["头顶", "crown"], across: true, of: |it| &mut it.crown },
    Line { id: "eyes", title: ["眼睛", "eyes"], across: true, of: |it| &mut it.eyes },
    Line { id: "chin", title: ["下巴", "chin"], across: true, of: |it| &mut it.chin },
    Line { id: "left", title: ["左侧", "left"], across: false, of: |it| &mut it.left },
    Line { id: "right", title: ["右侧", "right"], across: false, of: |it| &mut it.right },
    Line {
        id: "face_left",
        title: ["左颊", "left cheek"],
        across: false,
        of: |it| &mut it.face_left,
    },
    Line {
        id: "face_right",
        title: ["右颊", "right cheek"],
        across: false,
        of: |it| &mut it.face_right,
    },
];

/// Between which lines a length lies; the first is empty for the upper edge.
fn ends(length: &Length) -> [&'static str; 2] {
    match length.id {
        "head_height" => ["crown", "chin"],
        "head_width" => ["left", "right"],
        "crown" => ["", "crown"],
        "eyes_line" => ["", "eyes"],
        _ => ["face_left", "face_right"],
    }
}

impl Desk {
    /// The file that the photo of a material is made of.
    pub(crate) fn original(&self, open: &Open<'_>, material: &str) -> Result<Original, Failure> {
        let materials = open.procedure.materials();
        let wanted = materials.iter().find(|it| it.id == material).ok_or_else(Failure::gone)?;
        let profile = looks::profile(open, wanted).ok_or_else(Failure::gone)?;
        let pack = open.procedure.profile(material).ok_or_else(Failure::gone)?;
        let backdrop = (pack.background.clone(), pack.background_rgb);
        let file = open.record.values.attachments.get(material).ok_or_else(Failure::gone)?;
        let made = record::made(&file.note);
        let source = made.as_ref().and_then(looks::Made::source);
        let source = source.filter(|it| self.vault.bytes(it).is_ok());
        let (name, digest, by_hand) = made.zip(source).map_or_else(
            || (file.name.clone(), file.digest, None),
            |(made, digest)| (made.original, digest, made.by_hand),
        );
        Ok(Original { profile, name, digest, by_hand, backdrop })
    }

    /// The photo the person chose, to be cropped by hand.
    pub(crate) fn cropper(
        &self,
        draft: DraftId,
        material: &str,
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<CropperView, Failure> {
        let original = self.original(&self.open_draft(draft, now)?, material)?;
        let sight = self.seen(&original)?;
        let (preview, size) = shown(&sight)?;
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
            preview: preview.clone(),
            name: original.name.clone(),
            width: size.width,
            height: size.height,
            target_width: profile.width,
            target_height: profile.height,
            per_mm: profile.per_mm(),
            found: found.is_some(),
            crop: crop.into(),
            proposal: proposal(proposed, locale),
            lines: lines(head, &lengths, moved, size, locale),
            lengths: lengths.iter().map(|it| length(it, profile, locale)).collect(),
            backdrop: original.backdrop.0.get(locale).to_owned(),
            swatch: original.backdrop.1.map(css).unwrap_or_default(),
        })
    }

    /// Where it would be cropped with these lines where the person has put them.
    pub(crate) fn propose_crop(
        &self,
        draft: DraftId,
        material: &str,
        lines: &[LineAt],
        now: NaiveDateTime,
        locale: Locale,
    ) -> Result<ProposalView, Failure> {
        let original = self.original(&self.open_draft(draft, now)?, material)?;
        let sight = self.seen(&original)?;
        let (_, size) = shown(&sight)?;
        Ok(proposal(propose(&sight, size, &original.profile, lines), locale))
    }

    fn seen(&self, original: &Original) -> Result<Arc<Sight>, Failure> {
        let bytes = || self.vault.bytes(&original.digest).ok();
        self.looks.sight(&original.digest, true, bytes).ok_or_else(Failure::gone)
    }
}

fn shown(sight: &Sight) -> Result<(&String, PixelSize), Failure> {
    let (preview, size) = sight.picture.as_ref().map_err(|it| {
        let Text { zh, en } = it.message();
        Failure::input(zh, en)
    })?;
    Ok((preview, *size))
}

fn measured(sight: &Sight) -> Option<&Head> {
    let portrait = sight.portrait.as_ref().filter(|it| !it.lies)?;
    Some(&portrait.face.as_ref()?.head)
}

/// Where the head is when the person has moved these lines.
fn moved(mut head: Head, lines: &[LineAt]) -> Head {
    for LineAt { id, at } in lines {
        if let Some(line) = LINES.iter().find(|it| it.id == *id) {
            *(line.of)(&mut head) = pixels(*at);
        }
        if id == "crown" {
            // The person sees the crown where the machine saw an edge.
            head.cut = 0.0;
        }
    }
    head
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

fn proposal(proposed: Result<Crop, Text>, locale: Locale) -> ProposalView {
    match proposed {
        Ok(crop) => ProposalView { crop: Some(crop.into()), reason: String::new() },
        Err(reason) => ProposalView { crop: None, reason: reason.get(locale).to_owned() },
    }
}

fn lines(
    mut head: Head,
    lengths: &[Length],
    by_hand: &[LineAt],
    size: PixelSize,
    locale: Locale,
) -> Vec<LineView> {
    let limited = |line: &&Line| lengths.iter().any(|it| ends(it).contains(&line.id));
    let all = LINES.iter().filter(limited).map(|line| {
        let most = if line.across { size.height } else { size.width };
        let measured = whole(*(line.of)(&mut head)).min(most);
        let moved = by_hand.iter().find(|it| it.id == line.id);
        let [zh, en] = line.title;
        LineView {
            id: line.id.to_owned(),
            label: locale.pick(zh, en).to_owned(),
            across: line.across,
            at: moved.map_or(measured, |it| it.at.min(most)),
            measured,
            by_hand: moved.is_some(),
        }
    });
    all.collect()
}

fn length(length: &Length, profile: &Profile, locale: Locale) -> LengthView {
    let [from, to] = ends(length);
    let [low, high] = length.limits;
    let [far_low, far_high] = length.far();
    let limit = match length.id {
        "head_height" => profile.head_height_mm,
        "head_width" => profile.head_width_mm,
        _ => None,
    };
    LengthView {
        id: length.id.to_owned(),
        label: length.title().get(locale).to_owned(),
        limit: limit
            .map_or_else(|| format!("{low}–{high} px"), |[low, high]| format!("{low}–{high} mm")),
        from: from.to_owned(),
        to: to.to_owned(),
        low,
        high,
        far_low,
        far_high,
        source: length.source.get(locale).to_owned(),
    }
}

/// The middle of the head, as shares of the picture.
fn centre(head: &Head, size: PixelSize) -> [f32; 2] {
    let middle = f32::midpoint(head.crown, head.chin);
    [head.centre() / pixels(size.width), middle / pixels(size.height)]
}

fn css([r, g, b]: [u8; 3]) -> String {
    format!("rgb({r} {g} {b})")
}

#[expect(clippy::cast_precision_loss, reason = "places in pictures are below 2^24")]
fn pixels(at: u32) -> f32 {
    at as f32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places in pictures; what is left of one counts as its edge"
)]
fn whole(at: f32) -> u32 {
    at.round().max(0.0) as u32
}

impl ByHand {
    /// What the person did, for the record.
    pub(crate) fn message(&self) -> Text {
        let named = |at: usize| {
            let moved = |it: &&Line| self.lines.iter().any(|line| line.id == it.id);
            LINES.iter().filter(moved).map(|it| it.title[at]).collect::<Vec<_>>()
        };
        if self.lines.is_empty() {
            return Text::new("裁剪框由本人确定。", "The crop was set by the person.");
        }
        Text::new(
            format!("裁剪框由本人确定；{}的线由本人标定。", named(0).join("、")),
            format!(
                "The crop was set by the person, and so were the lines of {}.",
                named(1).join(", ")
            ),
        )
    }
}
