//! 手写签名: the strokes of a pen.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::digest;

/// A point of a stroke: right and down from the upper left corner of the box, both 0 to 1.
pub type Point = [f32; 2];

/// Strokes in their order, 1 to [`MOST_STROKES`], each of 1 to [`MOST_POINTS`] points within the box. A stroke of one point is a dot.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Vec<Point>>")]
pub struct Strokes(Vec<Vec<Point>>);

/// Nobody's name has more strokes; a box full of scribbles is no signature.
pub const MOST_STROKES: usize = 200;
/// More than a simplified stroke ever needs.
pub const MOST_POINTS: usize = 500;
/// The box for a signature, in millimetres of paper: what the points are parts of.
pub const BOX_MM: (f32, f32) = (56.0, 17.0);

/// What is no strokes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoStrokes;

impl fmt::Display for NoStrokes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no strokes of a signature")
    }
}

impl TryFrom<Vec<Vec<Point>>> for Strokes {
    type Error = NoStrokes;

    fn try_from(strokes: Vec<Vec<Point>>) -> Result<Self, NoStrokes> {
        let inside = |it: &Point| it.iter().all(|it| (0.0..=1.0).contains(it));
        let sound =
            |it: &Vec<Point>| (1..=MOST_POINTS).contains(&it.len()) && it.iter().all(inside);
        let all = (1..=MOST_STROKES).contains(&strokes.len()) && strokes.iter().all(sound);
        if all { Ok(Self(strokes)) } else { Err(NoStrokes) }
    }
}

/// A stroke as a smooth line: where it begins, and its pieces, each with two handles and its end.
pub struct Curve {
    /// Where it begins.
    pub start: Point,
    /// Cubic Bézier curves, one behind the other; a dot has none.
    pub pieces: Vec<[Point; 3]>,
}

impl fmt::Debug for Curve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Curve({} pieces)", self.pieces.len())
    }
}

impl Strokes {
    /// The points as they were drawn.
    pub fn points(&self) -> &[Vec<Point>] {
        &self.0
    }

    /// The strokes through all their points (uniform Catmull-Rom splines), in a box of that size.
    pub fn curves(&self, width: f32, height: f32) -> Vec<Curve> {
        curves(&self.0, width, height)
    }

    /// The first 128 bits of SHA-256 over every point, in hexadecimal.
    pub(crate) fn digest(&self) -> String {
        let mut bytes = Vec::new();
        for stroke in &self.0 {
            bytes.extend(u64::try_from(stroke.len()).unwrap_or_default().to_le_bytes());
            bytes.extend(stroke.iter().flatten().flat_map(|it| it.to_le_bytes()));
        }
        digest::short(&digest::sha256(bytes))
    }
}

impl fmt::Debug for Strokes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Strokes({})", self.0.len())
    }
}

/// Lines through all their points, 0 to 1 of a box of that size.
pub fn curves(lines: &[Vec<Point>], width: f32, height: f32) -> Vec<Curve> {
    let scaled = |it: &Point| [it[0] * width, it[1] * height];
    let lines = lines.iter().map(|it| it.iter().map(scaled).collect::<Vec<Point>>());
    lines.filter_map(|it| curve(&it)).collect()
}

fn curve(points: &[Point]) -> Option<Curve> {
    let (&start, &last) = (points.first()?, points.last()?);
    // At the ends a point stands in for the neighbour it has not.
    let before = std::iter::once(&start).chain(points);
    let after = points.iter().skip(2).chain(std::iter::once(&last));
    let pieces = before.zip(points).zip(points.iter().skip(1)).zip(after);
    let pieces = pieces.map(|(((p0, p1), p2), p3)| {
        let handle = |at: &Point, from: &Point, to: &Point, by: f32| {
            [at[0] + (to[0] - from[0]) * by, at[1] + (to[1] - from[1]) * by]
        };
        [handle(p1, p0, p2, 1.0 / 6.0), handle(p2, p1, p3, -1.0 / 6.0), *p2]
    });
    Some(Curve { start, pieces: pieces.collect() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn strokes(points: &[&[Point]]) -> Result<Strokes, NoStrokes> {
        Strokes::try_from(points.iter().map(|it| it.to_vec()).collect::<Vec<_>>())
    }

    #[test]
    fn only_strokes_within_the_box_are_taken() {
        let dot: &[Point] = &[[0.0, 1.0]];
        assert!(strokes(&[dot]).is_ok());
        let cases: [&[&[Point]]; 6] = [
            &[],
            &[dot, &[]],
            &[&[[0.5, 1.1]]],
            &[&[[-0.1, 0.5]]],
            &[&[[f32::NAN, 0.5]]],
            &[&[[0.5, 0.5]; MOST_POINTS + 1]],
        ];
        for it in cases {
            assert_eq!(strokes(it).unwrap_err(), NoStrokes);
        }
        assert!(strokes(&vec![dot; MOST_STROKES]).is_ok());
        assert!(strokes(&vec![dot; MOST_STROKES + 1]).is_err());
    }

    #[test]
    fn a_curve_goes_through_every_point_and_a_straight_line_stays_straight() {
        let drawn = strokes(&[&[[0.0, 0.0], [0.5, 0.5], [1.0, 1.0]], &[[0.25, 0.5]]]).unwrap();
        let curves = drawn.curves(56.0, 17.0);
        assert_eq!(curves.len(), 2);
        let ends: Vec<Point> = curves[0].pieces.iter().map(|it| it[2]).collect();
        assert_eq!((curves[0].start, ends), ([0.0, 0.0], vec![[28.0, 8.5], [56.0, 17.0]]));
        for [x, y] in curves[0].pieces.iter().flatten() {
            assert!((x * 17.0 / 56.0 - y).abs() < 1e-4, "{x} {y} is beside the line");
        }
        assert!(curves[1].pieces.is_empty());
        assert_eq!(format!("{:?}", curves[1].start), "[14.0, 8.5]");
    }

    #[test]
    fn another_line_has_another_digest() {
        let one = strokes(&[&[[0.1, 0.2], [0.3, 0.4]]]).unwrap().digest();
        let parted = strokes(&[&[[0.1, 0.2]], &[[0.3, 0.4]]]).unwrap().digest();
        let moved = strokes(&[&[[0.1, 0.2], [0.3, 0.41]]]).unwrap().digest();
        assert!(one != parted && one != moved && parted != moved);
    }

    proptest! {
        #[test]
        fn what_was_kept_reads_back(
            points in prop::collection::vec(prop::collection::vec((0.0_f32..=1.0, 0.0_f32..=1.0), 1..9), 1..9)
        ) {
            let points: Vec<Vec<Point>> =
                points.into_iter().map(|it| it.into_iter().map(|(x, y)| [x, y]).collect()).collect();
            let drawn = Strokes::try_from(points).unwrap();
            let json = serde_json::to_string(&drawn).unwrap();
            prop_assert_eq!(serde_json::from_str::<Strokes>(&json).unwrap(), drawn);
        }
    }
}
