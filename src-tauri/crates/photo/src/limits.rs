//! How much of a picture is decoded: a small file can claim to be a very large picture.

use beishen_core::PixelSize;
use image::Limits;

/// Pictures with more pixels than this are measured and not decoded.
pub(crate) const MAX_PIXELS: u64 = 50_000_000;

/// The most memory a decoder may ask for, in bytes: [`MAX_PIXELS`] with four components of 8 bits, and some more.
const MAX_ALLOCATION: u64 = 256 << 20;

pub(crate) fn too_large(size: PixelSize) -> bool {
    u64::from(size.width) * u64::from(size.height) > MAX_PIXELS
}

pub(crate) fn memory() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_ALLOCATION);
    limits
}
