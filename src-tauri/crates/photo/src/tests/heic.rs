//! What telephones write: read whole, upright and in sRGB, or refused with the reason.

use std::{path::Path, process::Command, sync::OnceLock};

use heifer::{
    EncodeOptions, Metadata, encode_rgb8, encode_with_metadata,
    heifer_hevc_dec::nal::{NalHeader, NalUnitType, split_annex_b},
    heifer_isobmff::{
        HeifFile,
        boxes::{ColorInfo, HevcConfig},
        writer::{HeifWriter, ImageSpec},
    },
};
use image::{Rgb, RgbImage, imageops};
use moxcms::ColorProfile;
use proptest::prelude::*;

use super::{profile, scene};
use crate::{Operation, Photo, Picture, Unreadable};

/// Soft colours without a symmetry, as a lossy codec can keep them.
fn colors(width: u32, height: u32) -> RgbImage {
    let channel = |it: u32, of: u32| u8::try_from(40 + 160 * it / of).unwrap();
    RgbImage::from_fn(width, height, |x, y| Rgb([channel(x, width), channel(y, height), 90]))
}

/// Written by libheif and x265.
fn by_libheif(picture: &RgbImage, options: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("in.png"), folder.path().join("out.heic"));
    std::fs::write(&from, scene::png(picture)).unwrap();
    let path = |it: &Path| it.display().to_string();
    let output = Command::new("heif-enc")
        .args(["-q", "90"])
        .args(options)
        .args([&path(&from), "-o", &path(&to)])
        .output()
        .expect("`cargo xtask setup` and `test` install heif-enc");
    assert!(output.status.success(), "{output:?}");
    std::fs::read(to).unwrap()
}

/// In tiles of 512 pixels, as telephones do it.
fn in_tiles(picture: &RgbImage) -> Vec<u8> {
    let options = EncodeOptions { quality: 95, ..EncodeOptions::default() };
    encode_rgb8(picture.width(), picture.height(), picture.as_raw(), &options).unwrap()
}

fn with_profile(picture: &RgbImage, profile: Vec<u8>) -> Vec<u8> {
    let mut image = heifer::Image::filled(picture.width(), picture.height(), 8, [255; 4]);
    for (to, from) in image.data.chunks_exact_mut(4).zip(picture.pixels()) {
        to[..3].copy_from_slice(&from.0.map(u16::from));
    }
    let metadata = Metadata { icc_profile: Some(profile), ..Metadata::default() };
    encode_with_metadata(&image, &metadata, &EncodeOptions::default()).unwrap()
}

/// With a property in place of a colour profile.
fn with_property(picture: &RgbImage, kind: [u8; 4], value: u8) -> Vec<u8> {
    let mut bytes = with_profile(picture, vec![7; 5]);
    let at = bytes.windows(4).position(|it| it == b"colr").unwrap() - 4;
    // A box of nine bytes, then one that says nothing.
    let boxes = [&[0, 0, 0, 9][..], &kind, &[value, 0, 0, 0, 8], b"free"].concat();
    bytes[at..at + boxes.len()].copy_from_slice(&boxes);
    bytes
}

/// A picture of HEVC: its parameters and its slices.
fn coded_picture(picture: &RgbImage) -> (HevcConfig, Vec<Vec<u8>>) {
    let bytes = by_libheif(picture, &[]);
    let file = HeifFile::parse(&bytes).unwrap();
    let config = file.hevc_config(file.primary_id).unwrap().unwrap().clone();
    let stream = file.hevc_bitstream(file.primary_id).unwrap();
    let is_slice =
        |it: &&[u8]| NalHeader::parse(it).is_ok_and(|it| NalUnitType::is_slice(it.unit_type));
    let slices = split_annex_b(&stream).filter(is_slice).map(<[u8]>::to_vec).collect();
    (config, slices)
}

fn read(bytes: &[u8]) -> Result<Picture, Unreadable> {
    Photo::look(bytes, None).picture
}

/// Half the colours' resolution is gone, and a little more.
fn is_near(a: &RgbImage, b: &RgbImage) -> bool {
    let difference = |(a, b): (&u8, &u8)| u64::from(a.abs_diff(*b));
    let all: u64 = a.as_raw().iter().zip(b.as_raw()).map(difference).sum();
    a.dimensions() == b.dimensions() && all <= 3 * a.as_raw().len() as u64
}

#[test]
fn whoever_wrote_it_the_picture_is_the_same() {
    let (small, large) = (colors(90, 130), colors(700, 520));
    for (name, picture, bytes) in [
        ("one picture", &small, by_libheif(&small, &[])),
        ("every colour sample", &small, by_libheif(&small, &["-p", "chroma=444"])),
        ("a large one", &large, by_libheif(&large, &[])),
        ("with a thumbnail", &large, by_libheif(&large, &["-t", "120"])),
        ("tiles", &large, in_tiles(&large)),
    ] {
        let found = crate::inspect(&bytes);
        let size = found.size.map(|it| (it.width, it.height));
        assert_eq!(size, Some(picture.dimensions()), "{name}");
        let read = read(&bytes).unwrap_or_else(|it| panic!("{name}: {it}"));
        assert!(is_near(&read.pixels, picture), "{name}");
        assert_eq!((read.turned, read.converted, read.deepened), (None, None, false), "{name}");
    }
}

#[test]
fn a_turned_picture_is_turned_upright() {
    let upright = colors(96, 128);
    for (kind, value, stored, orientation) in [
        (*b"irot", 1, imageops::rotate90(&upright), 8),
        (*b"irot", 2, imageops::rotate180(&upright), 3),
        (*b"irot", 3, imageops::rotate270(&upright), 6),
        (*b"imir", 0, imageops::flip_vertical(&upright), 4),
        (*b"imir", 1, imageops::flip_horizontal(&upright), 2),
    ] {
        let read = read(&with_property(&stored, kind, value)).unwrap();
        assert!(is_near(&read.pixels, &upright), "{kind:?} {value}");
        assert_eq!(read.turned, Some(orientation));
    }
}

