//! A portrait from a package, put before any background, and what can go wrong with it.
//!
//! Set-up fetches the packages (MIT) for their portraits; nothing of them is committed.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "pictures of some hundred pixels and colours of 0–255"
)]

use std::{fs, path::PathBuf, sync::OnceLock};

use image::{Rgb, RgbImage, imageops};
use jpeg_encoder::{ColorType, Encoder};

use crate::{Models, portrait::person_before, read};

/// The models, loaded once.
pub(super) fn models() -> &'static Models {
    static MODELS: OnceLock<Models> = OnceLock::new();
    MODELS.get_or_init(|| {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../resources/models");
        Models::load(|name| fs::read(folder.join(name)).ok())
            .unwrap_or_else(|it| panic!("{it}; `cargo xtask setup` fetches the models"))
    })
}

/// A portrait of one of the packages, as it is.
pub(super) fn portrait(file: &str) -> RgbImage {
    let packages = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../assets/node_modules");
    let bytes = fs::read(packages.join(file)).expect("`cargo xtask setup` fetches the portraits");
    read(&bytes, &crate::inspect(&bytes)).unwrap().pixels
}

/// A man with a beard whose photo is dark.
pub(super) const MARCS: &str = "material-kit/assets/img/faces/marc.jpg";
/// The same of a man with short hair and dark skin, in full light.
pub(super) const AYOS: &str = "paper-kit-2/assets/img/faces/ayo-ogunseinde-2.jpg";
/// He looks to a side.
pub(super) const KENDALLS: &str = "material-kit/assets/img/faces/kendall.jpg";
/// He laughs.
pub(super) const CHRISTIANS: &str = "material-kit/assets/img/faces/christian.jpg";

pub(super) const LIGHT_BLUE: [f32; 3] = [100.0, 197.0, 255.0];
pub(super) const BLUE: [f32; 3] = [67.0, 142.0, 219.0];

/// Somebody looking into the camera.
pub(super) struct Person {
    /// The portrait in its package.
    file: &'static str,
    /// The square of it that counts as 400 × 400: its upper left corner, and its side.
    part: [f32; 3],
    /// By how many degrees it is turned clockwise, so that the head is upright in the scene.
    tilt: f32,
    /// Them before nothing, and their share of each pixel.
    cut_out: OnceLock<(RgbImage, Vec<f32>)>,
}

impl Person {
    const fn new(file: &'static str, part: [f32; 3], tilt: f32) -> Self {
        Self { file, part, tilt, cut_out: OnceLock::new() }
    }
}

/// A man with a beard whose photo is dark.
pub(super) static MARC: Person = Person::new(MARCS, [0.0, 0.0, 400.0], 0.0);
/// A man with short hair and dark skin, in full light. He narrows one eye.
pub(super) static AYO: Person = Person::new(AYOS, [0.0, 0.0, 400.0], -3.2);
/// A man with glasses.
pub(super) static GLASSES: Person =
    Person::new("material-dashboard/assets/img/ivana-square.jpg", [60.0, 30.0, 330.0], 9.0);
/// A woman with long hair.
pub(super) static LONG: Person =
    Person::new("material-dashboard/assets/img/team-5.jpg", [20.0, 0.0, 360.0], -7.5);

/// A man with curls and freckles, close to the camera.
pub(super) static ERIK: Person =
    Person::new("paper-kit-2/assets/img/faces/erik-lucatero-2.jpg", [-57.0, 0.0, 520.0], -3.0);

/// Rows above the portrait, in its pixels.
const ROOM: f32 = 60.0;
/// The size of the scene, in pixels of the portrait, and how much larger it is made.
const SIZE: [u32; 2] = [400, 500];
const LARGER: u32 = 2;

/// The first of them, before a background of any colour.
pub(super) fn before(background: impl Fn(f32, f32) -> [f32; 3]) -> RgbImage {
    MARC.before(background)
}

