//! How much of a face can be made out pixel by pixel: a small picture that was made larger has pixels, and no detail.

use image::RgbImage;
use serde::{Deserialize, Serialize};

use super::{
    color,
    mesh::{Mesh, OVAL, bounds},
};
use crate::in_pixels;

/// How fine the picture is where the face is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// Variance of the Laplacian over that of the face at half the size. 0.2–0.6 were measured of photos as cameras and
    /// programs that make them smaller give them, up to 0.19 of those made twice as large, 0.11–0.13 of blurred ones.
    pub fine: f32,
    /// How much more changes at every third, fourth … tenth pixel (but the eighth) than elsewhere: 1.0–1.2, and from 2.3 on
    /// where three pixels or more have one colour.
    pub blocks: f32,
    /// How much more changes across than down, in doublings, at half the size: lids and lips lie across, so −2.4 to −0.3 were
    /// measured of faces, −2.7 and less of those that were smeared across by ten pixels, up to 1.7 of those smeared down.
    pub smear: f32,
}

/// Of the face's width, left out at every side: hair and background have edges of their own.
const INSET: f32 = 0.15;

impl Detail {
    pub(super) fn measure(mesh: &Mesh, picture: &RgbImage) -> Self {
        let lumas = Lumas::inside(mesh, picture);
        let half = lumas.halved();
        Self {
            fine: lumas.roughness() / half.roughness().max(0.01),
            blocks: lumas.blocks().max(lumas.turned().blocks()),
            smear: (half.bends() / half.turned().bends()).log2(),
        }
    }
}

/// Luma of a part of a picture, row by row.
struct Lumas {
    columns: usize,
    data: Vec<f32>,
}

impl Lumas {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "places are clamped to the picture"
    )]
    fn inside(mesh: &Mesh, picture: &RgbImage) -> Self {
        let ([left, right], [top, bottom]) = bounds(&mesh.contour(&OVAL));
        let inset = INSET * (right - left);
        let range = |low: f32, high: f32, side: u32| {
            let place = |it: f32| it.clamp(0.0, in_pixels(side)) as u32;
            place(low + inset)..place(high - inset)
        };
        let columns = range(left, right, picture.width());
        let rows = range(top, bottom, picture.height());
        let width = columns.len();
        let pixels = rows.flat_map(|y| columns.clone().map(move |x| (x, y)));
        let data = pixels.map(|(x, y)| color::luma(picture.get_pixel(x, y).0.map(f32::from)));
        Self { columns: width, data: data.collect() }
    }

    fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.data.chunks_exact(self.columns.max(1))
    }

    /// At half the size.
    fn halved(&self) -> Self {
        let rows: Vec<_> = self.rows().collect();
        let mean =
            |it: (&[f32], &[f32])| (it.0.iter().sum::<f32>() + it.1.iter().sum::<f32>()) / 4.0;
        let pairs = rows.chunks_exact(2);
        let data = pairs.flat_map(|it| it[0].chunks_exact(2).zip(it[1].chunks_exact(2)).map(mean));
        Self { columns: self.columns / 2, data: data.collect() }
    }

    /// Rows for columns.
    fn turned(&self) -> Self {
        let rows = self.rows().count();
        let columns = 0..self.columns;
        let data = columns.flat_map(|x| self.rows().map(move |row| row[x]));
        Self { columns: rows, data: data.collect() }
    }

    /// The mean square of what a pixel differs from its four neighbours by.
    fn roughness(&self) -> f32 {
        let (mut sum, mut count) = (0.0_f64, 0_u32);
        let rows: Vec<_> = self.rows().collect();
        for it in rows.windows(3) {
            let neighbours = it[1].windows(3).zip(it[0].iter().zip(it[2]).skip(1));
            for (row, (above, under)) in neighbours {
                let difference = 4.0 * row[1] - row[0] - row[2] - above - under;
                sum += f64::from(difference * difference);
                count += 1;
            }
        }
        #[expect(clippy::cast_possible_truncation, reason = "squares of numbers up to 1020")]
        let mean = (sum / f64::from(count.max(1))) as f32;
        mean
    }

    /// The mean square of what a pixel differs from those to its left and right by; a little where nothing does.
    fn bends(&self) -> f32 {
        let bends =
            self.rows().flat_map(|row| row.windows(3).map(|it| 2.0 * it[1] - it[0] - it[2]));
        let (sum, count) =
            bends.fold((0.0_f64, 0_u32), |(sum, count), it| (sum + f64::from(it * it), count + 1));
        #[expect(clippy::cast_possible_truncation, reason = "squares of numbers up to 510")]
        let mean = (sum / f64::from(count.max(1))) as f32;
        mean + 0.01
    }

    /// The changes from column to column at the strongest of every three … ten, over the mean of all.
    fn blocks(&self) -> f32 {
        let mut changes = vec![0.0_f32; self.columns.saturating_sub(1)];
        for row in self.rows() {
            for (change, pair) in changes.iter_mut().zip(row.windows(2)) {
                *change += (pair[1] - pair[0]).abs();
            }
        }
        let mean = |of: &mut dyn Iterator<Item = f32>| {
            let (sum, count) = of.fold((0.0, 0_u16), |(sum, count), it| (sum + it, count + 1));
            sum / f32::from(count.max(1))
        };
        let all = mean(&mut changes.iter().copied()).max(0.01);
        let at = |first: usize, step: usize| {
            mean(&mut changes.iter().copied().skip(first).step_by(step)) / all
        };
        let every = (3..=10).flat_map(|step| (0..step).map(move |first| (first, step)));
        // Every eighth is an edge of a JPEG's blocks, and that is said by itself; so every fourth counts if both eighths do.
        let strengths = every.filter(|it| it.1 != 8).map(|(first, step)| match step {
            4 => at(first, 8).min(at(first + 4, 8)),
            _ => at(first, step),
        });
        strengths.fold(0.0, f32::max)
    }
}
