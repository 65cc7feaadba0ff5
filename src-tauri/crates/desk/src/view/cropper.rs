//! A photo to be cropped by the person, as the window shows it: the lines at the ends of a head, and the lengths between them.

use beishen_core::{PixelSize, Procedure, Profile};
use beishen_document::{Locale, Text};
use beishen_photo::{Crop, Head, Length};

use crate::{
    contract::{LengthView, LineAt, LineView, ProposalView},
    note::ByHand,
};

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

/// Where the head is when the person has moved these lines.
pub(crate) fn moved(mut head: Head, lines: &[LineAt]) -> Head {
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

pub(crate) fn proposal(proposed: Result<Crop, Text>, locale: Locale) -> ProposalView {
    match proposed {
        Ok(crop) => ProposalView { crop: Some(crop.into()), reason: String::new() },
        Err(reason) => ProposalView { crop: None, reason: reason.get(locale).to_owned() },
    }
}

pub(crate) fn lines(
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

pub(crate) fn length(
    length: &Length,
    profile: &Profile,
    procedure: &Procedure,
    locale: Locale,
) -> LengthView {
    let source = profile.source_of(length.id).map(|it| procedure.cite(it).line(locale));
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
        source: source.unwrap_or_default(),
    }
}

/// The middle of the head, as shares of the picture.
pub(crate) fn centre(head: &Head, size: PixelSize) -> [f32; 2] {
    let middle = f32::midpoint(head.crown, head.chin);
    [head.centre() / pixels(size.width), middle / pixels(size.height)]
}

pub(crate) fn css([r, g, b]: [u8; 3]) -> String {
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

/// What the person did, for the record.
pub(crate) fn by_hand(by_hand: &ByHand) -> Text {
    let named = |at: usize| {
        let moved = |it: &&Line| by_hand.lines.iter().any(|line| line.id == it.id);
        LINES.iter().filter(moved).map(|it| it.title[at]).collect::<Vec<_>>()
    };
    if by_hand.lines.is_empty() {
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
