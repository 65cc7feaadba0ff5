//! Every planted defect gets its verdict, every good photo passes, and what is made ready is what was promised.

use std::sync::OnceLock;

use beishen_core::{UNSEEN, Verdict, Verdicts};
use image::{RgbImage, imageops};

use super::{
    PROFILES, profile,
    scene::{
        BLUE, CHRISTIANS, KENDALLS, LIGHT_BLUE, MARCS, before, beside, cmyk, darker, grey, jpeg,
        models, png, portrait, progressive, tagged, tilted,
    },
};
use crate::{Crop, NoCrop, Operation, Photo, Stopped, Unreadable};

fn judge(bytes: &[u8], id: &str) -> Verdicts {
    Photo::look(bytes, Some(models())).verdicts(&profile(id))
}

fn made_ready(scene: &RgbImage, id: &str) -> Result<Vec<u8>, Stopped> {
    let photo = Photo::look(&jpeg(scene, 95), Some(models()));
    photo.prepare(&profile(id), None, Some(models())).map(|it| it.jpeg)
}

/// A photo without fault for a profile, in pixels.
fn good(id: &str) -> &'static RgbImage {
    static ALL: OnceLock<[RgbImage; 2]> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        ["tdxl", "qingcongpai"].map(|id| {
            let bytes = made_ready(&before(|_, _| LIGHT_BLUE), id).unwrap();
            image::load_from_memory(&bytes).unwrap().into_rgb8()
        })
    });
    if id == "tdxl" { &all[0] } else { &all[1] }
}

/// What is not right, by check.
fn complaints(verdicts: &Verdicts) -> Vec<(&'static str, Verdict)> {
    let wrong = verdicts.checks.iter().filter(|it| !it.passes() && it.id != UNSEEN);
    wrong.map(|it| (it.id, it.verdict)).collect()
}

#[test]
fn a_good_photo_passes_once_it_is_made_ready() {
    for background in [LIGHT_BLUE, BLUE] {
        for profile in PROFILES.map(profile) {
            let scene = before(|_, _| background);
            let photo = Photo::look(&jpeg(&scene, 95), Some(models()));
            let made = photo.prepare(&profile, None, Some(models())).unwrap();
            assert_eq!(complaints(&made.verdicts), [], "{}", profile.id);
            assert_eq!(made.verdicts.overall(), Verdict::Pass);
            let [least, most] = profile.bytes_wanted();
            assert!((least..=most).contains(&(made.jpeg.len() as u64)));
            assert_eq!(made.record.output.bytes, made.jpeg.len() as u64);
            // The same again gives the same bytes.
            let again = photo.prepare(&profile, None, None).unwrap();
            assert_eq!(again.jpeg, made.jpeg);
            assert_eq!(again.record, made.record);
        }
    }
}

/// What was planted, for which profile, the file, and the checks that it does not pass.
pub(super) type Planted = (&'static str, &'static str, Vec<u8>, &'static [(&'static str, Verdict)]);

