//! No file does harm, and no head leads to a crop that would stretch, enlarge or invent.

use beishen_core::PixelSize;
use proptest::prelude::*;

use super::{samples::samples, scene};
use crate::{Crop, Head, Photo, Profile, Verdict, scan};

/// Few cases in a normal run. `cargo xtask fuzz` asks for 100,000, which would take hours here.
fn cases() -> ProptestConfig {
    let wanted = std::env::var("PROPTEST_CASES").map_or(24, |_| ProptestConfig::default().cases);
    ProptestConfig::with_cases(wanted.min(2_000))
}

fn holds(bytes: &[u8]) {
    let photo = Photo::look(bytes, None);
    for name in Profile::BUILT_IN {
        let profile = Profile::by_name(name).unwrap();
        let verdicts = photo.verdicts(&profile);
        assert!(verdicts.overall() > Verdict::Pass, "nobody has seen a face in it");
        if let Ok(made) = photo.prepare(&profile, None, None) {
            let again = Photo::look(&made.jpeg, None);
            let size = again.found.size.map(|it| (it.width, it.height));
            assert_eq!(size, Some((profile.width, profile.height)));
        }
    }
    let limits = scan::ScanLimits {
        formats: vec![beishen_core::FileFormat::Jpeg],
        min_kb: 0,
        max_kb: Some(100),
        source: beishen_core::Text::new("说明", "the manual"),
    };
    scan::check(&photo, &limits);
    let _ = scan::compress(&photo, &limits);
    if let Ok(side) = scan::Side::of(&photo) {
        let _ = scan::merge(&side, &side, scan::Layout::Above, &limits);
    }
}

fn profile() -> impl Strategy<Value = Profile> {
    (0..Profile::BUILT_IN.len()).prop_map(|it| Profile::by_name(Profile::BUILT_IN[it]).unwrap())
}

/// Heads as they are measured, and some that never are.
fn head() -> impl Strategy<Value = Head> {
    let place = -500.0..4000.0_f32;
    (
        place.clone(),
        place,
        0.0..3000.0_f32,
        0.0..3000.0_f32,
        0.1..1.2_f32,
        prop_oneof![Just(0.0), 0.0..1.0_f32],
    )
        .prop_map(|(left, crown, width, height, narrow, cut)| Head {
            crown,
            chin: crown + height,
            left,
            right: left + width,
            face_left: left + width * (1.0 - narrow) / 2.0,
            face_right: left + width * f32::midpoint(1.0, narrow),
            eyes: crown + height * 0.55,
            cut,
        })
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_bytes_after_a_signature_are_looked_at(
        sample in 0..samples().len(),
        kept in 2..60_usize,
        bytes in proptest::collection::vec(any::<u8>(), 0..600),
    ) {
        let sample = samples().swap_remove(sample);
        holds(&[sample.get(..kept).unwrap_or(&sample), &bytes].concat());
    }

    #[test]
    fn a_damaged_file_is_looked_at(
        sample in 0..samples().len(),
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut sample = samples().swap_remove(sample);
        for (index, byte) in damage {
            let at = index.index(sample.len());
            sample[at] = byte;
        }
        holds(&sample);
    }

    #[test]
    fn a_crop_is_a_part_of_the_picture_and_enlarges_nothing(
        head in head(), width in 1..5000_u32, height in 1..5000_u32, profile in profile(),
    ) {
        let picture = PixelSize { width, height };
        if let Ok(crop) = Crop::propose(&head, picture, &profile) {
            prop_assert_eq!(crop.fits(picture, &profile), Ok(()), "{:?}", crop);
        }
    }

    #[test]
    fn pictures_of_any_shape_are_measured(width in 1..90_u32, height in 1..90_u32, seed: u32) {
        let mut state = seed;
        let noise = image::RgbImage::from_fn(width, height, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let [_, r, g, b] = state.to_be_bytes();
            image::Rgb([r, g, b])
        });
        let photo = Photo::look(&scene::png(&noise), Some(scene::models()));
        let verdicts = photo.verdicts(&Profile::by_name("tdxl").unwrap());
        prop_assert_eq!(verdicts.overall(), Verdict::Fail);
    }
}
