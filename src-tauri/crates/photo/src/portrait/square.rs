//! Squares cut out of a picture, as the networks want to see it.

use image::RgbImage;

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
        let dense = dense.unwrap_or(6);
        let fine = f32::from(size) * f32::from(dense);
        let scale = (range[1] - range[0]) / (255.0 * f32::from(dense) * f32::from(dense));
        let mut numbers = Vec::with_capacity(usize::from(size) * usize::from(size) * 3);
        for row in 0..size {
            for column in 0..size {
                let mut sum = [0.0; 3];
                for y in row * dense..(row + 1) * dense {
                    for x in column * dense..(column + 1) * dense {
                        let [u, v] = [x, y].map(|it| (f32::from(it) + 0.5) / fine);
                        let [x, y] = self.place(u, v);
                        let pixel = pixel(picture, x, y, outside);
                        sum.iter_mut().zip(pixel).for_each(|(sum, it)| *sum += it);
                    }
                }
                numbers.extend(sum.map(|it| range[0] + it * scale));
            }
        }
        numbers
    }
}

/// The colour at a place, bilinear; a pixel's centre lies at its half.
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
    let mut sum = [0.0; 3];
    for (row, share_y) in [(upper?, 1.0 - lower_share), (lower?, lower_share)] {
        for (pixel, share_x) in [(&row[..3], 1.0 - right_share), (&row[3..], right_share)] {
            let share = share_x * share_y;
            sum.iter_mut().zip(pixel).for_each(|(sum, it)| *sum += f32::from(*it) * share);
        }
    }
    Some(sum)
}
