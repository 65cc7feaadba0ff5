//! No file does harm, and no head leads to a crop that would stretch, enlarge or invent.

use std::{env, fs, sync::OnceLock};

use beishen_core::{PixelSize, Profile, ScanLimits, Verdict};
use proptest::{prelude::*, sample::Index};

use super::{
    PROFILES, profile,
    samples::{pictures, samples},
    scene,
};
use crate::{Crop, Head, Photo, inspect, scan};

/// Few cases in a normal run; `cargo xtask fuzz` asks for 1,000.
fn cases() -> ProptestConfig {
    let wanted = env::var("BEISHEN_FUZZ_PIPELINE").ok().and_then(|it| it.parse().ok());
    ProptestConfig::with_cases(wanted.unwrap_or(16))
}

/// What may happen to a file on its way.
#[derive(Debug, Clone)]
enum Damage {
    /// A byte becomes another.
    Set(Index, u8),
    /// The rest is lost.
    Cut(Index),
    /// Some bytes are lost.
    Remove(Index, usize),
    /// Some bytes come twice.
    Repeat(Index, usize),
    /// Numbers become as large as they can.
    Fill(Index, usize),
}

/// A whole file of some format, then damaged.
pub(super) fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let damage = prop_oneof![
        12 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Set(at, byte)),
        1 => any::<Index>().prop_map(Damage::Cut),
        1 => (any::<Index>(), 1..40_usize).prop_map(|(at, count)| Damage::Remove(at, count)),
        1 => (any::<Index>(), 1..40_usize).prop_map(|(at, count)| Damage::Repeat(at, count)),
        1 => (any::<Index>(), 1..5_usize).prop_map(|(at, count)| Damage::Fill(at, count)),
    ];
    // Headers are short, and most can go wrong in them.
    let near = prop_oneof![Just(usize::MAX), Just(200)];
    (any::<Index>(), near, proptest::collection::vec(damage, 1..6)).prop_map(
        |(file, near, damages)| {
            static HEADERS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
            let headers = HEADERS.get_or_init(samples);
            // More pictures: most of what has headers only is refused at once.
            let files = [headers.as_slice(), pictures(), pictures(), pictures()];
            let at = file.index(files.iter().map(|it| it.len()).sum());
            let mut bytes = files.into_iter().flatten().nth(at).unwrap().clone();
            for damage in damages {
                let length = bytes.len().min(near);
                if length == 0 {
                    continue;
                }
                let end = |at: usize, count: usize| (at + count).min(bytes.len());
                match damage {
                    Damage::Set(at, byte) => bytes[at.index(length)] = byte,
                    Damage::Cut(at) => bytes.truncate(at.index(length)),
                    Damage::Remove(at, count) => {
                        let at = at.index(length);
                        let end = end(at, count);
                        bytes.drain(at..end);
                    }
                    Damage::Repeat(at, count) => {
                        let at = at.index(length);
                        let again = bytes[at..end(at, count)].to_vec();
                        bytes.splice(at..at, again);
                    }
                    Damage::Fill(at, count) => {
                        let at = at.index(length);
                        let end = end(at, count);
                        bytes[at..end].fill(0xFF);
                    }
                }
            }
            bytes
        },
    )
}

fn holds(bytes: &[u8]) {
    let photo = in_time(|| Photo::look(bytes, Some(scene::models())));
    // What a look finds out in passing is what measuring finds out.
    assert_eq!(photo.found, inspect(bytes));
    for name in PROFILES {
        let profile = profile(name);
        let verdicts = photo.verdicts(&profile);
        assert!(verdicts.overall() > Verdict::Pass, "nobody is in it");
        if let Ok(made) = in_time(|| photo.prepare(&profile, None, None)) {
            let again = Photo::look(&made.jpeg, None);
            let size = again.found.size.map(|it| (it.width, it.height));
            assert_eq!(size, Some((profile.width, profile.height)));
        }
    }
    let limits = ScanLimits {
        formats: vec![beishen_core::FileFormat::Jpeg],
        min_kb: 0,
        max_kb: Some(100),
        source: None,
    };
    scan::check(&photo, &limits);
    let _ = in_time(|| scan::compress(&photo, &limits));
    if let Ok(side) = in_time(|| scan::Side::of(&photo, scan::Face::Front)) {
        let _ = in_time(|| scan::merge(&side, &side, scan::Layout::Above, &limits));
    }
    if env::var_os("BEISHEN_FUZZ_PIPELINE").is_some() {
        assert!(peak_memory().is_none_or(|it| it < 400), "{:?} MB", peak_memory());
    }
}

/// That it takes no more than two seconds of a processor's work, when that is what is looked for.
fn in_time<T>(work: impl FnOnce() -> T) -> T {
    let start = worked();
    let done = work();
    if let (Some(start), Some(end)) = (start, worked()) {
        assert!(end - start < 200, "{} hundredths of a second", end - start);
    }
    done
}

/// For how many hundredths of a second this process has worked, where the system says so (proc(5), `stat`).
fn worked() -> Option<u64> {
    env::var_os("BEISHEN_FUZZ_PIPELINE")?;
    let all = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, after_name) = all.rsplit_once(')')?;
    let mut times = after_name.split_whitespace().skip(11).map(str::parse::<u64>);
    Some(times.next()?.ok()? + times.next()?.ok()?)
}

/// The most memory that this process has had, in MB, where the system says so.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|it| it.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|it| it / 1024)
}

fn any_profile() -> impl Strategy<Value = Profile> {
    (0..PROFILES.len()).prop_map(|it| profile(PROFILES[it]))
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
    fn a_damaged_file_is_looked_at(bytes in mutated()) {
        holds(&bytes);
    }

    #[test]
    fn a_crop_is_a_part_of_the_picture_and_enlarges_nothing(
        head in head(), width in 1..5000_u32, height in 1..5000_u32, profile in any_profile(),
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
        let verdicts = photo.verdicts(&profile("tdxl"));
        prop_assert_eq!(verdicts.overall(), Verdict::Fail);
    }
}
