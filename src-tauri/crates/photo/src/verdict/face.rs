//! What was seen of the person and the background.

use beishen_core::{Backdrop, Judgement, PixelSize, Profile, Verdict};

use super::{Beyond, FAR, Length, at_most_asks, number, person, plain, words};
use crate::{Background, Face, Features, Head, Portrait, in_pixels, portrait::color};

pub(super) fn checks(portrait: &Portrait, size: PixelSize, profile: &Profile) -> Vec<Judgement> {
    let mut checks = vec![faces(portrait)];
    if portrait.lies {
        checks.push(plain("upright", Verdict::Fail, words::lies()));
    }
    // Of a person who lies on a side nothing else can be said.
    let Some(face) = portrait.face.as_ref().filter(|_| !portrait.lies) else { return checks };
    checks.extend(position(face, size, profile));
    checks.extend(pose(&face.features, face.covered.eyes));
    checks.push(person::shape(&face.features));
    checks.extend(person::covered(&face.covered));
    checks.extend(backdrop(face.background.as_ref(), profile.backdrop));
    checks.extend(person::picture(&face.light, face.detail));
    checks
}

fn faces(portrait: &Portrait) -> Judgement {
    let verdict = match (portrait.faces, portrait.doubtful) {
        (1, 0) => Verdict::Pass,
        (0 | 1, 1..) => Verdict::Ask,
        _ if portrait.lies => Verdict::Unknown,
        _ => Verdict::Fail,
    };
    #[expect(clippy::cast_precision_loss, reason = "a number of faces")]
    let measured = Some(portrait.faces as f32);
    let message = words::faces(portrait.faces, portrait.doubtful, portrait.lies);
    Judgement { measured, ..plain("faces", verdict, message) }
}

/// Where the head is and how large. A picture of another shape must be cropped before that can be said.
fn position(face: &Face, size: PixelSize, profile: &Profile) -> Vec<Judgement> {
    let head = &face.head;
    let cut = number("crown_cut", head.cut * 100.0, "percent", [None, Some(0.0)], |it| {
        words::crown_cut(it == Beyond::Above)
    });
    // A limit of nothing has no 15 %; a strand of hair may touch the edge, the head may not.
    let cut = if head.cut <= 0.15 { at_most_asks(cut) } else { cut };
    let mut checks = vec![cut, chin(head, size)];
    let scale = in_pixels(profile.height) / in_pixels(size.height);
    let width = in_pixels(size.width) * scale;
    let has_the_shape = (width / in_pixels(profile.width) - 1.0).abs() < 0.01;
    if has_the_shape {
        checks.push(centre(head, size));
    }
    checks.extend(Length::wanted(profile).into_iter().map(|length| {
        let Length { id, limits, .. } = length;
        if !has_the_shape {
            return plain(id, Verdict::Unknown, words::crop_first(id));
        }
        // Half a pixel is nothing that anybody could see.
        let value = (length.of(head) * scale).round();
        let [low, high] = length.taken(head);
        let check = number(id, value, "px", [Some(low), Some(high)], |beyond| {
            // A crop that mends the width makes the whole head so much larger or smaller.
            let mended = |limit: f32| (head.height() * scale * limit / value.max(1.0)).round();
            let mended = if beyond == Beyond::Below { mended(low) } else { mended(high) };
            let spoils = profile.head_height().is_some_and(|[least, most]| {
                beyond != Beyond::Neither && !(least.floor()..=most.ceil()).contains(&mended)
            });
            if length.has_ears() && spoils {
                words::width_against_length(value, limits)
            } else {
                words::length(id, value, limits, beyond)
            }
        });
        let check = Judgement { limits: Some(limits.map(Some)), ..check };
        let is_broad = head.face_width() * scale > high;
        if length.far()[0].is_some_and(|it| value < it) {
            Judgement { verdict: Verdict::Fail, ..check }
        } else if length.has_ears() && value > high && !is_broad {
            at_most_asks(check)
        } else {
            check
        }
    }));
    checks
}

