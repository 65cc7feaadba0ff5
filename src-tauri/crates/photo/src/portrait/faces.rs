//! Where faces are: `BlazeFace`, short range. Of a face narrower than about a tenth of what it looks at nothing is left in
//! its 128 × 128 pixels, so it looks at parts of the picture, too.

use image::RgbImage;

use super::square::{Outside, Square};
use crate::network::{Network, logistic};

/// A face, in the pixels of the picture.
#[derive(Debug, Clone)]
pub(super) struct FoundFace {
    /// How sure the network is, 0–1.
    pub(super) score: f32,
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    /// The eye on the picture's left, then the other.
    pub(super) eyes: [[f32; 2]; 2],
}

/// What the network must be sure of for a face to count at all.
const LEAST_SCORE: f32 = 0.5;
/// Boxes that share more than this of their area are of one face.
const SAME: f32 = 0.3;

/// From here on a face is one beyond doubt.
pub(super) const SURE: f32 = 0.75;

/// Every face of a picture as a whole and of its corners, the largest first.
pub(super) fn find(network: &Network, picture: &RgbImage) -> Option<Vec<FoundFace>> {
    let mut found = find_large(network, picture)?;
    // Somebody small stands beside the person, or on the wall.
    for part in parts(picture, 2, 1) {
        add_sure(&mut found, look(network, picture, part)?);
    }
    Some(by_size(found))
}

/// The faces that a look at the whole picture shows.
pub(super) fn find_large(network: &Network, picture: &RgbImage) -> Option<Vec<FoundFace>> {
    look(network, picture, whole(picture))
}

/// The faces of a picture in which [`find`] has found nobody for sure: a second look, at ever smaller parts.
pub(super) fn find_small(network: &Network, picture: &RgbImage) -> Option<Vec<FoundFace>> {
    let mut found = Vec::new();
    for (of, overlap) in [(2, 2), (4, 2)] {
        for part in parts(picture, of, overlap) {
            add_sure(&mut found, look(network, picture, part)?);
        }
        if !found.is_empty() {
            break;
        }
    }
    Some(by_size(found))
}

fn by_size(mut faces: Vec<FoundFace>) -> Vec<FoundFace> {
    faces.sort_by(|a, b| (b.width * b.height).total_cmp(&(a.width * a.height)));
    faces
}

/// A part shows half a face as well, or the same again: only what is sure and lies outside the others is another.
fn add_sure(found: &mut Vec<FoundFace>, more: Vec<FoundFace>) {
    for face in more.into_iter().filter(|it| it.score >= SURE) {
        match found.iter_mut().find(|it| it.is_at(&face)) {
            None => found.push(face),
            // The whole was seen less well.
            Some(known) if known.score < SURE && shared(known, &face) > SAME => *known = face,
            Some(_) => {}
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "sides of pictures are below 2^24")]
fn whole(picture: &RgbImage) -> Square {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    Square { x: width / 2.0, y: height / 2.0, side: width.max(height), turn: 0.0 }
}

/// Squares that cover a picture, each of its longer side divided by `of`; `overlap` times as many as would do.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sides of pictures are below 2^24, and parts are few"
)]
fn parts(picture: &RgbImage, of: u16, overlap: u16) -> Vec<Square> {
    let side = whole(picture).side / f32::from(of);
    let places = |length: u32| {
        let length = length as f32;
        let count = ((length / side).ceil() as u16).max(1);
        let steps = (count - 1) * overlap;
        (0..=steps).map(move |it| {
            if steps == 0 {
                length / 2.0
            } else {
                side / 2.0 + f32::from(it) * (length - side) / f32::from(steps)
            }
        })
    };
    let rows = places(picture.height());
    rows.flat_map(|y| places(picture.width()).map(move |x| Square { x, y, side, turn: 0.0 }))
        .collect()
}

/// Every face that the network sees in a part of a picture.
fn look(network: &Network, picture: &RgbImage, part: Square) -> Option<Vec<FoundFace>> {
    let outputs = network.run(part.cut(picture, SIDE, [-1.0, 1.0], Outside::Black))?;
    let [boxes, scores] = outputs.as_slice() else { return None };
    let mut found: Vec<FoundFace> = anchors()
        .zip(boxes.data.chunks_exact(16))
        .zip(&scores.data)
        .map(|((anchor, numbers), score)| face(part, anchor, numbers, logistic(*score)))
        .filter(|it| it.score >= LEAST_SCORE)
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut faces = Vec::new();
    while let Some(surest) = found.first().cloned() {
        let (same, rest): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|it| shared(it, &surest) > SAME);
        faces.push(mean(&same, surest.score));
        found = rest;
    }
    Some(faces)
}

impl FoundFace {
    /// Whether the middle of one of two lies in the other.
    fn is_at(&self, other: &Self) -> bool {
        let holds = |a: &Self, b: &Self| {
            (b.left + b.width / 2.0 - a.left - a.width / 2.0).abs() < a.width / 2.0
                && (b.top + b.height / 2.0 - a.top - a.height / 2.0).abs() < a.height / 2.0
        };
        holds(self, other) || holds(other, self)
    }
}

const SIDE: u16 = 128;

/// Centres of the boxes that the network knows, 0–1: two for every 8 × 8 pixels, six for every 16 × 16.
fn anchors() -> impl Iterator<Item = [f32; 2]> {
    [(16_u16, 2), (8, 6)].into_iter().flat_map(|(grid, boxes)| {
        (0..grid * grid).flat_map(move |at| {
            let centre = [at % grid, at / grid].map(|it| (f32::from(it) + 0.5) / f32::from(grid));
            std::iter::repeat_n(centre, boxes)
        })
    })
}

/// Centre and size, then six points; everything relative to the anchor, in the network's pixels.
fn face(all: Square, anchor: [f32; 2], numbers: &[f32], score: f32) -> FoundFace {
    let place = |at: usize| {
        let [x, y] = [0, 1].map(|it| numbers[at + it] / f32::from(SIDE) + anchor[it]);
        all.place(x, y)
    };
    let size = [numbers[2], numbers[3]].map(|it| it / f32::from(SIDE) * all.side);
    let [x, y] = place(0);
    FoundFace {
        score,
        left: x - size[0] / 2.0,
        top: y - size[1] / 2.0,
        width: size[0],
        height: size[1],
        eyes: [place(4), place(6)],
    }
}

/// The mean of what was found of one face, by how sure each is.
fn mean(same: &[FoundFace], score: f32) -> FoundFace {
    let total: f32 = same.iter().map(|it| it.score).sum();
    let of = |value: &dyn Fn(&FoundFace) -> f32| {
        same.iter().map(|it| value(it) * it.score).sum::<f32>() / total
    };
    FoundFace {
        score,
        left: of(&|it| it.left),
        top: of(&|it| it.top),
        width: of(&|it| it.width),
        height: of(&|it| it.height),
        eyes: [0, 1].map(|eye: usize| [0, 1].map(|axis: usize| of(&|it| it.eyes[eye][axis]))),
    }
}

/// Shared area over joint area.
fn shared(a: &FoundFace, b: &FoundFace) -> f32 {
    let width = (a.left + a.width).min(b.left + b.width) - a.left.max(b.left);
    let height = (a.top + a.height).min(b.top + b.height) - a.top.max(b.top);
    let both = width.max(0.0) * height.max(0.0);
    both / (a.width * a.height + b.width * b.height - both)
}
