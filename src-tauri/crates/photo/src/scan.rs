//! Scans of documents: is the file what the portal takes, can it be read, and a JPEG of it that fits.
//!
//! **Invariant:** as with photos, nothing is enlarged, turned by degrees or painted over, and the record names all that
//! was done. Two sides of a card are laid on white, which is the one thing that is added.

use beishen_core::{FileFormat, PixelSize, Text};
use image::{Rgb, RgbImage, imageops};

use crate::{
    Check, Crop, Operation, Photo, Picture, Record, Stopped, Verdict, Verdicts,
    card::card_edges,
    fit::fit,
    portrait::{color::luma, laplacian_variance},
    prepare::{made_record, size},
    profile::{bytes_wanted, in_pixels},
    scale::scaled,
};

/// What a portal wants of a scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanLimits {
    /// The formats it takes.
    pub formats: Vec<FileFormat>,
    /// K; 0 for no lower limit. What a K is, is as unclear as with photos.
    pub min_kb: u32,
    /// K.
    pub max_kb: u32,
    /// Who says so.
    pub source: Text,
}

/// A scan made ready.
#[derive(Debug)]
pub struct Scanned {
    /// The file to hand in.
    pub jpeg: Vec<u8>,
    /// The file to hand in, judged.
    pub verdicts: Verdicts,
    /// What was done.
    pub record: Record,
}

/// How the two sides of a card are laid together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// The front above the back.
    Above,
    /// The front to the left of the back.
    Beside,
}

/// Below this many pixels on the longer side small print of a page or card is lost.
const LEGIBLE: u32 = 1000;

/// Judges a scan as it is. A PDF is judged by its bytes alone.
pub fn check(scan: &Photo, limits: &ScanLimits) -> Verdicts {
    let found = &scan.found;
    let mut checks = vec![Check::format_of(found.format, &limits.formats)];
    checks.extend(Check::complete(found));
    checks.push(Check::bytes(found.bytes, [limits.min_kb, limits.max_kb], &limits.source));
    match &scan.picture {
        Ok(picture) => checks.extend(legibility(&picture.pixels)),
        Err(_) if found.format == FileFormat::Pdf => (),
        Err(reason) => checks.push(Check::unreadable(*reason)),
    }
    Verdicts { checks }
}

/// A JPEG of the best quality that fits; when no quality does, smaller, but never so small that it cannot be read.
pub fn compress(scan: &Photo, limits: &ScanLimits) -> Result<Scanned, Stopped> {
    let picture = scan.picture.as_ref().map_err(|it| Stopped::Unreadable(*it))?;
    let mut done = operations(picture);
    let pixels = limited(&picture.pixels, &mut done);
    finish(&[scan], pixels, done, limits)
}

/// Both sides of a card in one JPEG. Each is cropped to the card where its edges can be told from what is around it;
/// the larger one is made as wide as the other.
pub fn merge(
    front: &Photo,
    back: &Photo,
    layout: Layout,
    limits: &ScanLimits,
) -> Result<Scanned, Stopped> {
    let mut done = Vec::new();
    let mut sides = Vec::new();
    for scan in [front, back] {
        let picture = scan.picture.as_ref().map_err(|it| Stopped::Unreadable(*it))?;
        done.extend(operations(picture));
        let pixels = &picture.pixels;
        sides.push(match card_edges(pixels) {
            Some(crop) => {
                done.push(Operation::Crop(crop));
                let Crop { x, y, width, height } = crop;
                limited(&imageops::crop_imm(pixels, x, y, width, height).to_image(), &mut done)
            }
            None => limited(pixels, &mut done),
        });
    }
    let width = sides.iter().map(RgbImage::width).min().unwrap_or(1);
    for side in &mut sides {
        *side = narrowed(side, width, &mut done);
    }
    done.push(Operation::Merge);
    finish(&[front, back], laid_together(&sides, layout), done, limits)
}

