//! TIFF 6.0: its directories, which EXIF uses too, and the format itself.

use beishen_core::{ColorMode, Measurement};

use crate::bytes::{be16, be32, le16, le32, size};
use crate::exif;

/// Measures the first picture of a TIFF file.
pub(crate) fn measure(bytes: &[u8]) -> Measurement {
    let mut found = Measurement { truncated: true, ..Measurement::default() };
    let Some(main) = Tiff::new(bytes).and_then(Tiff::main) else { return found };
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

/// A file in either byte order.
#[derive(Clone, Copy)]
pub(crate) struct Tiff<'a> {
    bytes: &'a [u8],
    is_big: bool,
}

impl<'a> Tiff<'a> {
    /// The file, when it begins as one.
    pub(crate) fn new(bytes: &'a [u8]) -> Option<Self> {
        match bytes {
            [b'I', b'I', 42, 0, ..] => Some(Self { bytes, is_big: false }),
            [b'M', b'M', 0, 42, ..] => Some(Self { bytes, is_big: true }),
            _ => None,
        }
    }

    /// The directory of the first picture.
    pub(crate) fn main(self) -> Option<Directory<'a>> {
        self.directory(self.u32(self.bytes, 4)?)
    }

    /// The directory at an offset. Its entries end with the file at the latest.
    pub(crate) fn directory(self, at: u32) -> Option<Directory<'a>> {
        let bytes = self.bytes.get(usize::try_from(at).ok()?..)?;
        let count = usize::from(self.u16(bytes, 0)?);
        let entries = bytes.get(2..)?;
        Some(Directory { tiff: self, entries: entries.get(..count * 12).unwrap_or(entries) })
    }

    fn u16(self, bytes: &[u8], at: usize) -> Option<u16> {
        if self.is_big { be16(bytes, at) } else { le16(bytes, at) }
    }

    fn u32(self, bytes: &[u8], at: usize) -> Option<u32> {
        if self.is_big { be32(bytes, at) } else { le32(bytes, at) }
    }
}

/// Entries of tag, type, count and value, 12 bytes each.
pub(crate) struct Directory<'a> {
    /// The file it is of.
    pub(crate) tiff: Tiff<'a>,
    entries: &'a [u8],
}

impl<'a> Directory<'a> {
    /// The first number of a tag.
    pub(crate) fn number(&self, tag: u16) -> Option<u32> {
        self.numbers(tag).next()
    }

    /// The numbers of a tag that has SHORT or LONG ones.
    pub(crate) fn numbers(&self, tag: u16) -> impl Iterator<Item = u32> {
        let tiff = self.tiff;
        let (kind, value) = self.value(tag).unwrap_or_default();
        let width = if kind == LONG { 4 } else { 2 };
        value.chunks_exact(width).filter(move |_| matches!(kind, SHORT | LONG)).filter_map(
            move |it| {
                if kind == LONG { tiff.u32(it, 0) } else { tiff.u16(it, 0).map(u32::from) }
            },
        )
    }

    /// Numerator and denominator of a tag that is a RATIONAL.
    pub(crate) fn ratio(&self, tag: u16) -> Option<(u32, u32)> {
        let (kind, value) = self.value(tag)?;
        if kind == RATIONAL { self.tiff.u32(value, 0).zip(self.tiff.u32(value, 4)) } else { None }
    }

    /// The bytes of a tag that is ASCII, up to the NUL.
    pub(crate) fn text(&self, tag: u16) -> Option<&'a [u8]> {
        let (kind, value) = self.value(tag)?;
        if kind == ASCII { value.split(|it| *it == 0).next() } else { None }
    }

    /// Type and bytes of a tag's value: in the entry itself when it has room for them, elsewhere otherwise.
    fn value(&self, tag: u16) -> Option<(u16, &'a [u8])> {
        let tiff = self.tiff;
        let entry = self.entries.chunks_exact(12).find(|it| tiff.u16(it, 0) == Some(tag))?;
        let kind = tiff.u16(entry, 2)?;
        let width = match kind {
            ASCII => 1,
            SHORT => 2,
            LONG => 4,
            RATIONAL => 8,
            _ => return None,
        };
        let length = usize::try_from(tiff.u32(entry, 4)?).ok()?.checked_mul(width)?;
        let from = if length <= 4 {
            entry.get(8..)?
        } else {
            tiff.bytes.get(usize::try_from(tiff.u32(entry, 8)?).ok()?..)?
        };
        Some((kind, from.get(..length)?))
    }
}

const ASCII: u16 = 2;
const SHORT: u16 = 3;
const LONG: u16 = 4;
const RATIONAL: u16 = 5;
