//! A picture for the screen.

use image::imageops;

use crate::{Picture, fit::encode, in_pixels};

/// The longest side of what is shown.
const LONGEST: u32 = 1000;
const QUALITY: u8 = 85;

/// A JPEG of a picture as it is seen, upright and small enough for the screen. `None` for a side of nothing.
pub fn preview(picture: &Picture) -> Option<Vec<u8>> {
    let (width, height) = picture.pixels.dimensions();
    let longest = width.max(height);
    let small = (longest > LONGEST).then(|| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of the longest side"
        )]
        let side =
            |it: u32| ((in_pixels(it) / in_pixels(longest) * in_pixels(LONGEST)) as u32).max(1);
        imageops::thumbnail(&picture.pixels, side(width), side(height))
    });
    let pixels = small.as_ref().unwrap_or(&picture.pixels);
    encode(pixels, QUALITY, None)
}
