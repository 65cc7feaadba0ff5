//! Every format gives the same picture, upright and in sRGB, and every refusal has its reason.

use std::io::Cursor;

use beishen_core::{ScanLimits, Verdict};
use image::{DynamicImage, ImageBuffer, ImageFormat, Rgb, RgbImage, Rgba, imageops};
use jpeg_encoder::{ColorType, Encoder};
use moxcms::ColorProfile;

use super::{profile, samples, scene};
use crate::{Operation, Photo, Portrait, Stopped, Unreadable, scan};

/// Red above, blue below, of an uneven shape.
fn flag() -> RgbImage {
    RgbImage::from_fn(48, 64, |_, y| Rgb(if y < 32 { [220, 30, 40] } else { [30, 60, 220] }))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Nearly: JPEG rounds.
fn is_near(a: &RgbImage, b: &RgbImage) -> bool {
    a.dimensions() == b.dimensions()
        && a.as_raw().iter().zip(b.as_raw()).all(|(a, b)| a.abs_diff(*b) <= 8)
}

#[test]
fn every_format_gives_the_same_picture() {
    let flag = flag();
    let whole = DynamicImage::from(flag.clone());
    let deep = DynamicImage::from(ImageBuffer::from_fn(48, 64, |x, y| {
        Rgb(flag.get_pixel(x, y).0.map(|it| u16::from(it) * 257))
    }));
    let clear = DynamicImage::from(ImageBuffer::from_fn(48, 64, |x, y| {
        let [r, g, b] = flag.get_pixel(x, y).0;
        Rgba([r, g, b, 255])
    }));
    for (name, bytes, deepened) in [
        ("JPEG", scene::jpeg(&flag, 100), false),
        ("progressive JPEG", scene::progressive(&flag), false),
        ("PNG", encoded(&whole, ImageFormat::Png), false),
        ("PNG of 16 bits", encoded(&deep, ImageFormat::Png), true),
        ("PNG with transparency", encoded(&clear, ImageFormat::Png), false),
        ("WebP", encoded(&whole, ImageFormat::WebP), false),
        ("BMP", encoded(&whole, ImageFormat::Bmp), false),
        ("TIFF", encoded(&whole, ImageFormat::Tiff), false),
    ] {
        let picture = Photo::look(&bytes, None).picture.unwrap_or_else(|it| panic!("{name}: {it}"));
        assert!(is_near(&picture.pixels, &flag), "{name}");
        assert_eq!((picture.deepened, picture.turned), (deepened, None), "{name}");
    }
    // What is behind a transparent picture is paper.
    let nothing = DynamicImage::from(ImageBuffer::from_pixel(8, 8, Rgba([9, 9, 9, 0_u8])));
    let picture = Photo::look(&encoded(&nothing, ImageFormat::Png), None).picture.unwrap();
    assert_eq!(picture.pixels.get_pixel(3, 3).0, [255; 3]);
}

#[test]
fn the_orientation_is_carried_out() {
    let flag = flag();
    let turned: [(u8, RgbImage); 7] = [
        (2, imageops::flip_horizontal(&flag)),
        (3, imageops::rotate180(&flag)),
        (4, imageops::flip_vertical(&flag)),
        (5, imageops::flip_horizontal(&imageops::rotate90(&flag))),
        (6, imageops::rotate270(&flag)),
        (7, imageops::flip_horizontal(&imageops::rotate270(&flag))),
        (8, imageops::rotate90(&flag)),
    ];
    for (orientation, stored) in turned {
        let bytes = scene::tagged(&scene::jpeg(&stored, 100), orientation);
        let picture = Photo::look(&bytes, None).picture.unwrap();
        assert!(is_near(&picture.pixels, &flag), "{orientation}");
        assert_eq!(picture.turned, Some(orientation));
    }
}

#[test]
fn colours_of_another_space_become_srgb_and_it_is_on_record() {
    let with = |profile: &[u8]| {
        let picture = RgbImage::from_pixel(480, 640, Rgb([100, 160, 220]));
        let mut jpeg = Vec::new();
        let mut encoder = Encoder::new(&mut jpeg, 100);
        encoder.add_icc_profile(profile).unwrap();
        encoder.encode(picture.as_raw(), 480, 640, ColorType::Rgb).unwrap();
        Photo::look(&jpeg, None)
    };
    let adobe = with(&ColorProfile::new_adobe_rgb().encode().unwrap());
    let converted = adobe.picture.as_ref().unwrap();
    let [red, ..] = converted.pixels.get_pixel(9, 9).0;
    assert!(converted.converted.unwrap() > 20 && red < 80, "{red}");
    let made = adobe.prepare(&profile("xueli"), None, None).unwrap();
    assert!(matches!(made.record.operations[0], Operation::ConvertToSrgb { most: 21.. }));
    // A profile that makes no sense changes nothing.
    assert_eq!(with(b"no profile").picture.unwrap().converted, None);
    let srgb = with(&ColorProfile::new_srgb().encode().unwrap());
    assert!(srgb.picture.unwrap().converted.is_none_or(|it| it <= 2));
}

#[test]
fn a_picture_of_one_line_is_looked_at() {
    // 50 million pixels may all lie side by side.
    let line = RgbImage::from_pixel(3_000_000, 1, Rgb([100, 197, 255]));
    let photo = Photo::look(&scene::png(&line), Some(scene::models()));
    assert_eq!(photo.portrait.as_ref().map(|it| it.faces), Some(0));
    assert!(photo.prepare(&profile("tdxl"), None, None).is_err());
}

#[test]
fn a_picture_of_no_pixels_is_refused_and_one_of_a_single_line_is_not() {
    const FORMATS: [ImageFormat; 5] = [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::WebP,
        ImageFormat::Bmp,
        ImageFormat::Tiff,
    ];
    let limits = ScanLimits { formats: Vec::new(), min_kb: 0, max_kb: None, source: None };
    for format in FORMATS {
        for (width, height) in [(1, 1), (1, 700), (700, 1)] {
            let line = DynamicImage::from(RgbImage::from_pixel(width, height, Rgb([90; 3])));
            let photo = Photo::look(&encoded(&line, format), Some(scene::models()));
            assert_eq!(photo.portrait.as_ref().map(|it| it.faces), Some(0), "{format:?}");
            assert!(photo.verdicts(&profile("tdxl")).overall() > Verdict::Pass);
            assert!(scan::compress(&photo, &limits).is_ok(), "{format:?} {width} × {height}");
            let side = scan::Side::of(&photo, scan::Face::Front).unwrap();
            for layout in [scan::Layout::Above, scan::Layout::Beside] {
                assert!(scan::preview(&side, &side, layout).is_some(), "{format:?}");
            }
        }
        // The bytes that say how long the sides are stand once in the file. A WebP of this kind cannot say 0.
        let picture = encoded(&DynamicImage::from(RgbImage::new(0x1235, 0x0234)), format);
        for side in [0x1235_u16, 0x0234].into_iter().filter(|_| format != ImageFormat::WebP) {
            let side = match format {
                ImageFormat::Jpeg | ImageFormat::Png => side.to_be_bytes(),
                _ => side.to_le_bytes(),
            };
            let mut empty = picture.clone();
            let at = empty.windows(2).position(|it| it == side).unwrap();
            empty[at..at + 2].fill(0);
            let photo = Photo::look(&empty, Some(scene::models()));
            assert_eq!(photo.picture.err(), Some(Unreadable::Empty), "{format:?}");
            assert_eq!(photo.portrait, None, "{format:?}");
        }
    }
    let lossy = samples::webp(b"VP8 ", b"\0\0\0\x9D\x01\x2A\0\0\x37\x42");
    assert_eq!(Photo::look(&lossy, None).picture.err(), Some(Unreadable::Empty));
    let mut gif = samples::gif();
    gif[6..8].fill(0);
    assert_eq!(Photo::look(&gif, None).picture.err(), Some(Unreadable::Unknown));
    // Whoever measures such a picture all the same finds nobody in it.
    let nobody = Portrait::measure(scene::models(), &RgbImage::new(0, 9)).unwrap();
    assert_eq!((nobody.faces, nobody.lies, nobody.face), (0, false, None));
}

#[test]
fn what_gives_no_picture_has_its_reason() {
    let mut bomb = scene::png(&flag());
    bomb[16..24].copy_from_slice(&[0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10]);
    let jpeg = scene::jpeg(&flag(), 90);
    let mut broken = scene::png(&flag());
    let middle = broken.len() / 2;
    broken[middle] ^= 0xFF;
    for (name, bytes, expected) in [
        ("HEIC", samples::heic(), Unreadable::Heic),
        ("GIF", samples::gif(), Unreadable::Unknown),
        ("a text", b"BMW, not a picture, and long enough".to_vec(), Unreadable::Unknown),
        (
            "a PDF that holds a JPEG",
            [b"%PDF-1.7\n", &jpeg[..], b"\n%%EOF\n"].concat(),
            Unreadable::Unknown,
        ),
        ("a bomb", bomb, Unreadable::TooLarge),
        ("half a JPEG", jpeg[..jpeg.len() / 2].to_vec(), Unreadable::Damaged),
        ("a broken PNG", broken, Unreadable::Damaged),
        ("CMYK", scene::cmyk(&flag()), Unreadable::Cmyk),
    ] {
        let photo = Photo::look(&bytes, None);
        assert_eq!(photo.picture.as_ref().err(), Some(&expected), "{name}");
        let profile = profile("tdxl");
        let stopped = photo.prepare(&profile, None, None).unwrap_err();
        assert_eq!(stopped, Stopped::Unreadable(expected));
        assert!(photo.verdicts(&profile).overall() > Verdict::Pass, "{name}");
    }
}

#[test]
fn nothing_is_done_to_a_picture_off_the_record() {
    let flag = flag();
    let limits = ScanLimits::default();
    let named = |operations: &[Operation]| -> Vec<&str> {
        let name = |it: &Operation| match it {
            Operation::ReduceTo8Bits => "8 bits",
            Operation::GreyToRgb => "grey",
            Operation::OntoWhite => "white",
            Operation::Encode { .. } => "encoded",
            other => panic!("{other:?}"),
        };
        operations.iter().map(name).collect()
    };
    let alpha = |alpha: u8| {
        DynamicImage::from(ImageBuffer::from_fn(48, 64, |x, y| {
            let [r, g, b] = flag.get_pixel(x, y).0;
            Rgba([r, g, b, if x < 9 { alpha } else { 255 }])
        }))
    };
    let deep = DynamicImage::from(DynamicImage::from(flag.clone()).to_luma16());
    for (name, bytes, done, refused) in [
        ("colours", scene::jpeg(&flag, 95), &[][..], None),
        ("a grey JPEG", scene::grey(&flag), &["grey"], Some(Stopped::Grey)),
        (
            "a grey PNG of 16 bits",
            encoded(&deep, ImageFormat::Png),
            &["8 bits", "grey"],
            Some(Stopped::Grey),
        ),
        ("opaque", encoded(&alpha(255), ImageFormat::Png), &[], None),
        (
            "seen through",
            encoded(&alpha(90), ImageFormat::Png),
            &["white"],
            Some(Stopped::Transparent),
        ),
        (
            "seen through, in WebP",
            encoded(&alpha(0), ImageFormat::WebP),
            &["white"],
            Some(Stopped::Transparent),
        ),
    ] {
        let photo = Photo::look(&bytes, None);
        let made = scan::compress(&photo, &limits).unwrap();
        let expected = [done, &["encoded"]].concat();
        assert_eq!(named(&made.record.operations), expected, "{name}");
        // Of a photo the background is not painted in, and no colours are made up.
        let stopped = photo.prepare(&profile("tdxl"), None, None).unwrap_err();
        assert_eq!(Some(stopped).filter(|it| !matches!(it, Stopped::NoCrop(_))), refused, "{name}");
    }
}
