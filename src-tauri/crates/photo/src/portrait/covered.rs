//! What hides parts of a face: told by light and colour where lids, skin and lips should be.
//!
//! Colours are CIE L*a*b*, differences ΔE*ab. The figures were measured of nine people whose photos are right, and of the
//! same photos with the defect drawn in.

use image::RgbImage;
use serde::{Deserialize, Serialize};

use super::{
    background::quantile,
    brim::Brim,
    color::{self, tint},
    eyes::{Eye, Eyes},
    head::Head,
    mesh::{CHEEKS, FOREHEAD, Mesh, colors_within},
    person::Person,
    place, strands,
};

/// What may be in the way of a face.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Covered {
    /// L* from the darkest to the lightest tenth between the lids, of each eye; the picture's left first. 20–85 were measured of
    /// open eyes, also behind clear glasses, up to 6 of sunglasses and glare.
    pub eyes: [f32; 2],
    /// How much darker it is below the eyes than on the cheeks, in L*. Up to 25 of dark rings, 29–70 of dark lenses.
    pub shade: f32,
    /// How much darker it is below, beside and above the eyes than on cheeks and forehead, in L*, where it is least so: dark rings
    /// lie below. Up to 20 of photos that are right, 19–39 of grey lenses that let 60 % through, 31 and more of darker ones.
    pub around: f32,
    /// The most colour (C*ab) below, beside or above the eyes as a share of the cheeks'. From 0.73 on, and 0.3–0.7 behind grey lenses
    /// that take 40 % of the light.
    pub grey: f32,
    /// How much lighter the lightest tenth between the lids is than the cheeks, in L*. −28 to +17, and less behind dark lenses.
    pub whites: f32,
    /// How much more coloured it is below both eyes than on the cheeks. Up to 16, and from 30 on behind coloured lenses.
    pub lens: f32,
    /// How much yellower it is below the eyes than on the cheeks, in b*, the mean of both. Up to 3, and from 6 on behind yellow
    /// and brown lenses; up to 7.6 of a photo with strong colours, where it is no more coloured.
    pub yellow: f32,
    /// a* in the middle of the redder pupil. Up to 17, and from 54 on of red eyes.
    pub red: f32,
    /// From the forehead to the nearest skin of the cheeks. Up to 13, of natural fringes 47, of hats 40–78.
    pub forehead: f32,
    /// The same in colour alone. Up to 12; black hair is up to 24 from skin, coloured hats 30 and more.
    pub cloth: f32,
    /// How much the colour of one place of forehead or cheeks differs from that of all. Up to 32, 50 and more of stickers.
    pub spot: f32,
    /// How much more the light changes across the forehead than down it, from place to place. Up to 1.9; 2.4 and 2.5 of thin natural
    /// fringes, from 6 on of thick ones of any colour.
    pub strands: f32,
    /// a* and b* between hairline and crown; `None` where there is too little of it. Hair of any colour had
    /// −2–23 and −9–40; a red hat 49, a blue one −26.
    pub hair: Option<[f32; 2]>,
    /// The sharpest edge of all of the forehead's width, from what is not darker to the skin below it. Up to 13, also of frowns
    /// and of light on them, and from 14 on of light hats.
    pub edge: f32,
    /// A line across the forehead, as hats have it.
    pub brim: Brim,
    /// From just above the brows to the nearest skin of the cheeks. Up to 20, and from 30 on where a fringe hangs over them.
    pub brows: f32,
    /// From the lips to what is around them. From 6 on, of pale ones from 3.8, and up to 4 where something hides them.
    pub lips: f32,
    /// The colour of nose and chin, to that between the eyes. Up to 21, and from 14 on of masks.
    pub below: f32,
    /// The same of the chin alone. Up to 27, also of beards; 40 and more of masks that are pulled down.
    pub chin: f32,
}

/// Sides of the patches, as shares of the face's width.
const PATCH: f32 = 0.04;

