//! JPEG: the markers of ITU-T T.81, annex B, and JFIF, EXIF and XMP inside its application segments.

mod coefficients;
mod huffman;
mod markers;
mod quality;
mod scans;

pub(crate) use scans::is_whole;

use beishen_core::{ColorMode, Measurement};

use crate::bytes::{CENTIMETRE, INCH, be16, dpi, size};
use crate::{exif, xmp};
use markers::{next_marker, segment, tables};

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
        // TEM, RST0–7 and SOI stand alone.
        if matches!(marker, 0x01 | 0xD0..=0xD8) {
            continue;
        }
        let Some((segment, next)) = segment(after) else { break };
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
                } else {
                    read_xmp(segment, &mut found);
                }
            }
            0xE1 => read_xmp(segment, &mut found),
            // What Photoshop writes when it saves for the web.
            0xEC if segment.starts_with(b"Ducky") && found.software.is_none() => {
                found.software = Some("Photoshop".to_owned());
            }
            0xDB => {
                for (_, steps) in tables(segment).filter(|(number, _)| *number == 0) {
                    found.quality = quality::quality(&steps);
                }
            }
            _ => (),
        }
    }
    found.dpi = jfif_dpi.or(found.dpi);
    found
}

/// The picture alone: up to its end, without what tells of camera, place and programs (EXIF, XMP, IPTC). What its colours
/// are stays, and so do comments, with which a prepared photo is filled up.
pub(crate) fn bare(bytes: &[u8]) -> Vec<u8> {
    let (head, mut rest) = bytes.split_at_checked(2).unwrap_or((bytes, &[]));
    let mut bare = head.to_vec();
    while let Some((marker, after)) = next_marker(rest) {
        let behind = match marker {
            0x01 | 0xD0..=0xD9 => after,
            _ => segment(after).map_or(&[][..], |it| it.1),
        };
        // The data of a scan lies before the marker.
        let (data, marked) = rest.split_at(rest.len() - after.len() - 2);
        bare.extend(data);
        if !matches!(marker, 0xE1 | 0xE3..=0xED | 0xEF) {
            bare.extend(&marked[..marked.len() - behind.len()]);
        }
        rest = behind;
        if marker == 0xD9 {
            break;
        }
    }
    bare
}

fn read_xmp(segment: &[u8], found: &mut Measurement) {
    if let Some(packet) = segment.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0") {
        xmp::read(packet, found);
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
