//! Squares cut out of a picture, as the networks want to see it.

use image::RgbImage;

use crate::scale::Weights;

/// A square, perhaps turned, in the pixels of a picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Square {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) side: f32,
    /// Radians, clockwise.
    pub(super) turn: f32,
}

/// What lies outside the picture.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Outside {
    Black,
    /// The picture's edge, drawn out.
    Edge,
}

impl Square {
    /// The place in the picture of a place in the square, both sides counted from 0 to 1.
    pub(super) fn place(self, u: f32, v: f32) -> [f32; 2] {
        let (sin, cos) = self.turn.sin_cos();
        let (u, v) = ((u - 0.5) * self.side, (v - 0.5) * self.side);
        [self.x + u * cos - v * sin, self.y + u * sin + v * cos]
    }

    /// The square as `size` × `size` pixels of three numbers from `range`. Fine detail is averaged, not skipped.
    pub(super) fn cut(
        self,
        picture: &RgbImage,
        size: u16,
        range: [f32; 2],
        outside: Outside,
    ) -> Vec<f32> {
        let step = self.side / f32::from(size);
        let dense = [1_u16, 2, 3, 4, 5, 6].into_iter().find(|it| f32::from(*it) * 1.5 >= step);
        let places = Places { size, dense: dense.unwrap_or(6) };
        let mut numbers = if self.turn.abs() < UPRIGHT {
            self.cut_upright(picture, places, outside)
        } else {
            self.cut_turned(picture, places, outside)
        };
        let scale = (range[1] - range[0]) / 255.0;
        for it in &mut numbers {
            *it = range[0] + *it * scale;
        }
        numbers
    }

    fn cut_turned(self, picture: &RgbImage, places: Places, outside: Outside) -> Vec<f32> {
        let Places { size, dense } = places;
        let share = 1.0 / f32::from(dense * dense);
        let fine = 1.0 / (f32::from(size) * f32::from(dense));
        let [left, top] = self.place(0.5 * fine, 0.5 * fine);
        let (sin, cos) = self.turn.sin_cos();
        let (right, down) = (self.side * fine * cos, self.side * fine * sin);
        let mut numbers = Vec::with_capacity(usize::from(size) * usize::from(size) * 3);
        for row in 0..size {
            for column in 0..size {
                let mut sum = [0.0; 3];
                for v in (row * dense..(row + 1) * dense).map(f32::from) {
                    for u in (column * dense..(column + 1) * dense).map(f32::from) {
                        let (x, y) = (left + u * right - v * down, top + u * down + v * right);
                        let pixel = pixel(picture, x, y, outside);
                        sum.iter_mut().zip(pixel).for_each(|(sum, it)| *sum += it);
                    }
                }
                numbers.extend(sum.map(|it| it * share));
            }
        }
        numbers
    }

    /// The same of a square that is not turned: first every row of places from rows of pixels, as they lie in memory.
    fn cut_upright(self, picture: &RgbImage, places: Places, outside: Outside) -> Vec<f32> {
        if picture.is_empty() {
            return vec![0.0; usize::from(places.size) * usize::from(places.size) * 3];
        }
        let axis = |centre: f32, length: u32| {
            let start = centre - self.side / 2.0;
            let axis = (0..places.size)
                .map(|it| weights(places.of(it).map(|it| start + it * self.side), length, outside));
            axis.collect::<Vec<_>>()
        };
        let columns = axis(self.x, picture.width());
        let rows: Vec<&[u8]> =
            picture.as_raw().chunks_exact(picture.width() as usize * 3).collect();
        let from = columns.iter().map(|it| it.first).min().unwrap_or(0);
        let to = columns.iter().map(|it| it.first + it.weights.len()).max().unwrap_or(0);
        let mut line = vec![0.0; picture.width() as usize * 3];
        let mut numbers = Vec::with_capacity(columns.len() * columns.len() * 3);
        for Weights { first, weights } in axis(self.y, picture.height()) {
            let line_part = &mut line[from * 3..to * 3];
            line_part.fill(0.0);
            for (row, weight) in rows[first..].iter().zip(weights) {
                for (sum, it) in line_part.iter_mut().zip(&row[from * 3..]) {
                    *sum += f32::from(*it) * weight;
                }
            }
            numbers.extend(columns.iter().flat_map(|it| it.sum(&line)));
        }
        numbers
    }
}

/// Radians below which nobody sees that a square is turned.
const UPRIGHT: f32 = 1e-6;

/// The places along a side at which a picture is looked at: so many for each of `size` pixels.
#[derive(Clone, Copy)]
struct Places {
    size: u16,
    dense: u16,
}

impl Places {
    /// Those of one pixel, 0–1.
    fn of(self, pixel: u16) -> impl Iterator<Item = f32> {
        let all = f32::from(self.size) * f32::from(self.dense);
        (pixel * self.dense..(pixel + 1) * self.dense).map(move |it| (f32::from(it) + 0.5) / all)
    }
}

