//! Numbers out of bytes, `None` where the bytes have ended.

use beishen_core::PixelSize;

pub(crate) fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|it| u16::from_be_bytes(*it))
}

pub(crate) fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|it| u32::from_be_bytes(*it))
}

pub(crate) fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|it| u16::from_le_bytes(*it))
}

pub(crate) fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|it| u32::from_le_bytes(*it))
}

/// A size, unless a side is missing.
pub(crate) fn size(width: impl Into<u32>, height: impl Into<u32>) -> Option<PixelSize> {
    let size = PixelSize { width: width.into(), height: height.into() };
    (size.width > 0 && size.height > 0).then_some(size)
}

/// Dots per inch, rounded, of `dots` on `length` ten-thousandths of an inch.
pub(crate) fn dpi(dots: u32, length: u64) -> Option<u32> {
    let rounded = (u64::from(dots) * INCH + length / 2).checked_div(length)?;
    u32::try_from(rounded).ok().filter(|it| *it > 0)
}

/// An inch in ten-thousandths of an inch.
pub(crate) const INCH: u64 = 10_000;

/// A centimetre in ten-thousandths of an inch.
pub(crate) const CENTIMETRE: u64 = 3_937;

/// A metre in ten-thousandths of an inch.
pub(crate) const METRE: u64 = 393_701;
