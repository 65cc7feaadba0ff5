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
    let lumas = |at: usize| {
        pixels
            .as_raw()
            .get(at * 3..at * 3 + 3)
            .map_or(0.0, |it| luma([it[0], it[1], it[2]].map(f32::from)))
    };
    let every = (width * height / LOOKED_AT).max(1);
    let rows = stands_out(width, height, every, |along, across| lumas(across * width + along));
    let columns = stands_out(height, width, every, |along, across| lumas(along * width + across));
    f32::midpoint(rows, columns)
}

/// Goes along every so many lines.
#[expect(clippy::cast_precision_loss, reason = "counts of at most some million pixels")]
fn stands_out(length: usize, lines: usize, every: usize, at: impl Fn(usize, usize) -> f32) -> f32 {
    let (mut sums, mut counts) = ([0.0_f32; 8], [0_usize; 8]);
    for line in (0..lines).step_by(every) {
        let mut before = at(0, line);
        for place in 1..length {
            let here = at(place, line);
            sums[place % 8] += (here - before).abs().min(MOST);
            counts[place % 8] += 1;
            before = here;
        }
    }
    let means: Vec<f32> =
        sums.iter().zip(counts).map(|(sum, count)| sum / count.max(1) as f32).collect();
    let most = means.iter().copied().fold(0.0, f32::max);
    let others = (means.iter().sum::<f32>() - most) / 7.0;
    // Where there is nothing but one colour there is nothing to be seen.
    (most + 0.05) / (others + 0.05)
}
