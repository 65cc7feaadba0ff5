//! Cards are found on every desk on which a person sees them, straightened, and never said to be right without a look.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::many_single_char_names,
    reason = "drawn pictures of some hundred pixels, and their corners"
)]

use beishen_core::{ScanLimits, Verdict};
use image::{Rgb, RgbImage, imageops};

use super::{
    scans::printed,
    scene::{jpeg, png},
};
use crate::{
    Operation, Photo,
    scan::{Face, Layout, Side, merge},
};

type Desk = fn(u32, u32) -> [f32; 3];

/// A card with a photo and lines of print, its corners round.
fn card() -> RgbImage {
    let mut card = printed(856, 540, [218, 228, 236]);
    for (x, y, pixel) in card.enumerate_pixels_mut() {
        if (560..800).contains(&x) && (60..380).contains(&y) {
            *pixel = Rgb(if (y - 60) > 200 { [60, 66, 90] } else { [176, 186, 196] });
        }
    }
    card
}

/// The colours of a card on a desk: the corners of the card, clockwise from the upper left, as they are seen.
fn scene(width: u32, height: u32, desk: Desk, cards: &[[[f32; 2]; 4]]) -> RgbImage {
    let card = card();
    let (across, down) = (856.0_f32, 540.0_f32);
    let mut state = 11_u32;
    let mut noise = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f32::from(state.to_be_bytes()[0]) / 64.0 - 2.0
    };
    RgbImage::from_fn(width, height, |x, y| {
        let mut color = desk(x, y);
        for corners in cards {
            let Some([u, v]) = within(*corners, [x as f32 + 0.5, y as f32 + 0.5]) else { continue };
            let (u, v) = (u * across, v * down);
            let corner = [u.min(across - u), v.min(down - v)];
            let is_round = corner.iter().all(|it| *it < 24.0)
                && (24.0 - corner[0]).hypot(24.0 - corner[1]) > 24.0;
            if !is_round {
                color = card.get_pixel(u as u32, v as u32).0.map(f32::from);
            }
        }
        let grain = noise();
        Rgb(color.map(|it| (it + grain).clamp(0.0, 255.0) as u8))
    })
}

/// Where a point lies within a quadrilateral, 0–1 either way: by halving, for what is tried here is not to be what is tried.
fn within([a, b, c, d]: [[f32; 2]; 4], [x, y]: [f32; 2]) -> Option<[f32; 2]> {
    let side = |[x1, y1]: [f32; 2], [x2, y2]: [f32; 2]| (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
    let (top, right, bottom, left) = (side(a, b), side(b, c), side(c, d), side(d, a));
    if top < 0.0 || right < 0.0 || bottom < 0.0 || left < 0.0 {
        return None;
    }
    let share = |near: f32, near_length: f32, far: f32, far_length: f32| {
        let (near, far) = (near / near_length, far / far_length);
        (near / (near + far)).clamp(0.0, 0.999)
    };
    let length = |[x1, y1]: [f32; 2], [x2, y2]: [f32; 2]| (x2 - x1).hypot(y2 - y1);
    Some([
        share(left, length(d, a), right, length(b, c)),
        share(top, length(a, b), bottom, length(c, d)),
    ])
}

/// A card about a middle, turned by degrees; `slant`: how much narrower its upper side is.
fn lying(middle: [f32; 2], width: f32, degrees: f32, slant: f32) -> [[f32; 2]; 4] {
    let height = width / 1.586;
    let (sin, cos) = degrees.to_radians().sin_cos();
    [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y): (f32, f32)| {
        let narrower = if y < 0.0 { 1.0 - slant } else { 1.0 };
        let (x, y) = (x * width / 2.0 * narrower, y * height / 2.0 * (1.0 - slant / 2.0));
        [middle[0] + x * cos - y * sin, middle[1] + x * sin + y * cos]
    })
}

const WHITE: Desk = |_, _| [252.0, 252.0, 252.0];
const OFF_WHITE: Desk = |_, _| [238.0, 236.0, 230.0];
const GREY: Desk = |_, _| [128.0, 128.0, 130.0];
const DARK: Desk = |_, _| [38.0, 36.0, 40.0];
const GRADIENT: Desk = |x, _| [110.0 + x as f32 / 16.0; 3];
const WOOD: Desk = |x, y| {
    let ring = ((y as f32 / 9.0) + (x as f32 / 170.0).sin() * 3.0).sin() * 14.0;
    [150.0 + ring, 108.0 + ring, 70.0 + ring]
};
const CHECKED: Desk =
    |x, y| if (x / 60 + y / 60) % 2 == 0 { [150.0, 60.0, 60.0] } else { [222.0, 214.0, 204.0] };

