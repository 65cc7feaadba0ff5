//! PNG (ISO/IEC 15948): the chunks, not their check sums, which the decoder looks at.

use beishen_core::{ColorMode, Measurement};

use crate::bytes::{METRE, be32, dpi, size};
use crate::exif;

/// Reads every chunk up to IEND. A file without IEND is truncated.
pub(crate) fn measure(bytes: &[u8]) -> Measurement {
    let mut found = Measurement { truncated: true, ..Measurement::default() };
    let mut pixels_per_inch = None;
    let mut rest = bytes.get(8..).unwrap_or_default();
    // A chunk is its length, its kind, its data and a check sum.
    while let (Some(length), Some(kind)) = (be32(rest, 0), rest.get(4..8)) {
        let Some(end) = usize::try_from(length).ok().and_then(|it| it.checked_add(8)) else {
            break;
        };
        let Some(data) = rest.get(8..end) else { break };
        let Some(next) = rest.get(end..).and_then(|it| it.get(4..)) else { break };
        rest = next;
        match kind {
            b"IHDR" => read_header(data, &mut found),
            b"pHYs" if data.get(8) == Some(&1) => {
                pixels_per_inch = be32(data, 0).and_then(|per_metre| dpi(per_metre, METRE));
            }
            b"eXIf" => exif::read(data, &mut found),
            b"IEND" => {
                found.truncated = false;
                found.trailing = rest.len() as u64;
                break;
            }
            _ => (),
        }
    }
    found.dpi = pixels_per_inch.or(found.dpi);
    found
}

/// Section 11.2.2: width, height, bit depth, colour type.
fn read_header(data: &[u8], found: &mut Measurement) {
    found.size = be32(data, 0).zip(be32(data, 4)).and_then(|(width, height)| size(width, height));
    found.bits = data.get(8).copied();
    found.color = data.get(9).map(|color_type| match color_type {
        0 => ColorMode::Grey,
        2 => ColorMode::Rgb,
        3 => ColorMode::Palette,
        4 => ColorMode::GreyAlpha,
        6 => ColorMode::Rgba,
        _ => ColorMode::Other,
    });
}
