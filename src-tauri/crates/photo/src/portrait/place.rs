//! The colour of a place.

use image::RgbImage;

use super::{
    background::quantile,
    color,
    square::{Outside, pixel},
};

/// Places across a patch.
const ACROSS: u8 = 7;

/// L*a*b* of a square patch about a place, the median of each: single hairs and specks do not count.
pub(super) fn lab(picture: &RgbImage, [x, y]: [f32; 2], side: f32) -> [f32; 3] {
    let step = side / f32::from(ACROSS);
    let offset = |it: u8| (f32::from(it) - f32::from(ACROSS - 1) / 2.0) * step;
    let places = (0..ACROSS).flat_map(|row| (0..ACROSS).map(move |column| (column, row)));
    let colors: Vec<[f32; 3]> = places
        .map(|(column, row)| {
            color::lab(pixel(picture, x + offset(column), y + offset(row), Outside::Edge))
        })
        .collect();
    typical(&colors)
}

/// The median of each number.
pub(super) fn typical(colors: &[[f32; 3]]) -> [f32; 3] {
    [0, 1, 2].map(|axis: usize| quantile(colors.iter().map(|it| it[axis]).collect(), 50))
}