#[test]
fn a_card_is_found_on_every_desk_and_however_it_lies() {
    let desks: [(&str, Desk); 7] = [
        ("white", WHITE),
        ("off-white", OFF_WHITE),
        ("grey", GREY),
        ("dark", DARK),
        ("a gradient", GRADIENT),
        ("wood", WOOD),
        ("a checked cloth", CHECKED),
    ];
    let mut missed = Vec::new();
    for (desk, color) in desks {
        // Whoever lays a card on squares is asked to compare it.
        let most = if desk == "a checked cloth" { 28.0 } else { 9.0 };
        for (degrees, slant) in [
            (0.0, 0.0),
            (1.0, 0.0),
            (3.0, 0.0),
            (-7.0, 0.0),
            (11.0, 0.0),
            (-15.0, 0.0),
            (0.0, 0.1),
            (4.0, 0.08),
        ] {
            let corners = lying([512.0, 375.0], 625.0, degrees, slant);
            let picture = scene(1000, 750, color, &[corners]);
            let found = crate::card::cards(&picture);
            let off = found.first().map(|it| {
                let apart = it.iter().zip(corners).map(|(a, b)| (a[0] - b[0]).hypot(a[1] - b[1]));
                apart.fold(0.0, f32::max)
            });
            if found.len() != 1 || off.is_none_or(|it| it > most) {
                missed.push(format!("{desk}, {degrees}°, {slant}: {} {off:?}", found.len()));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_is_no_card_is_not_taken_for_one() {
    let mut page = RgbImage::from_pixel(1600, 1200, Rgb([128; 3]));
    imageops::replace(&mut page, &printed(1000, 788, [250; 3]), 200, 150);
    for (name, picture) in [
        ("a page", page),
        ("the card alone", card()),
        ("a desk", scene(1600, 1200, WOOD, &[])),
        ("a cloth", scene(1600, 1200, CHECKED, &[])),
        ("white on white", RgbImage::from_pixel(1600, 1200, Rgb([252; 3]))),
        ("print", printed(1240, 1754, [252, 252, 250])),
        ("a line", RgbImage::new(3000, 1)),
        ("a pixel", RgbImage::new(1, 1)),
    ] {
        assert_eq!(crate::card::cards(&picture).len(), 0, "{name}");
    }
}

#[test]
fn two_in_one_picture_are_front_and_back_and_one_that_stands_is_told() {
    let limits = ScanLimits::default();
    let [upper, lower] = [300.0, 860.0].map(|y| lying([620.0, y], 760.0, 0.0, 0.0));
    let both = Photo::look(&jpeg(&scene(1240, 1200, GREY, &[lower, upper]), 92), None);
    let [front, back] = [Face::Front, Face::Back].map(|face| Side::of(&both, face).unwrap());
    assert_eq!((front.found, back.found), (2, 2));
    let made = merge(&front, &back, Layout::Above, &limits).unwrap();
    let tops: Vec<u32> = made
        .record
        .operations
        .iter()
        .filter_map(|it| match it {
            Operation::Crop(it) => Some(it.y),
            _ => None,
        })
        .collect();
    assert!(matches!(tops[..], [20..=80, 600..=640]), "{tops:?}");
    let asked = made.verdicts.checks.iter().find(|it| it.id == "card").unwrap();
    assert!(asked.verdict == Verdict::Ask && asked.message.zh.contains("两张卡片"));

    let standing = lying([600.0, 600.0], 900.0, 0.0, 0.0).map(|[x, y]| [1200.0 - y, x]);
    let [a, b, c, d] = standing;
    let photo = Photo::look(&png(&scene(1200, 1200, GREY, &[[a, b, c, d]])), None);
    let side = Side::of(&photo, Face::Front).unwrap();
    assert!(side.found == 1 && side.edges().message.zh.contains("竖着"), "{:?}", side.edges());
}

#[test]
fn a_standing_card_is_found_wherever_it_stands_and_never_right() {
    let desks = [WHITE, GREY, WOOD];
    for (at, desk) in desks.into_iter().enumerate() {
        for (degrees, slant) in [(0.0, 0.0), (-9.0, 0.05)] {
            let corners = lying([512.0, 375.0], 625.0, degrees, slant).map(|[x, y]| [750.0 - y, x]);
            let photo = Photo::look(&png(&scene(750, 1000, desk, &[corners])), None);
            let [front, back] = [Face::Front, Face::Back].map(|it| Side::of(&photo, it).unwrap());
            let said = front.edges();
            assert!(
                front.found == 1 && said.message.zh.contains("竖着"),
                "{at} {degrees}: {said:?}"
            );
            let made = merge(&front, &back, Layout::Above, &ScanLimits::default()).unwrap();
            assert_eq!(made.verdicts.overall(), Verdict::Ask, "{at} {degrees}");
        }
    }
}

#[test]
fn a_crooked_card_is_straightened_on_record_and_the_person_is_asked() {
    let corners = lying([820.0, 600.0], 1000.0, 9.0, 0.05);
    let photo = Photo::look(&jpeg(&scene(1600, 1200, WOOD, &[corners]), 92), None);
    let [front, back] = [Face::Front, Face::Back].map(|face| Side::of(&photo, face).unwrap());
    let made = merge(&front, &back, Layout::Above, &ScanLimits::default()).unwrap();
    assert!(made.record.operations.iter().any(|it| matches!(it, Operation::Straighten { .. })));
    assert_eq!(made.verdicts.overall(), Verdict::Ask);
    // The lines of print lie straight: the left edge of the photo on the card is one column.
    let pixels = image::load_from_memory(&made.jpeg).unwrap().into_rgb8();
    let width = pixels.width();
    let edge = |y: u32| {
        (width * 5 / 8..width * 3 / 4).max_by_key(|x| {
            let luma = |x: u32| i32::from(pixels.get_pixel(x, y).0[0]);
            luma(x - 2) - luma(x + 2)
        })
    };
    let height = width * 100 / 159;
    // Between lines of print.
    let [upper, lower] = [282, 354].map(|y| edge(height * y / 540).unwrap());
    assert!(upper.abs_diff(lower) <= width / 100, "{upper} {lower} of {width}");
}

#[test]
fn a_card_that_is_not_found_is_never_right_and_the_words_say_how_to_scan_it() {
    let photo = Photo::look(&png(&RgbImage::from_pixel(1600, 1200, Rgb([250; 3]))), None);
    let [front, back] = [Face::Front, Face::Back].map(|face| Side::of(&photo, face).unwrap());
    let made = merge(&front, &back, Layout::Above, &ScanLimits::default()).unwrap();
    assert_eq!(made.verdicts.overall(), Verdict::Ask);
    let said = made.verdicts.get("card").unwrap();
    assert!(said.message.zh.contains("深色纸") && said.message.zh.starts_with("正面"), "{said:?}");
}
