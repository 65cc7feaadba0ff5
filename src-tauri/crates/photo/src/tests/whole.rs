//! A JPEG is whole when every block is in it, however it was written; a decoder would fill up what is missing.

use beishen_core::{ScanLimits, Verdict};
use image::RgbImage;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::{profile, samples, scene};
use crate::{Photo, Stopped, Unreadable, inspect, scan};

/// A picture with something everywhere, of sides that no block divides.
fn picture() -> RgbImage {
    let mut state = 5_u32;
    RgbImage::from_fn(203, 301, |x, y| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [noise, ..] = state.to_be_bytes();
        image::Rgb(
            [x, y, x + y].map(|it| u8::try_from((it / 3 + u32::from(noise % 24)) % 256).unwrap()),
        )
    })
}

fn encoded(sampling: SamplingFactor, scans: u8, restart: u16, optimized: bool) -> Vec<u8> {
    let pixels = picture();
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, 85);
    encoder.set_sampling_factor(sampling);
    encoder.set_optimized_huffman_tables(optimized);
    if scans > 0 {
        encoder.set_progressive_scans(scans);
    }
    if restart > 0 {
        encoder.set_restart_interval(restart);
    }
    encoder.encode(pixels.as_raw(), 203, 301, ColorType::Rgb).unwrap();
    jpeg
}

/// Every way of writing it.
fn written() -> Vec<(String, Vec<u8>)> {
    use SamplingFactor::{F_1_1, F_1_2, F_2_1, F_2_2, F_4_1};
    let mut all = vec![
        ("grey".to_owned(), scene::grey(&picture())),
        ("CMYK".to_owned(), scene::cmyk(&picture())),
        ("of another encoder".to_owned(), samples::photo()),
    ];
    for sampling in [F_1_1, F_2_1, F_1_2, F_2_2, F_4_1] {
        for (scans, restart, optimized) in [
            (0, 0, false),
            (0, 0, true),
            (0, 4, false),
            (3, 0, false),
            (10, 0, false),
            (10, 5, false),
        ] {
            let name = format!("{sampling:?}, {scans} scans, {restart}, {optimized}");
            all.push((name, encoded(sampling, scans, restart, optimized)));
        }
    }
    all
}

/// Where the data of the first scan begins, and where that of the last ends.
fn data(jpeg: &[u8]) -> std::ops::Range<usize> {
    let start = jpeg.windows(2).position(|it| it == [0xFF, 0xDA]).unwrap();
    start + 2 + usize::from(jpeg[start + 3])..jpeg.len() - 2
}

type Damage = (&'static str, fn(Vec<u8>) -> Vec<u8>);

/// What happens to files on their way, and what nobody notices who lets a decoder fill it up.
const DAMAGES: [Damage; 7] = [
    ("a tenth cut off, and the end put back", |jpeg| {
        let data = data(&jpeg);
        [&jpeg[..data.end - data.len() / 10], &[0xFF, 0xD9]].concat()
    }),
    ("the last bytes cut off", |jpeg| [&jpeg[..jpeg.len() - 14], &[0xFF, 0xD9]].concat()),
    ("a hole in the middle", |mut jpeg| {
        let middle = data(&jpeg).start + data(&jpeg).len() / 2;
        jpeg.drain(middle..middle + 300);
        jpeg
    }),
    ("another part's bytes in the middle", |mut jpeg| {
        let data = data(&jpeg);
        let (from, to) = (data.start + data.len() / 4, data.start + data.len() / 2);
        let other = jpeg[from..from + 500].to_vec();
        jpeg[to..to + 500].copy_from_slice(&other);
        jpeg
    }),
    ("zeros in the middle", |mut jpeg| {
        let middle = data(&jpeg).start + data(&jpeg).len() / 2;
        jpeg[middle..middle + 400].fill(0);
        jpeg
    }),
    ("a part that comes twice", |mut jpeg| {
        let middle = data(&jpeg).start + data(&jpeg).len() / 2;
        let again = jpeg[middle..middle + 200].to_vec();
        jpeg.splice(middle..middle, again);
        jpeg
    }),
    ("nothing but headers", |jpeg| [&jpeg[..data(&jpeg).start], &[0xFF, 0xD9]].concat()),
];

#[test]
fn what_is_whole_is_and_what_lacks_a_part_is_told_and_never_used() {
    let limits = ScanLimits { formats: Vec::new(), min_kb: 0, max_kb: None, source: None };
    let mut lucky = 0;
    for (name, whole) in written() {
        assert_eq!(inspect(&whole).decodes, Some(true), "{name}");
        if whole.len() < 3000 {
            continue;
        }
        for (damage, done) in DAMAGES {
            let photo = Photo::look(&done(whole.clone()), None);
            let verdicts = photo.verdicts(&profile("tdxl"));
            let complete = verdicts.get("complete").unwrap();
            // Other data may happen to have as many blocks.
            if complete.verdict != Verdict::Fail && damage.starts_with("another part") {
                lucky += 1;
                continue;
            }
            assert_eq!(complete.verdict, Verdict::Fail, "{name}: {damage}");
            let as_scan = scan::check(&photo, &limits);
            assert_eq!(as_scan.get("complete").unwrap().verdict, Verdict::Fail, "{name}: {damage}");
            if name != "CMYK" {
                let stopped = Stopped::Unreadable(Unreadable::Damaged);
                assert_eq!(photo.prepare(&profile("tdxl"), None, None).unwrap_err(), stopped);
                assert_eq!(scan::compress(&photo, &limits).unwrap_err(), stopped);
            }
        }
    }
    assert!(lucky <= 3, "{lucky}");
}

#[test]
fn a_camera_s_padding_is_no_damage() {
    let whole = encoded(SamplingFactor::F_2_1, 0, 0, false);
    for padding in [&[0; 9][..], &[0xFF, 0xFF, 0xFF]] {
        let padded = [&whole[..whole.len() - 2], padding, &[0xFF, 0xD9]].concat();
        assert_eq!(inspect(&padded).decodes, Some(true), "{padding:?}");
    }
}

#[test]
fn a_progressive_picture_without_its_last_passes_is_not_whole() {
    let whole = encoded(SamplingFactor::F_1_1, 10, 0, false);
    let scans: Vec<usize> =
        (0..whole.len() - 1).filter(|at| whole[*at..].starts_with(&[0xFF, 0xDA])).collect();
    for start in &scans[1..] {
        // The tables of the next scan may stand before it.
        let cut = [&whole[..*start], &[0xFF, 0xD9]].concat();
        assert_eq!(inspect(&cut).decodes, Some(false), "{start}");
    }
}

#[test]
fn every_quality_that_encoders_write_is_told() {
    let pixels = RgbImage::new(8, 8);
    for quality in 1..=100 {
        assert_eq!(inspect(&scene::jpeg(&pixels, quality)).quality, Some(quality));
    }
}
