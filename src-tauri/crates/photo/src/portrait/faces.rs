//! Where faces are: `BlazeFace`, short range. Faces of less than about a tenth of the picture's width escape it.

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

/// Every face, the largest first.
pub(super) fn find(network: &Network, picture: &RgbImage) -> Option<Vec<FoundFace>> {
    #[expect(clippy::cast_precision_loss, reason = "sides of pictures are below 2^24")]
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let all = Square { x: width / 2.0, y: height / 2.0, side: width.max(height), turn: 0.0 };
    let outputs = network.run(all.cut(picture, SIDE, [-1.0, 1.0], Outside::Black))?;
    let [boxes, scores] = outputs.as_slice() else { return None };
    let mut found: Vec<FoundFace> = anchors()
        .zip(boxes.data.chunks_exact(16))
        .zip(&scores.data)
        .map(|((anchor, numbers), score)| face(all, anchor, numbers, logistic(*score)))
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
    faces.sort_by(|a, b| (b.width * b.height).total_cmp(&(a.width * a.height)));
    Some(faces)
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
