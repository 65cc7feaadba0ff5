//! Scans: what is taken, what can be read, and two sides of a card in one file.

use beishen_core::{FileFormat, ScanLimits, Verdict};
use image::{Rgb, RgbImage, imageops};

use super::{
    samples::pdf,
    scene::{jpeg, png},
};
use crate::{
    Operation, Photo, Stopped, Unreadable,
    scan::{Face, Layout, Side, check, compress, merge, preview},
};

fn limits(min_kb: u32, max_kb: u32) -> ScanLimits {
    let formats = vec![FileFormat::Jpeg, FileFormat::Pdf];
    ScanLimits { formats, min_kb, max_kb: Some(max_kb), source: None }
}

/// A page with lines of print, or a card.
pub(super) fn printed(width: u32, height: u32, paper: [u8; 3]) -> RgbImage {
    let mut state = 7_u32;
    let mut page = RgbImage::from_pixel(width, height, Rgb(paper));
    for line in (1..height / 24).map(|it| it * 24) {
        for x in (20..width.saturating_sub(20)).step_by(4) {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let strokes = state >> 24;
            for y in 0..12 {
                for dx in 0..2 {
                    if strokes >> (y / 2) & 1 == 1 && line + y < height {
                        page.put_pixel(x + dx, line + y, Rgb([30, 30, 40]));
                    }
                }
            }
        }
    }
    page
}

/// A card on the glass of a scanner.
fn on_glass(card: &RgbImage, x: u32, y: u32) -> RgbImage {
    let mut glass = RgbImage::from_pixel(1654, 1169, Rgb([250, 250, 250]));
    imageops::replace(&mut glass, card, i64::from(x), i64::from(y));
    glass
}

fn look(bytes: &[u8]) -> Photo {
    Photo::look(bytes, None)
}

