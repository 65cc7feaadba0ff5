//! Whether letters of a colour can be read on a page, which is white as a rule.

/// Whether they are as light as the page, or let it through.
pub(super) fn is_pale(color: &str) -> bool {
    /// Of 255, in each of red, green and blue.
    const LIGHT: f32 = 230.0;
    const FAINT: f32 = 0.15;
    const NAMES: [&str; 12] = [
        "white",
        "snow",
        "ivory",
        "ghostwhite",
        "whitesmoke",
        "floralwhite",
        "seashell",
        "mintcream",
        "azure",
        "aliceblue",
        "transparent",
        "canvas",
    ];
    let color = color.trim();
    if NAMES.contains(&color) {
        return true;
    }
    let (light, alpha) = match color.strip_prefix('#') {
        Some(digits) => hex(digits),
        None => function(color),
    };
    alpha.is_some_and(|it| it < FAINT)
        || !light.is_empty() && light.iter().all(|it| it.is_some_and(|it| it >= LIGHT))
}

/// Red, green and blue, and how much covers what is below.
type Parts = (Vec<Option<f32>>, Option<f32>);

/// `fff`, `ffffff00`.
fn hex(digits: &str) -> Parts {
    let short = digits.len() < 6;
    let size = if short { 1 } else { 2 };
    let part = |at: usize| {
        let value = u8::from_str_radix(digits.get(at * size..(at + 1) * size)?, 16).ok()?;
        Some(f32::from(if short { value.saturating_mul(17) } else { value }))
    };
    ((0..3).map(part).collect(), part(3).map(|it| it / 255.0))
}

/// `rgba(255, 255, 255, .9)`, `rgb(0 0 0 / 0%)`, `hsl(0, 0%, 100%)`.
fn function(color: &str) -> Parts {
    let Some((name, inside)) = color.split_once('(') else { return Parts::default() };
    let inside = inside.trim_end_matches(')');
    let values: Vec<&str> = inside.split([',', '/', ' ']).filter(|it| !it.is_empty()).collect();
    let number = |text: &str, whole: f32| match text.strip_suffix('%') {
        Some(it) => it.parse::<f32>().ok().map(|it| it / 100.0 * whole),
        None => text.parse::<f32>().ok(),
    };
    let alpha = values.get(3).and_then(|it| number(it, 1.0));
    let light = match name {
        "rgb" | "rgba" => values.iter().take(3).map(|it| number(it, 255.0)).collect(),
        "hsl" | "hsla" => values.get(2).map(|it| number(it, 255.0)).into_iter().collect(),
        _ => Vec::new(),
    };
    (light, alpha)
}

#[cfg(test)]
mod tests {
    use super::is_pale;

    #[test]
    fn what_is_as_light_as_the_page() {
        for (color, pale) in [
            ("white", true),
            ("#fff", true),
            ("#fefefe", true),
            ("#FFFFFF", true),
            ("#0000", true),
            ("#00000000", true),
            ("#000000ff", false),
            ("rgb(250, 250, 250)", true),
            ("rgb(100% 100% 100%)", true),
            ("rgba(0,0,0,.05)", true),
            ("rgb(0 0 0 / 0%)", true),
            ("rgba(0,0,0,.85)", false),
            ("hsl(0,0%,100%)", true),
            ("hsl(0,0%,20%)", false),
            ("red", false),
            ("#333", false),
            ("#999", false),
            ("", false),
            ("inherit", false),
        ] {
            assert_eq!(is_pale(color), pale, "{color}");
        }
    }
}
