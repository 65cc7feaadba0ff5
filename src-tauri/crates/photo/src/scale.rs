//! A part of a picture, made smaller.
//!
//! **Invariant:** every pixel of the part has its share in the result, and none outside it has.

use std::collections::VecDeque;

use image::RgbImage;

use crate::{Crop, in_pixels};

/// The part of a picture in `width` × `height` pixels, not more than it has: the mean of squares of pixels as long as
/// twice the size is left, for that is quick, then Lanczos' filter of three lobes.
pub(crate) fn scaled(picture: &RgbImage, crop: Crop, width: u32, height: u32) -> RgbImage {
    let side = (crop.width / (2 * width.max(1))).min(crop.height / (2 * height.max(1))).max(1);
    let [across, down] = [crop.width, crop.height].map(|it| index(it.div_ceil(side)));
    // Of the last squares there may be a part only.
    let length = |it: u32| in_pixels(it) / in_pixels(side);
    let columns = weights(length(crop.width), across, width);
    let rows = weights(length(crop.height), down, height);

    let mut means = means(picture, crop, index(side));
    // Those that the row at hand is made of; of a large picture all would take much memory.
    let (mut held, mut first_held) = (VecDeque::new(), 0);
    let mut result = Vec::with_capacity(columns.len() * rows.len() * 3);
    let mut line = vec![0.0_f32; across * 3];
    for Weights { first, weights } in &rows {
        while first_held + held.len() < first + weights.len() {
            held.extend(means.next());
        }
        held.drain(..first - first_held);
        first_held = *first;
        line.fill(0.0);
        for (row, weight) in held.iter().zip(weights) {
            for (sum, it) in line.iter_mut().zip(row) {
                *sum += it * weight;
            }
        }
        result.extend(columns.iter().flat_map(|it| it.sum(&line).map(rounded)));
    }
    RgbImage::from_raw(width, height, result).unwrap_or_default()
}

/// A whole picture in `width` × `height` pixels, not more than it has, quickly: each is the mean of those that lie there.
pub(crate) fn thumbnail(picture: &RgbImage, width: u32, height: u32) -> RgbImage {
    let [columns, rows] =
        [(picture.width(), width), (picture.height(), height)].map(|(from, to)| {
            let end =
                move |it: u32| (u64::from(it) * u64::from(from)).div_ceil(u64::from(to.max(1)));
            (0..to).map(move |it| usize::try_from(end(it + 1) - end(it)).unwrap_or(0))
        });
    let line = index(picture.width()) * 3;
    let mut lines = picture.as_raw().chunks_exact(line.max(1));
    let mut sums = vec![0_u32; line];
    let mut result = Vec::with_capacity(index(width) * index(height) * 3);
    for rows in rows {
        sums.fill(0);
        for line in lines.by_ref().take(rows) {
            sums.iter_mut().zip(line).for_each(|(sum, it)| *sum += u32::from(*it));
        }
        let mut pixels = sums.chunks_exact(3);
        for columns in columns.clone() {
            let mut mean = [0; 3];
            for pixel in pixels.by_ref().take(columns) {
                mean.iter_mut().zip(pixel).for_each(|(sum, it)| *sum += it);
            }
            let count = u32::try_from(rows * columns).unwrap_or(u32::MAX).max(1);
            result.extend(mean.map(|it| u8::try_from((it + count / 2) / count).unwrap_or(u8::MAX)));
        }
    }
    RgbImage::from_raw(width, height, result).unwrap_or_default()
}

