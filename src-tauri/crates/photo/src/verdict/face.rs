//! What was seen of the person and the background.

use beishen_core::PixelSize;

use super::{Beyond, Check, Length, Verdict, words};
use crate::{
    Background, Face, Features, Light, Portrait,
    portrait::color,
    profile::{Backdrop, Profile, in_pixels},
};

pub(super) fn checks(portrait: &Portrait, size: PixelSize, profile: &Profile) -> Vec<Check> {
    let mut checks = vec![faces(portrait)];
    if portrait.lies {
        checks.push(Check::plain("upright", Verdict::Fail, words::lies()));
    }
    // Of a person who lies on a side nothing else can be said.
    let Some(face) = portrait.face.as_ref().filter(|_| !portrait.lies) else { return checks };
    checks.extend(position(face, size, profile));
    checks.extend(pose(&face.features));
    checks.extend(backdrop(face.background.as_ref(), profile.backdrop));
    checks.extend(light(&face.light));
    checks
}

fn faces(portrait: &Portrait) -> Check {
    let verdict = match (portrait.faces, portrait.doubtful) {
        (1, 0) => Verdict::Pass,
        (0 | 1, 1..) => Verdict::Ask,
        _ if portrait.lies => Verdict::Unknown,
        _ => Verdict::Fail,
    };
    #[expect(clippy::cast_precision_loss, reason = "a number of faces")]
    let measured = Some(portrait.faces as f32);
    let message = words::faces(portrait.faces, portrait.doubtful, portrait.lies);
    Check { measured, ..Check::plain("faces", verdict, message) }
}

/// Where the head is and how large. A picture of another shape must be cropped before that can be said.
fn position(face: &Face, size: PixelSize, profile: &Profile) -> Vec<Check> {
    let head = &face.head;
    let cut = Check::number("crown_cut", head.cut * 100.0, "percent", [None, Some(0.0)], |it| {
        words::crown_cut(it == Beyond::Above)
    });
    // A limit of nothing has no 15 %; a strand of hair may touch the edge, the head may not.
    let cut = if head.cut <= 0.15 { cut.at_most_asks() } else { cut };
    let mut checks = vec![cut];
    let scale = in_pixels(profile.height) / in_pixels(size.height);
    let width = in_pixels(size.width) * scale;
    let has_the_shape = (width / in_pixels(profile.width) - 1.0).abs() < 0.01;
    checks.extend(Length::wanted(profile).into_iter().map(|length| {
        let Length { id, limits: [low, high], .. } = length;
        let value = length.of(head) * scale;
        let check = if has_the_shape {
            // Half a pixel is nothing that anybody could see.
            let value = value.round();
            Check::number(id, value, "px", [Some(low), Some(high)], |beyond| {
                words::length(id, value, [low, high], beyond)
            })
        } else {
            Check::plain(id, Verdict::Unknown, words::crop_first(id))
        };
        let is_hair = length.counts_hair() && head.face_width() * scale <= high;
        let check = if is_hair && value > high { check.at_most_asks() } else { check };
        check.says(Some(&length.source))
    }));
    checks
}

/// Limits of our own; see DESIGN.md for what they rest on.
fn pose(features: &Features) -> [Check; 5] {
    let Features { yaw, roll, eyes_open, mouth_open, teeth } = *features;
    let tenth = |it: f32| (it * 10.0).round() / 10.0;
    let degrees = |id, value: f32, passes: f32, asks: f32| {
        let value = tenth(value.abs());
        let check = Check::number(id, value, "degrees", [None, Some(passes)], |beyond| {
            words::angle(id, value, beyond == Beyond::Above)
        });
        if value <= asks * (1.0 + super::FAR) { check.at_most_asks() } else { check }
    };
    let percent = |id, value: f32, limits| {
        Check::number(id, (value * 100.0).round() / 100.0, "percent", limits, |beyond| {
            words::feature(id, beyond != Beyond::Neither)
        })
    };
    let mouth = percent("mouth", mouth_open, [None, Some(5.0)]);
    let teeth_check = percent("teeth", teeth, [None, Some(0.25)]);
    [
        degrees("yaw", yaw, 5.0, 8.0),
        degrees("roll", roll, 3.0, 5.0),
        // No photo of closed eyes was at hand, so this can only ask.
        percent("eyes_open", eyes_open[0].min(eyes_open[1]), [Some(5.0), None]).at_most_asks(),
        if mouth_open <= 20.0 * (1.0 + super::FAR) { mouth.at_most_asks() } else { mouth },
        if teeth <= 1.0 + super::FAR { teeth_check.at_most_asks() } else { teeth_check },
    ]
}

