//! A good photo to draw on: what can be wrong with one is drawn by the points of the face that is in it.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "pictures of some hundred pixels and colours of 0–255"
)]

use image::{Rgb, RgbImage, imageops};

use super::scene::models;
use crate::portrait::{Points, points};

/// A good photo, and where everything lies in it.
pub(super) struct Canvas<'a> {
    pub(super) good: &'a RgbImage,
    pub(super) behind: [f32; 3],
    pub(super) at: Points,
    /// From cheek to cheek.
    pub(super) width: f32,
}

pub(super) type Place = [f32; 2];

impl<'a> Canvas<'a> {
    pub(super) fn new(good: &'a RgbImage, behind: [f32; 3]) -> Self {
        let at = points(models(), good).unwrap();
        let width = (at.mesh[454][0] - at.mesh[234][0]).abs();
        Self { good, behind, at, width }
    }

    pub(super) fn point(&self, number: usize) -> Place {
        [self.at.mesh[number][0], self.at.mesh[number][1]]
    }

    pub(super) fn between(&self, a: usize, b: usize, share: f32) -> Place {
        let (a, b) = (self.point(a), self.point(b));
        [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
    }

    pub(super) fn color(&self, [x, y]: Place) -> [f32; 3] {
        let (last_x, last_y) = (self.good.width() as f32 - 1.0, self.good.height() as f32 - 1.0);
        self.good
            .get_pixel(x.clamp(0.0, last_x) as u32, y.clamp(0.0, last_y) as u32)
            .0
            .map(f32::from)
    }

    /// Every pixel anew: `paint` gives a colour and how much of it there is.
    pub(super) fn painted(&self, paint: impl Fn(Place) -> Option<([f32; 3], f32)>) -> RgbImage {
        repainted(self.good, paint)
    }

    pub(super) fn eye(&self, eye: usize) -> &[Place] {
        &self.at.lids[eye]
    }

    /// The middle of an eye and half of its width.
    pub(super) fn socket(&self, eye: usize) -> (Place, f32) {
        let (a, b) = (self.eye(eye)[0], self.eye(eye)[8]);
        (
            [f32::midpoint(a[0], b[0]), f32::midpoint(a[1], b[1])],
            (a[0] - b[0]).hypot(a[1] - b[1]) / 2.0,
        )
    }

    /// The lid drawn down over the upper part of some eyes.
    pub(super) fn lids(&self, eyes: &[usize], share: f32) -> RgbImage {
        let mut picture = self.good.clone();
        for eye in eyes {
            let lids = self.eye(*eye);
            let skin = self.color(self.point([27, 257][*eye]));
            let line = 0.012 * self.width;
            picture = repainted(&picture, |at| {
                let (upper, lower) =
                    (height_at(&lids[8..], at[0], lids[0]), height_at(&lids[..9], at[0], lids[8]));
                let (upper, lower) = (upper?, lower?);
                let end = upper + (lower - upper) * share;
                if at[1] < upper - 0.02 * self.width || at[1] > end + line {
                    None
                } else if at[1] > end - line {
                    Some(([45.0, 35.0, 35.0], 0.85))
                } else {
                    Some((skin, 1.0))
                }
            });
        }
        picture
    }

    /// Two lenses of a colour.
    pub(super) fn lenses(&self, color: [f32; 3], share: f32, size: [f32; 2]) -> RgbImage {
        let sockets = [0, 1].map(|it| self.socket(it).0);
        self.painted(|at| {
            let inside = sockets.iter().any(|it| {
                ((at[0] - it[0]) / (size[0] * self.width)).powi(2)
                    + ((at[1] - it[1]) / (size[1] * self.width)).powi(2)
                    < 1.0
            });
            inside.then_some((color, share))
        })
    }

    /// Hair or cloth from above the crown down to a line.
    pub(super) fn covered_to(&self, line: f32, color: [f32; 3], streaks: f32) -> RgbImage {
        let (left, right) = (self.point(127)[0], self.point(356)[0]);
        let (centre, half) = (f32::midpoint(left, right), (right - left) / 2.0);
        let top = self.point(10)[1];
        self.painted(|at| {
            let across = (at[0] - centre) / (half * 1.04);
            let inside = across.abs() < 1.0
                && at[1] < line
                && at[1] > top - 0.5 * self.width * (1.0 - across * across).max(0.0).sqrt();
            let wave = streaks * ((at[0] * 0.9).sin() + (at[0] * 2.3 + at[1] * 0.1).sin());
            inside.then(|| (color.map(|it| (it + wave).clamp(0.0, 255.0)), 1.0))
        })
    }

    /// Clothes of other colours, from below the chin on.
    pub(super) fn dressed(&self, cloth: impl Fn(Place) -> [f32; 3]) -> RgbImage {
        let [middle, chin] = self.point(152);
        self.painted(|at| {
            let neck = (0.25 * self.width - (at[0] - middle).abs() * 0.8).max(0.0);
            let is_behind =
                self.color(at).iter().zip(self.behind).all(|(a, b)| (a - b).abs() < 26.0);
            (at[1] > chin + 0.12 * self.width + neck && !is_behind).then(|| (cloth(at), 1.0))
        })
    }

    pub(super) fn mask(&self, color: [f32; 3]) -> RgbImage {
        self.cloth(&[197, 117, 234, 132, 172, 150, 152, 379, 397, 361, 454, 346], color)
    }

    /// Pulled down under the mouth.
    pub(super) fn chin_mask(&self, color: [f32; 3]) -> RgbImage {
        self.cloth(&[18, 204, 172, 150, 152, 379, 397, 424], color)
    }

    fn cloth(&self, points: &[usize], color: [f32; 3]) -> RgbImage {
        let contour: Vec<Place> = points.iter().map(|it| self.point(*it)).collect();
        self.painted(|at| {
            let fold = 6.0 * (at[1] * 0.35).sin();
            within(&contour, at).then(|| (color.map(|it| (it + fold).clamp(0.0, 255.0)), 1.0))
        })
    }

    /// The photo moved, its edges drawn out; negative to the left and up.
    pub(super) fn moved(&self, dx: f32, dy: f32) -> RgbImage {
        let (w, h) = self.good.dimensions();
        RgbImage::from_fn(w, h, |x, y| {
            Rgb(self.color([x as f32 - dx, y as f32 - dy]).map(|it| it as u8))
        })
    }

    /// The photo larger or smaller about its middle, its edges drawn out.
    pub(super) fn scaled(&self, factor: f32) -> RgbImage {
        let (w, h) = self.good.dimensions();
        let larger = imageops::resize(
            self.good,
            (w as f32 * factor) as u32,
            (h as f32 * factor) as u32,
            imageops::FilterType::Lanczos3,
        );
        let (dx, dy) =
            ((larger.width() as f32 - w as f32) / 2.0, (larger.height() as f32 - h as f32) / 2.0);
        RgbImage::from_fn(w, h, |x, y| {
            let x = (x as f32 + dx).clamp(0.0, larger.width() as f32 - 1.0) as u32;
            let y = (y as f32 + dy).clamp(0.0, larger.height() as f32 - 1.0) as u32;
            *larger.get_pixel(x, y)
        })
    }

    pub(super) fn resampled(&self, share: f32, back: imageops::FilterType) -> RgbImage {
        let (w, h) = self.good.dimensions();
        let small = imageops::resize(
            self.good,
            (w as f32 * share) as u32,
            (h as f32 * share) as u32,
            imageops::FilterType::Triangle,
        );
        imageops::resize(&small, w, h, back)
    }

    pub(super) fn toned(&self, tone: impl Fn([f32; 3], Place) -> [f32; 3]) -> RgbImage {
        self.painted(|at| Some((tone(self.color(at), at), 1.0)))
    }

    pub(super) fn face_only(&self, tone: impl Fn([f32; 3], Place) -> [f32; 3]) -> RgbImage {
        self.painted(|at| {
            let color = self.color(at);
            let is_behind = color.iter().zip(self.behind).all(|(a, b)| (a - b).abs() < 24.0);
            (!is_behind).then(|| (tone(color, at), 1.0))
        })
    }

    pub(super) fn behind_only(&self, tone: impl Fn([f32; 3], Place) -> [f32; 3]) -> RgbImage {
        self.painted(|at| {
            let color = self.color(at);
            let away =
                color.iter().zip(self.behind).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            let share = (1.0 - (away - 12.0) / 24.0).clamp(0.0, 1.0);
            (share > 0.0).then(|| (tone(color, at), share))
        })
    }
}

fn repainted(picture: &RgbImage, paint: impl Fn(Place) -> Option<([f32; 3], f32)>) -> RgbImage {
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        // Nine places of each pixel: edges are soft.
        let old = picture.get_pixel(x, y).0.map(f32::from);
        let mut sum = [0.0; 3];
        for place in 0..9_u8 {
            let at = [
                x as f32 + f32::from(place % 3) / 3.0 + 1.0 / 6.0,
                y as f32 + f32::from(place / 3) / 3.0 + 1.0 / 6.0,
            ];
            let (color, share) = paint(at).unwrap_or((old, 0.0));
            for it in 0..3 {
                sum[it] += (color[it] * share + old[it] * (1.0 - share)) / 9.0;
            }
        }
        Rgb(sum.map(|it| it.round().clamp(0.0, 255.0) as u8))
    })
}