fn laid_together(sides: &[RgbImage], layout: Layout) -> RgbImage {
    let gap = sides.iter().map(RgbImage::width).max().unwrap_or(0) / 40;
    let measures = || sides.iter().map(size);
    let (width, height) = match layout {
        Layout::Above => (
            measures().map(|it| it.width).max().unwrap_or(1),
            measures().map(|it| it.height + gap).sum::<u32>() - gap,
        ),
        Layout::Beside => (
            measures().map(|it| it.width + gap).sum::<u32>() - gap,
            measures().map(|it| it.height).max().unwrap_or(1),
        ),
    };
    let mut both = RgbImage::from_pixel(width, height, Rgb([255; 3]));
    let mut at = 0_i64;
    for side in sides {
        let (x, y, length) = match layout {
            Layout::Above => (0, at, side.height()),
            Layout::Beside => (at, 0, side.width()),
        };
        imageops::replace(&mut both, side, x, y);
        at += i64::from(length + gap);
    }
    both
}

/// Encodes into the window, and judges and records the result.
fn finish(
    scans: &[&Photo],
    mut pixels: RgbImage,
    mut done: Vec<Operation>,
    limits: &ScanLimits,
) -> Result<Scanned, Stopped> {
    let window = bytes_wanted(limits.min_kb, limits.max_kb);
    let fitted = loop {
        if let Some(fitted) = fit(&pixels, window, None) {
            break fitted;
        }
        let smaller = pixels.width() * 4 / 5;
        if pixels.width().max(pixels.height()) * 4 / 5 < LEGIBLE {
            return Err(Stopped::TooManyBytes);
        }
        pixels = narrowed(&pixels, smaller, &mut done);
    };
    done.push(Operation::Encode { quality: fitted.quality });
    if fitted.padding > 0 {
        done.push(Operation::Pad { bytes: fitted.padding });
    }
    let made = Photo::look(&fitted.jpeg, None);
    let record = made_record("scan", scans, done, &made);
    let limits = ScanLimits { formats: vec![FileFormat::Jpeg], ..limits.clone() };
    Ok(Scanned { verdicts: check(&made, &limits), jpeg: fitted.jpeg, record })
}

/// What was done to a picture while it was read.
fn operations(picture: &Picture) -> Vec<Operation> {
    let mut done = Vec::new();
    done.extend(picture.turned.map(|orientation| Operation::Orient { orientation }));
    done.extend(picture.deepened.then_some(Operation::ReduceTo8Bits));
    done.extend(picture.converted.map(|most| Operation::ConvertToSrgb { most }));
    done
}

/// More pixels than this are not encoded: it takes several times their memory, and no scan needs them.
const MAX_ENCODED: f32 = 16e6;

/// Scaled down when there are more pixels than are encoded.
fn limited(pixels: &RgbImage, done: &mut Vec<Operation>) -> RgbImage {
    let (width, height) = (in_pixels(pixels.width()), in_pixels(pixels.height()));
    let factor = (MAX_ENCODED / (width * height)).sqrt().min(1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "part of a width")]
    let narrower = (width * factor) as u32;
    let width = if factor < 1.0 { narrower.max(1) } else { pixels.width() };
    narrowed(pixels, width, done)
}

/// Scaled down to a width; as it is when it is no wider.
fn narrowed(pixels: &RgbImage, width: u32, done: &mut Vec<Operation>) -> RgbImage {
    if pixels.width() <= width || width == 0 {
        return pixels.clone();
    }
    let height = u64::from(pixels.height()) * u64::from(width) / u64::from(pixels.width());
    let height = u32::try_from(height).unwrap_or(1).max(1);
    done.push(Operation::ScaleDown { factor: in_pixels(width) / in_pixels(pixels.width()) });
    scaled(pixels, Crop::whole(size(pixels)), width, height)
}

/// Hints only: what can be read, a person sees best.
fn legibility(pixels: &RgbImage) -> [Check; 2] {
    let PixelSize { width, height } = size(pixels);
    let longer = width.max(height);
    let resolution = if longer < LEGIBLE { Verdict::Ask } else { Verdict::Pass };
    let sharpness = sharpness(pixels);
    let sharp = if sharpness < SHARP { Verdict::Ask } else { Verdict::Pass };
    [
        Check::resolution(resolution, longer, LEGIBLE),
        Check::sharp_print(sharp, sharpness.round(), SHARP),
    ]
}

/// Print that was blurred by two pixels has less.
const SHARP: f32 = 200.0;

/// The variance of the Laplacian where there is most of it: print has sharp edges, paper has none.
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
