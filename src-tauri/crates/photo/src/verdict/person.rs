//! What hides a face, and whether the picture shows it well.

use beishen_core::{Judgement, Verdict};

use super::{Beyond, at_most_asks, number, person_words as words, plain};
use crate::{Covered, Detail, Light};

/// L* within an eye below which it is not seen; of nine people with open eyes 20–85 were measured, of twenty-one others 27
/// and more.
const EYE_SEEN: f32 = 15.0;
/// Nothing but one colour: sunglasses and glare had up to 6.
const EYE_HIDDEN: f32 = 7.0;

pub(super) fn covered(covered: &Covered) -> Vec<Judgement> {
    let [left, right] = covered.eyes;
    let least = left.min(right).round();
    let eyes = number("eyes_seen", least, "L*", [Some(EYE_SEEN), None], |beyond| {
        let is_tinted = covered.shade > 27.0 || covered.lens > 22.0;
        words::eyes(beyond == Beyond::Below, is_tinted)
    });
    // Dark rings are up to 25 darker than the cheeks, and coloured by up to 16.
    let is_tinted = covered.shade > 27.0 || covered.lens > 22.0;
    let verdict = match eyes.verdict {
        Verdict::Pass if is_tinted => Verdict::Ask,
        Verdict::Fail if least >= EYE_HIDDEN => Verdict::Ask,
        verdict => verdict,
    };
    let mut checks = vec![Judgement { verdict, ..eyes }];
    if covered.red > 35.0 {
        checks.push(plain("red_eyes", Verdict::Ask, words::red_eyes()));
    }
    // A fringe that leaves the brows free was up to 47 from the skin, and no hair was of a colour so far from skin's.
    let above = covered.forehead > 48.0 || covered.brows > 26.0 || covered.cloth > 28.0;
    let below = covered.lips < 4.5 || covered.below > 16.0;
    let verdict = if above || below { Verdict::Ask } else { Verdict::Pass };
    checks.push(plain("covered", verdict, words::covered(above, below)));
    checks
}

/// Skin and sex change these measures (as the makers of OFIQ have seen, too): all but what is beyond doubt only ask.
pub(super) fn picture(light: &Light, detail: Detail) -> Vec<Judgement> {
    // 41–920 were measured of sharp photos.
    let limits = [Some(25.0), Some(1200.0)];
    let sharp = number("sharpness", light.sharpness.round(), "", limits, words::sharpness);
    let brightness = light.brightness.round();
    let exposure = number("exposure", brightness, "", [Some(60.0), Some(215.0)], |beyond| {
        words::exposure(match beyond {
            Beyond::Neither if is_burnt(light) => Beyond::Above,
            other => other,
        })
    });
    let burnt = exposure.verdict == Verdict::Pass && is_burnt(light);
    let verdict = if burnt { Verdict::Ask } else { exposure.verdict };
    let exposure = Judgement { verdict, ..exposure };
    vec![at_most_asks(sharp), enlarged(detail), at_most_asks(exposure), tone(light)]
}

/// Photos that are right had up to 0.1 percent, those with a spot of flash 1 and more.
fn is_burnt(light: &Light) -> bool {
    light.burnt > 0.6
}

/// Whether it was made larger than it was taken.
fn enlarged(detail: Detail) -> Judgement {
    let verdict = if detail.blocks > 2.0 {
        Verdict::Fail
    } else if detail.blocks > 1.5 || detail.fine < 0.175 {
        Verdict::Ask
    } else {
        Verdict::Pass
    };
    let message = words::enlarged(detail.blocks > 1.5, verdict);
    Judgement {
        measured: Some((detail.fine * 100.0).round() / 100.0),
        ..plain("enlarged", verdict, message)
    }
}

/// Whether the face has the colours of skin. In the dark there is little colour, and that it is dark is said already.
fn tone(light: &Light) -> Judgement {
    let is_grey = light.chroma < 3.0;
    let is_dark = light.brightness < 60.0 && !is_grey;
    let (is_pale, is_cast) = (light.chroma < 8.0 && !is_dark, light.redness < 5.0 && !is_dark);
    let verdict = match (is_grey, is_pale || is_cast) {
        (true, _) => Verdict::Fail,
        (false, true) => Verdict::Ask,
        (false, false) => Verdict::Pass,
    };
    let message = words::tone(is_grey, is_pale, is_cast);
    Judgement {
        measured: Some(light.chroma.round()),
        unit: "C*",
        ..plain("tone", verdict, message)
    }
}