/// y of a line of points at an x; `last` closes it.
fn height_at(line: &[Place], x: f32, last: Place) -> Option<f32> {
    let all: Vec<Place> = line.iter().copied().chain([last]).collect();
    all.windows(2).find_map(|it| {
        let (a, b) = (it[0], it[1]);
        let inside = (a[0] <= x && x < b[0]) || (b[0] <= x && x < a[0]);
        inside.then(|| a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0]))
    })
}

fn within(contour: &[Place], at: Place) -> bool {
    let previous = contour.iter().cycle().skip(contour.len() - 1);
    let crossings = contour.iter().zip(previous).filter(|(a, b)| {
        (a[1] > at[1]) != (b[1] > at[1])
            && at[0] < (b[0] - a[0]) * (at[1] - a[1]) / (b[1] - a[1]) + a[0]
    });
    crossings.count() % 2 == 1
}

/// The photo as a camera that was moved to a side has it.
pub(super) fn smeared(it: &Canvas<'_>, pixels: u8) -> RgbImage {
    RgbImage::from_fn(it.good.width(), it.good.height(), |x, y| {
        let mut sum = [0.0; 3];
        for dx in 0..pixels {
            let color = it.color([x as f32 + f32::from(dx) - f32::from(pixels / 2), y as f32]);
            sum.iter_mut().zip(color).for_each(|(sum, it)| *sum += it / f32::from(pixels));
        }
        Rgb(sum.map(|it| it as u8))
    })
}

