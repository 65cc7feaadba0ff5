//! Windows that go over a picture.

use std::ops::Range;

use fearless_simd::{Level, Simd, SimdBase, dispatch, f32x8};

use super::{
    Tensor,
    matrix::{Panels, WIDTH},
};

/// How a window goes over a picture.
pub(super) struct Convolution {
    /// Rows and columns of the window.
    pub(super) kernel: [usize; 2],
    pub(super) stride: usize,
    /// Whether the picture is continued with zeros so that only the stride makes it smaller.
    pub(super) same: bool,
    pub(super) bias: Vec<f32>,
}

impl Convolution {
    /// Every output channel from every input channel.
    pub(super) fn of_all(&self, from: &Tensor, weights: &Panels) -> Tensor {
        let [down, across] = self.ways(from);
        let (rows, columns, channels) = (down.places, across.places, self.bias.len());
        if self.kernel == [1, 1] && self.stride == 1 {
            let data = weights.multiply(&from.data, &self.bias);
            return Tensor { rows, columns, channels, data };
        }
        // Every window becomes a row of a matrix, zeros where it hangs over the edge.
        let line = across.kernel * from.channels;
        let mut windows = vec![0.0; rows * columns * down.kernel * line];
        let mut lines = windows.chunks_exact_mut(line);
        for row in 0..rows {
            let (ys, above) = down.inside(row);
            for column in 0..columns {
                let (xs, before) = across.inside(column);
                for (kernel_row, line) in (0..down.kernel).zip(&mut lines) {
                    if let Some(y) = kernel_row.checked_sub(above).map(|it| ys.start + it)
                        && y < ys.end
                    {
                        let at = (y * from.columns + xs.start) * from.channels;
                        let pixels = &from.data[at..][..xs.len() * from.channels];
                        line[before * from.channels..][..pixels.len()].copy_from_slice(pixels);
                    }
                }
            }
        }
        Tensor { rows, columns, channels, data: weights.multiply(&windows, &self.bias) }
    }

    /// Every channel by itself. `None` when there are more or fewer weights than that takes, or fewer than eight channels,
    /// which none of our models has.
    pub(super) fn of_each(&self, from: &Tensor, weights: &[f32]) -> Option<Tensor> {
        let channels = from.channels;
        let fits = channels >= WIDTH
            && self.bias.len() == channels
            && weights.len() == self.kernel[0] * self.kernel[1] * channels;
        fits.then(|| {
            let [down, across] = self.ways(from);
            let mut data = vec![0.0; down.places * across.places * channels];
            let ways = [&down, &across];
            dispatch!(Level::new(), simd => self.each(simd, from, weights, ways, &mut data));
            Tensor { rows: down.places, columns: across.places, channels, data }
        })
    }

    /// Eight channels at a time, whose sums stay in registers.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "it is compiled for what the processor can do where it is called"
    )]
    fn each<S: Simd>(
        &self,
        simd: S,
        from: &Tensor,
        weights: &[f32],
        [down, across]: [&Way; 2],
        to: &mut [f32],
    ) {
        let channels = from.channels;
        let eight = |of: &[f32]| f32x8::from_slice(simd, &of[..WIDTH]);
        // The last eight may lie over those before, so that some are computed again.
        for first in (0..channels).step_by(WIDTH).map(|it| it.min(channels - WIDTH)) {
            let mut places = to.chunks_exact_mut(channels);
            for row in 0..down.places {
                let (ys, above) = down.inside(row);
                for (column, place) in (0..across.places).zip(&mut places) {
                    let (xs, before) = across.inside(column);
                    let mut sums = eight(&self.bias[first..]);
                    for (y, kernel_row) in ys.clone().zip(above..) {
                        let pixels = &from.data[(y * from.columns + xs.start) * channels + first..];
                        let weights =
                            &weights[(kernel_row * across.kernel + before) * channels + first..];
                        for at in (0..xs.len()).map(|it| it * channels) {
                            sums += eight(&pixels[at..]) * eight(&weights[at..]);
                        }
                    }
                    sums.store_slice(&mut place[first..][..WIDTH]);
                }
            }
        }
    }

    /// Down and across a picture.
    fn ways(&self, from: &Tensor) -> [Way; 2] {
        let [rows, columns] = self.kernel;
        [(from.rows, rows), (from.columns, columns)].map(|(side, kernel)| {
            let (stride, length) = (self.stride, side);
            if self.same {
                let places = side.div_ceil(stride);
                let zeros = ((places - 1) * stride + kernel).saturating_sub(side);
                Way { places, before: zeros / 2, stride, length, kernel }
            } else {
                let places = side.saturating_sub(kernel) / stride + 1;
                Way { places, before: 0, stride, length, kernel }
            }
        })
    }
}

/// How a window goes along a side.
struct Way {
    places: usize,
    /// Zeros before the side begins.
    before: usize,
    stride: usize,
    length: usize,
    kernel: usize,
}

impl Way {
    /// Which part of the side lies in the window at a place, and how much of the window lies before the side.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is asked at every place")]
    fn inside(&self, place: usize) -> (Range<usize>, usize) {
        let start = place * self.stride;
        let end = (start + self.kernel).saturating_sub(self.before).min(self.length);
        (start.saturating_sub(self.before)..end, self.before.saturating_sub(start))
    }
}
