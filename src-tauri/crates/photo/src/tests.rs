//! Every format is told by its content, every measure is the file's own, and no bytes at all do harm.

mod anything;
mod cards;
mod claims;
mod defects;
mod drawing;
mod everyone;
mod heic;
mod marks;
mod pictures;
mod portraits;
mod reference;
mod samples;
mod scans;
mod scene;
mod whole;
mod words;

use std::sync::OnceLock;

use beishen_core::{ColorMode, Dictionary, PixelSize, Procedure, Profile};
use chrono::NaiveDate;
use image::ExtendedColorType;
use proptest::prelude::*;

use self::samples::*;
use super::*;

/// The profiles of the packs that come with the program, and where each is.
pub(crate) const PROFILES: [&str; 3] = ["tdxl", "qingcongpai", "xueli"];
const PACKS: [&str; 3] = ["tdxl", "hunnu-bachelor", "image-check"];

/// One of them.
pub(crate) fn profile(id: &str) -> Profile {
    static ALL: OnceLock<[Profile; 3]> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let asset = |name: &str| {
            let path = format!("{}/../../../assets/{name}", env!("CARGO_MANIFEST_DIR"));
            std::fs::read_to_string(path).unwrap()
        };
        let dictionary = Dictionary::parse("facts.toml", &asset("facts.toml")).unwrap();
        [0, 1, 2].map(|at| {
            let text = asset(&format!("procedures/{}.toml", PACKS[at]));
            let procedure = Procedure::parse(PACKS[at], &text, &dictionary).unwrap();
            procedure.profiles().iter().find(|it| it.id == PROFILES[at]).unwrap().clone()
        })
    });
    all.iter().find(|it| it.id == id).unwrap().clone()
}

#[test]
fn a_photo_from_an_encoder_is_measured_and_decodes() {
    let photo = photo();
    let expected = Measurement {
        format: FileFormat::Jpeg,
        bytes: photo.len() as u64,
        size: Some(PixelSize { width: 39, height: 57 }),
        color: Some(ColorMode::Rgb),
        bits: Some(8),
        quality: Some(90),
        decodes: Some(true),
        ..Measurement::default()
    };
    assert_eq!(inspect(&photo), expected);
    let grey = inspect(&encoded(ImageFormat::Jpeg, ExtendedColorType::L8));
    assert_eq!((grey.color, grey.decodes), (Some(ColorMode::Grey), Some(true)));
}