#[expect(clippy::too_many_lines, reason = "a table")]
pub(super) fn planted() -> Vec<Planted> {
    use Verdict::{Ask, Fail, Unknown};
    let (a, b) = (good("tdxl"), good("qingcongpai"));
    let on = |color: [f32; 3], id: &str| made_ready(&before(|_, _| color), id).unwrap();
    let blurred = |pixels: &RgbImage, sigma| jpeg(&imageops::blur(pixels, sigma), 95);
    // Shape and size of the profile, a smaller person.
    let small = {
        let mut canvas = RgbImage::from_pixel(390, 567, image::Rgb([100, 197, 255]));
        let smaller = imageops::resize(a, 234, 340, imageops::FilterType::Lanczos3);
        imageops::replace(&mut canvas, &smaller, 78, 227);
        canvas
    };
    let cut = {
        let upper = imageops::crop_imm(a, 30, 90, 328, 477).to_image();
        imageops::resize(&upper, 390, 567, imageops::FilterType::Lanczos3)
    };
    vec![
        ("nothing", "tdxl", jpeg(a, 95), &[]),
        ("nothing", "qingcongpai", jpeg(b, 97), &[]),
        ("a white background", "tdxl", on([250.0; 3], "tdxl"), &[("background_color", Fail)]),
        ("red", "tdxl", on([215.0, 69.0, 50.0], "tdxl"), &[("background_color", Fail)]),
        (
            "a dark blue where light is wanted",
            "qingcongpai",
            on([75.0, 97.0, 144.0], "qingcongpai"),
            &[("background_color", Ask)],
        ),
        (
            "a gradient",
            "tdxl",
            made_ready(&before(|_, y| LIGHT_BLUE.map(|it| it * (1.0 - 0.35 * y))), "tdxl").unwrap(),
            &[("background_even", Ask)],
        ),
        (
            "light from one side",
            "tdxl",
            made_ready(&before(|x, _| LIGHT_BLUE.map(|it| it * (1.0 - 0.6 * x))), "tdxl").unwrap(),
            &[("background_even", Fail)],
        ),
        ("blur", "tdxl", blurred(a, 3.0), &[("sharpness", Fail)]),
        ("tilted a little", "tdxl", jpeg(&tilted(a, 4.5, LIGHT_BLUE), 95), &[("roll", Ask)]),
        ("tilted much", "tdxl", jpeg(&tilted(a, 9.0, LIGHT_BLUE), 95), &[("roll", Fail)]),
        ("a small head", "tdxl", jpeg(&small, 95), &[("head_height", Fail), ("head_width", Fail)]),
        ("the crown cut", "tdxl", jpeg(&cut, 95), &[("crown_cut", Fail), ("head_height", Ask)]),
        (
            "dark",
            "tdxl",
            jpeg(&darker(a, 0.3), 95),
            &[("eyes_seen", Ask), ("background_color", Fail), ("exposure", Fail)],
        ),
        ("a PNG", "tdxl", png(a), &[("format", Fail), ("bytes", Fail)]),
        (
            "truncated",
            "tdxl",
            {
                let whole = jpeg(a, 95);
                whole[..whole.len() / 2].to_vec()
            },
            &[("complete", Fail), ("faces", Unknown)],
        ),
        (
            "something appended",
            "tdxl",
            [jpeg(a, 95), b"PK\x03\x04".to_vec()].concat(),
            &[("trailing", Ask)],
        ),
        ("CMYK", "tdxl", cmyk(a), &[("color", Fail), ("faces", Unknown)]),
        (
            "black and white",
            "tdxl",
            grey(a),
            &[("color", Fail), ("background_color", Fail), ("tone", Fail)],
        ),
        ("progressive", "tdxl", progressive(a), &[("progressive", Ask)]),
        (
            "lying, with a tag",
            "tdxl",
            tagged(&jpeg(&imageops::rotate270(a), 95), 6),
            &[("pixels", Fail), ("orientation", Ask)],
        ),
        (
            "lying, without a tag",
            "tdxl",
            jpeg(&imageops::rotate270(a), 95),
            &[("pixels", Fail), ("upright", Fail)],
        ),
        (
            "upside down",
            "tdxl",
            jpeg(&imageops::rotate180(a), 95),
            &[("faces", Unknown), ("upright", Fail)],
        ),
        ("mirrored, which cannot be seen", "tdxl", jpeg(&imageops::flip_horizontal(a), 95), &[]),
        ("too few kilobytes", "qingcongpai", jpeg(b, 70), &[("bytes", Fail)]),
        ("too many kilobytes", "xueli", jpeg(b, 95), &[("bytes", Fail)]),
        (
            "other pixels",
            "tdxl",
            jpeg(&imageops::crop_imm(a, 0, 0, 390, 566).to_image(), 95),
            &[("pixels", Fail), ("crop", Fail)],
        ),
        (
            "nobody",
            "tdxl",
            jpeg(&RgbImage::from_pixel(390, 567, image::Rgb([100, 197, 255])), 95),
            &[("faces", Fail)],
        ),
        ("two", "tdxl", jpeg(&beside(a, a), 95), &[("faces", Fail)]),
        ("turned to a side", "tdxl", jpeg(&portrait(KENDALLS), 95), &[("yaw", Fail)]),
        ("teeth", "tdxl", jpeg(&portrait(CHRISTIANS), 95), &[("teeth", Fail)]),
        ("no picture", "tdxl", super::samples::pdf(), &[("format", Fail), ("faces", Unknown)]),
    ]
}