/// Below the chin there is neck, and where the picture ends sooner nobody knows how long the head is.
fn chin(head: &Head, size: PixelSize) -> Judgement {
    let height = in_pixels(size.height);
    let room = ((height - head.chin) / height * 1000.0).round() / 10.0;
    let it = number("chin", room, "percent", [Some(4.0), None], |beyond| {
        words::chin(beyond == Beyond::Below, room < 1.0)
    });
    // The mesh keeps a chin that is outside just inside.
    if room >= 1.0 { at_most_asks(it) } else { it }
}

/// How far the face is off the middle, in percent of the width: up to 1 was measured of photos that are right, 10 of those
/// that are 40 pixels off.
fn centre(head: &Head, size: PixelSize) -> Judgement {
    let width = in_pixels(size.width);
    let off = ((head.centre() / width - 0.5) * 1000.0).round() / 10.0;
    let pixels = (off.abs() / 100.0 * width).round();
    let it = number("centre", off.abs(), "percent", [None, Some(3.5)], |beyond| {
        words::centre(pixels, off > 0.0, beyond == Beyond::Above)
    });
    if off.abs() <= 15.0 { at_most_asks(it) } else { it }
}

/// Percent between the lids of an eye that is closed for certain: of open eyes 5.1–11.3 were measured, of closed ones up to
/// 4.6.
const EYES_CLOSED: f32 = 4.6;
/// Percent between the lips that no shut mouth has: those had up to 4.6.
const MOUTH_OPEN: f32 = 11.0;

/// Percent of [`Features::bare`] from which on it asks and fails.
const BARE: [f32; 2] = [1.7, 5.5];

/// Percent below which lids are half closed whatever is seen of an eye: of a narrow one that is open 5.2–5.5 were measured.
const EYES_NARROW: f32 = 5.1;
/// Percent below which they may be …
const EYES_WIDE: f32 = 5.9;
/// … when there is less than this to be seen between them, in L*: of half closed eyes 8–20, of narrow ones that are open 20.6–31.
const EYES_SHOWN: f32 = 20.3;

/// Degrees from which on it asks, and 15 % below those from which on it fails. Of photos that are right up to 6.6 were measured, for
/// no face is quite the same on both sides.
const YAW: [f32; 2] = [7.0, 8.0];

/// Limits of our own; see DESIGN.md for what they rest on. `shown`: see [`Covered::eyes`](crate::Covered::eyes).
fn pose(features: &Features, shown: [f32; 2]) -> [Judgement; 5] {
    let Features { yaw, roll, eyes_open, mouth_open, teeth, bare, breadth: _ } = *features;
    let tenth = |it: f32| (it * 10.0).round() / 10.0;
    let degrees = |id, value: f32, passes: f32, asks: f32| {
        let value = tenth(value.abs());
        let check = number(id, value, "degrees", [None, Some(passes)], |beyond| {
            words::angle(id, value, beyond == Beyond::Above)
        });
        if value <= asks * (1.0 + FAR) { at_most_asks(check) } else { check }
    };
    let percent = |id, value: f32, limits| {
        number(id, (value * 100.0).round() / 100.0, "percent", limits, |beyond| {
            words::feature(id, beyond != Beyond::Neither)
        })
    };
    let eyes = eyes_open[0].min(eyes_open[1]);
    let shown = shown[0].min(shown[1]);
    let least = if shown < EYES_SHOWN { EYES_WIDE } else { EYES_NARROW };
    let eyes_check = at_most_asks(percent("eyes_open", eyes, [Some(least), None]));
    let mouth = percent("mouth", mouth_open, [None, Some(5.0)]);
    // What shows between the lips' outer edges counts as much where the mesh takes it for lips.
    let are_sure = teeth > 1.0 + FAR || bare > BARE[1];
    let shown = if bare > BARE[0] { teeth.max(bare) } else { teeth };
    let teeth_check = percent("teeth", shown, [None, Some(0.25)]);
    [
        degrees("yaw", yaw, YAW[0], YAW[1]),
        degrees("roll", roll, 3.0, 5.0),
        if eyes < EYES_CLOSED {
            Judgement { verdict: Verdict::Fail, ..eyes_check }
        } else {
            eyes_check
        },
        if mouth_open <= MOUTH_OPEN { at_most_asks(mouth) } else { mouth },
        if are_sure { teeth_check } else { at_most_asks(teeth_check) },
    ]
}