#[test]
fn a_file_is_what_its_content_says() {
    // However a PNG is called, it is measured as a PNG.
    let size = |width, height| Some(PixelSize { width, height });
    let cases = {
        use ColorMode::{Cmyk, Grey, GreyAlpha, Palette, Rgb, Rgba};
        use ExtendedColorType::{L8, La8, Rgb8, Rgb16, Rgba8};
        let png = |color| encoded(ImageFormat::Png, color);
        [
            (png(Rgb8), FileFormat::Png, size(39, 57), Some(Rgb), Some(8)),
            (png(Rgb16), FileFormat::Png, size(39, 57), Some(Rgb), Some(16)),
            (png(L8), FileFormat::Png, size(39, 57), Some(Grey), Some(8)),
            (png(La8), FileFormat::Png, size(39, 57), Some(GreyAlpha), Some(8)),
            (png(Rgba8), FileFormat::Png, size(39, 57), Some(Rgba), Some(8)),
            (jpeg_header(0xC0, 8, 4), FileFormat::Jpeg, size(390, 567), Some(Cmyk), Some(8)),
            (jpeg_header(0xC1, 12, 3), FileFormat::Jpeg, size(390, 567), Some(Rgb), Some(12)),
            (
                webp(b"VP8 ", b"\0\0\0\x9D\x01\x2A\x86\x41\x37\x42"),
                FileFormat::Webp,
                size(390, 567),
                Some(Rgb),
                Some(8),
            ),
            (
                webp(b"VP8L", &[0x2F, 0x85, 0x81, 0x8D, 0x10]),
                FileFormat::Webp,
                size(390, 567),
                Some(Rgba),
                Some(8),
            ),
            (
                webp(b"VP8X", &[0, 0, 0, 0, 0x85, 1, 0, 0x36, 2, 0]),
                FileFormat::Webp,
                size(390, 567),
                Some(Rgb),
                Some(8),
            ),
            (bmp(), FileFormat::Bmp, size(1, 1), Some(Rgb), Some(8)),
            (gif(), FileFormat::Gif, size(10, 20), Some(Palette), Some(1)),
            (tiff(2, 3), FileFormat::Tiff, size(30, 40), Some(Rgb), Some(8)),
            (tiff(5, 4), FileFormat::Tiff, size(30, 40), Some(Cmyk), Some(8)),
            (heic(), FileFormat::Heic, size(4032, 3024), Some(Rgb), Some(8)),
            (pdf(), FileFormat::Pdf, None, None, None),
            (
                b"BMW, not a picture, and long enough".to_vec(),
                FileFormat::Unknown,
                None,
                None,
                None,
            ),
        ]
    };
    for (bytes, format, size, color, bits) in cases {
        let found = inspect(&bytes);
        assert_eq!(
            (found.format, found.size, found.color, found.bits),
            (format, size, color, bits)
        );
        assert!(!found.truncated && found.trailing == 0, "{found:?}");
    }
    // What no portal takes and nothing here reads is called by its name all the same.
    for (bytes, name) in [
        (boxed(b"ftyp", b"avif\0\0\0\0mif1avif"), "AVIF"),
        (boxed(b"jP  ", b"\r\n\x87\n"), "JPEG 2000"),
        (b"\xFF\x4F\xFF\x51\0\x2F".to_vec(), "JPEG 2000"),
        (boxed(b"JXL ", b"\r\n\x87\n"), "JPEG XL"),
        (b"\xFF\x0A\x7A".to_vec(), "JPEG XL"),
        (b"8BPS\0\x01\0\0".to_vec(), "PSD"),
    ] {
        let found = inspect(&bytes);
        assert_eq!(found.format.name(), name);
        let said = judge(&found, None, beishen_core::Wanted::Photo(&profile("tdxl")));
        let format = said.get("format").unwrap();
        assert_eq!(format.message.zh, format!("内容是 {name}，请转换为 JPG。"));
    }
    assert_eq!(inspect(b"").format, FileFormat::Unknown);
}

#[test]
fn only_what_a_decoder_accepts_decodes() {
    assert_eq!(inspect(&jpeg_header(0xC0, 8, 3)).decodes, Some(false));
    assert_eq!(inspect(&encoded(ImageFormat::Png, ExtendedColorType::Rgb8)).decodes, Some(true));
    assert_eq!(inspect(&gif()).decodes, None);
    let mut broken = encoded(ImageFormat::Png, ExtendedColorType::Rgb8);
    let middle = broken.len() / 2;
    broken[middle] ^= 0xFF;
    assert_eq!(inspect(&broken).decodes, Some(false));
}

#[test]
fn a_picture_of_too_many_pixels_is_not_decoded() {
    let mut bomb = encoded(ImageFormat::Png, ExtendedColorType::Rgb8);
    bomb[16..24].copy_from_slice(&[0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10]);
    let found = inspect(&bomb);
    assert_eq!(found.size, Some(PixelSize { width: 10_000, height: 10_000 }));
    assert_eq!(found.decodes, None);
}

#[test]
fn progressive_is_told_from_baseline() {
    assert!(inspect(&jpeg_header(0xC2, 8, 3)).progressive);
    assert!(!inspect(&jpeg_header(0xC0, 8, 3)).progressive);
}

#[test]
fn exif_is_read_in_both_byte_orders_and_every_container() {
    let tagged = |tiff: &[u8]| [b"Exif\0\0", tiff].concat();
    let mut png = encoded(ImageFormat::Png, ExtendedColorType::Rgb8);
    let big = exif(true);
    let chunk =
        [&u32::try_from(big.len()).unwrap().to_be_bytes(), &b"eXIf"[..], &big, &[0; 4]].concat();
    png.splice(33..33, chunk);
    let files = [
        photo_with(0xE1, &tagged(&exif(false))),
        photo_with(0xE1, &tagged(&exif(true))),
        png,
        webp(b"EXIF", &exif(false)),
        webp(b"EXIF", &tagged(&exif(true))),
        exif(false),
    ];
    for file in files {
        let found = inspect(&file);
        assert_eq!(found.orientation, Some(6), "{found:?}");
        assert_eq!(found.taken_on, NaiveDate::from_ymd_opt(2026, 11, 22));
        assert_eq!(found.software.as_deref(), Some("Paint 3"));
        assert_eq!(found.dpi, Some(300));
    }
}

