//! Where cards lie on a scan or a photo: four straight edges, as long to each other as the sides of a card.

mod corners;
mod lines;
mod straight;

use image::{RgbImage, imageops};
pub(crate) use straight::straightened;

use crate::{Crop, in_pixels, portrait::color, prepare::size};
use corners::{Corners, SHAPE, sides};
use lines::{Edges, Way};

/// Longest side that is looked at.
const LOOKED_AT: u32 = 480;
/// How far a card may be off its shape.
const OFF: f32 = 0.09;
/// How much of each side has to be seen as an edge, and of all four together.
const LEAST_OF_A_SIDE: f32 = 0.6;
const LEAST_OF_ALL: f32 = 0.78;
/// ΔE*ab between a card and what it lies on. A line of print has the same paper on both its sides.
const APART: f32 = 1.5;
/// Of the picture.
const SMALLEST: f32 = 0.03;
/// Opposite sides of a card that is seen from an angle are this much apart at most.
const SLANT: f32 = 0.25;

/// The cards in a picture, two at most: the upper or left one first. None: their edges cannot be told from what they lie on,
/// or there are none.
pub(crate) fn cards(pixels: &RgbImage) -> Vec<Corners> {
    let full = size(pixels);
    let longest = full.width.max(full.height);
    let small = if longest > LOOKED_AT {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "shorter sides"
        )]
        let side =
            |it: u32| ((in_pixels(it) * in_pixels(LOOKED_AT) / in_pixels(longest)) as u32).max(1);
        imageops::thumbnail(pixels, side(full.width), side(full.height))
    } else {
        pixels.clone()
    };
    let scale = [
        in_pixels(full.width) / in_pixels(small.width()),
        in_pixels(full.height) / in_pixels(small.height()),
    ];
    let mut found = find(&small);
    let middle = |it: &Corners| [0, 1].map(|axis| it.iter().map(|it| it[axis]).sum::<f32>() / 4.0);
    found.truncate(1 + usize::from(found.len() > 1));
    if let [first, second] = &*found {
        let ([x1, y1], [x2, y2]) = (middle(first), middle(second));
        // One above the other, or beside it.
        let is_behind = if (x1 - x2).abs() > (y1 - y2).abs() { x1 > x2 } else { y1 > y2 };
        if is_behind {
            found.reverse();
        }
    }
    found.into_iter().map(|it| it.map(|[x, y]| [x * scale[0], y * scale[1]])).collect()
}