#[test]
fn colours_become_srgb_by_profile_or_code_points() {
    let blue = RgbImage::from_pixel(480, 640, Rgb([100, 160, 220]));
    let adobe = with_profile(&blue, ColorProfile::new_adobe_rgb().encode().unwrap());
    let photo = Photo::look(&adobe, None);
    let [red, ..] = photo.picture.as_ref().unwrap().pixels.get_pixel(9, 9).0;
    assert!(red < 80, "{red}");
    let made = photo.prepare(&profile("xueli"), None, None).unwrap();
    assert!(matches!(made.record.operations[0], Operation::ConvertToSrgb { most: 21.. }));

    let (config, slices) = coded_picture(&blue);
    let coded = |primaries, transfer| {
        let color = ColorInfo::Nclx { primaries, transfer, matrix: 6, full_range: true };
        let (color, config) = (Some(color), config.clone());
        let mut writer = HeifWriter::new();
        writer.add_image(&ImageSpec { color, ..ImageSpec::new(480, 640, config, &slices) });
        read(&writer.finish()).map(|it| it.converted.is_some_and(|it| it > 15))
    };
    assert_eq!(coded(1, 13), Ok(false));
    // Display P3, then HDR.
    assert_eq!(coded(12, 13), Ok(true));
    assert_eq!(coded(9, 16), Err(Unreadable::Heic));
}

#[test]
fn what_is_cut_short_is_told() {
    let whole = sample();
    // From the end of the first box on it is known to be HEIC.
    for length in (29..whole.len()).step_by(97) {
        let cut = crate::inspect(&whole[..length]);
        assert!(cut.truncated, "{length}");
        assert_eq!(read(&whole[..length]).unwrap_err(), Unreadable::Damaged, "{length}");
    }
}

#[test]
fn a_picture_of_no_pixels_is_refused_as_damaged() {
    let sized = |width: u32, height: u32| {
        let mut bytes = sample();
        let at = bytes.windows(4).position(|it| it == b"ispe").unwrap();
        bytes[at + 8..at + 16]
            .copy_from_slice(&[width.to_be_bytes(), height.to_be_bytes()].concat());
        bytes
    };
    let (config, slices) = coded_picture(&colors(64, 64));
    let spec = || ImageSpec::new(64, 64, config.clone(), &slices);
    let cut_to = |width, height| {
        let mut writer = HeifWriter::new();
        writer.add_image(&ImageSpec { crop: Some((width, height)), ..spec() });
        writer.finish()
    };
    let of_tiles = |tile: ImageSpec<'_>, width, height| {
        let mut writer = HeifWriter::new();
        let tile = writer.add_image(&ImageSpec { hidden: true, ..tile });
        writer.add_grid(1, 1, width, height, &[tile], None, None);
        writer.finish()
    };
    for (name, bytes, reason) in [
        ("no width", sized(0, 130), Unreadable::Empty),
        ("no height", sized(90, 0), Unreadable::Empty),
        ("nothing", sized(0, 0), Unreadable::Empty),
        ("all height and no width", sized(0, u32::MAX), Unreadable::Empty),
        ("cut to no width", cut_to(0, 40), Unreadable::Empty),
        ("cut to no height", cut_to(40, 0), Unreadable::Empty),
        // Its tiles have a size.
        ("a grid of no width", of_tiles(spec(), 0, 64), Unreadable::Heic),
        (
            "tiles of no height",
            of_tiles(ImageSpec { height: 0, ..spec() }, 64, 64),
            Unreadable::Heic,
        ),
    ] {
        let photo = Photo::look(&bytes, Some(scene::models()));
        assert_eq!(photo.picture.as_ref().err(), Some(&reason), "{name}");
        assert_eq!(photo.portrait, None, "{name}");
        let verdicts = photo.verdicts(&profile("tdxl"));
        assert_eq!(verdicts.get("faces").unwrap().message, reason.message(), "{name}");
    }
    let one = cut_to(1, 1);
    assert_eq!(read(&one).unwrap().pixels.dimensions(), (1, 1));
}

#[test]
fn a_small_file_cannot_ask_for_much_work() {
    let (config, slices) = coded_picture(&RgbImage::from_pixel(512, 512, Rgb([90; 3])));
    let mut writer = HeifWriter::new();
    // 600 tiles, of which a corner is to be seen.
    let tile = ImageSpec { hidden: true, ..ImageSpec::new(512, 512, config, &slices) };
    let tiles: Vec<_> = (0..600).map(|_| writer.add_image(&tile)).collect();
    writer.add_grid(20, 30, 64, 64, &tiles, None, None);
    assert_eq!(read(&writer.finish()).unwrap_err(), Unreadable::TooLarge);

    let mut bomb = sample();
    let at = bomb.windows(4).position(|it| it == b"ispe").unwrap();
    bomb[at + 8..at + 16].copy_from_slice(&[0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10]);
    assert_eq!(read(&bomb).unwrap_err(), Unreadable::TooLarge);
}

/// A small one of libheif's.
fn sample() -> Vec<u8> {
    static SAMPLE: OnceLock<Vec<u8>> = OnceLock::new();
    SAMPLE.get_or_init(|| by_libheif(&colors(90, 130), &[])).clone()
}

proptest! {
    #[test]
    fn a_damaged_file_is_read_or_refused(
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = sample();
        for (index, byte) in damage {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(picture) = read(&bytes) {
            prop_assert!(picture.pixels.width() > 0 && picture.pixels.height() > 0);
        }
    }
}
