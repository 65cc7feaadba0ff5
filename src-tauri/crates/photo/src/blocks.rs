//! How much is seen of the blocks of a JPEG, be it this file or one it was made of.

use image::RgbImage;

use crate::portrait::color::luma;

/// Larger differences are edges of the picture itself.
const MOST: f32 = 24.0;
/// So many pixels say enough.
const LOOKED_AT: usize = 2_000_000;

/// By how much more neighbours differ at every eighth line than at the others: 1 where nothing is seen of blocks. Of the
/// eight lines that may be edges of blocks the one is meant that stands out most.
pub(crate) fn blocks(pixels: &RgbImage) -> f32 {
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    let every = (width * height / LOOKED_AT).max(1);
    let (mut across, mut down) = ([(0.0, 0); 8], [(0.0, 0); 8]);
    let mut above = Vec::new();
    // Row by row, as they lie in memory. Of every so many rows the changes across, of every so many columns those down.
    for (y, row) in pixels.as_raw().chunks_exact((width * 3).max(1)).enumerate() {
        if y.is_multiple_of(every) {
            let lumas = lumas(row, 1);
            let eights = lumas.as_chunks::<8>().0;
            let next = lumas.get(1..).unwrap_or_default().as_chunks::<8>().0;
            let mut changes = [0.0; 8];
            for (here, next) in eights.iter().zip(next) {
                for (sum, (a, b)) in changes.iter_mut().zip(here.iter().zip(next)) {
                    *sum += change(*a, *b);
                }
            }
            for (to, sum) in across.iter_mut().zip(changes) {
                *to = (to.0 + sum, to.1 + next.len());
            }
        }
        let here = lumas(row, every);
        let to = &mut down[y % 8];
        to.0 += above.iter().zip(&here).map(|(a, b)| change(*a, *b)).sum::<f32>();
        to.1 += above.len();
        above = here;
    }
    f32::midpoint(stands_out(across), stands_out(down))
}

fn lumas(row: &[u8], every: usize) -> Vec<f32> {
    let pixels = row.chunks_exact(3).step_by(every);
    pixels.map(|it| luma([it[0], it[1], it[2]].map(f32::from))).collect()
}

fn change(a: f32, b: f32) -> f32 {
    (a - b).abs().min(MOST)
}

/// The mean of the lines with the largest changes over that of the others, out of sums and counts.
#[expect(clippy::cast_precision_loss, reason = "counts of at most some million pixels")]
fn stands_out(changes: [(f32, usize); 8]) -> f32 {
    let means = changes.map(|(sum, count)| sum / count.max(1) as f32);
    let most = means.into_iter().fold(0.0, f32::max);
    let others = (means.iter().sum::<f32>() - most) / 7.0;
    // Where there is nothing but one colour there is nothing to be seen.
    (most + 0.05) / (others + 0.05)
}