/// The same face once more, smaller, in a corner: below, or above.
pub(super) fn with_face(it: &Canvas<'_>, share: f32, low: bool) -> RgbImage {
    let head = it.at.head;
    let part = imageops::crop_imm(
        it.good,
        (head.face_left - 0.15 * it.width).max(0.0) as u32,
        head.crown as u32,
        (1.3 * it.width) as u32,
        head.height() as u32,
    )
    .to_image();
    let small = imageops::resize(
        &part,
        (part.width() as f32 * share) as u32,
        (part.height() as f32 * share) as u32,
        imageops::FilterType::Lanczos3,
    );
    let mut both = it.good.clone();
    let y = if low { it.good.height() as f32 - small.height() as f32 - 4.0 } else { 6.0 };
    let x = if low { 2 } else { i64::from(it.good.width() - small.width()) };
    imageops::replace(&mut both, &small, x, y as i64);
    both
}

/// The lower face drawn down, and what is seen in between.
pub(super) fn mouth(it: &Canvas<'_>, inside: [f32; 3], gap: f32) -> RgbImage {
    let (left, right) = (it.point(78), it.point(308));
    let (centre, half) = (f32::midpoint(left[0], right[0]), (right[0] - left[0]).abs() / 2.0);
    let line = it.between(13, 14, 0.5)[1];
    let gap = gap * it.width;
    it.painted(|at| {
        let across = ((at[0] - centre) / (half * 0.95)).abs();
        let open = gap * (1.0 - across * across).max(0.0);
        let down = (at[1] - line) / (0.45 * it.width);
        if across < 1.0 && (0.0..open).contains(&(at[1] - line)) {
            Some((inside, 1.0))
        } else if at[1] > line && down < 1.0 {
            let shift = open * (1.0 - down).max(0.0);
            Some((it.color([at[0], at[1] - shift]), 1.0))
        } else {
            None
        }
    })
}

/// Noise of as many levels at most.
pub(super) fn noisy(picture: &RgbImage, levels: f32) -> RgbImage {
    let mut state = 7_u32;
    let mut noisy = picture.clone();
    for it in noisy.iter_mut() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let share = (state >> 16) as f32 / 32767.5 - 1.0;
        *it = (f32::from(*it) + share * levels).clamp(0.0, 255.0) as u8;
    }
    noisy
}
