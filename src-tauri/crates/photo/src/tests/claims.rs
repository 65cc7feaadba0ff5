//! What is promised of every kind of defect is kept, and good photos are asked nothing.

use std::{collections::BTreeMap, thread};

use beishen_core::{Profile, UNSEEN, Verdict, Verdicts};
use image::{RgbImage, imageops};

use super::{
    PROFILES,
    defects::{Claim, HARMLESS, KINDS, Kind},
    drawing::Canvas,
    profile,
    scene::{AYO, ERIK, GLASSES, LIGHT_BLUE, LONG, MARC, Person, jpeg, models},
};
use crate::Photo;

/// Somebody with a good photo for a profile, and what is true of it all the same.
struct Sitter {
    person: &'static Person,
    profile: &'static str,
    asked: &'static [&'static str],
}

const SITTERS: [Sitter; 5] = [
    Sitter { person: &MARC, profile: "tdxl", asked: &[] },
    // His portrait is small.
    Sitter { person: &GLASSES, profile: "qingcongpai", asked: &["enlarged"] },
    // He narrows an eye, which is open.
    Sitter { person: &AYO, profile: "xueli", asked: &[] },
    // Her portrait is soft, and soft photos are asked about.
    Sitter { person: &LONG, profile: "tdxl", asked: &[] },
    Sitter { person: &ERIK, profile: "tdxl", asked: &[] },
];
/// Those whose photos are good.
const GOOD: [usize; 4] = [0, 1, 2, 4];
/// Those in whose photos defects are drawn.
const DRAWN_ON: [usize; 4] = [0, 1, 2, 3];

impl Sitter {
    fn profile(&self) -> Profile {
        profile(self.profile)
    }

    fn good(&self) -> RgbImage {
        let scene = jpeg(&self.person.before(|_, _| LIGHT_BLUE), 97);
        let photo = Photo::look(&scene, Some(models()));
        // Pixels, not bytes: what is drawn will be encoded again.
        let large = Profile { max_kb: 1000, min_kb: 0, ..self.profile() };
        let made = photo.prepare(&large, None, None).unwrap();
        image::load_from_memory(&made.jpeg).unwrap().into_rgb8()
    }

    fn judged(&self, kind: &Kind, canvas: &Canvas<'_>) -> Verdicts {
        let photo = Photo::look(&jpeg(&(kind.draw)(canvas), 92), Some(models()));
        photo.verdicts(&self.profile())
    }
}

/// The worst that is said by some checks.
fn worst(verdicts: &Verdicts, checks: &[&str]) -> Verdict {
    let said = verdicts.checks.iter().filter(|it| checks.contains(&it.id));
    said.map(|it| it.verdict).max().unwrap_or(Verdict::Pass)
}

