//! TIFF 6.0: its first picture.

use beishen_core::{ColorMode, Measurement};

use crate::{bytes::size, directory::Tiff, exif};

/// Measures the first picture of a TIFF file.
pub(crate) fn measure(bytes: &[u8]) -> Measurement {
    let mut found = Measurement { truncated: true, ..Measurement::default() };
    let Some(tiff) = Tiff::new(bytes) else { return found };
    let Some(main) = tiff.main() else { return found };
    found.pages = u32::try_from(tiff.pictures()).ok();
    exif::read_main(&main, &mut found);
    found.size = main
        .number(0x0100)
        .zip(main.number(0x0101))
        .and_then(|(width, height)| size(width, height));
    found.bits = main.number(0x0102).and_then(|it| u8::try_from(it).ok());
    let components = main.number(0x0115).unwrap_or(1);
    found.color = main.number(0x0106).map(|photometric| match (photometric, components) {
        (0 | 1, 1) => ColorMode::Grey,
        (0 | 1, 2) => ColorMode::GreyAlpha,
        (2 | 6, 3) => ColorMode::Rgb,
        (2, 4) => ColorMode::Rgba,
        (3, 1) => ColorMode::Palette,
        (5, 4) => ColorMode::Cmyk,
        _ => ColorMode::Other,
    });
    let strips = [(0x0111, 0x0117), (0x0144, 0x0145)]; // offsets and lengths of strips, of tiles
    let mut parts =
        strips.into_iter().flat_map(|(at, length)| main.numbers(at).zip(main.numbers(length)));
    found.truncated =
        parts.any(|(at, length)| u64::from(at) + u64::from(length) > bytes.len() as u64);
    found
}