fn backdrop(background: Option<&Background>, wanted: Backdrop) -> Vec<Judgement> {
    let Some(background) = background else {
        let unknown = |id| plain(id, Verdict::Unknown, words::no_background());
        return vec![unknown("background_color"), unknown("background_even")];
    };
    let even = even(background);
    let color = (wanted != Backdrop::Any).then(|| {
        let verdict = color_verdict(background.rgb, wanted);
        let message = words::background_color(background.rgb, wanted, verdict);
        let hue = color::hsv(background.rgb)[0].round();
        Judgement {
            measured: Some(hue),
            unit: "degrees of hue",
            ..plain("background_color", verdict, message)
        }
    });
    color.into_iter().chain([even]).collect()
}

/// Percent of the edge from which on it asks and fails; see [`Background::frame`].
const FRAMED: [f32; 2] = [50.0, 85.0];

/// Whether there is one colour behind the person and nothing else.
fn even(background: &Background) -> Judgement {
    let Background { unevenness, above, things, halo, grain, frame, .. } = *background;
    let tenth = |it: f32| (it * 10.0).round() / 10.0;
    let value = tenth(unevenness);
    let (is_grainy, is_dirty, is_cut_out) =
        (grain > 4.0, things > 0.15 || frame > FRAMED[0], halo > 2.5);
    let even = number("background_even", value, "ΔE", [None, Some(6.0)], |beyond| {
        if beyond == Beyond::Above && !is_grainy {
            words::background_even()
        } else if is_grainy {
            words::background_grainy()
        } else if is_dirty {
            words::background_dirty()
        } else if is_cut_out {
            words::background_cut_out()
        } else {
            words::background_is_even()
        }
    });
    // Shadows of 6–12 were seen on photos that people would take. And a collar that is taken for background reaches as far up
    // as the chin: for certain is only what is uneven above the eyes as well.
    let is_certain = value > 12.0 * (1.0 + FAR) && above > 12.0 * (1.0 + FAR) && !is_grainy;
    let verdict = match even.verdict {
        Verdict::Pass | Verdict::Ask if halo > 6.0 || frame > FRAMED[1] => Verdict::Fail,
        Verdict::Pass if is_grainy || is_dirty || is_cut_out => Verdict::Ask,
        Verdict::Fail if !is_certain => Verdict::Ask,
        verdict => verdict,
    };
    Judgement { verdict, ..even }
}

