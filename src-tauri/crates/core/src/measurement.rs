//! What a file to hand in is by its own content: the facts about bytes that can be judged.
//!
//! `beishen-photo` takes the measurement and judges it; so an assessment needs no decoder and no file.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::verdict::Verdicts;

/// One file, measured. Everything comes from the bytes and nothing from the file's name.
///
/// `None` always means “the file does not say, or this format is not read that far”, never zero. A field that is
/// missing when a measurement is read back takes its default, so that older records stay readable.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "facts of a file that have nothing to do with each other"
)]
pub struct Measurement {
    /// What the content is, whatever the suffix says.
    pub format: FileFormat,
    /// The length of the file in bytes.
    pub bytes: u64,
    /// Pixels as they are stored, before `orientation` is applied.
    pub size: Option<PixelSize>,
    /// How colours are stored.
    pub color: Option<ColorMode>,
    /// Bits per component (per palette index for [`ColorMode::Palette`]): 8 × 3 components is “24 位真彩色”.
    pub bits: Option<u8>,
    /// Whether a JPEG is stored in several passes, which some portals cannot show.
    pub progressive: bool,
    /// The EXIF orientation, 1–8 (CIPA DC-008, tag 0x0112); 1 is upright.
    pub orientation: Option<u8>,
    /// The day of EXIF `DateTimeOriginal` (tag 0x9003), by the camera's own clock.
    pub taken_on: Option<NaiveDate>,
    /// EXIF `Software` (tag 0x0131): what wrote the file last; at most 64 characters, no control characters.
    pub software: Option<String>,
    /// XMP `CreatorTool`: what the picture was first made with; as long and as clean.
    pub creator_tool: Option<String>,
    /// Whether it is marked as made by a machine (GB 45438-2025, IPTC).
    pub generated: bool,
    /// Whether it says where it was taken.
    pub located: bool,
    /// The quality, 1–100, a JPEG was saved with, where its tables are those of the Independent JPEG Group.
    pub quality: Option<u8>,
    /// How many pictures a TIFF holds.
    pub pages: Option<u32>,
    /// Horizontal dots per inch, rounded; only when the file gives a physical unit.
    pub dpi: Option<u32>,
    /// Whether the file ends before its own format says it is complete.
    pub truncated: bool,
    /// Bytes that follow after the format's own end.
    pub trailing: u64,
    /// Whether the picture could be decoded, and all of it is in the file. `None`: not tried (only JPEG and PNG are, up to
    /// 50 million pixels). A decoder forgives a missing end, so `Some(true)` says nothing about `truncated`.
    pub decodes: Option<bool>,
    /// What the judge said of it, by what is wanted now; `None`: nobody has judged it. Not part of the record: what is
    /// wanted may change.
    #[serde(skip)]
    pub verdicts: Option<Verdicts>,
    /// Tells the file from every other, where it is kept.
    #[serde(skip)]
    pub digest: Option<[u8; 32]>,
}

impl Measurement {
    /// `JPEG · 390 × 567 · 161 KB`
    pub fn line(&self) -> String {
        let mut parts = Vec::new();
        if self.format != FileFormat::Unknown {
            parts.push(self.format.name().to_owned());
        }
        parts.extend(self.size.map(|it| format!("{} × {}", it.width, it.height)));
        parts.push(format!("{} KB", self.bytes.div_ceil(1024)));
        parts.join(" · ")
    }
}

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileFormat {
    /// ITU-T T.81.
    Jpeg,
    /// ISO/IEC 15948.
    Png,
    /// RFC 9649.
    Webp,
    /// Windows bitmap.
    Bmp,
    /// TIFF 6.0.
    Tiff,
    /// ISO/IEC 23008-12 with HEVC, as an `iPhone` writes it.
    Heic,
    /// The same boxes with AV1.
    Avif,
    /// ISO/IEC 15444-1, in its boxes or bare.
    #[serde(rename = "jpeg2000")]
    Jpeg2000,
    /// ISO/IEC 18181, in its boxes or bare.
    #[serde(rename = "jpegxl")]
    JpegXl,
    /// Adobe Photoshop's own.
    Psd,
    /// `GIF87a` and `GIF89a`.
    Gif,
    /// ISO 32000.
    Pdf,
    /// None of the above.
    #[default]
    Unknown,
}

impl FileFormat {
    /// The name as people write it; empty for [`FileFormat::Unknown`].
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
            Self::Bmp => "BMP",
            Self::Tiff => "TIFF",
            Self::Heic => "HEIC",
            Self::Avif => "AVIF",
            Self::Jpeg2000 => "JPEG 2000",
            Self::JpegXl => "JPEG XL",
            Self::Psd => "PSD",
            Self::Gif => "GIF",
            Self::Pdf => "PDF",
            Self::Unknown => "",
        }
    }
}

impl FileFormat {
    /// How the names of such files end, without the dot; first the ending that is given to them.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Png => &["png"],
            Self::Webp => &["webp"],
            Self::Bmp => &["bmp", "dib"],
            Self::Tiff => &["tif", "tiff"],
            Self::Heic => &["heic", "heif", "hif"],
            Self::Avif => &["avif"],
            Self::Jpeg2000 => &["jp2", "j2k", "jpx"],
            Self::JpegXl => &["jxl"],
            Self::Psd => &["psd"],
            Self::Gif => &["gif"],
            Self::Pdf => &["pdf"],
            Self::Unknown => &[],
        }
    }
}

/// Width and height in pixels, both at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PixelSize {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

/// How colours are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColorMode {
    /// One component.
    Grey,
    /// Grey with transparency.
    GreyAlpha,
    /// Three components: red, green, blue, or the same as luminance and chrominance (the usual JPEG).
    Rgb,
    /// Colour with transparency.
    Rgba,
    /// Four printing inks, also when they are stored as YCCK.
    Cmyk,
    /// Numbers of colours in a list.
    Palette,
    /// Anything else, such as Lab.
    Other,
}

impl ColorMode {
    /// How many components a pixel has; `None` for [`ColorMode::Other`].
    pub fn components(self) -> Option<u8> {
        match self {
            Self::Grey | Self::Palette => Some(1),
            Self::GreyAlpha => Some(2),
            Self::Rgb => Some(3),
            Self::Rgba | Self::Cmyk => Some(4),
            Self::Other => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measurement_reads_back_as_it_was_written() {
        let photo = Measurement {
            format: FileFormat::Jpeg,
            bytes: 164_880,
            size: Some(PixelSize { width: 390, height: 567 }),
            color: Some(ColorMode::Rgb),
            bits: Some(8),
            taken_on: NaiveDate::from_ymd_opt(2026, 11, 22),
            decodes: Some(true),
            ..Measurement::default()
        };
        let json = serde_json::to_string(&photo).unwrap();
        assert_eq!(serde_json::from_str::<Measurement>(&json).unwrap(), photo);
    }

    #[test]
    fn an_older_record_lacks_fields_and_a_mistyped_one_is_refused() {
        let read = |json| serde_json::from_str::<Measurement>(json);
        assert_eq!(read(r#"{"format":"png"}"#).unwrap().format, FileFormat::Png);
        assert!(read(r#"{"formt":"png"}"#).is_err());
    }
}
