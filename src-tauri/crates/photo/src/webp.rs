//! WebP (RFC 9649): the RIFF chunks and the first bytes of their pictures.

use beishen_core::{ColorMode, Measurement};

use crate::bytes::{le16, le32, size};
use crate::{exif, xmp};

/// Reads the chunks. The RIFF header says how long the file is.
pub(crate) fn measure(bytes: &[u8]) -> Measurement {
    let length = bytes.len() as u64;
    let end = le32(bytes, 4).map_or(0, |it| 8 + u64::from(it));
    let mut found = Measurement {
        bits: Some(8),
        truncated: end > length,
        trailing: length.saturating_sub(end),
        ..Measurement::default()
    };
    let mut rest = bytes.get(12..).unwrap_or_default();
    while let (Some(kind), Some(length)) = (rest.get(..4), le32(rest, 4)) {
        let Some(body) = rest.get(8..) else { break };
        let Ok(length) = usize::try_from(length) else { break };
        let data = body.get(..length).unwrap_or(body);
        match kind {
            b"VP8X" => read_extended(data, &mut found),
            b"VP8 " if found.size.is_none() => read_lossy(data, &mut found),
            b"VP8L" if found.size.is_none() => read_lossless(data, &mut found),
            b"EXIF" => exif::read(data.strip_prefix(b"Exif\0\0").unwrap_or(data), &mut found),
            b"XMP " => xmp::read(data, &mut found),
            _ => (),
        }
        // A chunk of odd length is followed by a byte of padding.
        let Some(next) = length.checked_add(length % 2).and_then(|it| body.get(it..)) else {
            break;
        };
        rest = next;
    }
    found
}

/// RFC 9649, 2.7: flags, then the canvas, each side less one in 24 bits.
fn read_extended(data: &[u8], found: &mut Measurement) {
    let side = |at| le32(data, at).map(|it| (it & 0xFF_FFFF) + 1);
    let height = le16(data, 7)
        .zip(data.get(9))
        .map(|(low, high)| u32::from(low) + (u32::from(*high) << 16) + 1);
    found.size = side(4).zip(height).and_then(|(width, height)| size(width, height));
    found.color = data.first().map(|flags| with_alpha(flags & 0x10 != 0));
}

/// RFC 6386, 9.1: three bytes, a start code, then each side in 14 bits.
fn read_lossy(data: &[u8], found: &mut Measurement) {
    if data.get(3..6) == Some(&[0x9D, 0x01, 0x2A]) {
        let sides = le16(data, 6).zip(le16(data, 8));
        found.size = sides.and_then(|(width, height)| size(width & 0x3FFF, height & 0x3FFF));
        found.color = Some(with_alpha(false));
    }
}

/// RFC 9649, 3.4: a signature, then each side less one in 14 bits and a bit for transparency.
fn read_lossless(data: &[u8], found: &mut Measurement) {
    if let (Some(0x2F), Some(bits)) = (data.first(), le32(data, 1)) {
        found.size = size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
        found.color = Some(with_alpha(bits >> 28 & 1 != 0));
    }
}

fn with_alpha(has_alpha: bool) -> ColorMode {
    if has_alpha { ColorMode::Rgba } else { ColorMode::Rgb }
}
