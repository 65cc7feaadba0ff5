//! With which quality a JPEG was saved, out of its quantisation tables.

/// The table of brightness in ITU-T T.81, K.1, in the order of the file (zigzag).
const BRIGHTNESS: [u32; 64] = [
    16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37,
    29, 40, 58, 51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81,
    87, 95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
];

/// The quality (1–100) by which the Independent JPEG Group's programs and most others scale that table. `None` when it is
/// another table, of which nobody knows.
pub(super) fn quality(steps: &[u16; 64]) -> Option<u8> {
    (1..=100).rev().find(|quality| scaled(*quality) == steps.map(u32::from))
}

fn scaled(quality: u8) -> [u32; 64] {
    let quality = u32::from(quality);
    let percent = if quality < 50 { 5000 / quality } else { 200 - 2 * quality };
    BRIGHTNESS.map(|it| ((it * percent + 50) / 100).clamp(1, 255))
}
