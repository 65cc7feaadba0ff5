//! A scan: its bytes, and whether it can be read. Of the latter these are hints only: what can be read, a person sees best.

use beishen_core::{FileFormat, Judgement, Measurement, PixelSize, ScanLimits, Verdict};
use image::{RgbImage, imageops};
use serde::{Deserialize, Serialize};

use super::{Seen, at_most_asks, file, plain, scan_words as words};
use crate::{
    Stopped, in_pixels,
    portrait::{color::luma, laplacian_variance},
    prepare::size,
};

/// What is said of a card in a scan: how many were found, whether it stands on a short side, whether it was straightened.
/// Whoever sees it has to be sure of more than that its edges were found.
pub(crate) fn card_found(found: usize, stands: bool, straightened: bool) -> Judgement {
    let is_sure = found == 1 && !stands && !straightened;
    let verdict = if is_sure { Verdict::Pass } else { Verdict::Ask };
    plain("card", verdict, words::card(found, stands, straightened))
}

/// How the print on a scan looks.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Print {
    /// Of the upright picture.
    pub size: PixelSize,
    /// The variance of the Laplacian where there is most of it: print has sharp edges, paper has none.
    pub sharpness: f32,
    /// How light the paper is, of 255: what is lighter than nine tenths of the picture.
    pub paper: f32,
    /// The share of the page that is much darker than the paper, its margins left out.
    pub ink: f32,
}

/// Below this many pixels on the longer side small print of a page or card is lost.
pub(crate) const LEGIBLE: u32 = 1000;
/// Print that was blurred by two pixels has less.
const SHARP: f32 = 200.0;
/// Of 255. Paper in the light of a room is lighter in a photo; a scanner makes it nearly white.
const BRIGHT: f32 = 120.0;
/// A page with less ink is blank: a line of small print has ten times as much.
const INK: f32 = 0.0002;
/// Of 255: what is as much darker than the paper is ink, also in pencil.
const DARKER: f32 = 40.0;
/// What a portal takes that does not say.
const USUAL: [FileFormat; 3] = [FileFormat::Jpeg, FileFormat::Png, FileFormat::Pdf];

pub(super) fn checks(
    found: &Measurement,
    seen: Option<&Seen>,
    limits: &ScanLimits,
) -> Vec<Judgement> {
    let mut format = match &*limits.formats {
        [] => at_most_asks(file::format_of(found.format, &USUAL)),
        taken => file::format_of(found.format, taken),
    };
    let is_pdf = found.format == FileFormat::Pdf;
    if is_pdf && !format.passes() {
        format.message = Stopped::Pdf.message();
    }
    let mut checks = vec![format];
    checks.extend(file::complete(found));
    checks.push(file::bytes(found.bytes, limits.min_kb, limits.max_kb));
    let unknown = |message| plain("picture", Verdict::Unknown, message);
    match seen {
        Some(Seen::Document(print)) => checks.extend(print.checks()),
        // Nobody has looked into a PDF.
        _ if is_pdf => checks.push(unknown(words::pages())),
        Some(Seen::Unreadable(reason)) => checks.push(unknown(reason.message())),
        Some(Seen::Person(..)) | None => checks.push(unknown(words::not_yet())),
    }
    checks
}

impl Print {
    /// Looks at an upright picture.
    pub(crate) fn measure(pixels: &RgbImage) -> Self {
        let paper = paper(pixels);
        Self { size: size(pixels), sharpness: sharpness(pixels), paper, ink: ink(pixels, paper) }
    }

    fn checks(&self) -> [Judgement; 3] {
        let longer = self.size.width.max(self.size.height);
        let least = |id, value: f32, least: f32, unit, message: fn(f32, bool) -> _| {
            let verdict = if value < least { Verdict::Ask } else { Verdict::Pass };
            let value = value.round();
            Judgement {
                measured: Some(value),
                limits: Some([Some(least), None]),
                unit,
                ..plain(id, verdict, message(value, verdict == Verdict::Pass))
            }
        };
        let print = if self.ink < INK {
            plain("print", Verdict::Ask, words::blank())
        } else {
            least("print", self.sharpness, SHARP, "", words::print)
        };
        [
            least("resolution", in_pixels(longer), in_pixels(LEGIBLE), "px", words::resolution),
            print,
            least("paper", self.paper, BRIGHT, "", words::paper),
        ]
    }
}

fn paper(pixels: &RgbImage) -> f32 {
    let each = (pixels.len() / 3 / 100_000).max(1);
    let mut lumas: Vec<f32> =
        pixels.pixels().step_by(each).map(|it| luma(it.0.map(f32::from))).collect();
    lumas.sort_by(f32::total_cmp);
    lumas.get(lumas.len() * 9 / 10).copied().unwrap_or(255.0)
}

/// Every line and column of a few, without the twentieth at each edge: a scanner's lid leaves shadows there.
#[expect(clippy::cast_precision_loss, reason = "counts of some hundred thousand pixels")]
fn ink(pixels: &RgbImage, paper: f32) -> f32 {
    let (width, height) = pixels.dimensions();
    let every = ((width.max(height) / 1500).max(1)) as usize;
    let inner = |side: u32| (side / 20..side - side / 20).step_by(every);
    let (mut all, mut dark) = (0_usize, 0_usize);
    for (y, x) in inner(height).flat_map(|y| inner(width).map(move |x| (y, x))) {
        all += 1;
        dark += usize::from(luma(pixels.get_pixel(x, y).0.map(f32::from)) < paper - DARKER);
    }
    dark as f32 / all.max(1) as f32
}

fn sharpness(pixels: &RgbImage) -> f32 {
    const TILE: u32 = 64;
    let mut tiles = Vec::new();
    for y in (0..pixels.height() / TILE).map(|it| it * TILE) {
        for x in (0..pixels.width() / TILE).map(|it| it * TILE) {
            let tile = imageops::crop_imm(pixels, x, y, TILE, TILE);
            let lumas: Vec<f32> =
                tile.to_image().pixels().map(|it| luma(it.0.map(f32::from))).collect();
            tiles.push(laplacian_variance(&lumas, &vec![true; lumas.len()], TILE as usize));
        }
    }
    tiles.sort_by(f32::total_cmp);
    tiles.get(tiles.len() * 95 / 100).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use beishen_core::Wanted;

    use super::*;
    use crate::judge;

    #[test]
    fn a_file_is_of_a_format_whole_and_within_the_limits_by_either_k() {
        use FileFormat::{Jpeg, Pdf, Png};
        use Verdict::{Ask, Fail, Pass};
        let limits = ScanLimits {
            formats: vec![Jpeg, Pdf],
            min_kb: 20,
            max_kb: Some(40),
            ..ScanLimits::default()
        };
        for (format, bytes, truncated, expected) in [
            (Jpeg, 20_480, false, [Pass, Pass, Pass]),
            (Pdf, 40_000, false, [Pass, Pass, Pass]),
            (Png, 30_000, true, [Fail, Fail, Pass]),
            (Jpeg, 20_479, false, [Pass, Pass, Ask]),
            (Jpeg, 19_999, false, [Pass, Pass, Fail]),
            (Jpeg, 40_960, true, [Pass, Fail, Ask]),
            (Jpeg, 40_961, true, [Pass, Fail, Fail]),
        ] {
            let file = Measurement { format, bytes, truncated, ..Measurement::default() };
            let verdicts = judge(&file, None, Wanted::Scan(&limits));
            let found = ["format", "complete", "bytes"].map(|it| verdicts.get(it).unwrap().verdict);
            assert_eq!(found, expected, "{format:?} {bytes}");
        }
    }
}
