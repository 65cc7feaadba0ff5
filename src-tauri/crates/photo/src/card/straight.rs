//! A four-cornered part of a picture made a rectangle, as it would be seen from straight above.

#![expect(clippy::many_single_char_names, reason = "as Heckbert calls them")]

use image::{Rgb, RgbImage};

use super::corners::{Corners, SHAPE, sides};
use crate::in_pixels;

/// More pixels than this are not made of one card.
const WIDEST: f32 = 4000.0;

/// The card within its corners, upright or standing as it does, of the shape that cards have; no part of it is enlarged.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sides in pixels")]
pub(crate) fn straightened(pixels: &RgbImage, corners: Corners) -> RgbImage {
    let [top, right, bottom, left] = sides(corners);
    let (across, down) = (top.min(bottom), left.min(right));
    let shape = if across > down { SHAPE } else { 1.0 / SHAPE };
    let width = across.min(down * shape).clamp(1.0, WIDEST);
    let (width, height) = (width as u32, ((width / shape) as u32).max(1));
    let from = mapping(corners);
    RgbImage::from_fn(width, height, |x, y| {
        let place = |it: u32, of: u32| (in_pixels(it) + 0.5) / in_pixels(of);
        let [x, y] = from(place(x, width), place(y, height));
        between(pixels, x - 0.5, y - 0.5)
    })
}

/// Where a place in the rectangle, 0–1 either way, lies in the picture (Heckbert 1989, 2.2.3).
fn mapping([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: Corners) -> impl Fn(f32, f32) -> [f32; 2] {
    let ([dx1, dx2], [dy1, dy2]) = ([x1 - x2, x3 - x2], [y1 - y2, y3 - y2]);
    let (sx, sy) = (x0 - x1 + x2 - x3, y0 - y1 + y2 - y3);
    let area = dx1 * dy2 - dx2 * dy1;
    let area = if area == 0.0 { 1.0 } else { area };
    let (g, h) = ((sx * dy2 - dx2 * sy) / area, (dx1 * sy - sx * dy1) / area);
    let (a, b) = (x1 - x0 + g * x1, x3 - x0 + h * x3);
    let (d, e) = (y1 - y0 + g * y1, y3 - y0 + h * y3);
    move |u, v| {
        let away = g * u + h * v + 1.0;
        [(a * u + b * v + x0) / away, (d * u + e * v + y0) / away]
    }
}

/// The colour between four pixels.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places within the picture"
)]
fn between(pixels: &RgbImage, x: f32, y: f32) -> Rgb<u8> {
    let (x, y) =
        (x.clamp(0.0, in_pixels(pixels.width() - 1)), y.clamp(0.0, in_pixels(pixels.height() - 1)));
    let (left, top) = (x as u32, y as u32);
    let (right, bottom) = ((left + 1).min(pixels.width() - 1), (top + 1).min(pixels.height() - 1));
    let (across, down) = (x - in_pixels(left), y - in_pixels(top));
    let pixel = |x: u32, y: u32| pixels.get_pixel(x, y).0.map(f32::from);
    let (a, b, c, d) =
        (pixel(left, top), pixel(right, top), pixel(left, bottom), pixel(right, bottom));
    Rgb([0, 1, 2].map(|it| {
        let above = a[it] + (b[it] - a[it]) * across;
        let below = c[it] + (d[it] - c[it]) * across;
        (above + (below - above) * down).round() as u8
    }))
}