/// What is said of every kind of some sitters, by the places of both.
fn all(kinds: &'static [Kind], sitters: [usize; 4]) -> BTreeMap<(usize, usize), Verdicts> {
    let of = |sitter: usize| {
        let good = SITTERS[sitter].good();
        let canvas = Canvas::new(&good, LIGHT_BLUE);
        let judged = kinds.iter().enumerate();
        judged.map(|(at, kind)| ((at, sitter), SITTERS[sitter].judged(kind, &canvas))).collect()
    };
    thread::scope(|scope| {
        let sitters = sitters.map(|it| scope.spawn(move || of(it)));
        sitters
            .into_iter()
            .flat_map(|it: thread::ScopedJoinHandle<'_, Vec<_>>| it.join().unwrap())
            .collect()
    })
}

#[test]
fn what_is_promised_of_defects_is_kept() {
    let said = all(KINDS, DRAWN_ON);
    let (mut broken, mut counts) = (Vec::new(), [0_u32; 3]);
    for (at, kind) in KINDS.iter().enumerate() {
        let worst = |sitter: usize| worst(&said[&(at, sitter)], kind.checks);
        let verdicts: Vec<_> = DRAWN_ON.into_iter().map(worst).collect();
        let least = match kind.claim {
            Claim::Refused => Verdict::Fail,
            Claim::Asked | Claim::Mostly => Verdict::Ask,
            Claim::Unsure => Verdict::Pass,
        };
        let spared = usize::from(kind.claim == Claim::Mostly);
        if verdicts.iter().filter(|it| **it < least).count() > spared {
            broken.push(format!("{} ({:?}): {verdicts:?}", kind.name, kind.claim));
        }
        for profile in PROFILES {
            let mut here = [0_u32; 3];
            for (sitter, verdict) in SITTERS.iter().zip(&verdicts) {
                if sitter.profile == profile {
                    here[place(*verdict)] += 1;
                }
            }
            counts.iter_mut().zip(here).for_each(|(sum, it)| *sum += it);
            report(&format!("photo_defects, {}, {profile}", kind.name), here);
        }
    }
    report("photo_defects", counts);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn good_photos_are_asked_nothing() {
    let (mut wrong, mut counts) = (Vec::new(), [0_u32; 3]);
    for ((at, sitter), verdicts) in all(HARMLESS, GOOD) {
        let complaints = verdicts.checks.iter().filter(|it| !it.passes() && it.id != UNSEEN);
        // What was drawn was encoded anew, by no limit of bytes.
        let complaints: Vec<_> = complaints
            .map(|it| (it.id, it.verdict, it.measured))
            .filter(|it| {
                it.0 != "bytes" && !(SITTERS[sitter].asked.contains(&it.0) && it.1 == Verdict::Ask)
            })
            .collect();
        counts[place(complaints.iter().map(|it| it.1).max().unwrap_or(Verdict::Pass))] += 1;
        if !complaints.is_empty() {
            wrong.push(format!("{sitter}, {}: {complaints:?}", HARMLESS[at].name));
        }
    }
    report("photo_good", counts);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_photo_that_is_mirrored_or_moved_by_a_pixel_gets_the_same_verdict() {
    let sitter = &SITTERS[0];
    let good = sitter.good();
    let canvas = Canvas::new(&good, LIGHT_BLUE);
    let names = ["both eyes closed", "sunglasses", "blue mask", "20 px to the left", "a gradient"];
    for kind in KINDS.iter().filter(|it| names.contains(&it.name)) {
        let picture = (kind.draw)(&canvas);
        let moved = RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
            *picture.get_pixel(x.saturating_sub(1), y.saturating_sub(1))
        });
        let said = [imageops::flip_horizontal(&picture), moved, picture].map(|it| {
            let photo = Photo::look(&jpeg(&it, 97), Some(models()));
            worst(&photo.verdicts(&sitter.profile()), kind.checks)
        });
        assert!(
            said.iter().all(|it| *it == said[0] && *it > Verdict::Unknown),
            "{}: {said:?}",
            kind.name
        );
    }
}

#[test]
fn somebody_small_in_a_large_photo_is_found() {
    let person = MARC.before(|_, _| LIGHT_BLUE);
    // Faces of 460 and 180 pixels are 11 and 5 % of the width.
    for (percent, x, y) in [(150, 1500, 900), (60, 300, 2200), (60, 2900, 200)] {
        let (width, height) = (person.width() * percent / 100, person.height() * percent / 100);
        let small = imageops::resize(&person, width, height, imageops::FilterType::Triangle);
        let mut large = RgbImage::from_pixel(4000, 3000, image::Rgb([100, 197, 255]));
        imageops::replace(&mut large, &small, x, y);
        let photo = Photo::look(&jpeg(&large, 90), Some(models()));
        let verdicts = photo.verdicts(&profile("tdxl"));
        assert_eq!(
            verdicts.get("faces").unwrap().verdict,
            Verdict::Pass,
            "{percent}: {verdicts:?}"
        );
    }
}

/// Refused, asked, passed.
fn place(verdict: Verdict) -> usize {
    match verdict {
        Verdict::Fail => 0,
        Verdict::Ask => 1,
        _ => 2,
    }
}

/// For `cargo xtask bench`, which reads these lines: how many of a hundred were refused or asked about, and how many
/// refused.
#[expect(clippy::print_stdout, reason = "the figures are asked for")]
fn report(bench: &str, [refused, asked, passed]: [u32; 3]) {
    let percent = |it: u32| f64::from(it) / f64::from((refused + asked + passed).max(1)) * 100.0;
    let (found, refused) = (percent(refused + asked), percent(refused));
    println!(
        r#"{{"bench":"{bench}","value":{found:.1},"unit":"% refused or asked, {refused:.1} % refused"}}"#
    );
}
