//! Matrix products, which are nearly all of a network's work.

use fearless_simd::{Level, dispatch};

/// Columns that are computed together: a vector register or two.
pub(super) const WIDTH: usize = 8;
/// Rows that are computed together.
const HEIGHT: usize = 6;

/// Weights of `outputs` × `depth`, laid out for [`Panels::multiply`]: panels of eight outputs, the depth within.
pub(super) struct Panels {
    weights: Vec<[f32; WIDTH]>,
    depth: usize,
    outputs: usize,
}

impl Panels {
    /// Lays out weights that come output by output. `None` when their number does not fit.
    pub(super) fn new(weights: &[f32], outputs: usize, depth: usize) -> Option<Self> {
        if depth == 0 || outputs.checked_mul(depth) != Some(weights.len()) {
            return None;
        }
        let mut laid_out = vec![[0.0; WIDTH]; outputs.div_ceil(WIDTH) * depth];
        for (output, row) in weights.chunks_exact(depth).enumerate() {
            for (at, weight) in row.iter().enumerate() {
                laid_out[output / WIDTH * depth + at][output % WIDTH] = *weight;
            }
        }
        Some(Self { weights: laid_out, depth, outputs })
    }

    /// `rows` of `depth` numbers each → as many rows of `outputs` numbers, the bias added.
    ///
    /// Every sum is added up in the same order on every processor, so that the same picture gives the same numbers.
    pub(super) fn multiply(&self, rows: &[f32], bias: &[f32]) -> Vec<f32> {
        let mut product = vec![0.0; rows.len() / self.depth * self.outputs];
        dispatch!(Level::new(), _simd => self.multiply_into(rows, bias, &mut product));
        product
    }

    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "it is compiled for what the processor can do where it is called"
    )]
    fn multiply_into(&self, rows: &[f32], bias: &[f32], product: &mut [f32]) {
        let products = product.chunks_mut(HEIGHT * self.outputs);
        for (rows, product) in rows.chunks(HEIGHT * self.depth).zip(products) {
            // A last block of fewer rows computes some of them twice.
            let last = rows.len() / self.depth - 1;
            let row = |at: usize| &rows[at.min(last) * self.depth..][..self.depth];
            let block = [0, 1, 2, 3, 4, 5].map(row);
            for (panel, weights) in self.weights.chunks_exact(self.depth).enumerate() {
                let sums = block_product(block, weights);
                let first = panel * WIDTH;
                let width = (self.outputs - first).min(WIDTH);
                for (sums, row) in sums.iter().zip(product.chunks_exact_mut(self.outputs)) {
                    let bias = &bias[first..][..width];
                    for ((to, sum), bias) in row[first..][..width].iter_mut().zip(sums).zip(bias) {
                        *to = sum + bias;
                    }
                }
            }
        }
    }
}

/// Six rows times eight columns; written so that the compiler keeps all sums in registers.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "it is compiled for what the processor can do where it is called"
)]
#[expect(clippy::many_single_char_names, reason = "six rows are a, b, c, d, e and f")]
fn block_product(
    [a, b, c, d, e, f]: [&[f32]; HEIGHT],
    weights: &[[f32; WIDTH]],
) -> [[f32; WIDTH]; HEIGHT] {
    let mut sums = [[0.0_f32; WIDTH]; HEIGHT];
    let rows = a.iter().zip(b).zip(c).zip(d).zip(e).zip(f);
    for ((((((a, b), c), d), e), f), weights) in rows.zip(weights) {
        for (sums, x) in sums.iter_mut().zip([a, b, c, d, e, f]) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += x * weight;
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn products_are_those_of_the_definition(rows in 1..10_usize, depth in 1..9_usize, outputs in 1..20_usize) {
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            let numbers = |count: usize| -> Vec<f32> { (0..count).map(|it| (it * 7 % 11) as f32 - 5.0).collect() };
            let (a, weights, bias) = (numbers(rows * depth), numbers(outputs * depth), numbers(outputs));
            let product = Panels::new(&weights, outputs, depth).unwrap().multiply(&a, &bias);
            for row in 0..rows {
                for output in 0..outputs {
                    let sum: f32 = (0..depth).map(|it| a[row * depth + it] * weights[output * depth + it]).sum();
                    // Whole numbers: the order of adding them changes nothing.
                    prop_assert!((product[row * outputs + output] - sum - bias[output]).abs() < 0.5);
                }
            }
        }
    }
}
