//! Bytes of a file to hand in → what it is.
//!
//! **Invariants:** nothing here looks at a file's name, opens a file or changes a byte. Any bytes at all are measured
//! without a panic, in time that grows with their number; only the final decoding grows with the pixels, and those
//! are limited.

mod bitmap;
mod blocks;
mod bytes;
mod card;
mod crop;
mod directory;
mod exif;
mod fit;
mod heic;
mod jpeg;
mod limits;
mod network;
mod operation;
mod pdf;
mod picture;
mod place;
mod png;
mod portrait;
mod prepare;
mod preview;
mod scale;
pub mod scan;
#[cfg(test)]
mod tests;
mod tiff;
mod verdict;
mod webp;
mod xmp;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use beishen_core::{FileFormat, Measurement};
use beishen_document::Jpeg;
pub use crop::{Crop, NoCrop};
pub use operation::Operation;
pub use picture::{Picture, Unreadable, read};
pub use place::without_place;
pub use portrait::{
    Background, Brim, Covered, Detail, Face, Features, Head, Light, Models, ModelsError, Portrait,
};
pub use prepare::{File, Photo, Prepared, Record, Stopped, propose};
pub use preview::preview;
pub use verdict::{Length, Print, Seen, judge, judge_name};

use image::{ImageError, ImageFormat, ImageReader};

/// Who looks: what was seen in a file by other eyes may be seen otherwise by these.
pub const EYES: &str = env!("CARGO_PKG_VERSION");

/// What is offered as a photo, whether a portal takes it or not: then that is said.
pub const PICTURES: [FileFormat; 11] = [
    FileFormat::Jpeg,
    FileFormat::Png,
    FileFormat::Webp,
    FileFormat::Bmp,
    FileFormat::Tiff,
    FileFormat::Heic,
    FileFormat::Avif,
    FileFormat::Jpeg2000,
    FileFormat::JpegXl,
    FileFormat::Psd,
    FileFormat::Gif,
];

/// Measures a file by its content. Bytes of no known format give [`FileFormat::Unknown`] and their number.
pub fn inspect(bytes: &[u8]) -> Measurement {
    let found = read_headers(bytes);
    Measurement { decodes: decodes(bytes, &found), ..found }
}

/// The file as a document carries it for printing: not a pixel changed, and nothing that tells of camera, place or
/// programs.
///
/// `None` unless it is a JPEG that decodes and that PDF can show: 8 bits, 1, 3 or 4 components (ISO 32000-1, 7.4.8).
pub fn jpeg(bytes: &[u8]) -> Option<Jpeg> {
    let found = inspect(bytes);
    let size = found.size?;
    let components = found.color?.components()?;
    let prints =
        found.format == FileFormat::Jpeg && found.bits == Some(8) && found.decodes == Some(true);
    prints.then(|| Jpeg {
        bytes: jpeg::bare(bytes),
        width: size.width,
        height: size.height,
        components,
    })
}

/// All of the measurement but the decoding.
fn read_headers(bytes: &[u8]) -> Measurement {
    let format = format(bytes);
    let found = guarded(|| headers(format, bytes));
    let found = found.unwrap_or(Measurement { truncated: true, ..Measurement::default() });
    Measurement { format, bytes: bytes.len() as u64, ..found }
}

fn headers(format: FileFormat, bytes: &[u8]) -> Measurement {
    match format {
        FileFormat::Jpeg => jpeg::measure(bytes),
        FileFormat::Png => png::measure(bytes),
        FileFormat::Webp => webp::measure(bytes),
        FileFormat::Bmp => bitmap::measure_bmp(bytes),
        FileFormat::Gif => bitmap::measure_gif(bytes),
        FileFormat::Tiff => tiff::measure(bytes),
        FileFormat::Heic => heic::measure(bytes),
        FileFormat::Pdf => pdf::measure(bytes),
        // Told by their names only.
        FileFormat::Avif
        | FileFormat::Jpeg2000
        | FileFormat::JpegXl
        | FileFormat::Psd
        | FileFormat::Unknown => Measurement::default(),
    }
}

/// Whether a file that begins so is a picture of a known format.
pub fn is_picture(beginning: &[u8]) -> bool {
    !matches!(format(beginning), FileFormat::Unknown | FileFormat::Pdf)
}

/// The format whose signature the bytes begin with.
fn format(bytes: &[u8]) -> FileFormat {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => FileFormat::Jpeg,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => FileFormat::Png,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => FileFormat::Webp,
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => FileFormat::Tiff,
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => FileFormat::Gif,
        [b'8', b'B', b'P', b'S', 0, 1 | 2, ..] => FileFormat::Psd,
        [0, 0, 0, 12, b'j', b'P', b' ', b' ', ..] | [0xFF, 0x4F, 0xFF, 0x51, ..] => {
            FileFormat::Jpeg2000
        }
        [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] | [0xFF, 0x0A, ..] => FileFormat::JpegXl,
        [b'%', b'P', b'D', b'F', b'-', ..] => FileFormat::Pdf,
        [b'B', b'M', ..] if bitmap::is_bmp(bytes) => FileFormat::Bmp,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => heic::format(bytes),
        _ => FileFormat::Unknown,
    }
}

/// Whether a JPEG or PNG decodes; the formats that are handed in.
fn decodes(bytes: &[u8], found: &Measurement) -> Option<bool> {
    let format = match found.format {
        FileFormat::Jpeg => ImageFormat::Jpeg,
        FileFormat::Png => ImageFormat::Png,
        _ => return None,
    };
    let Some(size) = found.size else { return Some(false) };
    if limits::too_large(size) {
        return None;
    }
    if format == ImageFormat::Jpeg && !jpeg::is_whole(bytes) {
        return Some(false);
    }
    let decoded = guarded(|| {
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        reader.limits(limits::memory());
        reader.decode()
    });
    match decoded {
        Some(Ok(_)) => Some(true),
        Some(Err(ImageError::Limits(_))) => None,
        Some(Err(_)) | None => Some(false),
    }
}

/// Pixels as a measure.
#[expect(clippy::cast_precision_loss, reason = "sides of pictures are below 2^24")]
pub(crate) fn in_pixels(side: u32) -> f32 {
    side as f32
}

/// Does what goes over bytes that are anybody's, partly in other people's code. `None`: it panicked, so that the file
/// cannot be read here, and that is all that comes of it.
fn guarded<T>(look: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(look)).ok()
}
