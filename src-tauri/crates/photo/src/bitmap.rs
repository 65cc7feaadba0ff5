//! BMP and GIF.

use beishen_core::{ColorMode, Measurement};

use crate::bytes::{METRE, dpi, le16, le32, size};

/// Whether the header that follows `BM` is one of those Windows and OS/2 have had. Two letters alone are no proof.
pub(crate) fn is_bmp(bytes: &[u8]) -> bool {
    matches!(le32(bytes, 14), Some(12 | 40 | 52 | 56 | 64 | 108 | 124))
}

/// Reads BITMAPFILEHEADER and BITMAPINFOHEADER (or the older BITMAPCOREHEADER).
pub(crate) fn measure_bmp(bytes: &[u8]) -> Measurement {
    let is_core = le32(bytes, 14) == Some(12);
    let sides = if is_core {
        le16(bytes, 18)
            .zip(le16(bytes, 20))
            .map(|(width, height)| (u32::from(width), u32::from(height)))
    } else {
        // A height below zero says that the top row comes first.
        le32(bytes, 18)
            .zip(le32(bytes, 22))
            .map(|(width, height)| (width, height.cast_signed().unsigned_abs()))
    };
    let (color, bits) = match le16(bytes, if is_core { 24 } else { 28 }) {
        Some(depth @ (1 | 2 | 4 | 8)) => (Some(ColorMode::Palette), u8::try_from(depth).ok()),
        Some(16) => (Some(ColorMode::Rgb), Some(5)),
        Some(24) => (Some(ColorMode::Rgb), Some(8)),
        Some(32) => (Some(ColorMode::Rgba), Some(8)),
        _ => (None, None),
    };
    let length = bytes.len() as u64;
    let end = le32(bytes, 2).map_or(0, u64::from);
    Measurement {
        size: sides.and_then(|(width, height)| size(width, height)),
        color,
        bits,
        dpi: if is_core {
            None
        } else {
            le32(bytes, 38).and_then(|per_metre| dpi(per_metre, METRE))
        },
        truncated: sides.is_none() || end > length,
        trailing: if end == 0 { 0 } else { length.saturating_sub(end) },
        ..Measurement::default()
    }
}

/// Reads the logical screen and every block up to the trailer (`GIF89a`, sections 18–27).
pub(crate) fn measure_gif(bytes: &[u8]) -> Measurement {
    let end = gif_end(bytes);
    Measurement {
        size: le16(bytes, 6).zip(le16(bytes, 8)).and_then(|(width, height)| size(width, height)),
        color: Some(ColorMode::Palette),
        bits: bytes.get(10).filter(|it| *it & 0x80 != 0).map(|it| (it & 7) + 1),
        truncated: end.is_none(),
        trailing: end.map_or(0, |it| (bytes.len() - it) as u64),
        ..Measurement::default()
    }
}

/// Where the file ends: after its trailer.
fn gif_end(bytes: &[u8]) -> Option<usize> {
    let colors = |flags: u8| if flags & 0x80 == 0 { 0 } else { 6 << (flags & 7) };
    let mut at = 13 + colors(*bytes.get(10)?);
    loop {
        at = match bytes.get(at)? {
            0x3B => return Some(at + 1),
            0x21 => at + 2,
            0x2C => at + 11 + colors(*bytes.get(at + 9)?),
            _ => return None,
        };
        // Sub-blocks, each with its length before it, the last of length 0.
        loop {
            let length = usize::from(*bytes.get(at)?);
            at += 1 + length;
            if length == 0 {
                break;
            }
        }
    }
}
