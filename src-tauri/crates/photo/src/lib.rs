//! Bytes of a file to hand in → what it is.
//!
//! **Invariants:** nothing here looks at a file's name, opens a file or changes a byte. Any bytes at all are measured
//! without a panic, in time that grows with their number; only the final decoding grows with the pixels, and those
//! are limited.

mod bitmap;
mod bytes;
mod card;
mod crop;
mod exif;
mod fit;
mod heic;
mod jpeg;
mod limits;
mod network;
mod picture;
mod png;
mod portrait;
mod prepare;
mod preview;
mod profile;
mod scale;
pub mod scan;
#[cfg(test)]
mod tests;
mod tiff;
mod verdict;
mod webp;

use std::io::Cursor;
use std::panic::catch_unwind;

use beishen_core::document::Jpeg;
use beishen_core::{FileFormat, Measurement};
pub use crop::{Crop, NoCrop};
pub use picture::{Picture, Unreadable, read};
pub use portrait::{Background, Face, Features, Head, Light, Models, ModelsError, Portrait};
pub use prepare::{File, Operation, Photo, Prepared, Record, Stopped, propose};
pub use preview::preview;
pub use profile::{Backdrop, Profile};
pub use verdict::{Check, Length, Looked, UNSEEN, Verdict, Verdicts};

use image::{ImageError, ImageFormat, ImageReader};

/// Measures a file by its content. Bytes of no known format give [`FileFormat::Unknown`] and their number.
pub fn inspect(bytes: &[u8]) -> Measurement {
    let found = read_headers(bytes);
    Measurement { decodes: decodes(bytes, &found), ..found }
}

/// The file as a document carries it for printing, not a byte changed.
///
/// `None` unless it is a JPEG that decodes and that PDF can show: 8 bits, 1, 3 or 4 components (ISO 32000-1, 7.4.8).
pub fn jpeg(bytes: &[u8]) -> Option<Jpeg> {
    let found = inspect(bytes);
    let size = found.size?;
    let components = found.color?.components()?;
    let prints =
        found.format == FileFormat::Jpeg && found.bits == Some(8) && found.decodes == Some(true);
    prints.then(|| Jpeg {
        bytes: bytes.to_vec(),
        width: size.width,
        height: size.height,
        components,
    })
}

/// All of the measurement but the decoding.
fn read_headers(bytes: &[u8]) -> Measurement {
    let format = format(bytes);
    let found = match format {
        FileFormat::Jpeg => jpeg::measure(bytes),
        FileFormat::Png => png::measure(bytes),
        FileFormat::Webp => webp::measure(bytes),
        FileFormat::Bmp => bitmap::measure_bmp(bytes),
        FileFormat::Gif => bitmap::measure_gif(bytes),
        FileFormat::Tiff => tiff::measure(bytes),
        FileFormat::Heic => heic::measure(bytes),
        FileFormat::Pdf => Measurement { truncated: !ends_as_pdf(bytes), ..Measurement::default() },
        FileFormat::Unknown => Measurement::default(),
    };
    Measurement { format, bytes: bytes.len() as u64, ..found }
}

/// The format whose signature the bytes begin with.
fn format(bytes: &[u8]) -> FileFormat {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => FileFormat::Jpeg,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => FileFormat::Png,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => FileFormat::Webp,
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => FileFormat::Tiff,
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => FileFormat::Gif,
        [b'%', b'P', b'D', b'F', b'-', ..] => FileFormat::Pdf,
        [b'B', b'M', ..] if bitmap::is_bmp(bytes) => FileFormat::Bmp,
        [_, _, _, _, b'f', b't', b'y', b'p', ..] if heic::is_heic(bytes) => FileFormat::Heic,
        _ => FileFormat::Unknown,
    }
}

/// Whether the end-of-file line stands where readers look for it, in the last 1,024 bytes.
fn ends_as_pdf(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(1024)..).unwrap_or_default();
    tail.windows(5).any(|it| it == b"%%EOF")
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
    // The decoders are other people's code and the bytes are anybody's.
    let decoded = catch_unwind(|| {
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        reader.limits(limits::memory());
        reader.decode()
    });
    match decoded {
        Ok(Ok(_)) => Some(true),
        Ok(Err(ImageError::Limits(_))) => None,
        Ok(Err(_)) | Err(_) => Some(false),
    }
}

/// Bytes as hexadecimal digits, lower case.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a text does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
