//! Scans of documents: is the file what the portal takes, can it be read, and a JPEG of it that fits.
//!
//! **Invariant:** as with photos, nothing is enlarged, turned by degrees or painted over, and the record names all that
//! was done. Two sides of a card are laid on white, which is the one thing that is added.

use beishen_core::{FileFormat, PixelSize, Text};
use image::{Rgb, RgbImage, imageops};

use crate::{
    Check, Crop, File, Operation, Photo, Picture, Record, Stopped, Verdict, Verdicts,
    card::card_edges,
    fit::{encode, fit, least_bytes},
    portrait::{color::luma, laplacian_variance},
    prepare::size,
    profile::{bytes_wanted, in_pixels},
    scale::scaled,
};

/// What a portal wants of a scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanLimits {
    /// The formats it takes; none if that is not said.
    pub formats: Vec<FileFormat>,
    /// K; 0 for no lower limit. What a K is, is as unclear as with photos.
    pub min_kb: u32,
    /// K; `None` if no limit is said.
    pub max_kb: Option<u32>,
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

/// One side of a card, cropped to it where its edges can be told from what is around it. It is at most as large as a
/// good scanner makes it, whatever the file was.
#[derive(Debug)]
pub struct Side {
    pixels: RgbImage,
    done: Vec<Operation>,
    file: File,
    /// Whether the edges of the card were found.
    pub cropped: bool,
}

/// Below this many pixels on the longer side small print of a page or card is lost.
const LEGIBLE: u32 = 1000;
/// K that a scan is made to fit where no limit is said: plenty for a page, and few portals take more.
const USUAL_KB: u32 = 1000;
/// Pixels: the width of a card at 600 dpi. More shows the grain of the print.
const CARD_WIDTH: u32 = 2022;

/// Judges a scan as it is. A PDF is judged by its bytes alone.
pub fn check(scan: &Photo, limits: &ScanLimits) -> Verdicts {
    const USUAL: [FileFormat; 3] = [FileFormat::Jpeg, FileFormat::Png, FileFormat::Pdf];
    let found = &scan.found;
    let mut format = match &*limits.formats {
        [] => Check::format_of(found.format, &USUAL).at_most_asks(),
        taken => Check::format_of(found.format, taken),
    };
    if found.format == FileFormat::Pdf && !format.passes() {
        format.message = Stopped::Pdf.message();
    }
    let mut checks = vec![format];
    checks.extend(Check::complete(found));
    checks.push(match limits.max_kb {
        Some(most) => Check::bytes(found.bytes, [limits.min_kb, most], &limits.source),
        None => Check::at_least(found.bytes, limits.min_kb, &limits.source),
    });
    match &scan.picture {
        Ok(picture) => checks.extend(legibility(&picture.pixels)),
        Err(_) if found.format == FileFormat::Pdf => checks.push(Check::unseen_pages()),
        Err(reason) => checks.push(Check::unreadable(*reason)),
    }
    Verdicts { checks }
}

/// A JPEG of the best quality that fits; when no quality does, smaller, but never so small that it cannot be read.
pub fn compress(scan: &Photo, limits: &ScanLimits) -> Result<Scanned, Stopped> {
    let picture = picture(scan)?;
    let mut done = operations(picture);
    let pixels = limited(&picture.pixels, &mut done);
    finish(vec![scan.file()], pixels, done, limits)
}

/// Both sides of a card in one JPEG; the larger one is made as wide as the other.
pub fn merge(
    front: &Side,
    back: &Side,
    layout: Layout,
    limits: &ScanLimits,
) -> Result<Scanned, Stopped> {
    let (pixels, done) = laid(front, back, layout);
    finish(vec![front.file.clone(), back.file.clone()], pixels, done, limits)
}

/// How [`merge`] would look, as a small JPEG for the screen.
pub fn preview(front: &Side, back: &Side, layout: Layout) -> Option<Vec<u8>> {
    const SHOWN: u32 = 800;
    let (pixels, _) = laid(front, back, layout);
    encode(&narrowed(&pixels, SHOWN, &mut Vec::new()), 85, None)
}

