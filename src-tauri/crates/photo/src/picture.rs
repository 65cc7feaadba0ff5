//! A file → an upright sRGB picture of 8 bits, with a note of everything that was done on the way.

use std::io::Cursor;

use beishen_core::{ColorMode, FileFormat, Measurement};
use beishen_document::Text;
use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, RgbImage, metadata::Orientation,
};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use serde::{Deserialize, Serialize};

use crate::{guarded, heic, jpeg, limits};

/// A picture as a person would see it on a screen, with one pixel at least.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The pixels, upright and in sRGB.
    pub pixels: RgbImage,
    /// The orientation that was carried out, 2–8 as in EXIF; `None` when the pixels already stood upright.
    pub turned: Option<u8>,
    /// The largest change of any channel by the conversion to sRGB; `None` when there was nothing to convert.
    pub converted: Option<u8>,
    /// Whether the picture had more than 8 bits a channel.
    pub deepened: bool,
    /// Whether it had no colours.
    pub grey: bool,
    /// Whether something in it could be seen through, which is white now, as paper is.
    pub transparent: bool,
}

/// Why there is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unreadable {
    /// HEIC of a kind that is not read: telephones can export JPEG.
    #[error("HEIC that is not read")]
    Heic,
    /// Not a picture, or of a format that no portal takes.
    #[error("no picture of a known format")]
    Unknown,
    /// More than 50 million pixels, or more memory than a picture needs.
    #[error("too many pixels")]
    TooLarge,
    /// Cut short or damaged.
    #[error("cut short or damaged")]
    Damaged,
    /// Not one pixel: a side is 0, or nothing says how long it is.
    #[error("no pixels")]
    Empty,
    /// Printing inks: without the press's own profile the colours would be guessed.
    #[error("CMYK")]
    Cmyk,
}

impl Unreadable {
    /// What is wrong and what to do.
    pub fn message(self) -> Text {
        match self {
            Self::Heic => Text::new(
                "HEIC 不能在这里打开，请在手机上导出为 JPG。",
                "This HEIC picture cannot be opened here. Export it as JPEG on the phone.",
            ),
            Self::Unknown => Text::new(
                "这不是可以处理的图片，请换成 JPG 图片。",
                "This is not a picture that Beishen can use. Choose a JPEG picture.",
            ),
            Self::TooLarge => Text::new(
                "图片超过 5000 万像素，请先缩小。",
                "The picture has more than 50 million pixels. Make it smaller first.",
            ),
            Self::Damaged => Text::new(
                "图片不完整或已损坏，请重新导出。",
                "The picture is cut short or damaged. Export it again.",
            ),
            Self::Empty => Text::new(
                "图片已损坏，没有宽度或高度，请重新导出。",
                "The picture is damaged: it has no width or no height. Export it again.",
            ),
            Self::Cmyk => Text::new(
                "颜色是 CMYK 印刷色，转换会偏色，请用 RGB 的原图。",
                "The colours are CMYK; converting would change them. Use the original in RGB.",
            ),
        }
    }
}

/// Reads the pixels of a file that has been measured.
pub fn read(bytes: &[u8], found: &Measurement) -> Result<Picture, Unreadable> {
    let unread = match found.format {
        FileFormat::Heic => Unreadable::Heic,
        _ => Unreadable::Damaged,
    };
    let picture = guarded(|| pixels(bytes, found)).unwrap_or(Err(unread))?;
    // A HEIC may say of its picture that it is no pixel wide, or cut it down to nothing.
    if picture.pixels.is_empty() { Err(Unreadable::Empty) } else { Ok(picture) }
}

