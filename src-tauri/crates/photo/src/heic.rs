//! HEIC (ISO/IEC 23008-12): the boxes, as far as they tell the size.

mod pixels;

pub(crate) use pixels::decode;

use beishen_core::{ColorMode, FileFormat, Measurement, PixelSize};

use crate::bytes::{be32, size};
use crate::{exif, place, xmp};

/// What the brands of the first box name (23008-12, annex B, and AVIF's own).
pub(crate) fn format(bytes: &[u8]) -> FileFormat {
    let length = be32(bytes, 0).and_then(|it| usize::try_from(it).ok()).unwrap_or_default();
    let brands = bytes.get(8..length).unwrap_or_default();
    let is_hevc =
        |it: &[u8]| matches!(it, b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx");
    let is_av1 = |it: &[u8]| matches!(it, b"avif" | b"avis");
    if brands.chunks_exact(4).any(is_hevc) {
        FileFormat::Heic
    } else if brands.chunks_exact(4).any(is_av1) {
        FileFormat::Avif
    } else {
        FileFormat::Unknown
    }
}

/// Reads the properties of the pictures. Where nothing says which the primary one is, the largest size is taken: of a
/// picture in tiles the whole is larger than any tile, and larger than its thumbnail. The turn that a `irot` asks for is not applied. Of what else is told of the picture its own boxes say how it is turned.
pub(crate) fn measure(bytes: &[u8]) -> Measurement {
    let mut found = Measurement::default();
    let mut boxes = Boxes::new(bytes);
    for (kind, body) in &mut boxes {
        if kind == *b"meta" {
            // A version and flags stand before the boxes inside.
            let inside = Boxes::new(body.get(4..).unwrap_or_default());
            let properties =
                inside.filter(|(kind, _)| kind == b"iprp").flat_map(|(_, body)| Boxes::new(body));
            for (kind, body) in properties
                .filter(|(kind, _)| kind == b"ipco")
                .flat_map(|(_, body)| Boxes::new(body))
            {
                read_property(kind, body, &mut found);
            }
        }
    }
    found.truncated = boxes.is_cut;
    found.size = pixels::primary_size(bytes).or(found.size);
    for at in place::starts(bytes) {
        exif::read(bytes.get(at..).unwrap_or_default(), &mut found);
        if found.taken_on.is_some() || found.software.is_some() {
            break;
        }
    }
    found.orientation = None;
    let packet = bytes.windows(XMP.len()).position(|it| it == XMP).and_then(|it| bytes.get(it..));
    if let Some(packet) = packet {
        xmp::read(packet.get(..LONGEST).unwrap_or(packet), &mut found);
    }
    found
}

/// How a packet of XMP begins, and how much of it is read.
const XMP: &[u8] = b"<x:xmpmeta";
const LONGEST: usize = 64 << 10;

fn read_property(kind: [u8; 4], body: &[u8], found: &mut Measurement) {
    match &kind {
        b"ispe" => {
            let extent =
                be32(body, 4).zip(be32(body, 8)).and_then(|(width, height)| size(width, height));
            let area = |it: &PixelSize| u64::from(it.width) * u64::from(it.height);
            found.size = found.size.into_iter().chain(extent).max_by_key(area);
        }
        // Channels, then the bits of each. A mask has one channel, its picture three.
        b"pixi" => match body.get(4..6) {
            Some([1, bits]) if found.color.is_none() => {
                (found.color, found.bits) = (Some(ColorMode::Grey), Some(*bits));
            }
            Some([3, bits]) => (found.color, found.bits) = (Some(ColorMode::Rgb), Some(*bits)),
            _ => (),
        },
        _ => (),
    }
}

/// The boxes of ISO/IEC 14496-12, section 4.2, one after the other.
struct Boxes<'a> {
    rest: &'a [u8],
    /// Whether the last box ends before its own length says so.
    is_cut: bool,
}

impl<'a> Boxes<'a> {
    fn new(rest: &'a [u8]) -> Self {
        Self { rest, is_cut: false }
    }
}

impl<'a> Iterator for Boxes<'a> {
    type Item = ([u8; 4], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let bytes = std::mem::take(&mut self.rest);
        self.is_cut = true;
        let kind = *bytes.get(4..)?.first_chunk()?;
        let (header, length) = match be32(bytes, 0)? {
            0 => (8, bytes.len()),
            1 => (16, usize::try_from(u64::from_be_bytes(*bytes.get(8..)?.first_chunk()?)).ok()?),
            length => (8, usize::try_from(length).ok()?),
        };
        if let Some(rest) = bytes.get(length..).filter(|_| length >= header) {
            self.rest = rest;
            self.is_cut = false;
        }
        Some((kind, bytes.get(header..length).or_else(|| bytes.get(header..))?))
    }
}
