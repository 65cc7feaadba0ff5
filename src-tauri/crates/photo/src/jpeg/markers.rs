//! The markers of a JPEG and what stands in their segments (ITU-T T.81, annex B).

use crate::bytes::be16;

/// The next marker and what follows it, past fill bytes, stuffed zeros and the data of a scan.
pub(super) fn next_marker(mut bytes: &[u8]) -> Option<(u8, &[u8])> {
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

/// What a marker's segment holds, and what follows it. Its length counts itself.
pub(super) fn segment(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = usize::from(be16(bytes, 0)?);
    Some((bytes.get(2..length)?, bytes.get(length..)?))
}

/// The quantisation tables of a segment (B.2.4.1), each with its number: of 8 or of 16 bits.
pub(super) fn tables(mut segment: &[u8]) -> impl Iterator<Item = (u8, [u16; 64])> {
    std::iter::from_fn(move || {
        let (head, rest) = segment.split_first()?;
        let width = if head >> 4 == 0 { 1 } else { 2 };
        let (steps, rest) = rest.split_at_checked(64 * width)?;
        segment = rest;
        let mut table = [0; 64];
        for (to, from) in table.iter_mut().zip(steps.chunks_exact(width)) {
            *to = from.iter().fold(0, |sum, it| sum << 8 | u16::from(*it));
        }
        Some((head & 15, table))
    })
}
