//! The corners of a card in a picture, and its shape.

/// Upper left, upper right, lower right, lower left, as it lies in the picture.
pub(crate) type Corners = [[f32; 2]; 4];

/// Width over height of an identity card (ID-1, ISO/IEC 7810: 85.60 × 53.98 mm).
pub(super) const SHAPE: f32 = 1.586;

/// Top, right, bottom, left.
pub(super) fn sides(corners: Corners) -> [f32; 4] {
    [0, 1, 2, 3].map(|it| {
        let ([x1, y1], [x2, y2]) = (corners[it], corners[(it + 1) % 4]);
        (x2 - x1).hypot(y2 - y1)
    })
}