/// Blue by hue, saturation and value: the blues and light blues of photo studios pass, cyan, violet, grey and white do not.
fn color_verdict(rgb: [f32; 3], wanted: Backdrop) -> Verdict {
    let [hue, saturation, value] = color::hsv(rgb);
    // 1 at a limit, more beyond it.
    let beyond = |hues: [f32; 2], least_value: f32| {
        let below =
            [hues[0] / hue.max(1.0), 0.30 / saturation.max(0.01), least_value / value.max(0.01)];
        below.into_iter().fold(hue / hues[1], f32::max)
    };
    let strays = match wanted {
        Backdrop::Any => 0.0,
        Backdrop::Blue => beyond([190.0, 225.0], 0.45),
        Backdrop::LightBlue(_) => beyond([190.0, 215.0], 0.75),
    };
    let is_blue = beyond([190.0, 225.0], 0.45) <= 1.0;
    match strays {
        it if it <= 1.0 => Verdict::Pass,
        it if it <= 1.0 + FAR || is_blue => Verdict::Ask,
        _ => Verdict::Fail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Brim, Covered, Crop, Detail, Light, tests::profile};

    /// Nothing is wrong with it.
    fn plain_face() -> Face {
        Face {
            head: Head::expected(Crop { x: 0, y: 0, width: 390, height: 567 }, &profile("tdxl")),
            features: Features {
                yaw: 0.0,
                breadth: 1.25,
                roll: 0.0,
                eyes_open: [8.0; 2],
                mouth_open: 2.0,
                teeth: 0.0,
                bare: 0.0,
            },
            background: None,
            light: Light {
                sharpness: 100.0,
                burnt: 0.0,
                brightness: 120.0,
                lightest: 180.0,
                sides: 0.5,
                near: 0.4,
                height: 0.5,
                chroma: 25.0,
                redness: 15.0,
                yellowness: 18.0,
            },
            covered: Covered {
                eyes: [40.0; 2],
                shade: 5.0,
                around: 5.0,
                grey: 0.9,
                whites: -8.0,
                lens: 5.0,
                yellow: 0.0,
                red: 0.0,
                forehead: 10.0,
                cloth: 5.0,
                spot: 15.0,
                strands: 1.0,
                hair: Some([5.0, 8.0]),
                edge: 8.0,
                brim: Brim::default(),
                brows: 10.0,
                lips: 20.0,
                below: 5.0,
                chin: 8.0,
            },
            detail: Detail { fine: 0.4, blocks: 1.05, smear: -1.2 },
        }
    }

    #[test]
    fn hair_hides_how_wide_a_head_is_and_a_broad_face_is_wrong() {
        let profile = profile("tdxl");
        let verdict = |head_width: f32, face_width: f32| {
            let (middle, half, face_half) = (195.0, head_width / 2.0, face_width / 2.0);
            let head = Head {
                crown: 45.0,
                chin: 405.0,
                left: middle - half,
                right: middle + half,
                face_left: middle - face_half,
                face_right: middle + face_half,
                eyes: 240.0,
                cut: 0.0,
            };
            let features = plain_face().features;
            let face = Some(Face { head, features, background: None, ..plain_face() });
            let portrait = Portrait { faces: 1, doubtful: 0, lies: false, face };
            let checks = checks(&portrait, PixelSize { width: 390, height: 567 }, &profile);
            checks.iter().find(|it| it.id == "head_width").unwrap().verdict
        };
        for (head, face, expected) in [
            (260.0, 200.0, Verdict::Pass),
            // With hair over the ears: as wide as heads are, a tenth more or less.
            (300.0, 230.0, Verdict::Pass),
            (240.0, 185.0, Verdict::Pass),
            (230.0, 205.0, Verdict::Pass),
            (215.0, 195.0, Verdict::Pass),
            (198.0, 180.0, Verdict::Ask),
            (300.0, 260.0, Verdict::Ask),
            (380.0, 330.0, Verdict::Fail),
            (185.0, 160.0, Verdict::Fail),
        ] {
            assert_eq!(verdict(head, face), expected, "{head} {face}");
        }
    }

    #[test]
    fn blues_of_studios_pass_and_other_colours_do_not() {
        let light = Backdrop::LightBlue([100, 197, 255]);
        for (rgb, blue, light_blue) in [
            ([100.0, 197.0, 255.0], Verdict::Pass, Verdict::Pass),
            ([67.0, 142.0, 219.0], Verdict::Pass, Verdict::Pass),
            ([75.0, 97.0, 144.0], Verdict::Pass, Verdict::Ask),
            ([130.0, 110.0, 220.0], Verdict::Ask, Verdict::Fail),
            ([90.0, 220.0, 220.0], Verdict::Ask, Verdict::Ask),
            ([215.0, 69.0, 50.0], Verdict::Fail, Verdict::Fail),
            ([250.0, 250.0, 250.0], Verdict::Fail, Verdict::Fail),
            ([128.0, 128.0, 128.0], Verdict::Fail, Verdict::Fail),
            ([0.0, 0.0, 0.0], Verdict::Fail, Verdict::Fail),
            ([80.0, 170.0, 70.0], Verdict::Fail, Verdict::Fail),
        ] {
            assert_eq!(color_verdict(rgb, Backdrop::Blue), blue, "{rgb:?}");
            assert_eq!(color_verdict(rgb, light), light_blue, "{rgb:?}");
        }
    }
}
