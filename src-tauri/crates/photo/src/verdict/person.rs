//! What hides a face, and whether the picture shows it well.

use beishen_core::{Judgement, Verdict};

use super::{Beyond, at_most_asks, number, person_words as words, plain};
use crate::{Brim, Covered, Detail, Features, Light};

/// L* within an eye below which it is not seen; of nine people with open eyes 20–85 were measured, of twenty-one others 27
/// and more.
const EYE_SEEN: f32 = 15.0;
/// Nothing but one colour: sunglasses and glare had up to 6.
const EYE_HIDDEN: f32 = 7.0;
/// From cheek to cheek over the distance from the eyes to the chin; see [`Features::breadth`]. Far from the eight people who were
/// measured: a broad face is no fault, and nobody should be asked because of it.
const NARROW: f32 = 1.08;
const BROAD: f32 = 1.55;

pub(super) fn covered(covered: &Covered) -> Vec<Judgement> {
    let [left, right] = covered.eyes;
    let least = left.min(right).round();
    // Dark rings are up to 27 darker than the cheeks and coloured by up to 16, none is yellower, and none goes all round.
    let is_tinted = covered.shade > 28.0
        || covered.around > 24.0
        // Skin in the shade keeps its colour, and eyes in the shade of brows are seen.
        || covered.around > 9.0 && covered.grey < 0.7
        || covered.around > 15.0 && covered.whites < -18.0
        || covered.lens > 22.0
        || covered.yellow > 9.0
        || covered.yellow > 5.0 && covered.lens > 12.0;
    // Far beyond both: lenses that let half of the light through or less.
    let is_dark = covered.shade > 34.0 && covered.around > 34.0
        || covered.around > 26.0 && covered.grey < 0.45;
    let eyes = number("eyes_seen", least, "L*", [Some(EYE_SEEN), None], |beyond| {
        words::eyes(beyond == Beyond::Below, is_tinted)
    });
    let verdict = match eyes.verdict {
        Verdict::Pass | Verdict::Ask if is_dark => Verdict::Fail,
        Verdict::Pass if is_tinted => Verdict::Ask,
        Verdict::Fail if least >= EYE_HIDDEN => Verdict::Ask,
        verdict => verdict,
    };
    let mut checks = vec![Judgement { verdict, ..eyes }];
    if covered.red > 35.0 {
        let verdict = if covered.red > 52.0 { Verdict::Fail } else { Verdict::Ask };
        checks.push(plain("red_eyes", verdict, words::red_eyes()));
    }
    let (above, below) = (hidden_above(covered), hidden_below(covered));
    let [is_above, is_below] = [above, below].map(|it| it > Verdict::Pass);
    let hat = hat(covered);
    let has_hat = hat > Verdict::Pass;
    let worst = above.max(below).max(hat);
    checks.push(plain("covered", worst, words::covered(is_above, has_hat, is_below)));
    checks
}

/// What hides forehead or brows. A fringe that leaves the brows free was up to 47 from the skin, the skin above brows up to
/// 20, no hair was of a colour so far from skin's as cloth is, and no hair or skin had so sharp an edge.
fn hidden_above(it: &Covered) -> Verdict {
    let is_light_hat = it.edge > 13.8 && it.forehead > 16.0;
    let is_fringe = it.strands > 7.0 && it.brows > 25.0;
    if it.cloth > 42.0 || it.spot > 50.0 || it.brows > 33.0 && it.forehead > 30.0 || is_fringe {
        Verdict::Fail
    } else if it.forehead > 48.0
        || it.brows > 26.0
        || it.cloth > 28.0
        || it.strands > 3.0
        || it.spot > 41.0
        || is_light_hat
    {
        Verdict::Ask
    } else {
        Verdict::Pass
    }
}

/// Whether what is above the hairline has a colour that no hair has that was measured, see [`Covered::hair`], or is as even as
/// cloth and ends in a line, see [`Brim`]. Black hair in which nothing shines is nearly as even.
fn hat(it: &Covered) -> Verdict {
    let is_of_no_hair =
        it.hair.is_some_and(|[a, b]| !(-9.0..=34.0).contains(&a) || !(-17.0..=50.0).contains(&b));
    let Brim { across, step, light, uneven: [lights, tints] } = it.brim;
    let is_black = light < 25.0;
    let [most_light, most_tint] = if is_black { [0.8, 0.5] } else { [1.6, 1.0] };
    // Black without anything in it tells neither.
    let says_nothing = is_black && lights < 0.05;
    let is_brim =
        !says_nothing && across >= 0.6 && step > 14.0 && lights < most_light && tints < most_tint;
    if is_brim && !is_black && across > 0.85 && step > 24.0 && lights < 1.3 && tints < 0.6 {
        Verdict::Fail
    } else if is_of_no_hair || is_brim {
        Verdict::Ask
    } else {
        Verdict::Pass
    }
}

/// What hides nose or mouth: for certain when neither lips are seen nor the skin's colour. Thin lips are pale, and a chin may be
/// of another colour than the forehead, of sun or shaving (lips of 3.8 were measured above a chin of 5, a chin of 21 below lips of
/// 14); but not both.
fn hidden_below(it: &Covered) -> Verdict {
    if it.lips < 4.5 && it.below > 12.0 {
        Verdict::Fail
    } else if it.lips < 4.5 && it.below > 9.0
        || it.lips < 12.0 && it.below > 16.0
        || it.below > 26.0
        // Pulled down to the chin it hides less.
        || it.chin > 33.0
    {
        Verdict::Ask
    } else {
        Verdict::Pass
    }
}

