//! What can be wrong with a photo: every kind, what says it, and what is promised; and what makes no good photo wrong.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "pictures of some hundred pixels and colours of 0–255"
)]

use image::{RgbImage, imageops};

use super::{
    drawing::{Canvas, Place, mouth, noisy, smeared, with_face},
    scene::{jpeg, tilted},
};
use crate::portrait::color::luma;
use Claim::{Asked, Mostly, Refused, Unsure};

/// A kind of defect.
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) draw: fn(&Canvas<'_>) -> RgbImage,
    /// The checks that may say it; none for what no program sees.
    pub(super) checks: &'static [&'static str],
    pub(super) claim: Claim,
}

/// What is promised of a kind, whoever is in the photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// 不合格
    Refused,
    /// 请确认, or 不合格 where it is beyond doubt.
    Asked,
    /// 请确认 or 不合格, but for one of the people at most.
    Mostly,
    /// Seen of some people and not of others: nothing is promised.
    Unsure,
}

const fn kind(
    name: &'static str,
    checks: &'static [&'static str],
    claim: Claim,
    draw: fn(&Canvas<'_>) -> RgbImage,
) -> Kind {
    Kind { name, draw, checks, claim }
}

const HAIR: [f32; 3] = [48.0, 38.0, 34.0];

pub(super) const KINDS: &[Kind] = &[
    kind("both eyes closed", &["eyes_open", "eyes_seen"], Refused, |it| it.lids(&[0, 1], 1.0)),
    kind("one eye closed", &["eyes_open", "eyes_seen"], Refused, |it| it.lids(&[1], 1.0)),
    kind("eyes half closed", &["eyes_open", "eyes_seen"], Asked, |it| it.lids(&[0, 1], 0.6)),
    kind("sunglasses", &["eyes_seen"], Refused, |it| {
        it.lenses([22.0, 22.0, 26.0], 0.97, [0.19, 0.15])
    }),
    kind("brown lenses", &["eyes_seen"], Asked, |it| {
        it.lenses([70.0, 40.0, 20.0], 0.6, [0.19, 0.15])
    }),
    kind("grey lenses", &["eyes_seen"], Asked, |it| {
        it.lenses([60.0, 60.0, 66.0], 0.55, [0.19, 0.15])
    }),
    kind("weak grey lenses", &["eyes_seen"], Asked, |it| {
        it.lenses([60.0, 60.0, 66.0], 0.42, [0.19, 0.15])
    }),
    kind("blue lenses", &["eyes_seen"], Asked, |it| {
        it.lenses([60.0, 90.0, 200.0], 0.45, [0.19, 0.15])
    }),
    kind("yellow lenses", &["eyes_seen"], Asked, |it| {
        it.lenses([235.0, 190.0, 60.0], 0.4, [0.19, 0.15])
    }),
    kind("glare", &["eyes_seen"], Refused, |it| {
        it.lenses([250.0, 252.0, 255.0], 0.9, [0.13, 0.08])
    }),
    kind("red eyes", &["red_eyes"], Refused, |it| {
        let pupils = [0, 1].map(|eye| it.at.iris[eye]);
        let r = 0.022 * it.width;
        it.painted(|at| {
            pupils
                .iter()
                .any(|p| (at[0] - p[0]).hypot(at[1] - p[1]) < r)
                .then_some(([210.0, 40.0, 40.0], 0.85))
        })
    }),
    kind("beanie", &["covered"], Asked, |it| {
        it.covered_to(it.between(151, 9, 0.8)[1], [150.0, 30.0, 45.0], 5.0)
    }),
    kind("black cap", &["covered"], Asked, |it| {
        it.covered_to(it.between(151, 9, 0.8)[1], [28.0, 28.0, 32.0], 2.0)
    }),
    kind("straw hat", &["covered"], Asked, |it| {
        it.covered_to(it.between(151, 9, 0.8)[1], [205.0, 180.0, 120.0], 14.0)
    }),
    kind("a white hat", &["covered"], Asked, |it| {
        it.covered_to(it.between(151, 9, 0.8)[1], [236.0, 234.0, 230.0], 3.0)
    }),
    kind("a blue hat on the hairline", &["covered"], Asked, |it| {
        it.covered_to(it.between(10, 151, 0.2)[1], [30.0, 45.0, 110.0], 4.0)
    }),
    kind("a red cap on the hairline", &["covered"], Asked, |it| {
        it.covered_to(it.between(10, 151, 0.2)[1], [160.0, 25.0, 40.0], 4.0)
    }),
    kind("a white hat on the hairline", &["covered"], Asked, |it| {
        it.covered_to(it.between(10, 151, 0.2)[1], [236.0, 234.0, 230.0], 2.0)
    }),
    kind("a grey hat on the hairline", &["covered"], Mostly, |it| {
        it.covered_to(it.between(10, 151, 0.2)[1], [130.0, 130.0, 133.0], 2.0)
    }),
    kind("a brown hat on the forehead", &["covered"], Asked, |it| {
        it.covered_to(it.between(10, 9, 0.4)[1], [95.0, 62.0, 40.0], 2.0)
    }),
    kind("a beige hat on the forehead", &["covered"], Unsure, |it| {
        it.covered_to(it.between(10, 9, 0.4)[1], [200.0, 180.0, 150.0], 2.0)
    }),
    kind("a black cap on the hairline", &["covered"], Asked, |it| {
        it.covered_to(it.between(10, 151, 0.2)[1], [26.0, 26.0, 29.0], 1.0)
    }),
    kind("a blond fringe over brows", &["covered"], Asked, |it| {
        it.covered_to(it.between(105, 159, 0.35)[1], [190.0, 155.0, 110.0], 14.0)
    }),
    kind("a brown fringe over brows", &["covered"], Asked, |it| {
        it.covered_to(it.between(105, 159, 0.35)[1], [112.0, 76.0, 54.0], 14.0)
    }),
    kind("a mask under the chin", &["covered"], Asked, |it| it.chin_mask([120.0, 170.0, 205.0])),
    kind("fringe over brows", &["covered"], Asked, |it| {
        it.covered_to(it.between(105, 159, 0.35)[1], HAIR, 14.0)
    }),
    kind("fringe over eyes", &["covered", "eyes_seen", "eyes_open"], Asked, |it| {
        it.covered_to(it.between(159, 145, 0.6)[1], HAIR, 14.0)
    }),
    kind("blue mask", &["covered"], Refused, |it| it.mask([120.0, 170.0, 205.0])),
    kind("white mask", &["covered"], Refused, |it| it.mask([232.0, 234.0, 236.0])),
    kind("black mask", &["covered"], Refused, |it| it.mask([30.0, 30.0, 34.0])),
    kind("a hand over the mouth", &["covered"], Unsure, |it| {
        let (c, skin) = (it.between(13, 14, 0.5), it.color(it.point(50)));
        it.painted(|at| {
            let (x, y) = ((at[0] - c[0]) / (0.42 * it.width), (at[1] - c[1]) / (0.2 * it.width));
            let line = 18.0 * (y * 7.0).sin().abs().powi(6);
            (x * x + y * y < 1.0).then(|| (skin.map(|it| (it * 0.97 - line).max(0.0)), 1.0))
        })
    }),
    kind("hair over one eye", &["covered", "eyes_seen", "eyes_open"], Asked, |it| {
        let (c, hair) = (it.socket(1).0, HAIR);
        let (top, chin) = (it.point(10), it.point(152));
        it.painted(|at| {
            let down = (at[1] - top[1]) / (chin[1] - top[1]);
            let middle = c[0] + 0.1 * it.width * (down - 0.3);
            let inside = (-0.1..0.8).contains(&down) && (at[0] - middle).abs() < 0.15 * it.width;
            inside
                .then(|| (hair.map(|it| (it + 12.0 * (at[0] * 1.1).sin()).clamp(0.0, 255.0)), 1.0))
        })
    }),
    kind("the chin outside", &["chin"], Refused, |it| {
        it.moved(0.0, it.good.height() as f32 - it.point(152)[1] + 6.0)
    }),
    kind("the chin at the edge", &["chin"], Asked, |it| {
        it.moved(0.0, it.good.height() as f32 * 0.985 - it.point(152)[1])
    }),
    kind("the crown outside", &["crown_cut"], Refused, |it| {
        it.moved(0.0, -(it.at.head.crown + 0.2 * it.at.head.height()))
    }),
    kind("20 px to the left", &["centre"], Asked, |it| it.moved(-20.0, 0.0)),
    kind("40 px to the right", &["centre"], Asked, |it| it.moved(40.0, 0.0)),
    kind("90 px to the right", &["centre"], Refused, |it| it.moved(90.0, 0.0)),
    kind(
        "a head of 0.7",
        &["head_height", "head_width", "face_width", "eyes_line", "crown"],
        Refused,
        |it| it.scaled(0.7),
    ),
    kind(
        "a head of 1.3",
        &["head_height", "head_width", "face_width", "eyes_line", "crown", "crown_cut", "chin"],
        Asked,
        |it| it.scaled(1.3),
    ),
    kind("somebody small in a corner", &["faces"], Refused, |it| with_face(it, 0.3, true)),
    kind("somebody behind", &["faces"], Refused, |it| with_face(it, 0.5, false)),
    kind("tilted by 5°", &["roll"], Asked, |it| tilted(it.good, 5.0, it.behind)),
    kind("tilted by 10°", &["roll"], Refused, |it| tilted(it.good, 10.0, it.behind)),
    kind("mouth open", &["mouth", "teeth"], Asked, |it| mouth(it, [60.0, 20.0, 20.0], 0.09)),
    kind("teeth", &["teeth", "mouth"], Asked, |it| mouth(it, [232.0, 226.0, 215.0], 0.055)),
    kind("a slit of teeth", &["teeth", "mouth"], Asked, |it| {
        mouth(it, [225.0, 217.0, 202.0], 0.035)
    }),
    kind("pixelated by 3", &["enlarged"], Refused, |it| {
        it.resampled(1.0 / 3.0, imageops::FilterType::Nearest)
    }),
    kind("pixelated by 4", &["enlarged"], Refused, |it| {
        it.resampled(0.25, imageops::FilterType::Nearest)
    }),
    kind("pixelated by 6", &["enlarged"], Refused, |it| {
        it.resampled(1.0 / 6.0, imageops::FilterType::Nearest)
    }),
    kind("enlarged from a half", &["enlarged", "sharpness"], Asked, |it| {
        it.resampled(0.5, imageops::FilterType::CatmullRom)
    }),
    kind("enlarged from two thirds", &["enlarged", "sharpness"], Unsure, |it| {
        it.resampled(0.667, imageops::FilterType::CatmullRom)
    }),
    kind("blurred by 1.5", &["sharpness", "enlarged"], Asked, |it| imageops::blur(it.good, 1.5)),
    kind("blurred by 3", &["sharpness", "enlarged"], Asked, |it| imageops::blur(it.good, 3.0)),
    kind("moved by 12 px", &["sharpness", "enlarged"], Asked, |it| smeared(it, 12)),
    kind("grey all over", &["tone", "background_color"], Refused, |it| {
        it.toned(|c, _| [luma(c); 3])
    }),
    kind("a grey face", &["tone"], Refused, |it| it.face_only(|c, _| [luma(c); 3])),
    kind("sepia", &["tone", "background_color"], Asked, |it| {
        it.toned(|c, _| {
            let l = luma(c);
            [l * 1.07 + 8.0, l * 0.95, l * 0.72]
        })
    }),
    kind("a blue cast", &["tone", "background_color"], Unsure, |it| {
        it.toned(|[r, g, b], _| [r * 0.72, g * 0.95, b * 1.2])
    }),
    kind("a yellow light", &["tone"], Asked, |it| {
        it.face_only(|[r, g, b], _| [r, g * 0.94, b * 0.55])
    }),
    kind("a green cast", &["tone", "background_color"], Refused, |it| {
        it.toned(|[r, g, b], _| [r * 0.8, g * 1.15, b * 0.8])
    }),
    kind("light × 0.35", &["exposure"], Asked, |it| it.toned(|c, _| c.map(|it| it * 0.35))),
    kind("light × 0.6", &["exposure"], Unsure, |it| it.face_only(|c, _| c.map(|it| it * 0.6))),
    kind("light × 1.8", &["exposure"], Asked, |it| {
        it.face_only(|c, _| c.map(|it| it * 1.8 + 20.0))
    }),
    kind("faded", &["exposure", "background_color", "tone", "sharpness"], Unsure, |it| {
        it.toned(|c, _| c.map(|it| 110.0 + (it - 110.0) * 0.3))
    }),
    kind("light from one side", &["side_light"], Mostly, |it| {
        let (l, r) = (it.point(234)[0], it.point(454)[0]);
        it.face_only(|c, at| {
            let s = ((at[0] - l) / (r - l)).clamp(0.0, 1.0);
            c.map(|it| it * (1.25 - 0.95 * s))
        })
    }),
    kind("one half in the dark", &["side_light"], Refused, |it| {
        let middle = it.point(1)[0];
        it.face_only(|c, at| c.map(|c| if at[0] > middle { c * 0.25 } else { c }))
    }),
    kind("half darkness", &["side_light"], Mostly, |it| {
        let middle = it.point(1)[0];
        it.face_only(|c, at| {
            let dark = 1.0 / (1.0 + ((middle - at[0]) / (0.05 * it.width)).exp());
            c.map(|c| c * (1.0 - 0.58 * dark))
        })
    }),
    kind("light from below", &["side_light", "exposure"], Asked, |it| {
        let (top, chin) = (it.point(10)[1], it.point(152)[1]);
        it.face_only(|c, at| {
            let up = 1.0 - ((at[1] - top) / (chin - top)).clamp(0.0, 1.0);
            c.map(|it| it * (1.1 - 0.8 * up))
        })
    }),
    kind("light from above", &["side_light", "exposure"], Mostly, |it| {
        let (top, chin) = (it.point(10)[1], it.point(152)[1]);
        it.face_only(|c, at| {
            let down = ((at[1] - top) / (chin - top)).clamp(0.0, 1.0);
            c.map(|it| it * (1.1 - 0.8 * down))
        })
    }),
    kind("a flash spot", &["exposure"], Asked, |it| {
        let c0 = it.between(151, 9, 0.5);
        it.painted(|at| {
            let d =
                ((at[0] - c0[0]) / (0.16 * it.width)).hypot((at[1] - c0[1]) / (0.12 * it.width));
            (d < 1.0).then(|| ([255.0, 253.0, 248.0], (1.6 - 1.6 * d).min(1.0)))
        })
    }),
    kind("noise", &["sharpness", "background_even"], Asked, |it| noisy(it.good, 43.0)),
    kind("a red background", &["background_color"], Refused, |it| {
        it.behind_only(|_, _| [215.0, 69.0, 50.0])
    }),
    kind("a white background", &["background_color"], Refused, |it| {
        it.behind_only(|_, _| [250.0; 3])
    }),
    kind("a grey background", &["background_color"], Refused, |it| {
        it.behind_only(|_, _| [150.0; 3])
    }),
    kind("a gradient", &["background_even"], Asked, |it| {
        let h = it.good.height() as f32;
        it.behind_only(|c, at| c.map(|it| it * (1.0 - 0.5 * at[1] / h)))
    }),
    kind("a background lit from a side", &["background_even"], Refused, |it| {
        let w = it.good.width() as f32;
        it.behind_only(|c, at| c.map(|it| it * (1.0 - 0.5 * at[0] / w)))
    }),
    kind("two tones", &["background_even"], Refused, |it| {
        let w = it.good.width() as f32;
        it.behind_only(|c, at| if at[0] > w / 2.0 { c.map(|it| it * 0.75) } else { c })
    }),
    kind("a pattern", &["background_even"], Asked, |it| {
        it.behind_only(|c, at| {
            if ((at[0] / 24.0) as u32 + (at[1] / 24.0) as u32).is_multiple_of(2) {
                c.map(|it| it * 0.8)
            } else {
                c
            }
        })
    }),
    kind("a shadow beside the head", &["background_even"], Refused, |it| {
        let head = it.at.head;
        it.behind_only(|c, at| {
            if at[0] > head.face_right && at[0] < head.face_right + 0.5 * head.face_width() {
                c.map(|it| it * 0.7)
            } else {
                c
            }
        })
    }),
    kind("a stain", &["background_even"], Asked, |it| {
        let r = 0.035 * it.good.width() as f32;
        it.painted(|at| {
            ((at[0] - 3.2 * r).hypot(at[1] - 6.0 * r) < r).then_some(([90.0, 70.0, 50.0], 0.8))
        })
    }),
    kind("a door frame", &["background_even"], Asked, |it| {
        let w = it.good.width() as f32;
        it.behind_only(
            |c, at| if (0.06 * w..0.09 * w).contains(&at[0]) { [120.0, 90.0, 60.0] } else { c },
        )
    }),
    kind("a seal", &["background_even"], Unsure, |it| {
        let (w, h) = (it.good.width() as f32, it.good.height() as f32);
        let (c, r) = ([0.84 * w, 0.3 * h], 0.13 * w);
        it.painted(|at| {
            let d = (at[0] - c[0]).hypot(at[1] - c[1]) / r;
            let star = d < 0.35;
            ((0.86..1.0).contains(&d) || star).then_some(([200.0, 30.0, 40.0], 0.7))
        })
    }),
    kind("a small seal", &["background_even"], Unsure, |it| {
        let (w, h) = (it.good.width() as f32, it.good.height() as f32);
        let (c, r) = ([0.9 * w, 0.25 * h], 0.07 * w);
        it.painted(|at| {
            let d = (at[0] - c[0]).hypot(at[1] - c[1]) / r;
            ((0.86..1.0).contains(&d) || d < 0.35).then_some(([200.0, 30.0, 40.0], 0.7))
        })
    }),
    kind("a watermark", &["background_even"], Asked, |it| {
        it.painted(|at| {
            let (u, v) = ((at[0] + at[1]) * 0.707, (at[0] - at[1]) * 0.707);
            let row = u.rem_euclid(70.0) < 14.0;
            let letter = v.rem_euclid(12.0) < 7.0 && u.rem_euclid(7.0) < 4.5;
            (row && letter).then_some(([255.0; 3], 0.5))
        })
    }),
    kind("a halo", &["background_even"], Refused, |it| {
        let r = (0.02 * it.width).max(2.0);
        let is_behind =
            |at: Place| it.color(at).iter().zip(it.behind).all(|(a, b)| (a - b).abs() < 26.0);
        it.painted(|at| {
            let near = (0..12_u8).any(|k| {
                let (s, c) = (f32::from(k) * std::f32::consts::FRAC_PI_6).sin_cos();
                !is_behind([at[0] + c * r, at[1] + s * r])
            });
            (is_behind(at) && near).then_some(([245.0; 3], 0.85))
        })
    }),
    kind("a white frame", &["background_even"], Refused, |it| {
        let (w, h) = (it.good.width() as f32, it.good.height() as f32);
        it.painted(|at| {
            (at[0] < 12.0 || at[1] < 12.0 || at[0] > w - 12.0 || at[1] > h - 12.0)
                .then_some(([255.0; 3], 1.0))
        })
    }),
    kind("a black frame of 3 px", &["background_even"], Refused, |it| {
        let (w, h) = (it.good.width() as f32, it.good.height() as f32);
        it.painted(|at| {
            (at[0] < 3.0 || at[1] < 3.0 || at[0] > w - 3.0 || at[1] > h - 3.0)
                .then_some(([15.0; 3], 1.0))
        })
    }),
    kind("a magenta light", &["tone", "background_color"], Asked, |it| {
        it.face_only(|[r, g, b], _| [r * 1.15, g * 0.72, b * 1.1])
    }),
    kind("a sticker on the forehead", &["covered"], Asked, |it| {
        let (c, r) = (it.point(151), 0.08 * it.width);
        it.painted(|at| {
            ((at[0] - c[0]).hypot(at[1] - c[1]) < r).then_some(([40.0, 150.0, 60.0], 1.0))
        })
    }),
    kind("quality 5", &["compression"], Refused, |it| decoded(&jpeg(it.good, 5))),
    kind("quality 25", &["compression"], Asked, |it| decoded(&jpeg(it.good, 25))),
    kind("squeezed", &["shape"], Asked, |it| {
        let (w, h) = it.good.dimensions();
        let part = imageops::crop_imm(it.good, w / 7, 0, w - 2 * (w / 7), h).to_image();
        imageops::resize(&part, w, h, imageops::FilterType::Lanczos3)
    }),
];