impl Side {
    /// Finds the card in a scan of it.
    pub fn of(scan: &Photo) -> Result<Self, Stopped> {
        let picture = picture(scan)?;
        let mut done = operations(picture);
        let edges = card_edges(&picture.pixels);
        let cut = edges.map(|Crop { x, y, width, height }| {
            imageops::crop_imm(&picture.pixels, x, y, width, height).to_image()
        });
        done.extend(edges.map(Operation::Crop));
        let card = limited(cut.as_ref().unwrap_or(&picture.pixels), &mut done);
        let pixels = narrowed(&card, CARD_WIDTH, &mut done);
        Ok(Self { pixels, done, file: scan.file(), cropped: edges.is_some() })
    }
}

fn picture(scan: &Photo) -> Result<&Picture, Stopped> {
    scan.picture.as_ref().map_err(|reason| match scan.found.format {
        FileFormat::Pdf => Stopped::Pdf,
        _ => Stopped::Unreadable(*reason),
    })
}

/// The two sides in one picture, and all that was done to them.
fn laid(front: &Side, back: &Side, layout: Layout) -> (RgbImage, Vec<Operation>) {
    let mut done: Vec<Operation> = front.done.iter().chain(&back.done).cloned().collect();
    let width = front.pixels.width().min(back.pixels.width());
    let sides = [front, back].map(|it| narrowed(&it.pixels, width, &mut done));
    done.push(Operation::Merge);
    (laid_together(&sides, layout), done)
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
    files: Vec<File>,
    mut pixels: RgbImage,
    mut done: Vec<Operation>,
    limits: &ScanLimits,
) -> Result<Scanned, Stopped> {
    let window = bytes_wanted(limits.min_kb, limits.max_kb.unwrap_or(USUAL_KB));
    let fitted = loop {
        let least = least_bytes(&pixels).ok_or(Stopped::Illegible)?;
        if least <= window[1]
            && let Some(fitted) = fit(&pixels, window, None)
        {
            break fitted;
        }
        let longer = pixels.width().max(pixels.height());
        if longer <= LEGIBLE {
            return Err(Stopped::Illegible);
        }
        // The bytes go with the area, or nearly so.
        let factor = share(window[1], least).sqrt().clamp(0.3, 0.95);
        let factor = factor.max(in_pixels(LEGIBLE) / in_pixels(longer));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "smaller than the width it is a share of"
        )]
        let smaller = (in_pixels(pixels.width()) * factor) as u32;
        pixels = narrowed(&pixels, smaller.max(1), &mut done);
    };
    done.push(Operation::Encode { quality: fitted.quality });
    if fitted.padding > 0 {
        done.push(Operation::Pad { bytes: fitted.padding });
    }
    let made = Photo::look(&fitted.jpeg, None);
    let record = Record::of_scan(files, done, &made);
    Ok(Scanned { verdicts: check(&made, limits), jpeg: fitted.jpeg, record })
}

#[expect(clippy::cast_precision_loss, reason = "a share of two lengths of files")]
fn share(part: u64, of: u64) -> f32 {
    part as f32 / of.max(1) as f32
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
fn legibility(pixels: &RgbImage) -> [Check; 3] {
    let PixelSize { width, height } = size(pixels);
    let longer = width.max(height);
    let asks_below = |is_below: bool| if is_below { Verdict::Ask } else { Verdict::Pass };
    let (sharpness, paper) = (sharpness(pixels), paper(pixels));
    [
        Check::resolution(asks_below(longer < LEGIBLE), longer, LEGIBLE),
        Check::sharp_print(asks_below(sharpness < SHARP), sharpness.round(), SHARP),
        Check::bright_paper(asks_below(paper < BRIGHT), paper.round(), BRIGHT),
    ]
}

/// Print that was blurred by two pixels has less.
const SHARP: f32 = 200.0;
/// Of 255. Paper in the light of a room is lighter in a photo; a scanner makes it nearly white.
const BRIGHT: f32 = 120.0;

/// How light the paper is: what is lighter than nine tenths of the picture.
fn paper(pixels: &RgbImage) -> f32 {
    let each = (pixels.len() / 3 / 100_000).max(1);
    let mut lumas: Vec<f32> =
        pixels.pixels().step_by(each).map(|it| luma(it.0.map(f32::from))).collect();
    lumas.sort_by(f32::total_cmp);
    lumas.get(lumas.len() * 9 / 10).copied().unwrap_or(255.0)
}

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