/// Whether a face is as broad as faces are. An open mouth makes it longer, and that is said already.
pub(super) fn shape(features: &Features) -> Judgement {
    let breadth = (features.breadth * 100.0).round() / 100.0;
    let limits =
        if features.mouth_open > 5.0 { [None, Some(BROAD)] } else { [Some(NARROW), Some(BROAD)] };
    at_most_asks(number("shape", breadth, "", limits, |beyond| {
        words::shape(beyond != Beyond::Neither)
    }))
}

/// Skin and sex change these measures (as the makers of OFIQ have seen, too): all but what is beyond doubt only ask.
pub(super) fn picture(light: &Light, detail: Detail) -> Vec<Judgement> {
    // 41–920 were measured of sharp photos.
    let limits = [Some(25.0), Some(1200.0)];
    let is_smeared = !(SMEARED[0]..=SMEARED[1]).contains(&detail.smear);
    let sharp = number("sharpness", light.sharpness.round(), "", limits, |beyond| match beyond {
        Beyond::Neither if is_smeared => words::sharpness(Beyond::Below),
        other => words::sharpness(other),
    });
    let least = if is_smeared { Verdict::Ask } else { Verdict::Pass };
    let sharp = Judgement { verdict: sharp.verdict.max(least), ..sharp };
    let is_moved = !(MOVED[0]..=MOVED[1]).contains(&detail.smear);
    let sharp = if is_moved {
        Judgement { verdict: Verdict::Fail, ..sharp }
    } else if light.sharpness < BLURRED {
        sharp
    } else {
        at_most_asks(sharp)
    };
    vec![sharp, enlarged(detail), exposure(light), sides(light), tone(light)]
}

/// Nothing of a face is left to be seen: photos out of focus had up to 4, a soft portrait 9.
const BLURRED: f32 = 6.0;

/// Where a camera or a head was moved, what goes that way is lost and what goes across is not; see [`Detail::smear`].
const SMEARED: [f32; 2] = [-2.8, 0.3];
/// Beyond these for certain: −4.9 to −4.2 and 1.3–2.7 were measured of twelve pixels.
const MOVED: [f32; 2] = [-3.7, 1.1];

/// How light the face is. No skin is so dark that nothing on it shines, and what is white has lost what it showed.
fn exposure(light: &Light) -> Judgement {
    let it =
        number("exposure", light.brightness.round(), "", [Some(60.0), Some(215.0)], |beyond| {
            words::exposure(match beyond {
                Beyond::Neither if light.burnt > BURNT[0] => Beyond::Above,
                Beyond::Neither if light.lightest < DARK[0] => Beyond::Below,
                other => other,
            })
        });
    let verdict = if light.burnt > BURNT[1] || light.lightest < DARK[1] {
        Verdict::Fail
    } else if light.burnt > BURNT[0] || light.lightest < DARK[0] {
        Verdict::Ask
    } else {
        it.verdict.min(Verdict::Ask)
    };
    Judgement { verdict, ..it }
}

/// Percent of white from which on it asks and fails. Photos that are right had up to 0.1, drawn ones up to 0.6, most spots of flash more.
const BURNT: [f32; 2] = [0.6, 25.0];
/// The lightest luma below which it asks and fails. Photos that are right had 145 and more.
const DARK: [f32; 2] = [115.0, 64.0];

/// Whether the light comes from one side alone, or from above or below.
fn sides(light: &Light) -> Judgement {
    let stops = (light.sides.max(light.near) * 10.0).round() / 10.0;
    let is_uneven = !LEVEL.contains(&light.height);
    let most = if light.height < RAISED { ASIDE[0] } else { ASIDE[1] };
    let it = number("side_light", stops, "stops", [None, Some(most)], |beyond| {
        words::sides(beyond == Beyond::Above || is_uneven)
    });
    let least = if is_uneven { Verdict::Ask } else { Verdict::Pass };
    if light.sides > 3.6 && light.near > 2.8 {
        Judgement { verdict: Verdict::Fail, ..it }
    } else {
        Judgement { verdict: it.verdict.clamp(least, Verdict::Ask), ..it }
    }
}

/// Stops that one side may be lighter: of eleven people up to 1.3 were measured; of one, in a room where the light comes from a side and
/// above, 2.4.
const ASIDE: [f32; 2] = [1.7, 2.4];
/// Stops that the forehead is lighter than the cheeks where the light comes from above: he had 0.9–1.2, most others less than 0.8.
const RAISED: f32 = 0.85;
/// The same of light that is right: 0.2–1.4 were measured, −0.8 and less of faces under a brim, 1.9 and more under a lamp.
const LEVEL: std::ops::Range<f32> = -0.6..1.75;

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
    let is_pale = light.chroma < 8.0 && !is_dark;
    // Skin is up to 1.5 times as yellow as it is red.
    let is_yellow = light.yellowness > 44.0
        || light.yellowness > 30.0 && light.yellowness > 1.8 * light.redness
        || light.yellowness > 24.0 && light.yellowness > 2.1 * light.redness;
    // Up to 28 was measured of photos whose colours are strong, 33 and more under magenta light.
    let is_pink = light.redness > 30.0;
    let is_cast =
        !is_dark && (light.redness < 5.0 || light.yellowness < 6.0 || is_yellow || is_pink);
    // Of no skin.
    let is_wrong = is_grey || light.redness < -2.0 || light.yellowness < -8.0;
    let verdict = match (is_wrong, is_pale || is_cast) {
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