#[test]
fn scans_are_told_apart() {
    type Case = (&'static str, Vec<u8>, &'static [(&'static str, Verdict)]);
    let page = printed(1240, 1754, [252, 252, 250]);
    let blurred = imageops::blur(&page, 2.5);
    let small = imageops::resize(&page, 620, 877, imageops::FilterType::Lanczos3);
    let dark = RgbImage::from_fn(1240, 1754, |x, y| Rgb(page.get_pixel(x, y).0.map(|it| it / 3)));
    let empty =
        RgbImage::from_fn(1240, 1754, |x, y| Rgb([250 - u8::from((x * 7 + y * 3) % 5 == 0); 3]));
    let cases: [Case; 9] = [
        ("a blank page", jpeg(&empty, 90), &[("print", Verdict::Ask)]),
        ("a page", jpeg(&page, 70), &[]),
        ("a PDF", pdf(), &[("picture", Verdict::Unknown)]),
        ("dark", jpeg(&dark, 90), &[("paper", Verdict::Ask)]),
        ("a PNG", png(&printed(1240, 900, [255; 3])), &[("format", Verdict::Fail)]),
        ("blurred", jpeg(&blurred, 90), &[("print", Verdict::Ask)]),
        ("small", jpeg(&small, 90), &[("resolution", Verdict::Ask)]),
        (
            "cut short",
            jpeg(&page, 70)[..50_000].to_vec(),
            &[("complete", Verdict::Fail), ("picture", Verdict::Unknown)],
        ),
        ("too large", jpeg(&page, 100), &[("bytes", Verdict::Fail)]),
    ];
    for (name, bytes, expected) in cases {
        let verdicts = check(&look(&bytes), &limits(0, 1000));
        let found: Vec<_> = verdicts
            .checks
            .iter()
            .filter(|it| !it.passes())
            .map(|it| (it.id, it.verdict))
            .collect();
        assert_eq!(found, expected, "{name}: {verdicts:?}");
    }
}

#[test]
fn a_scan_is_compressed_as_little_as_possible_and_stays_legible() {
    let page = look(&png(&printed(1240, 1754, [252, 252, 250])));
    let made = compress(&page, &limits(0, 1000)).unwrap();
    assert!(made.jpeg.len() <= 1_000_000);
    assert_eq!(made.verdicts.overall(), Verdict::Pass);
    assert!(matches!(made.record.operations[..], [Operation::Encode { quality: 60.. }]));
    // Where no quality is enough it becomes smaller, and says so.
    let made = compress(&page, &limits(0, 450)).unwrap();
    assert!(made.jpeg.len() <= 450_000);
    assert!(matches!(made.record.operations[0], Operation::ScaleDown { .. }));
    assert_eq!(compress(&page, &limits(0, 20)).unwrap_err(), Stopped::Illegible);
    let pdf = look(&pdf());
    assert_eq!(compress(&pdf, &limits(0, 1000)).unwrap_err(), Stopped::Pdf);
    let text = compress(&look(b"no picture"), &limits(0, 1000)).unwrap_err();
    assert_eq!(text, Stopped::Unreadable(Unreadable::Unknown));
    // One of 1 M is right whether that is 1,048,576 bytes or 1,000,000.
    let large = look(&png(&printed(2480, 3508, [252, 252, 250])));
    let made = compress(&large, &limits(0, 1024)).unwrap();
    assert!((600_000..=1_000_000).contains(&made.jpeg.len()), "{}", made.jpeg.len());
}

#[test]
fn where_nothing_is_said_nothing_fails_and_a_scan_still_becomes_small() {
    let unsaid = ScanLimits { formats: Vec::new(), max_kb: None, ..limits(0, 0) };
    let page = printed(2480, 3508, [252, 252, 250]);
    let [large, unusual] = [jpeg(&page, 100), b"BM".to_vec()].map(|it| check(&look(&it), &unsaid));
    assert_eq!(large.overall(), Verdict::Pass, "{large:?}");
    assert_eq!(large.get("bytes").unwrap().limits, Some([None, None]));
    assert_eq!(unusual.get("format").unwrap().verdict, Verdict::Ask);
    assert!(compress(&look(&jpeg(&page, 100)), &unsaid).unwrap().jpeg.len() <= 1_000_000);
    let pdf = look(&pdf());
    let only_jpeg = ScanLimits { formats: vec![FileFormat::Jpeg], ..unsaid };
    let format = check(&pdf, &only_jpeg);
    let format = format.get("format").unwrap();
    assert_eq!(format.verdict, Verdict::Fail);
    assert!(format.message.zh.contains("阅读器"), "{format:?}");
}

#[test]
fn a_very_large_scan_is_scaled_down_before_it_is_encoded() {
    let page = look(&png(&RgbImage::from_pixel(6000, 4000, Rgb([250; 3]))));
    let made = compress(&page, &limits(0, 1000)).unwrap();
    let size = made.record.output.size.unwrap();
    assert!((15_900_000..=16_000_000).contains(&(size.width * size.height)), "{size:?}");
    assert!(matches!(made.record.operations[0], Operation::ScaleDown { .. }));
}

#[test]
fn two_sides_become_one_file() {
    let card = printed(1011, 638, [205, 225, 235]);
    let front = look(&jpeg(&on_glass(&card, 200, 150), 95));
    // The back was scanned without anything around it, and larger.
    let back = look(&png(&printed(1400, 883, [210, 220, 230])));
    let front = Side::of(&front, Face::Front).unwrap();
    let back = Side::of(&back, Face::Back).unwrap();
    assert_eq!((front.found, back.found), (1, 0));
    for (layout, is_shape) in [
        (Layout::Above, (|w, h| h > w) as fn(u32, u32) -> bool),
        (Layout::Beside, |w, h| w > 2 * h),
    ] {
        let made = merge(&front, &back, layout, &limits(0, 1000)).unwrap();
        assert!(made.jpeg.len() <= 1_000_000);
        let size = made.record.output.size.unwrap();
        assert!(is_shape(size.width, size.height), "{layout:?} {size:?}");
        assert_eq!(made.record.inputs.len(), 2);
        let names: Vec<_> = made
            .record
            .operations
            .iter()
            .map(|it| match it {
                Operation::Crop(_) => "crop",
                Operation::ScaleDown { .. } => "scale",
                Operation::Merge => "merge",
                Operation::Encode { .. } => "encode",
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(names, ["crop", "scale", "merge", "encode"]);
        // The one whose edges were not found is never right by itself.
        assert_eq!(made.verdicts.overall(), Verdict::Ask);
        let shown = look(&preview(&front, &back, layout).unwrap()).found.size.unwrap();
        assert!(is_shape(shown.width, shown.height) && shown.width <= 800, "{shown:?}");
        assert_eq!(merge(&front, &back, layout, &limits(0, 1000)).unwrap().jpeg, made.jpeg);
    }
}
