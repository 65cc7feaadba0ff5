//! What is right passes and what is wrong does not, for every profile, whoever is in the photo.

use beishen_core::{Profile, UNSEEN, Verdict};
use image::{RgbImage, imageops};

use super::{
    PROFILES, profile,
    scene::{AYO, LIGHT_BLUE, MARC, Person, cmyk, darker, jpeg, models, png, tagged, tilted},
};
use crate::{Crop, Photo};

/// Somebody, and where the photo is cropped for a profile.
struct Sitter {
    person: &'static Person,
    profile: Profile,
    crop: Crop,
}

impl Sitter {
    fn new(person: &'static Person, profile: Profile) -> Self {
        let scene = jpeg(&person.before(|_, _| LIGHT_BLUE), 95);
        let crop = Photo::look(&scene, Some(models())).proposal(&profile).unwrap();
        Self { person, profile, crop }
    }

    /// The photo before a background made ready: in pixels, and as it is handed in.
    fn before(&self, background: fn(f32, f32) -> [f32; 3]) -> (RgbImage, Vec<u8>) {
        let photo = Photo::look(&jpeg(&self.person.before(background), 95), None);
        let made = photo.prepare(&self.profile, Some(self.crop), None).unwrap();
        (image::load_from_memory(&made.jpeg).unwrap().into_rgb8(), made.jpeg)
    }
}

/// What was planted, the file, and one check that must not pass.
type Planted = (&'static str, Vec<u8>, &'static str, Verdict);

fn planted(sitter: &Sitter) -> Vec<Planted> {
    use Verdict::{Ask, Fail};
    let profile = &sitter.profile;
    let (good, bytes) = sitter.before(|_, _| LIGHT_BLUE);
    let (width, height) = good.dimensions();
    let on = |background| sitter.before(background).1;
    // Of the profile's shape and size, but less of the picture, or more around it.
    let resized = |picture: &RgbImage, width, height| {
        imageops::resize(picture, width, height, imageops::FilterType::Lanczos3)
    };
    let (small_width, small_height) = (width / 2, height / 2);
    let mut small = RgbImage::from_pixel(width, height, image::Rgb([100, 197, 255]));
    let smaller = resized(&good, small_width, small_height);
    imageops::replace(&mut small, &smaller, i64::from(width / 4), i64::from(height / 2));
    // A little below the crown, wherever the profile wants it.
    let top = if profile.id == "tdxl" { height / 6 } else { height / 4 };
    let (left, part_width, part_height) = (width / 8, width * 3 / 4, height * 3 / 4);
    let cut = imageops::crop_imm(&good, left, top, part_width, part_height).to_image();
    let cut = resized(&cut, width, height);
    let head = if profile.id == "tdxl" { "head_height" } else { "face_width" };
    vec![
        ("red", on(|_, _| [215.0, 69.0, 50.0]), "background_color", Fail),
        (
            "a gradient",
            on(|_, y| LIGHT_BLUE.map(|it| it * (1.0 - 0.35 * y))),
            "background_even",
            Ask,
        ),
        ("blur", jpeg(&imageops::blur(&good, 6.0), 95), "sharpness", Fail),
        ("tilted much", jpeg(&tilted(&good, 9.0, LIGHT_BLUE), 95), "roll", Fail),
        ("a small head", jpeg(&small, 95), head, Fail),
        ("the crown cut", jpeg(&cut, 95), "crown_cut", Fail),
        ("dark", jpeg(&darker(&good, 0.3), 95), "exposure", Fail),
        ("a PNG with another name", png(&good), "format", Fail),
        ("truncated", bytes[..bytes.len() / 2].to_vec(), "complete", Fail),
        ("CMYK", cmyk(&good), "color", Fail),
        (
            "lying, with a tag",
            tagged(&jpeg(&imageops::rotate270(&good), 95), 6),
            "orientation",
            Ask,
        ),
        ("lying", jpeg(&imageops::rotate270(&good), 95), "upright", Fail),
        ("too few kilobytes", jpeg(&good, 10), "bytes", Fail),
        ("too many kilobytes", padded(&bytes, profile), "bytes", Fail),
    ]
}

/// With as much behind its end as makes it too large.
fn padded(jpeg: &[u8], profile: &Profile) -> Vec<u8> {
    let [_, most] = profile.bytes_taken();
    let mut larger = jpeg.to_vec();
    larger.resize(usize::try_from(most).unwrap() + 1, 0);
    larger
}

#[test]
fn every_profile_tells_what_is_wrong_with_anybody() {
    let mut wrong = Vec::new();
    for (name, person) in [("Marc", &MARC), ("Ayo", &AYO)] {
        for profile in PROFILES.map(profile) {
            let sitter = Sitter::new(person, profile);
            let profile = &sitter.profile;
            let judge = |bytes: &[u8]| Photo::look(bytes, Some(models())).verdicts(profile);
            let (good, bytes) = sitter.before(|_, _| LIGHT_BLUE);
            // What nobody sees in a picture is asked of the person.
            let mirrored = jpeg(&imageops::flip_horizontal(&good), 95);
            for (what, bytes, loose) in [("good", bytes, ""), ("mirrored", mirrored, "bytes")] {
                let verdicts = judge(&bytes);
                let complaints = verdicts.checks.iter().filter(|it| !it.passes());
                let complaints: Vec<_> = complaints
                    .map(|it| (it.id, it.verdict))
                    .filter(|it| it.0 != UNSEEN && it.0 != loose)
                    .collect();
                // A head with short hair that is long and narrow is asked about, as the rule has it, and so is an eye that
                // is narrowed; neither is refused.
                let of_ayo = ["head_width", "eyes_open", "eyes_seen"];
                let is_known = |it: &(&str, Verdict)| {
                    name == "Ayo" && of_ayo.contains(&it.0) && it.1 == Verdict::Ask
                };
                if !complaints.iter().all(is_known) {
                    wrong.push(format!("{name}, {}, {what}: {complaints:?}", profile.id));
                }
            }
            for (what, bytes, id, expected) in planted(&sitter) {
                // There is no lower limit to reach.
                if what == "too few kilobytes" && profile.min_kb == 0 {
                    continue;
                }
                // Nobody need be looked for to see what the file is.
                let models = (!matches!(id, "format" | "bytes")).then(models);
                let verdicts = Photo::look(&bytes, models).verdicts(profile);
                let found = verdicts.get(id).map(|it| (it.verdict, it.measured));
                if found.map(|it| it.0) != Some(expected) {
                    wrong.push(format!("{name}, {}, {what}: {id} {found:?}", profile.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