fn index(it: u32) -> usize {
    usize::try_from(it).unwrap_or(usize::MAX)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0–255")]
fn rounded(it: f32) -> u8 {
    it.round().clamp(0.0, 255.0) as u8
}

/// The means of squares of a part, row by row; an empty row after the last.
fn means(
    picture: &RgbImage,
    Crop { x, y, width, height }: Crop,
    side: usize,
) -> impl Iterator<Item = Vec<f32>> {
    let columns = index(x) * 3..index(x + width) * 3;
    let mut lines = picture
        .as_raw()
        .chunks_exact(index(picture.width()) * 3)
        .skip(index(y))
        .take(index(height))
        .map(move |it| it.get(columns.clone()).unwrap_or_default());
    std::iter::repeat_with(move || {
        let mut sums = vec![0_u32; index(width) * 3];
        let mut count = 0;
        for line in lines.by_ref().take(side) {
            count += 1;
            sums.iter_mut().zip(line).for_each(|(sum, it)| *sum += u32::from(*it));
        }
        let squares = sums.chunks(side * 3);
        let means = squares.flat_map(|square| {
            let mut sums = [0; 3];
            for pixel in square.chunks_exact(3) {
                sums.iter_mut().zip(pixel).for_each(|(sum, it)| *sum += it);
            }
            sums.map(|it| mean(it, count * square.len() / 3))
        });
        means.collect()
    })
}

#[expect(clippy::cast_precision_loss, reason = "sums of some squares of pixels, and their number")]
fn mean(sum: u32, pixels: usize) -> f32 {
    sum as f32 / pixels as f32
}

/// The first pixel that goes into one of the result, and what it and each after it weighs.
pub(crate) struct Weights {
    pub(crate) first: usize,
    pub(crate) weights: Vec<f32>,
}

impl Weights {
    /// Of a line of pixels.
    pub(crate) fn sum(&self, line: &[f32]) -> [f32; 3] {
        let mut sums = [0.0; 3];
        let pixels = line.get(self.first * 3..).unwrap_or_default().chunks_exact(3);
        for (pixel, weight) in pixels.zip(&self.weights) {
            for (sum, it) in sums.iter_mut().zip(pixel) {
                *sum += it * weight;
            }
        }
        sums
    }
}

/// What goes into each of `wanted` pixels along a side of `length`, which `there` pixels cover.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "places along a side, which is far below 2^24"
)]
fn weights(length: f32, there: usize, wanted: u32) -> Vec<Weights> {
    let scale = length / in_pixels(wanted);
    let reach = 3.0 * scale.max(1.0);
    (0..wanted)
        .map(|it| {
            let centre = (in_pixels(it) + 0.5) * scale;
            let first = (centre - reach).floor().max(0.0) as usize;
            let end = ((centre + reach).ceil() as usize).min(there);
            let all = first..end;
            let weights: Vec<f32> =
                all.map(|at| lanczos((at as f32 + 0.5 - centre) / scale.max(1.0))).collect();
            let sum: f32 = weights.iter().sum();
            Weights { first, weights: weights.into_iter().map(|it| it / sum).collect() }
        })
        .collect()
}

/// The sinc function under its own middle lobe, three times as wide.
fn lanczos(x: f32) -> f32 {
    let sinc = |x: f32| {
        let x = x * std::f32::consts::PI;
        if x.abs() < 1e-4 { 1.0 } else { x.sin() / x }
    };
    if x.abs() < 3.0 { sinc(x) * sinc(x / 3.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, imageops};
    use proptest::prelude::*;

    /// Gentle waves with an edge, from `x`, `y` on.
    fn waves(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            let wave = |it: u32, every: f32| rounded(120.0 + 60.0 * (in_pixels(it) / every).sin());
            Rgb([wave(x, 19.0), wave(y, 23.0), if x > width / 2 { 200 } else { 40 }])
        })
    }

    #[test]
    fn it_looks_as_with_the_filter_alone() {
        let picture = waves(1507, 1300);
        let crop = Crop { x: 100, y: 60, width: 1310, height: 1111 };
        for (width, height) in [(131, 111), (400, 339), (1000, 848), (1310, 1111)] {
            let ours = scaled(&picture, crop, width, height);
            let cut = imageops::crop_imm(&picture, 100, 60, 1310, 1111).to_image();
            let other = imageops::resize(&cut, width, height, imageops::FilterType::Lanczos3);
            let apart =
                ours.as_raw().iter().zip(other.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b)));
            let (sum, most) = apart.fold((0, 0), |(sum, most), it| (sum + it, most.max(it)));
            assert!(sum < ours.as_raw().len() as u64 / 2, "{width}: {sum}");
            // Only beside the edge, where the filter rings.
            assert!(most <= 16, "{width}: {most}");
        }
    }

    #[test]
    fn a_thumbnail_is_what_it_was_before() {
        for (width, height, to_width, to_height) in [
            (4000, 3000, 1600, 1200),
            (1607, 33, 1600, 32),
            (50, 7000, 11, 1600),
            (2001, 1, 1600, 1),
        ] {
            let picture = waves(width, height);
            let other = imageops::thumbnail(&picture, to_width, to_height);
            assert_eq!(thumbnail(&picture, to_width, to_height), other, "{width} × {height}");
        }
    }

    proptest! {
        #[test]
        fn what_is_outside_does_not_show(
            x in 0..40_u32, y in 0..40_u32, width in 1..90_u32, height in 1..90_u32, least in 1..5_u32,
        ) {
            let inside = Rgb([10, 100, 250]);
            let picture = RgbImage::from_fn(140, 140, |at_x, at_y| {
                let is_inside = (x..x + width).contains(&at_x) && (y..y + height).contains(&at_y);
                if is_inside { inside } else { Rgb([255, 0, 0]) }
            });
            let (to_width, to_height) = ((width / least).max(1), (height / least).max(1));
            let small = scaled(&picture, Crop { x, y, width, height }, to_width, to_height);
            prop_assert_eq!(small.dimensions(), (to_width, to_height));
            prop_assert!(small.pixels().all(|it| *it == inside));
        }
    }
}
