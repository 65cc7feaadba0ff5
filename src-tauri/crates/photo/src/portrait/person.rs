//! Which pixels are the person (`MediaPipe`'s selfie segmentation).

use image::RgbImage;

use super::square::{Outside, Square};
use crate::network::Network;

/// How much of each place is the person.
pub(super) struct Person {
    square: Square,
    shares: Vec<f32>,
}

const SIDE: u16 = 256;

impl Person {
    /// Looks at a square that is not turned.
    pub(super) fn find(network: &Network, picture: &RgbImage, square: Square) -> Option<Self> {
        let outputs = network.run(square.cut(picture, SIDE, [0.0, 1.0], Outside::Edge))?;
        let shares = outputs.into_iter().next()?.data;
        (shares.len() == usize::from(SIDE) * usize::from(SIDE)).then_some(Self { square, shares })
    }

    /// The person's share at a place, 0–1, bilinear.
    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "places are clamped to 0–255"
    )]
    pub(super) fn share(&self, x: f32, y: f32) -> f32 {
        let scale = f32::from(SIDE) / self.square.side;
        let place = |it: f32, centre: f32| {
            let it = (it - centre + self.square.side / 2.0) * scale - 0.5;
            it.clamp(0.0, f32::from(SIDE) - 1.001)
        };
        let (x, y) = (place(x, self.square.x), place(y, self.square.y));
        let (left, top) = (x as u16, y as u16);
        let (right_share, lower_share) = (x - f32::from(left), y - f32::from(top));
        let at = usize::from(top) * usize::from(SIDE) + usize::from(left);
        let mixed = |at: usize| {
            let [near, far] = self.shares[at..][..2] else { return 0.0 };
            near * (1.0 - right_share) + far * right_share
        };
        mixed(at) * (1.0 - lower_share) + mixed(at + usize::from(SIDE)) * lower_share
    }

    /// Whether a place is the person's rather than not.
    pub(super) fn is_at(&self, x: f32, y: f32) -> bool {
        self.share(x, y) > 0.5
    }

    /// Whether the square reaches as far as this.
    pub(super) fn knows(&self, x: f32, y: f32) -> bool {
        let half = self.square.side / 2.0;
        (x - self.square.x).abs() < half && (y - self.square.y).abs() < half
    }
}
