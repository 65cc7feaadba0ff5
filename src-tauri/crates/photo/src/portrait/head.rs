//! Where the head is: from the chin's point and the cheeks of the mesh, and the outline of the person.

use beishen_core::Profile;
use image::RgbImage;
use serde::{Deserialize, Serialize};

use super::{
    mesh::{CHEEKS, CHIN, FOREHEAD, Mesh, middle},
    person::Person,
};
use crate::{Crop, in_pixels};

/// A head, in pixels of the picture from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// The top of the hair.
    pub crown: f32,
    /// The lowest point of the chin.
    pub chin: f32,
    /// The head's left edge with its ears, between brows and nose; where hair hides it, where it will be at most.
    pub left: f32,
    /// Its right edge.
    pub right: f32,
    /// The face's left edge, at the cheek.
    pub face_left: f32,
    /// Its right edge.
    pub face_right: f32,
    /// The line of the eyes.
    pub eyes: f32,
    /// The share of the head's columns that the upper edge of the picture cuts, 0–1; of columns that end so near to it
    /// that nobody can say, 0.15 at most.
    pub cut: f32,
}

impl Head {
    /// From crown to chin.
    pub fn height(&self) -> f32 {
        self.chin - self.crown
    }

    /// With the ears.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// Whether hair hides how wide it is.
    pub fn is_under_hair(&self) -> bool {
        self.width() > (WITH_EARS - 0.03) * self.face_width()
    }

    /// From cheek to cheek.
    pub fn face_width(&self) -> f32 {
        self.face_right - self.face_left
    }

    /// The middle of the face.
    pub fn centre(&self) -> f32 {
        f32::midpoint(self.face_left, self.face_right)
    }

    /// Where the head of a person would be in a part of a picture that fits the profile: in the middle of its limits.
    pub fn expected(crop: Crop, profile: &Profile) -> Self {
        let [x, y, width, height] = [crop.x, crop.y, crop.width, crop.height].map(in_pixels);
        let scale = width / in_pixels(profile.width);
        let middle = |limits: Option<[f32; 2]>, share: f32, of: f32| {
            limits.map_or(share * of, |[low, high]| f32::midpoint(low, high) * scale)
        };
        let pixels = |limits: Option<[u32; 2]>| limits.map(|it| it.map(in_pixels));
        let crown = y + middle(pixels(profile.crown_px), 0.1, height);
        let half = middle(profile.head_width(), 0.58, width) / 2.0;
        let face_half = middle(pixels(profile.face_width_px), 0.48, width) / 2.0;
        let centre = x + width / 2.0;
        Self {
            crown,
            chin: crown + middle(profile.head_height(), 0.62, height),
            left: centre - half,
            right: centre + half,
            face_left: centre - face_half,
            face_right: centre + face_half,
            eyes: y + middle(pixels(profile.eyes_px), 0.4, height),
            cut: 0.0,
        }
    }

    /// The same head in a picture that is `factor` times as large.
    pub(super) fn scale(&mut self, factor: f32) {
        let Self { crown, chin, left, right, face_left, face_right, eyes, cut: _ } = self;
        for length in [crown, chin, left, right, face_left, face_right, eyes] {
            *length *= factor;
        }
    }

    pub(super) fn measure(mesh: &Mesh, person: &Person, picture: &RgbImage) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "sides of pictures are below 2^24")]
        let picture_width = picture.width() as f32;
        let [a, b] = CHEEKS.map(|it| mesh.point(it)[0]);
        let (face_left, face_right) = (a.min(b), a.max(b));
        let eyes = mesh.eyes();
        let middle = middle(eyes[0], eyes[1]);
        let forehead = mesh.point(FOREHEAD)[1];

        // Up from the forehead as long as there is hair.
        let top = |x: f32| {
            let up = steps(forehead, -0.5).take_while(|y| *y > 0.0 && person.is_at(x, *y));
            up.last().unwrap_or(forehead)
        };
        let columns = steps(face_left, 1.0).take_while(|it| *it <= face_right);
        let tops: Vec<f32> = columns.map(top).collect();
        let crown = tops.iter().copied().fold(forehead, f32::min);
        let chin = mesh.point(CHIN)[1];
        let ending_above = |y: f32| share(tops.iter().filter(|it| **it < y).count(), tops.len());
        let near = ending_above(NEAR_THE_EDGE * (face_right - face_left));
        let cut = if forehead < ABOVE_FOREHEAD * (chin - forehead) {
            1.0
        } else if crown < 1.0 || near > FLAT {
            // The outline is blurred where the picture ends.
            near
        } else {
            near.min(0.15)
        };

        // Out from the middle of the face; of all rows nearly the widest, for single strands of hair do not count.
        let brows = mesh.point(105)[1].min(mesh.point(334)[1]);
        let rows = steps(brows, 1.0).take_while(|it| *it < mesh.point(2)[1]);
        let mut edges: Vec<(f32, f32)> = rows
            .map(|y| {
                let left = steps(middle[0], -0.5).take_while(|x| *x > 0.0 && person.is_at(*x, y));
                let right =
                    steps(middle[0], 0.5).take_while(|x| *x < picture_width && person.is_at(*x, y));
                (left.last().unwrap_or(middle[0]), right.last().unwrap_or(middle[0]))
            })
            .collect();
        edges.sort_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        let (left, right) =
            edges.get(edges.len() * 9 / 10).copied().unwrap_or((face_left, face_right));
        let (centre, half) =
            (f32::midpoint(face_left, face_right), WITH_EARS / 2.0 * (face_right - face_left));

        Self {
            crown: if cut > 0.0 { 0.0 } else { crown },
            chin,
            left: left.max(centre - half),
            right: right.min(centre + half),
            face_left,
            face_right,
            eyes: middle[1],
            cut,
        }
    }
}

/// A head with its ears, over the face from cheek to cheek: 1.08–1.31 were measured of short hair, 1.43 and more of long.
const WITH_EARS: f32 = 1.31;
/// Of a face's width: two or three pixels of the outline, as the network sees it.
const NEAR_THE_EDGE: f32 = 0.04;
/// Of the head's columns: no crown is as flat as that.
const FLAT: f32 = 0.4;
/// Of a face's length: there is no head that is not higher above its hairline.
const ABOVE_FOREHEAD: f32 = 0.08;

/// Places from `start`, `step` apart. Pictures end, and so do they.
fn steps(start: f32, step: f32) -> impl Iterator<Item = f32> {
    (0_u16..).map(move |it| start + f32::from(it) * step)
}

/// A part of a number of things, 0–1.
#[expect(clippy::cast_precision_loss, reason = "counts of pixels; a share needs no more digits")]
pub(super) fn share(part: usize, of: usize) -> f32 {
    part as f32 / of.max(1) as f32
}
