//! Scans of documents: is the file what the portal takes, can it be read, and a JPEG of it that fits.
//!
//! **Invariant:** as with photos, nothing is enlarged or painted over, and the record names all that was done. Two sides of
//! a card are laid on white, which is the one thing that is added; a card that lies crooked is straightened, and the person
//! is asked to compare it.

use beishen_core::{FileFormat, Judgement, ScanLimits, Verdicts, Wanted, bytes_wanted};
use beishen_document::Text;
use image::{Rgb, RgbImage, imageops};

use crate::{
    Crop, File, Operation, Photo, Picture, Record, Stopped, card,
    fit::{encode, fit, least_bytes},
    in_pixels,
    prepare::{read, size},
    scale::scaled,
    verdict::{LEGIBLE, card_found},
};

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

/// One side of a card, cropped to it where its edges can be told from what is around it, and straightened where it lies
/// crooked. It is at most as large as a good scanner makes it, whatever the file was.
#[derive(Debug)]
pub struct Side {
    pixels: RgbImage,
    done: Vec<Operation>,
    file: File,
    /// How many cards were found in the file.
    pub found: usize,
}

/// Which side of a card it is. Of two cards in one picture the upper or left one is the front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// With the person's picture, or with the text.
    Front,
    /// The other one.
    Back,
}

/// KB that a scan is made to fit where no limit is said: plenty for a page, and few portals take more.
const USUAL_KB: u32 = 1000;
/// Pixels: the width of a card at 600 dpi. More shows the grain of the print.
const CARD_WIDTH: u32 = 2022;

/// Judges a scan as it is. A PDF is judged by its bytes alone.
pub fn check(scan: &Photo, limits: &ScanLimits) -> Verdicts {
    scan.judged(Wanted::Scan(limits))
}

/// A JPEG of the best quality that fits; when no quality does, smaller, but never so small that it cannot be read.
pub fn compress(scan: &Photo, limits: &ScanLimits) -> Result<Scanned, Stopped> {
    let picture = picture(scan)?;
    let done = done(scan, picture);
    let mut made = finish(vec![scan.file()], &picture.pixels, done, limits)?;
    // Of what is left behind the file that was made knows nothing.
    let left = check(scan, limits).checks.into_iter().find(|it| it.id == "pages");
    made.verdicts.checks.extend(left);
    Ok(made)
}

/// Both sides of a card in one JPEG; the larger one is made as wide as the other.
pub fn merge(
    front: &Side,
    back: &Side,
    layout: Layout,
    limits: &ScanLimits,
) -> Result<Scanned, Stopped> {
    let (pixels, done) = laid(front, back, layout);
    let mut made = finish(vec![front.file.clone(), back.file.clone()], &pixels, done, limits)?;
    let sides = [(front, "正面", "Front"), (back, "反面", "Back")];
    made.verdicts.checks.extend(sides.map(|(side, zh, en)| {
        let said = side.edges();
        let message =
            Text::new(format!("{zh}：{}", said.message.zh), format!("{en}: {}", said.message.en));
        Judgement { message, ..said }
    }));
    Ok(made)
}

/// How [`merge`] would look, as a small JPEG for the screen.
pub fn preview(front: &Side, back: &Side, layout: Layout) -> Option<Vec<u8>> {
    const SHOWN: u32 = 800;
    let (pixels, _) = laid(front, back, layout);
    encode(&narrowed(&pixels, SHOWN, &mut Vec::new()), 85, None)
}

impl Side {
    /// Finds the card in a scan of it.
    pub fn of(scan: &Photo, face: Face) -> Result<Self, Stopped> {
        let picture = picture(scan)?;
        let mut done = done(scan, picture);
        let cards = card::cards(&picture.pixels);
        let corners = match face {
            Face::Front => cards.first(),
            Face::Back => cards.last(),
        };
        let cut = corners.map(|corners| {
            if let Some(crop) = card::straight(*corners, &picture.pixels) {
                done.push(Operation::Crop(crop));
                let Crop { x, y, width, height } = crop;
                return imageops::crop_imm(&picture.pixels, x, y, width, height).to_image();
            }
            done.push(Operation::Straighten { corners: corners.map(|it| it.map(f32::round)) });
            card::straightened(&picture.pixels, *corners)
        });
        let whole = cut.as_ref().unwrap_or(&picture.pixels);
        let pixels = narrowed(whole, CARD_WIDTH, &mut done);
        Ok(Self { pixels, done, file: scan.file(), found: cards.len() })
    }

