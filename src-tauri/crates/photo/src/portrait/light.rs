//! Sharpness and exposure of the face, at one size for all pictures: 90 pixels between the eyes.

use image::RgbImage;

use super::{
    background::quantile,
    color,
    head::share,
    mesh::{Mesh, OVAL, distance},
    square::{Outside, pixel},
};

/// How sharp and how bright a face is. Skin differs, so these are hints and never a reason to refuse.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Light {
    /// Variance of the Laplacian, as if the face were of middle brightness. 41–249 were measured of sharp photos.
    pub sharpness: f32,
    /// Percent of the face that is white, at 247 of 255 or above.
    pub burnt: f32,
    /// Median luma of the face, 0–255.
    pub brightness: f32,
}

const BETWEEN_THE_EYES: f32 = 90.0;

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
        let ([left, right], [top, bottom]) = mesh.bounds(&OVAL);
        let columns = ((right - left) / step).clamp(0.0, 1000.0) as usize;
        let rows = ((bottom - top) / step).clamp(0.0, 1000.0) as usize;
        let mut lumas = Vec::with_capacity(rows * columns);
        let mut is_face = Vec::with_capacity(rows * columns);
        for row in 0..rows {
            for column in 0..columns {
                let x = left + (column as f32 + 0.5) * step;
                let y = top + (row as f32 + 0.5) * step;
                lumas.push(color::luma(pixel(picture, x, y, Outside::Edge)));
                is_face.push(mesh.encloses(&OVAL, x, y));
            }
        }
        let face: Vec<f32> =
            lumas.iter().zip(&is_face).filter(|(_, is)| **is).map(|(it, _)| *it).collect();
        let mean = face.iter().sum::<f32>() / face.len().max(1) as f32;
        let exposure = (mean / 128.0).powi(2).max(0.01);
        Self {
            sharpness: laplacian_variance(&lumas, &is_face, columns) / exposure,
            burnt: share(face.iter().filter(|it| **it >= 247.0).count(), face.len()) * 100.0,
            brightness: quantile(face, 50),
        }
    }
}

/// How much a pixel differs from its four neighbours, within a mask.
#[expect(clippy::cast_precision_loss, reason = "fewer than 2^20 pixels")]
pub(crate) fn laplacian_variance(lumas: &[f32], mask: &[bool], columns: usize) -> f32 {
    let last_row = lumas.len().saturating_sub(columns);
    let inner = (columns + 1..last_row.max(columns + 1)).filter(|at| mask[*at]);
    let inner = inner.filter(|at| at % columns != 0 && at % columns != columns - 1);
    let (mut count, mut sum, mut squares) = (0_usize, 0.0_f64, 0.0_f64);
    for at in inner {
        let neighbours = lumas[at - 1] + lumas[at + 1] + lumas[at - columns] + lumas[at + columns];
        let laplacian = f64::from(4.0 * lumas[at] - neighbours);
        count += 1;
        sum += laplacian;
        squares += laplacian * laplacian;
    }
    let count = count.max(1) as f64;
    #[expect(clippy::cast_possible_truncation, reason = "a variance of numbers up to 1020")]
    let variance = (squares / count - (sum / count).powi(2)) as f32;
    variance
}
