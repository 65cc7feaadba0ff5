//! Colours as people see them.

use std::sync::LazyLock;

/// How much light there is of a channel of 0–255, 0–1: of whole numbers, and one beyond. A power is much work for each channel
/// of each pixel.
static LINEAR: LazyLock<[f32; 257]> = LazyLock::new(|| {
    std::array::from_fn(|it| {
        let it = f32::from(u16::try_from(it).unwrap_or(u16::MAX)) / 255.0;
        if it <= 0.04045 { it / 12.92 } else { ((it + 0.055) / 1.055).powf(2.4) }
    })
});

/// Between whole numbers on a straight line.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "0–255"
)]
fn linear(channel: f32) -> f32 {
    let whole = (channel as usize).min(255);
    let [low, high] = [LINEAR[whole], LINEAR[whole + 1]];
    low + (high - low) * (channel - whole as f32)
}

/// CIE L*a*b* (D65) of an sRGB colour of 0–255 (IEC 61966-2-1, ISO/CIE 11664-4).
#[expect(clippy::many_single_char_names, reason = "colour spaces name their axes so")]
#[inline]
pub(crate) fn lab(rgb: [f32; 3]) -> [f32; 3] {
    let [r, g, b] = rgb.map(linear);
    let [x, y, z] = [
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    ]
    .map(|it| if it > 0.008_856 { cube_root(it) } else { 7.787 * it + 16.0 / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// To the last digit or the one before: a guess by the exponent, made better twice (Halley). The library's takes longer.
#[inline]
fn cube_root(it: f32) -> f32 {
    let better = |root: f32| {
        let cube = root * root * root;
        root * (cube + it + it) / (cube + cube + it)
    };
    better(better(f32::from_bits(it.to_bits() / 3 + 709_921_077)))
}

/// The luminance of an L*, 0–1.
pub(crate) fn luminance(lightness: f32) -> f32 {
    let it = (lightness + 16.0) / 116.0;
    if it > 6.0 / 29.0 { it.powi(3) } else { (it - 16.0 / 116.0) / 7.787 }
}

/// ΔE*ab of 1976.
#[inline]
pub(crate) fn difference(a: [f32; 3], b: [f32; 3]) -> f32 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f32>().sqrt()
}

/// How much two colours differ in a* and b*, whatever the light.
pub(crate) fn tint(a: [f32; 3], b: [f32; 3]) -> f32 {
    ((a[1] - b[1]).powi(2) + (a[2] - b[2]).powi(2)).sqrt()
}

/// C*ab: 0 of grey.
pub(crate) fn chroma(lab: [f32; 3]) -> f32 {
    (lab[1].powi(2) + lab[2].powi(2)).sqrt()
}

/// Hue in degrees, saturation and value of 0–1.
pub(crate) fn hsv([r, g, b]: [f32; 3]) -> [f32; 3] {
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let range = most - least;
    let hue = if range <= 0.0 {
        0.0
    } else if most <= r {
        60.0 * ((g - b) / range).rem_euclid(6.0)
    } else if most <= g {
        60.0 * ((b - r) / range + 2.0)
    } else {
        60.0 * ((r - g) / range + 4.0)
    };
    [hue, if most <= 0.0 { 0.0 } else { range / most }, most / 255.0]
}

/// Luma of 0–255 (ITU-R BT.709).
#[inline]
pub(crate) fn luma([r, g, b]: [f32; 3]) -> f32 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quick_is_what_the_library_says() {
        for it in (9..1200_u16).map(|it| f32::from(it) / 1000.0) {
            assert!((cube_root(it) - it.cbrt()).abs() < 3e-7, "{it}");
        }
        for it in (0..=1020_u16).map(|it| f32::from(it) / 4.0) {
            let part = it / 255.0;
            let light =
                if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
            assert!((linear(it) - light).abs() < 1e-5, "{it}");
        }
    }
}
