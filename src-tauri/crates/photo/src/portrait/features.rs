//! Pose, eyes and mouth. Lengths are shares of the distance from the eyes' middle to the chin, as in ISO/IEC 29794-5.

use image::RgbImage;

use super::{
    color,
    head::share,
    mesh::{CHEEKS, CHIN, INNER_LIPS, Mesh, distance, middle},
    square::{Outside, pixel},
};

/// Pose, eyes and mouth of a face.
///
/// How far the head nods is not among them: measured on frontal faces it read 6–15°, so it would say nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Features {
    /// Degrees the head is turned to a side.
    pub yaw: f32,
    /// Degrees the head is tilted: the slope of the line of the eyes.
    pub roll: f32,
    /// Percent, how far each eye is open; the picture's left first. 7–12 were measured of open eyes.
    pub eyes_open: [f32; 2],
    /// Percent, how far the lips are apart. Up to 3 were measured of closed mouths.
    pub mouth_open: f32,
    /// Percent of the square of that distance that looks like teeth. 0 was measured of closed mouths.
    pub teeth: f32,
}

impl Features {
    pub(super) fn measure(mesh: &Mesh, picture: &RgbImage) -> Self {
        let eyes = mesh.eyes();
        let length = distance(middle(eyes[0], eyes[1]), mesh.point(CHIN));
        let [left, right] = CHEEKS.map(|it| mesh.point(it));
        let percent = |it: f32| it / length * 100.0;
        Self {
            yaw: (right[2] - left[2]).atan2(distance(left, right)).to_degrees(),
            roll: (eyes[1][1] - eyes[0][1]).atan2(eyes[1][0] - eyes[0][0]).to_degrees(),
            eyes_open: [
                percent(mesh.widest([(159, 145), (158, 153), (160, 144)])),
                percent(mesh.widest([(386, 374), (385, 380), (387, 373)])),
            ],
            mouth_open: percent(mesh.widest([
                (13, 14),
                (81, 178),
                (311, 402),
                (82, 87),
                (312, 317),
            ])),
            teeth: teeth(mesh, picture) / (length * length) * 100.0,
        }
    }
}

/// The area between the lips that is nearly as bright as the cheeks and less red, in square pixels.
fn teeth(mesh: &Mesh, picture: &RgbImage) -> f32 {
    let color_at = |x: f32, y: f32| pixel(picture, x, y, Outside::Edge);
    let cheeks = [50, 280].map(|it| mesh.point(it)).map(|it| color_at(it[0], it[1]));
    let of_both =
        |measure: &dyn Fn([f32; 3]) -> f32| f32::midpoint(measure(cheeks[0]), measure(cheeks[1]));
    let (brightness, redness) = (of_both(&color::luma), of_both(&|it| color::lab(it)[1]));
    let ([left, right], [top, bottom]) = mesh.bounds(&INNER_LIPS);
    // 64 × 64 places whatever the size of the picture.
    let (width, height) = ((right - left).max(0.0), (bottom - top).max(0.0));
    let places = (0..64_u16).flat_map(|y| (0..64_u16).map(move |x| (x, y)));
    let bright = places.filter(|(x, y)| {
        let x = left + (f32::from(*x) + 0.5) / 64.0 * width;
        let y = top + (f32::from(*y) + 0.5) / 64.0 * height;
        mesh.encloses(&INNER_LIPS, x, y) && {
            let color = color_at(x, y);
            color::luma(color) > 0.70 * brightness && color::lab(color)[1] < redness
        }
    });
    share(bright.count(), 64 * 64) * width * height
}