impl Covered {
    pub(super) fn measure(
        mesh: &Mesh,
        eyes: &Eyes,
        (head, person): (&Head, &Person),
        picture: &RgbImage,
    ) -> Self {
        let side = PATCH * mesh.distance(CHEEKS[0], CHEEKS[1]);
        let at = |place: [f32; 2]| place::lab(picture, place, side);
        let point = |number: usize| [mesh.point(number)[0], mesh.point(number)[1]];
        let of = |numbers: &[usize]| typical(numbers.iter().map(|it| at(point(*it))));
        let skin = [50, 280].map(|it| at(point(it)));
        let nearest = |to: [f32; 3]| {
            let all = skin.into_iter().chain([mixed(skin)]);
            all.map(|it| color::difference(it, to)).fold(f32::MAX, f32::min)
        };
        let below_eyes = [230, 450].map(|it| at(point(it)));
        let each = |measure: &dyn Fn(usize) -> f32| [0, 1].map(measure);
        let shades = each(&|eye| skin[eye][0] - below_eyes[eye][0]);
        let yellows = each(&|eye| below_eyes[eye][2] - skin[eye][2]);
        let dark = |[cheek, sites @ ..]: [usize; 4]| {
            let light = |it: usize| at(point(it))[0];
            let skin = light(cheek).min(light(151));
            sites.map(|it| skin - light(it)).into_iter().fold(f32::MAX, f32::min)
        };
        let tints = each(&|eye| tint(skin[eye], below_eyes[eye]));
        // Above the brows by a quarter of what they are above the eyes.
        let above = |(brow, eye): (usize, usize)| {
            let (brow, eye) = (point(brow), point(eye));
            at([0, 1].map(|it: usize| brow[it] + 0.25 * (brow[it] - eye[it])))
        };
        let brows = [(105, 159), (66, 158), (63, 160), (334, 386), (296, 385), (293, 387)];
        let between = |a: usize, b: usize| {
            at([0, 1].map(|it: usize| f32::midpoint(point(a)[it], point(b)[it])))
        };
        let lips = mixed([between(0, 13), between(14, 17)]);
        let [chin, nose] =
            [of(&[199, 200, 175]), of(&[2, 98, 327])].map(|it| tint(it, of(&[168, 6, 8, 9, 151])));
        let forehead = of(&[151, 108, 337, 69, 299]);
        let greys = [[50, 230, 226, 27], [280, 450, 446, 257]].map(|[cheek, sites @ ..]| {
            let chroma = |it: usize| color::chroma(at(point(it)));
            sites.map(chroma).into_iter().fold(0.0, f32::max) / chroma(cheek).max(1.0)
        });
        let lights = eyes.both.each_ref().map(|it| between_lids(it, picture));
        let whites = each(&|eye| lights[eye][1] - skin[eye][0]);
        Self {
            eyes: lights.map(|[dark, light]| light - dark),
            grey: f32::midpoint(greys[0], greys[1]),
            whites: f32::midpoint(whites[0], whites[1]),
            brim: Brim::measure(mesh, person, picture),
            shade: f32::midpoint(shades[0], shades[1]),
            around: f32::midpoint(dark([50, 230, 226, 27]), dark([280, 450, 446, 257])),
            lens: tints[0].min(tints[1]),
            yellow: f32::midpoint(yellows[0], yellows[1]),
            red: eyes
                .both
                .each_ref()
                .map(|it| redness(it, picture))
                .into_iter()
                .fold(0.0, f32::max),
            forehead: nearest(forehead),
            cloth: skin.map(|it| tint(it, forehead)).into_iter().fold(f32::MAX, f32::min),
            spot: spot(SKIN.map(|it| at(point(it)))),
            strands: strands::measure(mesh, picture),
            hair: hair(mesh, head, person, at),
            edge: FOREHEADS
                .map(|[top, low]| edge(point(top), point(low), at))
                .into_iter()
                .fold(f32::MAX, f32::min),
            brows: nearest(typical(brows.into_iter().map(above))),
            lips: color::difference(lips, of(&[164, 18, 57, 287])),
            below: chin.min(nose),
            chin,
        }
    }
}

/// Places on forehead and cheeks.
const SKIN: [usize; 15] = [151, 108, 337, 69, 299, 104, 333, 50, 280, 101, 330, 205, 425, 9, 10];

fn spot(skin: [[f32; 3]; 15]) -> f32 {
    let typical = place::typical(&skin);
    skin.iter().map(|it| tint(*it, typical)).fold(0.0, f32::max)
}

/// From the hairline down to the brows, five times.
const FOREHEADS: [[usize; 2]; 5] = [[10, 9], [109, 107], [338, 336], [67, 107], [297, 336]];

/// The largest change downwards from what is no darker than what follows: hair and shadows are darker.
fn edge([x, y]: [f32; 2], low: [f32; 2], at: impl Fn([f32; 2]) -> [f32; 3]) -> f32 {
    let place = |it: u8| {
        let share = f32::from(it) / 13.0 * 1.1 - 0.1;
        [x + (low[0] - x) * share, y + (low[1] - y) * share]
    };
    let colors: Vec<_> = (0..14).map(|it| at(place(it))).collect();
    let pairs = colors.iter().zip(colors.iter().skip(2));
    let light = pairs.filter(|(above, below)| above[0] > below[0] - 8.0);
    light.map(|(above, below)| color::difference(*above, *below)).fold(0.0, f32::max)
}

/// a* and b* of what is surely the person's between the hairline and the crown.
fn hair(
    mesh: &Mesh,
    head: &Head,
    person: &Person,
    at: impl Fn([f32; 2]) -> [f32; 3],
) -> Option<[f32; 2]> {
    let [x, y, _] = mesh.point(FOREHEAD);
    let width = head.face_width();
    let places = [0.3, 0.45, 0.6, 0.75].into_iter().flat_map(|up| {
        [-0.15, 0.0, 0.15].map(|side| [x + side * width, y + (head.crown - y) * up])
    });
    let person = places.filter(|[x, y]| person.share(*x, *y) > 0.9);
    let colors: Vec<_> = person.map(at).collect();
    let is_enough = y - head.crown > 0.12 * width && colors.len() > 5;
    let [_, a, b] = place::typical(&colors);
    is_enough.then_some([a, b])
}

fn typical(colors: impl Iterator<Item = [f32; 3]>) -> [f32; 3] {
    place::typical(&colors.collect::<Vec<_>>())
}

fn mixed([a, b]: [[f32; 3]; 2]) -> [f32; 3] {
    [0, 1, 2].map(|it: usize| f32::midpoint(a[it], b[it]))
}

/// L* of the darkest and the lightest tenth within the lids.
fn between_lids(eye: &Eye, picture: &RgbImage) -> [f32; 2] {
    let colors = colors_within(picture, &eye.lids, [48, 24]);
    let lights: Vec<f32> = colors.into_iter().map(|it| color::lab(it)[0]).collect();
    [quantile(lights.clone(), 10), quantile(lights, 90)]
}

/// a* in the pupil.
fn redness(eye: &Eye, picture: &RgbImage) -> f32 {
    let [x, y, _] = eye.iris[0];
    place::lab(picture, [x, y], 0.3 * eye.iris_width())[1]
}
