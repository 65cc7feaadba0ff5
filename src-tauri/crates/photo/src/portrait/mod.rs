//! What can be measured of a portrait. Measuring is one thing, judging another: see [`crate::check`].
//!
//! **Invariant:** lengths are pixels of the upright picture that was measured, whatever size the networks saw.

mod background;
mod brim;
pub(crate) mod color;
mod covered;
mod detail;
mod eyes;
mod faces;
mod features;
mod head;
mod light;
mod mesh;
mod models;
mod person;
mod place;
mod square;
mod strands;

use image::{RgbImage, imageops};
use serde::{Deserialize, Serialize};

pub use background::Background;
pub use brim::Brim;
pub use covered::Covered;
pub use detail::Detail;
pub use features::Features;
pub use head::Head;
pub use light::Light;
pub(crate) use light::laplacian_variance;
pub use models::{Models, ModelsError};

use eyes::Eyes;
use faces::{FoundFace, SURE};
use mesh::Mesh;
use person::Person;
use square::Square;

use crate::scale::thumbnail;

/// A picture with a person, measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Portrait {
    /// Faces that are one beyond doubt.
    pub faces: usize,
    /// What may be a face and may be something else.
    pub doubtful: usize,
    /// Whether the person lies on a side or upside down.
    pub lies: bool,
    /// The largest face that is one beyond doubt; when there is none, the likeliest.
    pub face: Option<Face>,
}

/// The person's face in a picture, and what is around it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Face {
    /// Where the head ends.
    pub head: Head,
    /// Pose, eyes, mouth.
    pub features: Features,
    /// `None` when there is too little of it to say.
    pub background: Option<Background>,
    /// Exposure and colour.
    pub light: Light,
    /// What hides parts of the face.
    pub covered: Covered,
    /// How much of it can be made out.
    pub detail: Detail,
}

/// Longest side that is looked at; more detail changes no measure and costs time.
const LOOKED_AT: u32 = 1600;
/// Somebody who lies is as sure as that; of upright people with masks up to 0.82 was seen in a picture turned round.
const LYING: f32 = 0.85;
/// Faces narrower than this share of the person's are passers-by on a poster, or nothing.
const NEXT_TO_THE_PERSON: f32 = 0.2;

impl Portrait {
    /// Measures an upright sRGB picture. `None` when the networks could not be run.
    pub fn measure(models: &Models, picture: &RgbImage) -> Option<Self> {
        let longest = picture.width().max(picture.height());
        if longest <= LOOKED_AT {
            return measure(models, picture);
        }
        // A line of 50 million pixels is a picture, too.
        let side = |it: u32| {
            let side = u64::from(it) * u64::from(LOOKED_AT) / u64::from(longest);
            u32::try_from(side).unwrap_or(LOOKED_AT).max(1)
        };
        let small = thumbnail(picture, side(picture.width()), side(picture.height()));
        #[expect(clippy::cast_precision_loss, reason = "sides of pictures are below 2^24")]
        let scale = longest as f32 / LOOKED_AT as f32;
        let mut portrait = measure(models, &small)?;
        if let Some(face) = &mut portrait.face {
            face.head.scale(scale);
        }
        Some(portrait)
    }
}

fn measure(models: &Models, picture: &RgbImage) -> Option<Portrait> {
    let is_sure = |found: &[FoundFace]| found.iter().any(|it| it.score >= SURE);
    let mut found = faces::find(&models.faces, picture)?;
    if !is_sure(&found) {
        for turn in [imageops::rotate90, imageops::rotate180, imageops::rotate270] {
            let lying = faces::find_large(&models.faces, &turn(picture))?;
            if lying.iter().any(|it| it.score >= LYING) {
                return Some(Portrait { faces: 0, doubtful: 0, lies: true, face: None });
            }
        }
        let small = faces::find_small(&models.faces, picture)?;
        if !small.is_empty() {
            found = small;
        }
    }
    let sure = found.iter().find(|it| it.score >= SURE);
    let likeliest = || found.iter().max_by(|a, b| a.score.total_cmp(&b.score));
    let Some(person) = sure.or_else(likeliest) else {
        return Some(Portrait { faces: 0, doubtful: 0, lies: false, face: None });
    };
    let counted = || found.iter().filter(|it| it.width > NEXT_TO_THE_PERSON * person.width);
    let faces = counted().filter(|it| it.score >= SURE).count();
    let face = measure_face(models, picture, person)?;
    Some(Portrait {
        faces,
        doubtful: counted().count() - faces,
        // Of a doubtful box nobody knows where its eyes are.
        lies: sure.is_some() && face.features.roll.abs() > 45.0,
        face: Some(face),
    })
}