fn decoded(jpeg: &[u8]) -> RgbImage {
    image::load_from_memory(jpeg).unwrap().into_rgb8()
}

/// Changes that make no good photo wrong.
pub(super) const HARMLESS: &[Kind] = &[
    kind("as it is", &[], Unsure, |it| it.good.clone()),
    kind("mirrored", &[], Unsure, |it| imageops::flip_horizontal(it.good)),
    kind("moved by a pixel", &[], Unsure, |it| it.moved(1.0, 1.0)),
    kind("4 px to the left", &[], Unsure, |it| it.moved(-4.0, 0.0)),
    kind("5 px to the right", &[], Unsure, |it| it.moved(5.0, 3.0)),
    kind("a little larger", &[], Unsure, |it| it.scaled(1.01)),
    kind("a little smaller", &[], Unsure, |it| it.scaled(0.99)),
    kind("turned by 1.5°", &[], Unsure, |it| tilted(it.good, 1.5, it.behind)),
    kind("turned by -1.5°", &[], Unsure, |it| tilted(it.good, -1.5, it.behind)),
    kind("a little darker", &[], Unsure, |it| it.toned(|c, _| c.map(|it| it * 0.9))),
    kind("a little lighter", &[], Unsure, |it| it.toned(|c, _| c.map(|it| it * 1.06))),
    kind("light a little from the left", &[], Unsure, |it| {
        let w = it.good.width() as f32;
        it.toned(|c, at| c.map(|it| it * (1.03 - 0.06 * at[0] / w)))
    }),
    kind("a little warmer", &[], Unsure, |it| it.toned(|[r, g, b], _| [r * 1.03, g, b * 0.97])),
    kind("a little noise", &[], Unsure, |it| noisy(it.good, 3.0)),
    kind("larger by 3 %", &[], Unsure, |it| it.scaled(1.03)),
    kind("smaller by 3 %", &[], Unsure, |it| it.scaled(0.97)),
    kind("8 px further up", &[], Unsure, |it| it.moved(0.0, -8.0)),
    kind("quality 80", &[], Unsure, |it| decoded(&jpeg(it.good, 80))),
    kind("a deeper blue", &[], Unsure, |it| it.behind_only(|_, _| [67.0, 142.0, 219.0])),
    kind("glasses", &[], Unsure, |it| {
        let sockets = [0, 1].map(|eye| it.socket(eye).0);
        it.painted(|at| {
            let is_frame = sockets.iter().any(|eye| {
                let away = ((at[0] - eye[0]) / (0.19 * it.width))
                    .hypot((at[1] - eye[1]) / (0.16 * it.width));
                (0.9..1.0).contains(&away)
            });
            is_frame.then_some(([30.0, 28.0, 28.0], 0.9))
        })
    }),
    kind("striped clothes", &[], Unsure, |it| {
        it.dressed(|at| if at[1] % 18.0 < 9.0 { [236.0; 3] } else { [30.0, 40.0, 90.0] })
    }),
    kind("white clothes", &[], Unsure, |it| it.dressed(|_| [240.0, 241.0, 243.0])),
    kind("black clothes", &[], Unsure, |it| it.dressed(|_| [22.0, 22.0, 26.0])),
    kind("blue clothes", &[], Unsure, |it| it.dressed(|_| [70.0, 120.0, 190.0])),
    kind("a scarf", &[], Unsure, |it| {
        let chin = it.point(152);
        it.painted(|at| {
            let (x, y) = ((at[0] - chin[0]) / it.width, (at[1] - chin[1]) / it.width - 0.32);
            let fold = 12.0 * (at[1] * 0.2).sin();
            ((x / 0.6).hypot(y / 0.2) < 1.0)
                .then(|| ([150.0, 40.0, 45.0].map(|it: f32| it + fold), 1.0))
        })
    }),
];
