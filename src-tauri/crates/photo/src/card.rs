//! Where a card lies on a scan.

use image::{RgbImage, imageops};

use crate::{Crop, portrait::color, prepare::size, profile::in_pixels};

/// ΔE*ab from the surface it lies on that the card must have.
const APART: f32 = 8.0;
/// Longest side that is looked at.
const LOOKED_AT: u32 = 400;
/// Width over height of an identity card (ID-1, ISO/IEC 7810: 85.60 × 53.98 mm), and how far it may be off.
const SHAPE: f32 = 1.586;
const OFF: f32 = 0.08;
/// How much of a card may lie outside its box: the corners of one that is turned by two degrees.
const CORNERS: f32 = 0.02;

/// The card on an even surface, lying straight, or `None`: then nothing is to be cropped.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "places within a picture, and shares of at most 400 × 400 pixels"
)]
pub(crate) fn card_edges(pixels: &RgbImage) -> Option<Crop> {
    let full = size(pixels);
    let scale = in_pixels(full.width.max(full.height)) / in_pixels(LOOKED_AT);
    let small = if scale > 1.0 {
        let side = |it: u32| ((in_pixels(it) / scale) as u32).max(1);
        imageops::thumbnail(pixels, side(full.width), side(full.height))
    } else {
        pixels.clone()
    };
    let scale = in_pixels(full.width) / in_pixels(small.width());
    let (width, height) = (small.width() as usize, small.height() as usize);
    let labs: Vec<[f32; 3]> = small.pixels().map(|it| color::lab(it.0.map(f32::from))).collect();
    let surface = surface(&labs, width, height)?;
    let is_card: Vec<bool> =
        labs.iter().map(|it| color::difference(*it, surface) > APART).collect();
    let rows: Vec<usize> =
        is_card.chunks_exact(width).map(|row| row.iter().filter(|it| **it).count()).collect();
    let columns: Vec<usize> = (0..width)
        .map(|x| is_card.iter().skip(x).step_by(width).filter(|it| **it).count())
        .collect();
    let ((top, bottom), (left, right)) = (extent(&rows)?, extent(&columns)?);
    let (card_width, card_height) = (right - left, bottom - top);
    let inside = (top..bottom).flat_map(|y| (left..right).map(move |x| y * width + x));
    let filled = inside.filter(|at| is_card[*at]).count();
    let part_of = |part: usize, of: usize| part as f32 / of.max(1) as f32;
    let stretch = part_of(card_width, card_height) / SHAPE;
    let around = is_card.iter().filter(|it| **it).count() - filled;
    let is_a_card = (1.0 - OFF..=1.0 + OFF).contains(&stretch)
        && part_of(filled, card_width * card_height) > 0.8
        && part_of(around, filled) < CORNERS
        && (0.05..0.95).contains(&part_of(card_width * card_height, width * height));
    is_a_card.then(|| {
        // Room for the corners of a card that lies a little crooked.
        let margin = card_width as f32 * 0.02;
        let start = |it: usize| ((it as f32 - margin).max(0.0) * scale) as u32;
        let end = |it: usize, side: u32| (((it as f32 + margin) * scale) as u32).min(side);
        let (x, y) = (start(left), start(top));
        Crop { x, y, width: end(right, full.width) - x, height: end(bottom, full.height) - y }
    })
}

/// The colour around the card: the median of the border.
fn surface(labs: &[[f32; 3]], width: usize, height: usize) -> Option<[f32; 3]> {
    let border: Vec<&[f32; 3]> = labs
        .iter()
        .enumerate()
        .filter(|(at, _)| {
            let (x, y) = (at % width, at / width);
            x < 3 || y < 3 || x + 3 >= width || y + 3 >= height
        })
        .map(|it| it.1)
        .collect();
    let median = |axis: usize| {
        let mut all: Vec<f32> = border.iter().map(|it| it[axis]).collect();
        all.sort_by(f32::total_cmp);
        all.get(all.len() / 2).copied()
    };
    Some([median(0)?, median(1)?, median(2)?])
}

/// From the first to behind the last line that has at least half as much card as the fullest.
fn extent(counts: &[usize]) -> Option<(usize, usize)> {
    let most = counts.iter().max().copied().filter(|it| *it > 0)?;
    let has_card = |it: &usize| *it * 2 >= most;
    let first = counts.iter().position(has_card)?;
    let last = counts.iter().rposition(has_card)?;
    Some((first, last + 1))
}