impl Person {
    /// Before a background of any colour, 800 × 1000 pixels, head and shoulders.
    pub(super) fn before(&self, background: impl Fn(f32, f32) -> [f32; 3]) -> RgbImage {
        let (width, height) = (SIZE[0] * LARGER, SIZE[1] * LARGER);
        let (person, shares) = self.cut_out.get_or_init(|| {
            let (sin, cos) = self.tilt.to_radians().sin_cos();
            let [left, top, side] = self.part;
            let larger = side / 400.0;
            let place = |x: u32, y: u32| {
                let [x, y] = [x, y].map(|it| (it as f32 + 0.5) / LARGER as f32 - 200.0);
                let y = y - ROOM;
                let (x, y) = (x * cos - y * sin + 200.0, x * sin + y * cos + 200.0);
                (left + x * larger, top + y * larger)
            };
            let picture = portrait(self.file);
            person_before(models(), &picture, self.part, (width, height), place).unwrap()
        });
        let mut shares = shares.iter();
        let mut state = 1_u32;
        RgbImage::from_fn(width, height, |x, y| {
            // A camera's noise.
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = (state >> 24) as f32 / 64.0 - 2.0;
            let behind = background(x as f32 / width as f32, y as f32 / height as f32);
            let share = ((shares.next().unwrap() - 0.3) / 0.5).clamp(0.0, 1.0);
            let person = person.get_pixel(x, y).0;
            Rgb([0, 1, 2].map(|it| {
                let mixed = f32::from(person[it]) * share + behind[it] * (1.0 - share) + noise;
                mixed.round() as u8
            }))
        })
    }
}

pub(super) fn jpeg(pixels: &RgbImage, quality: u8) -> Vec<u8> {
    encoded(pixels.as_raw(), pixels, quality, ColorType::Rgb, false)
}

pub(super) fn progressive(pixels: &RgbImage) -> Vec<u8> {
    encoded(pixels.as_raw(), pixels, 90, ColorType::Rgb, true)
}

pub(super) fn cmyk(pixels: &RgbImage) -> Vec<u8> {
    let inks: Vec<u8> =
        pixels.pixels().flat_map(|it| it.0.map(|it| 255 - it).into_iter().chain([0])).collect();
    encoded(&inks, pixels, 90, ColorType::Cmyk, false)
}

pub(super) fn grey(pixels: &RgbImage) -> Vec<u8> {
    encoded(imageops::grayscale(pixels).as_raw(), pixels, 90, ColorType::Luma, false)
}

fn encoded(
    data: &[u8],
    size: &RgbImage,
    quality: u8,
    color: ColorType,
    progressive: bool,
) -> Vec<u8> {
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, quality);
    encoder.set_progressive(progressive);
    encoder.encode(data, size.width() as u16, size.height() as u16, color).unwrap();
    jpeg
}

/// The JPEG with an EXIF orientation.
pub(super) fn tagged(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let tiff = [
        &b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..],
        &[orientation],
        &[0; 6],
    ]
    .concat();
    let length = u16::try_from(tiff.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &tiff, &jpeg[2..]].concat()
}

pub(super) fn png(pixels: &RgbImage) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// Turned clockwise about its middle, the corners filled.
pub(super) fn tilted(pixels: &RgbImage, degrees: f32, fill: [f32; 3]) -> RgbImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (width, height) = (pixels.width() as f32, pixels.height() as f32);
    RgbImage::from_fn(pixels.width(), pixels.height(), |x, y| {
        let (x, y) = (x as f32 - width / 2.0, y as f32 - height / 2.0);
        let (x, y) = (x * cos + y * sin + width / 2.0, y * cos - x * sin + height / 2.0);
        if x < 0.0 || y < 0.0 || x >= width || y >= height {
            return Rgb(fill.map(|it| it as u8));
        }
        *pixels.get_pixel(x as u32, y as u32)
    })
}

/// Every channel times a factor.
pub(super) fn darker(pixels: &RgbImage, factor: f32) -> RgbImage {
    let mut dark = pixels.clone();
    for pixel in dark.pixels_mut() {
        pixel.0 = pixel.0.map(|it| (f32::from(it) * factor) as u8);
    }
    dark
}

/// Two pictures of one size, side by side.
pub(super) fn beside(a: &RgbImage, b: &RgbImage) -> RgbImage {
    let mut both = RgbImage::new(a.width() + b.width(), a.height());
    imageops::replace(&mut both, a, 0, 0);
    imageops::replace(&mut both, b, i64::from(a.width()), 0);
    both
}
