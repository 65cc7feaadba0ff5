//! The 468 points of a face (`MediaPipe`'s face mesh), by number; the numbers are those of its canonical face model.

use image::RgbImage;

use super::{
    faces::FoundFace,
    square::{Outside, Square, pixel},
};
use crate::network::Network;

/// x and y in the pixels of the picture, z in the same scale, growing away from the camera.
pub(super) type Point = [f32; 3];

/// The points of one face.
pub(super) struct Mesh {
    points: Vec<Point>,
}

/// Contour of the face without the hair, in order.
pub(super) const OVAL: [usize; 36] = [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];
/// Contour of the gap between the lips, in order.
pub(super) const INNER_LIPS: [usize; 20] =
    [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95];
/// The chin's lowest point.
pub(super) const CHIN: usize = 152;
/// The top of the forehead.
pub(super) const FOREHEAD: usize = 10;
/// The cheeks' outermost points, the picture's left first.
pub(super) const CHEEKS: [usize; 2] = [234, 454];

/// Rows and columns of the pictures that both meshes are fitted in.
pub(super) const SIDE: u16 = 192;

impl Mesh {
    /// Fits the mesh twice: the second time into the square that the first has found.
    pub(super) fn fit(network: &Network, picture: &RgbImage, face: &FoundFace) -> Option<Self> {
        let [left, right] = face.eyes;
        let square = Square {
            x: face.left + face.width / 2.0,
            y: face.top + face.height / 2.0,
            side: face.width.max(face.height) * 1.5,
            turn: (right[1] - left[1]).atan2(right[0] - left[0]),
        };
        let first = Self::fit_once(network, picture, square)?;
        Self::fit_once(network, picture, first.square())
    }

    fn fit_once(network: &Network, picture: &RgbImage, square: Square) -> Option<Self> {
        let outputs = network.run(square.cut(picture, SIDE, [0.0, 1.0], Outside::Edge))?;
        let points = outputs.first()?.data.chunks_exact(3).map(|it| {
            let [x, y] = square.place(it[0] / f32::from(SIDE), it[1] / f32::from(SIDE));
            [x, y, it[2] / f32::from(SIDE) * square.side]
        });
        let points: Vec<Point> = points.collect();
        (points.len() == 468).then_some(Self { points })
    }

    /// A square around all points, upright as the eyes are.
    pub(super) fn square(&self) -> Square {
        let (a, b) = (self.points[33], self.points[263]);
        let turn = (b[1] - a[1]).atan2(b[0] - a[0]);
        let (sin, cos) = turn.sin_cos();
        let (mut low, mut high) = ([f32::MAX; 2], [f32::MIN; 2]);
        for [x, y, _] in &self.points {
            for (axis, it) in [x * cos + y * sin, y * cos - x * sin].into_iter().enumerate() {
                low[axis] = low[axis].min(it);
                high[axis] = high[axis].max(it);
            }
        }
        let [u, v] = [0, 1].map(|axis: usize| f32::midpoint(low[axis], high[axis]));
        Square {
            x: u * cos - v * sin,
            y: u * sin + v * cos,
            side: (high[0] - low[0]).max(high[1] - low[1]) * 1.5,
            turn,
        }
    }

    pub(super) fn point(&self, number: usize) -> Point {
        self.points[number]
    }

    /// Middle of each eye, between its corners; the picture's left first.
    pub(super) fn eyes(&self) -> [Point; 2] {
        [(33, 133), (362, 263)].map(|(a, b)| middle(self.points[a], self.points[b]))
    }

    /// Distance of two points on the picture.
    pub(super) fn distance(&self, a: usize, b: usize) -> f32 {
        distance(self.points[a], self.points[b])
    }

    /// Some points, in their order.
    pub(super) fn contour(&self, points: &[usize]) -> Vec<Point> {
        points.iter().map(|it| self.points[*it]).collect()
    }
}

/// Whether a place is within a contour.
pub(super) fn encloses(contour: &[Point], x: f32, y: f32) -> bool {
    is_between(crossings(contour, y), x)
}

/// Where a line at a height crosses a contour.
pub(super) fn crossings(contour: &[Point], y: f32) -> impl Iterator<Item = f32> {
    let edges = contour.iter().zip(contour.last().into_iter().chain(contour));
    let crossing = edges.filter(move |(a, b)| (a[1] > y) != (b[1] > y));
    crossing.map(move |(a, b)| (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
}

/// Whether a place on a line is within a contour that the line crosses there.
pub(super) fn is_between(crossings: impl IntoIterator<Item = f32>, x: f32) -> bool {
    crossings.into_iter().filter(|it| x < *it).count() % 2 == 1
}

/// Smallest and largest x and y of some points.
pub(super) fn bounds(points: &[Point]) -> ([f32; 2], [f32; 2]) {
    let range = |axis: usize| {
        let all = points.iter().map(|it| it[axis]);
        all.fold([f32::MAX, f32::MIN], |[low, high], it| [low.min(it), high.max(it)])
    };
    (range(0), range(1))
}

/// The colours within a contour, at `columns` × `rows` places of the box around it, whatever the size of the picture.
pub(super) fn colors_within(
    picture: &RgbImage,
    contour: &[Point],
    [columns, rows]: [u16; 2],
) -> Vec<[f32; 3]> {
    let ([left, right], [top, bottom]) = bounds(contour);
    let place = |it: u16, of: u16, low: f32, high: f32| {
        low + (f32::from(it) + 0.5) / f32::from(of) * (high - low)
    };
    let mut colors = Vec::new();
    for y in (0..rows).map(|it| place(it, rows, top, bottom)) {
        let crossings: Vec<f32> = crossings(contour, y).collect();
        let places = (0..columns).map(|it| place(it, columns, left, right));
        let within = places.filter(|x| is_between(crossings.iter().copied(), *x));
        colors.extend(within.map(|x| pixel(picture, x, y, Outside::Edge)));
    }
    colors
}

pub(super) fn middle(a: Point, b: Point) -> Point {
    [0, 1, 2].map(|axis: usize| f32::midpoint(a[axis], b[axis]))
}

pub(super) fn distance(a: Point, b: Point) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}