#[test]
fn exif_that_makes_no_sense_is_left_out() {
    let read = |orientation, software: &[u8]| inspect(&exif_of(true, orientation, software));
    for orientation in [0, 9, 300] {
        assert_eq!(read(orientation, b"Paint\0").orientation, None);
    }
    assert_eq!(read(1, b"     \x1b\n\0").software, None);
    assert_eq!(read(1, &[b'a'; 100]).software, Some("a".repeat(64)));
}

#[test]
fn resolution_is_given_only_with_its_unit() {
    for (unit, density, dpi) in
        [(1, 300, Some(300)), (2, 118, Some(300)), (0, 300, None), (1, 0, None)]
    {
        let density = u16::to_be_bytes(density);
        let jfif = [b"JFIF\0\x01\x02", &[unit][..], &density, &density, &[0, 0]].concat();
        assert_eq!(inspect(&photo_with(0xE0, &jfif)).dpi, dpi);
    }
    assert_eq!(inspect(&bmp()).dpi, Some(300));
}

#[test]
fn what_is_cut_short_is_truncated_and_what_follows_the_end_is_counted() {
    for sample in samples() {
        let whole = inspect(&sample);
        assert!(!whole.truncated, "{whole:?}");
        // A TIFF without strips and a PDF's last line may lose bytes that nothing refers to.
        let ends_exactly =
            !matches!(whole.format, FileFormat::Tiff | FileFormat::Pdf | FileFormat::Heic);
        for length in 0..sample.len() {
            let cut = read_headers(&sample[..length]);
            assert!(
                cut.format == FileFormat::Unknown || cut.truncated || !ends_exactly,
                "{length}: {cut:?}"
            );
        }
        if ends_exactly {
            let longer = inspect(&[&sample[..], b"trailing"].concat());
            assert_eq!((longer.trailing, longer.truncated), (8, false), "{longer:?}");
        }
    }
    assert!(inspect(&heic()[..100]).truncated);
    for no_pdf in [&b"%PDF-1.7\n"[..], b"%PDF-1.7\n%%EOF", b"%PDF-1.7\nstartxref\n900\n%%EOF"] {
        assert!(inspect(no_pdf).truncated, "{no_pdf:?}");
    }
    let tiff = tiff(2, 3);
    assert!(inspect(&tiff[..tiff.len() - 1]).truncated);
}

#[test]
fn a_jpeg_is_printed_as_it_is_and_nothing_else_is() {
    let photo = photo();
    let printed = jpeg(&photo).unwrap();
    assert!(
        printed.bytes == photo
            && (printed.width, printed.height, printed.components) == (39, 57, 3)
    );
    assert_eq!(jpeg(&encoded(ImageFormat::Jpeg, ExtendedColorType::L8)).unwrap().components, 1);
    for other in [
        encoded(ImageFormat::Png, ExtendedColorType::Rgb8),
        jpeg_header(0xC0, 8, 3),
        heic(),
        vec![],
    ] {
        assert!(jpeg(&other).is_none());
    }
}

/// What holds of every measurement.
fn holds(bytes: &[u8]) {
    let found = inspect(bytes);
    assert_eq!(found.bytes, bytes.len() as u64);
    assert!(found.trailing <= found.bytes);
    assert!(!(found.truncated && found.trailing > 0));
    assert!(found.size.is_none_or(|it| it.width > 0 && it.height > 0));
    assert!(found.orientation.is_none_or(|it| (1..=8).contains(&it)));
    assert!(found.dpi != Some(0));
    assert!(
        found.software.is_none_or(|it| it.chars().count() <= 64 && !it.contains(char::is_control))
    );
}

proptest! {
    #[test]
    fn any_bytes_are_measured(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        holds(&bytes);
    }

    #[test]
    fn any_bytes_after_a_signature_are_measured(
        sample in 0..samples().len(),
        kept in 2..40_usize,
        bytes in proptest::collection::vec(prop_oneof![any::<u8>(), Just(0xFF), Just(0)], 0..400),
    ) {
        let sample = samples().swap_remove(sample);
        let kept = sample.get(..kept).unwrap_or(&sample);
        holds(&[kept, &bytes].concat());
    }

    #[test]
    fn a_damaged_file_is_measured(bytes in anything::mutated()) {
        holds(&bytes);
    }
}