fn backdrop(background: Option<&Background>, wanted: Backdrop) -> Vec<Check> {
    let Some(background) = background else {
        let unknown = |id| Check::plain(id, Verdict::Unknown, words::no_background());
        return vec![unknown("background_color"), unknown("background_even")];
    };
    let value = (background.unevenness * 10.0).round() / 10.0;
    let even = Check::number("background_even", value, "ΔE", [None, Some(6.0)], |beyond| {
        words::background_even(beyond == Beyond::Above)
    });
    // Shadows of 6–12 were seen on photos that people would take.
    let even = if value <= 12.0 * (1.0 + super::FAR) { even.at_most_asks() } else { even };
    let color = (wanted != Backdrop::Any).then(|| {
        let verdict = color_verdict(background.rgb, wanted);
        let message = words::background_color(background.rgb, wanted, verdict);
        let hue = color::hsv(background.rgb)[0].round();
        Check {
            measured: Some(hue),
            unit: "degrees of hue",
            ..Check::plain("background_color", verdict, message)
        }
    });
    color.into_iter().chain([even]).collect()
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
        it if it <= 1.0 + super::FAR || is_blue => Verdict::Ask,
        _ => Verdict::Fail,
    }
}

/// Skin and sex change these measures (as the makers of OFIQ have seen, too): they only ever ask.
fn light(light: &Light) -> [Check; 2] {
    let sharp = Check::number("sharpness", light.sharpness.round(), "", [Some(25.0), None], |it| {
        words::sharpness(it == Beyond::Below)
    });
    let brightness = light.brightness.round();
    let limits = [Some(60.0), Some(215.0)];
    let exposure = Check::number("exposure", brightness, "", limits, |beyond| {
        words::exposure(match beyond {
            Beyond::Neither if light.burnt > 2.0 => Beyond::Above,
            other => other,
        })
    });
    let burnt = exposure.verdict == Verdict::Pass && light.burnt > 2.0;
    let verdict = if burnt { Verdict::Ask } else { exposure.verdict };
    [sharp.at_most_asks(), Check { verdict, ..exposure }.at_most_asks()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Head;

    #[test]
    fn much_hair_is_asked_about_and_a_broad_face_is_wrong() {
        let profile = Profile::by_name("tdxl").unwrap();
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
            let features =
                Features { yaw: 0.0, roll: 0.0, eyes_open: [8.0; 2], mouth_open: 2.0, teeth: 0.0 };
            let light = Light { sharpness: 100.0, burnt: 0.0, brightness: 120.0 };
            let face = Some(Face { head, features, background: None, light });
            let portrait = Portrait { faces: 1, doubtful: 0, lies: false, face };
            let checks = checks(&portrait, PixelSize { width: 390, height: 567 }, &profile);
            checks.iter().find(|it| it.id == "head_width").unwrap().verdict
        };
        for (head, face, expected) in [
            (260.0, 200.0, Verdict::Pass),
            (380.0, 210.0, Verdict::Ask),
            (380.0, 300.0, Verdict::Fail),
            (240.0, 190.0, Verdict::Ask),
            (200.0, 170.0, Verdict::Fail),
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