/// The quadrilaterals that are cards, the surest first, none over another.
fn find(picture: &RgbImage) -> Vec<Corners> {
    let edges = Edges::of(picture);
    let (across, down) = (edges.lines(Way::Across), edges.lines(Way::Down));
    let area = in_pixels(picture.width()) * in_pixels(picture.height());
    let mut found: Vec<(f32, Corners)> = Vec::new();
    for (top, bottom) in pairs(&across) {
        for (left, right) in pairs(&down) {
            let corners = || {
                Some([
                    top.meets(*left)?,
                    top.meets(*right)?,
                    bottom.meets(*right)?,
                    bottom.meets(*left)?,
                ])
            };
            let Some(corners) = corners().and_then(ordered) else { continue };
            if !has_shape(corners)
                || area_of(corners) < SMALLEST * area
                || !lies_within(corners, picture)
            {
                continue;
            }
            // One side that is none is enough: most of what is tried has one, and the others need not be looked at.
            let shares = (0..4).map(|it| edges.share(corners[it], corners[(it + 1) % 4]));
            let shares: Vec<f32> = shares.take_while(|it| *it >= LEAST_OF_A_SIDE).collect();
            if shares.len() < 4 {
                continue;
            }
            let mean = shares.iter().sum::<f32>() / 4.0;
            let (inner, outer) = (moved(corners, 0.016), moved(corners, -0.016));
            let is_side = |it: usize| {
                let (color, is_even) = edges.color(inner[it], inner[(it + 1) % 4]);
                let (behind, _) = edges.color(outer[it], outer[(it + 1) % 4]);
                is_even && color::difference(color, behind) > APART
            };
            if mean >= LEAST_OF_ALL && (0..4).all(is_side) {
                // Of two that are as sure the larger one is the card, and the other is printed on it.
                found.push((mean + 0.3 * area_of(corners) / area, corners));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut cards: Vec<Corners> = Vec::new();
    for (_, corners) in found {
        let alike = |it: &Corners| (0.6..1.7).contains(&(area_of(*it) / area_of(corners)));
        if cards.iter().all(|it| alike(it) && are_apart(*it, corners)) {
            cards.push(corners);
        }
    }
    cards
}

fn pairs<T>(all: &[T]) -> impl Iterator<Item = (&T, &T)> {
    all.iter().enumerate().flat_map(|(at, a)| all.iter().skip(at + 1).map(move |b| (a, b)))
}

/// The corners of two lines across and two down, in their order.
fn ordered([a, b, c, d]: Corners) -> Option<Corners> {
    let [a, b, c, d] = if a[1] > d[1] { [d, c, b, a] } else { [a, b, c, d] };
    let [a, b, c, d] = if a[0] > b[0] { [b, a, d, c] } else { [a, b, c, d] };
    // Sides that cross make no card.
    (a[0] < b[0] && d[0] < c[0] && a[1] < d[1] && b[1] < c[1]).then_some([a, b, c, d])
}

/// The corners moved inwards by a share of what is between them.
fn moved(corners: Corners, share: f32) -> Corners {
    let opposite = |it: usize| corners[(it + 2) % 4];
    [0, 1, 2, 3]
        .map(|it| [0, 1].map(|axis| corners[it][axis] * (1.0 - share) + opposite(it)[axis] * share))
}

fn has_shape(corners: Corners) -> bool {
    let [top, right, bottom, left] = sides(corners);
    let stretch = (top + bottom) / (left + right).max(1.0);
    let is_near = |it: f32| (1.0 - OFF..=1.0 + OFF).contains(&(it / SHAPE));
    let is_even = |a: f32, b: f32| (a - b).abs() <= SLANT * a.max(b);
    (is_near(stretch) || is_near(1.0 / stretch.max(0.01)))
        && is_even(top, bottom)
        && is_even(left, right)
}

/// By the shoelace formula.
fn area_of(corners: Corners) -> f32 {
    let part = |it: usize| {
        let ([x1, y1], [x2, y2]) = (corners[it], corners[(it + 1) % 4]);
        x1 * y2 - x2 * y1
    };
    (part(0) + part(1) + part(2) + part(3)).abs() / 2.0
}

fn lies_within(corners: Corners, picture: &RgbImage) -> bool {
    let is_within = |at: f32, side: u32| (-2.0..=in_pixels(side) + 2.0).contains(&at);
    corners.iter().all(|[x, y]| is_within(*x, picture.width()) && is_within(*y, picture.height()))
}

/// The least and the most of both ways.
fn extent(corners: Corners) -> [[f32; 2]; 2] {
    [0, 1].map(|axis| {
        let all = || corners.iter().map(|it| it[axis]);
        [all().fold(f32::MAX, f32::min), all().fold(f32::MIN, f32::max)]
    })
}

/// Whether two lie beside each other: their boxes share a tenth at most, for crooked ones have corners.
fn are_apart(a: Corners, b: Corners) -> bool {
    let (a, b) = (extent(a), extent(b));
    let shared =
        [0, 1].map(|axis| (a[axis][1].min(b[axis][1]) - a[axis][0].max(b[axis][0])).max(0.0));
    let area = |it: [[f32; 2]; 2]| (it[0][1] - it[0][0]) * (it[1][1] - it[1][0]);
    shared[0] * shared[1] <= 0.1 * area(a).min(area(b))
}

/// Of the width of a card: what may stay around it.
const ROOM: f32 = 0.015;

/// The part of the picture to cut out, when a card lies so straight that nothing has to be turned.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places within the picture"
)]
pub(crate) fn straight(corners: Corners, pixels: &RgbImage) -> Option<Crop> {
    let [[left, right], [top, bottom]] = extent(corners);
    let [above, ..] = sides(corners);
    let apart = |from: usize, to: usize, axis: usize| corners[to][axis] - corners[from][axis];
    let crooked = [apart(0, 1, 1), apart(3, 2, 1), apart(0, 3, 0), apart(1, 2, 0)];
    if crooked.iter().any(|it| it.abs() > ROOM * above) {
        return None;
    }
    let room = ROOM * above;
    let place = |it: f32, side: u32| it.clamp(0.0, in_pixels(side)) as u32;
    let (x, y) = (place(left - room, pixels.width()), place(top - room, pixels.height()));
    let (end_x, end_y) =
        (place(right + room, pixels.width()), place(bottom + room, pixels.height()));
    Some(Crop { x, y, width: end_x - x, height: end_y - y })
}
