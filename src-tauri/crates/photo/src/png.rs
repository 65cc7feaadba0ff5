//! PNG (ISO/IEC 15948): the chunks, not their check sums, which the decoder looks at.

use beishen_core::{ColorMode, Measurement};

use crate::bytes::{METRE, be32, dpi, size};
use crate::{exif, xmp};

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
            b"tEXt" | b"iTXt" => read_text(data, &mut found),
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

/// Section 11.3.3: a keyword, then a text. That of XMP is said to be never compressed.
fn read_text(data: &[u8], found: &mut Measurement) {
    if data.starts_with(b"XML:com.adobe.xmp\0") {
        xmp::read(data, found);
    } else if let Some(name) = data.strip_prefix(b"Software\0") {
        found.software = xmp::clean(name).or(found.software.take());
    } else {
        found.generated |= xmp::is_generated(data);
    }
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

/// Puts the check sums right of chunks that say something of the picture, after a change in them.
pub(crate) fn mend(bytes: &mut [u8]) {
    if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return;
    }
    let mut rest = bytes.get_mut(8..).unwrap_or_default();
    while let Some(length) = be32(rest, 0).and_then(|it| usize::try_from(it).ok()) {
        let Some((head, after)) =
            length.checked_add(8).and_then(|it| rest.split_at_mut_checked(it))
        else {
            return;
        };
        let Some((sum, after)) = after.split_first_chunk_mut::<4>() else { return };
        if matches!(head.get(4..8), Some(b"eXIf" | b"iTXt" | b"tEXt")) {
            *sum = check_sum(head.get(4..).unwrap_or_default()).to_be_bytes();
        }
        rest = after;
    }
}

/// Annex D: CRC-32.
fn check_sum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 }
        })
    })
}
