//! Sharpness, exposure and colour of the face, at one size for all pictures: 90 pixels between the eyes.

use image::RgbImage;
use serde::{Deserialize, Serialize};

use super::{
    background::quantile,
    color,
    head::share,
    mesh::{CHEEKS, Mesh, OVAL, bounds, crossings, distance, is_between},
    place,
    square::{Outside, pixel},
};

/// How sharp, bright and coloured a face is. Skin differs, so these are hints and never a reason to refuse.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Light {
    /// Variance of the Laplacian, as if the face were of middle brightness. 41–920 were measured of sharp photos, 1540 and
    /// more of noise.
    pub sharpness: f32,
    /// Percent of the face that is white, at [`WHITE`] of 255 or above.
    pub burnt: f32,
    /// Median luma of the face, 0–255.
    pub brightness: f32,
    /// The luma that 95 % of the face do not exceed: skin of any colour shines where there is light. From 145 on were
    /// measured of photos whose light is right, up to 98 of those that are half as bright.
    pub lightest: f32,
    /// How much lighter one half of the face is than the other, in stops: the median of places that mirror each other. Up to
    /// 2.3 were measured of photos whose light is right, from 2.5 on of light from one side alone.
    pub sides: f32,
    /// The same near the middle of the face, which looks ahead: light that comes from a side in a room changes it less. Up to 1.0 were
    /// measured of eleven people whose photos are right and 2.4 of one, 1.6–3.3 where half of a face lies in the dark.
    pub near: f32,
    /// How much lighter the forehead is than the cheeks, in stops. 0.2–1.4 were measured of photos whose light is right.
    pub height: f32,
    /// Median C*ab of the face. From 10 on were measured of photos in colour.
    pub chroma: f32,
    /// Median a* of the face. From 11 on were measured of photos whose colours are right.
    pub redness: f32,
    /// Median b* of the face. 12–29 were measured of photos whose colours are right, up to 41 and 1.6 times the redness of strong ones, 40
    /// and more of yellow light, below 0 of blue.
    pub yellowness: f32,
}

const BETWEEN_THE_EYES: f32 = 90.0;
/// Luma from which on nothing of the skin is left.
const WHITE: f32 = 242.0;
/// Places on forehead, cheeks and chin, and those opposite.
const OPPOSITE: [[usize; 2]; 18] = [
    [50, 280],
    [101, 330],
    [36, 266],
    [205, 425],
    [187, 411],
    [123, 352],
    [147, 376],
    [69, 299],
    [104, 333],
    [108, 337],
    [117, 346],
    [118, 347],
    [119, 348],
    [216, 436],
    [207, 427],
    [192, 416],
    [212, 432],
    [210, 430],
];

/// Of these the ones beside nose, mouth and chin and above the brows.
const NEAR: [[usize; 2]; 5] = [[36, 266], [108, 337], [216, 436], [210, 430], [119, 348]];
const FOREHEAD: [usize; 6] = [151, 108, 337, 69, 299, 9];
const LOWER: [usize; 6] = [205, 425, 50, 280, 187, 411];

impl Light {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a face is some hundred pixels wide at this size"
    )]
    pub(super) fn measure(mesh: &Mesh, picture: &RgbImage) -> Self {
        let [left_eye, right_eye] = mesh.eyes();
        let step = distance(left_eye, right_eye) / BETWEEN_THE_EYES;
        let oval = mesh.contour(&OVAL);
        let ([left, right], [top, bottom]) = bounds(&oval);
        let columns = ((right - left) / step).clamp(0.0, 1000.0) as usize;
        let rows = ((bottom - top) / step).clamp(0.0, 1000.0) as usize;
        let mut lumas = Vec::with_capacity(rows * columns);
        let mut is_face = Vec::with_capacity(rows * columns);
        let mut colors = Vec::new();
        for row in 0..rows {
            let y = top + (row as f32 + 0.5) * step;
            let crossings: Vec<f32> = crossings(&oval, y).collect();
            for column in 0..columns {
                let x = left + (column as f32 + 0.5) * step;
                let color = pixel(picture, x, y, Outside::Edge);
                let is_inside = is_between(crossings.iter().copied(), x);
                lumas.push(color::luma(color));
                is_face.push(is_inside);
                // Colours change slowly: every third tells enough.
                if is_inside && row % 3 == 0 && column % 3 == 0 {
                    colors.push(color::lab(color));
                }
            }
        }
        let face: Vec<f32> =
            lumas.iter().zip(&is_face).filter(|(_, is)| **is).map(|(it, _)| *it).collect();
        let mean = face.iter().sum::<f32>() / face.len().max(1) as f32;
        let exposure = (mean / 128.0).powi(2).max(0.01);
        Self {
            sharpness: laplacian_variance(&lumas, &is_face, columns) / exposure,
            burnt: share(face.iter().filter(|it| **it >= WHITE).count(), face.len()) * 100.0,
            lightest: quantile(face.clone(), 95),
            brightness: quantile(face, 50),
            sides: sides(mesh, picture, &OPPOSITE),
            near: sides(mesh, picture, &NEAR),
            height: height(mesh, picture),
            chroma: quantile(colors.iter().map(|it| color::chroma(*it)).collect(), 50),
            redness: quantile(colors.iter().map(|it| it[1]).collect(), 50),
            yellowness: quantile(colors.iter().map(|it| it[2]).collect(), 50),
        }
    }
}

fn sides(mesh: &Mesh, picture: &RgbImage, places: &[[usize; 2]]) -> f32 {
    let light = |it: usize| luminance(mesh, picture, it);
    let stops = places.iter().map(|[a, b]| (light(*a) / light(*b)).log2());
    quantile(stops.collect(), 50).abs()
}

fn height(mesh: &Mesh, picture: &RgbImage) -> f32 {
    let typical = |places: &[usize; 6]| {
        quantile(places.iter().map(|it| luminance(mesh, picture, *it)).collect(), 50)
    };
    (typical(&FOREHEAD) / typical(&LOWER)).log2()
}

/// How much light there is about a point.
fn luminance(mesh: &Mesh, picture: &RgbImage, point: usize) -> f32 {
    let [x, y, _] = mesh.point(point);
    let side = 0.04 * mesh.distance(CHEEKS[0], CHEEKS[1]);
    // Of black there is a little light, too.
    color::luminance(place::lab(picture, [x, y], side)[0]) + 0.002
}

/// How much a pixel differs from its four neighbours, within a mask.
#[expect(clippy::cast_precision_loss, reason = "fewer than 2^20 pixels")]
pub(crate) fn laplacian_variance(lumas: &[f32], mask: &[bool], columns: usize) -> f32 {
    let (mut count, mut sum, mut squares) = (0_usize, 0.0_f64, 0.0_f64);
    let rows: Vec<&[f32]> = lumas.chunks_exact(columns.max(1)).collect();
    let masks = mask.chunks_exact(columns.max(1)).skip(1);
    for (rows, mask) in rows.windows(3).zip(masks) {
        let [above, here, below] = [rows[0], rows[1], rows[2]];
        for at in (1..columns.saturating_sub(1)).filter(|at| mask[*at]) {
            let neighbours = here[at - 1] + here[at + 1] + above[at] + below[at];
            let laplacian = f64::from(4.0 * here[at] - neighbours);
            count += 1;
            sum += laplacian;
            squares += laplacian * laplacian;
        }
    }
    let count = count.max(1) as f64;
    #[expect(clippy::cast_possible_truncation, reason = "a variance of numbers up to 1020")]
    let variance = (squares / count - (sum / count).powi(2)) as f32;
    variance
}
