//! The background: what is surely not the person, beside and above the head.

use image::RgbImage;

use super::{color, head::Head, person::Person};

/// The colour behind the person, and how even it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Background {
    /// The median of each channel, 0–255.
    pub rgb: [f32; 3],
    /// ΔE*ab to that colour that 95 % of the background keep below. 0–2 were measured of even ones.
    pub unevenness: f32,
    /// The share of the picture above the shoulders, 0–1.
    pub share: f32,
}

/// Below this share of the person a place is background.
const CLEAR: f32 = 0.1;
/// Places to look at along a side, at most.
const PLACES: u32 = 300;

impl Background {
    /// `None` when there is too little of it.
    #[expect(clippy::cast_precision_loss, reason = "sides of pictures are below 2^24")]
    pub(super) fn measure(person: &Person, picture: &RgbImage, head: &Head) -> Option<Self> {
        let step = (picture.width().max(picture.height()) / PLACES).max(1) as usize;
        // Hair has no sharp edge: a place counts when its surroundings are clear, too.
        let margin = 0.05 * head.face_width();
        let around = [(0.0, 0.0), (margin, 0.0), (-margin, 0.0), (0.0, margin), (0.0, -margin)];
        let is_clear = |x: f32, y: f32| {
            person.knows(x, y) && around.iter().all(|(dx, dy)| person.share(x + dx, y + dy) < CLEAR)
        };
        // Frames and scanning edges at the border are left out.
        let inside = |side: u32| (side / 100 + 1)..side.saturating_sub(side / 100);
        let shoulders = head.chin + 0.1 * head.height();
        let mut colors = Vec::new();
        let mut places = 0_usize;
        for y in inside(picture.height()).step_by(step).take_while(|it| (*it as f32) < shoulders) {
            for x in inside(picture.width()).step_by(step) {
                places += 1;
                if is_clear(x as f32, y as f32) {
                    colors.push(picture.get_pixel(x, y).0.map(f32::from));
                }
            }
        }
        if colors.len() < 50 {
            return None;
        }
        let rgb = [0, 1, 2]
            .map(|channel: usize| quantile(colors.iter().map(|it| it[channel]).collect(), 50));
        let typical = color::lab(rgb);
        let differences =
            colors.iter().map(|it| color::difference(color::lab(*it), typical)).collect();
        Some(Self {
            rgb,
            unevenness: quantile(differences, 95),
            share: super::head::share(colors.len(), places),
        })
    }
}

/// The number that `percent` of the others do not exceed.
pub(super) fn quantile(mut numbers: Vec<f32>, percent: usize) -> f32 {
    numbers.sort_by(f32::total_cmp);
    numbers.get(numbers.len() * percent / 100).or(numbers.last()).copied().unwrap_or(0.0)
}
