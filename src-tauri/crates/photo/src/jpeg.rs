//! JPEG: the markers of ITU-T T.81, annex B, and JFIF and EXIF inside its application segments.

use beishen_core::{ColorMode, Measurement};

use crate::bytes::{CENTIMETRE, INCH, be16, dpi, size};
use crate::exif;

/// Reads every marker from SOI to EOI without decoding. A file without EOI is truncated.
pub(crate) fn measure(bytes: &[u8]) -> Measurement {
    let mut found = Measurement { truncated: true, ..Measurement::default() };
    let (mut jfif_dpi, mut has_exif) = (None, false);
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let Some((marker, after)) = next_marker(rest) {
        if marker == 0xD9 {
            found.truncated = false;
            found.trailing = after.len() as u64;
            break;
        }
        rest = after;
        // TEM, RST0–7 and SOI stand alone; the rest carry a length that counts itself.
        if matches!(marker, 0x01 | 0xD0..=0xD8) {
            continue;
        }
        let length = be16(after, 0).map_or(0, usize::from);
        let (Some(segment), Some(next)) = (after.get(2..length), after.get(length..)) else {
            break;
        };
        rest = next;
        match marker {
            // All SOFn but DHT, JPG and DAC, which lie between them.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) && found.bits.is_none() => {
                read_frame(marker, segment, &mut found);
            }
            0xE0 if segment.starts_with(b"JFIF\0") => jfif_dpi = read_density(segment),
            0xE1 if !has_exif => {
                if let Some(tiff) = segment.strip_prefix(b"Exif\0\0") {
                    has_exif = true;
                    exif::read(tiff, &mut found);
                }
            }
            _ => (),
        }
    }
    found.dpi = jfif_dpi.or(found.dpi);
    found
}

/// The next marker and what follows it, past fill bytes, stuffed zeros and the data of a scan.
fn next_marker(mut bytes: &[u8]) -> Option<(u8, &[u8])> {
    loop {
        let at = bytes.iter().position(|it| *it == 0xFF)?;
        let (_, after) = bytes.get(at..)?.split_first()?;
        match after.split_first()? {
            (0xFF, _) => bytes = after,
            (0x00, data) => bytes = data,
            (marker, next) => return Some((*marker, next)),
        }
    }
}

/// T.81, B.2.2: precision, lines, samples per line, components.
fn read_frame(marker: u8, segment: &[u8], found: &mut Measurement) {
    let (Some(height), Some(width)) = (be16(segment, 1), be16(segment, 3)) else { return };
    let (Some(bits), Some(components)) = (segment.first(), segment.get(5)) else { return };
    found.bits = Some(*bits);
    found.size = size(width, height);
    found.progressive = matches!(marker, 0xC2 | 0xC6 | 0xCA | 0xCE);
    // Whether an Adobe segment says YCbCr or RGB, YCCK or CMYK: the colours are the same ones.
    found.color = Some(match components {
        1 => ColorMode::Grey,
        3 => ColorMode::Rgb,
        4 => ColorMode::Cmyk,
        _ => ColorMode::Other,
    });
}

/// JFIF 1.02: units at 7 (1 inch, 2 centimetre, 0 only a ratio), horizontal density at 8.
fn read_density(segment: &[u8]) -> Option<u32> {
    let length = match segment.get(7)? {
        1 => INCH,
        2 => CENTIMETRE,
        _ => return None,
    };
    dpi(be16(segment, 8)?.into(), length)
}