fn pixels(bytes: &[u8], found: &Measurement) -> Result<Picture, Unreadable> {
    let format = match found.format {
        FileFormat::Jpeg => ImageFormat::Jpeg,
        FileFormat::Png => ImageFormat::Png,
        FileFormat::Webp => ImageFormat::WebP,
        FileFormat::Bmp => ImageFormat::Bmp,
        FileFormat::Tiff => ImageFormat::Tiff,
        FileFormat::Heic => return read_heic(bytes, found),
        FileFormat::Avif
        | FileFormat::Jpeg2000
        | FileFormat::JpegXl
        | FileFormat::Psd
        | FileFormat::Gif
        | FileFormat::Pdf
        | FileFormat::Unknown => return Err(Unreadable::Unknown),
    };
    if found.truncated {
        return Err(Unreadable::Damaged);
    }
    if found.color == Some(ColorMode::Cmyk) {
        return Err(Unreadable::Cmyk);
    }
    if limits::too_large(found.size.ok_or(Unreadable::Empty)?) {
        return Err(Unreadable::TooLarge);
    }
    if format == ImageFormat::Jpeg && !jpeg::is_whole(bytes) {
        return Err(Unreadable::Damaged);
    }
    decode(bytes, format)
}

/// HEIC is a container of pictures in many ways: what is whole and yet not read can be exported by the telephone.
fn read_heic(bytes: &[u8], found: &Measurement) -> Result<Picture, Unreadable> {
    if found.truncated {
        return Err(Unreadable::Damaged);
    }
    if found.size.is_some_and(limits::too_large) {
        return Err(Unreadable::TooLarge);
    }
    heic::decode(bytes)
}

fn decode(bytes: &[u8], format: ImageFormat) -> Result<Picture, Unreadable> {
    let damaged = |_| Unreadable::Damaged;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits::memory());
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    if limits::too_large(beishen_core::PixelSize { width, height }) {
        return Err(Unreadable::TooLarge);
    }
    let deepened = decoder.original_color_type().bits_per_pixel()
        > u16::from(decoder.original_color_type().channel_count()) * 8;
    let profile = decoder.icc_profile().ok().flatten();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(|error| match error {
        image::ImageError::Limits(_) => Unreadable::TooLarge,
        _ => Unreadable::Damaged,
    })?;
    let grey = !image.color().has_color();
    // Turned after what takes more memory is gone.
    let (opaque, transparent) = without_transparency(image);
    let mut upright = DynamicImage::from(opaque);
    upright.apply_orientation(orientation);
    let mut pixels = upright.into_rgb8();
    let converted = profile.and_then(|it| to_srgb(&mut pixels, &it));
    let turned = Some(orientation.to_exif()).filter(|it| *it != 1);
    Ok(Picture { pixels, turned, converted, deepened, grey, transparent })
}

/// What is transparent becomes white, as paper is; and whether anything was.
pub(crate) fn without_transparency(image: DynamicImage) -> (RgbImage, bool) {
    if !image.color().has_alpha() {
        return (image.into_rgb8(), false);
    }
    let rgba = image.into_rgba8();
    let mut pixels = RgbImage::new(rgba.width(), rgba.height());
    let mut transparent = false;
    for (to, from) in pixels.pixels_mut().zip(rgba.pixels()) {
        let [r, g, b, alpha] = from.0.map(u32::from);
        transparent |= alpha < 255;
        to.0 = [r, g, b].map(|it| {
            u8::try_from((it * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
        });
    }
    (pixels, transparent)
}

/// Converts from an embedded RGB profile. A profile that cannot be read, or is not for RGB, changes nothing.
pub(crate) fn to_srgb(pixels: &mut RgbImage, profile: &[u8]) -> Option<u8> {
    convert(pixels, &ColorProfile::new_from_slice(profile).ok()?)
}

/// Converts to sRGB, and says how much a channel changed at most.
pub(crate) fn convert(pixels: &mut RgbImage, source: &ColorProfile) -> Option<u8> {
    if source.color_space != DataColorSpace::Rgb {
        return None;
    }
    let target = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let transform =
        source.create_transform_8bit(Layout::Rgb, &target, Layout::Rgb, options).ok()?;
    let mut converted = vec![0; pixels.as_raw().len()];
    transform.transform(pixels.as_raw(), &mut converted).ok()?;
    let most = pixels.as_raw().iter().zip(&converted).map(|(a, b)| a.abs_diff(*b)).max()?;
    *pixels = RgbImage::from_raw(pixels.width(), pixels.height(), converted)?;
    (most > 0).then_some(most)
}
