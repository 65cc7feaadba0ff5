//! Colours as people see them.

/// CIE L*a*b* (D65) of an sRGB colour of 0–255 (IEC 61966-2-1, ISO/CIE 11664-4).
#[expect(clippy::many_single_char_names, reason = "colour spaces name their axes so")]
pub(crate) fn lab(rgb: [f32; 3]) -> [f32; 3] {
    let [r, g, b] = rgb.map(|it| {
        let it = it / 255.0;
        if it <= 0.04045 { it / 12.92 } else { ((it + 0.055) / 1.055).powf(2.4) }
    });
    let [x, y, z] = [
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    ]
    .map(|it| if it > 0.008_856 { it.cbrt() } else { 7.787 * it + 16.0 / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The luminance of an L*, 0–1.
pub(crate) fn luminance(lightness: f32) -> f32 {
    let it = (lightness + 16.0) / 116.0;
    if it > 6.0 / 29.0 { it.powi(3) } else { (it - 16.0 / 116.0) / 7.787 }
}

/// ΔE*ab of 1976.
pub(crate) fn difference(a: [f32; 3], b: [f32; 3]) -> f32 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f32>().sqrt()
}

/// How much two colours differ in a* and b*, whatever the light.
pub(crate) fn tint(a: [f32; 3], b: [f32; 3]) -> f32 {
    (a[1] - b[1]).hypot(a[2] - b[2])
}

/// C*ab: 0 of grey.
pub(crate) fn chroma(lab: [f32; 3]) -> f32 {
    lab[1].hypot(lab[2])
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
pub(crate) fn luma([r, g, b]: [f32; 3]) -> f32 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}
