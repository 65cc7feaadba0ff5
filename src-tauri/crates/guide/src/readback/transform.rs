//! What a style's transforms do to the text in an element: whether it still stands upright, and in its place.

use super::styles::Style;

/// Pixels: less is an adjustment.
pub(super) const FAR: f32 = 10.0;

/// Smaller than this nobody reads it.
const SMALLEST: f32 = 0.2;

/// Whether the text is mirrored, stood on its head or made too small, or nobody can know.
pub(super) fn is_turned_over(style: &Style<'_>) -> bool {
    let get = |name: &str| style.get(name).unwrap_or_default();
    let scaled = |it: &str| !is_none(it) && !it.split_ascii_whitespace().all(is_readable);
    let functions = functions(get("transform"));
    functions.is_none_or(|it| it.iter().any(|it| turns(it.0, &it.1)))
        || scaled(get("scale"))
        || !is_none(get("rotate")) && !is_turn_upright(get("rotate"))
}

/// Whether it is moved further than an adjustment goes.
pub(super) fn is_moved(style: &Style<'_>) -> bool {
    let get = |name: &str| style.get(name).unwrap_or_default();
    let functions = functions(get("transform")).unwrap_or_default();
    let own = get("translate").split_ascii_whitespace().any(is_far);
    own || functions.iter().any(|(name, values)| match *name {
        "matrix" => values.iter().skip(4).any(|it| is_far(it)),
        name => name.starts_with("translate") && values.iter().any(|it| is_far(it)),
    })
}

/// A number and its unit: `-9999px`.
pub(super) fn length(value: &str) -> Option<(f32, &str)> {
    let number = value.trim_end_matches(|it: char| it.is_ascii_alphabetic() || it == '%');
    Some((number.trim().parse().ok()?, value.get(number.len()..)?))
}

fn is_none(value: &str) -> bool {
    matches!(value, "" | "none" | "initial" | "inherit" | "unset" | "revert" | "revert-layer")
}

/// `rotate(3deg) scale(-1, 1)` by its functions; nothing for what is no list of functions.
fn functions(value: &str) -> Option<Vec<(&str, Vec<&str>)>> {
    if is_none(value) {
        return Some(Vec::new());
    }
    let parts = value.split(')').map(str::trim).filter(|it| !it.is_empty());
    let parts = parts.map(|it| {
        let (name, values) = it.split_once('(')?;
        let values = values.split([',', ' ']).filter(|it| !it.is_empty());
        Some((name.trim(), values.collect()))
    });
    parts.collect()
}

fn turns(name: &str, values: &[&str]) -> bool {
    let leans = |it: &str| length(it).is_none_or(|it| it.0.abs() > 1.0);
    match name {
        "perspective" | "skew" | "skewx" | "skewy" => false,
        name if name.starts_with("translate") => false,
        "scale" | "scalex" | "scaley" | "scalez" | "scale3d" => {
            !values.iter().all(|it| is_readable(it))
        }
        "rotate" | "rotatez" => !values.iter().all(|it| is_upright(it, 45.0)),
        "rotatex" | "rotatey" => !values.iter().all(|it| is_upright(it, 60.0)),
        "matrix" => match values {
            [a, b, c, d, ..] => !is_readable(a) || !is_readable(d) || leans(b) || leans(c),
            _ => true,
        },
        _ => true,
    }
}

/// The value of the property `rotate`: an angle, and before it perhaps an axis.
fn is_turn_upright(value: &str) -> bool {
    let mut words = value.split_ascii_whitespace().rev();
    let most = if words.clone().count() > 1 { 60.0 } else { 45.0 };
    words.next().is_some_and(|it| is_upright(it, most))
}

fn is_upright(angle: &str, most: f32) -> bool {
    let degrees = length(angle).and_then(|(size, unit)| match unit {
        "deg" => Some(size),
        "turn" => Some(size * 360.0),
        "grad" => Some(size * 0.9),
        "rad" => Some(size.to_degrees()),
        _ => Some(0.0).filter(|_| size.abs() < f32::EPSILON),
    });
    let degrees = degrees.map(|it| it.rem_euclid(360.0));
    degrees.is_some_and(|it| it <= most || it >= 360.0 - most)
}

fn is_readable(scale: &str) -> bool {
    length(scale)
        .is_some_and(|(size, unit)| size >= if unit == "%" { SMALLEST * 100.0 } else { SMALLEST })
}

/// Parts of an element's own size are how it is centred.
fn is_far(value: &str) -> bool {
    length(value).is_none_or(|(size, unit)| match unit {
        "" | "px" | "pt" => size.abs() >= FAR,
        "%" => size.abs() >= 100.0,
        _ => (size * FAR).abs() >= FAR,
    })
}