fn measure_face(models: &Models, picture: &RgbImage, found: &FoundFace) -> Option<Face> {
    let mesh = Mesh::fit(&models.mesh, picture, found)?;
    let width = mesh.distance(mesh::CHEEKS[0], mesh::CHEEKS[1]);
    // Reaching 1.6 faces up: a bun of hair belongs to the head.
    let around = Square {
        x: found.left + found.width / 2.0,
        y: mesh.point(168)[1] + 0.15 * width,
        side: width * 3.6,
        turn: 0.0,
    };
    let person = Person::find(&models.person, picture, around)?;
    let head = Head::measure(&mesh, &person, picture);
    let eyes = Eyes::find(&models.eyes, picture, &mesh)?;
    Some(Face {
        features: Features::measure(&mesh, &eyes, picture),
        covered: Covered::measure(&mesh, &eyes, (&head, &person), picture),
        detail: Detail::measure(&mesh, picture),
        background: Background::measure(&person, picture, &head),
        light: Light::measure(&mesh, picture),
        head,
    })
}

/// For tests: the person in a square of a portrait, laid anew on a picture of another size, and the person's share of each
/// pixel. `place` gives the place in `picture` of a pixel of the new one.
#[cfg(test)]
pub(crate) fn person_before(
    models: &Models,
    picture: &RgbImage,
    [left, top, side]: [f32; 3],
    (width, height): (u32, u32),
    place: impl Fn(u32, u32) -> (f32, f32),
) -> Option<(RgbImage, Vec<f32>)> {
    use square::{Outside, pixel};
    let around = Square { x: left + side / 2.0, y: top + side / 2.0, side, turn: 0.0 };
    let person = Person::find(&models.person, picture, around)?;
    let mut shares = Vec::new();
    let mut laid = RgbImage::new(width, height);
    for y in 0..height {
        for x in 0..width {
            let (from_x, from_y) = place(x, y);
            shares.push(if from_y < top.max(0.0) { 0.0 } else { person.share(from_x, from_y) });
            let color = pixel(picture, from_x, from_y, Outside::Edge);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0–255")]
            laid.put_pixel(x, y, image::Rgb(color.map(|it| it.round() as u8)));
        }
    }
    Some((laid, shares))
}

/// For tests: where everything lies in a face.
#[cfg(test)]
pub(crate) struct Points {
    pub(crate) mesh: Vec<[f32; 2]>,
    pub(crate) lids: [Vec<[f32; 2]>; 2],
    pub(crate) iris: [[f32; 2]; 2],
    pub(crate) head: Head,
}

/// For tests: the points of the face that is measured.
#[cfg(test)]
pub(crate) fn points(models: &Models, picture: &RgbImage) -> Option<Points> {
    let found = faces::find(&models.faces, picture)?;
    let mesh = Mesh::fit(&models.mesh, picture, found.first()?)?;
    let eyes = Eyes::find(&models.eyes, picture, &mesh)?;
    let flat = |it: &[f32; 3]| [it[0], it[1]];
    Some(Points {
        mesh: (0..468).map(|it| flat(&mesh.point(it))).collect(),
        lids: eyes.both.each_ref().map(|it| it.lids.iter().map(flat).collect()),
        iris: eyes.both.each_ref().map(|it| flat(&it.iris[0])),
        head: measure(models, picture)?.face?.head,
    })
}