#[test]
fn every_planted_defect_gets_its_verdict() {
    let mut wrong = Vec::new();
    for (planted, id, bytes, expected) in planted() {
        let verdicts = judge(&bytes, id);
        let found = complaints(&verdicts);
        // Of photos that are no identity photos only the one thing is asked.
        let loose = matches!(planted, "two" | "turned to a side" | "teeth");
        let is_right =
            if loose { expected.iter().all(|it| found.contains(it)) } else { found == expected };
        if !is_right {
            wrong.push(format!("{planted} ({id}): {found:?} instead of {expected:?}"));
        }
        assert_eq!(verdicts.get(UNSEEN).unwrap().verdict, Verdict::Unknown);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn what_cannot_be_made_ready_honestly_is_refused() {
    let scene = before(|_, _| LIGHT_BLUE);
    let size = (scene.width(), scene.height());
    let part = |x, y, w, h| imageops::crop_imm(&scene, x, y, w, h).to_image();
    let cases = [
        // The package's own portrait has too few pixels.
        (portrait(MARCS), "tdxl", "TooSmall"),
        (part(250, 0, 550, 1000), "tdxl", "left"),
        (part(0, 100, size.0, size.1 - 100), "tdxl", "top"),
        (part(0, 0, size.0, 760), "qingcongpai", "bottom"),
        (part(0, 300, size.0, 700), "tdxl", "HeadCut"),
        (beside(&scene, &scene), "tdxl", "Faces(2)"),
        (imageops::rotate90(&scene), "tdxl", "Lies"),
    ];
    for (pixels, id, expected) in cases {
        let stopped = made_ready(&pixels, id).unwrap_err();
        let is_right = match stopped {
            Stopped::NoCrop(NoCrop::Margins { left, top, right: 0, bottom }) => match expected {
                "left" => left > 0 && top == 0,
                "top" => top > 0 && left == 0,
                "bottom" => bottom > 0 && left == 0,
                _ => false,
            },
            other => format!("{other:?}").contains(expected),
        };
        assert!(is_right, "{stopped:?} instead of {expected}");
    }
    let unreadable =
        |bytes: &[u8]| Photo::look(bytes, None).prepare(&profile("tdxl"), None, None).unwrap_err();
    assert_eq!(unreadable(&cmyk(&scene)), Stopped::Unreadable(Unreadable::Cmyk));
    assert_eq!(
        unreadable(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
        Stopped::Unreadable(Unreadable::Heic)
    );
}

#[test]
fn what_was_done_is_on_record() {
    let scene = before(|_, _| LIGHT_BLUE);
    let lying = tagged(&jpeg(&imageops::rotate270(&scene), 95), 6);
    let photo = Photo::look(&lying, Some(models()));
    let made = photo.prepare(&profile("tdxl"), None, Some(models())).unwrap();
    let names: Vec<_> = made
        .record
        .operations
        .iter()
        .map(|it| match it {
            Operation::Orient { orientation: 6 } => "orient",
            Operation::Crop(_) => "crop",
            Operation::ScaleDown { factor } if *factor < 1.0 => "scale down",
            Operation::Encode { .. } => "encode",
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(names, ["orient", "crop", "scale down", "encode"]);
    assert_eq!(complaints(&made.verdicts), []);
    // Nothing of the metadata is left.
    assert!(!made.jpeg.windows(4).any(|it| it == b"Exif"));

    // A smooth picture has too few bytes, and what was added is on record, too.
    let smooth = RgbImage::from_pixel(480, 640, image::Rgb([100, 197, 255]));
    let made =
        Photo::look(&png(&smooth), None).prepare(&profile("qingcongpai"), None, None).unwrap();
    assert!(matches!(
        made.record.operations[..],
        [Operation::Encode { quality: 100 }, Operation::Pad { .. }]
    ));
    assert_eq!(made.jpeg.len(), 102_400);
}

#[test]
fn a_crop_by_hand_is_taken_when_it_has_shape_and_size() {
    let scene = before(|_, _| LIGHT_BLUE);
    let photo = Photo::look(&jpeg(&scene, 95), None);
    let crop = |x, y, width, height| {
        let crop = Crop { x, y, width, height };
        photo.prepare(&profile("qingcongpai"), Some(crop), None).map(|it| it.record.operations)
    };
    let stopped = |it| Err(Stopped::NoCrop(it));
    assert!(crop(100, 40, 600, 800).is_ok());
    assert_eq!(crop(201, 40, 600, 800), stopped(NoCrop::Outside));
    assert_eq!(crop(u32::MAX, 40, 600, 800), stopped(NoCrop::Outside));
    assert_eq!(crop(100, 40, 600, 802), stopped(NoCrop::Shape));
    assert_eq!(crop(100, 40, 0, 0), stopped(NoCrop::Outside));
    assert_eq!(crop(100, 40, 360, 480), stopped(NoCrop::TooSmall(120)));
}

#[test]
fn without_models_the_file_is_judged_and_the_rest_is_unknown() {
    let verdicts = Photo::look(&jpeg(good("tdxl"), 95), None).verdicts(&profile("tdxl"));
    assert_eq!(complaints(&verdicts), [("faces", Verdict::Unknown)]);
    assert_eq!(verdicts.overall(), Verdict::Unknown);
    assert_eq!(verdicts.get("pixels").unwrap().verdict, Verdict::Pass);
}
