//! Eyes and mouth, closely: `MediaPipe`'s face mesh with attention. The plain mesh draws closed eyes half open; this one looks
//! at each eye and at the lips by themselves. The rest of the face is the plain mesh's, whose measures are known.

use image::RgbImage;

use super::{
    mesh::{Mesh, Point, SIDE, distance},
    square::{Outside, Square},
};
use crate::network::Network;

/// What was seen closely.
pub(super) struct Eyes {
    /// The picture's left first.
    pub(super) both: [Eye; 2],
    /// The inner edge of the lower lip from corner to corner, then that of the upper without the corners.
    lips: Vec<Point>,
    /// The same of their outer edges.
    around_lips: Vec<Point>,
}

/// One eye.
pub(super) struct Eye {
    /// From the outer corner along the lower lid to the inner, and back along the upper.
    pub(super) lids: Vec<Point>,
    /// The middle of the iris, then four places on its rim: to the right, up, to the left, down.
    pub(super) iris: Vec<Point>,
}

/// Points of the lids among those of an eye: nine of the lower from corner to corner, then seven of the upper.
const LOWER: usize = 9;
const LIDS: usize = 16;
/// Among the points of the lips those of their outer and inner edges: eleven of the lower, nine of the upper.
const OUTER_LIPS: std::ops::Range<usize> = 0..20;
const INNER_LIPS: std::ops::Range<usize> = 20..40;
const LOWER_LIP: usize = 11;

impl Eyes {
    /// Looks where the plain mesh has found the face.
    pub(super) fn find(network: &Network, picture: &RgbImage, mesh: &Mesh) -> Option<Self> {
        let square = mesh.square();
        let outputs = network.run(square.cut(picture, SIDE, [0.0, 1.0], Outside::Edge))?;
        let [_, mouth, left, right, iris_left, iris_right, _] = outputs.as_slice() else {
            return None;
        };
        let eye = |lids: &[f32], iris: &[f32]| {
            let mut lids = points(square, lids);
            lids.truncate(LIDS);
            if let Some(upper) = lids.get_mut(LOWER..) {
                upper.reverse();
            }
            let iris = points(square, iris);
            (lids.len() == LIDS && iris.len() == 5).then_some(Eye { lids, iris })
        };
        let mouth = points(square, &mouth.data);
        let [lips, around_lips] =
            [mouth.get(INNER_LIPS)?.to_vec(), mouth.get(OUTER_LIPS)?.to_vec()];
        let both = [eye(&left.data, &iris_left.data)?, eye(&right.data, &iris_right.data)?];
        Some(Self { both, lips, around_lips })
    }

    /// The largest distance between the lips.
    pub(super) fn mouth(&self) -> f32 {
        // The point above the first behind the corner is the first of the upper lip.
        let pairs = self.lips[1..].iter().zip(&self.lips[LOWER_LIP..]);
        pairs.map(|(lower, upper)| distance(*lower, *upper)).fold(0.0, f32::max)
    }

    /// Five lines down across the lips, from the upper's outer edge to the lower's, about the middle of the mouth.
    pub(super) fn across_lips(&self) -> impl Iterator<Item = [Point; 2]> {
        let pairs = self.around_lips[1..].iter().zip(&self.around_lips[LOWER_LIP..]);
        pairs.skip(2).take(5).map(|(lower, upper)| [*upper, *lower])
    }
}

fn points(square: Square, numbers: &[f32]) -> Vec<Point> {
    let pairs = numbers.chunks_exact(2);
    let places = pairs.map(|it| square.place(it[0] / f32::from(SIDE), it[1] / f32::from(SIDE)));
    places.map(|[x, y]| [x, y, 0.0]).collect()
}

impl Eye {
    /// The largest distance between the lids.
    pub(super) fn gap(&self) -> f32 {
        // The point above the first behind the corner is the last of the upper lid.
        let pairs = (1..LOWER - 1).map(|it| distance(self.lids[it], self.lids[LIDS - it]));
        pairs.fold(0.0, f32::max)
    }

    /// From one side of the iris to the other.
    pub(super) fn iris_width(&self) -> f32 {
        distance(self.iris[1], self.iris[3])
    }
}
