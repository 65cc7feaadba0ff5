//! Pose, eyes and mouth. Lengths are shares of the distance from the eyes' middle to the chin, as in ISO/IEC 29794-5.

use image::RgbImage;
use serde::{Deserialize, Serialize};

use super::{
    background::quantile,
    color,
    eyes::Eyes,
    head::share,
    mesh::{CHEEKS, CHIN, INNER_LIPS, Mesh, bounds, colors_within, distance, middle},
    square::{Outside, pixel},
};

/// Pose, eyes and mouth of a face.
///
/// How far the head nods is not among them: measured on frontal faces it read 6–15°, so it would say nothing.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Features {
    /// Degrees the head is turned to a side.
    pub yaw: f32,
    /// From cheek to cheek over the distance from the eyes to the chin. 1.16–1.31 were measured of shut mouths, 1.0–1.18 of
    /// photos that were squeezed to 0.75–0.85, from 1.37 on of those that were stretched by 1.15.
    pub breadth: f32,
    /// Degrees the head is tilted: the slope of the line of the eyes.
    pub roll: f32,
    /// Percent, how far each eye is open; the picture's left first. 6.2–11 were measured of open eyes,
    /// up to 3.9 of closed ones.
    pub eyes_open: [f32; 2],
    /// Percent, how far the lips are apart. Up to 1 was measured of closed mouths, from 5.5 on of open ones.
    pub mouth_open: f32,
    /// Percent of the square of that distance that looks like teeth. 0 was measured of closed mouths.
    pub teeth: f32,
    /// Percent, how high what is lighter and less red than lips lies between their outer edges, in the middle. 0 was measured of
    /// closed mouths, up to 1 below a white moustache, 2–9 of teeth.
    pub bare: f32,
}

impl Features {
    pub(super) fn measure(mesh: &Mesh, close: &Eyes, picture: &RgbImage) -> Self {
        let eyes = mesh.eyes();
        let length = distance(middle(eyes[0], eyes[1]), mesh.point(CHIN));
        let [left, right] = CHEEKS.map(|it| mesh.point(it));
        let percent = |it: f32| it / length * 100.0;
        Self {
            breadth: distance(left, right) / length,
            yaw: (right[2] - left[2]).atan2(distance(left, right)).to_degrees(),
            roll: (eyes[1][1] - eyes[0][1]).atan2(eyes[1][0] - eyes[0][0]).to_degrees(),
            eyes_open: close.both.each_ref().map(|it| percent(it.gap())),
            mouth_open: percent(close.mouth()),
            teeth: teeth(mesh, picture) / (length * length) * 100.0,
            bare: percent(bare(mesh, close, picture)),
        }
    }
}

/// The height between the lips' outer edges that is as light as teeth and less red than lips: where a mesh takes teeth for lips.
fn bare(mesh: &Mesh, close: &Eyes, picture: &RgbImage) -> f32 {
    let color_at = |x: f32, y: f32| color::lab(pixel(picture, x, y, Outside::Edge));
    let cheeks = [50, 280].map(|it| mesh.point(it)).map(|it| color_at(it[0], it[1]));
    let [light, redness] = [0, 1].map(|it: usize| f32::midpoint(cheeks[0][it], cheeks[1][it]));
    let lines: Vec<_> = close
        .across_lips()
        .map(|[upper, lower]| {
            let place = |it: u8| {
                let down = f32::from(it) / 32.0;
                [0, 1].map(|axis: usize| upper[axis] + (lower[axis] - upper[axis]) * down)
            };
            let colors: Vec<_> = (0..=32).map(place).map(|[x, y]| color_at(x, y)).collect();
            (colors, distance(upper, lower))
        })
        .collect();
    let reds = lines.iter().flat_map(|(colors, _)| colors.iter().map(|it| it[1]));
    let least = redness.min(quantile(reds.collect(), 50) - 5.0);
    let heights = lines.iter().map(|(colors, height)| {
        let bright = colors.iter().filter(|it| it[0] > 0.78 * light && it[1] < least);
        share(bright.count(), colors.len()) * height
    });
    quantile(heights.collect(), 50)
}

/// The area between the lips that is nearly as bright as the cheeks and less red, in square pixels.
fn teeth(mesh: &Mesh, picture: &RgbImage) -> f32 {
    let color_at = |x: f32, y: f32| pixel(picture, x, y, Outside::Edge);
    let cheeks = [50, 280].map(|it| mesh.point(it)).map(|it| color_at(it[0], it[1]));
    let of_both =
        |measure: &dyn Fn([f32; 3]) -> f32| f32::midpoint(measure(cheeks[0]), measure(cheeks[1]));
    let (brightness, redness) = (of_both(&color::luma), of_both(&|it| color::lab(it)[1]));
    let lips = mesh.contour(&INNER_LIPS);
    let ([left, right], [top, bottom]) = bounds(&lips);
    let between = colors_within(picture, &lips, [64, 64]);
    let bright = between
        .iter()
        .filter(|it| color::luma(**it) > 0.70 * brightness && color::lab(**it)[1] < redness);
    share(bright.count(), 64 * 64) * (right - left).max(0.0) * (bottom - top).max(0.0)
}