    /// Whether the card was found, and what of it a person has to look at.
    pub fn edges(&self) -> Judgement {
        let straightened = self.done.iter().any(|it| matches!(it, Operation::Straighten { .. }));
        let stands = self.found > 0 && self.pixels.height() > self.pixels.width();
        card_found(self.found, stands, straightened)
    }
}

/// What was done to a scan while it was read.
fn done(scan: &Photo, picture: &Picture) -> Vec<Operation> {
    let mut done = read(picture);
    done.extend(scan.found.pages.filter(|it| *it > 1).map(|of| Operation::FirstPage { of }));
    done
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
    whole: &RgbImage,
    mut done: Vec<Operation>,
    limits: &ScanLimits,
) -> Result<Scanned, Stopped> {
    let window = bytes_wanted(limits.min_kb, limits.max_kb.unwrap_or(USUAL_KB));
    let mut width = most_columns(whole, window[1]);
    let mut before = None;
    let (fitted, factor) = loop {
        // Every try is made of the whole, so that it is scaled once.
        let smaller = (width < whole.width()).then(|| at_width(whole, width));
        let pixels = smaller.as_ref().unwrap_or(whole);
        let least = least_bytes(pixels).ok_or(Stopped::Illegible)?;
        if least <= window[1]
            && let Some(fitted) = fit(pixels, window, None)
        {
            break (fitted, smaller.map(|it| in_pixels(it.width()) / in_pixels(whole.width())));
        }
        let longer = pixels.width().max(pixels.height());
        if longer <= LEGIBLE {
            return Err(Stopped::Illegible);
        }
        let tried = (in_pixels(pixels.width()), least);
        let factor = narrower(tried, before, window[1]).max(in_pixels(LEGIBLE) / in_pixels(longer));
        before = Some(tried);
        width = part(pixels.width(), factor);
    };
    done.extend(factor.map(|factor| Operation::ScaleDown { factor }));
    done.push(Operation::Encode { quality: fitted.quality });
    if fitted.padding > 0 {
        done.push(Operation::Pad { bytes: fitted.padding });
    }
    let made = Photo::look(&fitted.jpeg, None);
    let record = Record::of_scan(files, done, &made);
    Ok(Scanned { verdicts: check(&made, limits), jpeg: fitted.jpeg, record })
}

/// By what to multiply the width that gave too many bytes. They grow a little faster than the width, or as two tries say.
fn narrower((width, bytes): (f32, u64), before: Option<(f32, u64)>, wanted: u64) -> f32 {
    let power = before.map_or(1.4, |(other, more)| share(bytes, more).ln() / (width / other).ln());
    (share(wanted, bytes).powf(1.0 / power.clamp(0.8, 2.0)) * 0.99).clamp(0.1, 0.95)
}

#[expect(clippy::cast_precision_loss, reason = "a share of two lengths of files")]
fn share(part: u64, of: u64) -> f32 {
    part as f32 / of.max(1) as f32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "part of a width")]
fn part(width: u32, factor: f32) -> u32 {
    ((in_pixels(width) * factor) as u32).max(1)
}

/// More pixels than this are not encoded: it takes several times their memory, and no scan needs them.
const MAX_ENCODED: f32 = 16e6;
/// And no more than this for each byte that is wanted: an empty page takes as many.
const FOR_EACH_BYTE: f32 = 32.0;

/// How wide what is encoded is at most.
fn most_columns(whole: &RgbImage, bytes: u64) -> u32 {
    let most = MAX_ENCODED.min(FOR_EACH_BYTE * share(bytes, 1));
    let (width, height) = (in_pixels(whole.width()), in_pixels(whole.height()));
    let factor = (most / (width * height)).sqrt();
    if factor < 1.0 { part(whole.width(), factor) } else { whole.width() }
}

/// Scaled down to a width; as it is when it is no wider.
fn narrowed(pixels: &RgbImage, width: u32, done: &mut Vec<Operation>) -> RgbImage {
    if pixels.width() <= width || width == 0 {
        return pixels.clone();
    }
    done.push(Operation::ScaleDown { factor: in_pixels(width) / in_pixels(pixels.width()) });
    at_width(pixels, width)
}

fn at_width(pixels: &RgbImage, width: u32) -> RgbImage {
    let height = u64::from(pixels.height()) * u64::from(width) / u64::from(pixels.width().max(1));
    let height = u32::try_from(height).unwrap_or(1).max(1);
    scaled(pixels, Crop::whole(size(pixels)), width, height)
}
