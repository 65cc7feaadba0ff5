//! Every format gives the same picture, upright and in sRGB, and every refusal has its reason.

use std::io::Cursor;

use image::{DynamicImage, ImageBuffer, ImageFormat, Rgb, RgbImage, Rgba, imageops};
use jpeg_encoder::{ColorType, Encoder};
use moxcms::ColorProfile;

use super::{samples, scene};
use crate::{Operation, Photo, Profile, Stopped, Unreadable, Verdict};

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
    let made = adobe.prepare(&Profile::by_name("xueli").unwrap(), None, None).unwrap();
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
    assert!(photo.prepare(&Profile::by_name("tdxl").unwrap(), None, None).is_err());
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
        let profile = Profile::by_name("tdxl").unwrap();
        let stopped = photo.prepare(&profile, None, None).unwrap_err();
        assert_eq!(stopped, Stopped::Unreadable(expected));
        assert!(photo.verdicts(&profile).overall() > Verdict::Pass, "{name}");
    }
}