/// What goes into the mean of some places along a side, bilinear; a pixel's centre lies at its half.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "places are clamped to the picture, whose sides are far below 2^24"
)]
fn weights(places: impl Iterator<Item = f32>, length: u32, outside: Outside) -> Weights {
    let last = length.saturating_sub(1) as f32;
    let pixels = places.flat_map(|it| {
        let (left, share) = ((it - 0.5).floor(), (it - 0.5) - (it - 0.5).floor());
        [(left, 1.0 - share), (left + 1.0, share)]
    });
    let pixels: Vec<(f32, f32)> = pixels.collect();
    let inside = |at: f32| at.clamp(0.0, last) as usize;
    let first = pixels.first().map_or(0, |it| inside(it.0));
    let end = pixels.last().map_or(0, |it| inside(it.0)) + 1;
    let mut weights = vec![0.0; end.saturating_sub(first)];
    // Every place is two pixels.
    let share = 2.0 / pixels.len() as f32;
    for (at, of_place) in pixels {
        let is_seen = outside == Outside::Edge || (0.0..=last).contains(&at);
        if let Some(weight) = weights.get_mut(inside(at).saturating_sub(first)).filter(|_| is_seen)
        {
            *weight += of_place * share;
        }
    }
    Weights { first, weights }
}

/// The colour at a place, bilinear; a pixel's centre lies at its half.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "places are clamped to the picture, whose sides are far below 2^24"
)]
pub(super) fn pixel(picture: &RgbImage, x: f32, y: f32, outside: Outside) -> [f32; 3] {
    let (x, y) = (x - 0.5, y - 0.5);
    if let Some(color) = inner(picture, x, y) {
        return color;
    }
    let (left, top) = (x.floor(), y.floor());
    let (right_share, lower_share) = (x - left, y - top);
    let [last_x, last_y] =
        [picture.width(), picture.height()].map(|it| it.saturating_sub(1) as f32);
    let mut sum = [0.0; 3];
    for (y, share_y) in [(top, 1.0 - lower_share), (top + 1.0, lower_share)] {
        for (x, share_x) in [(left, 1.0 - right_share), (left + 1.0, right_share)] {
            let is_inside = (0.0..=last_x).contains(&x) && (0.0..=last_y).contains(&y);
            if is_inside || outside == Outside::Edge {
                let (x, y) = (x.clamp(0.0, last_x) as u32, y.clamp(0.0, last_y) as u32);
                let at = picture.get_pixel_checked(x, y).map_or([0; 3], |it| it.0);
                let share = share_x * share_y;
                sum.iter_mut().zip(at).for_each(|(sum, it)| *sum += f32::from(it) * share);
            }
        }
    }
    sum
}

/// The same where all four pixels are in the picture, which they nearly always are: without a look at each.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "sides of pictures are far below 2^24, and places are not negative"
)]
fn inner(picture: &RgbImage, x: f32, y: f32) -> Option<[f32; 3]> {
    let (width, height) = picture.dimensions();
    if !(x >= 0.0 && y >= 0.0 && x < width as f32 - 1.0 && y < height as f32 - 1.0) {
        return None;
    }
    let (left, top) = (x as usize, y as usize);
    let (right_share, lower_share) = (x - left as f32, y - top as f32);
    let (raw, at, stride) =
        (picture.as_raw(), (top * width as usize + left) * 3, width as usize * 3);
    let [upper, lower] = [at, at + stride].map(|at| raw.get(at..at + 6));
    let (upper, lower) = (upper?.first_chunk::<6>()?, lower?.first_chunk::<6>()?);
    let mixed = |row: &[u8; 6], it: usize| {
        let (near, far) = (f32::from(row[it]), f32::from(row[it + 3]));
        near + (far - near) * right_share
    };
    Some([0, 1, 2].map(|it: usize| {
        let (upper, lower) = (mixed(upper, it), mixed(lower, it));
        upper + (lower - upper) * lower_share
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_that_is_not_turned_looks_as_one_that_hardly_is() {
        let picture = RgbImage::from_fn(60, 90, |x, y| {
            let it = |every: u32| u8::try_from(x * every % 97 + y * 2 % 89).unwrap();
            image::Rgb([it(1), it(3), it(5)])
        });
        for outside in [Outside::Black, Outside::Edge] {
            for (x, y, side) in [(30.0, 45.0, 20.0), (31.3, 40.2, 57.0), (3.0, 88.0, 50.0)] {
                let cut =
                    |turn| Square { x, y, side, turn }.cut(&picture, 16, [-1.0, 1.0], outside);
                let apart = cut(0.0).into_iter().zip(cut(1e-5)).map(|(a, b)| (a - b).abs());
                assert!(apart.fold(0.0, f32::max) < 0.004, "{x} {y} {side}");
            }
        }
    }
}
